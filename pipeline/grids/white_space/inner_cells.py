"""Ruled columns and rows that hold several: white space and values part them further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT
from pipeline.grids.white_space.columns import Columns, best_stripes, columns_between
from pipeline.grids.white_space.merged_cells import words_of
from pipeline.grids.white_space.pieces import Piece, by_column, pieces_of
from pipeline.grids.white_space.rows import body_rows
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import RunLine, run_lines
from pipeline.grids.white_space.tolerances import (
    FEWEST_PARTED_LINES,
    PARTED_SHARE_OF_LINES,
    ROW_GAP_TIMES_HEIGHT,
)
from pipeline.text.values import is_value_text

# Lines of a row, each as its texts.
Group = Sequence[Sequence[Piece]]


def with_inner_columns(grid: Grid, column: int, cells_there: Sequence[Cell]) -> Grid:
    """A grid in which a column is several that stripes of white part, where it holds values.

    Args:
        grid: the grid.
        column: the column.
        cells_there: the cells that begin in it.
    """
    own = [c for c in cells_there if c.column_span == 1 and c.lines]
    lines = [line for c in own for line in run_lines(words_of(c))]
    tabular = [line for line in lines if line.is_tabular]
    values = [is_value_text(run.text) for line in tabular for run in line.runs]
    few = len(tabular) < max(FEWEST_PARTED_LINES, PARTED_SHARE_OF_LINES * len(lines))
    stripes = [] if few or 2 * sum(values) < len(values) else best_stripes(tabular)
    if not stripes:
        return grid
    inner = columns_between(stripes, grid.columns[column], grid.columns[column + 1])
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + len(stripes)))
        elif cell.column + cell.column_span <= column:
            cells.append(cell)
        elif cell.column_span > 1:
            cells.append(replace(cell, column_span=cell.column_span + len(stripes)))
        else:
            cells += parts_in_columns(cell, inner)
    columns = (*grid.columns[:column], *inner.borders, *grid.columns[column + 2 :])
    return replace(grid, columns=columns, cells=tuple(cells))


def parts_in_columns(cell: Cell, inner: Columns) -> list[Cell]:
    """A cell as those of its inner columns."""
    own = by_column([p for line in run_lines(words_of(cell)) for p in pieces_of(line, inner)])
    covered = {c for piece in own.values() for c in range(piece.column + 1, piece.last + 1)}
    parts = []
    for c in range(len(inner.extents)):
        if c not in covered:
            last = own[c].last if c in own else c
            box = replace(cell.box, x0=inner.borders[c], x1=inner.borders[last + 1])
            lines = lines_of(own[c].words) if c in own else ()
            part = replace(cell, column=cell.column + c, column_span=last - c + 1)
            parts.append(replace(part, box=box, lines=lines))
    return parts


def with_inner_rows(grid: Grid, row: int, parted: bool) -> Grid:
    """A grid in which a row, or several that no cell parts, is as many as its lines tell.

    Args:
        grid: the grid.
        row: the first of them.
        parted: whether rulings part the rows elsewhere: then values stand below each other in one.
    """
    own = grid.row_of_own(row)
    height = own[0].row_span if own else 1
    if any(c.row_span != height for c in own):
        # What is merged down beside a row of its own height stays as it is.
        own, height = [c for c in own if c.row_span == 1], 1
    elif height > 1 and sum(c.column_span for c in own) < len(grid.columns) - 1:
        return grid
    filled = [c for c in own if c.lines]
    if len(filled) < 2 or max(len(c.lines) for c in filled) < 2:
        return grid
    lines = run_lines(word for c in filled for word in words_of(c))
    columns = Columns(grid.columns, tuple(pairwise(grid.columns)))
    pieces = [pieces_of(line, columns) for line in lines]
    groups: Sequence[Group]
    if holds_rows(filled):
        if parted:
            return grid
        rules = Rules((), grid.columns[0], grid.columns[-1])
        groups = body_rows(lines, pieces, columns, rules)
    else:
        groups = rows_by_gaps(lines, pieces)
    return with_groups(grid, row, height, own, groups) if len(groups) > 1 else grid


def holds_rows(cells: Sequence[Cell]) -> bool:
    """Whether columns of values tell that cells of a row hold several rows.

    A value never goes on on a second line. Two columns of them tell, or one of three lines, each
    beside a line of the cell with the most lines of words, or of the first one.
    """
    worded = [c for c in cells if not all(is_value_text(line.text) for line in c.lines)]
    first = max(worded or cells[:1], key=lambda cell: len(cell.lines))
    heights = [line.box.middle[1] for line in first.lines]
    near = (first.lines[0].box.bottom - first.lines[0].box.top) * SAME_LINE_SHARE_OF_HEIGHT
    beside = [
        cell
        for cell in cells
        if cell is not first
        and len(cell.lines) > 1
        and all(is_value_text(line.text) for line in cell.lines)
        and all(any(abs(line.box.middle[1] - y) < near for y in heights) for line in cell.lines)
    ]
    return len(beside) > 1 or any(len(cell.lines) > 2 for cell in beside)


def rows_by_gaps(
    lines: Sequence[RunLine], pieces: Sequence[list[Piece]]
) -> list[list[list[Piece]]]:
    """The rows of cells of text: parted where white runs through all columns.

    Each begins with a name, and with text beside it but for the heading of a section; two at
    least have text in three columns, as paragraphs do not.
    """
    groups: list[list[list[Piece]]] = []
    for number, own in enumerate(pieces):
        line = lines[number]
        gap = line.box.top - lines[number - 1].box.bottom if number else 0.0
        if not groups or gap > ROW_GAP_TIMES_HEIGHT * line.height:
            groups.append([])
        groups[-1].append(own)
    first = [{piece.column for piece in group[0]} for group in groups]
    named = all(
        0 in columns and (len(columns) > 1 or len(group) == 1)
        for columns, group in zip(first, groups, strict=True)
    )
    wide = sum(len(columns) > 2 for columns in first)
    return groups if named and wide > 1 else [list(pieces)]


def with_groups(
    grid: Grid, row: int, height: int, own: Sequence[Cell], groups: Sequence[Group]
) -> Grid:
    """A grid in which a row, or several that no cell parts, is so many as groups of lines."""
    more = len(groups) - height
    tops = [min(p.box.top for line in group for p in line) for group in groups]
    bottoms = [max(p.box.bottom for line in group for p in line) for group in groups]
    inner = [(above + below) / 2 for above, below in zip(bottoms, tops[1:], strict=False)]
    borders = [grid.rows[row], *inner, grid.rows[row + height]]
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.row >= row + height:
            cells.append(replace(cell, row=cell.row + more))
        elif cell.row + cell.row_span <= row:
            cells.append(cell)
        elif cell not in own:
            cells.append(replace(cell, row_span=cell.row_span + more))
        else:
            cells += parts_by_groups(cell, row, borders, groups)
    cells.sort(key=lambda c: (c.row, c.column))
    rows = (*grid.rows[:row], *borders, *grid.rows[row + height + 1 :])
    return replace(grid, rows=rows, cells=tuple(cells))


def parts_by_groups(
    cell: Cell, row: int, borders: Sequence[float], groups: Sequence[Group]
) -> list[Cell]:
    """A cell as one for each group of lines."""
    numbers = {word.number for word in words_of(cell)}
    parts = []
    for g, group in enumerate(groups):
        own = [w for line in group for p in line for w in p.words if w.number in numbers]
        box = replace(cell.box, top=borders[g], bottom=borders[g + 1])
        parts.append(replace(cell, row=row + g, row_span=1, box=box, lines=lines_of(own)))
    return parts
