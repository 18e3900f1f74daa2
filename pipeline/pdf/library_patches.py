"""What is replaced in pdfminer and pdfplumber: every patch, its reason, and its release.

Nothing is replaced at import: `patch_libraries` does it when a PDF is read, and `patch_page` for
each page. `tests/pdf/test_library_patches.py` shows for each patch that it takes effect, and what
would be read without it. It fails too when requirements.lock has other releases than these: then
read the replaced code of the new release, and state that release here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import hypot, sqrt
from types import ModuleType
from typing import Any

import pdfplumber
from pdfminer import pdffont, pdfinterp, pdfparser, pdftypes
from pdfminer.casting import safe_float
from pdfminer.layout import LTChar, LTContainer
from pdfminer.utils import translate_matrix
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from pipeline.pdf.actual_text import IS_GIVEN, ActualTexts, NamedProperties
from pipeline.pdf.annotations import AnnotatedInterpreter
from pipeline.pdf.checked_document import (
    CheckedDocument,
    CheckedParser,
    CheckedStream,
    decompress_as_viewers_do,
)
from pipeline.pdf.disagreements import OTHER_TEXT
from pipeline.pdf.fonts import HonestEncoding, HonestTrueTypeFont, HonestType1Font
from pipeline.pdf.page_tree import ViewedPage
from pipeline.pdf.symbol_encodings import symbol_of
from pipeline.pdf.tolerances import FOOT_BEYOND_BOX_SHARE_OF_HEIGHT, USUAL_FOOT_SHARE_OF_HEIGHT

# The releases whose code the patches were written against, as requirements.lock names them.
PATCHED_RELEASES = {"pdfminer-six": "20260107", "pdfplumber": "0.11.10"}
# Rendering modes of text that show nothing (ISO 32000-1, table 106).
INVISIBLE_MODES = (3, 7)
# No operator draws what a viewer sets by itself.
NO_RUN = -1
# Which argument of pdfminer's `render_char` says by how much text is raised above its line.
RISE_ARGUMENT = 4


class MarkedText(PDFPageAggregatorWithMarkedContent):
    """Knows text that is given, and says of each character what draws it and whether it shows."""

    invisible = False
    run = 0
    is_painting = False

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actual_texts = ActualTexts()

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Begin marked content, which may say what it means."""
        super().begin_tag(tag, props)
        self.actual_texts.begin(props)

    def end_tag(self) -> None:
        """End marked content."""
        super().end_tag()
        self.actual_texts.end()

    def paint_path(self, *arguments: Any, **named: Any) -> None:
        """Take what a path draws, its lines as thick as the page shows them."""
        if self.is_painting:
            # A path of several pieces is taken piece by piece.
            super().paint_path(*arguments, **named)
            return
        self.is_painting = True
        before = len(self.cur_item)
        super().paint_path(*arguments, **named)
        self.is_painting = False
        a, b, c, d = self.ctm[:4]
        for thing in self.cur_item._objs[before:]:
            # As `PageInterpreter` leaves it.
            vars(thing)["linewidth"] *= sqrt(abs(a * d - b * c))

    def render_string(self, textstate: Any, *arguments: Any) -> None:
        """Note the rendering mode for the characters of a string, and count the strings."""
        self.run += 1
        self.invisible = textstate.render in INVISIBLE_MODES
        super().render_string(textstate, *arguments)

    def render_char(self, *arguments: Any, **named: Any) -> float:
        """Move on by a character, which gets both.

        Its matrix is moved to where the character stands: pdfminer raises its box alone.
        """
        before = len(self.cur_item)
        advance = super().render_char(*arguments, **named)
        rise = arguments[RISE_ARGUMENT]
        drawn: list[Any] = self.cur_item._objs[before:]
        for char in drawn:
            # Attributes that all have in common take less memory than what is put into `vars`.
            char.run, char.invisible = self.run, self.invisible
            # A font whose text runs down the page has it on no line below its letters.
            char.runs_down = arguments[1].is_vertical()
            say_what_is_drawn(char, font=arguments[1], code=arguments[5])
            if rise and isinstance(char, LTChar):
                char.matrix = translate_matrix(char.matrix, (0, rise))
        self.actual_texts.note(self.cur_item._objs, before)
        return float(advance)


