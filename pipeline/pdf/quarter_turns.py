"""How a PDF says that a page is to be turned, read as viewers read it."""

from __future__ import annotations

from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, resolve1

QUARTER_DEGREES = 90
QUARTERS = 4


class QuarterTurnPage(PDFPage):
    """A page that is turned by whole quarters, whatever its `/Rotate` is."""

    def __init__(self, doc: Any, pageid: object, attrs: object, label: str | None) -> None:
        known = dict_value(attrs)
        turned = {**known, "Rotate": whole_turn(known["Rotate"])} if "Rotate" in known else known
        super().__init__(doc, pageid, turned, label)


def whole_turn(rotate: object) -> int:
    """Degrees clockwise, a multiple of 90 below 360.

    PDFium, which shows PDFs in Chrome and Edge, cuts off what is beyond whole degrees and then
    beyond whole quarters, towards nought; what is no number turns nothing.

    Args:
        rotate: the value of `/Rotate`, or a reference to it.
    """
    degrees = resolve1(rotate)
    if isinstance(degrees, bool) or not isinstance(degrees, int | float):
        return 0
    return int(int(degrees) / QUARTER_DEGREES) % QUARTERS * QUARTER_DEGREES
