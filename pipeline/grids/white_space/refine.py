"""Ruled grids in which rulings are not all of the evidence: white space parts the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.headings import YEAR
from pipeline.grids.white_space.overflow import with_whole_texts
from pipeline.grids.white_space.pieces import Columns, Piece, pieces_of
from pipeline.grids.white_space.regions import best_stripes
from pipeline.grids.white_space.rows import body_rows
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import RunLine, run_lines
from pipeline.pdf.model import Word
from pipeline.text.values import is_value_text


def refine(grid: Grid) -> Grid:
    """A ruled grid, its cells parted where white space tells that they are several."""
    grid = with_whole_texts(split_merged_down(split_merged(grid)))
    for column in reversed(range(len(grid.columns) - 1)):
        grid = split_column(grid, column)
    for row in reversed(range(len(grid.rows) - 1)):
        grid = split_row(grid, row)
    return grid


def words_of(cell: Cell) -> list[Word]:
    """The words of a cell."""
    return [word for line in cell.lines for word in line.words]


def split_merged(grid: Grid) -> Grid:
    """Cells merged across whose texts stand apart, each under one column, as a cell each."""
    cells: list[Cell] = []
    for cell in grid.cells:
        parts = parts_by_columns(cell, grid) if cell.column_span > 1 and cell.lines else {}
        if len(parts) < 2:
            cells += parts_over_columns(cell, grid)
            continue
        for c in range(cell.column, cell.column + cell.column_span):
            box = replace(cell.box, x0=grid.columns[c], x1=grid.columns[c + 1])
            lines = lines_of(parts.get(c, []))
            cells.append(replace(cell, column=c, column_span=1, box=box, lines=lines))
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells))


def parts_over_columns(cell: Cell, grid: Grid) -> list[Cell]:
    """A merged cell whose texts stand apart over several columns each, as a cell for each text."""
    lines = run_lines(words_of(cell)) if cell.column_span > 1 else []
    if len(lines) != 1 or len(lines[0].runs) < 2:
        return [cell]
    runs = lines[0].runs
    borders = [cell.column]
    for left, right in pairwise(runs):
        inner = [
            c
            for c in range(borders[-1] + 1, cell.column + cell.column_span)
            if left.box.x1 <= grid.columns[c] <= right.box.x0
        ]
        if not inner:
            return [cell]
        middle = (left.box.x1 + right.box.x0) / 2
        borders.append(min(inner, key=lambda c: abs(grid.columns[c] - middle)))
    borders.append(cell.column + cell.column_span)
    return [
        replace(
            cell,
            column=a,
            column_span=b - a,
            box=replace(cell.box, x0=grid.columns[a], x1=grid.columns[b]),
            lines=lines_of(run.words),
        )
        for run, (a, b) in zip(runs, pairwise(borders), strict=True)
    ]


def parts_by_columns(cell: Cell, grid: Grid) -> dict[int, list[Word]]:
    """The words of a merged cell by column; none where a text runs over a border."""
    parts: dict[int, list[Word]] = {}
    for line in run_lines(words_of(cell)):
        for run in line.runs:
            own = {
                c
                for c in range(cell.column, cell.column + cell.column_span)
                if run.box.x0 + 1 < grid.columns[c + 1] and run.box.x1 - 1 > grid.columns[c]
            }
            if len(own) != 1:
                return {}
            parts.setdefault(own.pop(), []).extend(run.words)
    return parts


def split_column(grid: Grid, column: int) -> Grid:
    """A grid in which a column is several that stripes of white part."""
    own = [c for c in grid.cells if c.column == column and c.column_span == 1 and c.lines]
    lines = [line for c in own for line in run_lines(words_of(c))]
    tabular = [line for line in lines if line.is_tabular]
    if len(tabular) < 3 or len(tabular) < 0.6 * len(lines):
        return grid
    values = [is_value_text(run.text) for line in tabular for run in line.runs]
    if 2 * sum(values) < len(values):
        return grid
    stripes = best_stripes(tabular)
    if not stripes:
        return grid
    left, right = grid.columns[column], grid.columns[column + 1]
    borders = [left, *(s.middle for s in stripes), right]
    starts = [left, *(s.end for s in stripes)]
    ends = [*(s.start for s in stripes), right]
    inner = Columns(borders, list(zip(starts, ends, strict=True)))
    more = len(stripes)
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + more))
        elif cell.column + cell.column_span <= column:
            cells.append(cell)
        elif cell.column_span > 1 or cell.column != column:
            cells.append(replace(cell, column_span=cell.column_span + more))
        else:
            cells += inner_cells(cell, inner)
    columns = (*grid.columns[: column + 1], *borders[1:-1], *grid.columns[column + 1 :])
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, columns=columns, cells=tuple(cells))


def inner_cells(cell: Cell, inner: Columns) -> list[Cell]:
    """A cell as those of its inner columns."""
    used: dict[int, Piece] = {}
    for line in run_lines(words_of(cell)):
        for piece in pieces_of(line, inner):
            if piece.column in used:
                used[piece.column].words += piece.words
                used[piece.column].last = max(used[piece.column].last, piece.last)
            else:
                used[piece.column] = piece
    cells, c = [], 0
    while c < len(inner.extents):
        last, words = c, []
        if c in used:
            last = min([used[c].last] + [k - 1 for k in used if k > c])
            words = used[c].words
        box = replace(cell.box, x0=inner.borders[c], x1=inner.borders[last + 1])
        cells.append(
            replace(
                cell,
                column=cell.column + c,
                column_span=last - c + 1,
                box=box,
                lines=lines_of(words),
            )
        )
        c = last + 1
    return cells


def split_row(grid: Grid, row: int) -> Grid:
    """A grid in which a row is several whose lines no rulings part."""
    own = [c for c in grid.cells if c.row == row]
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
    columns = Columns(list(grid.columns), list(pairwise(grid.columns)))
    pieces = [pieces_of(line, columns) for line in lines]
    rules = Rules((), grid.columns[0], grid.columns[-1])
    if holds_rows(filled):
        groups = body_rows(lines, pieces, columns, rules)
    else:
        groups = rows_by_gaps(lines, pieces)
    if len(groups) < 2:
        return grid
    return with_rows(grid, row, height, own, groups)


def holds_rows(cells: Sequence[Cell]) -> bool:
    """Whether columns of values tell that cells of a row hold several rows."""
    values = [
        c for c in cells if len(c.lines) > 1 and all(is_value_text(line.text) for line in c.lines)
    ]
    if not values:
        return False
    first = cells[0]
    heights = [line.box.middle[1] for line in first.lines]
    tall = first.lines[0].box.bottom - first.lines[0].box.top
    agree = [
        c
        for c in values
        if c is not first
        and all(any(abs(line.box.middle[1] - y) < 0.3 * tall for y in heights) for line in c.lines)
    ]
    return len(agree) >= 2 or any(len(c.lines) >= 3 for c in agree)


def rows_by_gaps(
    lines: Sequence[RunLine], pieces: Sequence[list[Piece]]
) -> list[list[list[Piece]]]:
    """The rows of text cells: parted where white runs through all columns."""
    gaps = [b.box.top - a.box.bottom for a, b in pairwise(lines)]
    groups: list[list[int]] = [[0]]
    height = lines[0].height
    for n, gap in enumerate(gaps, 1):
        if gap > 0.7 * height:
            groups.append([n])
        else:
            groups[-1].append(n)
    if len(groups) < 2 or max(len(g) for g in groups) < 2:
        return [list(pieces)]
    for group in groups:
        columns = {p.column for p in pieces[group[0]]}
        if 0 not in columns or (len(group) > 1 and len(columns) < 2):
            return [list(pieces)]
    if sum(len({p.column for p in pieces[g[0]]}) > 2 for g in groups) < 2:
        return [list(pieces)]
    return [[pieces[n] for n in group] for group in groups]


def with_rows(
    grid: Grid,
    row: int,
    height: int,
    own: Sequence[Cell],
    groups: Sequence[Sequence[Sequence[Piece]]],
) -> Grid:
    """A grid in which a row, or several that no cell parts, is so many as groups of lines."""
    more = len(groups) - height
    tops = [min(p.box.top for line in group for p in line) for group in groups]
    bottoms = [max(p.box.bottom for line in group for p in line) for group in groups]
    inner = [(b + t) / 2 for b, t in zip(bottoms, tops[1:], strict=False)]
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
    rows = (*grid.rows[: row + 1], *inner, *grid.rows[row + height :])
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, rows=rows, cells=tuple(cells))


def parts_by_groups(
    cell: Cell, row: int, borders: Sequence[float], groups: Sequence[Sequence[Sequence[Piece]]]
) -> list[Cell]:
    """A cell as one for each group of lines."""
    numbers = {word.number for word in words_of(cell)}
    parts = []
    for g, group in enumerate(groups):
        own = [w for line in group for p in line for w in p.words if w.number in numbers]
        box = replace(cell.box, top=borders[g], bottom=borders[g + 1])
        parts.append(replace(cell, row=row + g, row_span=1, box=box, lines=lines_of(own)))
    return parts


def split_merged_down(grid: Grid) -> Grid:
    """Cells merged down that hold a heading and a value of the row below, as a cell each."""
    cells: list[Cell] = []
    for cell in grid.cells:
        parts = parts_by_rows(cell, grid) if cell.row_span > 1 and len(cell.lines) > 1 else {}
        if len(parts) < 2:
            cells.append(cell)
            continue
        for r in range(cell.row, cell.row + cell.row_span):
            box = replace(cell.box, top=grid.rows[r], bottom=grid.rows[r + 1])
            lines = lines_of(parts.get(r, []))
            cells.append(replace(cell, row=r, row_span=1, box=box, lines=lines))
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells))


def parts_by_rows(cell: Cell, grid: Grid) -> dict[int, list[Word]]:
    """The words of a cell merged down by row; none where they are one text.

    A value below words, or values alone, are those of rows that other cells part.
    """
    parts: dict[int, list[Word]] = {}
    for line in cell.lines:
        own = [
            r
            for r in range(cell.row, cell.row + cell.row_span)
            if line.box.top + 1 < grid.rows[r + 1] and line.box.bottom - 1 > grid.rows[r]
        ]
        if len(own) != 1:
            return {}
        parts.setdefault(own[0], []).extend(line.words)
    last = max(parts)
    others = any(c.row == last and c.lines and c is not cell for c in grid.cells)
    is_lower = all(is_value_text(w.text) for w in parts[last])
    return parts if len(parts) > 1 and is_lower and others else {}


def with_heading_rows(grid: Grid) -> Grid:
    """A ruled grid that says how many rows its headings take, where they are several."""
    width = len(grid.columns) - 1
    count = max((c.row_span for c in grid.row(0)), default=1)
    while count < len(grid.rows) - 1:
        over = [c for c in grid.row(count - 1) if 1 < c.column_span < width and c.lines]
        under = [
            c
            for c in grid.row(count)
            if c.lines and any(o.column <= c.column < o.column + o.column_span for o in over)
        ]
        words = [c for c in under if not is_value_text(text_of(c)) or YEAR.fullmatch(text_of(c))]
        if not over or 2 * len(words) < len(under) or not under:
            break
        count = max([count + 1, *(c.row + c.row_span for c in under)])
    if count == 1 or count >= len(grid.rows) - 1:
        return grid
    return replace(grid, heading_rows=count)


def text_of(cell: Cell) -> str:
    """The text of a cell."""
    return " ".join(line.text for line in cell.lines)


def count_faults(grid: Grid) -> int:
    """How many lines of a grid's cells hold texts that stand apart, which may be several cells."""
    lines = (line for c in grid.cells for line in run_lines(words_of(c)) if c.column_span == 1)
    return sum(line.is_tabular for line in lines)


def count_rows_in_one(grid: Grid) -> int:
    """How many rows of a grid hold several rows, as their values tell."""
    rows = range(len(grid.rows) - 1)
    own = ([c for c in grid.cells if c.row == row and c.lines] for row in rows)
    return sum(holds_rows(cells) for cells in own if len(cells) > 1)
