"""Frames as CSV files."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from pipeline.text.csv_lines import csv_lines


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A frame as CSV in UTF-8; booleans in lower case, numbers in plain digits."""
    rows = ([csv_value(value) for value in row] for row in frame.itertuples(index=False))
    return csv_lines([frame.columns, *rows]).encode("utf-8")


def csv_value(value: object) -> object:
    """A value as CSV has it."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
