"""The letters of a PDF and where they are seen, by a reader that the program does not read with."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

# PDFium places a point of a page on whole pixels: so many to a point.
PIXELS = 100
SOFT_HYPHEN = "\u00ad"
# PDFium's own sign for a hyphen at the end of a line.
LINE_HYPHEN = "\ufffe"
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class SeenLetter:
    """A letter on a page.

    Args:
        text: the letter.
        x: of the centre of its place in the line, or of its ink, in points from the left edge
            displayed.
        y: of that centre, in points from the upper edge displayed.
    """

    text: str
    x: float
    y: float


def letters_of_pages(pdf: Path, by_ink: bool = False) -> dict[int, list[SeenLetter]]:
    """The letters of each page, by its number from 1; white space is none.

    Args:
        pdf: the document.
        by_ink: whether each is where its ink is; where its place in the line is otherwise.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {number: letters_of_page(page, by_ink) for number, page in enumerate(document, 1)}
    finally:
        document.close()


def letters_of_page(page: pypdfium2.PdfPage, by_ink: bool = False) -> list[SeenLetter]:
    """The letters of a page, turned and cropped as it is displayed."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not letter.isspace() and not pdfium.FPDFText_IsGenerated(text, index):
            left, bottom, right, top = text.get_charbox(index, loose=not by_ink)
            x, y = as_displayed(page, (left + right) / 2, (bottom + top) / 2)
            found.append(SeenLetter(letter, x, y))
    return found


def as_displayed(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of a page's own system, from the upper left corner of what is displayed."""
    width, height = (round(side * PIXELS) for side in page.get_size())
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value / PIXELS, down.value / PIXELS


def letters_in(letters: Iterable[SeenLetter], boxes: Iterable[Box]) -> Counter[str]:
    """The letters whose centres are in any of some boxes, each once."""
    places = list(boxes)
    inside = (
        letter.text
        for letter in letters
        if any(x0 <= letter.x <= x1 and top <= letter.y <= end for x0, top, x1, end in places)
    )
    return letters_in_text("".join(inside))


def letters_in_text(text: str) -> Counter[str]:
    """The letters of a text, however they are joined, without white space and soft hyphens."""
    plain = text.replace(SOFT_HYPHEN, "").replace(LINE_HYPHEN, "-")
    return Counter("".join(unicodedata.normalize("NFKC", plain).split()))
