"""Rows and lines that hold printed totals."""

from __future__ import annotations

from collections import Counter

from pipeline.schema.check import Check
from pipeline.schema.model import Schema, SourceTable
from pipeline.tables.model import Row, Table, plain_text
from pipeline.text.strings import SLUG_LENGTH, slug


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


def total_ref(table: Table, name: str, field: str) -> str:
    """The reference of a cell in a row with a total.

    Args:
        table: its table.
        name: what `total_slugs` calls the row.
        field: the field of the cell.
    """
    return f"{table.source.table}/total/{name}/{field}"


def total_slugs(table: Table) -> dict[int, str]:
    """The slug of each row with a total, read or not, by its number.

    The row's own text tells which it is; the same text further down gets a number.
    """
    slugs: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for row in table.rows:
        if row.kind in ("total", "unread"):
            own = slug(first_text(row), SLUG_LENGTH)
            seen[own] += 1
            slugs[row.number] = f"{own}-{seen[own]}" if seen[own] > 1 else own
    return slugs
