"""Wordings of a vocabulary found in a printed text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.schema.vocabulary import NAME_PLACEHOLDER, Entry
from pipeline.text.strings import fold

WORD_OR_SIGN = re.compile(r"[^\W_]+|\S")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, where it starts, and the entry that matched it, None if none did."""

    text: str
    entry: Entry | None
    start: int


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text without case and white space.

    Args:
        letters: the folded letters.
        source: for each letter its index in the text.
        borders: where printed words or signs begin or end.
        breaks: where white space stands between two words.
    """

    letters: str
    source: list[int]
    borders: set[int]
    breaks: set[int]

    def breaks_in(self, start: int, end: int) -> set[int]:
        """Breaks between two letters of a piece, counted from its start."""
        return {place - start for place in self.breaks if start < place < end}


class Matcher:
    """Finds entries in a text.

    Case and white space do not matter; the longest wording wins; a match begins and ends where
    a printed word does, so that *kunnat* is not found in *sopimuskunnat*. Wordings whose words
    are broken as printed come first (*ostopalvelu ja* is not *ostopalveluja*); only where they
    leave more of the text unmatched does white space not matter at all.

    Args:
        entries: what to look for.
        name: who the document is about, put for `{name}`.
    """

    def __init__(self, entries: Iterable[Entry], name: str) -> None:
        self.by_wording: dict[str, list[tuple[Entry, set[int]]]] = {}
        for entry in entries:
            if NAME_PLACEHOLDER in entry.pattern and not name:
                continue
            wording = fold_for_matching(entry.pattern.replace(NAME_PLACEHOLDER, name))
            self.by_wording.setdefault(wording.letters, []).append((entry, wording.breaks))
        self.wordings = sorted(self.by_wording, key=lambda wording: (-len(wording), wording))

    def whole(self, text: str) -> Entry | None:
        """The entry that is the whole text, if one is."""
        entries = [entry for entry, _ in self.by_wording.get(fold(text), [])]
        return entry_as_printed(entries, text) if entries else None

    def segments(self, text: str) -> list[Segment]:
        """The whole text in pieces, each with the entry that matched it or None."""
        as_printed = self.match_pieces(text, strictly=True)
        if all(segment.entry is not None for segment in as_printed):
            return as_printed
        return min(as_printed, self.match_pieces(text, strictly=False), key=unmatched_letters)

    def match_pieces(self, text: str, strictly: bool) -> list[Segment]:
        """The pieces of a text; strictly: words must be broken as the wording has them."""
        read = fold_for_matching(text)
        taken: list[tuple[int, int, Entry]] = []
        free = [True] * len(read.letters)
        for wording in self.wordings:
            for start, end in occurrences(wording, read.letters):
                if not ({start, end} <= read.borders and all(free[start:end])):
                    continue
                broken = read.breaks_in(start, end)
                entries = [
                    entry
                    for entry, breaks in self.by_wording[wording]
                    if breaks == broken or not strictly
                ]
                if entries:
                    free[start:end] = [False] * (end - start)
                    printed = text[read.source[start] : read.source[end - 1] + 1]
                    taken.append((start, end, entry_as_printed(entries, printed)))
        return list(pieces(text, read.source, sorted(taken, key=lambda match: match[0])))


def pieces(text: str, source: list[int], taken: list[tuple[int, int, Entry]]) -> Iterator[Segment]:
    """Matched and unmatched pieces of a text in printed order."""
    position = 0
    for start, end, entry in [*taken, (len(source), len(source), None)]:
        if start > position:
            yield Segment(text[source[position] : source[start - 1] + 1], None, source[position])
        if entry is not None:
            yield Segment(text[source[start] : source[end - 1] + 1], entry, source[start])
        position = end


def unmatched_letters(segments: list[Segment]) -> int:
    """How much of a text no entry matched."""
    return sum(len(fold(segment.text)) for segment in segments if segment.entry is None)


def entry_as_printed(entries: list[Entry], printed: str) -> Entry:
    """Of entries that differ in case alone, the one printed so; else one that is no misprint."""
    squashed = "".join(printed.split())
    exact = [entry for entry in entries if "".join(entry.pattern.split()) == squashed]
    return min(exact or entries, key=lambda entry: entry.misprint)


def fold_for_matching(text: str) -> FoldedText:
    """A text for matching."""
    letters: list[str] = []
    source: list[int] = []
    borders: set[int] = set()
    breaks: set[int] = set()
    word_end = -1
    for token in WORD_OR_SIGN.finditer(text):
        is_word = token.group()[0].isalnum()
        if is_word and 0 <= word_end < token.start():
            breaks.add(len(letters))
        borders.add(len(letters))
        for index in range(token.start(), token.end()):
            for letter in fold(text[index]):
                letters.append(letter)
                source.append(index)
        borders.add(len(letters))
        word_end = token.end() if is_word else -1
    return FoldedText("".join(letters), source, borders, breaks)


def occurrences(wording: str, letters: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place where a wording stands."""
    start = letters.find(wording)
    while start >= 0:
        yield start, start + len(wording)
        start = letters.find(wording, start + 1)
