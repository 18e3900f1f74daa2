"""What a cell of a field with codes could say: the wordings of its vocabulary, and the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.checks.misprints import Wording, known_wordings, printed_like, right_wording
from pipeline.finding import Finding
from pipeline.outputs.page.fields import ShownField
from pipeline.outputs.result import Result
from pipeline.records.readers import CellReader, Reading, reader_of
from pipeline.text.near_wordings import nearest_wordings
from pipeline.text.strings import fold, squash

# Texts of a field that are compared with its vocabulary, as many as are looked at for misprints.
MOST_COMPARED = 300
# What makes a reading one that nobody should be offered.
DOUBTFUL_REMARKS = frozenset({"unknown", "conflict", "question", "beside", "apart", "misprint"})
DOUBT_SIGN = "?"


def wordings_of(name: str, result: Result) -> list[str]:
    """The wordings of a field as they would be printed, misprints left out, by vocabulary order."""
    known = known_wordings(result.schema, name, result.name)
    return [w.text for w in known if w.entry.role == "code" and not w.entry.misprint]


def wordings_data(result: Result, fields: Sequence[ShownField]) -> dict[str, list[str]]:
    """The wordings of each field with codes, by the number of the field."""
    return {
        str(number): wordings_of(shown.name, result)
        for number, shown in enumerate(fields)
        if shown.is_coded
    }


@dataclass
class Proposals:
    """What is proposed for the cells of findings.

    Args:
        result: the build.
        wordings: those of each field that was looked at, misprints included.
        readers: how the cells of these fields are read.
        found: what was found so far, by field and text.
    """

    result: Result
    wordings: dict[str, list[Wording]] = field(default_factory=dict)
    readers: dict[str, CellReader] = field(default_factory=dict)
    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def of(self, finding: Finding) -> list[str]:
        """Whole texts for the cell of a finding, the nearest first.

        There are none for an empty cell, and where a finding is about some words of it alone.
        """
        text = self.result.records.text_of(finding.key, finding.field)
        if not text or finding.value != text:
            return []
        corrected = finding.details.get("correction", "")
        near = self.near(finding.field, finding.value)
        return list(dict.fromkeys([corrected, *near] if corrected else near))

    def near(self, name: str, text: str) -> list[str]:
        """The texts near to one of a field with codes that are read without any doubt."""
        reading = self.result.schema.description.fields.get(name)
        if reading is None or reading.vocabulary is None:
            return []
        found = self.found.setdefault(name, {})
        if text not in found and len(found) < MOST_COMPARED:
            found[text] = self.look(name, text)
        return found.get(text, [])

    def look(self, name: str, text: str) -> list[str]:
        """The text with what is wrong in it put right, and the wordings that are near to it."""
        if name not in self.wordings:
            known = known_wordings(self.result.schema, name, self.result.name)
            self.wordings[name] = [wording for wording in known if wording.entry.role == "code"]
            self.readers[name] = reader_of(name, self.result.schema, self.result.name)
        wordings, read = self.wordings[name], self.readers[name]
        is_mark = self.result.schema.description.fields[name].reader == "mark"
        right = [w.text for w in wordings if not w.entry.misprint]
        now = read(text)
        proposed = [
            *pieces_in_conflict(now),
            misprints_put_right(text, now, wordings),
            text if is_mark else squash(text.replace(DOUBT_SIGN, " ")),
            *(printed_like(wording, text) for wording in nearest_wordings(text, right)),
        ]
        by_letters: dict[str, str] = {}
        for other in proposed:
            if says_better(read(other), now):
                by_letters.setdefault(fold(other), other)
        return list(by_letters.values())


def pieces_in_conflict(reading: Reading) -> list[str]:
    """The codes of a cell that disagree, each as it is printed: none of them is nearer."""
    if "conflict" not in reading.remarks:
        return []
    return [s.text for s in reading.segments if s.entry is not None and s.entry.role == "code"]


def misprints_put_right(text: str, reading: Reading, wordings: Sequence[Wording]) -> str:
    """A text with each wording that the vocabulary marks as a misprint put right."""
    for segment in reversed(reading.segments):
        if segment.entry is not None and segment.entry.misprint:
            place = slice(segment.start, segment.start + len(segment.text))
            marked = Wording(segment.text, fold(segment.text), segment.entry)
            right = printed_like(right_wording(marked, wordings).text, segment.text)
            text = text[: place.start] + right + text[place.stop :]
    return text


def says_better(proposed: Reading, now: Reading) -> bool:
    """Whether a text is read without any doubt, and otherwise than the present one."""
    if proposed.remarks & DOUBTFUL_REMARKS or "empty" in proposed.remarks:
        return False
    return what_is_read(proposed) != what_is_read(now)


def what_is_read(reading: Reading) -> tuple[object, ...]:
    """The codes of a cell, and what is to be said of them."""
    # The value of a field with several codes is its text.
    value = () if reading.codes else reading.value
    return value, reading.codes, reading.remarks, reading.rest
