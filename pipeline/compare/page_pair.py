"""The old and the new output of a document, and what is said of their records in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.compare.changes import Comparison
from pipeline.compare.page_value import Cells, Value
from pipeline.compare.printed import PrintedCell, PrintedCells
from pipeline.compare.records import by_key, codes_by_key
from pipeline.compare.wording import BETWEEN_LISTED, InWords
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

# Words of the page begin with this in the schemas folder.
OF_PAGE = "page_compare_"


@dataclass(frozen=True)
class ComparedPair:
    """Two outputs of a document, and what changed between them.

    Args:
        comparison: what changed.
        old: the old output.
        new: the new output.
        words: the words for it.
    """

    comparison: Comparison
    old: Output
    new: Output
    words: InWords

    @property
    def schema(self) -> Schema:
        """The schema of both."""
        return self.words.schema

    @cached_property
    def cells(self) -> tuple[PrintedCells, PrintedCells]:
        """The printed cells of both."""
        return PrintedCells(self.old, self.schema), PrintedCells(self.new, self.schema)

    @cached_property
    def before(self) -> Mapping[str, CsvRow]:
        """The old records by key."""
        return by_key(self.old, self.schema)

    @cached_property
    def after(self) -> Mapping[str, CsvRow]:
        """The new records by key."""
        return by_key(self.new, self.schema)

    @cached_property
    def old_keys(self) -> Mapping[str, str]:
        """The old keys of the records that both have, or that may have been renamed, by new key."""
        renamed = {pair.new.key: pair.old.key for pair in self.comparison.renamed}
        return {key: key for key in self.after if key in self.before} | renamed

    @cached_property
    def new_keys(self) -> Mapping[str, str]:
        """The same the other way round."""
        return {old: new for new, old in self.old_keys.items()}

    def say(self, name: str, **values: object) -> str:
        """A word or sentence of the page, with the name of the records in it where it has one."""
        record = self.schema.record.name
        records = self.words.word(f"sheet_{record}")
        records = record if records == f"sheet_{record}" else records
        return self.words.word(f"{OF_PAGE}{name}").format(records=records, **values)

    def name_of(self, key: str) -> str:
        """The name of a record, the new one where it has one."""
        row = self.after.get(key) or self.before.get(key) or {}
        return row.get(self.schema.record.name_field, "")

    def cells_of(self, key: str, column: str) -> Cells | None:
        """The old and the new cell that a value is read from; None where it is in none.

        Args:
            key: the record, by its new key where both have it.
            column: of the records file or of a list.
        """
        keys = (self.old_keys.get(key, key), key)
        have = (keys[0] in self.before, keys[1] in self.after)
        found = [
            self.cell_of_value(cells, one, column) if is_there else None
            for cells, one, is_there in zip(self.cells, keys, have, strict=True)
        ]
        is_printed = any(cell is not None and cell.is_known for cell in found)
        return (found[0], found[1]) if is_printed else None

    def cell_of_value(self, cells: PrintedCells, key: str, column: str) -> PrintedCell:
        """The cell of one output that a value of a record is read from."""
        if column == self.schema.record.section_field:
            rows = self.before if cells is self.cells[0] else self.after
            return cells.section(key, rows[key].get(column, ""))
        if column == self.schema.description.document.field:
            return cells.outside("", column)
        return cells.of_field(key, column)

    def cells_at(self, reference: str, is_new: bool) -> Cells | None:
        """The cell of a reference, and what the other output has in its place.

        Args:
            reference: as one of the outputs has it.
            is_new: whether that is the new one.
        """
        key, slash, field = reference.rpartition("/")
        rows, keys = (self.after, self.old_keys) if is_new else (self.before, self.new_keys)
        own_cells, other_cells = self.cells[is_new], self.cells[not is_new]
        own, other = own_cells.at(reference), None
        if key in rows:
            other = other_cells.at(f"{keys[key]}{slash}{field}") if key in keys else None
        elif own_cells.is_in_table(reference):
            found = other_cells.at(reference)
            other = found if found.is_known else None
        if not (own.is_known or (other and other.is_known)):
            return None
        return (other, own) if is_new else (own, other)

    def values_of(self, key: str, is_new: bool) -> list[tuple[str, Value]]:
        """The values of a record in words: column, label and words of each.

        Args:
            key: the record.
            is_new: whether the new output has it.
        """
        record = self.schema.record
        row = (self.after if is_new else self.before)[key]
        values = {n: t for n, t in row.items() if n not in (record.key, record.pages_field)}
        for name, listed in self.lists[is_new].items():
            values[name] = BETWEEN_LISTED.join(listed.get(key, ()))
        return [
            (name, (self.words.field(name), self.words.listed(name, text)))
            for name, text in values.items()
        ]

    @cached_property
    def lists(self) -> tuple[Mapping[str, Mapping[str, list[str]]], ...]:
        """The codes of each list by record, of the old output and of the new one."""
        listed = [f.list_ for f in self.schema.description.fields.values() if f.list_]
        return tuple(
            {
                one.code_field: codes_by_key(output, one.name, self.schema)
                for one in listed
                if f"{one.name}.csv" in output.files
            }
            for output in (self.old, self.new)
        )
