"""A value without an appearance → letters in its box, more or less as viewers set them.

A form may leave it to the viewer to draw its values (NeedAppearances). Where exactly a letter
stands does not matter, only that it is in the box and that lines and words stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PREDEFINED_COLORSPACE
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.psparser import LIT
from pdfminer.utils import Matrix, mult_matrix

from pipeline.pdf.tolerances import (
    LARGEST_FITTED_TYPE_POINTS,
    LINE_TIMES_TYPE,
    SMALLER_TYPE_SHARE_OF_SIZE,
    SMALLEST_SET_TYPE_POINTS,
    UNKNOWN_LETTER_SHARE_OF_SIZE,
)

# PDF rectangles: left, lower, right, upper.
Rectangle = tuple[float, float, float, float]
TYPEFACE = "Helvetica"
SIZE_IN_APPEARANCE = re.compile(r"([\d.]+)\s+Tf\b")
LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
# Widths of letters are told in thousandths of their size.
THOUSAND = 1000


def stated_size(default_appearance: str) -> float:
    """The size of type that a default appearance (DA) names; 0 where it is to be fitted."""
    found = SIZE_IN_APPEARANCE.search(default_appearance)
    try:
        return float(found[1]) if found else 0
    except ValueError:
        return 0


def viewers_font(manager: PDFResourceManager) -> PDFFont:
    """The font in which values are set."""
    spec = {"Type": LIT("Font"), "Subtype": LIT("Type1"), "BaseFont": LIT(TYPEFACE)}
    # Under a name of its own it is made once.
    return manager.get_font(TYPEFACE, spec)


@dataclass(frozen=True)
class TypeArea:
    """An area in which a value is set, in points from its lower left corner as it is read.

    Args:
        width: as it is read.
        height: as it is read.
        matrix: from its coordinates to those of the page as displayed, y counted upwards.
        font: of the letters.
    """

    width: float
    height: float
    matrix: Matrix
    font: PDFFont

    @classmethod
    def of(cls, place: Rectangle, turn: int, matrix: Matrix, font: PDFFont) -> TypeArea:
        """The area in a rectangle of a page.

        Args:
            place: the rectangle.
            turn: by how many degrees its text is turned against the clock on the page.
            matrix: from the coordinates of the page to those of the page as displayed.
            font: of the letters.
        """
        left, lower, right, upper = place
        width, height = right - left, upper - lower
        if turn % 180 == 90:
            width, height = height, width
        own: dict[int, Matrix] = {
            90: (0, 1, -1, 0, right, lower),
            180: (-1, 0, 0, -1, right, upper),
            270: (0, -1, 1, 0, left, upper),
        }
        turned = own.get(turn % 360, (1, 0, 0, 1, left, lower))
        return cls(width, height, mult_matrix(turned, matrix), font)


def set_type(text: str, area: TypeArea, size: float, several_lines: bool) -> Iterator[LTChar]:
    """The letters of a text, set into an area; what has no room even when small is left out.

    Args:
        text: with its ends of lines.
        area: where it is set.
        size: of the type in points; 0 to fit it.
        several_lines: whether long lines are broken.
    """
    width, height = area.width, area.height
    size = min(size or LARGEST_FITTED_TYPE_POINTS, height / LINE_TIMES_TYPE)
    printed = [line.strip() for line in LINE_END.split(text)]
    lines = broken_lines(printed, width / size if several_lines else None)
    while several_lines and size > SMALLEST_SET_TYPE_POINTS and not fits(lines, size, height):
        size *= SMALLER_TYPE_SHARE_OF_SIZE
        lines = broken_lines(printed, width / size)
    if not several_lines and lines:
        size = min(size, height / len(lines) / LINE_TIMES_TYPE)
    pitch = size * LINE_TIMES_TYPE
    top = height if several_lines else (height + pitch * len(lines)) / 2
    for number, line in enumerate(lines, 1):
        if several_lines and number > 1 and not fits(lines[:number], size, height):
            return
        squeeze = min(1, width / (width_of(line) * size))
        yield from letters(line, top - pitch * number + (pitch - size), size, squeeze, area)


def broken_lines(printed: Sequence[str], width: float | None) -> list[str]:
    """Lines with something in them, broken to a width in sizes of type where there is one."""
    parts = printed if width is None else [p for line in printed for p in broken(line, width)]
    return [part for part in parts if part]


def fits(lines: Sequence[str], size: float, height: float) -> bool:
    """Whether lines are no higher than a height in points, but for what rounding adds."""
    return round(len(lines) * size * LINE_TIMES_TYPE - height, 2) <= 0


def set_letter(letter: str, area: TypeArea) -> LTChar:
    """A letter as large as its area, in the middle of it."""
    size = min(area.width, area.height)
    x, y = (area.width - size) / 2, (area.height - size) / 2
    return one_letter(letter, 1, (x, y), size, 1, area)


def broken(line: str, width: float) -> Iterator[str]:
    """A line in parts no wider than a width in sizes of type, broken between words."""
    part = ""
    for word in line.split():
        longer = f"{part} {word}".strip()
        if part and width_of(longer) > width:
            yield part
            longer = word
        part = longer
    yield part


def width_of(text: str) -> float:
    """How wide a text is in sizes of its type."""
    return sum(letter_width(letter) for letter in text)


def letter_width(letter: str) -> float:
    """How wide a letter is in sizes of its type."""
    widths: dict[Any, Any] = FONT_METRICS[TYPEFACE][1]
    known = widths.get(letter)
    return UNKNOWN_LETTER_SHARE_OF_SIZE if known is None else float(known) / THOUSAND


def letters(line: str, y: float, size: float, squeeze: float, area: TypeArea) -> Iterator[LTChar]:
    """The letters of a line, from the left of an area, their lower edges at y."""
    x: float = 0
    for letter in line:
        width = letter_width(letter)
        yield one_letter(letter, width, (x, y), size, squeeze, area)
        x += width * size * squeeze


def one_letter(
    letter: str,
    width: float,
    corner: tuple[float, float],
    size: float,
    squeeze: float,
    area: TypeArea,
) -> LTChar:
    """A letter whose box has its lower left corner in a place of an area."""
    base = corner[1] - area.font.get_descent() * size
    return LTChar(
        mult_matrix((1, 0, 0, 1, corner[0], base), area.matrix),
        area.font,
        size,
        squeeze,
        0,
        letter,
        width,
        0,
        PREDEFINED_COLORSPACE["DeviceGray"],
        PDFGraphicState(),
    )
