"""Readers: the text of a cell → codes, numbers or dates, and what was doubtful about it.

The closed list of readers is text, code, codes, mark, number and date; the schema chooses one
for a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.records.matcher import Matcher, Segment
from pipeline.schema.model import FieldReading, Schema
from pipeline.schema.vocabulary import Entry
from pipeline.text.dates import date_parser
from pipeline.text.numbers import ValueParser, number_parser
from pipeline.text.strings import PARENTHESISED, fold

STATED = "stated"
POSSIBLE = "possible"
# Signs around a remark that are no part of it: “(HVA)” leaves HVA.
AROUND_REMARK = " ()[],.;:-–"


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A code of a cell with several, and how certain it is."""

    code: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one cell.

    Args:
        value: the code, number or date; the text as printed where none could be read.
        remarks: what was noticed, in the words of the schema's `when`.
        rest: what stands beside the code.
        codes: the codes of a field with several.
        unknown: the words that no vocabulary knows.
        segments: the whole text in pieces, to prove that no word was lost.
    """

    value: str
    remarks: frozenset[str] = frozenset()
    rest: str = ""
    codes: tuple[CodeReading, ...] = ()
    unknown: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether the cell has a question mark."""
        return any(s.entry is not None and "?" in s.text for s in self.segments)


CellReader = Callable[[str], Reading]


def reader_of(field: str, schema: Schema, name: str) -> CellReader:
    """The function that reads the cells of a field.

    Args:
        field: a field of the schema.
        schema: the schema.
        name: who the document is about, for the vocabularies.
    """
    reading = schema.description.fields[field]
    if reading.reader == "text":
        return lambda text: Reading(text, frozenset() if text else frozenset({"empty"}))
    if reading.reader == "number":
        return value_reader(number_parser(reading.number_format), reading)
    if reading.reader == "date":
        return value_reader(date_parser(reading.date_patterns), reading)
    codes = schema.vocabulary_of(field).entries
    phrases = list(schema.description.phrases.entries())
    known_phrases = {fold(entry.pattern) for entry in phrases}
    whole = Matcher(codes, name)
    inside = Matcher([*(c for c in codes if fold(c.pattern) not in known_phrases), *phrases], name)

    def read(text: str) -> Reading:
        if not text:
            return Reading(empty_value(reading), frozenset({"empty"}))
        if (entry := whole.whole(text)) is not None and reading.reader != "codes":
            return Reading(
                entry.code, misprint_remarks([entry]), segments=(Segment(text, entry, 0),)
            )
        if reading.reader == "mark":
            return unknown_reading(text, [Segment(text, None, 0)])
        segments = inside.segments(text)
        if reading.reader == "code":
            return read_code(text, segments, reading)
        return read_codes(text, segments)

    return read


def value_reader(parse: ValueParser, reading: FieldReading) -> CellReader:
    """The function that reads numbers or dates; a text that does not fit is kept as printed."""
    blank = {fold(wording) for wording in reading.blank}

    def read(text: str) -> Reading:
        if not text or fold(text) in blank:
            return Reading(empty_value(reading), frozenset({"empty"}))
        value = parse(text)
        return unknown_reading(text, []) if value is None else Reading(value)

    return read


def read_code(text: str, segments: list[Segment], reading: FieldReading) -> Reading:
    """One code; two that differ are a conflict, other words the rest or unknown.

    What stands beside it without brackets is remarked: it may say the opposite, as in *not
    statutory*.
    """
    entries = [s.entry for s in segments if s.entry is not None]
    codes = {entry.code for entry in entries if entry.role == "code"}
    if len(codes) > 1:
        return Reading(text, frozenset({"conflict"}), segments=tuple(segments))
    wordings = [entry.pattern for entry in entries if entry.role == "code"]
    if len(set(wordings)) < len(wordings):
        # The same wording twice is no value: two rows were printed as one cell, or read as one.
        return unknown_reading(text, segments, segments)
    beside = [s for s in segments if not is_code_or_sign(s)]
    if not codes or (beside and reading.rest_field is None):
        return unknown_reading(text, segments, beside)
    remarks = misprint_remarks(entries)
    if outside_brackets(text, beside):
        remarks |= {"beside"}
    if any(entry.role == "uncertain" for entry in entries):
        remarks |= {"question"}
    rest = rest_of(text, segments)
    return Reading(codes.pop(), remarks, rest=rest, segments=tuple(segments))


