"""Glyphs as a PDF draws them → letters as a person reads them.

Works on pdfplumber's dictionaries of characters, in points from the top left of the page as
displayed: turned text is laid upright, letters printed twice count once, marks drawn over a letter
are joined to it, and text that cannot be seen is left out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.pages.geometry import Box, Turn, turn_box
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.tolerances import (
    FEWEST_LETTERS,
    HEIGHT_STEP_POINTS,
    MARK_TIMES_USUAL_HEIGHT,
    NO_WIDTH_POINTS,
    OVER_LETTER_POINTS,
    PRINTED_TWICE_POINTS,
    PRINTED_TWICE_SHARE_OF_SIZE,
    SAME_GLYPH_PLACE_POINTS,
    SLANT_SHARE_OF_LENGTH,
    TURNED_SHARE_OF_LETTERS,
)
from pipeline.text.right_to_left import has_right_to_left

Glyph = dict[str, Any]
# Accents that stand by themselves in a font, and what they are over a letter.
ACCENTS = {
    "\u00a8": "\u0308",
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02c6": "\u0302",
    "\u02c7": "\u030c",
    "\u02da": "\u030a",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
}


def turn_of(glyphs: Iterable[Glyph], before: Turn) -> Turn:
    """By how many degrees clockwise a page must be turned for its text to run to the right.

    A page without text is turned like the page before it: it may hold a table of empty cells. So
    is one with few letters: they may be a heading that runs upwards above such cells.
    """
    directions: Counter[Turn] = Counter()
    directions.update(own_turn(glyph) for glyph in glyphs)
    if directions.total() < FEWEST_LETTERS:
        return before
    turn, count = directions.most_common(1)[0]
    return turn if count >= directions.total() * TURNED_SHARE_OF_LETTERS else 0


def own_turn(glyph: Glyph) -> Turn:
    """By how many degrees clockwise a glyph must be turned to stand upright, more or less."""
    across, up = glyph["matrix"][0], glyph["matrix"][1]
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 180
    return 90 if up > 0 else 270


def is_slanted(glyph: Glyph) -> bool:
    """Whether a glyph runs neither along nor across the page."""
    across, up = abs(glyph["matrix"][0]), abs(glyph["matrix"][1])
    return bool(min(across, up) > max(across, up) * SLANT_SHARE_OF_LENGTH)


def lay_upright(glyphs: Iterable[Glyph], turn: Turn, width: float, height: float) -> list[Glyph]:
    """Glyphs with the boxes that they have when the page is turned.

    Args:
        glyphs: those of an upright page.
        turn: degrees to turn it clockwise.
        width: of the page.
        height: of the page.
    """
    laid = []
    for glyph in glyphs:
        box = turn_box(box_around([glyph]), turn, width, height)
        laid.append({**glyph, **place_fields(box), "size": box.bottom - box.top})
    return laid


def box_around(glyphs: Sequence[Glyph]) -> Box:
    """The smallest box around all of at least one glyph.

    As `union` of their boxes, which would be made for nothing else: a page has thousands.
    """
    return Box(
        min(glyph["x0"] for glyph in glyphs),
        min(glyph["top"] for glyph in glyphs),
        max(glyph["x1"] for glyph in glyphs),
        max(glyph["bottom"] for glyph in glyphs),
    )


def place_fields(box: Box) -> Glyph:
    """What a glyph says of its place."""
    sides = {"x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
    return {**sides, "doctop": box.top}


def part_page_mark(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of a mark across the page, such as DRAFT, and the others.

    The mark is large, and some of it lies over other letters.

    Args:
        glyphs: those that are not slanted.
    """
    printed = [glyph for glyph in glyphs if not glyph["text"].isspace()]
    heights = sorted(glyph["bottom"] - glyph["top"] for glyph in printed)
    highest = heights[len(heights) // 2] * MARK_TIMES_USUAL_HEIGHT if heights else 0.0
    if not heights or heights[-1] <= highest:
        return [], list(glyphs)
    large: list[Glyph] = []
    others: list[Glyph] = []
    for glyph in glyphs:
        is_large = not glyph["text"].isspace() and glyph["bottom"] - glyph["top"] > highest
        (large if is_large else others).append(glyph)
    usual = (glyph for glyph in others if not glyph["text"].isspace())
    places = BoxPlaces([box_around([glyph]) for glyph in large])
    is_mark = any(
        covers_glyph(large[number], glyph)
        for glyph in usual
        for number in places.near(box_around([glyph]))
    )
    return (large, others) if is_mark else ([], list(glyphs))


def covers_glyph(large: Glyph, glyph: Glyph) -> bool:
    """Whether a large glyph covers the middle of another one."""
    return bool(
        large["x0"] < middle_x(glyph) < large["x1"]
        and large["top"] < (glyph["top"] + glyph["bottom"]) / 2 < large["bottom"]
    )


def without_hyphenation_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs without the spaces that a browser draws for soft hyphens where no line ends."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if (
            kept
            and kept[-1]["text"] == " "
            and not glyph["text"].isspace()
            and abs(kept[-1]["x0"] - glyph["x0"]) < SAME_GLYPH_PLACE_POINTS
            and abs(kept[-1]["top"] - glyph["top"]) < SAME_GLYPH_PLACE_POINTS
            and glyph["x1"] - glyph["x0"] > SAME_GLYPH_PLACE_POINTS
        ):
            kept.pop()
        kept.append(glyph)
    return kept


