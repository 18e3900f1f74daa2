"""Grids → column groups: which fields the columns of a grid are, told by their headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.finding import Finding, Position
from pipeline.grids.column_group import ColumnGroup, TablePart, choose_table
from pipeline.grids.model import Cell, Grid
from pipeline.grids.tolerances import HEADING_SHARE_OF_CELLS, SAME_BORDER_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.going_on import (
    GridsOfPages,
    fitting_groups,
    goes_on_with,
    goes_on_without_headings,
)
from pipeline.tables.headings import HeadingPath, column_headings, heading_text
from pipeline.tables.near_headings import heading_hint
from pipeline.text.strings import slug


@dataclass(frozen=True, slots=True)
class Grouped:
    """Column groups, grids that belong to none, and what was found on the way."""

    groups: tuple[ColumnGroup, ...]
    loose: tuple[Grid, ...]
    findings: tuple[Finding, ...]


def sort_into_groups(grids: Sequence[Grid], schema: Schema, wording: CellTexts) -> Grouped:
    """Sort grids into column groups, in document order.

    A grid with headings begins a group, or goes on with the group of the same headings; one
    without goes on with the latest group that has its column borders.
    """
    groups: list[ColumnGroup] = []
    loose: list[Grid] = []
    findings: list[Finding] = []
    pages = GridsOfPages(grids)
    for number, grid in enumerate(grids):
        paths = column_headings(grid, text_in(wording))
        headings = [heading_text(path) for path in paths]
        fitting = fitting_groups(grid, groups)
        if is_heading_row(grid, headings, schema, bool(fitting)):
            begins_next = partial(begins_next_table, headings, groups, schema)
            if onward := goes_on_with(grid, headings, groups, pages, begins_next):
                onward.add(grid)
            elif table := table_under(grid, headings, groups, schema):
                begun, doubts = begin_group(grid, paths, table, groups, schema)
                groups.append(begun)
                findings += doubts
            else:
                loose.append(grid)
        elif grid.begins:
            chosen = group_by_order(grid, groups, schema)
            if not chosen.parts:
                groups.append(chosen)
            chosen.parts.append(TablePart(grid, has_headings=True))
            findings.append(joined_by_order_finding(chosen, grid, schema))
        elif table := silent_table(grid, fitting, grids[number + 1 :], groups, schema, wording):
            groups.append(new_group(table, [""], [TablePart(grid, has_headings=True)]))
        elif onward := goes_on_without_headings(grid, groups, pages):
            onward.add(grid)
            if not onward.stacks and (onward.by_order or grid.by_order):
                findings.append(joined_by_order_finding(onward.group, grid, schema))
        elif table := unheaded_table(grid, groups, schema):
            begun, doubts = begin_group(grid, paths, table, groups, schema)
            groups.append(begun)
            findings += doubts
        else:
            loose.append(grid)
    return Grouped(tuple(groups), tuple(loose), tuple(findings))


def text_in(wording: CellTexts) -> Callable[[Cell], str]:
    """The function that joins the lines of a single cell."""
    return lambda cell: wording.text([cell])


def begins_next_table(
    headings: Sequence[str], groups: list[ColumnGroup], schema: Schema, fits: bool
) -> bool:
    """Whether headings that a group has already may begin another table.

    That table has all of them and nothing of it has begun, and they open it with its names. Under
    other column borders any table may that misses one of them.
    """
    if not fits:
        table = choose_table(list(headings), groups, schema)
        taken = {f for g in groups if table and g.is_of(table) for f in g.fields}
        return bool(table and {f for h in headings if (f := table.field_of(h))} - taken)
    printed = [heading for heading in headings if heading]
    for table in schema.description.tables:
        fields = [table.field_of(heading) for heading in printed]
        is_begun = any(group.is_of(table) for group in groups)
        if not is_begun and all(fields) and schema.record.name_field in fields:
            return True
    return False


def table_under(
    grid: Grid, headings: list[str], groups: list[ColumnGroup], schema: Schema
) -> SourceTable | None:
    """The table whose columns stand under headings.

    Where the reader of the grid tells that its rows are headings and the schema knows none of
    them, they are columns of a table only where they stand beside rows of it.
    """
    table = choose_table(headings, groups, schema)
    if table is None or grid.heading_rows is None or has_known_heading(headings, schema):
        return table
    if grid.found_by == "cells":
        return None
    return table if stands_beside(grid, table, groups) else None


def has_known_heading(headings: Sequence[str], schema: Schema) -> bool:
    """Whether any table has one of some headings; an empty one tells nothing."""
    return any(t.field_of(h) for h in headings if h for t in schema.description.tables)


def stands_beside(grid: Grid, table: SourceTable, groups: Sequence[ColumnGroup]) -> bool:
    """Whether a grid has the rows of a part of a table on an earlier page."""
    return any(
        part.grid.page < grid.page
        and are_same_positions(part.grid.rows, grid.rows, SAME_BORDER_POINTS)
        for group in groups
        if group.is_of(table)
        for part in group.parts
    )


def unheaded_table(grid: Grid, groups: Sequence[ColumnGroup], schema: Schema) -> SourceTable | None:
    """The table whose columns without headings a grid without any holds.

    One that has begun, where the grid stands beside rows of it; else the first that begins with
    such columns, and has nothing else where it is a single one.
    """
    if not is_unheaded(grid):
        return None
    width = len(grid.columns) - 1
    for table in schema.description.tables:
        unheaded = table.fields_by_heading.get("", [])
        taken = {f for g in groups if g.is_of(table) for f in g.fields}
        free = [field for field in unheaded if field not in taken]
        if len(free) < width:
            continue
        if any(group.is_of(table) for group in groups):
            if stands_beside(grid, table, groups):
                return table
        elif unheaded[:width] == list(table.columns)[: max(width, 2)]:
            return table
    return None


def is_unheaded(grid: Grid) -> bool:
    """Whether a grid has text, and no headings above it: none at all, or empty ones."""
    first = range(1 if grid.heading_rows is None else grid.heading_rows)
    headings = [cell for row in first for cell in grid.row(row) if cell.lines]
    return not headings and any(cell.lines for cell in grid.cells)


def silent_table(
    grid: Grid,
    fitting: list[ColumnGroup],
    ahead: Sequence[Grid],
    groups: list[ColumnGroup],
    schema: Schema,
    wording: CellTexts,
) -> SourceTable | None:
    """The table that a page of names under an empty heading begins, if it is one.

    Every row of a page of names alone has a name: where the first has none, it holds an empty
    heading, which some table's names must have. Where no names before have its column borders,
    the next headings must be those of that table, with the same rows beside.
    """
    name_field = schema.record.name_field
    if any(cell.lines for cell in grid.row(0)) or not any(cell.lines for cell in grid.cells):
        return None
    opened = {group.table.table for group in groups}
    unopened = (table for table in schema.description.tables if table.table not in opened)
    table = next((table for table in unopened if table.field_of("") == name_field), None)
    if fitting:
        return table if fitting[-1].fields == [name_field] else None
    paths = ((other, column_headings(other, text_in(wording))) for other in ahead)
    texts = ((other, [heading_text(path) for path in found]) for other, found in paths)
    headed = (
        (other, found) for other, found in texts if is_heading_row(other, found, schema, True)
    )
    beside, headings = next(headed, (grid, []))
    fits = are_same_positions(grid.rows, beside.rows, SAME_BORDER_POINTS)
    alone = len(grid.columns) == 2 and fits
    named = choose_table(headings, groups, schema) if table and alone else None
    return table if table and named and named.table == table.table else None


def group_by_order(grid: Grid, groups: Sequence[ColumnGroup], schema: Schema) -> ColumnGroup:
    """The group of the table that a grid with names under an empty heading begins.

    A new one without parts, or the known one where that heading is repeated.
    """
    table = schema.description.tables[table_number(grid.begins, schema)]
    known = (group for group in groups if group.is_of(table))
    return next(known, None) or new_group(table, [""], [])


def new_group(table: SourceTable, headings: list[str], parts: list[TablePart]) -> ColumnGroup:
    """A new column group of a table."""
    return ColumnGroup(table, headings, [table.field_of(heading) for heading in headings], parts)


def table_number(name: str, schema: Schema) -> int:
    """The place of a table among those of the schema."""
    return [table.table for table in schema.description.tables].index(name)


def joined_by_order_finding(group: ColumnGroup, grid: Grid, schema: Schema) -> Finding:
    """The finding for a page that several column groups of one table have the borders of.

    Of a sheet without headings it is another one: its columns prove less than those of a print.
    """
    return Finding(
        check="sheet-without-headings" if grid.found_by == "cells" else "joined-by-order",
        page=grid.page,
        value=", ".join(heading for heading in group.headings if heading) or group.table.table,
        position=Position.of_table_page(table_number(group.table.table, schema), grid.page),
        details={"page": str(grid.page), "table": group.table.table},
    )


def is_heading_row(grid: Grid, headings: list[str], schema: Schema, fits: bool) -> bool:
    """Whether the first row of a grid holds headings.

    The reader of the grid may tell; else known headings do; where none is known and the grid goes
    on with no group, bold type throughout the row does.
    """
    printed = [heading for heading in headings if heading]
    if not printed or grid.heading_rows is not None:
        return bool(printed) and grid.heading_rows != 0
    tables = schema.description.tables
    known = [h for h in printed if any(any(t.fields_under([[h]])) for t in tables)]
    if len(known) >= len(printed) * HEADING_SHARE_OF_CELLS:
        return True
    bold = all(cell.bold for cell in grid.row(0) if cell.lines)
    return not fits and (bool(known) or (bold and len(grid.rows) > 2))


def begin_group(
    grid: Grid,
    paths: Sequence[HeadingPath],
    table: SourceTable,
    groups: Sequence[ColumnGroup],
    schema: Schema,
) -> tuple[ColumnGroup, list[Finding]]:
    """A new column group of a table, and findings on its headings, unknown or doubled."""
    findings: list[Finding] = []
    taken = {f for g in groups if g.is_of(table) for f in g.fields}
    possible = table.fields_under(paths)
    again = names_printed_again(grid, possible, taken, schema)
    headings = [heading_text(path) for path in paths]
    fields: list[str | None] = []
    for column, heading in enumerate(headings):
        if column == again:
            fields.append(None)
            continue
        # An empty heading stands for each of its fields once; further ones are blank columns.
        usual = possible[column][0] if heading and possible[column] else None
        field_name = next((f for f in possible[column] if f not in taken), usual)
        if field_name is not None and field_name in taken:
            findings.append(heading_finding(table, field_name, heading, grid.page, column, schema))
            field_name = None
        elif field_name is None and (heading or column_has_text(grid, column)):
            findings.append(heading_finding(table, None, heading, grid.page, column, schema))
        if field_name is not None:
            taken.add(field_name)
        fields.append(field_name)
    part = TablePart(grid, has_headings=grid.heading_rows != 0)
    return ColumnGroup(table, headings, fields, [part], again), findings


def heading_finding(
    table: SourceTable,
    doubled: str | None,
    heading: str,
    page: int,
    column: int,
    schema: Schema,
) -> Finding:
    """The finding for a heading that is not known, or doubles a field that has a column."""
    return Finding(
        check="heading-unknown" if doubled is None else "heading-doubled",
        field=doubled or "",
        page=page,
        cell_ref=heading_ref(table, doubled, heading, schema),
        value=heading,
        position=Position.of_heading(table_number(table.table, schema), column),
        details={
            "table": table.table,
            "heading": heading,
            **(heading_hint([heading], [table]) if doubled is None else {}),
        },
    )


def names_printed_again(
    grid: Grid, possible: Sequence[Sequence[str]], taken: set[str | None], schema: Schema
) -> int | None:
    """The column that repeats the names of a table beside columns that are new, if there is one.

    A spreadsheet prints them so on each page. Without a rule that sets them aside there is none.

    Args:
        grid: the grid.
        possible: the fields that each of its headings may stand for.
        taken: the fields that have a column.
        schema: the schema.
    """
    name_field = schema.record.name_field
    fields = [known[0] if known else None for known in possible]
    if name_field not in taken or not schema.set_aside_rule("names"):
        return None
    if not any(name and name not in taken for name in fields):
        return None
    columns = [c for c, f in enumerate(fields) if f == name_field and column_has_text(grid, c)]
    return columns[0] if columns else None


def column_has_text(grid: Grid, column: int) -> bool:
    """Whether anything is printed in a column."""
    return any(cell.lines for cell in grid.cells if cell.column == column)


def heading_ref(table: SourceTable, field_name: str | None, heading: str, schema: Schema) -> str:
    """The reference of a heading cell."""
    return f"{table.table}/heading/{field_name or slug(heading, schema.record.key_length)}"
