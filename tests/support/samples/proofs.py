"""Samples of the checks that hold what was read against what the pages show."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from tests.support.drawing import BLACK, LIGHT_BLUE, RGB, WHITE, Paper, text_width
from tests.support.samples.appendix import FIRST, Appendix, Case, Found, at
from tests.support.samples.steps import with_page

PRODUCER = f"{FIRST}/producer_text"
TEXT = "Kunta"
MISSING = at("producer-missing", "warning", PRODUCER, 2, "")


class OneTextPaper(Paper):
    """One text is drawn in a way of its own: that of the first producer."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text == TEXT:
            self.canvas.saveState()
            self.draw(x, baseline, size)
            self.canvas.restoreState()
        else:
            super().text(x, baseline, text, size, bold)

    def draw(self, x: float, baseline: float, size: float) -> None:
        """Draw it from x, standing on a baseline."""
        Paper.text(self, x, baseline, TEXT, size)


class CutPaper(OneTextPaper):
    """A clip path leaves a share of the text's height to be seen, from its top."""

    share = 0.4

    def draw(self, x: float, baseline: float, size: float) -> None:
        clip = self.canvas.beginPath()
        seen = 1.4 * size * self.share
        clip.rect(x - 2, self.size[1] - baseline + size - seen, 80, seen)
        self.canvas.clipPath(clip, stroke=0)
        super().draw(x, baseline, size)


class RoomyPaper(CutPaper):
    """The clip path leaves room around the text."""

    share = 1.2


class CoveredPaper(OneTextPaper):
    """A box is drawn over the first letters of the text."""

    colour: RGB = BLACK

    def draw(self, x: float, baseline: float, size: float) -> None:
        super().draw(x, baseline, size)
        self.cover(x, baseline, size)

    def cover(self, x: float, baseline: float, size: float) -> None:
        """Draw the box."""
        end = x + text_width(TEXT[:2], size)
        self.rectangle(x - 1, baseline - size, end, baseline + 2, fill=self.colour)


class UnderlaidPaper(CoveredPaper):
    """The box is drawn under the text."""

    colour = LIGHT_BLUE

    def draw(self, x: float, baseline: float, size: float) -> None:
        self.cover(x, baseline, size)
        Paper.text(self, x, baseline, TEXT, size)


class TickedPaper(OneTextPaper):
    """Beside the text a tick is drawn."""

    colour: RGB = BLACK

    def draw(self, x: float, baseline: float, size: float) -> None:
        super().draw(x, baseline, size)
        left, y = x + text_width(TEXT, size) + 3, self.size[1] - baseline
        self.canvas.setStrokeColorRGB(*self.colour)
        tick = self.canvas.beginPath()
        tick.moveTo(left, y + 3)
        tick.lineTo(left + 3, y)
        tick.lineTo(left + 8, y + 7)
        self.canvas.drawPath(tick)


class WhiteTickPaper(TickedPaper):
    """The tick is white on white."""

    colour = WHITE


class CrossPaper(OneTextPaper):
    """Two lines are drawn in place of the text."""

    def draw(self, x: float, baseline: float, size: float) -> None:
        self.line(x, baseline - 6, x + 6, baseline)
        self.line(x, baseline, x + 6, baseline - 6)


class ScannedPaper(OneTextPaper):
    """The text is a picture, over which a scanner put what it recognised there."""

    mode = 3

    def draw(self, x: float, baseline: float, size: float) -> None:
        shades = ImageReader(Image.linear_gradient("L"))
        width, y = text_width(TEXT, size), self.size[1] - baseline
        self.canvas.drawImage(shades, x - 1, y - 2, width + 2, size + 2)
        line = self.canvas.beginText(x, y)
        line.setFont("Helvetica", size)
        line.setTextRenderMode(self.mode)
        line.textOut(TEXT)
        self.canvas.drawText(line)


class LogoPaper(Paper):
    """On the first page a logo is drawn below the table."""

    colour: RGB = BLACK
    drawn = False

    def next_page(self) -> None:
        if not self.drawn:
            self.canvas.saveState()
            self.canvas.setStrokeColorRGB(*self.colour)
            self.canvas.circle(60, 40, 15)
            self.canvas.restoreState()
        self.drawn = True
        super().next_page()


class WhiteLogoPaper(LogoPaper):
    """The logo is white on white."""

    colour = WHITE


def unread(check: str, severity: str) -> Found:
    """A finding on a drawing in the first producer's cell."""
    return at(check, severity, PRODUCER, 2, "[drawing]")


PROOFS: dict[str, Case] = {
    "text-cut": Case(
        Appendix(paper=CutPaper),
        {at("text-cut", "warning", PRODUCER, 2, TEXT), MISSING},
        Appendix(paper=RoomyPaper),
    ),
    "text-covered": Case(
        Appendix(paper=CoveredPaper),
        {at("text-covered", "warning", PRODUCER, 2, TEXT)},
        Appendix(paper=UnderlaidPaper),
    ),
    "ink-not-read": Case(
        Appendix(paper=TickedPaper),
        {unread("ink-not-read", "warning")},
        Appendix(paper=WhiteTickPaper),
    ),
    "drawn-marks": Case(
        Appendix(paper=CrossPaper),
        {
            ("drawn-marks", "info", "", "", PRODUCER, 2, ""),
            unread("producer-unknown", "error"),
        },
        Appendix(paper=OneTextPaper),
    ),
    "document-scanned": Case(
        Appendix(paper=ScannedPaper),
        {("document-scanned", "warning", "", "", PRODUCER, 2, "")},
        Appendix(paper=OneTextPaper),
    ),
    "ink-outside-tables": Case(
        Appendix(paper=LogoPaper),
        {("ink-outside-tables", "info", "", "", "", 1, "[drawing] 1: 44, 786, 76, 817")},
        Appendix(paper=WhiteLogoPaper),
    ),
    "page-unproven": Case(
        with_page(lambda page: replace(page, proven=page.number != 2)),
        {("page-unproven", "warning", "", "", "", 2, "")},
        with_page(lambda page: replace(page, proven=True)),
    ),
}
