"""Turns the appendix table of a public PDF into records, a workbook and a report."""

__version__ = "0.1.0"
