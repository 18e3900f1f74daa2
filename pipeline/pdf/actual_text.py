"""Text that a PDF gives in place of what it draws: the `ActualText` of marked content.

It is the text to read wherever it stands, whatever the glyphs of its span say (ISO 32000-1,
14.9.4). Works on the characters of the PDF library while it lays out a page.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import Any

from pdfminer.layout import LTChar, LTComponent
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import PDFDocEncoding

from pipeline.pdf.disagreements import OTHER_TEXT
from pipeline.pdf.tolerances import SAME_GLYPH_PLACE_POINTS, SPAN_LINE_SHARE_OF_SIZE
from pipeline.text.right_to_left import has_right_to_left, visual_order, word_as_read
from pipeline.text.strings import SOFT_HYPHEN

ENTRY = "ActualText"
# What a character has whose text is given.
IS_GIVEN = "is_given"
# What says in which encoding a text is, at its beginning; without it, it is in PDFDocEncoding
# (ISO 32000-1, 7.9.2.2, and 32000-2 for UTF-8).
TEXT_ENCODINGS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
# A language tag within a text (ISO 32000-1, 14.9.2.2).
LANGUAGE_TAG = re.compile("\x1b[^\x1b]*\x1b")


class LTGiven(LTComponent):
    """A glyph in place of which a text is given; its box is where its baseline begins."""

    def __init__(self, char: LTChar) -> None:
        x, y = char.matrix[4:]
        super().__init__((x, y, x, y))


class NamedProperties(PDFPageInterpreter):
    """Tells the device the properties of marked content that its resources hold by name."""

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        """Begin marked content."""
        if isinstance(props, PSLiteral):
            lists = resolve1(self.resources.get("Properties"))
            named = resolve1(lists.get(props.name)) if isinstance(lists, dict) else None
            props = named if isinstance(named, dict) else props
        super().do_BDC(tag, props)


class ActualTexts:
    """The spans of a page whose text is given, while their characters are laid out."""

    def __init__(self) -> None:
        # The text of each open span; None for one that says nothing, or stands in one that does.
        self.open: list[str | None] = []
        self.text: str | None = None
        self.drawn: list[LTChar] = []
        # What holds the characters of the open span, and the place in it where they begin.
        self.holders: dict[int, tuple[list[Any], int]] = {}

    def begin(self, properties: Any) -> None:
        """Begin a span; within another one that has a text its own does not count."""
        text = given_text(properties) if self.text is None else None
        self.open.append(text)
        if text is not None:
            self.text, self.drawn, self.holders = text, [], {}

    def note(self, things: list[Any], first: int) -> None:
        """Note the characters that were drawn last.

        Args:
            things: what holds them and all that was drawn before them.
            first: where they begin.
        """
        if self.text is not None and len(things) > first:
            self.drawn += things[first:]
            self.holders.setdefault(id(things), (things, first))

    def end(self) -> None:
        """End a span, and put its text in the place of its characters."""
        if not self.open or self.open.pop() is None or self.text is None:
            return
        text, self.text = self.text, None
        drawn = without_hidden_spaces(self.drawn)
        is_printed = bool(drawn) and not drawn[-1].get_text().isspace()
        # What a browser gives for the space that it draws where a word might be broken.
        is_no_break = text.strip(SOFT_HYPHEN) == "" != text and not is_printed
        if drawn and not is_no_break:
            self.put(spread(drawn, letters_of(printed_text(text, is_printed))))

    def put(self, chars: list[LTChar]) -> None:
        """Put characters in the place of those that were drawn, and note where those are."""
        drawn = set(map(id, self.drawn))
        for things, first in self.holders.values():
            things[first:] = [thing for thing in things[first:] if id(thing) not in drawn]
        things, first = next(iter(self.holders.values()))
        things[first:first] = [*chars, *map(LTGiven, self.drawn)]


def without_hidden_spaces(chars: Sequence[LTChar]) -> list[LTChar]:
    """Characters without the spaces that take no place: the next one begins where they do."""
    return [
        char
        for char, following in zip_longest(chars, chars[1:])
        if following is None
        or not char.get_text().isspace()
        or abs(start_of(char) - start_of(following)) >= SAME_GLYPH_PLACE_POINTS
        or abs(across(char) - across(following)) >= SAME_GLYPH_PLACE_POINTS
    ]


def printed_text(text: str, is_printed: bool) -> str:
    """A given text with one space where it has some, and with a soft hyphen where one is printed.

    Args:
        text: as it is given.
        is_printed: whether it ends in something printed, which may be a hyphen.
    """
    plain = " ".join(text.split()) or text[:1]
    ends = plain.endswith(SOFT_HYPHEN) and is_printed
    return plain.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if ends else "")


def given_text(properties: Any) -> str | None:
    """The text that marked content gives; None where it gives none."""
    data = resolve1(properties.get(ENTRY)) if isinstance(properties, Mapping) else None
    if not isinstance(data, bytes):
        return None
    text = "".join(PDFDocEncoding[code] for code in data)
    for mark, encoding in TEXT_ENCODINGS.items():
        if data.startswith(mark):
            text = LANGUAGE_TAG.sub("", data[len(mark) :].decode(encoding, "replace"))
    letters = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) != "Cc")
    # Some programs give the sign of an indent for the space that they draw.
    return None if text and not letters else letters


def letters_of(text: str) -> list[str]:
    """The letters of a text, each with the marks that stand on it."""
    letters: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if letters and unicodedata.category(sign).startswith("M"):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def spread(chars: Sequence[LTChar], letters: list[str]) -> list[LTChar]:
    """Characters with letters in place of their own.

    Args:
        chars: at least one, as drawn.
        letters: any number, as read.
    """
    lines = lines_of_span(without_outer_spaces(chars))
    return [
        char
        for line, part in zip(lines, parts_for(lines, letters), strict=True)
        if part
        for char in spread_line(sorted(line, key=place_along), as_seen(part))
    ]


def without_outer_spaces(chars: Sequence[LTChar]) -> Sequence[LTChar]:
    """Characters without the spaces before the first one that is printed and after the last."""
    printed = [n for n, char in enumerate(chars) if not char.get_text().isspace()]
    return chars[printed[0] : printed[-1] + 1] if printed else chars


def as_seen(letters: list[str]) -> list[str]:
    """Letters as they are seen from left to right."""
    return visual_order(letters) if has_right_to_left("".join(letters)) else letters


def lines_of_span(chars: Sequence[LTChar]) -> list[list[LTChar]]:
    """Characters in lines: a new one begins where the baseline moves."""
    lines = [[chars[0]]]
    for before, char in pairwise(chars):
        if abs(across(char) - across(before)) > char.size * SPAN_LINE_SHARE_OF_SIZE:
            lines.append([])
        lines[-1].append(char)
    return lines


def parts_for(lines: Sequence[Sequence[LTChar]], letters: list[str]) -> list[list[str]]:
    """Letters in as many parts as there are lines, cut between words, each as long as its line."""
    parts: list[list[str]] = [[] for _ in lines]
    if len(lines) == 1:
        return [letters]
    count, total, done = len(letters), sum(map(len, lines)), 0
    ends = [sum(map(len, lines[: n + 1])) / total * count for n in range(len(lines))]
    for word in "".join(letters).split(" "):
        own = letters_of(word)
        middle = done + len(own) / 2
        line = next((n for n, end in enumerate(ends) if middle <= end), len(lines) - 1)
        parts[line] += [" ", *own] if parts[line] else own
        done += len(own) + 1
    return parts


def spread_line(chars: Sequence[LTChar], letters: Sequence[str]) -> list[LTChar]:
    """The characters of a line, from its start on, with letters from left to right.

    A character that means several letters has them all, but for spaces: those stand by themselves.
    Characters that mean one letter together are one.
    """
    count = min(len(chars), len(letters))
    shares = [
        (
            chars[n * len(chars) // count : (n + 1) * len(chars) // count],
            letters[n * len(letters) // count : (n + 1) * len(letters) // count],
        )
        for n in range(count)
    ]
    return [
        piece
        for n, (some, own) in enumerate(shares)
        for piece in cut_at_spaces(some, own, end_of_share(shares, n))
    ]


def end_of_share(shares: Sequence[tuple[Sequence[LTChar], object]], number: int) -> float:
    """Where characters end, along their line: at the next ones, so that none is set apart."""
    last = shares[number][0][-1]
    end = end_of(last)
    if number + 1 == len(shares):
        return end
    following = start_of(shares[number + 1][0][0])
    return min(end, following) if runs_back(last) else max(end, following)


def cut_at_spaces(chars: Sequence[LTChar], letters: Sequence[str], end: float) -> list[LTChar]:
    """Neighbouring characters as one with all its letters, cut where a space is.

    Args:
        chars: the characters, from the start of their line on.
        letters: as they are seen from left to right.
        end: where they end, along their line.
    """
    start, done, made = start_of(chars[0]), 0, []
    for is_space, run in groupby(letters, key=str.isspace):
        own = list(run)
        first = start + (end - start) * done / len(letters)
        done += len(own)
        last = start + (end - start) * done / len(letters)
        text = word_as_read(own) if has_right_to_left("".join(own)) else "".join(own)
        made.append(stretched(chars, " " if is_space else text, first, last))
    return made


def is_across(char: LTChar) -> bool:
    """Whether a character runs along the page's width, more or less."""
    return abs(char.matrix[0]) >= abs(char.matrix[1])


