"""What became of every printed cell and line: used, set aside by a rule, or a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.checks.aside import (
    HomeCell,
    aside_findings,
    aside_items,
    nested_findings,
    struck_findings,
)
from pipeline.checks.cell_refs import CellRefs
from pipeline.checks.heading_cells import HeadingCell, headings_of_table
from pipeline.checks.items import NO_BOX, Fate, Item, PlaceOnPage, box_texts
from pipeline.checks.outside import line_items
from pipeline.checks.page_proofs import is_drawn
from pipeline.checks.unread_tables import table_blocks
from pipeline.finding import Finding, Position
from pipeline.pages.model import Page
from pipeline.pages.sheet import Sheets, sheet_cell
from pipeline.records.document_name import FoundName
from pipeline.records.model import RecordSource
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.model import Fragment, Row, Table, Tables
from pipeline.tables.total_rows import (
    first_text,
    totals_of_row,
)
from pipeline.text.strings import is_unreadable


@dataclass(frozen=True)
class Collected:
    """What became of everything that is printed.

    Args:
        items: every cell and line, in document order; words that are no value after their cell.
        homes: the cells of tables, empty ones included, on pages where other words or ink stand.
    """

    items: list[Item]
    homes: list[HomeCell]


def collect_items(
    tables: Tables,
    sources: Mapping[str, RecordSource],
    name: FoundName,
    schema: Schema,
    wording: CellTexts,
    pages: Sequence[Page],
) -> Collected:
    """Every printed cell and line, and the cells beside which something else stands."""
    items = list(outside_items(tables, name, schema, wording))
    keys = {(s.table.index, s.row.number): s.key for s in sources.values()}
    told_whole = {page.number for page in pages if page.aside or page.ink}
    homes: list[HomeCell] = []
    for table in tables.tables:
        placed = table_items(table, keys, schema, wording, told_whole)
        items += [item for _, item in placed if item.lines]
        homes += [home for home in placed if home[0].page in told_whole]
    return Collected(number_items([*items, *aside_items(pages, homes)]), homes)


def number_items(items: list[Item]) -> list[Item]:
    """Items in document order; those without a reference get pN/k, k counted on each page.

    Words that are no value are counted last, so that they change no reference of a line.
    """
    ordered = sorted(items, key=lambda item: (item.page, item.place))
    counts: Counter[int] = Counter()
    references: dict[int, str] = {}
    for number, item in sorted(enumerate(ordered), key=lambda entry: entry[1].aside is not None):
        if not item.cell_ref:
            counts[item.page] += 1
            references[number] = f"p{item.page}/{counts[item.page]}"
    return [
        replace(item, cell_ref=references.get(number, item.cell_ref))
        for number, item in enumerate(ordered)
    ]


def outside_items(
    tables: Tables, name: FoundName, schema: Schema, wording: CellTexts
) -> Iterator[Item]:
    """The lines outside the tables, and the cells of grids that are no table."""
    lines = list(line_items(tables, name, schema))
    rows = {id(item) for block in table_blocks(lines) for item in block}
    for item in lines:
        # No rule sets aside what looks like the row of a table.
        is_row = item.fate == "set_aside" and id(item) in rows
        yield replace(item, fate="finding", rule="") if is_row else item
    for grid in tables.loose:
        for cell in grid.cells:
            if cell.lines:
                yield cell_item(Fragment(grid.page, cell), wording)
    for table in tables.tables:
        for fragment in table.unjoined:
            if fragment.cell.lines:
                yield replace(cell_item(fragment, wording), table=table.source.table)


def cell_item(fragment: Fragment, wording: CellTexts) -> Item:
    """A cell, as one that no table could use."""
    return Item(
        page=fragment.page,
        lines=fragment.cell.lines,
        place=PlaceOnPage.of_cell(fragment.cell),
        text=wording.text([fragment.cell]),
        fate="finding",
        inner=fragment.cell.inner,
    )


def table_items(
    table: Table,
    keys: Mapping[tuple[int, int], str],
    schema: Schema,
    wording: CellTexts,
    with_aside: Container[int],
) -> list[tuple[Fragment, Item]]:
    """The cells of a joined table; a cell that serves several rows comes once.

    Args:
        table: the table.
        keys: of its records, by table and row.
        schema: the schema.
        wording: how broken words go on.
        with_aside: pages whose empty cells come too: words that are no value may stand in them.
    """
    seen: dict[Fragment, Item] = {}
    unjoined = set(table.unjoined)
    headings = headings_of_table(table, schema, wording)
    fates = CellFates(table, CellRefs.of_table(table, schema, wording), schema)
    for row in table.rows:
        key = keys.get((table.index, row.number), "") if row.kind == "record" else ""
        for column, fragments in row.cells.items():
            for fragment in fragments:
                is_told = fragment.cell.lines or fragment.page in with_aside
                if not is_told or fragment in unjoined:
                    continue
                if known := seen.get(fragment):
                    seen[fragment] = replace(known, keys=(*known.keys, *([key] if key else [])))
                else:
                    heading = headings.get(fragment, HeadingCell(column))
                    fate = fates.of(row, heading.column, key)
                    if heading.group_ref:
                        fate = replace(fate, cell_ref=heading.group_ref, field="")
                    seen[fragment] = replace(
                        cell_item(fragment, wording),
                        cell_ref=fate.cell_ref,
                        fate=fate.fate,
                        table=table.source.table,
                        row=row.number,
                        column=column + 1,
                        rule=fate.rule,
                        keys=(key,) if key else (),
                        field=fate.field,
                        in_table=Position.of_cell(table.index, row.number, column),
                    )
    return list(seen.items())


@dataclass(frozen=True, slots=True)
class CellFate:
    """What became of a cell of a joined table; the names are those of `Item`."""

    cell_ref: str
    fate: Fate
    rule: str
    field: str


@dataclass(frozen=True, slots=True)
class CellFates:
    """What becomes of the cells of a joined table.

    Args:
        table: the table.
        refs: how its cells are referred to.
        schema: the schema.
    """

    table: Table
    refs: CellRefs
    schema: Schema

    def of(self, row: Row, column: int, key: str) -> CellFate:
        """What became of a cell.

        Args:
            row: its row.
            column: its column.
            key: of the record of the row, if it is one.
        """
        table, schema = self.table, self.schema
        source = table.columns[column]
        name = source.field
        rule, field = "", name or ""
        fate: Fate = "finding"
        if row.kind == "section":
            fate, field = "used", schema.record.section_field
        elif row.kind == "total":
            fate = "used" if is_read(table, row, column, schema) else fate
        elif name and (key or row.kind in ("heading", "repeated")):
            fate = "used"
        if not source.known and not name and row.kind != "section":
            fate, rule = "set_aside", schema.set_aside_rule("column") or ""
        if table.source.totals and fate == "finding":
            fate, rule = "set_aside", schema.set_aside_rule("totals") or ""
        if row.kind == "repeated":
            fate, rule = "set_aside", schema.set_aside_rule("heading") or ""
        if row.kind == "aside":
            fate, rule = "set_aside", schema.row_rule(first_text(row)) or ""
        if row.kind == "note":
            fate, rule = "set_aside", schema.set_aside_rule("note") or ""
        if source.names_again:
            fate, rule, field = "set_aside", schema.set_aside_rule("names") or "", ""
        return CellFate(self.refs.of(row, column, key), fate, rule, field)


def is_read(table: Table, row: Row, column: int, schema: Schema) -> bool:
    """Whether a cell of a row with totals says which row it is, or is read as a total.

    The other cells of such a row of a table with records are taken to go with them.
    """
    if not table.source.totals or column == min(row.filled_columns()):
        return True
    totals = totals_of_row(first_text(row), table.source, schema)
    return table.columns[column].field in [check.column for check in totals]


def evidence_frame(items: Sequence[Item], schema: Schema, sheets: Sheets) -> pd.DataFrame:
    """The items as cells.csv: boxes in PDF points, rounded to 0.1.

    Args:
        items: every printed cell and line.
        schema: names the columns.
        sheets: those of a spreadsheet, whose cells have sheet and cell in place of a box.
    """
    rows = [
        (
            item.cell_ref,
            item.page,
            *(NO_BOX if sheets else box_texts(item.box)),
            item.table,
            item.row,
            item.column,
            item.text,
            item.fate,
            item.rule_or_source,
            ";".join(item.keys),
            item.field,
            *((sheet_cell(sheets, item.page, item.box),) if sheets else ()),
        )
        for item in items
    ]
    return pd.DataFrame(rows, columns=schema.columns("cells"), dtype=object)


def evidence_findings(
    items: Sequence[Item], pages: Sequence[Page], schema: Schema
) -> Iterator[Finding]:
    """Findings on text outside the tables, and on text that is not plainly printed."""
    for item in items:
        finding = Finding(
            check="text-outside-tables",
            key=item.keys[0] if item.keys else "",
            field=item.field,
            page=item.page,
            cell_ref=item.cell_ref,
            value=item.text,
            position=Position.of_page(item.page),
            details={"page": str(item.page)},
        )
        if item.fate == "finding" and not item.table and not item.place.in_grid:
            yield finding
        is_read = item.table or item.place.in_grid or item.fate == "used"
        if is_read and is_unreadable(item.text):
            yield replace(finding, check="text-unreadable")
    yield from typed_on_findings(items)
    yield from aside_findings(items)
    yield from struck_findings(items)
    yield from nested_findings(items)
    printed = Counter(word.text for page in pages for word in page.every_word)
    # A drawing has a wording in its cell, and is no word of the page.
    written = (item for item in items if not is_drawn(item))
    kept = Counter(word for item in written for word in item.words)
    for word in sorted((printed - kept) + (kept - printed)):
        yield Finding(check="words-lost", value=word)


def typed_on_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """One finding on all text of form fields and notes, which may not be the publisher's own."""
    typed = [item for item in items if item.source in ("form-field", "annotation")]
    if typed:
        page = typed[0].page
        details = {"cells": str(len(typed)), "page": str(page)}
        yield Finding(check="typed-on", page=page, cell_ref=typed[0].cell_ref, details=details)
