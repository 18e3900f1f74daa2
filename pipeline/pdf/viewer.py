"""A second, independent reader: what a page shows, in pixels, and the letters found there.

pypdfium2 renders the page as a viewer does, with annotations and fields of forms, and again with
its text or its drawings left out, so that the ink of each is told from that of the others.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.pages.geometry import Box, intersection
from pipeline.pdf.pixels import PAPER_GREY, Pixels
from pipeline.pdf.tolerances import LONGEST_SIDE_PIXELS, PIXELS_PER_POINT
from pipeline.text.strings import REPLACEMENT

# Annotations that show nothing of their own, or mark the text below them, or are read as fields.
SILENT_ANNOTATIONS = (
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
)
# Codes that are halves of letters (Unicode 3.9, D72), from the first to the last.
LONE_HALVES = (0xD800, 0xDFFF)
# Forms in forms deeper than this are broken or hostile.
DEEPEST_FORM = 20
# What stands before the place of the table that says where the parts of a file stand.
XREF_MARKER, NO_MARKER = b"startxref", b"startnone"


@dataclass(frozen=True, slots=True)
class SeenLetter:
    """A letter that the second reader found.

    Args:
        text: what it says.
        x: where its baseline begins on the page as displayed, in points.
        y: the baseline's distance from the top there.
        item: number of the text object that draws it, from 0; -1 where it is not known.
    """

    text: str
    x: float
    y: float
    item: int


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page shows.

    Args:
        scale: pixels a point, across and down.
        whole: grey pixels of all that is shown, rows of columns.
        whole_without_text: the same without the letters of the page itself.
        content: what the page itself shows, without annotations and fields of forms.
        without_text: the same without letters as well.
        without_drawings: the same without drawn paths as well: pictures and shadings.
        clips: the box beyond which each text object is cut off, if it is; in points.
        notes: the boxes of annotations that are drawn, in points.
    """

    scale: tuple[float, float]
    whole: Pixels
    whole_without_text: Pixels
    content: Pixels
    without_text: Pixels
    without_drawings: Pixels
    clips: tuple[Box | None, ...]
    notes: tuple[Box, ...] = ()


