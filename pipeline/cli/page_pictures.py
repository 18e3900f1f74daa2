"""The pages of a document as pictures, drawn in a child process beside the rest of its build."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.pdf.page_images import PageImages
from pipeline.system.bounds import Deadline

if TYPE_CHECKING:
    from pipeline.outputs.result import Review

# How much of the time that is left may be taken by drawing, so that the outputs can be written
# even where a page takes for ever to draw.
SHARE_OF_TIME = 0.5
# More page numbers than these help nobody.
MOST_NUMBERS = 10


class PagePictures:
    """Pictures of the pages of a document; none without a start.

    Drawing is given up where the child cannot run, takes too long, or finds another document: it
    may go well another time.

    Args:
        pdf: the document.
        debug: whether what the child says on standard error is seen.
    """

    def __init__(self, pdf: Path, debug: bool) -> None:
        self.pdf = pdf
        self.debug = debug
        self.images: PageImages | None = None
        self.wanted: list[int] = []
        self.is_given_up = False

    def start(self, review: Review, sha256: str, deadline: Deadline) -> None:
        """Begin to draw pages, and go on meanwhile.

        Args:
            review: which pages.
            sha256: hash of the bytes that were read.
            deadline: until when the document must be done.
        """
        self.wanted = review.pictured
        if not self.wanted:
            return
        within = Deadline(self.pdf, deadline.remaining() * SHARE_OF_TIME)
        try:
            self.images = PageImages(
                self.pdf, self.wanted, sha256, within, self.debug, review.searched
            )
        except InputError:
            self.is_given_up = True

    def drawn(self) -> Mapping[int, bytes]:
        """The pictures as PNG, by page number, once all are drawn that can be."""
        try:
            return {} if self.images is None else self.images.wait().images
        except InputError:
            self.is_given_up = True
            return {}

    def close(self) -> None:
        """End the child if it still runs."""
        if self.images is not None:
            self.images.close()


def undrawn_message(pdf: Path, wanted: Sequence[int], drawn: Container[int]) -> str:
    """One sentence on the pages that could not be drawn; empty where all were.

    Args:
        pdf: the document.
        wanted: the numbers of the pages that were to be drawn.
        drawn: those of the pages that were.
    """
    missing = [str(number) for number in wanted if number not in drawn]
    if not missing:
        return ""
    more = len(missing) - MOST_NUMBERS
    named = ", ".join(missing[:MOST_NUMBERS]) + (f" and {more} more" if more > 0 else "")
    page = "page" if len(missing) == 1 else "pages"
    return (
        f"{pdf}: {page} {named} cannot be drawn, so that the review page shows no picture there: "
        "look at the PDF itself, or print it to a new PDF and build that."
    )


@contextmanager
def page_pictures(pdf: Path, debug: bool) -> Iterator[PagePictures]:
    """Pictures of the pages of a document, whose child ends on every way out."""
    pictures = PagePictures(pdf, debug)
    try:
        yield pictures
    finally:
        pictures.close()
