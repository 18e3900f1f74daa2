"""Letters of a page as PDFium has them, in the form of those of pdfplumber.

They are read where pdfminer finds no letter on a page, or stumbles over it, though its text shows.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.pdf.actual_text import IS_GIVEN
from pipeline.pdf.letters import Glyph
from pipeline.pdf.library_patches import INVISIBLE_MODES, NO_RUN
from pipeline.pdf.viewer import OpenPage, address, letter_at

# A name of a font that is longer is no name.
LONGEST_NAME_BYTES = 256


def seen_glyphs(opened: OpenPage, dx: float, dy: float) -> Iterator[Glyph]:
    """The letters of a page.

    Args:
        opened: the page.
        dx: how far the page as displayed is to the right of the origin of pdfplumber.
        dy: how far it is below that.
    """
    text = opened.page.get_textpage()
    runs = {address(drawn.handle): run for run, drawn in enumerate(opened.texts)}
    for index in range(text.count_chars()):
        letter = letter_at(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) != 1 and letter.isprintable():
            yield seen_glyph(opened, text, index, letter, runs, (dx, dy))
    text.close()


def seen_glyph(
    opened: OpenPage,
    text: Any,
    index: int,
    letter: str,
    runs: dict[int, int],
    shift: tuple[float, float],
) -> Glyph:
    """A letter of a page.

    Args:
        opened: the page.
        text: its letters, as the library has them.
        index: number of the letter among them.
        letter: what it says.
        runs: numbers of the text objects, by their addresses.
        shift: the origin of pdfplumber, from that of the page as displayed.
    """
    place, (dx, dy) = opened.displayed_place(), shift
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    corners = [place(box.left, box.top), place(box.right, box.bottom)]
    across, down = sorted(c[0] for c in corners), sorted(c[1] for c in corners)
    ox, oy = place(x.value, y.value)
    ax, ay = place(x.value + matrix.a, y.value + matrix.b)
    cx, cy = place(x.value + matrix.c, y.value + matrix.d)
    handle = pdfium.FPDFText_GetTextObject(text, index)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return {
        "object_type": "char",
        "text": letter,
        "fontname": font_name(text, index),
        "size": down[1] - down[0],
        "matrix": (ax - ox, oy - ay, cx - ox, oy - cy, ox, oy),
        "origin": (ox + dx, oy + dy),
        "run": runs.get(address(handle), NO_RUN) if handle else NO_RUN,
        "invisible": mode in INVISIBLE_MODES,
        IS_GIVEN: False,
        "x0": across[0] + dx,
        "top": down[0] + dy,
        "x1": across[1] + dx,
        "bottom": down[1] + dy,
        "foot": down[1] - oy,
        "source": "page",
        "typeset": False,
    }


def font_name(text: Any, index: int) -> str:
    """The name of the font of a letter; empty where it has none."""
    name, flags = ctypes.create_string_buffer(LONGEST_NAME_BYTES), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, LONGEST_NAME_BYTES, flags)
    return name.value.decode("utf-8", errors="replace")
