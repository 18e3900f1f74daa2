"""PDF → pages: words, rulings and fills, read with pdfplumber.

The only module that knows pdfplumber. It runs in a child process (see `isolation`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer import pdftypes
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdftypes import resolve1
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from pipeline.document import Box, Fill, Page, Ruling, Turn, Word, sides, union
from pipeline.errors import InputError
from pipeline.fonts import leave_codes_as_they_are
from pipeline.glyphs import (
    across_page,
    composed,
    is_slanted,
    laid_upright,
    own_turn,
    placed,
    printed_once,
    turn_of,
    turned,
    turned_back,
    without_hyphenation_marks,
)
from pipeline.text.strings import REPLACEMENT, readable

# A gap wider than this share of the font size ends a word: letters of one word stand
# closer, and the narrowest usual space is about 0.2.
WORD_GAP = 0.15
# Letters set apart in a word stand no further apart than this share of their size.
WIDEST_LETTER_GAP = 0.5
# Characters whose tops differ by no more than this many points stand on one line. Lines of
# neighbouring cells may be offset by little, so this must stay well below a line's pitch.
SAME_LINE = 1.0
# A filled rectangle no thicker than this many points is a ruling, not a shaded area.
RULING_THICKNESS = 4.0
# Dots no further apart than this many points or times their size, and so many points of them,
# are a dotted ruling.
DOT_GAP, DOT_GAP_SIZES, SHORTEST_DOTTED = 4.0, 2.5, 8.0
# A ruling may stray this many points from the straight, or into a letter's edge.
STRAIGHT = 0.5
# The PDF specification has %PDF- at the start and %%EOF at the end of a file; readers
# accept them within this many bytes of either (ISO 32000-1, annex H.3, notes 13 and 18).
MARKER_REACH = 1024
# Remarks of this part of pdfminer are about font metrics, which no value depends on.
INVISIBLE_MODES = (3, 7)
IGNORED_LOGGER = "pdfminer.pdffont"


class CorruptStreamError(Exception):
    """Compressed data of a PDF that cannot be decompressed whole."""


def refuse_corrupt(data: bytes) -> bytes:
    """Stand in for pdfminer's repair of corrupt data, which leaves out text without a word.

    A blank page may have a stream without any data, which is no more than nothing.

    Raises:
        CorruptStreamError: always but then; it is called for corrupt data alone.
    """
    if not data:
        return data
    raise CorruptStreamError(f"{len(data)} bytes of compressed data are corrupt")


pdftypes.decompress_corrupted = refuse_corrupt


class VisibleText(PDFPageAggregatorWithMarkedContent):
    """Leaves out text in a rendering mode that shows nothing (ISO 32000-1, table 106)."""

    hidden = False

    def render_string(self, textstate: Any, *arguments: Any) -> None:
        """Note the rendering mode for the characters of a string."""
        self.hidden = textstate.render in INVISIBLE_MODES
        super().render_string(textstate, *arguments)

    def render_char(self, *arguments: Any, **named: Any) -> float:
        """Move on by a character, which is kept only where it shows."""
        before = len(self.cur_item)
        advance = super().render_char(*arguments, **named)
        if self.hidden:
            del self.cur_item._objs[before:]
        return float(advance)


setattr(pdfplumber.page, PDFPageAggregatorWithMarkedContent.__name__, VisibleText)
leave_codes_as_they_are()


class RemarkCollector(logging.Handler):
    """Keeps what the PDF library would otherwise only log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a remark once, whatever page it is on."""
        if record.name != IGNORED_LOGGER:
            self.remarks[record.getMessage()] = None


def read_pages(path: Path, collector: RemarkCollector) -> Iterator[Page | int]:
    """The number of pages, then the pages of a PDF.

    Args:
        path: the PDF.
        collector: takes what the PDF library remarks.

    Raises:
        InputError: the file is not a PDF, is damaged, or needs a password.
    """
    check_file(path)
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).addHandler(collector)
        logging.getLogger(name).propagate = False
    with open_pdf(path) as pdf:
        yield len(pdf.pages)
        turn: Turn = 0
        for page in pdf.pages:
            page.process_object = partial(drawn, page)  # type: ignore[method-assign]
            try:
                turn = turn_of(page.chars, turn)
                yield read_page(page, turn)
            except (PdfminerException, CorruptStreamError) as error:
                raise unreadable(path, f"page {page.page_number} cannot be read", error) from error
            page.close()


def drawn(page: pdfplumber.page.Page, thing: Any) -> dict[str, Any]:
    """What a page says of a drawn thing: of a character no more than is read of it.

    pdfplumber resolves each of its many attributes, which takes a third of the time of parsing.
    """
    if not isinstance(thing, LTChar):
        return pdfplumber.page.Page.process_object(page, thing)
    left, above = page.mediabox[0], page.mediabox[1] + page.height
    return {
        "object_type": "char",
        "text": thing.get_text(),
        "fontname": str(thing.fontname),
        "size": thing.size,
        "matrix": thing.matrix,
        "non_stroking_color": thing.graphicstate.ncolor,
        "x0": thing.x0 + left,
        "top": above - thing.y1,
        "x1": thing.x1 + left,
        "bottom": above - thing.y0,
    }


def check_file(path: Path) -> None:
    """Look at the file itself before any parser does.

    Raises:
        InputError: there is no such file, it is no file, is empty, is no PDF, or ends early.
    """
    if path.is_dir():
        raise InputError("not-a-file", f"{path} is a folder: name a PDF file in it.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError("file-missing", f"{path} does not exist: check the name.") from None
    except OSError as error:
        raise InputError(
            "file-unreadable", f"{path} cannot be opened ({error.strerror}): check its permissions."
        ) from None
    if not content:
        raise InputError("file-empty", f"{path} is empty: download or save it again.")
    if b"%PDF-" not in content[:MARKER_REACH]:
        raise InputError(
            "not-a-pdf", f"{path} is not a PDF, whatever its name: save the document as PDF."
        )
    if b"%%EOF" not in content[-MARKER_REACH:]:
        raise damaged(path, "it ends in the middle")


def open_pdf(path: Path) -> PDF:
    """Open a PDF; a password that only forbids changes does not matter.

    Raises:
        InputError: it is damaged or needs a password.
    """
    try:
        pdf = pdfplumber.open(path)
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise InputError(
                "password-needed",
                f"{path} opens only with a password: save a copy without one and use that.",
            ) from error
        raise unreadable(path, "its structure is broken", error) from error
    if any(isinstance(xref, PDFXRefFallback) for xref in pdf.doc.xrefs):
        raise damaged(path, "its table of contents for the reader (xref) is broken")
    try:
        declared = resolve1(resolve1(pdf.doc.catalog.get("Pages")).get("Count"))
        count = len(pdf.pages)
    except (AttributeError, CorruptStreamError) as error:
        raise damaged(path, "its list of pages is broken") from error
    if declared != count:
        raise damaged(path, f"it has {count} of the {declared} pages it announces")
    return pdf


def unreadable(path: Path, what: str, error: Exception) -> Exception:
    """What to raise for an error of the PDF library: damage, or memory used up."""
    if any(isinstance(cause, MemoryError) for cause in error.args):
        return MemoryError()
    return damaged(path, f"{what} ({error})" if str(error) else what)


def damaged(path: Path, why: str) -> InputError:
    """The error for a file that only a new copy can mend."""
    return InputError("pdf-damaged", f"{path} is damaged, {why}: download or save it again.")


def read_page(page: pdfplumber.page.Page, turn: Turn) -> Page:
    """One page, in points from the top left corner of its CropBox as displayed.

    Args:
        page: the page.
        turn: degrees to turn it clockwise, so that text turned as a whole is read upright.
    """
    dx, dy, shown = displayed(page)
    sheet = Sheet(dx, dy, shown.x1, shown.bottom, turn)
    rulings, fills = read_lines(page, sheet)
    visible = list(visible_glyphs(page, sheet, shown, fills))
    every = composed(printed_once(without_hyphenation_marks(visible)))
    slanted = [glyph for glyph in every if glyph["slants"]]
    glyphs = [glyph for glyph in every if not glyph["slants"]]
    marks = across_page(glyphs)
    if marks:
        loose = {id(glyph) for glyph in marks}
        glyphs = [glyph for glyph in glyphs if id(glyph) not in loose]
    words = [*read_words(glyphs, sheet, rulings), *mark_words(marks, sheet)]
    return Page(
        number=page.page_number,
        words=tuple(words),
        rulings=tuple(rulings),
        fills=tuple(fills),
        turn=turn,
        slanted=tuple(slanted_words(slanted, sheet)),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
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
        shown = Box(
            thing["x0"] - self.dx,
            thing["top"] - self.dy,
            thing["x1"] - self.dx,
            thing["bottom"] - self.dy,
        )
        return rounded(turned(shown, self.turn, self.width, self.height))

    def shown(self, box: Box) -> Box | None:
        """A box of the upright page on the page as displayed; None where that is the same."""
        if not self.turn:
            return None
        return rounded(turned_back(box, self.turn, self.width, self.height))


def rounded(box: Box) -> Box:
    """A box to a hundredth of a point."""
    return Box(round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2))


def visible_glyphs(
    page: pdfplumber.page.Page, sheet: Sheet, shown: Box, fills: list[Fill]
) -> Iterator[dict[str, Any]]:
    """The characters that can be seen, with their boxes on the upright page.

    Text outside the CropBox and white text on white paper are not seen.
    """
    upright_page = turned(shown, sheet.turn, sheet.width, sheet.height)
    for char in page.chars:
        box = sheet.box(char)
        if not upright_page.holds(box.middle):
            continue
        if is_white(char["non_stroking_color"]) and not any(
            fill.box.holds(box.middle) for fill in fills
        ):
            continue
        turn = (own_turn(char) - sheet.turn) % 360
        glyph = {**char, **placed(box), "turn": turn, "upright": True, "slants": is_slanted(char)}
        # A font may map a glyph to no character at all; what it shows is not known then.
        yield {**glyph, "text": char["text"] or REPLACEMENT}


def displayed(page: pdfplumber.page.Page) -> tuple[float, float, Box]:
    """What to subtract from pdfplumber's x and y, and the box of what is displayed.

    A page shows its CropBox, cut to its MediaBox and turned clockwise by its flag (ISO 32000-1,
    14.11.2). pdfplumber turns the text, but not the CropBox.
    """
    mx0, my0, mx1, my1 = upright(page.page_obj.mediabox)
    cx0, cy0, cx1, cy1 = upright(page.page_obj.cropbox)
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


def upright(box: Sequence[float]) -> tuple[float, float, float, float]:
    """A PDF rectangle with its lower left corner first; any two opposite ones may be given."""
    ax, ay, bx, by = box
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def read_words(glyphs: list[dict[str, Any]], sheet: Sheet, rulings: list[Ruling]) -> Iterator[Word]:
    """The words of a page, cut where a vertical ruling stands between two letters.

    Words that are turned on an upright page are read as if it were turned.
    """
    verticals = [ruling for ruling in rulings if ruling.direction == "v"]
    upright_page = turned(
        Box(0, 0, sheet.width, sheet.height), sheet.turn, sheet.width, sheet.height
    )
    width, height = upright_page.x1, upright_page.bottom
    yield from (
        Word(text, box, bold, sheet.shown(box))
        for text, box, bold in words_of([g for g in glyphs if not g["turn"]], verticals)
    )
    turns: tuple[Turn, ...] = (90, 180, 270)
    for turn in turns:
        own = laid_upright((g for g in glyphs if g["turn"] == turn), turn, width, height)
        for text, box, bold in words_of(own, []):
            there = rounded(turned_back(box, turn, width, height))
            yield Word(text, there, bold, sheet.shown(there), turn)


def slanted_words(glyphs: list[dict[str, Any]], sheet: Sheet) -> Iterator[Word]:
    """The words that glyphs make in the order in which they are drawn, parted by spaces."""
    for is_space, run in groupby(glyphs, key=lambda glyph: bool(glyph["text"].isspace())):
        chars = list(run)
        if not is_space:
            box = union(Box(c["x0"], c["top"], c["x1"], c["bottom"]) for c in chars)
            text = readable("".join(char["text"] for char in chars))
            yield Word(text, box, bold=False, shown=sheet.shown(box))


def words_of(
    glyphs: list[dict[str, Any]], verticals: list[Ruling]
) -> Iterator[tuple[str, Box, bool]]:
    """The words of upright glyphs: text, box, and whether they are bold."""
    for word in extract_words(
        list(one_height(glyphs)),
        x_tolerance_ratio=WORD_GAP + letter_gap(glyphs),
        y_tolerance=SAME_LINE,
        return_chars=True,
    ):
        for chars in cut_at_rulings(word["chars"], verticals):
            letters = "".join(LIGATURES.get(char["text"], char["text"]) for char in chars)
            box = Box(
                min(char["x0"] for char in chars),
                min(char["top"] for char in chars),
                max(char["x1"] for char in chars),
                max(char["bottom"] for char in chars),
            )
            bold = all("twice" in c or "bold" in c["fontname"].lower() for c in chars)
            yield readable(letters), box, bold


def one_height(glyphs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Glyphs, those that follow each other at one foot made as high as the highest.

    Small capitals stand so beside the first letter of a word.
    """
    run: list[dict[str, Any]] = []
    for glyph in [*glyphs, None]:
        if run and (glyph is None or not goes_on(run[-1], glyph)):
            top = min(one["top"] for one in run)
            low = max(one["top"] for one in run) - top > SAME_LINE
            yield from ({**one, "top": top, "doctop": top} for one in run) if low else run
            run = []
        if glyph is not None:
            run.append(glyph)


