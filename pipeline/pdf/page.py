"""One page as pdfplumber has it → its words, rulings and fills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pdfplumber

from pipeline.pdf.frame import PageFrame, displayed_box
from pipeline.pdf.geometry import Box, Turn, turn_box
from pipeline.pdf.letters import (
    is_slanted,
    join_accents,
    own_turn,
    part_page_mark,
    place_fields,
    without_hyphenation_marks,
    without_repeated,
)
from pipeline.pdf.model import Fill, Page
from pipeline.pdf.rulings import is_white, read_lines
from pipeline.pdf.words import read_words, slanted_words, words_of_page_mark
from pipeline.text.strings import REPLACEMENT


def read_page(page: pdfplumber.page.Page, turn: Turn) -> Page:
    """One page, in points from the top left corner of its CropBox as displayed.

    Args:
        page: the page.
        turn: degrees to turn it clockwise, so that text turned as a whole is read upright.
    """
    dx, dy, shown = displayed_box(page)
    frame = PageFrame(dx, dy, shown.x1, shown.bottom, turn)
    rulings, fills = read_lines(page, frame)
    visible = list(visible_glyphs(page, frame, shown, fills))
    every = join_accents(without_repeated(without_hyphenation_marks(visible)))
    slanted = [glyph for glyph in every if glyph["slants"]]
    glyphs = [glyph for glyph in every if not glyph["slants"]]
    marks, glyphs = part_page_mark(glyphs)
    words = list(read_words(glyphs, frame, rulings))
    words += words_of_page_mark(marks, frame, len(words))
    return Page(
        number=page.page_number,
        words=tuple(word for word in words if word.aside is None),
        rulings=tuple(rulings),
        fills=tuple(fills),
        turn=turn,
        slanted=tuple(slanted_words(slanted, frame, len(words))),
        aside=tuple(word for word in words if word.aside is not None),
    )


def visible_glyphs(
    page: pdfplumber.page.Page, frame: PageFrame, shown: Box, fills: list[Fill]
) -> Iterator[dict[str, Any]]:
    """The characters that can be seen, with their boxes on the upright page.

    Text outside the CropBox and white text on white paper are not seen.
    """
    upright_page = turn_box(shown, frame.turn, frame.width, frame.height)
    for char in page.chars:
        box = frame.box(char)
        if not upright_page.holds(box.middle):
            continue
        if is_white(char["non_stroking_color"]) and not any(
            fill.box.holds(box.middle) for fill in fills
        ):
            continue
        turn = (own_turn(char) - frame.turn) % 360
        glyph = {
            **char,
            **place_fields(box),
            "turn": turn,
            "upright": True,
            "slants": is_slanted(char),
        }
        # A font may map a glyph to no character at all; what it shows is not known then.
        yield {**glyph, "text": char["text"] or REPLACEMENT}
