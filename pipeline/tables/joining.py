"""Column groups → tables: rows joined down over pages and across column groups.

Height decides which rows belong together, and their order must agree; where it does not, an
error names both pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.finding import Finding, Position
from pipeline.grids.column_group import ColumnGroup, TablePart
from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.model import Grid, Line, PageGrids
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.schema.model import Schema
from pipeline.schema.source_table import PATH_SIGN, SourceTable
from pipeline.tables.beside_by_row import (
    by_row_findings,
    is_joined_by_row,
    stands_beside_records,
)
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.column_groups import sort_into_groups
from pipeline.tables.doubts import (
    missing_heading_findings,
    other_name_findings,
    row_findings,
    section_ended_findings,
)
from pipeline.tables.headings import count_heading_rows
from pipeline.tables.merged_names import join_merged_names
from pipeline.tables.model import Column, Fragment, Table, Tables, plain_text
from pipeline.tables.near_headings import heading_hint
from pipeline.tables.rows import (
    BareRow,
    join_continued_rows,
    kinds_and_numbers,
    with_merged_over_pages,
)
from pipeline.text.strings import fold

# For each part of a column group, the part with the names beside it.
Alignment = list[int]


def join_tables(pages: Sequence[PageGrids], schema: Schema, wording: CellTexts) -> Tables:
    """Join the grids of all pages into the tables of the schema."""
    grids = [grid for page in pages for grid in page.grids]
    grouped = sort_into_groups(grids, schema, wording)
    boxes = [grid for grid in grouped.loose if is_text_aside(grid)]
    loose = [grid for grid in grouped.loose if not is_text_aside(grid)]
    findings = list(grouped.findings)
    findings += [loose_finding(grid, wording, schema) for grid in loose]
    tables: list[Table] = []
    for index, source in enumerate(schema.description.tables):
        groups = [group for group in grouped.groups if group.is_of(source)]
        if groups:
            table, doubts = join_groups(source, index, groups, schema, wording)
            tables.append(table)
            findings += doubts
        else:
            details = {"table": source.table}
            findings.append(
                Finding(
                    check="table-missing",
                    value=source.table,
                    position=Position.of_table(index),
                    details=details,
                )
            )
    return Tables(tables, list(outside_lines(pages, boxes)), loose, findings)


def outside_lines(
    pages: Sequence[PageGrids], boxes: list[Grid]
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The lines outside tables, those of framed boxes included, page by page."""
    boxed: dict[int, list[Line]] = {}
    for box in boxes:
        boxed.setdefault(box.page, []).extend(lines_within(box))
    for page in pages:
        own = (*page.outside, *boxed.get(page.page, ()))
        lines = sorted(own, key=lambda line: (line.box.top, line.box.x0))
        if lines:
            yield page.page, tuple(lines)


def lines_within(grid: Grid) -> tuple[Line, ...]:
    """The lines of a grid as if it had no cells."""
    return lines_of(word for cell in grid.cells for line in cell.lines for word in line.words)


def is_text_aside(grid: Grid) -> bool:
    """Whether a grid that no table has is text around the tables: framed, or side by side.

    What looks like the rows of a table there is told with the text outside the tables.
    """
    by_white_space = grid.found_by == "alignment" and grid.heading_rows is not None
    return by_white_space or is_framed_text(grid)


def is_framed_text(grid: Grid) -> bool:
    """Whether a grid only frames text: nothing in it stands side by side."""
    lines = lines_within(grid)
    words = [word for line in lines for word in line.words]
    return len(grid.cells) == 1 or len(list(runs_of(words))) == len(lines)


def loose_finding(grid: Grid, wording: CellTexts, schema: Schema) -> Finding:
    """The error for a grid that is no table of the schema and continues none."""
    first = [wording.text([cell]) for cell in grid.row(0)]
    value = " | ".join(text for text in first if text)
    return Finding(
        check="table-unknown",
        page=grid.page,
        value=value,
        position=Position.of_page(grid.page),
        details={"page": str(grid.page), **heading_hint(first, schema.description.tables)},
    )


@dataclass(frozen=True, slots=True)
class LaidGroup:
    """A column group as it lies in its table.

    Args:
        group: the column group.
        start: its first column in the table.
        alignment: for each of its parts, the part with the names beside it; None where its rows
            match no rows, or more than one way.
    """

    group: ColumnGroup
    start: int
    alignment: Alignment | None

    def name_column(self, name_field: str) -> int:
        """The column of the table with the names; the group's first where it has none."""
        fields = self.group.fields
        return self.start + (fields.index(name_field) if name_field in fields else 0)


