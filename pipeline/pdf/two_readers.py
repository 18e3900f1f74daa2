"""The letters of a page as two readers have them: where they differ.

The first is pdfminer, whose letters are read; the second is pdfium. Each letter is looked for at
its own place; what neither finds there may stand elsewhere on the page, and counts only where one
of them has it more often. Spaces, hyphens and ligatures do not count, nor what looks the same, nor
letters whose text the PDF gives.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.pages.geometry import Box
from pipeline.pages.model import Disagreement
from pipeline.pdf.actual_text import IS_GIVEN
from pipeline.pdf.glyph_names import ONE_FOR_ALL
from pipeline.pdf.letters import Glyph
from pipeline.pdf.overlaps import words_in_order
from pipeline.pdf.referee import SHOWN_FATES
from pipeline.pdf.symbol_encodings import own_encoding, symbol_of
from pipeline.pdf.tolerances import SAME_ORIGIN_POINTS
from pipeline.pdf.viewer import OpenPage, SeenLetter
from pipeline.text.strings import is_unreadable

# Categories of characters that are not compared: dashes, spaces, controls, formats, private use,
# unassigned (Unicode 5.7.3).
NOT_COMPARED = ("Pd", "Z", "C")
# Which brackets are compared as one: those that open and those that close.
EITHER_BRACKET = str.maketrans("([{<«‹", ")]}>»›")
# Where letters come from that both readers find in the content of a page.
PRINTED = ("page", "recognised")


def reader_differences(
    glyphs: Sequence[Glyph], opened: OpenPage, page: Box, given: Sequence[Box]
) -> Iterator[Disagreement]:
    """The words of a page that the second reader reads otherwise, or that one of them lacks.

    Args:
        glyphs: the letters that were read, spaces left out, with `origin`, `displayed`, `fate`.
        opened: the page, for the second reader.
        page: as displayed, in points.
        given: where the baselines of letters begin in place of which a text is given.
    """
    printed = [glyph for glyph in glyphs if glyph["source"] in PRINTED]
    if letter_counts(glyph["text"] for glyph in printed) != letter_counts([opened.text()]):
        seen = [letter for letter in opened.letters() if page.holds((letter.x, letter.y))]
        yield from differences_by_place(printed, list(drawn_letters(seen, printed, given)))


def drawn_letters(
    seen: Iterable[SeenLetter], glyphs: Sequence[Glyph], given: Sequence[Box]
) -> Iterator[SeenLetter]:
    """The letters of the second reader, but for those in place of which a text is given.

    It takes codes of fonts of symbols for usual letters: here they are what their fonts have.

    Args:
        seen: its letters.
        glyphs: those of the first reader.
        given: where the baselines of letters begin in place of which a text is given.
    """
    left_out, fonts = Places(), Places()
    for place in given:
        left_out.add("", place.x0, place.top)
    for glyph in glyphs:
        if own_encoding(glyph["fontname"]) is not None:
            fonts.add(glyph["fontname"], *glyph["origin"])
    for letter in seen:
        if not left_out.any_at(letter.x, letter.y):
            font = fonts.text_at(letter.x, letter.y)
            yield replace(letter, text=symbol_of(font, letter.text)) if font else letter


def differences_by_place(
    glyphs: Sequence[Glyph], seen: Sequence[SeenLetter]
) -> Iterator[Disagreement]:
    """The words that two readers read otherwise: what neither has at its place, nor elsewhere."""
    ours, theirs = Places(), Places()
    for glyph in glyphs:
        ours.add(compared(glyph["text"]), *glyph["origin"])
    for letter in seen:
        theirs.add(compared(letter.text), letter.x, letter.y)
    lone = {place for place, glyph in enumerate(glyphs) if is_alone(glyph, theirs)}
    others = [
        letter
        for letter in seen
        if compared(letter.text) and not ours.has(compared(letter.text), letter.x, letter.y)
    ]
    missing = letter_counts(letter.text for letter in others)
    surplus = letter_counts(glyphs[place]["text"] for place in lone)
    unread, unseen = surplus - missing, missing - surplus
    for word in words_in_order(glyphs):
        letters = [glyphs[place] for place in word]
        if any(place in lone and has_any(glyphs[place]["text"], unread) for place in word):
            other = "".join(theirs.text_at(*glyph["origin"]) for glyph in letters)
            yield Disagreement("".join(g["text"] for g in letters), other, letters[0]["displayed"])
    extra = (
        letter
        for letter in others
        if has_any(letter.text, unseen) and not ours.any_at(letter.x, letter.y)
    )
    for run in runs_of_letters(extra):
        at = Box(run[0].x, run[0].y, run[0].x, run[0].y)
        yield Disagreement("", "".join(letter.text for letter in run), at)


def has_any(text: str, letters: Counter[str]) -> bool:
    """Whether a text has one of some letters."""
    return any(letter in letters for letter in compared(text))


class Places:
    """Letters by where their baselines begin."""

    def __init__(self) -> None:
        self.letters: dict[tuple[int, int], list[tuple[str, float, float]]] = {}

    def add(self, text: str, x: float, y: float) -> None:
        """Note a letter."""
        self.letters.setdefault((round(x), round(y)), []).append((text, x, y))

    def near(self, x: float, y: float) -> Iterator[tuple[str, float, float]]:
        """The letters at a place."""
        column, row = round(x), round(y)
        for c in (column - 1, column, column + 1):
            for r in (row - 1, row, row + 1):
                for letter in self.letters.get((c, r), ()):
                    if max(abs(letter[1] - x), abs(letter[2] - y)) <= SAME_ORIGIN_POINTS:
                        yield letter

    def has(self, text: str, x: float, y: float) -> bool:
        """Whether a letter is at a place; one of its letters is enough for a ligature."""
        return any(text in letter or letter in text for letter, *_ in self.near(x, y) if letter)

    def any_at(self, x: float, y: float) -> bool:
        """Whether any letter is at a place."""
        return any(True for _ in self.near(x, y))

    def text_at(self, x: float, y: float) -> str:
        """The letter at a place; empty where there is none."""
        found = sorted(self.near(x, y), key=lambda entry: abs(entry[1] - x) + abs(entry[2] - y))
        return found[0][0] if found else ""


@lru_cache(maxsize=1024)
def compared(text: str) -> str:
    """What of a letter is compared; brackets in text that runs to the left may be either."""
    plain = unicodedata.normalize("NFKD", text.translate(ONE_FOR_ALL)).translate(ONE_FOR_ALL)
    plain = plain.translate(EITHER_BRACKET)
    return "".join(
        letter for letter in plain if not unicodedata.category(letter).startswith(NOT_COMPARED)
    )


def letter_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each letter is in some texts."""
    counts: Counter[str] = Counter()
    for letter, number in Counter("".join(texts)).items():
        for part in compared(letter):
            counts[part] += number
    return counts


def is_alone(glyph: Glyph, theirs: Places) -> bool:
    """Whether the second reader does not have a letter that shows.

    Where one of the two cannot say which letter there is, they do not differ.
    """
    text = compared(glyph["text"])
    if is_unreadable(glyph["text"]) or not text or glyph["fate"] not in SHOWN_FATES:
        return False
    if glyph.get(IS_GIVEN):
        return False
    near = list(theirs.near(*glyph["origin"]))
    return not theirs.has(text, *glyph["origin"]) and all(letter for letter, *_ in near)


def runs_of_letters(letters: Iterable[SeenLetter]) -> list[list[SeenLetter]]:
    """Letters in groups, each drawn by one text object."""
    runs: dict[int, list[SeenLetter]] = {}
    for letter in letters:
        runs.setdefault(letter.item, []).append(letter)
    return list(runs.values())
