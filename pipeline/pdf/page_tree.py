"""The pages of a PDF as viewers find them, each with boxes and a turn that can be used.

As pdfminer has it, a page that is lost is left out without a word, and the numbers of those after
it are no longer those that viewers show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1

from pipeline.pdf.faults import FaultLog

QUARTER_DEGREES = 90
QUARTERS = 4
# What a page has where a viewer finds no box for it: US Letter, in points.
DEFAULT_BOX = (0, 0, 612, 792)
# Boxes that are for printers alone; the library stumbles over broken ones.
UNUSED_BOXES = ("TrimBox", "BleedBox", "ArtBox")
Rect = tuple[float, float, float, float]
Attributes = dict[Any, Any]


class ViewedPage(PDFPage):
    """A page with the boxes that viewers show, turned by whole quarters.

    Args:
        doc: its document.
        pageid: number of its object.
        attrs: its dictionary, with what it inherits.
        label: its label, which nothing uses.
    """

    def __init__(self, doc: Any, pageid: object, attrs: object, label: str | None) -> None:
        known = {
            name: value for name, value in dict_value(attrs).items() if name not in UNUSED_BOXES
        }
        media, cut, self.is_mended = viewed_boxes(known)
        known.update(MediaBox=list(media), CropBox=list(cut))
        if "Rotate" in known:
            known["Rotate"] = whole_turn(known["Rotate"])
        if not isinstance(resolve1(known.get("Resources")), dict):
            known["Resources"] = {}
        super().__init__(doc, pageid, known, label)

    @classmethod
    def create_pages(cls, document: Any) -> Iterator[PDFPage]:
        """The pages of a document; blank ones in place of those that are lost."""
        found = False
        for number, attributes in tree_pages(document):
            found = True
            yield cls(document, number, attributes, None)
        if not found:
            yield from super().create_pages(document)


def tree_pages(document: Any) -> Iterator[tuple[int, Attributes]]:
    """The number and the dictionary of each page, with what it inherits.

    What has no pages below it is a page, whatever it calls itself.
    """
    faults = getattr(document, "faults", None) or FaultLog()
    passed: set[int] = set()
    waiting: list[tuple[object, Attributes]] = [(document.catalog.get("Pages"), {})]
    while waiting:
        node, inherited = waiting.pop()
        number = node.objid if isinstance(node, PDFObjRef) else 0
        own = resolve1(node)
        if isinstance(own, PDFStream):
            own = own.attrs
        if not isinstance(own, dict):
            if inherited or passed:
                faults.note("pdf-data-lost", f"page object {number}")
                yield number, {"MediaBox": list(DEFAULT_BOX), **inherited}
            continue
        attributes = {**inherited, **own}
        if "Kids" not in own:
            yield number, attributes
        elif number not in passed or not number:
            passed.add(number)
            handed_on = {
                name: attributes[name]
                for name in (*ViewedPage.INHERITABLE_ATTRS, "Kids")
                if name in attributes
            }
            waiting.extend((kid, handed_on) for kid in reversed(list_value(own["Kids"])))


def viewed_boxes(attributes: Mapping[Any, Any]) -> tuple[Rect, Rect, bool]:
    """What viewers take for the MediaBox and the CropBox of a page; whether they mend one.

    PDFium takes corners in any order, US Letter where a MediaBox is missing or has no area, and
    the whole page where a CropBox has none, or leaves nothing of the page.
    """
    media = usable_box(attributes.get("MediaBox"))
    is_mended = media is None or media != given_box(attributes.get("MediaBox"))
    whole = media or DEFAULT_BOX
    if attributes.get("CropBox") is None:
        return whole, whole, is_mended
    cut = usable_box(attributes["CropBox"])
    is_mended = is_mended or cut is None or cut != given_box(attributes["CropBox"])
    if cut is None:
        return whole, whole, is_mended
    across = min(cut[2], whole[2]) > max(cut[0], whole[0])
    down = min(cut[3], whole[3]) > max(cut[1], whole[1])
    return (whole, cut, is_mended) if across and down else (whole, whole, True)


def usable_box(value: object) -> Rect | None:
    """A box with its lower left corner first; None where it has no area."""
    given = given_box(value)
    if given is None:
        return None
    ax, ay, bx, by = given
    box = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    return box if box[0] < box[2] and box[1] < box[3] else None


def given_box(value: object) -> Rect | None:
    """A box as it is given; None where it is no box."""
    corners = resolve1(value)
    if not isinstance(corners, list | tuple):
        return None
    numbers = [resolve1(corner) for corner in corners]
    if len(numbers) != len(DEFAULT_BOX) or not all(is_number(number) for number in numbers):
        return None
    left, lower, right, upper = map(float, numbers)
    return left, lower, right, upper


def is_number(value: object) -> bool:
    """Whether something in a PDF is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def whole_turn(rotate: object) -> int:
    """Degrees clockwise, a multiple of 90 below 360.

    PDFium, which shows PDFs in Chrome and Edge, cuts off what is beyond whole degrees and then
    beyond whole quarters, towards nought; what is no number turns nothing.

    Args:
        rotate: the value of `/Rotate`, or a reference to it.
    """
    degrees = resolve1(rotate)
    if not is_number(degrees):
        return 0
    return int(int(degrees) / QUARTER_DEGREES) % QUARTERS * QUARTER_DEGREES