def say_what_is_drawn(char: Any, font: Any, code: int) -> None:
    """Let a character say which symbol it is, and what else its font says of it.

    Args:
        char: as the library has laid it out.
        font: that of the library.
        code: that of the character in its font.
    """
    char._text = symbol_of(str(getattr(font, "basefont", "")), char._text)
    if other := getattr(font, "contradicted", {}).get(code):
        vars(char)[OTHER_TEXT] = other


class PageInterpreter(AnnotatedInterpreter, NamedProperties):
    """Draws what lies on a page as well, and looks up what marked content says by a name."""

    def do_w(self, linewidth: Any) -> None:
        """Set how thick lines are, before the page is scaled that they are drawn on."""
        width = safe_float(linewidth)
        if width is not None:
            self.graphicstate.linewidth = width


@dataclass(frozen=True)
class Patch:
    """A name in a module of a library, and what it stands for instead."""

    module: ModuleType
    name: str
    replacement: Any


PATCHES = (
    # pdfminer.six 20260107: data that cannot be decompressed is cut off where it is corrupt, or
    # taken for nothing, with no more than a remark; a stream ends where a wrong length says, and a
    # part that is not where the file says is nothing: rows of a table would be lost without a word.
    # A reference that leads back to itself is followed for ever. See `checked_document`.
    Patch(pdftypes, "decompress_corrupted", decompress_as_viewers_do),
    Patch(pdfparser, "PDFStream", CheckedStream),
    Patch(pdfplumber.pdf, "PDFParser", CheckedParser),
    Patch(pdfplumber.pdf, "PDFDocument", CheckedDocument),
    # pdfplumber 0.11.10: its characters do not say in which mode they are drawn, so that what a
    # scanner recognised could not be told from what is printed; and where it stands they say
    # without what raises or lowers it. Its lines are as thick as the content says before it scales
    # the page (ISO 32000-1, 8.4.3.2): a hair of ten units at a tenth would be an area.
    Patch(pdfplumber.page, "PDFPageAggregatorWithMarkedContent", MarkedText),
    # pdfplumber 0.11.10: only the content of a page is drawn; what a form field holds, or a note
    # typed on the page, would be missing (see `annotations`). And what marked content says by a
    # name in the resources is not looked up, so that the text that is given there would not be
    # known (see `actual_text`).
    Patch(pdfplumber.page, "PDFPageInterpreter", PageInterpreter),
    # pdfminer.six 20260107: codes of a font with glyphs of its own are taken for letters of a
    # usual encoding; a wrong letter would be read as if the PDF said so. See `fonts`.
    Patch(pdfinterp, "PDFTrueTypeFont", HonestTrueTypeFont),
    # pdfminer.six 20260107: the standard fonts Symbol and ZapfDingbats are read by the encoding of
    # usual letters, which they do not have; a tick would be read as a digit. See `fonts`.
    Patch(pdfinterp, "PDFType1Font", HonestType1Font),
    # pdfminer.six 20260107: so are codes of glyphs whose names mean nothing.
    Patch(pdffont, "EncodingDB", HonestEncoding),
    # pdfminer.six 20260107 and pdfplumber 0.11.10: pages that are lost are left out, one whose box
    # is broken is cut off or stumbled over, and one that is to be turned by no whole quarter
    # is laid out by neither, though every viewer shows it.
    Patch(pdfplumber.pdf, "PDFPage", ViewedPage),
)


def patch_libraries() -> None:
    """Put the replacements in their places in this process; again they change nothing."""
    for patch in PATCHES:
        setattr(patch.module, patch.name, patch.replacement)


