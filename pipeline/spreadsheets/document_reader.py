"""A spreadsheet read in a child process, as a document."""

from __future__ import annotations

from pipeline.pages.model import Document
from pipeline.spreadsheets.layout import document_of_sheets
from pipeline.spreadsheets.sheet_reader import SheetReader


class SheetDocumentReader(SheetReader):
    """Reads a spreadsheet in a child process, like `pdf.page_reader.PageReader` a PDF."""

    def document(self) -> Document:
        """Wait for the child; the document it read.

        Raises:
            InputError: the file cannot be read, or the child met a limit.
        """
        return document_of_sheets(self.spreadsheet())
