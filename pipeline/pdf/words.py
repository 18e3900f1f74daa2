"""Letters of a page → words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, groupby, pairwise
from typing import Any, get_args

from pdfplumber.utils.text import LIGATURES, extract_words

from pipeline.pages.geometry import Box, Turn, turn_box, turn_box_back
from pipeline.pages.model import AsideReason, Ruling, Word, WordSource
from pipeline.pdf.footnote_marks import baseline_of, mark_footnote_marks, size_of
from pipeline.pdf.frame import PageFrame, round_box
from pipeline.pdf.letter_places import LetterPlaces, Verticals
from pipeline.pdf.letters import box_around, lay_upright
from pipeline.pdf.tolerances import (
    LEAST_FOOT_SHARE_OF_HEIGHT,
    LETTER_GAP_SHARE_OF_SIZE,
    SAME_TOP_POINTS,
    STRAIGHT_POINTS,
    STRUCK_SHARE_OF_HEIGHT,
    USUAL_FOOT_SHARE_OF_HEIGHT,
    WORD_GAP_SHARE_OF_SIZE,
)
from pipeline.text.right_to_left import (
    brackets_are_meant,
    has_right_to_left,
    word_as_read,
    word_direction,
)
from pipeline.text.strings import readable

TURNS: tuple[Turn, ...] = get_args(Turn)


def read_words(
    glyphs: list[dict[str, Any]], frame: PageFrame, rulings: list[Ruling]
) -> Iterator[Word]:
    """The words of a page, numbered, those of each source by themselves."""
    by_source: dict[WordSource, list[dict[str, Any]]] = {}
    for glyph in glyphs:
        by_source.setdefault(glyph["source"], []).append(glyph)
    numbers = count()
    for source, own in by_source.items():
        yield from words_of_source(own, frame, rulings, source, numbers)


def words_of_source(
    glyphs: list[dict[str, Any]],
    frame: PageFrame,
    rulings: list[Ruling],
    source: WordSource,
    numbers: Iterator[int],
) -> Iterator[Word]:
    """The words of one source, cut where a vertical ruling stands between two letters.

    Words that are turned on an upright page are read as if it were turned.

    Args:
        glyphs: those of the source.
        frame: the coordinates of the page.
        rulings: those of the page.
        source: where the words come from.
        numbers: of the words.
    """
    upright_page = turn_box(
        Box(0, 0, frame.width, frame.height), frame.turn, frame.width, frame.height
    )
    width, height = upright_page.x1, upright_page.bottom
    for turn in TURNS:
        own = [glyph for glyph in glyphs if glyph["turn"] == turn]
        if turn:
            own = lay_upright(own, turn, width, height)
        back = partial(laid_back, turn=turn, width=width, height=height)
        verticals = Verticals(() if turn else rulings)
        for text, letters, bold, aside in glyph_words(own, verticals):
            box, around = back(box_around(letters)), box_with_tails(letters)
            yield Word(
                next(numbers),
                text,
                box,
                bold,
                frame.shown_box(box),
                turn,
                source=source,
                aside=aside,
                around=around and frame.as_displayed(back(around)),
            )


def laid_back(box: Box, turn: Turn, width: float, height: float) -> Box:
    """The box on a page of a box on the page turned, as `lay_upright` turns its letters."""
    return round_box(turn_box_back(box, turn, width, height)) if turn else box


def box_with_tails(letters: Sequence[dict[str, Any]]) -> Box | None:
    """The box of upright letters with room for their tails; None where their own has it.

    A font may say, wrongly, that none of its letters reaches below their line.
    """
    short = [glyph for glyph in letters if has_no_room_for_tails(glyph)]
    if not short:
        return None
    box = box_around(letters)
    lowest = max(
        baseline_of(glyph) + USUAL_FOOT_SHARE_OF_HEIGHT * size_of(glyph) for glyph in short
    )
    return replace(box, bottom=max(box.bottom, round(lowest, 2)))


def has_no_room_for_tails(glyph: dict[str, Any]) -> bool:
    """Whether the box of a letter ends where it stands."""
    return bool(glyph["foot"] < LEAST_FOOT_SHARE_OF_HEIGHT * size_of(glyph))


def mark_struck(
    words: Iterable[Word], strikes: Sequence[Box], letters: Sequence[dict[str, Any]]
) -> list[Word]:
    """Words, those marked that an annotation or a line strikes out, be it in part.

    Args:
        words: those of a page.
        strikes: the places that annotations strike out.
        letters: the letters that lines strike out, on the upright page.
    """
    places = LetterPlaces(letters)
    return [
        replace(word, struck=True)
        if any(is_struck(word.box, strike) for strike in strikes) or places.any_in(word.box)
        else word
        for word in words
    ]


def mark_covered(words: Sequence[Word], covered: Sequence[dict[str, Any]]) -> list[Word]:
    """Words, those marked with letters that something covers.

    Args:
        words: those of a page.
        covered: the letters that something covers, on the upright page.
    """
    places = LetterPlaces(covered)
    return [replace(word, covered=True) if places.any_in(word.box) else word for word in words]


def is_struck(box: Box, strike: Box) -> bool:
    """Whether a word is struck out in a place: it holds its middle, or is a thin one near that."""
    near = (box.bottom - box.top) * STRUCK_SHARE_OF_HEIGHT
    x, y = box.middle
    beside = strike.x0 <= x <= strike.x1
    return strike.holds(box.middle) or (beside and abs(strike.middle[1] - y) <= near)


def slanted_words(glyphs: list[dict[str, Any]], frame: PageFrame, first: int) -> Iterator[Word]:
    """The words that glyphs make in the order in which they are drawn, parted by spaces.

    Args:
        glyphs: the slanted ones of a page.
        frame: its coordinates.
        first: the number of the first word.
    """
    numbers = count(first)
    for is_space, run in groupby(glyphs, key=lambda glyph: bool(glyph["text"].isspace())):
        chars = list(run)
        if not is_space:
            box = box_around(chars)
            text = readable("".join(char["text"] for char in chars))
            shown, source = frame.shown_box(box), chars[0]["source"]
            yield Word(next(numbers), text, box, bold=False, shown=shown, source=source)


def glyph_words(
    glyphs: list[dict[str, Any]], verticals: Verticals
) -> Iterator[tuple[str, list[dict[str, Any]], bool, AsideReason | None]]:
    """The words of upright glyphs: text, letters, whether they are bold, why they are no value.

    A footnote's mark is a word of its own; the letters around it are one.
    """
    found = extract_words(
        list(with_equal_heights(mark_footnote_marks(glyphs, verticals))),
        x_tolerance_ratio=WORD_GAP_SHARE_OF_SIZE + letter_gap(glyphs),
        y_tolerance=SAME_TOP_POINTS,
        return_chars=True,
    )
    parts = [part for word in found for part in cut_at_rulings(word["chars"], verticals)]
    letters = [[char for char in chars if "mark" not in char] for chars in parts]
    for chars, own, text in zip(parts, letters, texts_of(letters), strict=True):
        if own:
            yield readable(text), own, all_bold(own), None
        for is_mark, run in groupby(chars, key=lambda char: "mark" in char):
            if is_mark:
                marks = [char["mark"] for char in run]
                text = readable("".join(mark["text"] for mark in marks))
                yield text, marks, all_bold(marks), "footnote-mark"


def all_bold(chars: list[dict[str, Any]]) -> bool:
    """Whether all of some characters are bold, or printed twice to look so."""
    return all("twice" in char or "bold" in char["fontname"].lower() for char in chars)


def texts_of(words: list[list[dict[str, Any]]]) -> list[str]:
    """The texts of words, each in the order in which it is read.

    Args:
        words: the letters of each from left to right, line by line.
    """
    texts = [[LIGATURES.get(char["text"], char["text"]) for char in chars] for chars in words]
    plain = ["".join(letters) for letters in texts]
    is_left = [has_right_to_left(text) for text in plain]
    if not any(is_left):
        return plain
    within = [runs_to_left_within(number, words, plain, is_left) for number in range(len(words))]
    runs = [text for text, inside in zip(plain, within, strict=True) if inside]
    meant = brackets_are_meant("".join(runs))
    return [
        word_as_read(letters, meant) if inside else "".join(letters)
        for letters, inside in zip(texts, within, strict=True)
    ]


def runs_to_left_within(
    number: int, words: list[list[dict[str, Any]]], texts: list[str], is_left: list[bool]
) -> bool:
    """Whether a word is of a text that runs to the left: the signs around a number are, too.

    So are those around a Latin word that has no other beside it.

    Args:
        number: of the word.
        words: the letters of each from left to right, line by line.
        texts: the same as texts.
        is_left: which of them have letters that run to the left.
    """
    if is_left[number]:
        return True
    beside = []
    if number > 0 and are_beside(words[number - 1], words[number]):
        beside.append(is_left[number - 1])
    if number + 1 < len(words) and are_beside(words[number], words[number + 1]):
        beside.append(is_left[number + 1])
    has_latin = word_direction(texts[number]) == "L"
    return all(beside) and bool(beside) if has_latin else any(beside)


def are_beside(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> bool:
    """Whether two words stand beside each other on a line, a usual space apart."""
    if not left or not right:
        return False
    last, first = left[-1], right[0]
    same_line = abs(last["bottom"] - first["bottom"]) <= SAME_TOP_POINTS
    return bool(same_line and abs(first["x0"] - last["x1"]) <= last["size"])


def with_equal_heights(glyphs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Glyphs, those that follow each other at one foot made as high as the highest.

    Small capitals stand so beside the first letter of a word.
    """
    run: list[dict[str, Any]] = []
    for glyph in [*glyphs, None]:
        if run and (glyph is None or not follows_closely(run[-1], glyph)):
            top = min(one["top"] for one in run)
            low = max(one["top"] for one in run) - top > SAME_TOP_POINTS
            yield from ({**one, "top": top, "doctop": top} for one in run) if low else run
            run = []
        if glyph is not None:
            run.append(glyph)


