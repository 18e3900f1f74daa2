"""What a document holds: its pages, its tables, their headings and how pages were joined.

Facts are plain dictionaries, printed as JSON for programs and as text for a terminal.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from pipeline.checks.document import fault_findings
from pipeline.checks.sheet_notes import note_findings
from pipeline.checks.sheet_places import sheets_of, with_sheet_places
from pipeline.finding import Finding
from pipeline.grids.model import Grid, PageGrids
from pipeline.inspect.proposal import heading_texts
from pipeline.pages.model import Document
from pipeline.schema.model import Language, Schema
from pipeline.tables.joining import is_framed_text, is_text_aside
from pipeline.tables.model import Fragment, Row, Table, Tables
from pipeline.text.strings import fold, is_unreadable

# A heading is nearly one of the schema's when so much of the two is alike.
NEAR = 0.75
# Or when it is part of one, or one of it, with no fewer letters than this.
SHORTEST_PART = 4
HOW = {"rulings": "ruled", "alignment": "by alignment", "cells": "by cells"}
LEFT_OUT = "column-page-left-out"
Facts = dict[str, Any]


def inspect_document(
    document: Document,
    pages: Sequence[PageGrids],
    tables: Tables,
    unknown: Tables,
    schema: Schema,
    language: Language,
) -> Facts:
    """Everything that is to be said of a document.

    Args:
        document: its pages as read.
        pages: the grids on them.
        tables: what the schema made of the grids.
        unknown: tables that the schema does not know, joined by their own headings.
        schema: the schema.
        language: of the messages of findings.
    """
    known = [table for table in tables.tables if is_recognised(table)]
    every = [*known, *unknown.tables]
    faults = fault_findings(document.faults)
    places = [TableOnPages(table) for table in every]
    doubts = [*faults, *(tables.findings if known else ()), *unknown.findings]
    findings = with_sheet_places(
        [*doubts, *note_findings(document, (), (), schema)], (), (), sheets_of(document)
    )
    left_out = left_out_beside(findings)
    return {
        "page_count": len(document.pages),
        "pages": [
            {
                **page_facts([word.text for word in page.words], grids),
                **({"sheet": page.sheet.name} if page.sheet else {}),
                "tables": list(tables_on(page.number, places)),
                "left_out": left_out.get(page.number, []),
            }
            for page, grids in zip(document.pages, pages, strict=True)
        ],
        "tables": [table_facts(table, pages, schema) for table in known],
        "unknown_tables": [
            unknown_table_facts(table_facts(table, pages, schema), schema)
            for table in unknown.tables
        ],
        "told_apart": list(differences(every)),
        "findings": [finding_facts(finding, schema, language) for finding in findings],
        "remarks": list(document.remarks),
    }


def page_facts(words: Sequence[str], page: PageGrids) -> Facts:
    """What is on a page, and whether its words can be read."""
    return {
        "page": page.page,
        "words": len(words),
        "unreadable_words": sum(map(is_unreadable, words)),
        "lines_outside_tables": len(page.outside),
        "grids": [
            {
                "found": HOW[grid.found_by],
                "rows": len(grid.rows) - 1,
                "columns": len(grid.columns) - 1,
                "box": [grid.box.x0, grid.box.top, grid.box.x1, grid.box.bottom],
                "first_row": first_row_texts(grid),
            }
            for grid in page.grids
        ],
    }


def first_row_texts(grid: Grid) -> list[str]:
    """The headings of a grid, or its first row where it has none."""
    return heading_texts(grid if grid.heading_rows else replace(grid, heading_rows=None), ())


class TableOnPages:
    """A table with its rows by the pages that they stand on.

    Args:
        table: the table.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.unjoined = {fragment.page for fragment in table.unjoined}
        self.rows: dict[int, list[Row]] = {}
        for row in table.rows:
            for page in dict.fromkeys(row.pages):
                self.rows.setdefault(page, []).append(row)


def tables_on(page: int, tables: Sequence[TableOnPages]) -> Iterator[Facts]:
    """The tables on a page, and the pages that its rows stand beside or go on on."""
    for placed in tables:
        table, own = placed.table, placed.rows.get(page, [])
        cut = [{f.page for f in cell} for row in own for cell in row.cells.values()]
        after = {number for pages in cut if page in pages for number in pages if number > page}
        beside = {
            number
            for row in own
            if all(len(fragments) == 1 for fragments in row.cells.values())
            for number in row.pages
            if number != page
        }
        if own:
            facts: Facts = {"table": table.source.table, "beside": sorted(beside)}
            yield {**facts, "goes_on": sorted(after)} if after else facts
        elif page in placed.unjoined:
            yield {"table": table.source.table, "beside": [], "joined": False}


def left_out_beside(findings: Sequence[Finding]) -> dict[int | None, list[str]]:
    """By page the headings of the columns that have no page beside it."""
    found: dict[int | None, list[str]] = {}
    for finding in findings:
        if finding.check == LEFT_OUT:
            found.setdefault(finding.page, []).append(finding.value)
    return found


