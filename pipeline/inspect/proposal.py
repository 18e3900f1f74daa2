"""Grids → proposed tables: what the tables of a document seem to be, without a schema."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.grids.column_group import ColumnGroup, TablePart
from pipeline.grids.model import Cell, Grid
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.schema.source_table import SourceTable
from pipeline.tables.column_groups import is_unheaded
from pipeline.tables.going_on import (
    GridsOfPages,
    fitting_groups,
    goes_on_with,
    group_of_rows_like,
)
from pipeline.tables.headings import (
    are_same_headings,
    column_headings,
    count_heading_rows,
    heading_text,
)
from pipeline.tables.joining import is_framed_text
from pipeline.text.strings import fold, join_lines, slug

# The column with the names has text in at least this share of the rows.
NAMED_SHARE_OF_ROWS = 0.9
NAME_FIELD = "name"
FIELD_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A table that a document seems to have.

    Args:
        name: table-1, table-2 and so on.
        columns: for each field its heading as printed; `name` is the column with the names.
        grids: the grids it is made of.
    """

    name: str
    columns: dict[str, str]
    grids: list[Grid] = field(default_factory=list)


def propose_tables(grids: Sequence[Grid], conjunctions: Sequence[str]) -> list[ProposedTable]:
    """The tables that grids seem to make, in document order.

    A group of columns whose rows have the heights of an earlier one's lies beside it.
    """
    tables: list[list[ColumnGroup]] = []
    for group in propose_column_groups(grids, conjunctions):
        home = next((t for t in reversed(tables) if is_beside(group, t[0])), None)
        if home is None:
            tables.append([group])
        else:
            home.append(group)
    fields: dict[str, str] = {}
    proposed: list[ProposedTable] = []
    for number, table in enumerate(tables, 1):
        columns, fields = name_columns(table, fields)
        own = [part.grid for group in table for part in group.parts]
        proposed.append(ProposedTable(table_name(number), columns, own))
    return proposed


def table_name(number: int) -> str:
    """The name of a proposed table."""
    return f"table-{number}"


def propose_column_groups(grids: Sequence[Grid], conjunctions: Sequence[str]) -> list[ColumnGroup]:
    """Grids sorted into groups of columns, in document order."""
    groups: list[ColumnGroup] = []
    pages = GridsOfPages(grids)
    for grid in grids:
        if len(grid.cells) < 2:
            continue
        headings = heading_texts(grid, conjunctions)
        headed = seems_headed(grid, headings, groups, pages)
        onward = goes_on_with(grid, headings if headed else None, groups, pages, any_begins_next)
        if onward:
            onward.add(grid)
        elif headed or (is_unheaded(grid) and not is_framed_text(grid)):
            table = table_beside(grid, headings, groups)
            part = TablePart(grid, has_headings=grid.heading_rows != 0)
            groups.append(ColumnGroup(table, headings, [None] * len(headings), [part]))
    return groups


def any_begins_next(_fits: bool) -> bool:
    """Whether another table may begin with known headings: without a schema one always may."""
    return True


def seems_headed(
    grid: Grid, headings: Sequence[str], groups: Sequence[ColumnGroup], pages: GridsOfPages
) -> bool:
    """Whether the first rows of a grid seem to hold headings.

    The reader of the grid may tell; else they do where it goes on with no group by its column
    borders, where they are those of such a group again, and where they alone are bold.
    """
    if not any(headings) or grid.heading_rows is not None:
        return any(headings) and grid.heading_rows != 0
    fitting = fitting_groups(grid, groups)
    again = any(are_same_headings(group.headings, headings) for group in fitting)
    if not fitting:
        return is_bold(grid) or group_of_rows_like(grid, groups, pages) is None
    return again or is_bold(grid)


def heading_texts(grid: Grid, conjunctions: Sequence[str]) -> list[str]:
    """The heading of each column of a grid, lines joined."""
    return [heading_text(path) for path in column_headings(grid, text_with(conjunctions))]


def text_with(conjunctions: Sequence[str]) -> Callable[[Cell], str]:
    """The function that joins the lines of a cell."""
    return lambda cell: join_lines((line.text for line in cell.lines), conjunctions)


def table_beside(grid: Grid, headings: Sequence[str], groups: Sequence[ColumnGroup]) -> SourceTable:
    """The table that a new group seems to belong to: that of columns with its rows, or a new one.

    Only pages that run over first need it: those without headings go on with the columns of one
    table in turn.
    """
    for group in reversed(groups):
        first = group.parts[0].grid
        if (
            grid.found_by != "cells"
            and first.page < grid.page
            and are_same_positions(first.rows, grid.rows, SAME_BORDER_POINTS)
            and not are_same_headings(group.headings, headings)
        ):
            return group.table
    return SourceTable(table=table_name(len(groups) + 1), columns={})


