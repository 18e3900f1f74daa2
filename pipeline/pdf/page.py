"""One page as pdfplumber has it → its words, rulings and fills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pdfplumber

from pipeline.pages.geometry import Box, Turn, turn_box
from pipeline.pages.model import AsideReason, Page, Word
from pipeline.pdf.disagreements import disagreements_of
from pipeline.pdf.frame import PageFrame, displayed_box
from pipeline.pdf.ink import InkReader, Layers, ShownLines, drawn_lines
from pipeline.pdf.letters import (
    is_slanted,
    join_accents,
    own_turn,
    part_page_mark,
    place_fields,
    without_hyphenation_marks,
    without_repeated,
)
from pipeline.pdf.pixels import PixelFrame
from pipeline.pdf.referee import SHOWN_FATES, Referee
from pipeline.pdf.rulings import read_drawn
from pipeline.pdf.two_readers import reader_differences
from pipeline.pdf.viewer import OpenPage, ShownPage, Viewer
from pipeline.pdf.words import (
    mark_covered,
    mark_struck,
    read_words,
    slanted_words,
    words_of_page_mark,
)
from pipeline.text.strings import REPLACEMENT

# A space has no ink to tell whether it shows: it does where its letters do.
SPACE, UNSEEN_SPACE = "space", "unseen space"
READ_FATES = (*SHOWN_FATES, SPACE)


def read_page(page: pdfplumber.page.Page, turn: Turn, viewer: Viewer) -> Page:
    """One page, in points from the top left corner of its CropBox as displayed.

    Args:
        page: the page.
        turn: degrees to turn it clockwise, so that text turned as a whole is read upright.
        viewer: shows it.
    """
    dx, dy, displayed = displayed_box(page)
    frame = PageFrame(dx, dy, displayed.x1, displayed.bottom, turn)
    glyphs = list(glyphs_within(page, frame, displayed))
    opened = viewer.page(page.page_number, frame.width, frame.height)
    if opened is None:
        take_as_shown(glyphs)
        lines, differences = drawn_lines(read_drawn(page, frame), glyphs), []
    else:
        shown = opened.shown()
        judge(glyphs, opened, shown)
        lines = shown_lines(page, frame, shown, glyphs)
        printed = [glyph for glyph in glyphs if not glyph["text"].isspace()]
        given = [frame.displayed(place) for place in page.objects.get("given", [])]
        differences = list(reader_differences(printed, opened, displayed, given))
        opened.close()
    visible = [glyph for glyph in glyphs if glyph["fate"] in READ_FATES]
    unseen = [glyph for glyph in glyphs if glyph["fate"] not in READ_FATES]
    every = join_accents(without_repeated(without_hyphenation_marks(visible)))
    slanted = [glyph for glyph in every if glyph["slants"]]
    glyphs = [glyph for glyph in every if not glyph["slants"]]
    marks, glyphs = part_page_mark(glyphs)
    struck = [frame.box(strike) for strike in page.objects.get("strike", [])]
    words = mark_struck(read_words(glyphs, frame, lines.rulings), struck, lines.struck)
    words = mark_covered(words, [glyph for glyph in glyphs if glyph["fate"] == "covered"])
    words += words_of_page_mark(marks, frame, len(words))
    across = list(slanted_words(slanted, frame, len(words)))
    own_doubts = disagreements_of([*words, *across], every, frame)
    return Page(
        number=page.page_number,
        words=tuple(word for word in words if word.aside is None),
        rulings=tuple(lines.rulings),
        fills=tuple(lines.fills),
        turn=turn,
        slanted=tuple(across),
        aside=(*(word for word in words if word.aside), *unseen_words(unseen, frame)),
        ink=tuple(replace(ink, shown=frame.shown_box(ink.box)) for ink in lines.ink),
        disagreements=(*own_doubts, *differences),
        proven=opened is not None,
        width=frame.width,
        height=frame.height,
    )


def glyphs_within(
    page: pdfplumber.page.Page, frame: PageFrame, displayed: Box
) -> Iterator[dict[str, Any]]:
    """The characters in the CropBox, with their boxes on the upright page."""
    for char in page.chars:
        there = frame.displayed(char)
        if not displayed.holds(there.middle):
            continue
        x, y = char["origin"]
        char.update(
            place_fields(frame.upright(there)),
            displayed=there,
            origin=(x - frame.dx, y - frame.dy),
            turn=(own_turn(char) - frame.turn) % 360,
            upright=True,
            slants=is_slanted(char),
            # A font may map a glyph to no character at all; what it shows is not known then.
            text=char["text"] or REPLACEMENT,
            fate=SPACE,
            clip=None,
        )
        yield char


def judge(glyphs: list[dict[str, Any]], opened: OpenPage, shown: ShownPage) -> None:
    """Note for each character what the page says of it in `fate`, and what cuts it in `clip`.

    What was recognised in a picture has that for its source.
    """
    printed = [glyph for glyph in glyphs if not glyph["text"].isspace()]
    referee = Referee(opened, shown, printed)
    fates = zip(referee.fates(), referee.clips(), strict=True)
    for glyph in printed:
        glyph["fate"], glyph["clip"] = next(fates)
        if glyph["fate"] == "recognised":
            glyph["source"] = "recognised"
    judge_spaces(glyphs)


def judge_spaces(glyphs: list[dict[str, Any]]) -> None:
    """Take spaces for what the letters are with which they are drawn, or after which they come."""
    recognised = {glyph["run"] for glyph in glyphs if glyph["source"] == "recognised"}
    before: dict[str, Any] | None = None
    spaces: list[dict[str, Any]] = []
    for glyph in [*glyphs, None]:
        if glyph is not None and glyph["text"].isspace():
            spaces.append(glyph)
            continue
        for space in spaces:
            beside = [
                letter["fate"] in SHOWN_FATES
                for letter in (before, glyph)
                if letter is not None and letter["run"] == space["run"]
            ]
            shows = all(beside) if beside else not space["invisible"]
            space["fate"] = SPACE if shows else UNSEEN_SPACE
            if space["run"] in recognised:
                space["source"] = "recognised"
        spaces, before = [], glyph


def take_as_shown(glyphs: list[dict[str, Any]]) -> None:
    """Take all characters of a page that cannot be shown for shown, but those drawn invisibly."""
    for glyph in glyphs:
        if not glyph["text"].isspace():
            glyph["fate"] = "text-hidden" if glyph["invisible"] else "shown"


def shown_lines(
    page: pdfplumber.page.Page, frame: PageFrame, shown: ShownPage, glyphs: list[dict[str, Any]]
) -> ShownLines:
    """What shows of what is drawn on a page.

    Args:
        page: the page.
        frame: its coordinates.
        shown: what it shows.
        glyphs: its characters, with what it says of each.
    """
    quarters = -frame.turn // 90
    pictures_of_page = (
        shown.whole,
        shown.content,
        shown.without_text,
        shown.without_drawings,
    )
    layers = Layers(*(np.rot90(pixels, quarters) for pixels in pictures_of_page))
    rows, columns = layers.without_text.shape
    across, down = shown.scale if frame.turn % 180 == 0 else shown.scale[::-1]
    pictures = [frame.box(image) for image in page.images]
    letters = [glyph for glyph in glyphs if glyph["fate"] in READ_FATES]
    pictured = [glyph for glyph in glyphs if glyph["fate"] == "recognised"]
    reader = InkReader(layers, PixelFrame(across, down, columns, rows))
    along = [glyph for glyph in letters if not glyph["slants"]]
    lines = reader.read(read_drawn(page, frame), pictures, letters, pictured, along)
    typed = [glyph for glyph in glyphs if glyph["source"] == "annotation"]
    notes = reader.notes((frame.upright(box) for box in shown.notes), typed)
    return replace(lines, ink=[*lines.ink, *notes])


def unseen_words(glyphs: list[dict[str, Any]], frame: PageFrame) -> Iterator[Word]:
    """The words that nobody can see, or that are cut off; those cut by one box together."""
    groups: dict[tuple[AsideReason, Box | None], list[dict[str, Any]]] = {}
    reasons: tuple[AsideReason, ...] = ("text-hidden", "text-cut")
    for glyph in glyphs:
        for reason in reasons:
            if glyph["fate"] == reason:
                groups.setdefault((reason, glyph["clip"]), []).append(glyph)
    spaces = [glyph for glyph in glyphs if glyph["fate"] == UNSEEN_SPACE]
    number = 0
    for (reason, clip), unseen in groups.items():
        within = clip and turn_box(clip, frame.turn, frame.width, frame.height)
        for word in read_words([*unseen, *spaces], frame, []):
            yield replace(word, number=number, aside=reason, within=within)
            number += 1