def join_groups(
    source: SourceTable,
    index: int,
    groups: Sequence[ColumnGroup],
    schema: Schema,
    wording: CellTexts,
) -> tuple[Table, list[Finding]]:
    """Join column groups to the group with the names, row by row.

    Args:
        source: the table of the schema.
        index: its place among the schema's tables.
        groups: its column groups, in printed order.
        schema: the schema.
        wording: how broken words go on.
    """
    name_field = schema.record.name_field
    names = next((n for n, group in enumerate(groups) if name_field in group.fields), 0)
    laid, findings = lay_groups(groups, groups[names], index, schema)
    bare = with_merged_over_pages(rows_side_by_side(laid, groups[names]))
    name_column = laid[names].name_column(name_field)
    columns = tuple(column for group in groups for column in columns_of_group(group))
    if groups[names].parts[0].grid.found_by == "cells":
        bare, doubts = join_merged_names(bare, columns, name_column, index, schema, wording)
        findings += doubts
    whole, doubts = join_continued_rows(bare, name_column, source, index, schema)
    findings += doubts
    read = {
        one.start + column
        for one in laid
        for column, name in enumerate(one.group.fields)
        if name is not None
    }
    rows = tuple(kinds_and_numbers(source, whole, name_column, read, schema))
    table = Table(source, index, columns, rows, unjoined_cells(laid))
    findings += missing_heading_findings(table, schema)
    findings += row_findings(table, schema, wording)
    findings += other_name_findings(table, schema)
    findings += section_ended_findings(table, schema, wording)
    return without_unjoined_fields(table, laid), findings


def lay_groups(
    groups: Sequence[ColumnGroup], keyed: ColumnGroup, index: int, schema: Schema
) -> tuple[list[LaidGroup], list[Finding]]:
    """Column groups as they lie in their table, and findings where their rows do not agree.

    Args:
        groups: the column groups, in printed order.
        keyed: the one with the names.
        index: the table's place among the schema's tables.
        schema: the schema.
    """
    laid: list[LaidGroup] = []
    findings: list[Finding] = []
    start = 0
    for group in groups:
        ways = alignments_of(group, keyed)
        if is_joined_by_row(group, keyed):
            ways = [way for way in ways if stands_beside_records(group, keyed, way, schema)]
        alignment = ways[0] if len(ways) == 1 else None
        laid.append(LaidGroup(group, start, alignment))
        start += len(group.headings)
        if alignment is None:
            findings.append(unjoined_finding(index, group, keyed, len(ways)))
        else:
            findings += by_row_findings(index, group, keyed)
            findings += left_out_findings(index, group, keyed, alignment)
    return laid, findings


def columns_of_group(group: ColumnGroup) -> Iterator[Column]:
    """The columns of a column group."""
    is_path = (group.parts[0].grid.heading_rows or 0) > 1
    for number, (heading, name) in enumerate(zip(group.headings, group.fields, strict=True)):
        parts = heading.split(PATH_SIGN) if is_path else [heading]
        is_known = any(group.table.fields_under([parts]))
        yield Column(heading, name, is_known, number == group.names_again)


def unjoined_cells(laid: Sequence[LaidGroup]) -> tuple[Fragment, ...]:
    """The cells of the column groups that could not be matched."""
    return tuple(
        Fragment(part.grid.page, cell)
        for one in laid
        if one.alignment is None
        for part in one.group.parts
        for cell in part.grid.cells
    )


def without_unjoined_fields(table: Table, laid: Sequence[LaidGroup]) -> Table:
    """A table in which no column has a field of a column group that could not be matched."""
    lost = {field for one in laid if one.alignment is None for field in one.group.fields}
    columns = (replace(c, field=None if c.field in lost else c.field) for c in table.columns)
    return replace(table, columns=tuple(columns))


def alignments_of(group: ColumnGroup, keyed: ColumnGroup) -> list[Alignment]:
    """At most two ways to lay a group's parts beside those of the group with the names.

    Each part goes beside one whose rows have the same heights, in the same order. A part may
    be left out where the group has fewer; two ways mean that heights do not decide. No way lays
    a part before its place in the earliest one or after its place in the latest one: where these
    two are the same, there is no other.
    """
    earliest = laid_in_order(group.parts, keyed.parts)
    if earliest is None:
        return []
    backwards = laid_in_order(group.parts[::-1], keyed.parts[::-1]) or []
    latest = [len(keyed.parts) - 1 - k for k in reversed(backwards)]
    return [earliest] if latest == earliest else [earliest, latest]


