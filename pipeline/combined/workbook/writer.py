"""All documents together → the bytes of their workbook. The same documents give the same bytes."""

from __future__ import annotations

from pipeline.combined.model import Combined
from pipeline.combined.workbook.counts import count_sheets
from pipeline.combined.workbook.cover import cover_of_all
from pipeline.combined.workbook.findings import finding_sheets
from pipeline.combined.workbook.lists import all_records_sheet, documents_sheet
from pipeline.combined.workbook.names import name_sheets, names_apart_sheets
from pipeline.combined.workbook.view import View
from pipeline.outputs.workbook.book import Book
from pipeline.outputs.workbook.exact_values import exact_sheet
from pipeline.outputs.workbook.values import Sheet
from pipeline.outputs.workbook.writer import book_bytes


def combined_workbook(combined: Combined) -> bytes:
    """The workbook of all documents."""
    view = View(combined.schema, combined.language, combined)
    sheets = sheets_of_all(view)
    title = f"{view.word('combined_title')}: {view.word('workbook_title')}"
    book = Book(
        title=title,
        organisation=combined.folder,
        wording=view,
        sheets=sheets,
        names=view.called,
        cover=list(cover_of_all(view, sheets)),
    )
    return book_bytes(book)


def sheets_of_all(view: View) -> list[Sheet]:
    """The sheets after the cover, in order; those of records only where a document is usable."""
    sheets = [documents_sheet(view)]
    if view.combined.usable:
        sheets += [
            sheet for cross in view.combined.cross_tables for sheet in count_sheets(cross, view)
        ]
        sheets += [
            *name_sheets(view),
            all_records_sheet(view),
            *names_apart_sheets(view),
            *finding_sheets(view),
        ]
    return [exact_sheet(sheet, view) for sheet in sheets]
