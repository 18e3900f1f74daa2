"""Pages with their ruled grids → all their grids: what white space parts, and ruled ones refined.

A separator is a place with evidence. Rulings come first; white that runs through many lines, rules
and values part what they leave together, and the text around them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.grids.frames import cut_above
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Grid, PageGrids
from pipeline.grids.white_space.around import with_text_around
from pipeline.grids.white_space.assembly import grid_of
from pipeline.grids.white_space.refine import (
    count_captions,
    count_faults,
    refine,
    with_heading_rows,
)
from pipeline.grids.white_space.regions import tables_in
from pipeline.grids.white_space.runs import run_lines
from pipeline.grids.white_space.tolerances import FEWEST_FAULTS, HELD_SHARE_OF_WORDS
from pipeline.grids.white_space.turned_headings import with_turned_headings
from pipeline.grids.white_space.zones import zones_of
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page, Word


def refined(found: PageGrids) -> PageGrids:
    """The ruled grids of a page without captions, cells parted where white space parts them."""
    grids = []
    for grid in found.grids:
        if len(grid.cells) > 1:
            grid = refine(grid)
            captions = count_captions(grid)
            grid = with_heading_rows(cut_above(grid, captions) if captions else grid)
        grids.append(grid)
    return with_rest_outside(found, grids)


def with_white_space(page: Page, found: PageGrids) -> PageGrids:
    """The grids of a page, those that white space parts added to the ruled ones."""
    ruled = [instead_of_faulty(page, grid) for grid in found.grids if len(grid.cells) > 1]
    boxes = [grid for grid in found.grids if len(grid.cells) == 1]
    slanted = {word.number for word in page.slanted}
    words = [word for line in found.outside for word in line.words if not word.loose]
    words = [word for word in (*words, *words_in(boxes)) if word.number not in slanted]
    around = run_lines(words) if ruled else []
    ruled = [with_text_around(grid, around) for grid in ruled]
    within = {word.number for word in words_in(ruled)}
    words = [word for word in words if word.number not in within]
    blocks = (
        block
        for zone in zones_of(words)
        for block in tables_in(zone)
        if not any(lies_over(block.box, chart) for chart in found.charts)
    )
    read = [with_turned_headings(grid, words) for block in blocks if (grid := grid_of(page, block))]
    taken = {word.number for word in words_in(read)}
    boxes = [box for box in boxes if not any(w.number in taken for w in words_in([box]))]
    grids = sorted([*ruled, *boxes, *read], key=lambda grid: (grid.rows[0], grid.columns[0]))
    return with_rest_outside(found, grids)


def lies_over(box: Box, chart: Box) -> bool:
    """Whether the middle of a box or of a chart lies in the other."""
    return box.holds(chart.middle) or chart.holds(box.middle)


def instead_of_faulty(page: Page, grid: Grid) -> Grid:
    """A ruled grid, or what white space tells of its words where its cells hold several texts."""
    faults = count_faults(grid)
    nested = any(cell.inner for cell in grid.cells)
    if nested or faults < FEWEST_FAULTS:
        return grid
    words = list(words_in([grid]))
    others = [other for block in tables_in(run_lines(words)) if (other := grid_of(page, block))]
    if len(others) != 1 or 2 * count_faults(others[0]) > faults:
        return grid
    held = sum(1 for _ in words_in(others))
    return others[0] if held >= HELD_SHARE_OF_WORDS * len(words) else grid


def words_in(grids: Iterable[Grid]) -> Iterable[Word]:
    """The words of some grids."""
    return (word for g in grids for cell in g.cells for line in cell.lines for word in line.words)


def with_rest_outside(found: PageGrids, grids: list[Grid]) -> PageGrids:
    """A page with other grids; its words that are in none of them are outside."""
    taken = {word.number for word in words_in(grids)}
    left = [word for word in words_in(found.grids) if word.number not in taken]
    outside = [word for line in found.outside for word in line.words]
    if left or any(word.number in taken for word in outside):
        lines = lines_of(w for w in (*outside, *left) if w.number not in taken)
    else:
        lines = found.outside
    return replace(found, grids=tuple(grids), outside=lines)
