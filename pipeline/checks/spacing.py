"""How words stand on a line: which of them stand apart, and which are figures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.checks.tolerances import APART_TIMES_LETTER_WIDTH
from pipeline.grids.model import Line
from pipeline.pages.model import Word
from pipeline.text.values import is_currency

# A sign of these Unicode categories, or of these letters, stands in a cell for a value: dashes,
# crosses, check marks, and the dots of a value that is not known.
MARK_CATEGORIES = ("Pd", "Sm", "So")
MARKS = ("x", "X", "*", "..", "...", "…")
SHARE_SIGN = "%"
# Sources of words that stand for ink, whose boxes are no text.
INK = ("drawing", "picture")


@dataclass(frozen=True, slots=True)
class Gap:
    """White space on a line between two words that stand apart.

    Args:
        before: the word to its left.
        after: the word to its right.
        letter: the mean width of a letter of the line, in points.
        between_figures: whether a value ends before it and another one begins after it.
    """

    before: Word
    after: Word
    letter: float
    between_figures: bool

    @property
    def start(self) -> float:
        """Its left edge."""
        return self.before.box.x1

    @property
    def end(self) -> float:
        """Its right edge."""
        return self.after.box.x0


def mean_letter_width(words: Sequence[Word]) -> float:
    """The mean width of the letters of some words, in points."""
    letters = sum(len(word.text) for word in words)
    return sum(word.box.x1 - word.box.x0 for word in words) / max(1, letters)


def gaps_on(line: Line) -> Iterator[Gap]:
    """The places of a line where words stand apart; none where its text is turned or drawn."""
    words = sorted(line.words, key=lambda word: word.box.x0)
    if any(word.turn or word.source in INK for word in words):
        return
    letter = mean_letter_width(words)
    for place, (before, after) in enumerate(pairwise(words)):
        if after.box.x0 - before.box.x1 <= letter * APART_TIMES_LETTER_WIDTH:
            continue
        if place == 0 and is_list_sign(before.text):
            continue
        if is_currency(before.text) and is_figure(after.text):
            continue
        ends = is_value(before.text) or before.text == SHARE_SIGN
        begins = is_value(after.text) or is_currency(after.text)
        figure = any(character.isdigit() for character in before.text + after.text)
        yield Gap(before, after, letter, ends and begins and figure)


def runs_apart(line: Line, gaps: Sequence[Gap]) -> list[tuple[Word, ...]]:
    """The words of a line in runs, parted at gaps."""
    starts = {gap.after.number for gap in gaps}
    runs: list[list[Word]] = []
    for word in sorted(line.words, key=lambda word: word.box.x0):
        if not runs or word.number in starts:
            runs.append([])
        runs[-1].append(word)
    return [tuple(run) for run in runs]


def is_figure(text: str) -> bool:
    """Whether a word is a number, a date or the like: digits and signs, and no letter."""
    digits = any(character.isdigit() for character in text)
    return digits and not any(character.isalpha() for character in text)


def is_value(text: str) -> bool:
    """Whether a word is a figure, or a mark that stands in the place of one."""
    if is_figure(text) or text in MARKS:
        return True
    return all(unicodedata.category(character) in MARK_CATEGORIES for character in text)


def is_list_sign(text: str) -> bool:
    """Whether a word at the beginning of a line is a bullet, or the number of an item of a list."""
    if not any(character.isalnum() for character in text):
        return True
    return text[-1] in ".)" and len(text.strip("().")) <= len("iii")
