"""What a wording that no vocabulary knows is perhaps a misprint of, and the cell put right."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.records.matcher import Segment
from pipeline.records.readers import Reading, reader_of
from pipeline.schema.model import Schema
from pipeline.schema.vocabulary import NAME_PLACEHOLDER, Entry
from pipeline.text.near_wordings import share_in_common
from pipeline.text.strings import fold

# Near wordings that are named; more would only confuse.
MOST_NAMED = 3
# Texts of a field that are looked at. A document with more words that nobody knows has no
# misprints, but another vocabulary.
MOST_TEXTS = 300
# What no correction takes away: with it a mark is uncertain.
DOUBT = "?"
# Kinds of words between wordings.
JOINING = ("separator", "connective")


@dataclass(frozen=True, slots=True)
class Wording:
    """A known wording as it would be printed, its letters folded, and what it stands for."""

    text: str
    letters: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Misprint:
    """A piece of a text, and the wordings that it is perhaps a misprint of.

    Args:
        start: where it begins in the text.
        end: where it ends.
        nearest: the wordings, the nearest first.
    """

    start: int
    end: int
    nearest: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a cell with words that are not known.

    Args:
        misprints: its pieces that are near to known wordings, in printed order.
        corrected: the cell with those put right; empty where none is near.
    """

    misprints: tuple[Misprint, ...] = ()
    corrected: str = ""

    @property
    def named(self) -> str:
        """The nearest wordings with their codes, as one text."""
        names = []
        for misprint in self.misprints:
            for wording in misprint.nearest:
                code = f" ({wording.entry.code})" if wording.entry.code else ""
                names.append(f"“{wording.text}”{code}")
        return ", ".join(dict.fromkeys(names))

    def code_of(self, words: str, text: str) -> str:
        """The code that some words of the text most likely belong to; empty where none is near."""
        place = text.find(words)
        found = (m for m in self.misprints if m.start <= place < m.end)
        return next((m.nearest[0].entry.code for m in found), "")


@dataclass
class Misprints:
    """Finds what is near in the vocabularies of a schema.

    Args:
        schema: the schema.
        name: who the document is about.
    """

    schema: Schema
    name: str
    proposals: dict[tuple[str, str], Proposal] = field(default_factory=dict)
    wordings: dict[str, list[Wording]] = field(default_factory=dict)

    def propose(self, field_name: str, reading: Reading, text: str) -> Proposal:
        """What is proposed for a cell, whose corrected text is read without such words."""
        known = self.proposals
        if (field_name, text) not in known:
            looked_at = sum(name == field_name for name, _ in known)
            known[field_name, text] = (
                self.look(field_name, reading, text) if looked_at < MOST_TEXTS else Proposal()
            )
        return known[field_name, text]

    def look(self, field_name: str, reading: Reading, text: str) -> Proposal:
        """What is near to the unknown words of a cell."""
        if field_name not in self.wordings:
            self.wordings[field_name] = known_wordings(self.schema, field_name, self.name)
        wordings = self.wordings[field_name]
        misprints: list[Misprint] = []
        for start, end in unknown_places(reading):
            if misprints and start < misprints[-1].end:
                continue
            spans = pieces_around(reading, start, end, wordings)
            matched = [s for s in reading.segments if s.entry is not None]
            found = nearest_in(text, spans, matched, wordings)
            if found is not None and not (misprints and found.start < misprints[-1].end):
                misprints.append(found)
        corrected = text
        for misprint in reversed(misprints):
            corrected = put_right(corrected, misprint)
        read = reader_of(field_name, self.schema, self.name)(corrected)
        if not misprints or "conflict" in read.remarks or len(read.unknown) >= len(reading.unknown):
            return Proposal()
        return Proposal(tuple(misprints), corrected)


def known_wordings(schema: Schema, field_name: str, name: str) -> list[Wording]:
    """The wordings of a field that have a letter or digit, or are its marks."""
    entries = list(schema.vocabulary_of(field_name).entries)
    is_mark = schema.description.fields[field_name].reader == "mark"
    phrases = [] if is_mark else list(schema.description.phrases.entries())
    found: dict[str, Wording] = {}
    for entry in (*entries, *phrases):
        if NAME_PLACEHOLDER in entry.pattern and not name:
            continue
        text = entry.pattern.replace(NAME_PLACEHOLDER, name)
        if is_mark or any(letter.isalnum() for letter in text):
            found.setdefault(fold(text), Wording(text, fold(text), entry))
    return list(found.values())


