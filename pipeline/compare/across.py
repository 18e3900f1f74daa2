"""Outputs of a spreadsheet and of a PDF of it → how many of their records are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.compare.changes import Across, Change
from pipeline.compare.findings import corrections_of
from pipeline.compare.kinds import are_across, is_of_spreadsheet, source_file
from pipeline.compare.printed import PrintedCells
from pipeline.compare.texts import record_texts
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

RecordsByKey = Mapping[str, CsvRow]


@dataclass(frozen=True)
class TwoKinds:
    """Outputs of which one is made from a spreadsheet and the other one from a PDF.

    Args:
        old: the old output.
        new: the new output.
        schema: says which field a column is read with.
    """

    old: Output
    new: Output
    schema: Schema

    @cached_property
    def corrections(self) -> tuple[Mapping[str, CsvRow], Mapping[str, CsvRow]]:
        """The corrections of both, by record and field."""
        key = self.schema.record.key
        return corrections_of(self.old, key), corrections_of(self.new, key)

    @cached_property
    def texts(self) -> tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]:
        """The texts of both as they stand in the documents, by record and field."""
        key = self.schema.record.key
        return record_texts(self.old, key), record_texts(self.new, key)

    def is_of_ledger(self, change: Change) -> bool:
        """Whether a value differs by a correction that one ledger has, or has otherwise.

        Where the documents themselves say different things, it is they that differ.
        """
        field = PrintedCells(self.new, self.schema).field_of(change.what)
        old, new = (made.get(f"{change.where}/{field}", {}) for made in self.corrections)
        if old.get("value") == new.get("value"):
            return False
        before, after = (texts.get((change.where, field), "") for texts in self.texts)
        return before == after

    def across(
        self, records: tuple[RecordsByKey, RecordsByKey], fields: Iterable[Change]
    ) -> Across:
        """How many of their records are the same.

        Args:
            records: the old and the new records by key.
            fields: the values that changed.
        """
        before, after = records
        changed: dict[str, bool] = {}
        for change in fields:
            of_ledger = changed.get(change.where, True) and self.is_of_ledger(change)
            changed[change.where] = of_ledger
        both = [key for key in before if key in after]
        return Across(
            old_file=source_file(self.old),
            new_file=source_file(self.new),
            old_is_spreadsheet=is_of_spreadsheet(self.old),
            old_records=len(before),
            new_records=len(after),
            same=sum(key not in changed for key in both),
            by_ledger=sum(changed.get(key, False) for key in both),
        )


def across_of(
    old: Output,
    new: Output,
    records: tuple[RecordsByKey, RecordsByKey],
    fields: Sequence[Change],
    schema: Schema,
) -> Across | None:
    """How many records a spreadsheet and a PDF share; None where both are of one kind.

    Args:
        old: the old output.
        new: the new output.
        records: the old and the new records by key.
        fields: the values that changed.
        schema: says which field a column is read with.
    """
    if not are_across(old, new):
        return None
    return TwoKinds(old, new, schema).across(records, fields)
