"""Rows that horizontal rulings part where no vertical ones part columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.lines import is_uneven, lines_of
from pipeline.grids.model import Grid
from pipeline.grids.ruled import cells_between, merge_rulings
from pipeline.grids.unruled.columns import ColumnLayout, words_in_columns
from pipeline.grids.unruled.tolerances import FEWEST_RULES, OUTER_BORDER_POINTS, RULE_SHARE_OF_WIDTH
from pipeline.pages.model import Page, Ruling, Word


def ruled_width(page: Page) -> Sequence[float]:
    """From where to where a page is ruled across; nothing where it is not."""
    rules = [ruling for ruling in page.rulings if ruling.direction == "h"]
    if len({rule.position for rule in rules}) < FEWEST_RULES:
        return ()
    return min(rule.start for rule in rules), max(rule.end for rule in rules)


def row_rules(page: Page, layout: ColumnLayout, start: float, end: float) -> list[Ruling]:
    """The horizontal rulings between two heights, if they part rows; else none."""
    width = layout.borders[-1] - layout.borders[0]
    rules = [
        rule
        for rule in merge_rulings([ruling for ruling in page.rulings if ruling.direction == "h"])
        if start <= rule.position <= end
    ]
    long = {r.position for r in rules if r.end - r.start >= width * RULE_SHARE_OF_WIDTH}
    return rules if len(long) >= FEWEST_RULES else []


def parts_rows(grid: Grid, layout: ColumnLayout) -> bool:
    """Whether rules part the rows: the names between two are those of one row for the most part."""
    names = [cell for cell in grid.cells if cell.column == (layout.name or 0)]
    long = [cell for cell in names if len(cell.lines) > 2]
    return 2 * sum(is_uneven(cell) for cell in long) < len(long) or not long


def grid_by_rules(
    page: Page,
    layout: ColumnLayout,
    rules: list[Ruling],
    words: Sequence[Word],
    begins: bool,
) -> tuple[Grid, list[Word]]:
    """A grid whose rows rulings part and whose columns the headings do, and the words outside it.

    A cell is merged down where its column has no ruling. A grid that begins under an empty
    heading has an empty first row, although no ruling may be drawn above it.
    """
    # Text beyond the outer rulings is a row; letters that only touch one are none.
    above = [word.box.top for word in words if word.box.middle[1] < rules[0].position]
    below = [word.box.bottom for word in words if word.box.middle[1] >= rules[-1].position]
    top, bottom = min([rules[0].position, *above]), max([rules[-1].position, *below])
    rows = sorted({top, *(rule.position for rule in rules), bottom})
    if begins and any(word.box.middle[1] < rows[1] for word in words):
        rules = [*rules, Ruling("h", top, layout.borders[0], layout.borders[-1])]
        top -= OUTER_BORDER_POINTS
        rows.insert(0, top)
    down = [Ruling("v", x, top, bottom) for x in layout.borders]
    edges = [Ruling("h", y, layout.borders[0], layout.borders[-1]) for y in (top, bottom)]
    cells = cells_between(layout.borders, tuple(rows), [*rules, *edges], down)
    columns, outside = words_in_columns(words, layout)
    filled = []
    for cell in cells:
        own = [w for w in columns[cell.column] if cell.box.top <= w.box.middle[1] < cell.box.bottom]
        colours = frozenset(f.colour for f in page.fills if f.box.holds(cell.box.middle))
        filled.append(replace(cell, lines=lines_of(own), colours=colours))
    grid = Grid(page.number, layout.borders, tuple(rows), tuple(filled), found_by="alignment")
    return grid, outside
