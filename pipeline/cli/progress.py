"""A document read in a child process, and how far that and a run are, on a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.cli.documents import propose_document
from pipeline.inputs.beside import is_spreadsheet
from pipeline.pdf.page_reader import PageReader
from pipeline.system.bounds import time_allowed
from pipeline.system.terminal import shown_line

if TYPE_CHECKING:
    from pipeline.pages.model import Document


class DocumentReader(Protocol):
    """Reads a document in a child process while the parent does other things."""

    def document(self) -> Document:
        """Wait for the child; the document it read."""

    def close(self) -> None:
        """End the child if it still runs."""


@contextmanager
def page_reader(
    pdf: Path, options: argparse.Namespace, shown: bool = True
) -> Iterator[DocumentReader]:
    """A child process that reads a document while the parent does other things.

    Args:
        pdf: the document.
        options: with `time_limit` in seconds or none, `debug` and `quiet`; and `schemas`, which
            say how a spreadsheet displays numbers.
        shown: whether a terminal shows how many pages are read.

    Raises:
        InputError: there is no such document, but one whose name is near; or Python cannot be
            started a second time.
        SchemaError: the schemas of a spreadsheet are not as they must be.
    """
    propose_document(pdf)
    progress = ProgressBar(pdf, shown and not options.quiet)
    reader = begun_reader(pdf, options, progress)
    try:
        yield reader
    finally:
        reader.close()
        progress.close()


def begun_reader(pdf: Path, options: argparse.Namespace, progress: ProgressBar) -> DocumentReader:
    """The reader of a document by the ending of its name, begun.

    What reads spreadsheets is loaded for them alone.
    """
    seconds, per_page = time_allowed(options.time_limit)
    if not is_spreadsheet(pdf):
        return PageReader(pdf, progress, seconds, options.debug, per_page=per_page)
    from pipeline.schema.consistency import load_checked_schema
    from pipeline.spreadsheets.document_reader import SheetDocumentReader
    from pipeline.spreadsheets.signs import NumberSigns

    known = load_checked_schema(options.schemas).description.spreadsheets
    signs = NumberSigns(known.decimal, known.thousands)
    return SheetDocumentReader(
        pdf, progress, seconds, options.debug, per_page=per_page, signs=signs
    )


class ProgressBar:
    """A progress bar on a terminal; nothing elsewhere.

    Args:
        pdf: the document that is read, in pages or sheets.
        shown: whether a bar is wanted at all.
    """

    def __init__(self, pdf: Path, shown: bool) -> None:
        self.bar: Any = None
        self.name = shown_line(pdf.name)
        self.unit = "sheet" if is_spreadsheet(pdf) else "page"
        self.wanted = shown and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show that a number of pages of all is read."""
        if not self.wanted:
            return
        try:
            if self.bar is None:
                from tqdm import tqdm

                self.bar = tqdm(total=total, desc=self.name, unit=self.unit, leave=False)
            self.bar.update(done - self.bar.n)
        except OSError:
            # The terminal was closed: nobody sees the bar, and the PDF is read all the same.
            self.wanted = False

    def close(self) -> None:
        """Remove the bar."""
        if self.bar is not None:
            with suppress(OSError):
                self.bar.close()


class DocumentsBar:
    """A progress bar of documents on a terminal, with the names of those in work.

    Args:
        total: how many documents there are.
        shown: whether a bar is wanted at all.
    """

    def __init__(self, total: int, shown: bool) -> None:
        self.bar: Any = None
        self.total = total
        self.ended = 0
        self.in_work: dict[Path, str] = {}
        self.wanted = shown and sys.stderr.isatty()

    def begin(self, pdf: Path) -> None:
        """Show that a document is in work. Before the first one there is no bar."""
        self.in_work[pdf] = shown_line(pdf.name)
        self.show()

    def end(self, pdf: Path) -> None:
        """Show that a document is done."""
        self.ended += 1
        self.in_work.pop(pdf, None)
        if self.bar is not None:
            self.show()

    def show(self) -> None:
        """Show how far it is."""
        if not self.wanted:
            return
        try:
            if self.bar is None:
                from tqdm import tqdm

                self.bar = tqdm(total=self.total, unit="document", leave=False, dynamic_ncols=True)
            self.bar.set_postfix_str(", ".join(self.in_work.values()), refresh=False)
            self.bar.n = self.ended
            self.bar.refresh()
        except OSError:
            # The terminal was closed: nobody sees the bar, and all is built the same.
            self.wanted = False

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Have the bar out of the way of what is printed meanwhile."""
        is_there = self.bar is not None and self.wanted
        if is_there:
            with suppress(OSError):
                self.bar.clear()
        yield
        if is_there:
            with suppress(OSError):
                self.bar.refresh()

    def close(self) -> None:
        """Remove the bar."""
        if self.bar is not None:
            with suppress(OSError):
                self.bar.close()
