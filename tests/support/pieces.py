"""Words, cells, grids and parts made by hand, for tests of one step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, pairwise
from typing import Literal

from pipeline.grids.column_group import TablePart
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid, Line
from pipeline.pages.geometry import Box
from pipeline.pages.model import Word

LETTER, HEIGHT = 5.0, 10.0
COLUMNS = (0.0, 100.0, 200.0)
# Each word made by hand is another one.
NUMBERS = count()


def word(text: str, x: float = 0, top: float = 0, bold: bool = False) -> Word:
    """A word at a place."""
    box = Box(x, top, x + LETTER * len(text), top + HEIGHT)
    return Word(next(NUMBERS), text, box, bold)


def line(text: str, x: float = 0, top: float = 0) -> Line:
    """A line of one word."""
    return Line((word(text, x, top),))


def cell(text: str = "", row: int = 0, column: int = 0, span: int = 1, bold: bool = False) -> Cell:
    """A cell with a line of text, or with none."""
    lines = lines_of([word(text, bold=bold)]) if text else ()
    return Cell(row, column, span, 1, Box(0, 0, 100, 20), lines)


def grid(
    page: int,
    rows: Sequence[float],
    texts: Sequence[Sequence[str]] = (),
    columns: Sequence[float] = COLUMNS,
    found_by: Literal["rulings", "alignment"] = "rulings",
) -> Grid:
    """A grid with the given borders; its cells are empty where no texts are given."""
    cells = []
    for r, (top, bottom) in enumerate(pairwise(rows)):
        for c, (left, right) in enumerate(pairwise(columns)):
            text = texts[r][c] if texts else ""
            lines = lines_of([word(text, left + 2, top + 2)]) if text else ()
            cells.append(Cell(r, c, 1, 1, Box(left, top, right, bottom), lines))
    return Grid(page, tuple(columns), tuple(rows), tuple(cells), found_by=found_by)


def part(page: int, rows: Sequence[float], headed: bool = False) -> TablePart:
    """A part of a column group without any text."""
    return TablePart(grid(page, rows), headed)


def texts_of_grid(grid: Grid) -> list[list[str]]:
    """The texts of the cells of each row of a grid; those of a merged cell come again."""
    rows = range(len(grid.rows) - 1)
    return [[" ".join(line.text for line in c.lines) for c in grid.row(row)] for row in rows]
