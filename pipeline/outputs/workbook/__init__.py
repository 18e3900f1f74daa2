"""All that a build knows in, the managers' workbook out.

The only package that knows openpyxl.
"""
