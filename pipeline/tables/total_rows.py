"""Rows that are no records, and lines, among them those that hold printed totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.schema.check import Check
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.model import Row, RowKind, Table, plain_text
from pipeline.text.strings import SLUG_LENGTH, slug

# Rows that are no records, and what they are called in references; totals are, read or not.
NAMED_KINDS: Mapping[RowKind, str] = {
    "total": "total",
    "unread": "total",
    "aside": "aside",
    "note": "note",
}


def totals_of_row(first_text: str, source: SourceTable, schema: Schema) -> list[Check]:
    """The checks whose totals stand in a row of a table that begins with a text.

    Of those for one column the first counts, so that a wording may be told before a wider one.
    """
    found: dict[str, Check] = {}
    for check in schema.description.totals:
        place = check.column or check.field
        fits = (place in source.columns) if source.totals else check.column is None
        if fits and check.row is not None and check.row.search(first_text):
            found.setdefault(place, check)
    return list(found.values())


def total_of_line(text: str, schema: Schema) -> Check | None:
    """The check whose total stands in a line outside the tables, if it does."""
    for check in schema.description.totals:
        if check.line is not None and check.line.search(text):
            return check
    return None


def first_text(row: Row) -> str:
    """The first printed text of a row."""
    return plain_text(row.cell(min(row.filled_columns(), default=-1)))


def row_names(table: Table) -> dict[int, str]:
    """The first part of the references of the cells of each row that is no record, by its number.

    The row's own text tells which it is; the same text further down gets a number.
    """
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for row in table.rows:
        if row.kind in NAMED_KINDS:
            name = f"{NAMED_KINDS[row.kind]}/{slug(first_text(row), SLUG_LENGTH)}"
            seen[name] += 1
            number = f"-{seen[name]}" if seen[name] > 1 else ""
            names[row.number] = f"{table.source.table}/{name}{number}"
    return names
