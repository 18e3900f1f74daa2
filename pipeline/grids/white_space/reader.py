"""Pages → grids."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Grid, PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.grids.white_space.assembly import grid_of
from pipeline.grids.white_space.refine import refine
from pipeline.grids.white_space.regions import tables_in
from pipeline.grids.white_space.runs import run_lines
from pipeline.pdf.model import Page


def read_grids(pages: Sequence[Page]) -> list[PageGrids]:
    """The grids of all pages."""
    return [read_page(page) for page in pages]


def read_page(page: Page) -> PageGrids:
    """The grids of a page."""
    found = find_grids(page)
    ruled = [grid for grid in found.grids if len(grid.cells) > 1]
    loose = [g for g in found.grids if len(g.cells) == 1]
    words = [word for line in found.outside for word in line.words if not word.loose]
    words += [w for g in loose for c in g.cells for line in c.lines for w in line.words]
    zone = run_lines(words)
    grids: list[Grid] = [refine(grid) for grid in ruled]
    for block in tables_in(zone):
        grid = grid_of(page, block)
        if grid is not None:
            grids.append(grid)
    grids.sort(key=lambda grid: (grid.rows[0], grid.columns[0]))
    taken = {w.number for g in grids for c in g.cells for line in c.lines for w in line.words}
    left = [word for word in page.words if word.number not in taken]
    return PageGrids(page.number, tuple(grids), lines_of(left) + lines_of(page.slanted))