def goes_on(before: dict[str, Any], glyph: dict[str, Any]) -> bool:
    """Whether a glyph follows closely after another one at the same foot."""
    gap = glyph["x0"] - before["x1"]
    same_foot = abs(glyph["bottom"] - before["bottom"]) <= SAME_LINE
    return bool(same_foot and abs(gap) <= WORD_GAP * before["size"])


def letter_gap(glyphs: list[dict[str, Any]]) -> float:
    """How far apart letters are usually set in a word, as a share of their size."""
    gaps = sorted(
        (glyph["x0"] - before["x1"]) / glyph["size"]
        for before, glyph in pairwise(glyphs)
        if glyph["top"] == before["top"]
        and glyph["size"]
        and 0 <= glyph["x0"] - before["x1"] < glyph["size"] * WIDEST_LETTER_GAP
    )
    return float(gaps[len(gaps) // 2]) if gaps else 0.0


def mark_words(marks: list[dict[str, Any]], sheet: Sheet) -> Iterator[Word]:
    """The letters of a mark across the page as one word; none where there is no mark."""
    if marks:
        box = Box(
            min(char["x0"] for char in marks),
            min(char["top"] for char in marks),
            max(char["x1"] for char in marks),
            max(char["bottom"] for char in marks),
        )
        letters = "".join(char["text"] for char in marks)
        yield Word(readable(letters), box, False, sheet.shown(box), loose=True)


LIGATURES = pdfplumber.utils.text.LIGATURES


def cut_at_rulings(
    chars: list[dict[str, Any]], verticals: list[Ruling]
) -> list[list[dict[str, Any]]]:
    """Characters of one word, in parts that no vertical ruling divides.

    Neighbouring cells may be printed so close that their words run together. A ruling that
    goes through a letter divides nothing: there a long word runs over its cell's edge.
    """
    first, last = chars[0], chars[-1]
    height = (first["top"] + first["bottom"]) / 2
    crossing = [
        ruling.position
        for ruling in verticals
        if first["x0"] < ruling.position < last["x1"] and ruling.start <= height <= ruling.end
    ]
    parts = [[first]]
    for before, char in pairwise(chars):
        if any(before["x1"] - STRAIGHT <= x <= char["x0"] + STRAIGHT for x in crossing):
            parts.append([])
        parts[-1].append(char)
    return parts


def read_lines(page: pdfplumber.page.Page, sheet: Sheet) -> tuple[list[Ruling], list[Fill]]:
    """Rulings (lines, thin rectangles, sides of drawn rectangles) and shaded areas."""
    rulings: list[Ruling] = []
    fills: list[Fill] = []
    for line in page.lines:
        rulings += straight(sheet.box(line))
    dots: list[Box] = []
    for rect in page.rects:
        box = sheet.box(rect)
        if max(box.x1 - box.x0, box.bottom - box.top) <= RULING_THICKNESS:
            dots.append(box)
            continue
        if min(box.x1 - box.x0, box.bottom - box.top) <= RULING_THICKNESS:
            rulings += straight(middle_line(box))
            continue
        if rect["stroke"]:
            rulings += sides(box)
        if rect["fill"] and not is_white(rect["non_stroking_color"]):
            fills.append(Fill(box, str(rect["non_stroking_color"])))
    for curve in page.curves:
        around = sheet.box(curve)
        if max(around.x1 - around.x0, around.bottom - around.top) <= RULING_THICKNESS:
            dots.append(around)
        elif curve["stroke"]:
            for (ax, ay), (bx, by) in pairwise(curve["pts"]):
                piece = {
                    "x0": min(ax, bx),
                    "top": min(ay, by),
                    "x1": max(ax, bx),
                    "bottom": max(ay, by),
                }
                rulings += straight(sheet.box(piece))
    return [*rulings, *dotted(dots)], fills


def dotted(dots: list[Box]) -> Iterator[Ruling]:
    """The rulings that rows and columns of dots make."""
    rows: dict[float, list[tuple[float, float]]] = {}
    columns: dict[float, list[tuple[float, float]]] = {}
    for dot in dots:
        x, y = dot.middle
        rows.setdefault(round(y, 1), []).append((dot.x0, dot.x1))
        columns.setdefault(round(x, 1), []).append((dot.top, dot.bottom))
    for position, pieces in rows.items():
        for start, end in chains(pieces):
            yield Ruling("h", position, start, end)
    for position, pieces in columns.items():
        for start, end in chains(pieces):
            yield Ruling("v", position, start, end)


def chains(pieces: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The long enough extents of pieces that follow each other closely."""
    pieces.sort()
    start, end = pieces[0]
    gap = max(DOT_GAP, DOT_GAP_SIZES * (end - start))
    for left, right in [*pieces[1:], (float("inf"), float("inf"))]:
        if left - end <= gap:
            end = max(end, right)
            continue
        if end - start >= SHORTEST_DOTTED:
            yield start, end
        start, end = left, right


def middle_line(box: Box) -> Box:
    """The line along the middle of a thin rectangle."""
    x, y = box.middle
    if box.x1 - box.x0 >= box.bottom - box.top:
        return Box(box.x0, y, box.x1, y)
    return Box(x, box.top, x, box.bottom)


def straight(box: Box) -> list[Ruling]:
    """The ruling a line is, or none where it slants."""
    if box.bottom - box.top <= STRAIGHT:
        return [Ruling("h", (box.top + box.bottom) / 2, box.x0, box.x1)]
    if box.x1 - box.x0 <= STRAIGHT:
        return [Ruling("v", (box.x0 + box.x1) / 2, box.top, box.bottom)]
    return []


def is_white(colour: Any) -> bool:
    """Whether a fill cannot be seen on paper (white in grey, RGB or CMYK)."""
    if colour is None:
        return False
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return parts in ((1,), (1, 1, 1), (0, 0, 0, 0))
