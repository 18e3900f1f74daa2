"""A PDF in, its pages with their words, rulings and fills out.

The only package that knows pdfplumber, pdfminer and pypdfium2.
"""
