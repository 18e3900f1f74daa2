"""Ruled cells merged over columns or rows whose texts stand apart: a cell for each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid
from pipeline.grids.white_space.runs import run_lines
from pipeline.grids.white_space.tolerances import TOUCHING_POINTS
from pipeline.pages.model import Word
from pipeline.text.values import is_value_text


def without_merged(grid: Grid) -> Grid:
    """A grid whose merged cells are parted where their texts are those of several cells."""
    across = [part for cell in grid.cells for part in parts_across(cell, grid)]
    grid = replace(grid, cells=tuple(across))
    down = [part for cell in grid.cells for part in parts_down(cell, grid)]
    return replace(grid, cells=tuple(sorted(down, key=lambda c: (c.row, c.column))))


def words_of(cell: Cell) -> list[Word]:
    """The words of a cell."""
    return [word for line in cell.lines for word in line.words]


def parts_across(cell: Cell, grid: Grid) -> list[Cell]:
    """A cell merged across as the cells of its columns, where each text stands in one of them.

    Else as a cell for each text of its only line, where these stand over several columns each.
    """
    if cell.column_span == 1 or not cell.lines:
        return [cell]
    parts = words_by_column(cell, grid)
    if len(parts) < 2:
        return parts_over_columns(cell, grid)
    return [
        part_across(cell, grid, c, c + 1, parts.get(c, []))
        for c in range(cell.column, cell.column + cell.column_span)
    ]


def part_across(cell: Cell, grid: Grid, first: int, end: int, words: list[Word]) -> Cell:
    """The part of a cell over some of its columns, with its words."""
    box = replace(cell.box, x0=grid.columns[first], x1=grid.columns[end])
    return replace(cell, column=first, column_span=end - first, box=box, lines=lines_of(words))


def words_by_column(cell: Cell, grid: Grid) -> dict[int, list[Word]]:
    """The words of a merged cell by column; none where a text runs over a border."""
    parts: dict[int, list[Word]] = {}
    for run in (run for line in run_lines(words_of(cell)) for run in line.runs):
        columns = range(cell.column, cell.column + cell.column_span)
        own = only_place(run.box.x0, run.box.x1, grid.columns, columns)
        if own is None:
            return {}
        parts.setdefault(own, []).extend(run.words)
    return parts


def only_place(
    start: float, end: float, borders: Sequence[float], places: Sequence[int]
) -> int | None:
    """The column or row, of some, that a stretch lies in; None where it lies in several or none."""
    first, last = start + TOUCHING_POINTS, end - TOUCHING_POINTS
    own = [place for place in places if first < borders[place + 1] and last > borders[place]]
    return own[0] if len(own) == 1 else None


def parts_over_columns(cell: Cell, grid: Grid) -> list[Cell]:
    """A merged cell with a line of texts that stand over several columns each, by text."""
    lines = run_lines(words_of(cell))
    if len(lines) != 1 or not lines[0].is_tabular:
        return [cell]
    borders = [cell.column]
    for left, right in pairwise(run.box for run in lines[0].runs):
        inner = [
            c
            for c in range(borders[-1] + 1, cell.column + cell.column_span)
            if left.x1 <= grid.columns[c] <= right.x0
        ]
        if not inner:
            return [cell]
        middle = (left.x1 + right.x0) / 2
        borders.append(min(inner, key=lambda c: abs(grid.columns[c] - middle)))
    borders.append(cell.column + cell.column_span)
    return [
        part_across(cell, grid, first, end, list(run.words))
        for run, (first, end) in zip(lines[0].runs, pairwise(borders), strict=True)
    ]


def parts_down(cell: Cell, grid: Grid) -> list[Cell]:
    """A cell merged down as the cells of its rows, where the last holds values of a row.

    Other cells part that row from the ones above it.
    """
    if cell.row_span == 1 or len(cell.lines) < 2:
        return [cell]
    parts = words_by_row(cell, grid)
    if len(parts) < 2:
        return [cell]
    last = max(parts)
    others = any(c.lines and c is not cell for c in grid.row_of_own(last))
    if not others or not all(is_value_text(w.text) for w in parts[last]):
        return [cell]
    return [
        replace(
            cell,
            row=r,
            row_span=1,
            box=replace(cell.box, top=grid.rows[r], bottom=grid.rows[r + 1]),
            lines=lines_of(parts.get(r, [])),
        )
        for r in range(cell.row, cell.row + cell.row_span)
    ]


def words_by_row(cell: Cell, grid: Grid) -> dict[int, list[Word]]:
    """The words of a cell merged down by row; none where a line runs over a border."""
    parts: dict[int, list[Word]] = {}
    for line in cell.lines:
        rows = range(cell.row, cell.row + cell.row_span)
        own = only_place(line.box.top, line.box.bottom, grid.rows, rows)
        if own is None:
            return {}
        parts.setdefault(own, []).extend(line.words)
    return parts
