"""A block of lines → a grid: its columns, headings, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.columns import (
    Columns,
    best_stripes,
    columns_between,
    has_values_beside,
    least_width,
    with_sparse_columns,
    without_signs,
)
from pipeline.grids.white_space.headings import (
    count_heading_lines,
    first_heading_line,
    first_under_top_rule,
    heading_cells,
)
from pipeline.grids.white_space.pieces import Piece, by_column, pieces_of
from pipeline.grids.white_space.regions import Block, crosses, gaps_of
from pipeline.grids.white_space.rows import body_rows
from pipeline.grids.white_space.rules import Rules, rules_of
from pipeline.grids.white_space.runs import RunLine
from pipeline.grids.white_space.tolerances import (
    DOUBTFUL_STRIPES_TIMES_WIDTH,
    SAME_PLACE_POINTS,
    TIGHTER_TIMES_HEIGHT,
    TOUCHING_POINTS,
    WORD_GAP_TIMES_HEIGHT,
)
from pipeline.pages.geometry import Box
from pipeline.pages.model import Fill, Page


def grid_of(page: Page, block: Block) -> Grid | None:
    """The grid of a block of lines; None where no rows are left under its headings."""
    rules = rules_of(page, block.box.x0, block.box.x1)
    last = last_line(block, rules)
    lines = list(block.zone[first_heading_line(block, rules) : last + 1])
    columns = columns_of(block, lines)
    lines = lines[first_under_top_rule(lines, columns, rules) :]
    if len(lines) < 2:
        return None
    count = count_heading_lines(lines, columns, rules)
    heads = [row for row in heading_cells(lines[:count], columns, rules) if row]
    pieces = [pieces_of(line, columns) for line in lines[count:]]
    body = body_rows(lines[count:], pieces, columns, rules)
    rows = [*heads, *([piece for line in row for piece in line] for row in body)]
    grid = put_together(page, columns, rows, len(heads))
    return replace(grid, other_columns=other_columns(block))


def other_columns(block: Block) -> int | None:
    """How many columns a reading that is nearly as good tells; None where all tell as many.

    None is as good that would take the spaces of words for stripes.
    """
    usual, least = len(block.stripes), least_width(len(block.tabular))
    for times in DOUBTFUL_STRIPES_TIMES_WIDTH:
        if least * times < WORD_GAP_TIMES_HEIGHT:
            continue
        if (count := len(best_stripes(block.tabular, times))) != usual:
            return count + 1
    return None


def last_line(block: Block, rules: Rules) -> int:
    """The last line of a table: what stands under its last rule, and is no values, is a note.

    Where rules part its rows, none is the last. Lines below its block that stand closer than its
    rows in the first column, or above the rule that ends it, are those of the last name.
    """
    inside = [y for y in rules.long_positions if y < block.box.bottom]
    middles = [line.box.middle[1] for line in block.lines]
    parted = sum(rules.parts(upper, lower) for upper, lower in pairwise(middles))
    if len(inside) < 2 or 2 * parted > len(middles):
        return last_name_line(block, rules)
    for number in range(block.first + 1, block.last + 1):
        below = [line for line in block.zone[number : block.last + 1] if line.is_tabular]
        if block.zone[number - 1].box.middle[1] < inside[-1] <= block.zone[number].box.middle[1]:
            noted = not any(map(has_values_beside, below))
            return number - 1 if noted else last_name_line(block, rules)
    return last_name_line(block, rules)


def last_name_line(block: Block, rules: Rules) -> int:
    """The last line of the last row of a block: of its name, or of another text in a column."""
    last, usual = block.last, median(gaps_of(block.tabular) or [0.0])
    while last + 1 < len(block.zone):
        line, before = block.zone[last + 1], block.zone[last]
        gap = line.box.top - before.box.bottom
        below = [y for y in rules.long_positions if y > before.box.bottom]
        closed = bool(below) and 0 <= below[0] - line.box.bottom + SAME_PLACE_POINTS <= line.height
        near = gap <= usual + TOUCHING_POINTS if closed else gap < usual - near_by(line)
        within = block.box.x0 - TOUCHING_POINTS <= line.box.x0 and line.box.x1 <= block.box.x1
        if line.is_tabular or not near or not within or crosses(line.runs[0], block.stripes):
            break
        last += 1
    return last


def near_by(line: RunLine) -> float:
    """How much closer than its rows a line of a table stands to one that it goes on with."""
    return TIGHTER_TIMES_HEIGHT * line.height


def columns_of(block: Block, lines: Sequence[RunLine]) -> Columns:
    """The columns of a block from its stripes, as wide as its lines."""
    first = next((n for n, line in enumerate(block.tabular) if has_values_beside(line)), 0)
    stripes = with_sparse_columns(block.stripes, block.tabular[first:])
    left = min(line.box.x0 for line in lines) - TOUCHING_POINTS
    right = max(line.box.x1 for line in lines) + TOUCHING_POINTS
    return without_signs(columns_between(stripes, left, right), block.tabular)


def put_together(
    page: Page, columns: Columns, rows: Sequence[Sequence[Piece]], heading_rows: int
) -> Grid:
    """A grid of rows of pieces, its row borders between their texts."""
    tops = [min(piece.box.top for piece in row) for row in rows]
    bottoms = [max(piece.box.bottom for piece in row) for row in rows]
    borders = [tops[0] - TOUCHING_POINTS]
    for (_, above), (below, _) in pairwise(zip(tops, bottoms, strict=True)):
        borders.append(max(borders[-1] + TOUCHING_POINTS, (above + below) / 2))
    borders.append(max(borders[-1], *bottoms) + TOUCHING_POINTS)
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        own = by_column(row)
        covered = {c for piece in own.values() for c in range(piece.column + 1, piece.last + 1)}
        for c in range(len(columns.extents)):
            if c in covered:
                continue
            last = own[c].last if c in own else c
            box = Box(columns.borders[c], borders[r], columns.borders[last + 1], borders[r + 1])
            lines = lines_of(own[c].words) if c in own else ()
            point = lines[0].box.middle if lines else box.middle
            colours = colours_at(point, page.fills)
            cells.append(Cell(r, c, 1, last - c + 1, box, lines, colours))
    return Grid(
        page.number,
        columns.borders,
        tuple(borders),
        tuple(cells),
        found_by="alignment",
        heading_rows=heading_rows,
    )


def colours_at(point: tuple[float, float], fills: Sequence[Fill]) -> frozenset[str]:
    """The colours of the fills around a place."""
    return frozenset(fill.colour for fill in fills if fill.box.holds(point))
