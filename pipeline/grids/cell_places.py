"""The cells of grids by where they lie: which of them is around a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from pipeline.grids.model import Cell, Grid
from pipeline.pdf.box_places import BoxPlaces


class CellPlaces:
    """The cells of the grids of a page by where they lie.

    Args:
        grids: the grids.
    """

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.grids = grids

    @cached_property
    def cells(self) -> list[tuple[int, int, Cell]]:
        """All cells, with the indices of grid and cell."""
        return [
            (g, c, cell) for g, own in enumerate(self.grids) for c, cell in enumerate(own.cells)
        ]

    @cached_property
    def places(self) -> BoxPlaces:
        """Where they lie."""
        return BoxPlaces([cell.box for _, _, cell in self.cells])

    def smallest(
        self,
        middle: tuple[float, float],
        fits: Callable[[int, Cell], bool] = lambda grid, cell: True,
    ) -> tuple[int, int] | None:
        """Index of grid and cell of the smallest cell around a point, the first among equals.

        Args:
            middle: the point (x, y).
            fits: told the index of the grid and the cell, whether that cell may be it.
        """
        around = [
            ((cell.box.x1 - cell.box.x0) * (cell.box.bottom - cell.box.top), g, c)
            for g, c, cell in (self.cells[number] for number in self.places.at(middle))
            if cell.box.holds(middle) and fits(g, cell)
        ]
        return min(around)[1:] if around else None

    def first(
        self, middle: tuple[float, float], fits: Callable[[Cell], bool]
    ) -> tuple[int, int] | None:
        """Index of grid and cell of the first cell around a point that fits."""
        for g, c, cell in (self.cells[number] for number in self.places.at(middle)):
            if cell.box.holds(middle) and fits(cell):
                return g, c
        return None
