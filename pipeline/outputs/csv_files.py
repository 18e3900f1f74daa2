"""Frames as CSV files."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pandas as pd


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV: UTF-8, LF, comma, quotes where needed (RFC 4180); booleans in lower case."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow([csv_value(value) for value in row])
    return text.getvalue().encode("utf-8")


def csv_value(value: object) -> object:
    """A value as CSV has it."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