def without_repeated(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs without those printed again over the same letter; what was is marked `twice`."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        step = max(glyph["size"] * PRINTED_TWICE_SHARE_OF_SIZE, PRINTED_TWICE_POINTS)
        column, row = int(glyph["x0"] // step), int(glyph["top"] // step)
        near = (
            places.get((glyph["text"], c, r))
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
        )
        first = next((g for g in near if g is not None and is_over(g, glyph, step)), None)
        if first is not None and has_width(glyph) and not glyph["text"].isspace():
            first["twice"] = True
            continue
        places[glyph["text"], column, row] = glyph
        kept.append(glyph)
    return kept


def has_width(glyph: Glyph) -> bool:
    """Whether a letter has a width, without which all letters of a word stand on one place."""
    return is_accent(glyph["text"]) or bool(glyph["x1"] - glyph["x0"] >= NO_WIDTH_POINTS)


def is_over(one: Glyph, other: Glyph, step: float) -> bool:
    """Whether two glyphs stand on the same place."""
    return bool(abs(one["x0"] - other["x0"]) < step and abs(one["top"] - other["top"]) < step)


def join_accents(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs with the marks that are drawn over a letter joined to it."""
    if not any(is_accent(glyph["text"]) for glyph in glyphs):
        return glyphs
    kept = [glyph for glyph in glyphs if not is_accent(glyph["text"])]
    by_height: dict[int, list[Glyph]] = {}
    for glyph in kept:
        by_height.setdefault(int(glyph["top"] // HEIGHT_STEP_POINTS), []).append(glyph)
    for glyph in (g for g in glyphs if is_accent(g["text"])):
        mark = ACCENTS.get(glyph["text"]) or str(glyph["text"])
        steps = range(
            int((glyph["top"] - glyph["size"]) // HEIGHT_STEP_POINTS),
            int((glyph["top"] + glyph["size"]) // HEIGHT_STEP_POINTS) + 1,
        )
        near = [g for step in steps for g in by_height.get(step, ()) if is_under(g, glyph)]
        under = [g for g in near if carries(g["text"], mark)]
        if under:
            letter = min(under, key=lambda g: distance_to_letter(g, glyph))
            one = compose(letter["text"], mark)
            letter["text"] = one or letter["text"] + mark
            if one:
                letter["top"] = min(letter["top"], glyph["top"])
                letter["bottom"] = max(letter["bottom"], glyph["bottom"])
        else:
            kept.append(glyph)
    return kept


def is_accent(text: str) -> bool:
    """Whether a text is a mark, or several, to be drawn over a letter."""
    return text in ACCENTS or (text != "" and all(map(unicodedata.combining, text)))


def carries(letter: str, mark: str) -> bool:
    """Whether a mark may stand on a letter: they make one character, or are Arabic or Hebrew."""
    return bool(compose(letter, mark)) or (
        has_right_to_left(letter) and unicodedata.bidirectional(mark[0]) == "NSM"
    )


def compose(letter: str, mark: str) -> str:
    """The one character that a letter and a mark make; empty where they make none."""
    one = unicodedata.normalize("NFC", letter + mark)
    return one if len(one) == 1 else ""


def middle_x(glyph: Glyph) -> float:
    """The middle of a glyph from left to right."""
    return float(glyph["x0"] + glyph["x1"]) / 2


def distance_to_letter(letter: Glyph, mark: Glyph) -> float:
    """How far a mark stands from where it would be over a letter, in points.

    A combining mark without a width stands at the right edge of its letter, or over it.
    """
    over = abs(middle_x(letter) - middle_x(mark))
    if mark["x1"] - mark["x0"] < NO_WIDTH_POINTS:
        return min(over, float(abs(letter["x1"] - mark["x0"])))
    return over


def is_under(letter: Glyph, mark: Glyph) -> bool:
    """Whether a mark is drawn over a letter."""
    reach = max((letter["x1"] - letter["x0"]) / 2, OVER_LETTER_POINTS)
    same_height = abs(letter["top"] - mark["top"]) < letter["size"]
    return bool(same_height and distance_to_letter(letter, mark) < reach)
