"""Column groups → tables: rows joined down over pages and across column groups.

Height decides which rows belong together, and their order must agree; where it does not, an
error names both pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.finding import HEADING_ROW, Finding, Position
from pipeline.grids.column_group import ColumnGroup, Part
from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.model import Grid, Line, PageGrids
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.column_groups import are_same_row_borders, heading_ref, sort_into_groups
from pipeline.tables.model import Column, Fragment, Row, Table, Tables, plain_text
from pipeline.tables.rows import (
    BareRow,
    join_continued_rows,
    kinds_and_numbers,
    with_merged_over_pages,
)
from pipeline.text.strings import fold

# What a message says in place of an empty heading.
EMPTY_HEADING = "–"
# For each part of a column group, the part with the names beside it.
Alignment = list[int]


def join_tables(pages: Sequence[PageGrids], schema: Schema, wording: CellTexts) -> Tables:
    """Join the grids of all pages into the tables of the schema."""
    grids = [grid for page in pages for grid in page.grids]
    grouped = sort_into_groups(grids, schema, wording)
    boxes = [grid for grid in grouped.loose if is_framed_text(grid)]
    loose = [grid for grid in grouped.loose if not is_framed_text(grid)]
    findings = list(grouped.findings)
    findings += [loose_finding(grid, wording) for grid in loose]
    tables: list[Table] = []
    for index, source in enumerate(schema.description.tables):
        groups = [group for group in grouped.groups if group.table is source]
        if groups:
            tables.append(join_groups(Table(source, index), groups, schema, findings))
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
    for page in pages:
        boxed = [line for box in boxes if box.page == page.page for line in lines_within(box)]
        lines = sorted((*page.outside, *boxed), key=lambda line: (line.box.top, line.box.x0))
        if lines:
            yield page.page, tuple(lines)


def lines_within(grid: Grid) -> tuple[Line, ...]:
    """The lines of a grid as if it had no cells."""
    return lines_of(word for cell in grid.cells for line in cell.lines for word in line.words)


def is_framed_text(grid: Grid) -> bool:
    """Whether a grid only frames text: nothing in it stands side by side."""
    lines = lines_within(grid)
    words = [word for line in lines for word in line.words]
    return len(grid.cells) == 1 or len(list(runs_of(words))) == len(lines)


def loose_finding(grid: Grid, wording: CellTexts) -> Finding:
    """The error for a grid that is no table of the schema and continues none."""
    first = [wording.text([cell]) for cell in grid.row(0)]
    value = " | ".join(text for text in first if text)
    return Finding(
        check="table-unknown",
        page=grid.page,
        value=value,
        position=Position.of_page(grid.page),
        details={"page": str(grid.page)},
    )


def join_groups(
    table: Table, groups: list[ColumnGroup], schema: Schema, findings: list[Finding]
) -> Table:
    """Join column groups to the group with the names, row by row."""
    name_field = schema.record.name_field
    keyed = next((group for group in groups if name_field in group.fields), groups[0])
    joined: list[tuple[ColumnGroup, Alignment]] = []
    for group in groups:
        alignments = list(alignments_of(group, keyed))
        if len(alignments) == 1:
            joined.append((group, alignments[0]))
            findings += left_out_findings(table, group, keyed, alignments[0])
        else:
            findings.append(unjoined_finding(table, group, keyed, len(alignments)))
            table.unjoined += [(part.grid.page, c) for part in group.parts for c in part.grid.cells]
        table.columns += [
            Column(
                heading,
                name,
                table.source.field_of(heading) is not None,
                number == group.names_again,
            )
            for number, (heading, name) in enumerate(zip(group.headings, group.fields, strict=True))
        ]
    lost = {f for g in groups if all(g is not group for group, _ in joined) for f in g.fields}
    table.rows = list(rows_of(table, groups, joined, keyed, schema, findings))
    findings += missing_heading_findings(table, schema)
    findings += row_findings(table)
    findings += other_name_findings(table, schema)
    if lost:
        table.columns = [
            replace(c, field=None if c.field in lost else c.field) for c in table.columns
        ]
    return table


def alignments_of(group: ColumnGroup, keyed: ColumnGroup) -> Iterator[Alignment]:
    """At most two ways to lay a group's parts beside those of the group with the names.

    Each part goes beside one whose rows have the same heights, in the same order. A part may
    be left out where the group has fewer; two ways mean that heights do not decide.
    """

    def extend(chosen: Alignment) -> Iterator[Alignment]:
        if len(chosen) == len(group.parts):
            yield chosen
            return
        for k in range(chosen[-1] + 1 if chosen else 0, len(keyed.parts)):
            if have_same_rows(group.parts[len(chosen)], keyed.parts[k]):
                yield from extend([*chosen, k])

    return islice(extend([]), 2)


def have_same_rows(one: Part, other: Part) -> bool:
    """Whether two parts have rows of the same heights, and headings both or neither."""
    a, b = one.grid.rows, other.grid.rows
    if "alignment" in (one.grid.found_by, other.grid.found_by):
        # Without rulings the upper border of the first row is not known.
        a, b = a[1:], b[1:]
    return one.has_headings == other.has_headings and are_same_row_borders(a, b)


def left_out_findings(
    table: Table, group: ColumnGroup, keyed: ColumnGroup, alignment: Alignment
) -> Iterator[Finding]:
    """A warning for each page of the names beside which a column group has none."""
    for k, part in enumerate(keyed.parts):
        if k not in alignment:
            names = ", ".join(heading for heading in group.headings if heading)
            last = group.pages[-1]
            yield Finding(
                check="column-page-left-out",
                page=part.grid.page,
                value=names,
                position=Position.of_table_page(table.index, part.grid.page),
                details={
                    "page": str(part.grid.page),
                    "other_page": str(last),
                    "table": table.source.table,
                },
            )


def unjoined_finding(table: Table, group: ColumnGroup, keyed: ColumnGroup, ways: int) -> Finding:
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
        position=Position.of_table_page(table.index, group.pages[first]),
        details={
            "page": str(group.pages[first]),
            "other_page": str(keyed.pages[other]),
            "table": table.source.table,
        },
    )


def rows_of(
    table: Table,
    groups: list[ColumnGroup],
    joined: list[tuple[ColumnGroup, Alignment]],
    keyed: ColumnGroup,
    schema: Schema,
    findings: list[Finding],
) -> Iterator[Row]:
    """The rows of a table, numbered from the heading row, blank rows left out."""
    offsets: dict[int, int] = {}
    offset = 0
    for group in groups:
        offsets[id(group)] = offset
        offset += len(group.headings)
    name_column = offsets[id(keyed)] + (
        keyed.fields.index(schema.record.name_field)
        if schema.record.name_field in keyed.fields
        else 0
    )
    bare: list[BareRow] = []
    for k, part in enumerate(keyed.parts):
        beside = [
            (offsets[id(group)], group.parts[alignment.index(k)].grid)
            for group, alignment in joined
            if k in alignment
        ]
        pages = tuple(sorted({grid.page for _, grid in beside}))
        last = len(part.grid.rows) - 2
        for r in range(last + 1):
            cells: dict[int, tuple[Fragment, ...]] = {
                start + cell.column: (Fragment(grid.page, cell),)
                for start, grid in beside
                for cell in grid.row(r)
            }
            is_heading = r == 0 and part.has_headings
            first = r == int(part.has_headings) and k > 0
            goes_on = r == last and part.grid.open_bottom
            comes = first and part.grid.open_top
            bare.append(BareRow(cells, pages, is_heading, first, comes, goes_on))
    with_merged_over_pages(bare)
    whole = list(join_continued_rows(bare, name_column, table, schema, findings))
    read = {
        offsets[id(group)] + column
        for group in groups
        for column, name in enumerate(group.fields)
        if name is not None
    }
    yield from kinds_and_numbers(table.source, whole, name_column, read, schema)


def missing_heading_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """An error for each required column that was not found."""
    for name in table.missing:
        if name not in table.source.optional:
            wanted = table.source.columns[name][0]
            yield Finding(
                check="heading-missing",
                field=name,
                cell_ref=heading_ref(table.source, name, wanted),
                value=wanted,
                page=table.rows[0].pages[0] if table.rows else None,
                position=Position.of_row(table.index, HEADING_ROW),
                details={"table": table.source.table, "heading": wanted or EMPTY_HEADING},
            )


def other_name_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """An error for each page where names that are printed again are other names."""
    name_column = table.column_of(schema.record.name_field)
    pages: set[int] = set()
    for column in (c for c, known in enumerate(table.columns) if known.names_again):
        for row in table.rows if name_column is not None else []:
            again = fold(plain_text(row.cell(column)))
            name = fold(plain_text(row.cell(name_column or 0)))
            page = row.page(column)
            if again and again != name and row.kind not in ("heading", "repeated"):
                if page not in pages:
                    yield Finding(
                        check="rows-unjoined",
                        page=page,
                        value=plain_text(row.cell(column)),
                        position=Position.of_table_page(table.index, page),
                        details={
                            "page": str(page),
                            "other_page": str(row.page(name_column or 0)),
                            "table": table.source.table,
                        },
                    )
                pages.add(page)


def row_findings(table: Table) -> Iterator[Finding]:
    """An error for each row without a name, a warning for each cell across several columns."""
    for row in table.rows:
        texts = {column: plain_text(row.cell(column)) for column in row.filled()}
        details = {"table": table.source.table, "page": str(row.pages[0])}
        if row.kind == "unnamed":
            yield Finding(
                check="name-missing",
                page=row.page(min(texts)),
                value=" | ".join(texts[column] for column in sorted(texts)),
                position=Position.of_row(table.index, row.number),
                details=details,
            )
        if row.kind == "record":
            for column, text in texts.items():
                if any(cell.column_span > 1 for cell in row.cell(column)):
                    yield Finding(
                        check="cell-merged-across",
                        page=row.page(column),
                        value=text,
                        position=Position.of_cell(table.index, row.number, column),
                        details=details,
                    )