def is_beside(group: ColumnGroup, other: ColumnGroup) -> bool:
    """Whether the rows of a group have the heights of another group's, page after page.

    Two tables with the same headings are never columns of one, nor those with several of them,
    as only the names are printed again; headings alone lie beside nothing.
    """
    same = {fold(h) for h in group.headings if h} & {fold(h) for h in other.headings if h}
    if len(same) > 1 or (same and are_same_headings(group.headings, other.headings)):
        return False
    if all(len(part.grid.rows) - 1 <= count_heading_rows(part) for part in group.parts):
        return False
    if any(part.grid.found_by == "cells" for part in group.parts):
        # All sheets are laid on one paper: equal rows tell nothing there.
        return False
    k = 0
    for part in group.parts:
        while k < len(other.parts) and not (
            other.parts[k].has_headings == part.has_headings
            and other.parts[k].grid.page < part.grid.page
            and are_same_positions(other.parts[k].grid.rows, part.grid.rows, SAME_BORDER_POINTS)
        ):
            k += 1
        if k == len(other.parts):
            return False
        k += 1
    return True


def is_bold(grid: Grid) -> bool:
    """Whether the first row has several cells, all of them bold, and others are not."""
    first = [cell for cell in grid.row(0) if cell.lines]
    others = [cell for cell in grid.cells if cell.row > 0 and cell.lines]
    return len(first) > 1 and all(c.bold for c in first) and not all(c.bold for c in others)


def name_columns(
    groups: Sequence[ColumnGroup], known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a table with their headings, in printed order.

    A heading that stands over several columns side by side has a field for each; printed again with
    further columns it has none. Also the fields of all tables so far, these included.

    Args:
        groups: the table's columns; the names stand in the first group.
        known: the fields of the tables before with their headings, folded.
    """
    name_column = named_column(groups[0])
    fields = dict(known)
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for g, group in enumerate(groups):
        before = frozenset(taken)
        for number, heading in enumerate(group.headings):
            if heading and fold(heading) in before:
                continue
            taken.add(fold(heading))
            is_name = (g, number) == (0, name_column)
            name = NAME_FIELD if is_name else field_name(heading, fields, columns)
            columns[name] = heading
            if not is_name:
                fields[name] = fold(heading)
    return columns, fields


def named_column(group: ColumnGroup) -> int:
    """The column with the names: the first with text in nearly every row.

    Words are preferred to numbers, and then a column that every row fills: a row without a name
    is no record. The first row of a later page tells nothing: it may go on from the page before.
    Where no column is filled so, it is the one with text in most rows.
    """
    width = len(group.headings)
    filled, worded, rows = [0] * width, [0] * width, 0
    for p, part in enumerate(group.parts):
        for number in range(count_heading_rows(part) + (p > 0), len(part.grid.rows) - 1):
            cells = [cell for cell in part.grid.row(number) if cell.lines]
            rows += bool(cells)
            for cell in cells:
                filled[cell.column] += 1
                worded[cell.column] += is_worded(cell)
    nearly = [c for c in range(width) if filled[c] >= rows * NAMED_SHARE_OF_ROWS]
    if not nearly:
        return max(range(width), key=lambda c: filled[c])
    return max(nearly, key=lambda c: (2 * worded[c] > filled[c], filled[c] == rows))


def is_worded(cell: Cell) -> bool:
    """Whether a cell has letters, as a name or the number of a register has, and no number."""
    return any(sign.isalpha() for line in cell.lines for sign in line.text)


def field_name(heading: str, known: Mapping[str, str], own: Container[str] = ()) -> str:
    """A field for a heading: its slug, with a number where another heading or column has it.

    Args:
        heading: the heading.
        known: the fields that are taken, each with its heading, folded.
        own: those of the same table, in which each column has its own.
    """
    plain = slug(heading, FIELD_LENGTH).replace("-", "_") if heading else "unheaded"
    # No name of the program's own, and none that begins with a digit.
    base = plain if plain[0].isalpha() and plain not in RESERVED else f"column_{plain}"
    name, number = base, 2
    while name in own or known.get(name, fold(heading)) != fold(heading):
        name, number = f"{base}_{number}", number + 1
    return name


# Columns of the records file that no heading is read into.
RESERVED = ("record_id", "table", "section", "pages", NAME_FIELD)
