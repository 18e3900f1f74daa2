"""A spreadsheet in, its sheets as pages with their cells out.

The only package that reads spreadsheets.
"""
