"""Pages → grids: the ruled tables of a page, with their cells and the words in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise, product

from pipeline.grids.cell_places import CellPlaces
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid, PageGrids
from pipeline.grids.tolerances import (
    OPEN_ROW_POINTS,
    RULING_GAP_POINTS,
    SAME_RULING_POINTS,
    SEPARATING_SHARE_OF_SIDE,
)
from pipeline.pages.geometry import Box, join_into_groups
from pipeline.pages.model import Page, Ruling, Word, sides
from pipeline.pdf.box_places import BoxPlaces


def find_grids(page: Page) -> PageGrids:
    """The ruled tables of a page; each word goes to the smallest cell around its centre."""
    grids = sorted(bare_grids(page.number, page.rulings), key=lambda g: (g.rows[0], g.columns[0]))
    homes, fills = CellPlaces(grids), BoxPlaces([fill.box for fill in page.fills])
    words_of: dict[tuple[int, int], list[Word]] = {}
    outside: list[Word] = []
    for word in page.words:
        home = None if word.loose else homes.smallest(word.box.middle)
        if home is None:
            outside.append(word)
        else:
            words_of.setdefault(home, []).append(word)
    filled = []
    for g, grid in enumerate(grids):
        cells = tuple(
            replace(
                cell,
                lines=lines_of(words_of.get((g, c), [])),
                colours=frozenset(
                    page.fills[f].colour
                    for f in fills.at(cell.box.middle)
                    if page.fills[f].box.holds(cell.box.middle)
                ),
            )
            for c, cell in enumerate(grid.cells)
        )
        filled.append(replace(grid, cells=cells))
    kept, released = drop_frames(filled)
    aside = lines_of(outside + released) + lines_of(page.slanted)
    return PageGrids(page.number, tuple(kept), aside)


def bare_grids(page: int, rulings: Iterable[Ruling]) -> Iterator[Grid]:
    """The grids that rulings draw; cells that are evenly apart, each in its own box, make one."""
    grids = [grid for group in connected_rulings(rulings) if (grid := bare_grid(page, group))]
    boxes = [grid.box for grid in grids if len(grid.cells) == 1]
    beside = spacing(boxes) / 2
    below = spacing([Box(box.top, box.x0, box.bottom, box.x1) for box in boxes]) / 2
    if not beside or not below:
        yield from grids
        return
    yield from (grid for grid in grids if len(grid.cells) > 1)
    grown = (Box(b.x0 - beside, b.top - below, b.x1 + beside, b.bottom + below) for b in boxes)
    again = connected_rulings([side for box in grown for side in sides(box)])
    yield from (grid for group in again if (grid := bare_grid(page, group)))


def spacing(boxes: Sequence[Box]) -> float:
    """How far boxes of the same height stand apart side by side; 0 where not most are alike."""
    ordered = sorted(boxes, key=lambda box: (round(box.top), box.x0))
    gaps = sorted(
        right.x0 - left.x1
        for left, right in pairwise(ordered)
        if abs(left.top - right.top) <= SAME_RULING_POINTS
        and abs(left.bottom - right.bottom) <= SAME_RULING_POINTS
        and right.x0 > left.x1
    )
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    alike = sum(abs(gap - usual) <= SAME_RULING_POINTS for gap in gaps)
    return usual if 2 * alike > len(gaps) else 0.0


def stack_grids(upper: Grid, lower: Grid, words: Sequence[Word] = ()) -> Grid:
    """Two grids of the same columns on a page as one; what lies between them is a row.

    A row whose cells are merged over columns on other pages may be printed without borders.

    Args:
        upper: the one above.
        lower: the one below.
        words: those between them.
    """
    offset = len(upper.rows)
    gap = [
        Cell(
            offset - 1,
            c,
            1,
            1,
            Box(left, upper.rows[-1], right, lower.rows[0]),
            lines_of(word for word in words if left <= word.box.middle[0] < right),
        )
        for c, (left, right) in enumerate(pairwise(upper.columns))
    ]
    below = [replace(cell, row=cell.row + offset) for cell in lower.cells]
    return replace(
        upper,
        rows=upper.rows + lower.rows,
        cells=(*upper.cells, *gap, *below),
        open_bottom=lower.open_bottom,
    )


def drop_frames(grids: list[Grid]) -> tuple[list[Grid], list[Word]]:
    """Tables without the frames drawn around them, and the words those frames held."""
    kept: list[Grid] = []
    released: list[Word] = []
    middles = [grid.box.middle for grid in grids]
    places = BoxPlaces([Box(x, y, x, y) for x, y in middles])
    for number, grid in enumerate(grids):
        around = len(grid.cells) == 1 and any(
            other != number and grid.box.holds(middles[other]) for other in places.near(grid.box)
        )
        if around:
            released += [word for line in grid.cells[0].lines for word in line.words]
        else:
            kept.append(grid)
    return kept, released


def connected_rulings(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    """Rulings in groups that touch each other, pieces of one line made whole."""
    whole = [
        *merge_rulings([r for r in rulings if r.direction == "h"]),
        *merge_rulings([r for r in rulings if r.direction == "v"]),
    ]
    boxes = [ruling.box for ruling in whole]
    places = BoxPlaces(boxes)
    touching = (
        (i, j)
        for i, one in enumerate(whole)
        for j in places.near(boxes[i], 2 * RULING_GAP_POINTS)
        if j < i and one.direction != whole[j].direction and touch(one, whole[j])
    )
    groups = join_into_groups(range(len(whole)), touching)
    return [[whole[number] for number in group] for group in groups]


def merge_rulings(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings of one direction with equal positions made equal and pieces joined."""
    snapped = snap_positions([ruling.position for ruling in rulings])
    lines: dict[float, list[Ruling]] = {}
    for ruling in sorted(rulings, key=lambda r: r.start):
        position = snapped[ruling.position]
        pieces = lines.setdefault(position, [])
        if pieces and ruling.start <= pieces[-1].end + RULING_GAP_POINTS:
            last = pieces.pop()
            pieces.append(replace(last, end=max(last.end, ruling.end)))
        else:
            pieces.append(replace(ruling, position=position))
    return [piece for _, pieces in sorted(lines.items()) for piece in pieces]