def table_facts(table: Table, pages: Sequence[PageGrids], schema: Schema) -> Facts:
    """A table of the schema as it was found."""
    used = {page for row in table.rows for page in row.pages}
    used |= {fragment.page for fragment in table.unjoined}
    kinds = [row.kind for row in table.rows]
    return {
        "table": table.source.table,
        "found": sorted({HOW[g.found_by] for p in pages if p.page in used for g in p.grids}),
        "pages": sorted(used),
        "rows": {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
        "columns": [
            {
                "heading": c.heading,
                "field": c.field,
                **({} if c.field else nearest_heading(c.heading, schema)),
            }
            for c in table.columns
        ],
        "missing": [
            {"field": name, "heading": table.source.columns[name][0]} for name in table.missing
        ],
        "joined": list(joins(table)),
        "continued": [
            {"row": row.number, "pages": sorted({f.page for f in fragments})}
            for row in table.rows
            for fragments in [next((f for f in row.cells.values() if len(f) > 1), ())]
            if fragments
        ],
        "unjoined_pages": sorted({fragment.page for fragment in table.unjoined}),
    }


def joins(table: Table) -> Iterator[Facts]:
    """Runs of rows that are printed on the same pages, and how well their heights agree."""
    whole = [
        row
        for row in table.rows
        if row.kind != "repeated" and all(len(cell) == 1 for cell in row.cells.values())
    ]
    for pages, run in groupby(whole, key=lambda row: row.pages):
        rows = list(run)
        yield {
            "rows": [rows[0].number, rows[-1].number],
            "pages": list(pages),
            "heights_differ_by": round(max(map(height_difference, rows)), 1),
        }


def height_difference(row: Row) -> float:
    """By how many points the borders of a row's cells differ from page to page."""
    cells = [fragment.cell for fragments in row.cells.values() for fragment in fragments]
    kept = [cell.box for cell in cells if cell.row_span == 1]
    if not kept:
        return 0.0
    tops, bottoms = [box.top for box in kept], [box.bottom for box in kept]
    return max(max(tops) - min(tops), max(bottoms) - min(bottoms))


def nearest_heading(heading: str, schema: Schema) -> Facts:
    """The heading of the schema that a heading is, or is nearly; nothing if none is."""
    known = {
        fold(wording): (wording, table.table, field)
        for table in reversed(schema.description.tables)
        for field, wordings in table.columns.items()
        for wording in wordings
        if wording
    }
    folded = fold(heading)
    matches = difflib.get_close_matches(folded, known, 1, NEAR) if folded else []
    matches += [word for word in sorted(known, key=len, reverse=True) if is_part(word, folded)]
    if not matches:
        return {}
    wording, table, field = known[matches[0]]
    alike = difflib.SequenceMatcher(None, folded, matches[0]).ratio()
    return {"near": {"table": table, "field": field, "heading": wording, "alike": round(alike, 2)}}


def is_part(one: str, other: str) -> bool:
    """Whether one of two headings begins or ends with the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short))


def unknown_table_facts(facts: Facts, schema: Schema) -> Facts:
    """The facts of a table that the schema does not know: what its headings are near to."""
    columns = [
        {"heading": column["heading"], "field": None, **nearest_heading(column["heading"], schema)}
        for column in facts["columns"]
    ]
    return {**facts, "columns": columns, "missing": []}


def is_recognised(table: Table) -> bool:
    """Whether the schema knows one of a table's printed headings; an empty one tells nothing."""
    return any(column.heading and column.field for column in table.columns)


def differences(tables: Sequence[Table]) -> Iterator[Facts]:
    """For each two tables with a heading in common, what told them apart."""
    for number, one in enumerate(tables):
        for other in tables[number + 1 :]:
            ours = {fold(c.heading): c.heading for c in one.columns}
            theirs = {fold(c.heading): c.heading for c in other.columns}
            alike = [ours[text] for text in ours if text in theirs]
            if alike:
                yield {
                    "tables": [one.source.table, other.source.table],
                    "alike": alike,
                    "only": [
                        [ours[text] for text in ours if text not in theirs],
                        [theirs[text] for text in theirs if text not in ours],
                    ],
                }


def finding_facts(finding: Finding, schema: Schema, language: Language) -> Facts:
    """What was doubtful while tables were found and joined."""
    message = finding.message(schema, language)
    return {"check": finding.check, "page": finding.page, "message": message}


def with_unknown_grids(tables: Tables, pages: Sequence[PageGrids]) -> list[PageGrids]:
    """The pages with those of their grids that belong to no table the schema knows."""
    strange = {
        fragment
        for table in tables.tables
        if not is_recognised(table)
        for fragment in cells_of_table(table)
    }

    known = {fragment for table in tables.tables for fragment in cells_of_table(table)} - strange

    def is_unknown(grid: Grid) -> bool:
        cells = {Fragment(grid.page, cell) for cell in grid.cells}
        aside = is_text_aside(grid) and not is_framed_text(grid) and not cells & known
        return grid in tables.loose or aside or bool(cells & strange)

    return [
        replace(page, grids=tuple(g for g in page.grids if len(g.cells) > 1 and is_unknown(g)))
        for page in pages
    ]


def cells_of_table(table: Table) -> Iterator[Fragment]:
    """All cells of a table, with their pages."""
    for row in table.rows:
        for fragments in row.cells.values():
            yield from fragments
    yield from table.unjoined
