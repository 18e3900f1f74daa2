"""PDF → pages: words, rulings and fills, read with pdfplumber.

It runs in a child process (see `page_reader`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.pages.geometry import Turn
from pipeline.pages.model import Fault, Page
from pipeline.pdf.frame import displayed_box
from pipeline.pdf.letters import turn_of
from pipeline.pdf.library_patches import patch_libraries
from pipeline.pdf.page import read_page
from pipeline.pdf.pdf_file import read_file
from pipeline.pdf.seen_glyphs import seen_glyphs
from pipeline.pdf.source import PdfSource, damaged_error
from pipeline.pdf.viewer import Viewer

# The libraries whose errors are faults of the file; they raise whatever they stumble over.
PDF_LIBRARIES = ("pdfminer", "pdfplumber")
# Remarks of this part of pdfminer are about font metrics, which no value depends on.
IGNORED_LOGGER = "pdfminer.pdffont"
# How remarks of pdfminer begin that it cannot tell a colour, such as one made of several inks. The
# page as it is shown says what colours its letters and areas have.
COLOUR_REMARKS = ("Cannot set stroke color", "Cannot set non-stroke color")


class RemarkCollector(logging.Handler):
    """Keeps what the PDF library would otherwise only log, and what is broken in the file.

    At the end it also has whether the parts of the file had to be searched for.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: dict[str, None] = {}
        self.faults: tuple[Fault, ...] = ()
        self.searched = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a remark once, whatever page it is on."""
        remark = record.getMessage()
        if record.name != IGNORED_LOGGER and not remark.startswith(COLOUR_REMARKS):
            self.remarks[remark] = None


def read_pages(path: Path, collector: RemarkCollector) -> Iterator[Page | int]:
    """The number of pages, then the pages of a PDF.

    Args:
        path: the PDF.
        collector: takes what the PDF library remarks.

    Raises:
        InputError: the file is not a PDF, is damaged, or needs a password.
    """
    yield from read_content(path, read_file(path), collector)


def read_content(path: Path, content: bytes, collector: RemarkCollector) -> Iterator[Page | int]:
    """The number of pages, then the pages, of a PDF that is in memory.

    Both readers get the same bytes, whatever becomes of the file meanwhile.

    Args:
        path: what to call the PDF in messages.
        content: its bytes.
        collector: takes what the PDF library remarks, and what is broken in the file.

    Raises:
        InputError: it is damaged, or needs a password.
    """
    patch_libraries()
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).addHandler(collector)
        logging.getLogger(name).propagate = False
    with closing(PdfSource(path, content, Viewer(content))) as source:
        if source.is_copy:
            collector.remarks.clear()
        count = len(source.pdf.pages)
        yield count
        turn: Turn = 0
        for number in range(1, count + 1):
            page = read_numbered(source, number, turn, collector)
            turn = page.turn
            yield page
        collector.faults, collector.searched = source.every_fault, source.is_searched


def read_numbered(source: PdfSource, number: int, turn: Turn, collector: RemarkCollector) -> Page:
    """A page; from a repaired copy where the file itself is found to be broken on it.

    Args:
        source: the PDF.
        number: of the page, from 1.
        turn: of the page before it.
        collector: forgets what the library remarked on a page that is not taken.

    Raises:
        InputError: it cannot be read.
    """
    remarks = dict(collector.remarks)
    try:
        page = read_open_page(source, number, turn)
        if not source.faults.is_mendable or not source.try_copy():
            return page
    except Exception as error:
        raise_unless_of_library(source.path, error)
        source.faults.note("pdf-part-unreadable", f"page {number}")
        if not source.try_copy() and not source.is_copy:
            raise library_error(source.path, number, error) from error
    collector.remarks = remarks
    try:
        return read_open_page(source, number, turn)
    except Exception as error:
        raise_unless_of_library(source.path, error)
        found = read_seen_page(source, number, turn)
        if found is None:
            raise library_error(source.path, number, error) from error
        return found


def read_open_page(source: PdfSource, number: int, turn: Turn) -> Page:
    """A page of what is open now; its letters from the second reader where the first has none.

    Raises:
        PdfminerException: the library cannot read it.
    """
    page = source.page(number)
    has_letters = any(not char["text"].isspace() for char in page.chars)
    if not has_letters and see_letters(page, source.viewer):
        source.faults.note("page-read-once")
    found = read_page(page, turn_of(page.chars, turn), source.viewer)
    page.close()
    return found


def read_seen_page(source: PdfSource, number: int, turn: Turn) -> Page | None:
    """A page that the first reader stumbles over, as the second one has its letters, if any.

    What is drawn beside them is not known.
    """
    page = source.page(number)
    page._objects = {}
    if not see_letters(page, source.viewer):
        return None
    source.faults.note("page-read-once")
    return read_page(page, turn_of(page.chars, turn), source.viewer)


def see_letters(page: Any, viewer: Viewer) -> bool:
    """Let a page have the letters that the second reader finds on it; whether that has any.

    Args:
        page: of pdfplumber.
        viewer: shows it.
    """
    dx, dy, displayed = displayed_box(page)
    opened = viewer.page(page.page_number, displayed.x1, displayed.bottom)
    if opened is None:
        return False
    glyphs = [] if opened.is_blank else list(seen_glyphs(opened, dx, dy))
    opened.close()
    if glyphs:
        page._objects = {**page.objects, "char": glyphs}
    return bool(glyphs)


def raise_unless_of_library(path: Path, error: Exception) -> None:
    """Raise an error again that no PDF library has made; and that memory is used up.

    Args:
        path: what to call the PDF.
        error: what was raised while a page of it was read.
    """
    if isinstance(error, MemoryError) or any(isinstance(one, MemoryError) for one in error.args):
        raise MemoryError from error
    trace = error.__traceback__
    modules: list[str] = []
    while trace is not None:
        modules.append(str(trace.tb_frame.f_globals.get("__name__", "")))
        trace = trace.tb_next
    if not any(module.startswith(PDF_LIBRARIES) for module in modules):
        raise error


def library_error(path: Path, number: int, error: Exception) -> InputError:
    """What to raise for a page that no library can read."""
    why = f" ({error})" if str(error) else ""
    return damaged_error(path, f"page {number} cannot be read{why}")
