"""What a cell of a field with codes could say: the wordings of its vocabulary, and the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.checks.misprints import known_wordings, printed_like
from pipeline.finding import Finding
from pipeline.outputs.page.fields import ShownField
from pipeline.outputs.result import Result
from pipeline.records.readers import CellReader, reader_of
from pipeline.text.near_wordings import nearest_wordings

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
        fields: the fields with codes, by name.
        found: what was found so far, by field and text.
    """

    result: Result
    wordings: dict[str, list[str]] = field(default_factory=dict)
    readers: dict[str, CellReader] = field(default_factory=dict)
    found: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def of(self, finding: Finding) -> list[str]:
        """Whole texts for the cell of a finding, the nearest first; none for an empty cell."""
        if not finding.value:
            return []
        corrected = finding.details.get("correction", "")
        near = self.near(finding.field, finding.value)
        return list(dict.fromkeys([corrected, *near] if corrected else near))

    def near(self, name: str, text: str) -> list[str]:
        """The texts near to one of a field with codes that are read without any doubt."""
        reading = self.result.schema.description.fields.get(name)
        if reading is None or reading.vocabulary is None:
            return []
        if (name, text) not in self.found:
            compared = sum(known == name for known, _ in self.found)
            self.found[name, text] = self.look(name, text) if compared < MOST_COMPARED else []
        return self.found[name, text]

    def look(self, name: str, text: str) -> list[str]:
        """The text without its question marks, and the wordings that are near to it."""
        if name not in self.wordings:
            self.wordings[name] = wordings_of(name, self.result)
            self.readers[name] = reader_of(name, self.result.schema, self.result.name)
        is_mark = self.result.schema.description.fields[name].reader == "mark"
        certain = [] if is_mark else [" ".join(text.replace(DOUBT_SIGN, " ").split())]
        near = nearest_wordings(text, self.wordings[name])
        proposed = [*certain, *(printed_like(wording, text) for wording in near)]
        return [other for other in dict.fromkeys(proposed) if self.is_offered(name, other, text)]

    def is_offered(self, name: str, proposed: str, text: str) -> bool:
        """Whether a text is another one, and read as a code without any doubt."""
        if not proposed or proposed == text:
            return False
        return not self.readers[name](proposed).remarks & DOUBTFUL_REMARKS
