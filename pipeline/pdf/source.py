"""A PDF in memory, opened so that its pages can be read: as it is, or from a repaired copy.

Files that every viewer opens are often broken. What pdfminer cannot read whole is read from a copy
that PDFium has written, which finds the parts of a broken file as it does when it shows them. What
the pages are compared with is always the file itself, as PDFium shows it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.errors import InputError
from pipeline.pages.model import Fault
from pipeline.pdf.faults import FaultLog, is_mended_by_copy
from pipeline.pdf.library_patches import patch_page
from pipeline.pdf.pdf_file import MARKER_REACH
from pipeline.pdf.viewer import Viewer

# Ends a PDF, as near to its end as readers accept it.
LAST_MARKER = b"%%EOF"
# So many pages that only PDFium may have are looked for: a broken file announces any number.
MOST_UNREAD_PAGES = 100


class PdfSource:
    """The pages of a PDF, from a repaired copy as soon as the file itself does not serve.

    Args:
        path: what to call the PDF in messages.
        content: its bytes.
        viewer: shows it.

    Raises:
        InputError: no reader can open it, or it needs a password.
    """

    def __init__(self, path: Path, content: bytes, viewer: Viewer) -> None:
        self.path, self.content, self.viewer = path, content, viewer
        self.causes: tuple[Fault, ...] = ()
        self.is_copy = self.has_no_copy = self.is_searched = False
        try:
            self.pdf = open_whole(content)
        except PdfminerException as error:
            self.pdf = self.open_copy(error)
        else:
            if LAST_MARKER not in content[-MARKER_REACH:]:
                self.faults.note("pdf-end-missing")
            if self.faults.is_mendable or len(self.pdf.pages) < viewer.page_count:
                self.try_copy()
        note_page_count(self.pdf, self.faults)
        self.note_unread_pages()

    @property
    def faults(self) -> FaultLog:
        """What is broken in what is read now."""
        return faults_of(self.pdf)

    @property
    def every_fault(self) -> tuple[Fault, ...]:
        """What is broken in the file, and still in its copy.

        What a copy would have mended is lost where there is none that can be read.
        """
        own = [fault for fault in self.faults.found() if not is_mended_by_copy(fault)]
        if not self.is_copy and self.faults.is_mendable:
            own.append(Fault("pdf-data-lost", self.faults.first))
        return (*self.causes, *own)

    def open_copy(self, error: PdfminerException) -> PDF:
        """The repaired copy of a file that cannot be opened.

        Raises:
            InputError: there is none.
        """
        cause = error.args[0] if error.args else error
        if isinstance(cause, MemoryError):
            raise cause
        is_protected = isinstance(cause, PDFPasswordIncorrect) and self.viewer.document is None
        if self.viewer.needs_password or is_protected:
            raise InputError(
                "password-needed",
                f"{self.path} opens only with a password: save a copy without one and use that.",
            ) from error
        copy = self.copied(self.viewer)
        is_encrypted = isinstance(cause, PDFEncryptionError)
        if copy is None and is_encrypted:
            raise InputError(
                "password-needed",
                f"{self.path} is encrypted for certain readers alone: save a copy that is not "
                "encrypted and use that.",
            ) from error
        if copy is None:
            raise damaged_error(self.path, f"its structure is broken ({cause})") from error
        log = FaultLog()
        if is_encrypted:
            log.note("pdf-part-unreadable", "encryption")
        else:
            log.note("pdf-xref-broken")
        self.causes, self.is_copy = log.found(), True
        return copy

    def try_copy(self) -> bool:
        """Go on with a repaired copy, if there is one; whether there is.

        Raises:
            InputError: the file is broken, and no viewer can open it.
        """
        if self.is_copy or self.has_no_copy:
            return False
        copy = self.copied(self.viewer)
        if copy is not None and self.lost_in(copy):
            copy = self.searched_copy() or copy
        if copy is None or len(copy.pages) < len(self.pdf.pages):
            if self.viewer.document is None and self.faults.is_mendable:
                raise damaged_error(self.path, self.faults.first)
            self.has_no_copy = True
            return False
        page = self.faults.page or 0
        self.causes = tuple(
            fault
            for fault in self.faults.found()
            if is_mended_by_copy(fault) or (fault.page is not None and fault.page < page)
        )
        self.pdf.close()
        self.pdf, self.is_copy = copy, True
        return True

    def note_unread_pages(self) -> None:
        """Note pages that PDFium shows beyond those that are read."""
        count = len(self.pdf.pages)
        last = min(self.viewer.page_count, count + MOST_UNREAD_PAGES)
        for number in range(count + 1, last + 1):
            opened = self.viewer.page(number, 1, 1)
            if opened is not None:
                opened.close()
                self.faults.note("pdf-data-lost", f"page {number}")

    def lost_in(self, copy: PDF) -> int:
        """How many parts that cannot be found in the file are not in a copy of it either."""
        document: Any = copy.doc
        return sum(document.is_lost(number) for number in faults_of(self.pdf).objects)

    def searched_copy(self) -> PDF | None:
        """A copy for which PDFium looked for all parts, whatever the file says where they stand.

        The pages are shown so as well then.
        """
        viewer = Viewer(self.content, searched=True)
        copy = self.copied(viewer)
        own = self.copied(self.viewer)
        if copy is None or own is None or self.lost_in(copy) >= self.lost_in(own):
            viewer.close()
            return None
        self.viewer, self.is_searched = viewer, True
        return copy

    def copied(self, viewer: Viewer) -> PDF | None:
        """The copy that PDFium writes, opened; None where it writes none that can be read."""
        content = viewer.copy()
        if content is None:
            return None
        try:
            return open_whole(content)
        except PdfminerException:
            return None

    def page(self, number: int) -> Any:
        """A page, from 1."""
        self.faults.page = number
        page: Any = self.pdf.pages[number - 1]
        if page.page_obj.is_mended:
            self.faults.note("page-box-mended")
        if self.is_copy and not all(map(is_stream, page.page_obj.contents)):
            self.faults.note("pdf-data-lost", f"page {number}")
        patch_page(page)
        return page

    def close(self) -> None:
        """Give back what the libraries hold."""
        self.pdf.close()
        self.viewer.close()


def open_whole(content: bytes) -> PDF:
    """A PDF in memory with its list of pages; a password that only forbids changes is none.

    Raises:
        PdfminerException: the library cannot open it.
    """
    try:
        pdf = pdfplumber.open(BytesIO(content))
        _ = pdf.pages
    except (PdfminerException, MemoryError):
        raise
    except Exception as error:  # whatever the library stumbles over
        raise PdfminerException(error) from error
    if any(isinstance(xref, PDFXRefFallback) for xref in pdf.doc.xrefs):
        faults_of(pdf).note("pdf-xref-broken")
    return pdf


def faults_of(pdf: PDF) -> FaultLog:
    """What is broken in a PDF, as `CheckedDocument` notes it."""
    document: Any = pdf.doc
    found: FaultLog = document.faults
    return found


def is_stream(part: object) -> bool:
    """Whether there is what a page says that it draws."""
    return isinstance(resolve1(part), PDFStream)


def note_page_count(pdf: PDF, faults: FaultLog) -> None:
    """Note where a file has other pages than it announces."""
    tree: Any = resolve1(pdf.doc.catalog.get("Pages"))
    declared = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if declared != len(pdf.pages):
        announced = declared if isinstance(declared, int) else "?"
        faults.note("pdf-pages-miscounted", f"{len(pdf.pages)} / {announced}")


def damaged_error(path: Path, why: str) -> InputError:
    """The error for a file that only a new copy can mend."""
    return InputError("pdf-damaged", f"{path} is damaged, {why}: download or save it again.")