def snap_positions(positions: Iterable[float]) -> dict[float, float]:
    """Each position with the one that stands for it: the middle of its close neighbours."""
    groups: list[list[float]] = []
    for position in sorted(set(positions)):
        if groups and position - groups[-1][0] <= SAME_RULING_POINTS:
            groups[-1].append(position)
        else:
            groups.append([position])
    return {p: (group[0] + group[-1]) / 2 for group in groups for p in group}


def touch(one: Ruling, other: Ruling) -> bool:
    """Whether a horizontal and a vertical ruling meet."""
    return (
        one.start - RULING_GAP_POINTS <= other.position <= one.end + RULING_GAP_POINTS
        and other.start - RULING_GAP_POINTS <= one.position <= other.end + RULING_GAP_POINTS
    )


def bare_grid(page: int, rulings: list[Ruling]) -> Grid | None:
    """The grid that connected rulings draw, without words; None where they draw none."""
    across = [r for r in rulings if r.direction == "h"]
    down = [r for r in rulings if r.direction == "v"]
    columns = tuple(sorted({r.position for r in down}))
    rows = tuple(sorted({r.position for r in across}))
    if not columns or not rows:
        return None
    # Horizontal rulings that run on past the outermost vertical one hold a column that is open
    # there; where they run on at both sides, no outer border is drawn at all.
    left, right = min(r.start for r in across), max(r.end for r in across)
    open_left = left < columns[0] - OPEN_ROW_POINTS
    open_right = right > columns[-1] + OPEN_ROW_POINTS
    columns = ((left,) if open_left else ()) + columns + ((right,) if open_right else ())
    if len(columns) < 2:
        return None
    # So do vertical rulings that run on past the outermost horizontal one: they hold an open row.
    upper, lower = min(r.start for r in down), max(r.end for r in down)
    open_top, open_bottom = upper < rows[0] - OPEN_ROW_POINTS, lower > rows[-1] + OPEN_ROW_POINTS
    rows = ((upper,) if open_top else ()) + rows + ((lower,) if open_bottom else ())
    if len(rows) < 2:
        return None
    cells = tuple(cells_between(columns, rows, across, down))
    inner_only = open_left and open_right
    return Grid(
        page, columns, rows, cells, open_top and not inner_only, open_bottom and not inner_only
    )


def cells_between(
    columns: tuple[float, ...], rows: tuple[float, ...], across: list[Ruling], down: list[Ruling]
) -> list[Cell]:
    """Cells by row and column; neighbours that no edge separates are one cell."""
    places = list(product(range(len(rows) - 1), range(len(columns) - 1)))
    side, level = Edges(down), Edges(across)
    beside = (
        ((r, c), (r, c + 1))
        for r, c in places
        if c + 2 < len(columns) and not side.separate(columns[c + 1], rows[r], rows[r + 1])
    )
    below = (
        ((r, c), (r + 1, c))
        for r, c in places
        if r + 2 < len(rows) and not level.separate(rows[r + 1], columns[c], columns[c + 1])
    )
    regions = join_into_groups(places, chain(beside, below))
    spans = [span for region in regions for span in rectangles(region)]
    return [
        Cell(r, c, height, width, Box(columns[c], rows[r], columns[c + width], rows[r + height]))
        for r, c, height, width in sorted(spans)
    ]


class Edges:
    """Rulings of one direction by their positions, each with those that lie there.

    Args:
        edges: the rulings.
    """

    def __init__(self, edges: Iterable[Ruling]) -> None:
        self.at: dict[float, list[Ruling]] = {}
        for edge in edges:
            self.at.setdefault(edge.position, []).append(edge)
        # Where each begins after the one before it has ended, as when pieces were joined, those
        # beside a place are enough; else all at its position are looked at.
        self.ends: dict[float, list[float]] = {
            position: [edge.end for edge in own]
            for position, own in self.at.items()
            if all(before.start <= before.end <= after.start for before, after in pairwise(own))
        }

    def separate(self, position: float, start: float, end: float) -> bool:
        """Whether those at a position cover enough of the side from start to end."""
        own = self.at.get(position, [])
        first = bisect_right(self.ends[position], start) if position in self.ends else 0
        covered = 0.0
        for edge in islice(own, first, None):
            if position in self.ends and edge.start >= end:
                break
            covered += max(0.0, min(edge.end, end) - max(edge.start, start))
        return covered >= (end - start) * SEPARATING_SHARE_OF_SIDE


def rectangles(members: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """A region as one rectangle (row, column, height, width), or place by place if it is none."""
    top, left = min(r for r, _ in members), min(c for _, c in members)
    height = max(r for r, _ in members) - top + 1
    width = max(c for _, c in members) - left + 1
    if height * width == len(members):
        return [(top, left, height, width)]
    return [(r, c, 1, 1) for r, c in members]
