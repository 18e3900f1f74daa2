"""Sheets of a spreadsheet → grids: their tables as the file has them, and the text around those.

Nothing is told by rulings or white space here: which cell a text stands in is known, and which
rows and columns belong to a table is told by `sheet_tables`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.grids.known_headings import KnownHeadings
from pipeline.grids.model import Cell, Grid, Line, PageGrids
from pipeline.grids.sheet_blocks import TextCell, block_of, text_cells
from pipeline.grids.sheet_tables import SheetTable, looks_like_headings, tables_of_sheet
from pipeline.grids.white_space.refine import with_heading_rows
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page
from pipeline.pages.sheet import SheetGrid
from pipeline.schema.model import Schema


@dataclass(frozen=True)
class PlacedTable:
    """A table of a sheet, with the rows and columns that it has there.

    Args:
        table: the table.
        sheet: its sheet.
        page: the number of that.
        rows: its rows among those of the sheet.
        columns: its columns among those of the sheet.
    """

    table: SheetTable
    sheet: SheetGrid
    page: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def row_numbers(self) -> list[int]:
        """What the file calls its rows."""
        return [self.sheet.rows[row] for row in self.rows]

    @property
    def column_numbers(self) -> list[int]:
        """What the file calls its columns."""
        return [self.sheet.columns[column] for column in self.columns]


def sheet_grids(pages: Sequence[Page], schema: Schema) -> list[PageGrids]:
    """The tables of sheets, and the text outside them.

    Args:
        pages: those that stand for sheets, in order.
        schema: knows headings.
    """
    known = KnownHeadings.of(schema)
    found: list[PageGrids] = []
    earlier: list[PlacedTable] = []
    for page in pages:
        if page.sheet is None:
            continue
        cells = text_cells(page)
        own: list[PlacedTable] = []
        for table in tables_of_sheet(cells, known):
            placed = place_table(table, page.sheet, page.number)
            is_first = not own
            own.append(as_on_earlier_sheets(placed, earlier, known, is_first))
        earlier += own
        grids = [grid_of_table(placed) for placed in own]
        inside = {cell.cell for placed in own for cell in placed.table.cells}
        around = [cell for cell in cells if cell.cell not in inside]
        found.append(PageGrids(page.number, tuple(grids), tuple(lines_around(around))))
    return found


def place_table(table: SheetTable, sheet: SheetGrid, page: int) -> PlacedTable:
    """A table with its rows and columns, but for those in which nothing of it stands."""
    rows = {row for cell in table.cells for row in range(cell.row, cell.end_row)}
    columns = {cell.column for cell in table.cells}
    return PlacedTable(table, sheet, page, tuple(sorted(rows)), tuple(sorted(columns)))


def as_on_earlier_sheets(
    placed: PlacedTable, earlier: Sequence[PlacedTable], known: KnownHeadings, is_first: bool
) -> PlacedTable:
    """A table that goes on with one of an earlier sheet, with the columns or rows of that.

    The first of a sheet goes on with the last of the sheets before where it has no headings, and
    stands within its columns. One with headings and no names stands beside the rows of one whose
    first and last rows are the same.

    Args:
        placed: the table.
        earlier: those of earlier sheets.
        known: headings of the schema.
        is_first: whether it is the first of its sheet.
    """
    if not placed.table.is_known:
        if not (is_first and earlier and goes_on_with_last(placed, earlier[-1])):
            return placed
        columns = same_numbers(earlier[-1].column_numbers, placed.sheet.columns)
        table = replace(placed.table, has_headings=False)
        return replace(placed, table=table, columns=columns)
    if has_names(placed, known):
        return placed
    for other in reversed(earlier):
        numbers = placed.row_numbers
        is_beside = (other.row_numbers[0], other.row_numbers[-1]) == (numbers[0], numbers[-1])
        if is_beside and set(numbers) <= set(other.row_numbers):
            return replace(placed, rows=same_numbers(other.row_numbers, placed.sheet.rows))
    return placed


def goes_on_with_last(placed: PlacedTable, last: PlacedTable) -> bool:
    """Whether a table without known headings has rows of the last one of an earlier sheet."""
    within = set(placed.column_numbers) <= set(last.column_numbers)
    from_first = placed.column_numbers[0] == last.column_numbers[0]
    block = block_of(placed.table.cells)
    return within and from_first and not looks_like_headings(block, last.table)


def has_names(placed: PlacedTable, known: KnownHeadings) -> bool:
    """Whether a table has a column of names: under a known heading, or under none as its first."""
    headings = placed.table.headings
    named = any(cell.folded in known.names for cell in headings)
    return named or min(cell.column for cell in headings) > placed.columns[0]


def same_numbers(numbers: Sequence[int], all_numbers: Sequence[int]) -> tuple[int, ...]:
    """Which rows or columns of a sheet have the numbers that those of another one have."""
    wanted = set(numbers)
    return tuple(place for place, number in enumerate(all_numbers) if number in wanted)


def grid_of_table(placed: PlacedTable) -> Grid:
    """A table of a sheet as a grid."""
    sheet, rows, columns = placed.sheet, placed.rows, placed.columns
    grid = Grid(
        page=placed.page,
        columns=(*(sheet.column_edges[c] for c in columns), sheet.column_edges[columns[-1] + 1]),
        rows=(*(sheet.row_edges[r] for r in rows), sheet.row_edges[rows[-1] + 1]),
        cells=tuple(cells_of(placed)),
        found_by="cells",
        by_order=not placed.table.has_headings,
    )
    if not placed.table.has_headings:
        return replace(grid, heading_rows=0)
    headed = with_heading_rows(grid)
    return headed if headed.heading_rows else replace(grid, heading_rows=1)


def cells_of(placed: PlacedTable) -> Iterator[Cell]:
    """The cells of a table, each once, by row and column; merged ones only as far as it reaches."""
    lines = {cell.cell: cell.lines for cell in placed.table.cells}
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(placed.rows):
        for c, column in enumerate(placed.columns):
            if (r, c) in taken:
                continue
            own = placed.sheet.cell_at(row, column)
            end_row = own.row + own.row_span if own else row + 1
            end_column = own.column + own.column_span if own else column + 1
            height = bisect_left(placed.rows, end_row) - r
            width = bisect_left(placed.columns, end_column) - c
            taken |= {(r + down, c + beside) for down in range(height) for beside in range(width)}
            yield Cell(
                r,
                c,
                height,
                width,
                box_of(placed, (r, r + height - 1), (c, c + width - 1)),
                lines.pop(own, ()) if own else (),
                frozenset([own.fill] if own and own.fill else []),
            )


def box_of(placed: PlacedTable, rows: tuple[int, int], columns: tuple[int, int]) -> Box:
    """The borders of a cell on its sheet.

    Args:
        placed: its table.
        rows: the first and the last row of the table that it covers.
        columns: the first and the last column of the table that it covers.
    """
    sheet = placed.sheet
    return Box(
        sheet.column_edges[placed.columns[columns[0]]],
        sheet.row_edges[placed.rows[rows[0]]],
        sheet.column_edges[placed.columns[columns[1]] + 1],
        sheet.row_edges[placed.rows[rows[1]] + 1],
    )


def lines_around(cells: Sequence[TextCell]) -> Iterator[Line]:
    """Text outside the tables in lines, those of cells side by side in a row as one."""
    for _, beside in groupby(cells, key=lambda cell: cell.row):
        run: list[TextCell] = []
        for cell in beside:
            if run and cell.column > run[-1].end_column:
                yield from lines_of_run(run)
                run = []
            run.append(cell)
        yield from lines_of_run(run)


def lines_of_run(run: Sequence[TextCell]) -> Iterator[Line]:
    """The lines of cells side by side; each of a cell beside the line of its number in others."""
    for number in range(max(len(cell.lines) for cell in run)):
        words = [w for cell in run for line in cell.lines[number : number + 1] for w in line.words]
        yield Line(tuple(words))
