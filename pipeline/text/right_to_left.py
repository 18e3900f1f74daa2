"""Text as it is seen from left to right → text in the order in which it is read.

Arabic and Hebrew run to the left, the numbers and Latin words among them to the right. A page shows
where each letter stands, not in which order they are read; the Unicode Bidirectional Algorithm (UAX
9) says how a reader gets from one to the other. It cannot be undone in every case, and libraries
for it go the other way, from what is read to what is seen; so its main rules are here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

Unit = TypeVar("Unit")
# Below it no letter runs to the left; what tells at once that a text has none.
FIRST_RIGHT_TO_LEFT = "\u0590"
# Forms of Arabic and Hebrew letters as they are drawn beside others (Unicode, 9.2).
PRESENTATION_FORMS = (("\ufb1d", "\ufdff"), ("\ufe70", "\ufefe"))
# Signs without a form of their own, which only say how text runs.
DIRECTION_SIGNS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)
# The classes of UAX 9, table 4, by how they run: letters, digits, and what is in numbers.
TO_LEFT, TO_RIGHT, DIGITS = ("R", "AL"), ("L",), ("EN", "AN")
BETWEEN_DIGITS, BESIDE_DIGITS = ("CS", "ES"), ("ET",)
BRACKETS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
OPENING_BRACKETS, CLOSING_BRACKETS = "([{<«‹", ")]}>»›"


def has_right_to_left(text: str) -> bool:
    """Whether a letter of a text runs to the left."""
    return text > "" and max(text) >= FIRST_RIGHT_TO_LEFT and "R" in map(direction, text)


def direction(text: str) -> str:
    """How a letter, or all that one glyph draws, runs.

    Returns:
        R to the left, L to the right, N a digit, B what joins digits, T what stands beside them,
        and nothing where it runs as its neighbours do.
    """
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        for name, kinds in (("R", TO_LEFT), ("L", TO_RIGHT), ("N", DIGITS)):
            if kind in kinds:
                return name
        if kind in BETWEEN_DIGITS:
            return "B"
        if kind in BESIDE_DIGITS:
            return "T"
    return ""


def plain_letters(text: str) -> str:
    """Text with letters in place of the forms in which they are drawn beside others."""
    return "".join(
        # A mark that is drawn by itself stands on a space in Unicode's table.
        unicodedata.normalize("NFKC", sign).lstrip()
        if any(first <= sign <= last for first, last in PRESENTATION_FORMS)
        else sign
        for sign in text.translate(DIRECTION_SIGNS)
    )


def word_as_read(glyphs: Sequence[str], are_meant: bool = False) -> str:
    """A word of a text that runs to the left, seen from left to right, as it is read.

    Args:
        glyphs: what each of its glyphs stands for; several letters of one are in order already.
        are_meant: whether a font says of a bracket how it is meant, not how it is seen.
    """
    letters = [plain for glyph in glyphs if (plain := plain_letters(glyph))]
    mirror = as_is if are_meant else mirrored
    return "".join(turn_round(letters, [*map(direction, letters)], mirror))


def brackets_are_meant(text: str) -> bool:
    """Whether brackets that are seen from left to right close before they open.

    Some fonts say of a bracket in text that runs to the left how it is meant, not how it is seen.
    """
    brackets = [
        sign in OPENING_BRACKETS for sign in text if sign in OPENING_BRACKETS + CLOSING_BRACKETS
    ]
    pairs = list(pairwise(brackets))
    return pairs.count((False, True)) > pairs.count((True, False))


def words_as_read(words: Sequence[str]) -> list[str]:
    """The words of a line that are seen from left to right, in the order in which they are read.

    A line runs as most of its letters do.
    """
    if not any(map(has_right_to_left, words)):
        return list(words)
    kinds = ["R" if has_right_to_left(word) else word_direction(word) for word in words]
    signs = [direction(sign) for word in words for sign in word]
    if signs.count("R") >= signs.count("L"):
        return turn_round(words, kinds, as_is)
    ordered: list[str] = []
    marked = zip(words, kinds, runs_to_left(kinds), strict=True)
    for is_left, run in groupby(marked, key=lambda entry: entry[2]):
        some = list(run)
        own = [word for word, _, _ in some]
        ordered += turn_round(own, [kind for _, kind, _ in some], as_is) if is_left else own
    return ordered


def word_direction(text: str) -> str:
    """How a word without a letter that runs to the left runs."""
    kinds = {direction(sign) for sign in text}
    return next((kind for kind in ("L", "N") if kind in kinds), "")


def runs_to_left(kinds: Sequence[str]) -> list[bool]:
    """Which words of a line that runs to the right are in a part of it that runs to the left.

    Such a part begins and ends with a word that does, and has no Latin word.
    """
    inside = [kind == "R" for kind in kinds]
    known = [n for n, kind in enumerate(kinds) if kind in ("R", "L")]
    for first, last in pairwise(known):
        if kinds[first] == kinds[last] == "R":
            inside[first : last + 1] = [True] * (last + 1 - first)
    return inside


def turn_round(
    items: Sequence[Unit], kinds: Sequence[str], mirror: Callable[[Unit], Unit]
) -> list[Unit]:
    """Items in the opposite order, but for runs that go to the right.

    Args:
        items: what is seen, from left to right.
        kinds: how each runs.
        mirror: makes of an item that is turned round what it is when it is read.
    """
    turned: list[Unit] = []
    marked = list(zip(items, runs_to_right(kinds), strict=True))
    for is_right, run in groupby(reversed(marked), key=lambda pair: pair[1]):
        some = [item for item, _ in run]
        turned += reversed(some) if is_right else map(mirror, some)
    return turned


def runs_to_right(kinds: Sequence[str]) -> list[int]:
    """The number of the run that goes to the right in which each item is; 0 in none.

    Such are Latin letters, what is between them and between one and a number, and the digits and
    signs of one number.
    """
    right = [kind in ("L", "N") for kind in kinds]
    for n in range(1, len(kinds) - 1):
        if kinds[n] == "B" and kinds[n - 1] == kinds[n + 1] == "N":
            right[n] = True
    for steps in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for n in steps:
            beside = n - 1 if steps.step > 0 else n + 1
            if kinds[n] == "T" and right[beside] and kinds[beside] in ("N", "T"):
                right[n] = True
    for is_left, part in groupby(range(len(kinds)), key=lambda n: kinds[n] == "R"):
        own = [n for n in part if right[n]]
        if not is_left and any(kinds[n] == "L" for n in own):
            right[own[0] : own[-1] + 1] = [True] * (own[-1] + 1 - own[0])
    return [int(one) for one in right]


def visual_order(letters: Sequence[str]) -> list[str]:
    """Letters in the order in which they are read, as they are seen from left to right."""
    return turn_round(letters, [*map(direction, letters)], mirrored)


def as_is(item: Unit) -> Unit:
    """Nothing is mirrored."""
    return item


def mirrored(letter: str) -> str:
    """A bracket as it is meant: seen in text that runs to the left, it opens to the other side."""
    return letter.translate(BRACKETS)
