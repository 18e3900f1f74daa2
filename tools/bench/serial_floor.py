"""The serial floor: import the four libraries, extract raw tables, write one plain workbook."""

import sys

import openpyxl
import pandas  # noqa: F401
import pandera.pandas  # noqa: F401
import pdfplumber

workbook = openpyxl.Workbook()
sheet = workbook.active
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        for table in page.extract_tables():
            for row in table:
                sheet.append(row)
workbook.save(sys.argv[2])
