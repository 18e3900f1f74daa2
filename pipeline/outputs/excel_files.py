"""Frames as CSV files that Excel opens by a double click, and what their Table Schemas say then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.outputs.csv_files import csv_value
from pipeline.text.dates import ISO_DATE
from pipeline.text.excel_csv import (
    DECIMAL_SIGN,
    DELIMITER,
    EXCEL_LINE_END,
    excel_lines,
    excel_number,
    excel_text,
    is_long_number,
)
from pipeline.text.numbers import PLAIN_NUMBER

# How a program reads the files (Data Package, version 2, Table Dialect).
DIALECT = {
    "delimiter": DELIMITER,
    "lineTerminator": EXCEL_LINE_END,
    "quoteChar": '"',
    "header": True,
}
NUMBERS = ("number", "integer")
# What a Table Schema says of numbers, and not of texts.
OF_NUMBERS = ("minimum", "maximum")


def excel_bytes(frame: pd.DataFrame, described: Mapping[str, Any]) -> bytes:
    """A frame as a CSV file for Excel.

    Args:
        frame: the values.
        described: its Table Schema, which says what a column holds.
    """
    types = [field["type"] for field in described["fields"]]
    rows = (
        [excel_cell(str(csv_value(value)), kind) for value, kind in zip(row, types, strict=True)]
        for row in frame.itertuples(index=False)
    )
    return excel_lines([[excel_text(str(name)) for name in frame.columns], *rows])


def excel_cell(text: str, kind: str) -> str:
    """A value as a cell; a number, a date or a truth as itself where its column holds such."""
    if kind in NUMBERS and PLAIN_NUMBER.fullmatch(text):
        return excel_number(text)
    if kind == "date" and ISO_DATE.fullmatch(text):
        return text
    return text if kind == "boolean" and text in ("true", "false") else excel_text(text)


def excel_schema(described: Mapping[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """A Table Schema of the file for Excel.

    Args:
        described: that of the plain file.
        frame: the values.
    """
    fields = []
    for field, name in zip(described["fields"], frame.columns, strict=True):
        long = field["type"] in NUMBERS and any(
            is_long_number(str(csv_value(value))) for value in frame[name]
        )
        fields.append(excel_field(field, long))
    changed: dict[str, Any] = {**described, "fields": fields}
    if key := described.get("primaryKey"):
        changed["primaryKey"] = (
            excel_text(key) if isinstance(key, str) else list(map(excel_text, key))
        )
    return changed


def excel_field(field: Mapping[str, Any], long: bool) -> dict[str, Any]:
    """A field of a Table Schema.

    Args:
        field: that of the plain file.
        long: whether it has numbers that are kept as text.
    """
    changed = {**field, "name": excel_text(field["name"])}
    rules = dict(field.get("constraints", {}))
    if field["type"] in NUMBERS:
        changed["decimalChar"] = DECIMAL_SIGN
        if long:
            changed["type"] = "string"
            rules = {name: rule for name, rule in rules.items() if name not in OF_NUMBERS}
    elif field["type"] == "string":
        if "enum" in rules:
            rules["enum"] = [excel_text(code) for code in rules["enum"]]
        if "pattern" in rules:
            rules["pattern"] = f"'?(?:{rules['pattern']})"
    return {**changed, "constraints": rules} if rules else changed
