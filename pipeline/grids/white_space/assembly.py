"""A block of lines → a grid: its columns, headings, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.columns import Stripe
from pipeline.grids.white_space.headings import (
    first_heading_line,
    first_under_top_rule,
    heading_cells,
    heading_count,
)
from pipeline.grids.white_space.pieces import Columns, Piece, pieces_of
from pipeline.grids.white_space.regions import Block, best_stripes, has_values_beside
from pipeline.grids.white_space.rows import body_rows
from pipeline.grids.white_space.rules import Rules, rules_of
from pipeline.grids.white_space.runs import RunLine
from pipeline.pdf.geometry import Box, union
from pipeline.pdf.model import Page
from pipeline.text.values import is_value_text

SIGNS = set("$€£¥%")


def columns_of(block: Block, lines: Sequence[RunLine]) -> Columns | None:
    """The columns of a block from its stripes."""
    stripes = best_stripes(block.tabular)
    if not stripes:
        return None
    start = next((n for n, line in enumerate(block.tabular) if has_values_beside(line)), 0)
    stripes = with_sparse_columns(stripes, block.tabular[start:])
    left = min(line.box.x0 for line in lines) - 1.0
    right = max(line.box.x1 for line in lines) + 1.0
    borders = [left, *(stripe.middle for stripe in stripes), right]
    starts = [left + 1.0, *(s.end for s in stripes)]
    ends = [*(s.start for s in stripes), right - 1.0]
    return without_signs(Columns(borders, list(zip(starts, ends, strict=True))), block.tabular)


def with_sparse_columns(stripes: Sequence[Stripe], lines: Sequence[RunLine]) -> list[Stripe]:
    """Stripes parted where a few texts lie wholly in one of them.

    They are a column of their own where text stands at both sides of them; else they stand at
    another place of the column that is empty beside them, such as a dash.
    """
    borders = [float("-inf"), *(s.middle for s in stripes), float("inf")]
    out: list[Stripe] = []
    for number, stripe in enumerate(stripes):
        inside = [
            (run.box, line)
            for line in lines
            for run in line.runs
            if run.box.x0 > stripe.start and run.box.x1 < stripe.end
        ]
        height = lines[0].height
        box = union(box for box, _ in inside) if inside else None
        if (
            box is None
            or box.x0 - stripe.start < 0.3 * height
            or stripe.end - box.x1 < 0.3 * height
        ):
            out.append(stripe)
            continue
        left = any(has_text(line, borders[number], stripe.start) for _, line in inside)
        right = any(has_text(line, stripe.end, borders[number + 2]) for _, line in inside)
        if left and right:
            out += [Stripe(stripe.start, box.x0), Stripe(box.x1, stripe.end)]
        elif left:
            out.append(Stripe(stripe.start, box.x0))
        else:
            out.append(Stripe(box.x1, stripe.end))
    return out


def has_text(line: RunLine, left: float, right: float) -> bool:
    """Whether a line has text between two places."""
    return any(left <= run.box.middle[0] <= right for run in line.runs)


def without_signs(columns: Columns, lines: Sequence[RunLine]) -> Columns:
    """Columns of signs alone joined with the numbers that they belong to."""
    texts: list[list[str]] = [[] for _ in columns.extents]
    for line in lines:
        for word in line.words:
            texts[columns.of(word.box.middle[0])].append(word.text)
    number = 0
    borders, extents = list(columns.borders), list(columns.extents)
    while number < len(extents):
        own = texts[number]
        if own and set("".join(own)) <= SIGNS and len(extents) > 1:
            after = number + 1 < len(extents) and "%" not in own
            other = number if after else number - 1
            if other >= 0:
                del borders[other + 1]
                extents[other : other + 2] = [(extents[other][0], extents[other + 1][1])]
                texts[other : other + 2] = [texts[other] + texts[other + 1]]
                continue
        number += 1
    return Columns(borders, extents)


def grid_of(page: Page, block: Block) -> Grid | None:
    """The grid of a block."""
    box = block.box
    rules = rules_of(page, box.x0, box.x1)
    first = first_heading_line(block, rules)
    lines = list(block.zone[first : last_line(block, rules) + 1])
    columns = columns_of(block, lines)
    if columns is None:
        return None
    lines = lines[first_under_top_rule(lines, columns, rules) :]
    count = heading_count(lines, columns, rules)
    heads = heading_cells(lines[:count], columns, rules)
    pieces = [pieces_of(line, columns) for line in lines[count:]]
    body = [
        [piece for line in row for piece in line]
        for row in body_rows(lines[count:], pieces, columns, rules)
    ]
    return put_together(page, columns, heads, body)


def last_line(block: Block, rules: Rules) -> int:
    """The last line of a table: notes under its last rule are none of it."""
    return block.last


def put_together(
    page: Page, columns: Columns, heads: Sequence[list[Piece]], body: Sequence[list[Piece]]
) -> Grid:
    """A grid of rows of pieces."""
    every = [row for row in (*heads, *body) if row]
    tops = [min(p.box.top for p in row) for row in every]
    for n in range(1, len(tops)):
        tops[n] = max(tops[n], tops[n - 1] + 0.1)
    bottom = max(p.box.bottom for row in every for p in row)
    rows = [*tops, max(bottom, tops[-1] + 0.1)]
    cells = []
    for r, pieces in enumerate(every):
        used: dict[int, Piece] = {}
        for p in pieces:
            if p.column in used:
                used[p.column].words += p.words
                used[p.column].last = max(used[p.column].last, p.last)
            else:
                used[p.column] = Piece(p.column, p.last, list(p.words))
        c = 0
        while c < len(columns.extents):
            last = c
            words = []
            if c in used:
                last = min([used[c].last] + [k - 1 for k in used if k > c])
                words = used[c].words
            box = Box(columns.borders[c], rows[r], columns.borders[last + 1], rows[r + 1])
            cells.append(Cell(r, c, 1, last - c + 1, box, lines_of(words)))
            c = last + 1
    return Grid(
        page.number,
        tuple(columns.borders),
        tuple(rows),
        tuple(cells),
        found_by="alignment",
        heading_rows=len([r for r in heads if r]),
    )


def has_values(grid: Grid) -> bool:
    """Whether a column beside the first mostly holds values, which stand one to a row."""
    for column in range(1, len(grid.columns) - 1):
        own = [
            c
            for c in grid.cells
            if c.column == column and c.row >= (grid.heading_rows or 0) and c.lines
        ]
        texts = [" ".join(line.text for line in c.lines) for c in own]
        if texts and 2 * sum(map(is_value_text, texts)) >= len(texts):
            return True
    return False
