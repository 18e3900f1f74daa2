"""Grids put together from columns and rows that no rulings draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.grids.column_group import ColumnGroup
from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.model import Cell, Grid, Line
from pipeline.grids.unruled.columns import ColumnLayout
from pipeline.grids.unruled.heading_rows import HeadingRow
from pipeline.grids.unruled.rows import Rows
from pipeline.grids.unruled.ruled_rows import ruled_width
from pipeline.grids.unruled.tolerances import (
    BEFORE_TEXT_POINTS,
    FEWEST_LINES,
    FITTING_SHARE_OF_RUNS,
    OUTER_BORDER_POINTS,
    SAME_EDGE_POINTS,
)
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Page, Word
from pipeline.schema.source_table import SourceTable


def names_alone(page: Page, table: SourceTable, name_field: str) -> ColumnLayout | None:
    """The layout of a page of names under an empty heading; None where it has more columns."""
    runs = list(runs_of(page.words))
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    if sum(run.x0 - left <= SAME_EDGE_POINTS for run in runs) < len(runs) * FITTING_SHARE_OF_RUNS:
        return None
    group = ColumnGroup(table, [""], [name_field])
    borders = (left - BEFORE_TEXT_POINTS, right + BEFORE_TEXT_POINTS)
    return ColumnLayout(group, borders, (left,), 0, left, ruled_width(page))


def stands_side_by_side(words: Sequence[Word]) -> bool:
    """Whether text stands side by side on several lines, as in a table."""
    rows = [line for line in lines_of(words) if len(list(runs_of(line.words))) > 1]
    return len(rows) >= FEWEST_LINES


def unknown_grid(page: Page, words: Sequence[Word]) -> Grid:
    """A grid of text side by side that fits no known columns, so that it is reported."""
    lines = lines_of(words)
    box = union(word.box for word in words)
    rows = (*(line.box.top for line in lines), box.bottom)
    columns = (box.x0, (box.x0 + box.x1) / 2, box.x1)
    cells = []
    for r, line in enumerate(lines):
        for c, (left, right) in enumerate(pairwise(columns)):
            own = [word for word in line.words if (word.box.middle[0] < columns[1]) == (c == 0)]
            place = Box(left, rows[r], right, rows[r + 1])
            cells.append(Cell(r, c, 1, 1, place, lines_of(own)))
    return Grid(page.number, columns, rows, tuple(cells), found_by="alignment")


def assemble_grid(
    page: Page, layout: ColumnLayout, headings: list[Sequence[Line]] | None, rows: Rows
) -> Grid:
    """A grid from its rows, the headings first."""
    borders = rows.borders
    lines = list(rows.lines)
    if headings is not None:
        lines.insert(0, headings)
        if len(borders) == len(lines):
            tops = [line.box.top for column in headings for line in column]
            highest = min([*tops, borders[0] - OUTER_BORDER_POINTS])
            borders = (highest - OUTER_BORDER_POINTS, *borders)
    cells = []
    for r, columns in enumerate(lines):
        for c, own in enumerate(columns):
            box = Box(layout.borders[c], borders[r], layout.borders[c + 1], borders[r + 1])
            point = own[0].box.middle if own else box.middle
            colours = frozenset(f.colour for f in page.fills if f.box.holds(point))
            cells.append(Cell(r, c, 1, 1, box, tuple(own), colours))
    return Grid(page.number, layout.borders, borders, tuple(cells), found_by="alignment")


def heading_lines(row: HeadingRow | None, layout: ColumnLayout) -> list[Sequence[Line]]:
    """The lines of each column's heading; none where it is empty."""
    blocks: list[list[Word]] = [[] for _ in layout.edges]
    for word in row.words if row else ():
        x = word.box.middle[0]
        blocks[sum(x >= border for border in layout.borders[1:-1])].append(word)
    return [lines_of(block) for block in blocks]
