"""How the coordinates of a page in pdfplumber become those of the upright page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

from pipeline.pages.geometry import Box, Turn, turn_box, turn_box_back


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How a page's coordinates in pdfplumber become those of the upright page.

    Args:
        dx: what to subtract from x.
        dy: what to subtract from y.
        width: of the page as displayed.
        height: of the page as displayed.
        turn: degrees to turn it clockwise for its text to be upright.
    """

    dx: float
    dy: float
    width: float
    height: float
    turn: Turn

    def box(self, thing: dict[str, Any]) -> Box:
        """The box of a drawn thing on the upright page."""
        return self.upright(self.displayed(thing))

    def upright(self, box: Box) -> Box:
        """A box of the page as displayed on the upright page."""
        return round_box(turn_box(box, self.turn, self.width, self.height))

    def displayed(self, thing: dict[str, Any]) -> Box:
        """The box of a drawn thing on the page as displayed."""
        return Box(
            thing["x0"] - self.dx,
            thing["top"] - self.dy,
            thing["x1"] - self.dx,
            thing["bottom"] - self.dy,
        )

    def shown_box(self, box: Box) -> Box | None:
        """A box of the upright page on the page as displayed; None where that is the same."""
        return self.as_displayed(box) if self.turn else None

    def as_displayed(self, box: Box) -> Box:
        """A box of the upright page on the page as displayed."""
        return round_box(turn_box_back(box, self.turn, self.width, self.height))


def round_box(box: Box) -> Box:
    """A box to a hundredth of a point."""
    return Box(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def displayed_box(page: pdfplumber.page.Page) -> tuple[float, float, Box]:
    """What to subtract from pdfplumber's x and y, and the box of what is displayed.

    A page shows its CropBox, cut to its MediaBox and turned clockwise by its flag (ISO 32000-1,
    14.11.2). pdfplumber turns the text, but not the CropBox.
    """
    mx0, my0, mx1, my1 = sorted_corners(page.page_obj.mediabox)
    cx0, cy0, cx1, cy1 = sorted_corners(page.page_obj.cropbox)
    if min(cx1, mx1) <= max(cx0, mx0) or min(cy1, my1) <= max(cy0, my0):
        # Viewers show the whole page where its CropBox leaves nothing of it.
        cx0, cy0, cx1, cy1 = mx0, my0, mx1, my1
    left, lower = max(0.0, cx0 - mx0), max(0.0, cy0 - my0)
    right, upper = max(0.0, mx1 - cx1), max(0.0, my1 - cy1)
    width, height = mx1 - mx0 - left - right, my1 - my0 - lower - upper
    beside, above = {
        0: (left, upper),
        90: (lower, left),
        180: (right, lower),
        270: (upper, right),
    }[page.rotation]
    if page.rotation in (90, 270):
        width, height = height, width
    return page.mediabox[0] + beside, page.mediabox[1] + above, Box(0, 0, width, height)


def sorted_corners(box: Sequence[float]) -> tuple[float, float, float, float]:
    """A PDF rectangle with its lower left corner first; any two opposite ones may be given."""
    ax, ay, bx, by = box
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
