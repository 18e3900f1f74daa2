"""Headings that are turned to fit narrow columns: they stand above the first row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.tolerances import BLOCK_GAP_TIMES_HEIGHT, TOUCHING_POINTS
from pipeline.pages.geometry import Box
from pipeline.pages.model import Word


def with_turned_headings(grid: Grid, words: Sequence[Word]) -> Grid:
    """A grid that white space parts with the turned words above its columns as their headings.

    What stands beside them above the first column is its heading.

    Args:
        grid: the grid.
        words: those of its page that are in no grid.
    """
    top = grid.rows[grid.heading_rows or 0]
    columns = list(enumerate(pairwise(grid.columns)))
    turned = [word for word in words if word.turn]
    own = {c: stack for c, place in columns if (stack := turned_above(place, top, turned))}
    if len(own) < 2:
        return grid
    if grid.heading_rows:
        return with_words_in_row(grid, own)
    highest = min(word.box.top for stack in own.values() for word in stack)
    left, right = grid.columns[:2]
    name = Box(left, highest, right, top)
    first = [word for word in words if not word.turn and name.holds(word.box.middle)]
    return with_row(grid, {0: first, **own})


def turned_above(place: tuple[float, float], top: float, words: Sequence[Word]) -> list[Word]:
    """The turned words of a column that stand right above a height, the lowest first."""
    stack: list[Word] = []
    for word in sorted(words, key=lambda word: -word.box.bottom):
        # A turned word is as wide as its type is high.
        near = BLOCK_GAP_TIMES_HEIGHT * (word.box.x1 - word.box.x0)
        gap = (stack[-1].box.top if stack else top) - word.box.bottom
        inside = place[0] <= word.box.middle[0] < place[1]
        if word.turn and inside and word.box.bottom <= top + TOUCHING_POINTS and gap <= near:
            stack.append(word)
    return stack


def with_row(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """A grid without headings with a first row of them, by column."""
    top = min(word.box.top for own in words.values() for word in own) - TOUCHING_POINTS
    cells = [replace(cell, row=cell.row + 1) for cell in grid.cells]
    for column, (left, right) in enumerate(pairwise(grid.columns)):
        box = Box(left, top, right, grid.rows[0])
        cells.append(Cell(0, column, 1, 1, box, lines_of(words.get(column, []))))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(grid, rows=(top, *grid.rows), cells=tuple(cells), heading_rows=1)


def with_words_in_row(grid: Grid, words: dict[int, list[Word]]) -> Grid:
    """A grid whose lowest headings get further words, where a column has none there."""
    last = (grid.heading_rows or 0) - 1
    cells = [
        replace(cell, lines=lines_of(words[cell.column]))
        if cell.row == last and not cell.lines and cell.column in words
        else cell
        for cell in grid.cells
    ]
    return replace(grid, cells=tuple(cells))
