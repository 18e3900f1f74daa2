"""Ruled grids in which rulings are not all of the evidence: white space parts the rest."""

from __future__ import annotations

from dataclasses import replace

from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.columns import has_values_beside
from pipeline.grids.white_space.inner_cells import (
    holds_rows,
    with_inner_columns,
    with_inner_rows,
)
from pipeline.grids.white_space.merged_cells import without_merged, words_of
from pipeline.grids.white_space.overflow import with_whole_texts
from pipeline.grids.white_space.runs import run_lines
from pipeline.text.values import YEAR, is_value_text


def refine(grid: Grid) -> Grid:
    """A ruled grid, its cells parted where white space tells that they are several."""
    if any(cell.inner for cell in grid.cells):
        # What is in a table inside a cell is text of that cell.
        return grid
    grid = with_whole_texts(without_merged(grid))
    # Columns are parted from the last to the first, so that those still to come are as they were.
    by_column = cells_by_column(grid)
    for column in reversed(range(len(grid.columns) - 1)):
        grid = with_inner_columns(grid, column, by_column.get(column, []))
    parted = rows_are_parted(grid)
    for row in reversed(range(len(grid.rows) - 1)):
        grid = with_inner_rows(grid, row, parted)
    return grid


def cells_by_column(grid: Grid) -> dict[int, list[Cell]]:
    """The cells of a grid by the column in which they begin, in their order."""
    found: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        found.setdefault(cell.column, []).append(cell)
    return found


def rows_are_parted(grid: Grid) -> bool:
    """Whether rulings part the rows: hardly any that has text side by side holds several."""
    rows = [[c for c in grid.row_of_own(row) if c.lines] for row in range(len(grid.rows))]
    side_by_side = [cells for cells in rows if len(cells) > 1 and any(map(is_of_values, cells))]
    return 2 * sum(map(holds_rows, side_by_side)) < len(side_by_side)


def is_of_values(cell: Cell) -> bool:
    """Whether each line of a cell is a value."""
    return all(is_value_text(line.text) for line in cell.lines)


def count_captions(grid: Grid) -> int:
    """How many rows stand above the headings: those of one cell over all columns."""
    last = len(grid.rows) - 2
    for row in range(last if len(grid.columns) > 2 else 0):
        cells = grid.row(row)
        if len(cells) > 1 or cells[0].row_span > 1 or not cells[0].lines:
            return row if len(cells) > 1 else 0
    return 0


def with_heading_rows(grid: Grid) -> Grid:
    """A ruled grid that says how many rows its headings take, where they are several.

    Below headings that cover several columns, but not all, stand those of each column: words, or
    years.
    """
    width, last = len(grid.columns) - 1, len(grid.rows) - 2
    count = max((cell.row_span for cell in grid.row(0)), default=1)
    while count <= last:
        over = [c for c in grid.row(count - 1) if 1 < c.column_span < width and c.lines]
        under = [c for c in grid.row(count) if c.lines and any(covers(o, c) for o in over)]
        if not under or 2 * sum(map(may_be_heading, under)) < len(under):
            break
        count = max(count + 1, *(cell.row + cell.row_span for cell in under))
    return replace(grid, heading_rows=count) if 1 < count <= last else grid


def covers(upper: Cell, lower: Cell) -> bool:
    """Whether a cell stands over the column of another."""
    return upper.column <= lower.column < upper.column + upper.column_span


def may_be_heading(cell: Cell) -> bool:
    """Whether the text of a cell may be a heading: words, or a year."""
    text = text_of(cell)
    return not is_value_text(text) or bool(YEAR.fullmatch(text))


def text_of(cell: Cell) -> str:
    """The text of a cell, one space between its lines."""
    return " ".join(line.text for line in cell.lines)


def count_faults(grid: Grid) -> int:
    """How many lines and rows of a grid hold values that may be those of several cells."""
    single = (cell for cell in grid.cells if cell.column_span == 1)
    lines = (line for cell in single for line in run_lines(words_of(cell)))
    apart = sum(line.is_tabular and has_values_beside(line) for line in lines)
    rows = ([c for c in grid.row(row) if c.lines] for row in range(len(grid.rows) - 1))
    return apart + sum(holds_rows(cells) for cells in rows if len(cells) > 1)


def has_values(grid: Grid) -> bool:
    """Whether a column beside the first mostly holds values, which stand one to a row."""
    first = grid.heading_rows or 0
    by_column = cells_by_column(grid)
    for column in range(1, len(grid.columns) - 1):
        own = [c for c in by_column.get(column, ()) if c.row >= first and c.lines]
        if own and 2 * sum(is_value_text(text_of(cell)) for cell in own) >= len(own):
            return True
    return False