def unknown_places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where the pieces of a text that nothing matched begin and end."""
    for segment in reading.segments:
        if segment.entry is None:
            yield segment.start, segment.start + len(segment.text)


def pieces_around(
    reading: Reading, start: int, end: int, wordings: Sequence[Wording]
) -> Iterator[tuple[int, int]]:
    """Pieces of a text that hold an unknown one, and are no longer than a wording can be.

    A slip in one word of a wording leaves its other words matched as something else, or as nothing.
    """
    longest = 2 * max((len(wording.text) for wording in wordings), default=0)
    starts = [s.start for s in reading.segments if end - longest <= s.start <= start]
    ends = [s.start + len(s.text) for s in reading.segments if s.start >= start]
    for first in starts:
        for last in ends:
            if last - first <= longest:
                yield first, last


def nearest_in(
    text: str,
    spans: Iterable[tuple[int, int]],
    matched: Sequence[Segment],
    wordings: Sequence[Wording],
) -> Misprint | None:
    """The piece of a text that has the fewest letters other than a known wording, if one is near.

    Counted are letters, not their share: a long piece would be near though it has a further word.
    Of two pieces with as many, one without words at its ends that join others is taken.
    It is near to no wording that stands in it already, nor to one that its known words are nearer
    to without the unknown ones: those say something else.
    """
    fewest, place, near = (sys.maxsize, False, 0), (0, 0), list[tuple[float, Wording]]()
    joining = [s for s in matched if s.entry is not None and s.entry.role in JOINING]
    firsts, lasts = {s.start for s in joining}, {s.start + len(s.text) for s in joining}
    for start, end in spans:
        letters = fold(text[start:end])
        inside = [fold(s.text) for s in matched if start <= s.start < end]
        shares = [
            (share_in_common(letters, wording.letters), wording)
            for wording in wordings
            if abs(len(letters) - len(wording.letters)) <= fewest[0]
            and wording.letters not in inside
            and (DOUBT not in letters or DOUBT in wording.letters)
        ]
        found = sorted(
            (s for s in shares if s[0] > share_in_common("".join(inside), s[1].letters)),
            key=lambda share: -share[0],
        )
        for share, wording in found:
            apart = round((1 - share) * (len(letters) + len(wording.letters)))
            order = (apart, start in firsts or end in lasts, start - end)
            if order < fewest:
                fewest, place, near = order, (start, end), found
    by_code: dict[str, Wording] = {}
    for _, wording in near:
        right = right_wording(wording, wordings)
        by_code.setdefault(right.entry.code or right.text, right)
    return Misprint(*place, tuple(by_code.values())[:MOST_NAMED]) if near else None


def right_wording(wording: Wording, wordings: Sequence[Wording]) -> Wording:
    """A wording, or for one that is marked as a misprint that of its code which is nearest."""
    if not wording.entry.misprint:
        return wording
    same = [w for w in wordings if w.entry.code == wording.entry.code and not w.entry.misprint]
    return max(same, key=lambda w: share_in_common(w.letters, wording.letters), default=wording)


def put_right(text: str, misprint: Misprint) -> str:
    """A text with one misprint put right; no word of it then touches another one."""
    printed = text[misprint.start : misprint.end]
    right = printed_like(misprint.nearest[0].text, printed)
    before, after = text[: misprint.start], text[misprint.end :]
    # A piece may begin or end with signs that no wording has.
    if before[-1:].isalnum() and not printed[:1].isalnum():
        right = f" {right}"
    if after[:1].isalnum() and not printed[-1:].isalnum():
        right = f"{right} "
    return before + right + after


def printed_like(wording: str, printed: str) -> str:
    """A wording with a capital letter where what is printed for it has one."""
    return wording[:1].upper() + wording[1:] if printed[:1].isupper() else wording
