"""The outputs of many documents in, one set of tables, workbook and report of all out."""
