"""What a spreadsheet has beside the cells that are read: told, each with its sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.empty_cells import EmptyCell
from pipeline.checks.items import Item
from pipeline.checks.sheet_places import sheets_of
from pipeline.finding import IN_DOCUMENT, Finding, Position
from pipeline.pages.model import Document, DocumentNote
from pipeline.pages.sheet import sheet_cell
from pipeline.schema.model import Schema

HIDDEN_KINDS = ("sheet-hidden", "rows-hidden", "columns-hidden")
# What is hidden and empty matters to nobody.
EMPTY_CHECK = "hidden-empty"


def note_findings(
    document: Document, items: Sequence[Item], empty: Sequence[EmptyCell], schema: Schema
) -> Iterator[Finding]:
    """A finding for each note of a spreadsheet; on the cell of a record where it is about one.

    Args:
        document: the spreadsheet as it was read; a PDF has no notes.
        items: every cell and line with text.
        empty: the empty cells of the tables.
        schema: knows the order of the tables.
    """
    if not document.notes:
        return
    sheets = sheets_of(document)
    things: list[Item | EmptyCell] = [*items, *empty]
    by_place = {sheet_cell(sheets, thing.page, thing.box): thing for thing in things}
    order = {table.table: index for index, table in enumerate(schema.description.tables)}
    for note in document.notes:
        sheet = sheets.get(note.page) if note.page is not None else None
        place = sheet.address(note.place) if sheet else note.place
        thing = by_place.get(place)
        yield note_finding(note, place, thing, position_of(note, thing, order))


def position_of(
    note: DocumentNote, thing: Item | EmptyCell | None, order: Mapping[str, int]
) -> Position:
    """Where in the document a note is told: at its cell, on its sheet, or before all."""
    if isinstance(thing, Item):
        return thing.position
    if thing is not None:
        return Position.of_cell(order[thing.table], thing.row, thing.column - 1)
    return IN_DOCUMENT if note.page is None else Position.of_page(note.page)


def note_finding(
    note: DocumentNote, place: str, thing: Item | EmptyCell | None, position: Position
) -> Finding:
    """The finding for a note.

    Args:
        note: the note.
        place: sheet and cell, rows or columns.
        thing: the cell of a table or the line that stands there, if one does.
        position: where in the document it is told.
    """
    is_empty = note.kind in HIDDEN_KINDS and not note.count
    # What is hidden is told from other such by its place, all else by what it is.
    value = place if note.kind in HIDDEN_KINDS and note.place else note.detail
    return Finding(
        check=EMPTY_CHECK if is_empty else note.kind,
        key=thing.keys[0] if thing and thing.keys else "",
        field=thing.field if thing else "",
        page=note.page,
        cell_ref=thing.cell_ref if thing else "",
        value=value,
        position=position,
        sheet_cell=place if note.place else "",
        details={"cells": str(note.count), "place": note.place},
    )
