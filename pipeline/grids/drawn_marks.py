"""Cells whose ink is no text: they get the wording of a drawing or a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.grids.cell_places import CellPlaces
from pipeline.grids.model import Grid, Line, PageGrids
from pipeline.grids.tolerances import BEYOND_CELL_POINTS
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Ink, Page, Word


def with_drawn_marks(pages: Sequence[Page], grids: Sequence[PageGrids]) -> list[PageGrids]:
    """Grids in which an empty cell with a drawing or a picture says so; each page's ink is kept.

    Args:
        pages: the pages, with the ink of each.
        grids: their grids, in the same order.
    """
    return [
        mark_page(page, found) if page.ink else found
        for page, found in zip(pages, grids, strict=True)
    ]


def mark_page(page: Page, found: PageGrids) -> PageGrids:
    """The grids of a page with the ink in its empty cells, and what ink is left."""
    places = CellPlaces(found.grids)
    homes: dict[int, dict[int, list[Ink]]] = {}
    left: list[Ink] = []
    for ink in page.ink:
        home = empty_home(ink.box, places)
        if home is None:
            left.append(ink)
        else:
            homes.setdefault(home[0], {}).setdefault(home[1], []).append(ink)
    numbers = iter(range(first_number(page), first_number(page) + len(page.ink)))
    marked = tuple(
        mark_grid(grid, homes[g], numbers) if g in homes else grid
        for g, grid in enumerate(found.grids)
    )
    return replace(found, grids=marked, ink=tuple(left))


def first_number(page: Page) -> int:
    """A number that no word of a page has, nor any after it."""
    return max((word.number for word in (*page.words, *page.slanted)), default=-1) + 1


def empty_home(box: Box, places: CellPlaces) -> tuple[int, int] | None:
    """Index of grid and cell of the empty cell that holds a box; None where none does."""
    return places.first(box.middle, lambda cell: not cell.lines and lies_within(box, cell.box))


def lies_within(box: Box, cell: Box) -> bool:
    """Whether a box lies in a cell, or reaches over its border by little."""
    return (
        box.x0 >= cell.x0 - BEYOND_CELL_POINTS
        and box.x1 <= cell.x1 + BEYOND_CELL_POINTS
        and box.top >= cell.top - BEYOND_CELL_POINTS
        and box.bottom <= cell.bottom + BEYOND_CELL_POINTS
    )


def mark_grid(grid: Grid, inks: Mapping[int, Sequence[Ink]], numbers: Iterator[int]) -> Grid:
    """A grid some of whose empty cells, by index, have ink."""
    cells = [
        replace(cell, lines=wording(inks[c], numbers)) if c in inks else cell
        for c, cell in enumerate(grid.cells)
    ]
    return replace(grid, cells=tuple(cells))


def wording(inks: Sequence[Ink], numbers: Iterator[int]) -> tuple[Line, ...]:
    """What a cell says whose ink is no text: one word for each kind of ink."""
    words = []
    for kind in dict.fromkeys(ink.kind for ink in inks):
        own = [ink for ink in inks if ink.kind == kind]
        shown = [ink.shown for ink in own if ink.shown]
        words.append(
            Word(
                next(numbers),
                f"[{kind}]",
                union(ink.box for ink in own),
                bold=False,
                shown=union(shown) if shown else None,
                source=kind,
            )
        )
    return (Line(tuple(words)),)
