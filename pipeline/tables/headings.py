"""Grids → the headings of their columns: paths from the headings of groups down to their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.grids.column_group import TablePart
from pipeline.grids.model import Cell, Grid
from pipeline.schema.source_table import PATH_SIGN
from pipeline.text.strings import fold

# The parts of a column's heading, the upper ones first; none where it is empty.
HeadingPath = tuple[str, ...]


def column_headings(grid: Grid, text_of: Callable[[Cell], str]) -> list[HeadingPath]:
    """The heading of each column of a grid.

    It is the texts of the heading cells that cover the column, from top to bottom; empty ones and
    repetitions are left out. A column that no cell parts from the one before it has no heading of
    its own. Where nobody knows how many rows hold headings, the first may, and a merged cell is
    the heading of the first column that it covers.

    Args:
        grid: the grid.
        text_of: joins the lines of a cell.
    """
    width = len(grid.columns) - 1
    if grid.heading_rows is None:
        first = {cell.column: text_of(cell) for cell in grid.row(0)}
        return [(text,) if (text := first.get(column)) else () for column in range(width)]
    covering: list[list[Cell]] = [[] for _ in range(width)]
    for cell in sorted(grid.cells, key=lambda cell: cell.row):
        if cell.row < grid.heading_rows and cell.lines:
            for column in range(cell.column, min(cell.column + cell.column_span, width)):
                covering[column].append(cell)
    return [
        () if column and cells == covering[column - 1] else path_of(map(text_of, cells))
        for column, cells in enumerate(covering)
    ]


def path_of(texts: Iterable[str]) -> HeadingPath:
    """The texts of a heading from top to bottom, without those that repeat the one before."""
    parts: list[str] = []
    for text in texts:
        if text and (not parts or fold(text) != fold(parts[-1])):
            parts.append(text)
    return tuple(parts)


def heading_text(path: HeadingPath) -> str:
    """A heading as outputs show it."""
    return PATH_SIGN.join(path)


def count_heading_rows(part: TablePart) -> int:
    """How many of the first rows of a part hold headings."""
    known = part.grid.heading_rows
    return int(part.has_headings) if known is None else known * part.has_headings


def are_same_headings(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether headings read alike."""
    return [fold(text) for text in one] == [fold(text) for text in other]
