"""The pages of PDFs, read in the tests' own process, each PDF once in a run of the tests.

A build reads a PDF in a child process, whose start takes longer than most samples take to read.
What is about that process is tested in a process; all else reads here, by the functions that the
child calls. Pages are kept by the content of the PDF in a folder that belongs to one run of the
tests, so that no change of the program is ever judged by pages read before it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from pipeline.child.in_child import sha256_of
from pipeline.pages.model import Document, Fault, page_from_json, page_to_json
from pipeline.pdf.drawing_child import content_with_hash
from pipeline.pdf.library_patches import PATCHES
from pipeline.pdf.page_images import DrawnPages
from pipeline.pdf.page_reader import ReportProgress
from pipeline.pdf.pdf_file import read_file
from pipeline.pdf.read import RemarkCollector, read_content
from pipeline.pdf.small_pictures import PagePicture, drawn_pictures
from pipeline.pdf.viewer import Viewer
from pipeline.system.bounds import SECONDS_PER_PAGE, TIME_LIMIT_SECONDS, Deadline

# Documents held in memory: more than a module of tests reads by turns.
HELD = 8
LIBRARIES = ("pdfminer", "pdfplumber")


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; not where it is too long, or where nobody may look."""
    try:
        return path.is_file()
    except OSError:
        return False


class PageStore:
    """Pages by the content of their PDF, for all processes of one run of the tests.

    Args:
        folder: where they are kept; None to keep none. It is set when a run begins.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def document(self, pdf: Path) -> Document:
        """The document in a PDF.

        Raises:
            InputError: it cannot be read, which is found anew each time.
        """
        if self.folder is None or not is_file(pdf):
            return document_from_json(read_as_json(pdf))
        digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
        kept = self.folder / f"{digest}.json"
        if not kept.exists():
            part = self.folder / f"{digest}.{os.getpid()}"
            part.write_text(read_as_json(pdf), encoding="utf-8")
            part.replace(kept)
        return kept_document(kept)

    def pictures(self, pdf: Path, pages: Sequence[int], searched: bool) -> list[PagePicture]:
        """The pictures of pages of a PDF."""
        content = pdf.read_bytes()
        wanted = f"{hashlib.sha256(content).hexdigest()} {list(pages)} {searched}"
        name = f"{hashlib.sha256(wanted.encode()).hexdigest()}.pictures"
        kept = None if self.folder is None else self.folder / name
        if kept is not None and kept.exists():
            found: list[PagePicture] = pickle.loads(kept.read_bytes())  # noqa: S301 (its own)
            return found
        with libraries_put_back(), closing(Viewer(content, searched=searched)) as viewer:
            pictures = list(drawn_pictures(viewer, pages))
        if kept is not None:
            part = kept.with_suffix(f".{os.getpid()}")
            part.write_bytes(pickle.dumps(pictures))
            part.replace(kept)
        return pictures


STORE = PageStore()


@lru_cache(maxsize=HELD)
def kept_document(path: Path) -> Document:
    """The document in a file of the store."""
    return document_from_json(path.read_text(encoding="utf-8"))


def read_as_json(pdf: Path) -> str:
    """What a child process would send of a PDF.

    Raises:
        InputError: it cannot be read.
    """
    collector = RemarkCollector()
    with libraries_put_back():
        content = read_file(pdf)
        read = read_content(pdf, content, collector)
        pages = [page_to_json(page) for page in read if not isinstance(page, int)]
    sha256, remarks = sha256_of(content), [*collector.remarks]
    faults = [[fault.kind, fault.detail, fault.page] for fault in collector.faults]
    found = {"pages": pages, "sha256": sha256, "remarks": remarks, "faults": faults}
    return json.dumps({**found, "searched": collector.searched})


def document_from_json(text: str) -> Document:
    """The document that `read_as_json` read."""
    content = json.loads(text)
    pages = tuple(map(page_from_json, content["pages"]))
    faults = tuple(Fault(*fault) for fault in content["faults"])
    remarks, searched = tuple(content["remarks"]), content["searched"]
    return Document(pages, content["sha256"], remarks, faults, searched)


@contextmanager
def libraries_put_back() -> Iterator[None]:
    """Leave the PDF libraries and their loggers as they were, which else end with a child.

    So a test that opens a PDF with pdfplumber has a second opinion, not that of the program.
    """
    places = [(patch.module, patch.name, getattr(patch.module, patch.name)) for patch in PATCHES]
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [(list(logger.handlers), logger.propagate) for logger in loggers]
    try:
        yield
    finally:
        for module, name, value in places:
            setattr(module, name, value)
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
            logger.propagate = propagate


class PageImagesHere:
    """Stands in for what draws the pages, without its child process and its limits.

    Args:
        path: the PDF.
        pages: which to draw.
        sha256: hash of the bytes that were read.
        deadline: it is never up.
        debug: False: only a process shows its traces.
        searched: whether the parts of the file were searched for when it was read.
    """

    def __init__(
        self,
        path: Path,
        pages: Sequence[int],
        sha256: str,
        deadline: Deadline,
        debug: bool = False,
        searched: bool = False,
    ) -> None:
        assert not debug
        self.path, self.pages, self.sha256, self.searched = path, pages, sha256, searched

    def wait(self) -> DrawnPages:
        """What is drawn.

        Raises:
            InputError: the PDF is another by now.
        """
        content_with_hash(self.path, self.sha256)
        pictures = STORE.pictures(self.path, self.pages, self.searched)
        images = {picture.page: picture.png for picture in pictures}
        sizes = {picture.page: picture.size for picture in pictures}
        return DrawnPages(images, sizes, tuple(page for page in self.pages if page not in images))

    def close(self) -> None:
        """Nothing is held."""


class PageReaderHere:
    """Stands in for the reader of the program, without its child process and its limits.

    Args:
        path: the PDF.
        progress: called with pages read and pages in all.
        time_limit: that of a usual call: only a process can be held to another.
        debug: False: only a process shows its traces.
        per_page: that of a usual call.
    """

    def __init__(
        self,
        path: Path,
        progress: ReportProgress,
        time_limit: float = TIME_LIMIT_SECONDS,
        debug: bool = False,
        per_page: float = SECONDS_PER_PAGE,
    ) -> None:
        assert (time_limit, per_page) == (TIME_LIMIT_SECONDS, SECONDS_PER_PAGE)
        assert not debug
        self.path = path
        self.progress = progress

    def document(self) -> Document:
        """The document.

        Raises:
            InputError: the PDF cannot be read.
        """
        document = STORE.document(self.path)
        for number in range(1, len(document.pages) + 1):
            self.progress(number, len(document.pages))
        return document

    def close(self) -> None:
        """Nothing is held."""
