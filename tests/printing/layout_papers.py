"""Paper on which lines and letters are drawn in other ways than usual."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from tests.support.drawing import BOLD, REGULAR, Paper, UnruledPaper

THICKNESS = 0.6
PIECE, GAP = 12.0, 1.5
DOT, DOT_STEP = 1.0, 4.5
# A wide family, drawn smaller so that its words fit the columns.
FAMILY, FAMILY_SCALE = "DejaVu Sans Condensed", 0.85
SHIFT = 0.2
INVISIBLE = 3
HIDDEN = "piilotettu"
MARGIN = 40.0


class CompactPaper(Paper):
    """Paper whose drawing is stored compressed."""

    def __init__(self, path: Path, size: tuple[float, float]) -> None:
        super().__init__(path, size)
        self.canvas.setPageCompression(1)
        self.begin_page()

    def next_page(self) -> None:
        super().next_page()
        self.begin_page()

    def begin_page(self) -> None:
        """What is done before anything is drawn on a page."""


class RectanglePaper(CompactPaper):
    """Lines are thin filled rectangles."""

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        half = THICKNESS / 2
        self.rectangle(x0 - half, top - half, x1 + half, bottom + half, fill=(0, 0, 0))


class DashPaper(CompactPaper):
    """Lines are dashed."""

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        self.canvas.setDash(3, 2)
        super().line(x0, top, x1, bottom, width)
        self.canvas.setDash()


class DotPaper(CompactPaper):
    """Lines are rows of square dots."""

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        across = x1 - x0 > bottom - top
        for number in range(int(max(x1 - x0, bottom - top) / DOT_STEP) + 1):
            x, y = (x0 + number * DOT_STEP, top) if across else (x0, top + number * DOT_STEP)
            self.rectangle(x, y, x + DOT, y + DOT, fill=(0, 0, 0))


class PiecePaper(CompactPaper):
    """Lines are rows of short pieces."""

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        length = max(x1 - x0, bottom - top)
        across = x1 - x0 > bottom - top
        for start in pieces(length):
            end = min(start + PIECE, length)
            if across:
                super().line(x0 + start, top, x0 + end, top, width)
            else:
                super().line(x0, top + start, x0, top + end, width)


class BarePaper(UnruledPaper, CompactPaper):
    """Neither lines nor fills."""


class FlaggedPaper(CompactPaper):
    """Each page is turned by its flag, other than the one before; boxes do not start at 0."""

    page_number = 0

    def begin_page(self) -> None:
        width, height = self.size
        rotation = (0, 90, 180, 270)[self.page_number % 4]
        self.page_number += 1
        if rotation in (90, 270):
            width, height = height, width
        crop = (-MARGIN, 2 * MARGIN, width - MARGIN, height + 2 * MARGIN)
        media = (-2 * MARGIN, MARGIN, width, height + 3 * MARGIN)
        vars(self.canvas._doc).pop("addPage", None)
        self.place(rotation, media, crop)


class TurnedPaper(CompactPaper):
    """All is drawn turned by 90 degrees, on a page that is not."""

    def begin_page(self) -> None:
        width, height = self.size
        self.canvas.setPageSize((height, width))
        self.canvas.transform(0, 1, -1, 0, height, 0)


class FontPaper(CompactPaper):
    """Letters of a font with many characters."""

    def __init__(self, path: Path, size: tuple[float, float]) -> None:
        super().__init__(path, size)
        for name, style in ((FAMILY, "Condensed"), (f"{FAMILY} bold", "Condensed Bold")):
            pdfmetrics.registerFont(TTFont(name, font_file(style)))

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        self.canvas.setFont(f"{FAMILY} bold" if bold else FAMILY, size * FAMILY_SCALE)
        self.canvas.drawString(x, self.size[1] - baseline, self.spelled(text))

    def spelled(self, text: str) -> str:
        """The characters that are drawn for a text."""
        return text


class DecomposedPaper(FontPaper):
    """Letters with marks are drawn as two characters."""

    def spelled(self, text: str) -> str:
        return unicodedata.normalize("NFD", text)


class LigaturePaper(FontPaper):
    """Two letters are drawn as one character."""

    def spelled(self, text: str) -> str:
        return text.replace("st", "ﬆ")


class SpacePaper(FontPaper):
    """Spaces that do not break lines, and soft hyphens inside long words."""

    def spelled(self, text: str) -> str:
        broken = re.sub(r"(\w{6})(\w{4})", "\\1\u00ad\\2", text)
        return broken.replace(" ", "\u00a0")


class AccentPaper(CompactPaper):
    """The dots above a letter are drawn as a character of their own, after it."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        font = BOLD if bold else REGULAR
        plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.size[1] - baseline, plain)
        for place, letter in enumerate(text):
            if letter in "äöÄÖ":
                before = pdfmetrics.stringWidth(plain[:place], font, size)
                own = pdfmetrics.stringWidth(plain[place], font, size)
                dots = pdfmetrics.stringWidth("¨", font, size)
                raised = 0.2 * size if letter.isupper() else 0.0
                middle = x + before + (own - dots) / 2
                self.canvas.drawString(middle, self.size[1] - baseline + raised, "¨")


class TwicePaper(CompactPaper):
    """Bold is made by printing twice, a little apart."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, text, size)
        if bold:
            super().text(x + SHIFT, baseline, text, size)


class InvisiblePaper(CompactPaper):
    """Other words lie unseen under and beside those that are printed."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, text, size, bold)
        hidden: Any = self.canvas.beginText(x + size, self.size[1] - baseline - 1)
        hidden.setTextRenderMode(INVISIBLE)
        hidden.textOut(HIDDEN)
        hidden.setTextRenderMode(0)
        self.canvas.drawText(hidden)


def pieces(length: float) -> Iterator[float]:
    """Where the pieces of a line start."""
    start = 0.0
    while start < length:
        yield start
        start += PIECE + GAP


def font_file(style: str) -> str:
    """The file of the font in a style, where it is installed."""
    command = ["fc-match", "-f", "%{file}", f"DejaVu Sans:style={style}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
