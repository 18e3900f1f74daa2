"""Pages → grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.frames import cut_above
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Grid, PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.grids.white_space.assembly import grid_of
from pipeline.grids.white_space.drawings import without_drawings
from pipeline.grids.white_space.refine import count_faults, refine, with_heading_rows
from pipeline.grids.white_space.regions import tables_in
from pipeline.grids.white_space.runs import run_lines
from pipeline.grids.white_space.zones import zones_of
from pipeline.pdf.model import Page, Word

FEWEST_FAULTS = 3
HELD_SHARE = 0.8


def read_grids(pages: Sequence[Page]) -> list[PageGrids]:
    """The grids of all pages."""
    ruled = without_drawings([refined(find_grids(page)) for page in pages])
    return [with_white_space(page, found) for page, found in zip(pages, ruled, strict=True)]


def refined(found: PageGrids) -> PageGrids:
    """The ruled grids of a page without captions, cells parted where white space parts them."""
    grids: list[Grid] = []
    above: list[Word] = []
    for grid in found.grids:
        grid = refine(grid) if len(grid.cells) > 1 else grid
        row = caption_rows(grid)
        if row:
            above += [w for c in grid.cells if c.row < row for line in c.lines for w in line.words]
            grid = cut_above(grid, row)
        grids.append(with_heading_rows(grid))
    outside = [word for line in found.outside for word in line.words]
    lines = lines_of([*outside, *above]) if above else found.outside
    return replace(found, grids=tuple(grids), outside=lines)


def caption_rows(grid: Grid) -> int:
    """How many rows stand above the headings: those of one cell over all columns."""
    width = len(grid.columns) - 1
    row = 0
    while row < len(grid.rows) - 2 and width > 1:
        first = grid.row(row)
        if len(first) != 1 or first[0].row_span > 1 or not first[0].lines:
            break
        row += 1
    return row if row < len(grid.rows) - 2 and len(grid.row(row)) > 1 else 0


def instead_of_faulty(page: Page, grid: Grid) -> Grid:
    """A ruled grid, or what white space tells of its words where its cells hold several texts."""
    faults = count_faults(grid)
    if faults < FEWEST_FAULTS:
        return grid
    words = [w for c in grid.cells for line in c.lines for w in line.words]
    blocks = tables_in(run_lines(words))
    others = [other for block in blocks if (other := grid_of(page, block))]
    if len(others) != 1:
        return grid
    held = sum(len(line.words) for c in others[0].cells for line in c.lines)
    if held < HELD_SHARE * len(words) or 2 * count_faults(others[0]) > faults:
        return grid
    return others[0]


def with_white_space(page: Page, found: PageGrids) -> PageGrids:
    """The grids of a page, those that white space parts added to the ruled ones."""
    ruled = [instead_of_faulty(page, grid) for grid in found.grids if len(grid.cells) > 1]
    boxes = [grid for grid in found.grids if len(grid.cells) == 1]
    words = [word for line in found.outside for word in line.words if not word.loose]
    words += [w for g in boxes for c in g.cells for line in c.lines for w in line.words]
    slanted = {word.number for word in page.slanted}
    zones = zones_of([word for word in words if word.number not in slanted])
    blocks = [block for zone in zones for block in tables_in(zone)]
    read = [grid for block in blocks if (grid := grid_of(page, block))]
    taken = {
        w.number for g in (*ruled, *read) for c in g.cells for line in c.lines for w in line.words
    }
    kept = [
        g
        for g in boxes
        if not any(w.number in taken for c in g.cells for line in c.lines for w in line.words)
    ]
    grids = sorted([*ruled, *kept, *read], key=lambda grid: (grid.rows[0], grid.columns[0]))
    released = [
        w for g in boxes if g not in kept for c in g.cells for line in c.lines for w in line.words
    ]
    released += [
        w
        for g in found.grids
        if len(g.cells) > 1
        for c in g.cells
        for line in c.lines
        for w in line.words
    ]
    left = [w for line in found.outside for w in line.words]
    outside = lines_of(
        w for w in (*left, *released) if w.number not in taken and w.number not in slanted
    )
    return PageGrids(page.number, tuple(grids), outside + lines_of(page.slanted))
