"""Frames as CSV files that Excel opens by a double click, and what their Table Schemas say then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    rows = (map(str, map(csv_value, row)) for row in frame.itertuples(index=False))
    return excel_bytes_of_rows([str(name) for name in frame.columns], rows, described)


def excel_bytes_of_rows(
    names: Iterable[str], rows: Iterable[Iterable[str]], described: Mapping[str, Any]
) -> bytes:
    """Rows of texts as a CSV file for Excel.

    Args:
        names: of the columns.
        rows: the values.
        described: their Table Schema, which says what a column holds.
    """
    types = [field["type"] for field in described["fields"]]
    cells = (
        [excel_cell(value, kind) for value, kind in zip(row, types, strict=True)] for row in rows
    )
    return excel_lines([map(excel_text, names), *cells])


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
    rows = (map(str, map(csv_value, row)) for row in frame.itertuples(index=False))
    return excel_schema_of_rows(described, rows)


def excel_schema_of_rows(
    described: Mapping[str, Any], rows: Iterable[Iterable[str]]
) -> dict[str, Any]:
    """The same of rows of texts.

    Args:
        described: that of the plain file.
        rows: the values.
    """
    types = [field["type"] for field in described["fields"]]
    long: set[int] = set()
    for row in rows:
        long.update(
            place
            for place, (value, kind) in enumerate(zip(row, types, strict=True))
            if kind in NUMBERS and is_long_number(value)
        )
    fields = [excel_field(f, place in long) for place, f in enumerate(described["fields"])]
    changed: dict[str, Any] = {**described, "fields": fields}
    if key := described.get("primaryKey"):
        changed["primaryKey"] = (
            excel_text(key) if isinstance(key, str) else list(map(excel_text, key))
        )
    if foreign := described.get("foreignKeys"):
        changed["foreignKeys"] = [excel_foreign_key(key) for key in foreign]
    return changed


def excel_foreign_key(key: Mapping[str, Any]) -> dict[str, Any]:
    """A foreign key of a Table Schema whose columns are named as in the file for Excel."""
    there = key["reference"]
    return {
        "fields": list(map(excel_text, key["fields"])),
        "reference": {**there, "fields": list(map(excel_text, there["fields"]))},
    }


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