class Viewer:
    """Shows the pages of a PDF, as far as the library can open them.

    Args:
        content: the bytes of the PDF.
        searched: look for all parts, whatever the file says where they stand. The library does so
            where the file does not say it at all.
    """

    def __init__(self, content: bytes, searched: bool = False) -> None:
        self.document: pypdfium2.PdfDocument | None = None
        self.needs_password = False
        if searched:
            content = content.replace(XREF_MARKER, NO_MARKER)
        try:
            self.document = pypdfium2.PdfDocument(content)
            self.document.init_forms()
        except pypdfium2.PdfiumError as error:
            self.needs_password = error.err_code == pdfium.FPDF_ERR_PASSWORD

    @property
    def page_count(self) -> int:
        """How many pages the library shows."""
        return 0 if self.document is None else len(self.document)

    def copy(self) -> bytes | None:
        """The PDF as the library writes it: whole, and not encrypted; None where it cannot.

        It finds the parts of a broken file as it does when it shows them.
        """
        if self.document is None:
            return None
        written = BytesIO()
        try:
            self.document.save(written, flags=pdfium.FPDF_REMOVE_SECURITY)
        except pypdfium2.PdfiumError:
            return None
        return written.getvalue()

    def close(self) -> None:
        """Give back what the library holds."""
        if self.document is not None:
            self.document.close()
            self.document = None

    def page(self, number: int, width: float, height: float) -> OpenPage | None:
        """A page to look at; None where the library cannot open it.

        Args:
            number: from 1.
            width: of the page as displayed, in points.
            height: of the page as displayed, in points.
        """
        if self.document is None:
            return None
        try:
            page = self.document[number - 1]
            if min(page.get_size()) <= 0:
                # Its CropBox leaves nothing of it; other viewers show the whole page then.
                ax, ay, bx, by = page.get_mediabox()
                page.set_cropbox(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                page.close()
                page = self.document[number - 1]
            return OpenPage(page, width, height)
        except (pypdfium2.PdfiumError, IndexError):
            return None


class OpenPage:
    """A page that is looked at, layer by layer.

    Args:
        page: of pypdfium2.
        width: of the page as displayed, in points.
        height: of the page as displayed, in points.
    """

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.page = page
        self.width, self.height = width, height
        longest = max(width, height, 1)
        self.scale = min(PIXELS_PER_POINT, LONGEST_SIDE_PIXELS / longest)
        self.annotated = bool(pdfium.FPDFPage_GetAnnotCount(page))

    @cached_property
    def objects(self) -> list[DrawnObject]:
        """What the page draws; a page that is only drawn is not asked for it."""
        return list(drawn_objects(self.page))

    @cached_property
    def texts(self) -> list[DrawnObject]:
        """The text that the page draws."""
        return [o for o in self.objects if o.kind == pdfium.FPDF_PAGEOBJ_TEXT]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on the page."""
        return not self.objects and not self.annotated

    def close(self) -> None:
        """Give back what the library holds."""
        self.page.close()

    def shown(self) -> ShownPage:
        """What the page shows."""
        if self.is_blank:
            blank = np.full((1, 1), PAPER_GREY, np.uint8)
            return ShownPage((0.0, 0.0), blank, blank, blank, blank, blank, ())
        whole = self.pixels()
        whole_bare = self.without(self.texts)
        content, with_paths = whole, whole_bare
        if self.annotated:
            content = self.pixels(annotations=False)
            with_paths = self.without(self.texts, annotations=False)
        paths = [o for o in self.objects if o.kind == pdfium.FPDF_PAGEOBJ_PATH]
        others = len(self.objects) > len(self.texts) + len(paths)
        bare = np.full_like(whole, PAPER_GREY)
        if others:
            bare = self.without([*self.texts, *paths], annotations=False)
        rows, columns = whole.shape
        return ShownPage(
            scale=(columns / self.width, rows / self.height),
            whole=whole,
            whole_without_text=whole_bare,
            content=content,
            without_text=with_paths,
            without_drawings=bare,
            clips=tuple(self.clip(text) for text in self.texts),
            notes=tuple(self.notes()) if self.annotated else (),
        )

    def without_items(self, items: Iterable[int]) -> Pixels:
        """What the page shows without some of its text objects."""
        return self.without([self.texts[item] for item in items])

    def without(
        self, objects: Sequence[DrawnObject], annotations: bool = True, colour: bool = False
    ) -> Pixels:
        """What the page shows without some of its objects."""
        for drawn in objects:
            pdfium.FPDFPageObj_SetIsActive(drawn.handle, False)
        try:
            return self.pixels(annotations, colour)
        finally:
            for drawn in objects:
                pdfium.FPDFPageObj_SetIsActive(drawn.handle, True)

    def pixels(
        self, annotations: bool = True, colour: bool = False, scale: float | None = None
    ) -> Pixels:
        """The page in pixels: rows of columns, of three colours each where asked for.

        Args:
            annotations: with what lies on the page, and fields of forms.
            colour: blue, green and red of each pixel in place of its grey.
            scale: pixels a point; as all else is looked at where None.
        """
        bitmap = self.page.render(
            scale=self.scale if scale is None else scale,
            grayscale=not colour,
            draw_annots=annotations and self.annotated,
            may_draw_forms=annotations and self.annotated,
        )
        pixels = np.array(bitmap.to_numpy(), copy=True)
        bitmap.close()
        return pixels if colour else pixels.reshape(pixels.shape[:2])

    def notes(self) -> Iterator[Box]:
        """The boxes of annotations whose drawing may say something."""
        place = self.displayed_place()
        for number in range(pdfium.FPDFPage_GetAnnotCount(self.page)):
            note = pdfium.FPDFPage_GetAnnot(self.page, number)
            corners = pdfium.FS_RECTF()
            known = pdfium.FPDFAnnot_GetRect(note, corners)
            if known and pdfium.FPDFAnnot_GetSubtype(note) not in SILENT_ANNOTATIONS:
                (ax, ay), (bx, by) = (
                    place(corners.left, corners.top),
                    place(corners.right, corners.bottom),
                )
                yield Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            pdfium.FPDFPage_CloseAnnot(note)

    def text(self) -> str:
        """The letters that the library finds in the page's content, those that it adds included."""
        if self.is_blank:
            return ""
        page = self.page.get_textpage()
        found = str(page.get_text_range(errors="ignore"))
        page.close()
        return found

    def letters(self) -> Iterator[SeenLetter]:
        """The letters that the library finds in the page's content, each with its place."""
        numbers = {address(drawn.handle): number for number, drawn in enumerate(self.texts)}
        place = self.displayed_place()
        text = self.page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            letter = letter_at(text, index)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            handle = pdfium.FPDFText_GetTextObject(text, index)
            item = numbers.get(address(handle), -1) if handle else -1
            across, down = place(x.value, y.value)
            yield SeenLetter(letter, across, down, item)
        text.close()

    def clip(self, drawn: DrawnObject) -> Box | None:
        """The box beyond which an object is cut off; None where it is not, or not known.

        Objects in forms have places of their own, which the library does not tell.
        """
        clip = None if drawn.in_form else pdfium.FPDFPageObj_GetClipPath(drawn.handle)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        if count <= 0:
            return None
        place = self.displayed_place()
        box = Box(0, 0, self.width, self.height)
        for path in range(count):
            points = [place(*point) for point in clip_points(clip, path)]
            if points:
                across, down = [x for x, _ in points], [y for _, y in points]
                box = intersection(box, Box(min(across), min(down), max(across), max(down)))
        return box

    def displayed_place(self) -> Callable[[float, float], tuple[float, float]]:
        """What turns a place in the PDF's coordinates into one on the page as displayed.

        The library tells it in whole pixels: of a page that is shown a thousand times as large.
        """
        unit, span = 1000, 1000
        size = round(self.width * unit), round(self.height * unit)
        ends = []
        for point in ((0, 0), (span, 0), (0, span)):
            x, y = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(self.page, 0, 0, *size, 0, *point, x, y)
            ends.append((x.value / unit, y.value / unit))
        (ox, oy), (ax, ay), (bx, by) = ends
        across, down = ((ax - ox) / span, (bx - ox) / span), ((ay - oy) / span, (by - oy) / span)

        def place(x: float, y: float) -> tuple[float, float]:
            return ox + across[0] * x + across[1] * y, oy + down[0] * x + down[1] * y

        return place


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """An object of a page: its handle, its kind, and whether it is drawn by a form."""

    handle: Any
    kind: int
    in_form: bool


def drawn_objects(page: Any) -> Iterator[DrawnObject]:
    """The objects of a page and of the forms it draws, in the order in which they are drawn."""
    count = pdfium.FPDFPage_CountObjects(page)
    handles = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    yield from objects_of(handles, 0)


def objects_of(handles: Iterable[Any], depth: int) -> Iterator[DrawnObject]:
    """Objects, and those of forms among them."""
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inner = (pdfium.FPDFFormObj_GetObject(handle, number) for number in range(count))
            yield from objects_of(inner, depth + 1)
        else:
            yield DrawnObject(handle, kind, depth > 0)


def clip_points(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    """The points of a path of a clip, in the PDF's coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def letter_at(text: Any, index: int) -> str:
    """A letter of those that the library finds; a sign for it where it gives no code of one."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    is_letter = code <= sys.maxunicode and not LONE_HALVES[0] <= code <= LONE_HALVES[1]
    return chr(code) if is_letter else REPLACEMENT


def address(handle: Any) -> int:
    """What two handles of one object have in common."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
