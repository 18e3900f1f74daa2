"""What is read from a spreadsheet file: its sheets with their cells as they are displayed.

Rows and columns are counted from 1 as the file counts them, hidden ones included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

# What people should know of a file beside its cells: what is hidden and so left out, comments,
# values that come from elsewhere or that nobody stored, formats that are not known, macros, text
# that lies over the cells, sheets that are charts.
NoteKind = Literal[
    "sheet-hidden",
    "rows-hidden",
    "columns-hidden",
    "cell-comment",
    "external-link",
    "formula-not-stored",
    "format-unknown",
    "macros-not-run",
    "drawing-text",
    "sheet-is-chart",
    "cell-covered",
    "cell-not-shown",
]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds text, is filled or is merged.

    Args:
        row: its first row.
        column: its first column.
        row_span: how many rows of the file it takes.
        column_span: how many columns of the file it takes.
        text: as it is displayed, its lines parted by line feeds.
        bold: whether all of its text is.
        struck: pieces of the text that are struck out, where each begins and ends.
        fill: name of its colour as `pages.model.Fill` has it; empty for none and for white.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    bold: bool = False
    struck: tuple[tuple[int, int], ...] = ()
    fill: str = ""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """Something to report of a sheet or of the file.

    Args:
        kind: what it is.
        place: a cell (`C12`), rows (`12:15`) or columns (`C:D`); empty for a sheet or the file.
        detail: more of it: the name of a hidden sheet, the words of a comment, a formula, a format.
        count: of what is hidden, how many cells with text that holds.
    """

    kind: NoteKind
    place: str = ""
    detail: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet that is not hidden.

    Args:
        number: from 1 among all sheets of the file.
        name: as its tab shows it.
        cells: by row and column; without those of hidden rows and columns.
        hidden_rows: as far as there are cells.
        hidden_columns: as far as there are cells.
        notes: what there is to report of it.
    """

    number: int
    name: str
    cells: tuple[SheetCell, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """One spreadsheet file as it was read.

    Args:
        sheets: those that are not hidden.
        sha256: hash of the bytes that were read, in hexadecimal digits.
        notes: what there is to report of the file, hidden sheets among it.
        sheet_count: how many sheets it has in all.
    """

    sheets: tuple[ShownSheet, ...]
    sha256: str
    notes: tuple[SheetNote, ...]
    sheet_count: int


def sheet_to_json(sheet: ShownSheet) -> dict[str, Any]:
    """A sheet as plain lists, to cross the border between two processes."""
    return {
        "number": sheet.number,
        "name": sheet.name,
        "cells": list(map(_listed, sheet.cells)),
        "hidden_rows": list(sheet.hidden_rows),
        "hidden_columns": list(sheet.hidden_columns),
        "notes": list(map(note_to_json, sheet.notes)),
    }


def sheet_from_json(data: dict[str, Any]) -> ShownSheet:
    """The sheet that `sheet_to_json` wrote."""
    return ShownSheet(
        number=data["number"],
        name=data["name"],
        cells=tuple(_cell(*cell) for cell in data["cells"]),
        hidden_rows=tuple(data["hidden_rows"]),
        hidden_columns=tuple(data["hidden_columns"]),
        notes=tuple(map(note_from_json, data["notes"])),
    )


def note_to_json(note: SheetNote) -> list[Any]:
    """A note as a plain list."""
    return [note.kind, note.place, note.detail, note.count]


def note_from_json(data: list[Any]) -> SheetNote:
    """The note that `note_to_json` wrote."""
    kind, place, detail, count = data
    return SheetNote(kind, place, detail, count)


def spreadsheet_to_json(spreadsheet: Spreadsheet) -> dict[str, Any]:
    """A whole spreadsheet as plain lists."""
    return {
        "sheets": list(map(sheet_to_json, spreadsheet.sheets)),
        "sha256": spreadsheet.sha256,
        "notes": list(map(note_to_json, spreadsheet.notes)),
        "sheet_count": spreadsheet.sheet_count,
    }


def spreadsheet_from_json(data: dict[str, Any]) -> Spreadsheet:
    """The spreadsheet that `spreadsheet_to_json` wrote."""
    return Spreadsheet(
        sheets=tuple(map(sheet_from_json, data["sheets"])),
        sha256=data["sha256"],
        notes=tuple(map(note_from_json, data["notes"])),
        sheet_count=data["sheet_count"],
    )


def _listed(cell: SheetCell) -> list[Any]:
    place = (cell.row, cell.column, cell.row_span, cell.column_span)
    return [*place, cell.text, cell.bold, [list(piece) for piece in cell.struck], cell.fill]


def _cell(row: int, column: int, *rest: Any) -> SheetCell:
    row_span, column_span, text, bold, struck, fill = rest
    pieces = tuple((start, end) for start, end in struck)
    return SheetCell(row, column, row_span, column_span, text, bold, pieces, fill)
