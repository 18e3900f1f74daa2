"""Whether a grid goes on with columns that are printed before it.

A build, an inspection and a draft decide it here alike; what a schema knows comes on top.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.grids.column_group import ColumnGroup, TablePart, is_printed_again, next_in_order
from pipeline.grids.model import Cell, Grid
from pipeline.grids.ruled import stack_grids
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.tables.headings import are_same_headings
from pipeline.text.strings import DIGITS_IN_TEXT, fold
from pipeline.text.values import is_value_text


@dataclass(frozen=True, slots=True)
class Onward:
    """The column group that a grid goes on with.

    Args:
        group: the group.
        has_headings: whether the grid has headings, those of the group again.
        stacks: whether it stands below the latest part on the same page, as further rows of it.
        by_order: whether the order of pages alone told the group from others.
    """

    group: ColumnGroup
    has_headings: bool
    stacks: bool = False
    by_order: bool = False

    def add(self, grid: Grid) -> None:
        """Add the grid to the group."""
        parts = self.group.parts
        if self.stacks:
            last = parts.pop()
            parts.append(TablePart(stack_grids(last.grid, grid), last.has_headings))
        else:
            parts.append(TablePart(grid, self.has_headings))


class GridsOfPages:
    """The grids of a document by page, those of one cell aside: they frame text."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self.pages: dict[int, list[Grid]] = {}
        for grid in grids:
            if len(grid.cells) > 1:
                self.pages.setdefault(grid.page, []).append(grid)

    def comes_after(self, grid: Grid, last: Grid) -> bool:
        """Whether a grid comes after one of an earlier page, with nothing between them.

        That one is the lowest of its page, and this one the uppermost; what both pages have in
        the same place does not count, as running lines do not.
        """
        if last.page >= grid.page:
            return False
        if is_running(last, grid):
            return True
        before, after = self.pages.get(last.page, []), self.pages.get(grid.page, [])
        below = [other for other in before if other.rows[0] >= last.rows[-1] - SAME_BORDER_POINTS]
        above = [other for other in after if other.rows[-1] <= grid.rows[0] + SAME_BORDER_POINTS]
        return not any(
            not any(is_running(one, other) for other in others)
            for between, others in ((below, after), (above, before))
            for one in between
        )


def is_running(one: Grid, other: Grid) -> bool:
    """Whether two grids of different pages are one that runs through them, numbers apart."""
    return (
        one.page != other.page
        and are_same_positions(one.columns, other.columns, SAME_BORDER_POINTS)
        and are_same_positions(one.rows, other.rows, SAME_BORDER_POINTS)
        and texts_without_numbers(one) == texts_without_numbers(other)
    )


def texts_without_numbers(grid: Grid) -> list[str]:
    """The texts of a grid's cells without their digits, which may run with the pages."""
    texts = (" ".join(line.text for line in cell.lines) for cell in grid.cells)
    return [DIGITS_IN_TEXT.sub("", fold(text)) for text in texts]


def fitting_groups(grid: Grid, groups: Sequence[ColumnGroup]) -> list[ColumnGroup]:
    """The groups with the column borders of a grid, the one that was printed last at the end."""
    fitting = [group for group in groups if has_borders_of(grid, group)]
    return sorted(fitting, key=last_page)


def has_borders_of(grid: Grid, group: ColumnGroup) -> bool:
    """Whether a grid has the column borders of a group, as it began or as it was printed last."""
    last = group.parts[-1].grid
    return group.fits(grid) or are_same_positions(last.columns, grid.columns, SAME_BORDER_POINTS)


def last_page(group: ColumnGroup) -> int:
    """The page on which a group was printed last."""
    return group.parts[-1].grid.page


def goes_on_with(
    grid: Grid,
    headings: Sequence[str] | None,
    groups: list[ColumnGroup],
    pages: GridsOfPages,
    begins_next: Callable[[bool], bool],
) -> Onward | None:
    """The column group that a grid goes on with; None where it begins one, or belongs to none.

    Without headings it goes on with a group of its column borders. With those of a group, it
    goes on where it has its borders too and comes right after it, on a later page; elsewhere
    only where no other table can begin, as two tables may have like headings.

    Args:
        grid: the grid.
        headings: its headings; None where it has none.
        groups: the column groups so far.
        pages: all grids.
        begins_next: whether another table may begin with the headings, for a grid that has the
            borders of a group with them, or has not.
    """
    if headings is None:
        return goes_on_without_headings(grid, groups, pages)
    like = [
        group
        for group in groups
        if are_same_headings(group.headings, headings) and is_printed_again(group, headings, groups)
    ]
    like.sort(key=last_page)
    fitting = [group for group in like if has_borders_of(grid, group)]
    as_wide = [group for group in like if len(group.headings) == len(headings)]
    found = [group for group in as_wide if pages.comes_after(grid, group.parts[-1].grid)]
    if not found and not begins_next(bool(fitting)):
        found = fitting or [g for g in like if pages.comes_after(grid, g.parts[-1].grid)]
    return Onward(found[-1], has_headings=True) if found else None


def goes_on_without_headings(
    grid: Grid, groups: list[ColumnGroup], pages: GridsOfPages
) -> Onward | None:
    """The column group that a grid without headings goes on with.

    One with its column borders; else the one right before it, where its first row is like the
    rows of that.
    """
    fitting = fitting_groups(grid, groups)
    if not fitting:
        group = group_of_rows_like(grid, groups, pages)
        return Onward(group, has_headings=False) if group else None
    if last_page(fitting[-1]) == grid.page:
        return Onward(fitting[-1], has_headings=False, stacks=True)
    group, by_order = next_in_order(fitting, groups)
    return Onward(group, has_headings=False, by_order=by_order)


def group_of_rows_like(
    grid: Grid, groups: Sequence[ColumnGroup], pages: GridsOfPages
) -> ColumnGroup | None:
    """The group right before a grid, at other widths, that has rows like its first one.

    Each column that holds values there holds one in the first row here.
    """
    for group in reversed(groups):
        last = group.parts[-1].grid
        if not pages.comes_after(grid, last) or len(last.columns) != len(grid.columns):
            continue
        values = columns_of_values(last)
        first = {cell.column: cell for cell in grid.row(0) if cell.lines}
        here = {column for column, cell in first.items() if is_value_cell(cell)}
        if values and values & set(first) <= here and values & here:
            return group
    return None


def columns_of_values(grid: Grid) -> set[int]:
    """The columns that hold numbers and signs below the first row for the most part."""
    filled: Counter[int] = Counter()
    values: Counter[int] = Counter()
    for cell in grid.cells:
        if cell.row and cell.lines:
            filled[cell.column] += 1
            values[cell.column] += is_value_cell(cell)
    return {column for column, count in filled.items() if 2 * values[column] > count}


def is_value_cell(cell: Cell) -> bool:
    """Whether a cell holds a number or a sign."""
    return is_value_text(" ".join(line.text for line in cell.lines))