def runs_back(char: LTChar) -> bool:
    """Whether a character runs to smaller coordinates."""
    return char.matrix[0 if is_across(char) else 1] < 0


def start_of(char: LTChar) -> float:
    """Where a character begins, along its line."""
    low, high = (char.x0, char.x1) if is_across(char) else (char.y0, char.y1)
    return float(high if runs_back(char) else low)


def end_of(char: LTChar) -> float:
    """Where a character ends, along its line."""
    low, high = (char.x0, char.x1) if is_across(char) else (char.y0, char.y1)
    return float(low if runs_back(char) else high)


def place_along(char: LTChar) -> float:
    """How far along its line a character begins."""
    return -start_of(char) if runs_back(char) else start_of(char)


def across(char: LTChar) -> float:
    """The height of a character's baseline, across its line."""
    return float(char.matrix[5] if is_across(char) else char.matrix[4])


def stretched(chars: Sequence[LTChar], text: str, start: float, end: float) -> LTChar:
    """One character with a text in place of several, from a point of their line to another."""
    new = copy.copy(chars[0])
    new._text = text
    vars(new)[IS_GIVEN] = True
    # What else the font says of its code is no matter any more.
    vars(new).pop(OTHER_TEXT, None)
    low, high = min(start, end), max(start, end)
    a, b, c, d, e, f = new.matrix
    shift = start - start_of(chars[0])
    if is_across(new):
        edges = (low, min(char.y0 for char in chars), high, max(char.y1 for char in chars))
        new.matrix = (a, b, c, d, e + shift, f)
    else:
        edges = (min(char.x0 for char in chars), low, max(char.x1 for char in chars), high)
        new.matrix = (a, b, c, d, e, f + shift)
    new.set_bbox(edges)
    return new