def laid_in_order(parts: Sequence[TablePart], beside: Sequence[TablePart]) -> Alignment | None:
    """Each part laid beside the first one that fits after the part before; None if one is left."""
    laid: Alignment = []
    for k, other in enumerate(beside):
        if len(laid) < len(parts) and have_same_rows(parts[len(laid)], other):
            laid.append(k)
    return laid if len(laid) == len(parts) else None


def have_same_rows(one: TablePart, other: TablePart) -> bool:
    """Whether two parts have rows of the same heights, and headings both or neither."""
    a, b = one.grid.rows, other.grid.rows
    if "alignment" in (one.grid.found_by, other.grid.found_by):
        # Without rulings the upper border of the first row is not known.
        a, b = a[1:], b[1:]
    return one.has_headings == other.has_headings and are_same_positions(a, b, SAME_BORDER_POINTS)


def left_out_findings(
    index: int, group: ColumnGroup, keyed: ColumnGroup, alignment: Alignment
) -> Iterator[Finding]:
    """A warning for each page of the names beside which a column group has none."""
    laid = set(alignment)
    names = ", ".join(heading for heading in group.headings if heading)
    last = group.parts[-1].grid.page
    for k, part in enumerate(keyed.parts):
        if k not in laid:
            yield Finding(
                check="column-page-left-out",
                page=part.grid.page,
                value=names,
                position=Position.of_table_page(index, part.grid.page),
                details={
                    "page": str(part.grid.page),
                    "other_page": str(last),
                    "table": group.table.table,
                },
            )


def unjoined_finding(index: int, group: ColumnGroup, keyed: ColumnGroup, ways: int) -> Finding:
    """The error for a column group whose rows match no rows, or more than one way."""
    first, other = 0, 0
    if not ways:
        for i, (a, b) in enumerate(zip(group.parts, keyed.parts, strict=False)):
            if not have_same_rows(a, b):
                first = other = i
                break
        else:
            first = min(len(keyed.parts), len(group.parts) - 1)
            other = len(keyed.parts) - 1
    return Finding(
        check="rows-unjoined",
        page=group.pages[first],
        value=", ".join(heading for heading in group.headings if heading),
        position=Position.of_table_page(index, group.pages[first]),
        details={
            "page": str(group.pages[first]),
            "other_page": str(keyed.pages[other]),
            "table": group.table.table,
        },
    )


def rows_side_by_side(laid: Sequence[LaidGroup], keyed: ColumnGroup) -> list[BareRow]:
    """The printed rows of a table, each with the cells of all column groups.

    Args:
        laid: its column groups.
        keyed: the one with the names.
    """
    bare: list[BareRow] = []
    printed: set[tuple[str, ...]] = set()
    beside_part: dict[int, list[tuple[int, Grid]]] = {}
    for one in laid:
        for part, k in zip(one.group.parts, one.alignment or (), strict=False):
            beside_part.setdefault(k, []).append((one.start, part.grid))
    for k, part in enumerate(keyed.parts):
        beside = beside_part.get(k, [])
        pages = tuple(sorted({grid.page for _, grid in beside}))
        last = len(part.grid.rows) - 2
        for r in range(last + 1):
            cells = {
                start + cell.column: (Fragment(grid.page, cell),)
                for start, grid in beside
                for cell in grid.row(r)
            }
            headings = count_heading_rows(part)
            texts = texts_of_row(cells)
            is_heading = r < headings or (len(texts) > 1 and texts in printed)
            if is_heading:
                printed.add(texts)
            # A row of a spreadsheet is whole.
            first = r == headings and k > 0 and part.grid.found_by != "cells"
            goes_on = r == last and part.grid.open_bottom
            comes = first and part.grid.open_top
            again = is_heading and (k > 0 or r >= headings)
            anew = k > 0 and r == 0 and is_heading and begins_sheet(part, keyed.parts[k - 1])
            bare.append(BareRow(cells, pages, is_heading, first, comes, goes_on, again, anew))
    return bare


def begins_sheet(part: TablePart, before: TablePart) -> bool:
    """Whether a part of a table stands on a further sheet of a spreadsheet."""
    return part.grid.found_by == "cells" and part.grid.page != before.grid.page


def texts_of_row(cells: Mapping[int, Sequence[Fragment]]) -> tuple[str, ...]:
    """The texts of a row, folded, by column; empty ones aside."""
    texts = (fold(plain_text([f.cell for f in cells[column]])) for column in sorted(cells))
    return tuple(text for text in texts if text)
