"""Ruled grids → tables that begin with their headings; what else rulings enclose is free text.

Rulings may also enclose titles above a table, headings over several columns, or a table as a whole
without parting its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.grids.lines import is_uneven, lines_of
from pipeline.grids.model import Cell, Grid, Line, PageGrids
from pipeline.grids.ruled import stack_grids
from pipeline.grids.tolerances import (
    FEWEST_BORDERS,
    HEADING_SHARE_OF_CELLS,
    MOST_FRAME_ROWS,
    SAME_BORDER_POINTS,
)
from pipeline.pages.geometry import Box, are_same_positions
from pipeline.schema.model import Schema
from pipeline.schema.source_table import PATH_SIGN
from pipeline.text.strings import fold

# What a spreadsheet prints above its columns and before its rows, folded.
COLUMN_LETTERS, ROW_NUMBER = re.compile("[a-z]{1,3}"), re.compile("[1-9][0-9]*")


def without_frames(pages: Sequence[PageGrids], schema: Schema) -> list[PageGrids]:
    """The grids of all pages, each from its headings on; the lines above are outside.

    Where the rulings of the document part no rows anywhere, they are frames, and their lines are
    outside too.
    """
    known = schema.known_headings
    if part_no_rows([grid for page in pages for grid in page.grids], known):
        return [release_lines(page) for page in pages]
    printed = (without_coordinates(page, known) for page in pages)
    return [join_over_gaps(cut_to_headings(page, known), known) for page in printed]


def without_coordinates(page: PageGrids, known: frozenset[str]) -> PageGrids:
    """A page whose grids have no sheet coordinates; those are outside."""
    numbered = [grid for grid in page.grids if has_coordinates(grid, known)]
    if not numbered:
        return page
    grids = tuple(cut_coordinates(g) if g in numbered else g for g in page.grids)
    aside = [
        line for g in numbered for c in g.cells if not (c.row and c.column) for line in c.lines
    ]
    return replace(page, grids=grids, outside=(*page.outside, *aside))


def has_coordinates(grid: Grid, known: frozenset[str]) -> bool:
    """Whether letters stand above the columns of a grid and numbers before its rows.

    A spreadsheet prints them so. Both rise, where columns or rows are hidden not by one.
    """
    top, side = grid.row(0)[1:], [cell for cell in grid.cells if cell.row and not cell.column]
    if len({(cell.row_span, cell.column_span) for cell in (*grid.row(0), *side)}) != 1:
        return False
    letters, numbers = (
        [folded_cell_text(cell) for cell in top],
        [folded_cell_text(cell) for cell in side],
    )
    return (
        not grid.cells[0].lines
        and all(COLUMN_LETTERS.fullmatch(text) and text not in known for text in letters)
        and all(ROW_NUMBER.fullmatch(text) for text in numbers)
        and letters == sorted(set(letters), key=lambda text: (len(text), text))
        and numbers == sorted(set(numbers), key=int)
    )


def cut_coordinates(grid: Grid) -> Grid:
    """A grid without its first row and its first column."""
    cells = tuple(
        replace(cell, row=cell.row - 1, column=cell.column - 1)
        for cell in grid.cells
        if cell.row and cell.column
    )
    return replace(grid, rows=grid.rows[1:], columns=grid.columns[1:], cells=cells, open_top=False)


def part_no_rows(grids: Sequence[Grid], known: frozenset[str]) -> bool:
    """Whether grids are only frames: none has several rows, and a cell holds several."""
    tables = [grid for grid in grids if len(grid.cells) > 1]
    return all(len(grid.rows) - 1 <= MOST_FRAME_ROWS for grid in tables) and any(
        is_uneven(cell) for grid in tables for cell in grid.cells if not is_known(cell, known)
    )


def is_known(cell: Cell, known: frozenset[str]) -> bool:
    """Whether a cell holds a heading of the schema."""
    return folded_cell_text(cell) in known


def folded_cell_text(cell: Cell) -> str:
    """The text of a cell, folded."""
    return fold("".join(line.text for line in cell.lines))


def release_lines(page: PageGrids) -> PageGrids:
    """A page whose grids are only frames."""
    words = [word for line in (*page.outside, *lines_in(page.grids)) for word in line.words]
    return replace(page, grids=(), outside=lines_of(words))


def lines_in(grids: Sequence[Grid]) -> Iterator[Line]:
    """All lines of some grids."""
    yield from (line for grid in grids for cell in grid.cells for line in cell.lines)


def cut_to_headings(page: PageGrids, known: frozenset[str]) -> PageGrids:
    """A page whose grids begin with their headings."""
    grids: list[Grid] = []
    above: list[Line] = []
    for grid in page.grids:
        row = row_of_headings(grid, known)
        if row and not begins_with_groups(grid, known):
            above += [line for c in grid.cells if ends_above(c, row) for line in c.lines]
            grid = cut_above(grid, row)
        grids.append(grid)
    if not above:
        return page
    words = [word for line in (*page.outside, *above) for word in line.words]
    return replace(page, grids=tuple(grids), outside=lines_of(words))


def begins_with_groups(grid: Grid, known: frozenset[str]) -> bool:
    """Whether the first row has headings of groups that the schema names in its paths."""
    groups = {
        first for first, sign, _ in (text.partition(fold(PATH_SIGN)) for text in known) if sign
    }
    return bool(grid.heading_rows) and any(
        folded_cell_text(cell) in groups for cell in grid.row(0) if cell.lines
    )


def join_over_gaps(page: PageGrids, known: frozenset[str]) -> PageGrids:
    """A page whose grids of the same columns are one where text stands between them.

    Borders of a row may be missing; where the lower one has headings, it is another table.
    """
    grids: list[Grid] = []
    words = [word for line in page.outside for word in line.words if not word.loose]
    taken: set[int] = set()
    for grid in page.grids:
        if grids and has_same_columns(grids[-1], grid) and not has_headings(grid, known):
            gap = Box(grid.columns[0], grids[-1].rows[-1], grid.columns[-1], grid.rows[0])
            between = [word for word in words if gap.holds(word.box.middle)]
            if between:
                taken.update(word.number for word in between)
                grids[-1] = stack_grids(grids[-1], grid, between)
                continue
        grids.append(grid)
    if not taken:
        return page
    left = [w for line in page.outside for w in line.words if w.number not in taken]
    return replace(page, grids=tuple(grids), outside=lines_of(left))


def has_same_columns(upper: Grid, lower: Grid) -> bool:
    """Whether a grid stands below another with the same column borders."""
    return (
        upper.rows[-1] <= lower.rows[0]
        and len(lower.columns) > FEWEST_BORDERS
        and are_same_positions(upper.columns, lower.columns, SAME_BORDER_POINTS)
    )


def has_headings(grid: Grid, known: frozenset[str]) -> bool:
    """Whether the first row of a grid holds a heading of the schema."""
    return any(is_known(cell, known) for cell in grid.row(0))


def row_of_headings(grid: Grid, known: frozenset[str]) -> int:
    """The row that most headings of the schema stand in; 0 where the first may be it.

    A row counts where its printed cells are headings for the most part.
    """
    best, most = 0, sum(is_known(cell, known) for cell in grid.row(0))
    for number in range(1, len(grid.rows) - 1):
        printed = [cell for cell in grid.row(number) if cell.lines]
        hits = sum(is_known(cell, known) for cell in printed)
        if hits > max(most, 1) and hits >= len(printed) * HEADING_SHARE_OF_CELLS:
            best, most = number, hits
    return best


def ends_above(cell: Cell, row: int) -> bool:
    """Whether a cell ends above a row."""
    return cell.row + cell.row_span <= row


def cut_above(grid: Grid, row: int) -> Grid:
    """A grid from a row on; that row reaches up to where the grid began."""
    cells = []
    for cell in grid.cells:
        if ends_above(cell, row):
            continue
        hidden = max(0, row - cell.row)
        box = replace(cell.box, top=grid.rows[row]) if hidden else cell.box
        cells.append(
            replace(cell, row=max(0, cell.row - row), row_span=cell.row_span - hidden, box=box)
        )
    rows = (grid.rows[0], *grid.rows[row + 1 :])
    return replace(grid, rows=rows, cells=tuple(cells), open_top=False, heading_rows=None)