def patch_page(page: pdfplumber.page.Page) -> None:
    """Let a page say of its characters no more than is read of them.

    pdfplumber 0.11.10 resolves each of their many attributes, which takes a third of the time of
    parsing. Only this page is changed, so that others may use pdfplumber as it is beside it.
    """
    page.process_object = partial(describe_drawn, page)  # type: ignore[method-assign]
    page.parse_objects = partial(take_drawn, page)  # type: ignore[method-assign]


def take_drawn(page: pdfplumber.page.Page) -> dict[str, list[dict[str, Any]]]:
    """What is drawn on a page, by kind; what the library laid out is given back on the way.

    Of a page of a million letters both would take 2 GB together.
    """
    drawn: dict[str, list[dict[str, Any]]] = {}
    waiting = page.layout._objs
    waiting.reverse()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, LTContainer):
            waiting += reversed(thing._objs)
            thing._objs = []
        else:
            described = page.process_object(thing)
            kind = "char" if isinstance(thing, LTChar) else described["object_type"]
            if kind != "anno":
                drawn.setdefault(kind, []).append(described)
    return drawn


def describe_drawn(page: pdfplumber.page.Page, thing: Any) -> dict[str, Any]:
    """What a page says of a drawn thing: of a character no more than is read of it.

    Besides what the library says: its `source`, and whether it is `typeset` by rules of the
    program, as the PDF leaves it to the viewer to draw it.
    """
    own = {
        "source": getattr(thing, "source", "page"),
        "typeset": getattr(thing, "typeset", False),
    }
    if not isinstance(thing, LTChar):
        return {**pdfplumber.page.Page.process_object(page, thing), **own}
    foot = put_on_its_line(thing)
    left, above = page.mediabox[0], page.mediabox[1] + page.height
    # No more than these, nor what only few have: with what is told of its place on the page these
    # are as many as a dictionary holds that is half as large as the next larger one.
    other = getattr(thing, OTHER_TEXT, None)
    return {
        **own,
        **({} if other is None else {OTHER_TEXT: other}),
        **({IS_GIVEN: True} if getattr(thing, IS_GIVEN, False) else {}),
        "text": thing.get_text(),
        "fontname": str(thing.fontname),
        "size": thing.size,
        "matrix": thing.matrix,
        "origin": (thing.matrix[4] + left, above - thing.matrix[5]),
        "run": getattr(thing, "run", NO_RUN),
        "invisible": getattr(thing, "invisible", False),
        "x0": thing.x0 + left,
        "top": above - thing.y1,
        "x1": thing.x1 + left,
        "bottom": above - thing.y0,
        "foot": foot,
    }


def baseline_above_foot(char: LTChar) -> float:
    """How far the line that a character stands on is above the foot of its box, as it is read."""
    across, up, _, _, x, y = char.matrix
    if abs(across) >= abs(up):
        return float(y - char.y0 if across >= 0 else char.y1 - y)
    return float(char.x1 - x if up > 0 else x - char.x0)


def put_on_its_line(char: LTChar) -> float:
    """Move the box of a character to where it stands, if its font says wrongly how it lies there.

    Its letters would be looked for, and read, on another line, or beside the page.

    Returns:
        how far the line that it stands on is above the foot of its box then.
    """
    a, b = char.matrix[:2]
    foot = baseline_above_foot(char)
    height = char.y1 - char.y0 if abs(a) >= abs(b) else char.x1 - char.x0
    beyond = height * FOOT_BEYOND_BOX_SHARE_OF_HEIGHT
    if -beyond <= foot <= height + beyond or getattr(char, "runs_down", False):
        return foot
    length, usual = hypot(a, b), height * USUAL_FOOT_SHARE_OF_HEIGHT
    if length:
        across, up = -b / length * (foot - usual), a / length * (foot - usual)
        char.set_bbox((char.x0 + across, char.y0 + up, char.x1 + across, char.y1 + up))
    return usual
