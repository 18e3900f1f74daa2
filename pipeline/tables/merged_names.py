"""Rows of a spreadsheet beside one name in a merged cell: one record, where they can be one.

A print merges a name down over the rows that it names, each a record of its own; there the rows
stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.finding import Finding, Position
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.doubts import EMPTY_HEADING
from pipeline.tables.model import Column, Fragment
from pipeline.tables.rows import BareRow


def join_merged_names(
    bare: Sequence[BareRow],
    columns: Sequence[Column],
    name_column: int,
    index: int,
    schema: Schema,
    wording: CellTexts,
) -> tuple[list[BareRow], list[Finding]]:
    """The rows of a spreadsheet's table, those beside one name joined, and what speaks against it.

    Below the first of them only fields with several codes may have text, as further lines; where
    others have, nobody can tell which row is right: those rows stay apart, with an error. Where
    other fields than the name make the key, one name may well have several records.

    Args:
        bare: the rows.
        columns: the columns of the table.
        name_column: the one with the names.
        index: the table's place among the schema's tables.
        schema: the schema.
        wording: how broken words go on.
    """
    joined: list[BareRow] = []
    findings: list[Finding] = []
    if schema.record.key_from:
        return list(bare), findings
    for rows in rows_by_name(bare, name_column):
        doubtful = [
            columns[column].heading
            for column in sorted(columns_filled_below(rows))
            if is_of_one_value(columns[column], schema)
        ]
        if doubtful:
            joined += rows
            name = wording.text(rows[0].row().cell(name_column))
            findings.append(merged_finding(name, rows, doubtful, name_column, index))
        else:
            joined.append(joined_row(rows))
    return joined, findings


def rows_by_name(bare: Sequence[BareRow], name_column: int) -> Iterator[list[BareRow]]:
    """The rows, those together that have one cell with a name."""
    together: list[BareRow] = []
    for row in bare:
        if together and is_same_name(together[-1], row, name_column):
            together.append(row)
            continue
        if together:
            yield together
        together = [row]
    if together:
        yield together


def is_same_name(one: BareRow, other: BareRow, name_column: int) -> bool:
    """Whether two rows have one merged cell with a name, and hold no headings."""
    own = other.cells.get(name_column, ())
    has_text = any(fragment.cell.lines for fragment in own)
    is_heading = one.is_heading or other.is_heading
    return has_text and not is_heading and one.cells.get(name_column, ()) == own


def columns_filled_below(rows: Sequence[BareRow]) -> set[int]:
    """The columns in which rows below the first have text in cells of their own."""
    first = rows[0].cells
    return {
        column
        for row in rows[1:]
        for column, fragments in row.cells.items()
        if fragments != first.get(column) and any(f.cell.lines for f in fragments)
    }


def is_of_one_value(column: Column, schema: Schema) -> bool:
    """Whether a column is read, and none of those whose cells hold several codes in lines."""
    return column.field is not None and schema.description.fields[column.field].list_ is None


def joined_row(rows: Sequence[BareRow]) -> BareRow:
    """Rows as one, the text of each column in lines below each other."""
    cells: dict[int, tuple[Fragment, ...]] = {}
    for row in rows:
        for column, fragments in row.cells.items():
            known = cells.get(column, ())
            cells[column] = (*known, *(f for f in fragments if f not in known))
    return replace(rows[0], cells=cells)


def merged_finding(
    name: str, rows: Sequence[BareRow], doubtful: Sequence[str], name_column: int, index: int
) -> Finding:
    """The error for rows beside one name that cannot be one record.

    Args:
        name: the name.
        rows: the rows.
        doubtful: the headings of the columns that have text below the first of them.
        name_column: the column of the names.
        index: the table's place among the schema's tables.
    """
    page = rows[0].row().page(name_column)
    return Finding(
        check="name-merged",
        page=page,
        value=name,
        position=Position.of_table_page(index, page),
        details={
            "page": str(page),
            "rows": str(len(rows)),
            "headings": ", ".join(f"“{heading or EMPTY_HEADING}”" for heading in doubtful),
        },
    )
