"""OpenDocument spreadsheets (.ods) in, their sheets out."""
