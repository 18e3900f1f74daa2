"""PDF → pages: words, rulings and fills, read with pdfplumber.

It runs in a child process (see `page_reader`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdftypes import resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputError
from pipeline.pdf.geometry import Turn
from pipeline.pdf.letters import turn_of
from pipeline.pdf.library_patches import CorruptStreamError, patch_libraries, patch_page
from pipeline.pdf.model import Page
from pipeline.pdf.page import read_page
from pipeline.pdf.viewer import Viewer
from pipeline.regular_files import NotRegularError, read_regular

# The PDF specification has %PDF- at the start and %%EOF at the end of a file; readers
# accept them within this many bytes of either (ISO 32000-1, annex H.3, notes 13 and 18).
MARKER_REACH = 1024
# Bytes of a PDF: half of the memory that a child process may use.
PDF_LIMIT = 1 << 30
# Remarks of this part of pdfminer are about font metrics, which no value depends on.
IGNORED_LOGGER = "pdfminer.pdffont"
# How remarks of pdfminer begin that it cannot tell a colour, such as one made of several inks. The
# page as it is shown says what colours its letters and areas have.
COLOUR_REMARKS = ("Cannot set stroke color", "Cannot set non-stroke color")


class RemarkCollector(logging.Handler):
    """Keeps what the PDF library would otherwise only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: dict[str, None] = {}

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
        collector: takes what the PDF library remarks.

    Raises:
        InputError: it is damaged, or needs a password.
    """
    patch_libraries()
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).addHandler(collector)
        logging.getLogger(name).propagate = False
    with open_pdf(path, content) as pdf, closing(Viewer(content)) as viewer:
        yield len(pdf.pages)
        turn: Turn = 0
        for page in pdf.pages:
            patch_page(page)
            try:
                turn = turn_of(page.chars, turn)
                yield read_page(page, turn, viewer)
            except (PdfminerException, CorruptStreamError) as error:
                raise library_error(
                    path, f"page {page.page_number} cannot be read", error
                ) from error
            page.close()


def read_file(path: Path) -> bytes:
    """The bytes of a PDF, read once, and looked at before any parser does.

    Raises:
        InputError: there is no such file, it is no file, is empty, is no PDF, or ends early.
    """
    try:
        content = read_regular(path, PDF_LIMIT)
    except FileNotFoundError:
        what = "leads to a file that does not exist" if path.is_symlink() else "does not exist"
        raise InputError("file-missing", f"{path} {what}: check the name.") from None
    except NotRegularError as error:
        what = str(error.strerror).removeprefix("it ")
        raise InputError("not-a-file", f"{path} {what}: name a PDF file.") from None
    except OSError as error:
        raise InputError(
            "file-unreadable",
            f"{path} cannot be opened ({error.strerror}): check its name and permissions.",
        ) from None
    if not content:
        raise InputError("file-empty", f"{path} is empty: download or save it again.")
    if b"%PDF-" not in content[:MARKER_REACH]:
        raise InputError(
            "not-a-pdf", f"{path} is not a PDF, whatever its name: save the document as PDF."
        )
    if b"%%EOF" not in content[-MARKER_REACH:]:
        raise damaged_error(path, "it ends in the middle")
    return content


def open_pdf(path: Path, content: bytes) -> PDF:
    """Open a PDF in memory; a password that only forbids changes does not matter.

    Raises:
        InputError: it is damaged or needs a password.
    """
    try:
        pdf = pdfplumber.open(BytesIO(content))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise InputError(
                "password-needed",
                f"{path} opens only with a password: save a copy without one and use that.",
            ) from error
        raise library_error(path, "its structure is broken", error) from error
    if any(isinstance(xref, PDFXRefFallback) for xref in pdf.doc.xrefs):
        raise damaged_error(path, "its table of contents for the reader (xref) is broken")
    try:
        declared = resolve1(resolve1(pdf.doc.catalog.get("Pages")).get("Count"))
        count = len(pdf.pages)
    except (AttributeError, CorruptStreamError) as error:
        raise damaged_error(path, "its list of pages is broken") from error
    if declared != count:
        raise damaged_error(path, f"it has {count} of the {declared} pages it announces")
    return pdf


def library_error(path: Path, what: str, error: Exception) -> Exception:
    """What to raise for an error of the PDF library: damage, or memory used up."""
    if any(isinstance(cause, MemoryError) for cause in error.args):
        return MemoryError()
    return damaged_error(path, f"{what} ({error})" if str(error) else what)


def damaged_error(path: Path, why: str) -> InputError:
    """The error for a file that only a new copy can mend."""
    return InputError("pdf-damaged", f"{path} is damaged, {why}: download or save it again.")
