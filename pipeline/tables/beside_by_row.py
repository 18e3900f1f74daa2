"""Columns on another sheet than the names, joined to their rows by the row numbers alone.

A print has its rows at the same heights on all pages; a sheet may be sorted, or lack rows, by
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.finding import Finding, Position
from pipeline.grids.column_group import ColumnGroup, TablePart
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.headings import count_heading_rows
from pipeline.tables.rows import Looks, is_section, looks_of


def is_joined_by_row(group: ColumnGroup, keyed: ColumnGroup) -> bool:
    """Whether columns stand on another sheet than the names, which do not stand again there.

    Args:
        group: the columns.
        keyed: those with the names.
    """
    is_sheet = group.parts[0].grid.found_by == "cells"
    return group is not keyed and is_sheet and group.names_again is None


def stands_beside_records(
    group: ColumnGroup, keyed: ColumnGroup, alignment: Sequence[int], schema: Schema
) -> bool:
    """Whether each row of columns that has text stands beside a record of the names.

    Args:
        group: the columns.
        keyed: those with the names.
        alignment: for each part of the columns the part of the names beside it.
        schema: the schema.
    """
    name_field = schema.record.name_field
    column = keyed.fields.index(name_field) if name_field in keyed.fields else 0
    names = [cell for part in keyed.parts for cell in part.grid.cells if cell.column == column]
    looks = looks_of([cell for cell in names if cell.lines])
    return all(
        filled_rows(part) <= record_rows(keyed.parts[k], column, keyed.table, looks)
        for part, k in zip(group.parts, alignment, strict=True)
    )


def rows_below_headings(part: TablePart) -> range:
    """The rows of a part below its headings."""
    return range(count_heading_rows(part), len(part.grid.rows) - 1)


def filled_rows(part: TablePart) -> set[int]:
    """The rows of a part in which something stands."""
    return {
        row for row in rows_below_headings(part) if any(cell.lines for cell in part.grid.row(row))
    }


def record_rows(part: TablePart, column: int, source: SourceTable, looks: Looks) -> set[int]:
    """The rows of a part with records: a name that heads no section, and more where others are.

    Args:
        part: the part.
        column: the one with the names.
        source: the table of the schema.
        looks: what ordinary names look like.
    """
    is_alone = len(part.grid.columns) == 2
    rows = set()
    for row in rows_below_headings(part):
        filled = [cell for cell in part.grid.row(row) if cell.lines]
        names = [cell for cell in filled if cell.column == column]
        if names and (not is_section(source, names, looks) if is_alone else len(filled) > 1):
            rows.add(row)
    return rows


def by_row_findings(index: int, group: ColumnGroup, keyed: ColumnGroup) -> Iterator[Finding]:
    """A warning for columns that were joined so."""
    first = group.parts[0].grid
    if is_joined_by_row(group, keyed):
        yield Finding(
            check="sheets-joined-by-row",
            page=first.page,
            value=", ".join(heading for heading in group.headings if heading),
            position=Position.of_table_page(index, first.page),
            details={"page": str(first.page), "other_page": str(keyed.pages[0])},
        )
