"""All documents together in, the workbook of all out."""