def follows_closely(before: dict[str, Any], glyph: dict[str, Any]) -> bool:
    """Whether a glyph follows closely after another one at the same foot."""
    gap = glyph["x0"] - before["x1"]
    same_foot = abs(glyph["bottom"] - before["bottom"]) <= SAME_TOP_POINTS
    return bool(same_foot and abs(gap) <= WORD_GAP_SHARE_OF_SIZE * before["size"])


def letter_gap(glyphs: list[dict[str, Any]]) -> float:
    """How far apart letters are usually set in a word, as a share of their size."""
    gaps = sorted(
        (glyph["x0"] - before["x1"]) / glyph["size"]
        for before, glyph in pairwise(glyphs)
        if glyph["top"] == before["top"]
        and glyph["size"]
        and 0 <= glyph["x0"] - before["x1"] < glyph["size"] * LETTER_GAP_SHARE_OF_SIZE
    )
    return float(gaps[len(gaps) // 2]) if gaps else 0.0


def words_of_page_mark(
    marks: list[dict[str, Any]], frame: PageFrame, number: int
) -> Iterator[Word]:
    """The letters of a mark across the page as one word; none where there is no mark."""
    if marks:
        box = box_around(marks)
        letters = "".join(char["text"] for char in marks)
        yield Word(number, readable(letters), box, False, frame.shown_box(box), loose=True)


def cut_at_rulings(chars: list[dict[str, Any]], verticals: Verticals) -> list[list[dict[str, Any]]]:
    """Characters of one word, in parts that no vertical ruling divides.

    Neighbouring cells may be printed so close that their words run together. A ruling that
    goes through a letter divides nothing: there a long word runs over its cell's edge.
    """
    first, last = chars[0], chars[-1]
    height = (first["top"] + first["bottom"]) / 2
    crossing = [
        ruling.position
        for ruling in verticals.between(first["x0"], last["x1"], height)
        if first["x0"] < ruling.position < last["x1"] and ruling.start <= height <= ruling.end
    ]
    parts = [[first]]
    for before, char in pairwise(chars):
        if any(
            before["x1"] - STRAIGHT_POINTS <= x <= char["x0"] + STRAIGHT_POINTS for x in crossing
        ):
            parts.append([])
        parts[-1].append(char)
    return parts
