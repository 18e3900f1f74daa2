"""Excel workbooks (.xlsx, .xlsm) in, their sheets out."""
