"""Text outside a ruled frame that belongs to its table: names beside it, headings above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.grids.frames import COLUMN_LETTERS, ROW_NUMBER
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT
from pipeline.grids.white_space.runs import Run, RunLine
from pipeline.grids.white_space.tolerances import (
    BLOCK_GAP_TIMES_HEIGHT,
    NEXT_LINE_TIMES_HEIGHT,
    PROSE_LETTERS,
    TOUCHING_POINTS,
)
from pipeline.pages.geometry import Box, union
from pipeline.text.values import YEAR, count_letters


def with_text_around(grid: Grid, lines: Sequence[RunLine]) -> Grid:
    """A ruled grid with the names that stand beside its rows, and headings right above it.

    Args:
        grid: the grid.
        lines: those outside the grids of its page.
    """
    return with_headings_above(with_names_beside(grid, lines), lines)


def with_names_beside(grid: Grid, lines: Sequence[RunLine]) -> Grid:
    """A grid with a first column of the names that stand left of its frame, one to a row.

    They stand on a line of most rows, close to the frame, and are no running text, nor the numbers
    that a spreadsheet prints before its rows.
    """
    found: dict[int, Run] = {}
    for line in lines:
        left = [run for run in line.runs if run.box.x1 <= grid.columns[0] + TOUCHING_POINTS]
        row = row_beside(left[-1].box, grid) if left else None
        if row is None:
            continue
        if row in found:
            return grid
        found[row] = left[-1]
    rows = [r for r in range(len(grid.rows) - 1) if any(c.lines for c in grid.row(r))]
    if len(found) < 2 or 2 * len(found) <= len(rows) or any(r not in rows for r in found):
        return grid
    names = [found[row] for row in found]
    height = median(run.box.bottom - run.box.top for run in names)
    box = union(run.box for run in names)
    far = grid.columns[0] - box.x1 > BLOCK_GAP_TIMES_HEIGHT * height
    prose = median(count_letters(run.text) for run in names) >= PROSE_LETTERS
    numbered = all(ROW_NUMBER.fullmatch(r.text) and not YEAR.fullmatch(r.text) for r in names)
    if far or prose or numbered:
        return grid
    return with_first_column(grid, found, box.x0 - TOUCHING_POINTS)


def row_beside(box: Box, grid: Grid) -> int | None:
    """The row on one of whose lines a text beside a grid stands."""
    near = (box.bottom - box.top) * SAME_LINE_SHARE_OF_HEIGHT
    for cell in grid.cells:
        if any(abs(line.box.middle[1] - box.middle[1]) <= near for line in cell.lines):
            rows = range(cell.row, cell.row + cell.row_span)
            y = box.middle[1]
            return next((r for r in rows if grid.rows[r] <= y <= grid.rows[r + 1]), None)
    return None


def with_first_column(grid: Grid, names: dict[int, Run], left: float) -> Grid:
    """A grid with one more column at the left, its texts by row."""
    cells = [replace(cell, column=cell.column + 1) for cell in grid.cells]
    for r, (top, bottom) in enumerate(pairwise(grid.rows)):
        lines = lines_of(names[r].words) if r in names else ()
        cells.append(Cell(r, 0, 1, 1, Box(left, top, grid.columns[0], bottom), lines))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(grid, columns=(left, *grid.columns), cells=tuple(cells))


def with_headings_above(grid: Grid, lines: Sequence[RunLine]) -> Grid:
    """A grid with the line right above its frame, where that has a text over most columns."""
    above = [line for line in lines if line.box.bottom <= grid.rows[0] + TOUCHING_POINTS]
    line = max(above, key=lambda line: line.box.bottom, default=None)
    if line is None or grid.rows[0] - line.box.bottom > NEXT_LINE_TIMES_HEIGHT * line.height:
        return grid
    places = [columns_under(run.box, grid) for run in line.runs]
    covered = {column for place in places if place for column in place}
    apart = all(a is not None and b is not None and a[-1] < b[0] for a, b in pairwise(places))
    # A spreadsheet prints letters above its columns, as it does numbers before its rows.
    lettered = all(COLUMN_LETTERS.fullmatch(run.text.lower()) for run in line.runs)
    if lettered or len(places) < 2 or not apart or 2 * len(covered) < len(grid.columns) - 1:
        return grid
    return with_first_row(grid, line, [list(place or ()) for place in places])


def columns_under(box: Box, grid: Grid) -> range | None:
    """The columns that a text above a grid stands over; None where it reaches beyond them."""
    if box.x0 < grid.columns[0] - TOUCHING_POINTS or box.x1 > grid.columns[-1] + TOUCHING_POINTS:
        return None
    over = [
        c
        for c, (left, right) in enumerate(pairwise(grid.columns))
        if box.x0 + TOUCHING_POINTS < right and box.x1 - TOUCHING_POINTS > left
    ]
    return range(over[0], over[-1] + 1) if over else None


def with_first_row(grid: Grid, line: RunLine, places: Sequence[Sequence[int]]) -> Grid:
    """A grid with one more row at the top: the texts of a line, each over its columns."""
    top = line.box.top - TOUCHING_POINTS
    cells = [replace(cell, row=cell.row + 1) for cell in grid.cells]
    first = {place[0]: (run, place) for run, place in zip(line.runs, places, strict=True)}
    inner = {column for place in places for column in place[1:]}
    for column in range(len(grid.columns) - 1):
        if column in inner:
            continue
        run, place = first.get(column, (None, [column]))
        right = grid.columns[place[-1] + 1]
        box = Box(grid.columns[column], top, right, grid.rows[0])
        words = lines_of(run.words) if run else ()
        cells.append(Cell(0, column, 1, len(place), box, words))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    count = None if grid.heading_rows is None else grid.heading_rows + 1
    return replace(grid, rows=(top, *grid.rows), cells=tuple(cells), heading_rows=count or 2)
