"""The empty cells of the joined tables, each with its borders on the page as displayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.checks.cell_refs import CellRefs
from pipeline.checks.items import NO_BOX, Item, box_texts
from pipeline.pages.geometry import Box, turn_box_back
from pipeline.pages.model import Page
from pipeline.pages.sheet import Sheets, sheet_cell
from pipeline.records.model import RecordSource
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.model import Fragment, Row, Table


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """An empty cell of a joined table, or the piece of one on a page.

    The names are those of the columns of empty_cells.csv; `box` has its borders, in points.
    """

    cell_ref: str
    page: int
    box: Box
    table: str
    row: int
    column: int
    keys: tuple[str, ...]
    field: str


def empty_cells(
    tables: Sequence[Table],
    sources: Mapping[str, RecordSource],
    schema: Schema,
    wording: CellTexts,
    pages: Sequence[Page],
    items: Sequence[Item],
) -> list[EmptyCell]:
    """The empty cells to which a reference leads, in document order, one for each fragment.

    A cell that serves several rows comes once, one merged across several columns once for each. A
    reference that leads to a cell with text leads to no empty one: the cell goes on from another
    page, or its heading is printed in another row.

    Args:
        tables: the joined tables.
        sources: where each record is printed, by key.
        schema: the schema.
        wording: how broken words go on.
        pages: as they were read.
        items: every printed cell and line.
    """
    keys = {(s.table.index, s.row.number): s.key for s in sources.values()}
    filled = filled_refs(items)
    by_number = {page.number: page for page in pages}
    found = [
        cell
        for table in tables
        for cell in empty_cells_of_table(table, keys, CellRefs.of_table(table, schema, wording))
        if cell.cell_ref not in filled
    ]
    found.sort(key=lambda cell: (cell.page, cell.box.top, cell.box.x0))
    return [as_displayed(cell, by_number[cell.page]) for cell in found]


def filled_refs(items: Sequence[Item]) -> set[str]:
    """The references that lead to cells with text."""
    own = [item for item in items if item.table and item.aside is None]
    merged = (f"{key}/{item.field}" for item in own for key in item.keys[1:])
    return {*(item.cell_ref for item in own), *merged}


def empty_cells_of_table(
    table: Table, keys: Mapping[tuple[int, int], str], refs: CellRefs
) -> Iterator[EmptyCell]:
    """The empty cells of a table, those merged down over several rows last, on the upright page.

    Args:
        table: the table.
        keys: of its records, by table and row.
        refs: how its cells are referred to.
    """
    merged: dict[tuple[Fragment, int], EmptyCell] = {}
    for row in table.rows:
        key = keys.get((table.index, row.number), "") if row.kind == "record" else ""
        own_keys = (key,) if key else ()
        for column, fragment in empty_fragments(row):
            is_merged = fragment.cell.row_span > 1
            if is_merged and (known := merged.get((fragment, column))):
                merged[fragment, column] = replace(known, keys=(*known.keys, *own_keys))
            elif ref := refs.of(row, column, key):
                cell = EmptyCell(
                    cell_ref=ref,
                    page=fragment.page,
                    box=fragment.cell.box,
                    table=table.source.table,
                    row=row.number,
                    column=column + 1,
                    keys=own_keys,
                    field=table.columns[column].field or "",
                )
                if is_merged:
                    merged[fragment, column] = cell
                else:
                    yield cell
    yield from merged.values()


def empty_fragments(row: Row) -> Iterator[tuple[int, Fragment]]:
    """The fragments of the empty cells of a row, each with every column that it covers."""
    filled = set(row.filled_columns())
    for column, fragments in row.cells.items():
        for fragment in fragments:
            if not fragment.cell.lines:
                for covered in range(column, column + fragment.cell.column_span):
                    if covered not in filled:
                        yield covered, fragment


def as_displayed(cell: EmptyCell, page: Page) -> EmptyCell:
    """An empty cell of an upright page, with its borders on the page as displayed."""
    if not page.turn:
        return cell
    return replace(cell, box=turn_box_back(cell.box, page.turn, page.width, page.height))


def empty_frame(cells: Sequence[EmptyCell], schema: Schema, sheets: Sheets) -> pd.DataFrame:
    """The cells as empty_cells.csv: boxes in PDF points, rounded to 0.1.

    Args:
        cells: the cells.
        schema: names the columns.
        sheets: those of a spreadsheet, whose cells have sheet and cell in place of a box.
    """
    rows = [
        (
            cell.cell_ref,
            cell.page,
            *(NO_BOX if sheets else box_texts(cell.box)),
            cell.table,
            cell.row,
            cell.column,
            ";".join(cell.keys),
            cell.field,
            *((sheet_cell(sheets, cell.page, cell.box),) if sheets else ()),
        )
        for cell in cells
    ]
    return pd.DataFrame(rows, columns=schema.columns("empty_cells"), dtype=object)