def outside_brackets(text: str, segments: list[Segment]) -> list[Segment]:
    """Those pieces of a text that have words or signs outside its brackets."""
    inside = {i for found in PARENTHESISED.finditer(text) for i in range(*found.span())}

    def left(segment: Segment) -> str:
        letters = enumerate(segment.text, segment.start)
        return "".join(letter for i, letter in letters if i not in inside).strip(AROUND_REMARK)

    return [segment for segment in segments if left(segment)]


def rest_of(text: str, segments: list[Segment]) -> str:
    """What stands beside the codes of a text, without brackets around it."""
    pieces, start = [], 0
    for segment in segments:
        if segment.entry is not None and segment.entry.role in ("code", "uncertain"):
            pieces.append(text[start : segment.start])
            start = segment.start + len(segment.text)
    pieces.append(text[start:])
    stripped = (piece.strip(AROUND_REMARK) for piece in pieces)
    return " ".join(piece for piece in stripped if piece)


def empty_value(reading: FieldReading) -> str:
    """What stands for an empty cell: a code, or no text where the text itself is kept."""
    return "" if reading.reader in ("text", "codes") else reading.empty or ""


def is_code_or_sign(segment: Segment) -> bool:
    """Whether a piece is a code, a question mark, or punctuation between words."""
    if segment.entry is None:
        return False
    if segment.entry.role in ("code", "uncertain"):
        return True
    return not any(letter.isalnum() for letter in segment.text)


def read_codes(text: str, segments: list[Segment]) -> Reading:
    """Several codes, clause by clause.

    A code is possible where a word for it stands in its clause, or a question mark follows it
    there. If one code is both stated and possible, it is stated. A word for it in a clause
    without a code does not tell what is possible only, and is remarked.
    """
    certainty: dict[str, str] = {}
    remarks = misprint_remarks([s.entry for s in segments if s.entry is not None])
    apart = False
    for clause in split_clauses(segments):
        doubtful = any(entry.role == "possible" for entry in clause)
        apart = apart or (doubtful and not any(entry.role == "code" for entry in clause))
        for place, entry in enumerate(clause):
            if entry.role != "code":
                continue
            asked = any(later.role == "uncertain" for later in clause[place:])
            new = POSSIBLE if doubtful or asked else STATED
            certainty[entry.code] = STATED if STATED in (new, certainty.get(entry.code)) else new
        if any(entry.role == "uncertain" for entry in clause):
            remarks |= {"question"}
    codes = tuple(CodeReading(code, value) for code, value in certainty.items())
    strange = [s for s in segments if s.entry is None]
    if strange or not (codes or remarks):
        read = unknown_reading(text, segments, strange or segments)
        return Reading(text, read.remarks | remarks, "", codes, read.unknown, tuple(segments))
    remarks |= {"apart"} if apart else set()
    return Reading(text, remarks, codes=codes, segments=tuple(segments))


def split_clauses(segments: Iterable[Segment]) -> list[list[Entry]]:
    """The matched entries, clause by clause; separators end a clause."""
    found: list[list[Entry]] = [[]]
    for segment in segments:
        if segment.entry is None:
            continue
        if segment.entry.role == "separator":
            found.append([])
        else:
            found[-1].append(segment.entry)
    return found


def unknown_reading(text: str, segments: list[Segment], strange: Iterable[Segment] = ()) -> Reading:
    """A text that no vocabulary knows: kept as printed, so that it is seen."""
    words = tuple(s.text.strip() for s in strange) or (text,)
    return Reading(text, frozenset({"unknown"}), unknown=words, segments=tuple(segments))


def misprint_remarks(entries: Iterable[Entry]) -> frozenset[str]:
    """The remark for a wording that the vocabulary marks as a misprint."""
    return frozenset({"misprint"} if any(entry.misprint for entry in entries) else ())
