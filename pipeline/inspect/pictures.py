"""What pictures of pages show: the words, rulings and cells that were read."""

from __future__ import annotations

from pipeline.grids.model import PageGrids
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page
from pipeline.pdf.drawing import Corners, Marks


def marks_of(page: Page, grids: PageGrids) -> Marks:
    """What to draw over a page."""
    return Marks(
        page.number,
        page.turn,
        [corners(cell.box) for grid in grids.grids for cell in grid.cells],
        [
            (r.start, r.position, r.end, r.position)
            if r.direction == "h"
            else (r.position, r.start, r.position, r.end)
            for r in page.rulings
        ],
        [corners(word.box) for word in page.words],
    )


def corners(box: Box) -> Corners:
    """The sides of a box."""
    return box.x0, box.top, box.x1, box.bottom
