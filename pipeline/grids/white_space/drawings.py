"""Rulings that draw no table: charts, frames around text, boxes without any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Grid, PageGrids
from pipeline.grids.tolerances import MOST_FRAME_ROWS, SAME_BORDER_POINTS
from pipeline.grids.white_space.tolerances import (
    CHART_SHARE_OF_CELLS,
    FEWEST_CHART_CELLS,
    MOST_CELL_WORDS,
)
from pipeline.pages.geometry import are_same_positions


def without_drawings(pages: Sequence[PageGrids]) -> list[PageGrids]:
    """Pages without the grids that are no tables; their words are outside."""
    every = TableShapes([grid for page in pages for grid in page.grids])
    return [release(page, every) for page in pages]


def release(page: PageGrids, every: TableShapes) -> PageGrids:
    """A page without the grids that are no tables."""
    has_words = bool(page.outside) or any(c.lines for g in page.grids for c in g.cells)
    dropped = [
        grid
        for grid in page.grids
        if len(grid.cells) > 1
        and (is_frame(grid) or (has_words and is_drawing(grid) and not every.have_like(grid)))
    ]
    if not dropped:
        return page
    words = [w for g in dropped for c in g.cells for line in c.lines for w in line.words]
    words += [w for line in page.outside for w in line.words]
    gone = {id(grid) for grid in dropped}
    kept = tuple(grid for grid in page.grids if id(grid) not in gone)
    # Boxes without any text may be drawn around a table; the lines of a chart are not.
    charts = (g for g in dropped if not is_frame(g) and any(c.lines for c in g.cells))
    boxes = tuple(chart.box for chart in charts)
    return replace(page, grids=kept, outside=lines_of(words), charts=boxes)


def is_frame(grid: Grid) -> bool:
    """Whether a grid frames running text."""
    return len(grid.rows) - 1 <= MOST_FRAME_ROWS and any(
        sum(len(line.words) for line in cell.lines) > MOST_CELL_WORDS for cell in grid.cells
    )


def is_drawing(grid: Grid) -> bool:
    """Whether a grid has hardly any text, or none where headings and names stand."""
    filled = sum(bool(cell.lines) for cell in grid.cells)
    if filled == 0:
        return True
    sparse = (
        filled < CHART_SHARE_OF_CELLS * len(grid.cells) and len(grid.cells) >= FEWEST_CHART_CELLS
    )
    first = any(cell.lines for cell in grid.row(0))
    names = any(cell.lines for cell in grid.cells if cell.column == 0)
    return sparse or not (first or names)


class TableShapes:
    """The grids of a document that are tables, by how many columns and how many rows they have.

    Args:
        grids: all grids of the document.
    """

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids

    @cached_property
    def shapes(self) -> dict[tuple[str, int], list[tuple[Grid, tuple[float, ...]]]]:
        """The borders of columns, and of rows but for the first, of tables that have text."""
        found: dict[tuple[str, int], list[tuple[Grid, tuple[float, ...]]]] = {}
        for grid in self.grids:
            if any(cell.lines for cell in grid.cells) and not is_drawing(grid):
                for kind, borders in borders_of_shape(grid):
                    found.setdefault((kind, len(borders)), []).append((grid, borders))
        return found

    def have_like(self, grid: Grid) -> bool:
        """Whether another grid has the same columns or rows, and text."""
        return any(
            other is not grid and are_same_positions(own, borders, SAME_BORDER_POINTS)
            for kind, borders in borders_of_shape(grid)
            for other, own in self.shapes.get((kind, len(borders)), ())
        )


def borders_of_shape(grid: Grid) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The borders that grids of one shape share: of columns, or of rows from the second on."""
    return ("columns", grid.columns), ("rows", grid.rows[1:])
