"""Grids → column groups: which fields the columns of a grid are, told by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.finding import Finding, Position
from pipeline.grids.column_group import (
    ColumnGroup,
    Part,
    choose_table,
    is_printed_again,
    next_in_order,
)
from pipeline.grids.model import Grid
from pipeline.grids.ruled import stack_grids
from pipeline.grids.tolerances import HEADING_SHARE_OF_CELLS, SAME_BORDER_POINTS
from pipeline.pdf.geometry import are_same_positions
from pipeline.schema.model import Schema, SourceTable
from pipeline.tables.cell_text import CellTexts
from pipeline.text.strings import fold, slug


@dataclass(frozen=True, slots=True)
class Grouped:
    """Column groups, grids that belong to none, and what was found on the way."""

    groups: tuple[ColumnGroup, ...]
    loose: tuple[Grid, ...]
    findings: tuple[Finding, ...]


def sort_into_groups(grids: Sequence[Grid], schema: Schema, wording: CellTexts) -> Grouped:
    """Sort grids into column groups, in document order.

    A grid with headings begins a group, or goes on with the group of the same headings and
    column borders; one without goes on with the latest group that has its column borders.
    """
    groups: list[ColumnGroup] = []
    loose: list[Grid] = []
    findings: list[Finding] = []
    for number, grid in enumerate(grids):
        headings = first_row_texts(grid, wording)
        fitting = [group for group in groups if group.fits(grid)]
        fitting.sort(key=lambda group: group.parts[-1].grid.page)
        if is_heading_row(grid, headings, schema, bool(fitting)):
            if known := group_headed_again(fitting, headings, groups):
                known.parts.append(Part(grid, has_headings=True))
            elif table := choose_table(headings, groups, schema):
                begun, doubts = begin_group(grid, headings, table, groups, schema)
                groups.append(begun)
                findings += doubts
            else:
                loose.append(grid)
        elif grid.begins:
            chosen = group_by_order(grid, groups, schema)
            if not chosen.parts:
                groups.append(chosen)
            chosen.parts.append(Part(grid, has_headings=True))
            findings.append(joined_by_order_finding(chosen, grid, schema))
        elif table := silent_table(grid, fitting, grids[number + 1 :], groups, schema, wording):
            groups.append(new_group(table, [""], [Part(grid, has_headings=True)]))
        elif fitting and fitting[-1].parts[-1].grid.page == grid.page:
            last = fitting[-1].parts.pop()
            fitting[-1].parts.append(Part(stack_grids(last.grid, grid), last.has_headings))
        elif fitting:
            chosen, by_order = next_in_order(fitting, groups)
            chosen.parts.append(Part(grid, has_headings=False))
            if by_order or grid.by_order:
                findings.append(joined_by_order_finding(chosen, grid, schema))
        else:
            loose.append(grid)
    return Grouped(tuple(groups), tuple(loose), tuple(findings))


def group_headed_again(
    fitting: Sequence[ColumnGroup], headings: Sequence[str], groups: Sequence[ColumnGroup]
) -> ColumnGroup | None:
    """The latest of the fitting groups whose headings are printed again, if they are."""
    same = [
        group
        for group in fitting
        if fold_all(group.headings) == fold_all(headings)
        and is_printed_again(group, headings, groups)
    ]
    return same[-1] if same else None


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
    texts = ((other, first_row_texts(other, wording)) for other in ahead)
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


def new_group(table: SourceTable, headings: list[str], parts: list[Part]) -> ColumnGroup:
    """A new column group of a table."""
    return ColumnGroup(table, headings, [table.field_of(heading) for heading in headings], parts)


def table_number(name: str, schema: Schema) -> int:
    """The place of a table among those of the schema."""
    return [table.table for table in schema.description.tables].index(name)


def joined_by_order_finding(group: ColumnGroup, grid: Grid, schema: Schema) -> Finding:
    """The finding for a page that several column groups of one table have the borders of."""
    return Finding(
        check="joined-by-order",
        page=grid.page,
        value=", ".join(heading for heading in group.headings if heading) or group.table.table,
        position=Position.of_table_page(table_number(group.table.table, schema), grid.page),
        details={"page": str(grid.page), "table": group.table.table},
    )


def first_row_texts(grid: Grid, wording: CellTexts) -> list[str]:
    """The text of the first row's cells, one for each column."""
    texts = [""] * (len(grid.columns) - 1)
    for cell in grid.row(0):
        texts[cell.column] = wording.text([cell])
    return texts


def fold_all(texts: Sequence[str]) -> list[str]:
    """Texts for comparison."""
    return [fold(text) for text in texts]


def is_heading_row(grid: Grid, headings: list[str], schema: Schema, fits: bool) -> bool:
    """Whether the first row of a grid holds headings.

    Known headings tell; where none is known and the grid goes on with no group, bold type
    throughout the row does.
    """
    printed = [heading for heading in headings if heading]
    if not printed:
        return False
    known = [h for h in printed if any(t.field_of(h) for t in schema.description.tables)]
    if len(known) >= len(printed) * HEADING_SHARE_OF_CELLS:
        return True
    bold = all(cell.bold for cell in grid.row(0) if cell.lines)
    return not fits and (bool(known) or (bold and len(grid.rows) > 2))


def begin_group(
    grid: Grid,
    headings: list[str],
    table: SourceTable,
    groups: Sequence[ColumnGroup],
    schema: Schema,
) -> tuple[ColumnGroup, list[Finding]]:
    """A new column group of a table, and findings on its headings, unknown or doubled."""
    findings: list[Finding] = []
    taken = {f for g in groups if g.is_of(table) for f in g.fields}
    again = names_printed_again(grid, headings, table, taken, schema)
    fields: list[str | None] = []
    for column, heading in enumerate(headings):
        field_name = table.field_of(heading)
        if column == again:
            fields.append(None)
            continue
        if field_name in taken and not heading:
            # An empty heading stands for a field once; further ones are blank columns.
            field_name = None
        if field_name is not None and field_name in taken:
            findings.append(heading_finding(table, field_name, heading, grid.page, column, schema))
            field_name = None
        elif field_name is None and (heading or column_has_text(grid, column)):
            findings.append(heading_finding(table, None, heading, grid.page, column, schema))
        if field_name is not None:
            taken.add(field_name)
        fields.append(field_name)
    part = Part(grid, has_headings=True)
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
        cell_ref=heading_ref(table, doubled, heading),
        value=heading,
        position=Position.of_heading(table_number(table.table, schema), column),
        details={"table": table.table, "heading": heading},
    )


def names_printed_again(
    grid: Grid, headings: list[str], table: SourceTable, taken: set[str | None], schema: Schema
) -> int | None:
    """The column that repeats the names of a table beside columns that are new, if there is one.

    A spreadsheet prints them so on each page. Without a rule that sets them aside there is none.
    """
    name_field = schema.record.name_field
    fields = [table.field_of(heading) for heading in headings]
    if name_field not in taken or not schema.set_aside_rule("names"):
        return None
    if not any(name and name not in taken for name in fields):
        return None
    columns = [c for c, f in enumerate(fields) if f == name_field and column_has_text(grid, c)]
    return columns[0] if columns else None


def column_has_text(grid: Grid, column: int) -> bool:
    """Whether anything is printed in a column."""
    return any(cell.lines for cell in grid.cells if cell.column == column)


def heading_ref(table: SourceTable, field_name: str | None, heading: str) -> str:
    """The reference of a heading cell."""
    return f"{table.table}/heading/{field_name or slug(heading, len(heading))}"
