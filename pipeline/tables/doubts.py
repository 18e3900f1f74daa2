"""Tables → findings about how they were joined: missing headings, other names, strange rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.finding import HEADING_ROW, Finding, Position
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.column_groups import heading_ref
from pipeline.tables.model import Row, Table, plain_text
from pipeline.text.near_wordings import nearest_wordings
from pipeline.text.strings import fold, slug, squash, without_parentheses

# What a message says in place of an empty heading.
EMPTY_HEADING = "–"


def missing_heading_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """An error for each required column that was not found."""
    for name in table.missing:
        if name not in table.source.optional:
            wanted = table.source.columns[name][0]
            yield Finding(
                check="heading-missing",
                field=name,
                cell_ref=heading_ref(table.source, name, wanted, schema),
                value=wanted,
                page=table.rows[0].pages[0] if table.rows else None,
                position=Position.of_row(table.index, HEADING_ROW),
                details={
                    "table": table.source.table,
                    "heading": wanted or EMPTY_HEADING,
                    **misprinted_heading(table, name),
                },
            )


def misprinted_heading(table: Table, field: str) -> Mapping[str, str]:
    """What a finding on a missing column says of unknown headings near to its own, if any."""
    unknown = [column.heading for column in table.columns if column.field is None]
    known = [heading for heading in table.source.columns[field] if heading]
    near = [f"“{text}”" for text in dict.fromkeys(unknown) if nearest_wordings(text, known)]
    return {"hint": "missing", "nearest": ", ".join(near)} if near else {}


def other_name_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """An error for each page where names that are printed again are other names."""
    name_column = table.column_of(schema.record.name_field)
    pages: set[int] = set()
    for column in (c for c, known in enumerate(table.columns) if known.names_again):
        for row in table.rows if name_column is not None else []:
            again = fold(plain_text(row.cell(column)))
            name = fold(plain_text(row.cell(name_column or 0)))
            page = row.page(column)
            if again and again != name and row.kind not in ("heading", "repeated", "aside", "note"):
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


def row_findings(table: Table, schema: Schema, wording: CellTexts) -> Iterator[Finding]:
    """What is to say of rows: those without a name, notes, and cells across several columns."""
    for row in table.rows:
        texts = {column: plain_text(row.cell(column)) for column in row.filled_columns()}
        details = {"table": table.source.table, "page": str(row.pages[0])}
        if row.kind == "note":
            yield Finding(
                check="note-in-table",
                page=row.page(min(texts)),
                value=" ".join(texts.values()),
                position=Position.of_row(table.index, row.number),
                details=details,
            )
        if row.kind == "section":
            yield from near_section_findings(table, row, schema, wording)
        if row.kind == "unnamed":
            yield Finding(
                check="name-missing",
                page=row.page(min(texts)),
                value=" | ".join(texts[column] for column in sorted(texts)),
                position=Position.of_row(table.index, row.number),
                details=details,
            )
        if row.kind == "record":
            yield from section_unread_findings(table, row, schema, wording)
            for column, text in texts.items():
                if any(cell.column_span > 1 for cell in row.cell(column)):
                    yield Finding(
                        check="cell-merged-across",
                        page=row.page(column),
                        value=text,
                        position=Position.of_cell(table.index, row.number, column),
                        details=details,
                    )


def section_unread_findings(
    table: Table, row: Row, schema: Schema, wording: CellTexts
) -> Iterator[Finding]:
    """An error for a record with a name alone that reads nearly as a known section heading.

    It may have a remark in parentheses behind it, or a misprint.
    """
    column = table.column_of(schema.record.name_field)
    if column is None or row.filled_columns() != [column]:
        return
    text = wording.text(row.cell(column))
    known = [section.rstrip(":") for section in table.source.sections]
    near = nearest_wordings(squash(without_parentheses(text)).rstrip(":"), known)
    if near:
        yield Finding(
            check="section-unread",
            page=row.page(column),
            value=text,
            position=Position.of_row(table.index, row.number),
            details={
                "table": table.source.table,
                "page": str(row.page(column)),
                "nearest": ", ".join(f"“{section}”" for section in near),
            },
        )


def section_ended_findings(table: Table, schema: Schema, wording: CellTexts) -> Iterator[Finding]:
    """A warning for each sheet with headings of its own whose first records are in no section.

    The rows of the sheet before it ended in one.
    """
    column = table.column_of(schema.record.name_field)
    section, ended = "", ""
    for row in table.rows if column is not None else ():
        if row.kind == "section":
            section, ended = wording.text(row.cell(column or 0)), ""
        elif row.anew:
            section, ended = "", section
        elif row.kind == "record" and ended:
            page = row.page(column or 0)
            yield Finding(
                check="section-ended",
                page=page,
                value=ended,
                position=Position.of_table_page(table.index, page),
                details={"page": str(page), "table": table.source.table},
            )
            ended = ""


def near_section_findings(
    table: Table, row: Row, schema: Schema, wording: CellTexts
) -> Iterator[Finding]:
    """A warning for a section heading that is not known, and nearly one that is.

    It stands in the column of the names; beside it may be what nothing is read from.
    """
    column = table.column_of(schema.record.name_field)
    heading = wording.text(row.cell(min(row.filled_columns()) if column is None else column))
    known = [section.rstrip(":") for section in table.source.sections]
    text = heading.rstrip(":").rstrip()
    near = nearest_wordings(text, known)
    if near and fold(text) not in map(fold, known):
        yield Finding(
            check="section-near",
            page=row.pages[0],
            cell_ref=f"{table.source.table}/section/{slug(text, schema.record.key_length)}",
            value=heading,
            position=Position.of_row(table.index, row.number),
            details={
                "table": table.source.table,
                "page": str(row.pages[0]),
                "nearest": ", ".join(f"“{section}”" for section in near),
            },
        )
