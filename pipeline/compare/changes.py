"""What can change between two outputs, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# What can become of a finding; the first four are changes of substance.
STATES = ("new", "fixed", "accepted", "reopened", "still open", "accepted before")
OF_SUBSTANCE = STATES[:4]

# A finding as `validation.json` has it.
ReportedFinding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changed.

    Args:
        where: the record, file, cell or other thing that has it.
        what: the field, column or count.
        old: the old value.
        new: the new value.
    """

    where: str
    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A record that may have been renamed: gone and come at the same place, nearly alike."""

    old: Named
    new: Named


@dataclass(frozen=True, slots=True)
class Across:
    """A spreadsheet and a PDF that are compared, such as one printed from the other.

    Args:
        old_file: name of the old one.
        new_file: name of the new one.
        old_is_spreadsheet: whether the old one is the spreadsheet.
        old_records: how many records the old one has.
        new_records: how many the new one has.
        same: how many records both have with the same values.
        by_ledger: how many more say the same and are corrected in one ledger alone, or otherwise.
    """

    old_file: str
    new_file: str
    old_is_spreadsheet: bool
    old_records: int
    new_records: int
    same: int
    by_ledger: int

    @property
    def is_whole(self) -> bool:
        """Whether all records are the same, corrections aside."""
        return self.old_records == self.new_records == self.same + self.by_ledger

    @property
    def pdf(self) -> str:
        """Name of the PDF."""
        return self.new_file if self.old_is_spreadsheet else self.old_file

    @property
    def spreadsheet(self) -> str:
        """Name of the spreadsheet."""
        return self.old_file if self.old_is_spreadsheet else self.new_file


@dataclass(frozen=True, slots=True)
class StaleDecision:
    """A decision applied in the old output that the new source no longer fits."""

    decision: str
    why: str


def changed_values(
    where: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Change]:
    """The values that two mappings do not share, each as a change of `where`."""
    for name in dict.fromkeys([*before, *after]):
        values = before.get(name, ""), after.get(name, "")
        if values[0] != values[1] or (name in before) != (name in after):
            yield Change(where, name, *values)


@dataclass(frozen=True)
class Comparison:
    """What changed between two outputs of a document.

    Args:
        name: the document.
        only_in: `old` or `new` where the other has no output of it.
        across: where one is of a spreadsheet and the other of a PDF, what their records share.
        document: what is said of the document as a whole.
        files: files that only one of them has, and columns that a file lost or got.
        added: records that are new.
        removed: records that are gone.
        renamed: of those, pairs that may be one record under another name.
        fields: changed values of records that both have, or that may have been renamed.
        reordered: records that stand at another place among those that both have.
        counts: changed numbers of cross-tabulations and of the reconciliation.
        texts: printed text that changed where no field of a record did.
        findings: findings by what became of them, one of STATES.
        severities: findings that both have, with another severity or count.
        moved_findings: ids of new findings by those of old ones that a renaming explains.
        decisions: corrections that are new, withdrawn or changed.
        stale: decisions that the new source no longer fits.
        asides: what is not of substance: how many things have other pages, places or words.
    """

    name: str
    only_in: str = ""
    across: Across | None = None
    document: Sequence[Change] = ()
    files: Sequence[Change] = ()
    added: Sequence[Named] = ()
    removed: Sequence[Named] = ()
    renamed: Sequence[Renaming] = ()
    fields: Sequence[Change] = ()
    reordered: Sequence[Named] = ()
    counts: Sequence[Change] = ()
    texts: Sequence[Change] = ()
    findings: Mapping[str, Sequence[ReportedFinding]] = field(default_factory=dict)
    severities: Sequence[Change] = ()
    moved_findings: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[Change] = ()
    stale: Sequence[StaleDecision] = ()
    asides: Sequence[str] = ()

    @property
    def is_different(self) -> bool:
        """Whether anything of substance changed."""
        records = (self.added, self.removed, self.fields, self.reordered)
        findings = [*(self.findings.get(state) for state in OF_SUBSTANCE), self.severities]
        others = (self.document, self.files, self.counts, self.texts)
        decisions = (self.decisions, self.stale)
        return any((self.only_in, *records, *findings, *others, *decisions))
