"""Small pages that are drawn to see what is read of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.pages.model import Page
from tests.support.raw_pdf import PAGE_SIZE, pdf_with_fonts, stream, text_at
from tests.support.reading import read_document

HELVETICA = "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
# The digits of Helvetica are as wide as this share of their size.
DIGIT_SHARE = 0.556
# Where a text stands unless a test says otherwise, and how large it is.
LEFT, BASE, SIZE = 50.0, 100.0, 10.0


@dataclass(frozen=True)
class Drawn:
    """A page, drawn.

    Args:
        content: the operators.
        resources: further entries of its resources.
        more: further objects, numbered from 5 on.
        page: further entries of the page.
        catalog: further entries of the catalogue.
        size: width and height in points.
    """

    content: str
    resources: str = ""
    more: Sequence[str | bytes] = ()
    page: str = ""
    catalog: str = ""
    size: tuple[float, float] = PAGE_SIZE

    def write(self, path: Path) -> Path:
        """Write the PDF."""
        pdf_with_fonts(
            path,
            {"F1": HELVETICA},
            self.content,
            self.more,
            self.page,
            self.resources,
            self.catalog,
            self.size,
        )
        return path

    def read(self, folder: Path) -> Page:
        """The page, read."""
        (page,) = read_document(self.write(folder / "drawn.pdf")).pages
        return page


def text(words: str, x: float = LEFT, y: float = BASE, size: float = SIZE) -> str:
    """Operators that draw a text in Helvetica."""
    return text_at(x, y, "F1", words, size)


def said(page: Page) -> dict[str, str]:
    """What is said of each word: why it is no value, or that it is covered, or where it is from."""
    return {
        word.text: word.aside or ("covered" if word.covered else word.source)
        for word in page.every_word
    }


def picture(rows: Sequence[bytes], entries: str = "/ColorSpace /DeviceGray") -> bytes:
    """A picture of eight bits a pixel, as many pixels wide as its rows have bytes in grey."""
    size = f"/Width {len(rows[0])} /Height {len(rows)} /BitsPerComponent 8"
    data = zlib.compress(b"".join(rows))
    return stream(data, f"/Type /XObject /Subtype /Image {size} {entries} /Filter /FlateDecode")


def form(content: str, resources: str = "", box: str = "0 0 400 300") -> bytes:
    """A form that is drawn as part of a page."""
    own = f"/Type /XObject /Subtype /Form /BBox [{box}] /Resources << {resources} >>"
    return stream(content.encode("latin-1"), own)
