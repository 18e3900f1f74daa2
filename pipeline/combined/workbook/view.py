"""All documents together as their workbook sees them: records, names and links in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from pipeline.combined.model import Combined, CommonName, Part
from pipeline.outputs.page_links import record_place
from pipeline.outputs.wording import OutputWords
from pipeline.outputs.workbook.book import SheetNames
from pipeline.outputs.workbook.list_sheets import BETWEEN_CODES
from pipeline.outputs.workbook.values import Blank, FileLink, Link
from pipeline.records.readers import POSSIBLE, STATED
from pipeline.schema.model import FieldReading, Language, Schema

# The tables of the workbook that are not those of the schema.
DOCUMENTS_TABLE, NAMES_TABLE, APART_TABLE = "all_documents", "all_names", "all_names_apart"
SHARED_TABLE, FINDINGS_TABLE = "all_shared_findings", "all_findings"
TABLES_OF_ALL = (DOCUMENTS_TABLE, NAMES_TABLE, APART_TABLE, SHARED_TABLE, FINDINGS_TABLE)


def behind_table(table: str) -> str:
    """The name of the table of the records behind a table's numbers."""
    return f"{table}_records"


def rows_by_column(frame: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of a frame of text by column."""
    columns = [str(column) for column in frame.columns]
    return [
        dict(zip(columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)
    ]


class RecordOf(NamedTuple):
    """A record of all: its document and its key there."""

    document: str
    key: str


@dataclass(frozen=True)
class View(OutputWords):
    """All documents together, in the words of their schema.

    Args:
        schema: how they were read.
        language: of the workbook.
        combined: the documents.
    """

    schema: Schema
    language: Language
    combined: Combined

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The documents by name."""
        return {part.name: part for part in self.combined.parts}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each document, from 1."""
        return {part.name: number for number, part in enumerate(self.combined.parts, 1)}

    @cached_property
    def called(self) -> dict[str, SheetNames]:
        """What the sheets are called, by their tables."""
        counts = [cross.name for cross in self.combined.cross_tables]
        tables = [*TABLES_OF_ALL, self.schema.record.name, *counts]
        titles = {APART_TABLE: "unknown_names", SHARED_TABLE: "shared_findings"}
        called = {
            table: SheetNames(
                self.word(f"sheet_{table}"), self.word(titles.get(table, f"title_{table}"))
            )
            for table in tables
        }
        for table in (*counts, NAMES_TABLE):
            known = called[table]
            called[behind_table(table)] = SheetNames(
                self.word("all_behind_sheet").format(sheet=known.name),
                self.word("all_behind_title").format(title=known.title),
            )
        return called

    @cached_property
    def shared_word(self) -> str:
        """The word that the names of all usable documents end in; empty where there is none."""
        names = {part.area for part in self.combined.usable}
        pairs = [name.rpartition(" ") for name in names]
        ends = {end for _, _, end in pairs}
        if len(names) < 2 or len(ends) != 1 or not all(start for start, _, _ in pairs):
            return ""
        return ends.pop()

    @cached_property
    def headings(self) -> dict[str, str]:
        """What the column of each usable document is called: without the word they share."""
        left_out = f" {self.shared_word}" if self.shared_word else ""
        return {
            part.name: part.label.replace(part.area, part.area.removesuffix(left_out), 1)
            for part in self.combined.usable
        }

    def where(self, documents: Iterable[str]) -> str:
        """Usable documents as people call them; a word where they are all there are."""
        wanted = set(documents)
        if len(self.headings) > 1 and wanted == self.headings.keys():
            return self.word("combined_everywhere")
        named = (heading for name, heading in self.headings.items() if name in wanted)
        return BETWEEN_CODES.join(named)

    @property
    def document_heading(self) -> str:
        """What documents are called by: who they are about, where they say so."""
        field = self.schema.description.document.field
        return self.schema.field_label(field, self.language) if field else self.word("document")

    def heading_notes(self) -> list[str]:
        """That the headings of documents lack a word, where they do."""
        if not self.shared_word:
            return []
        return [self.word("all_shared_word_note").format(word=self.quoted(self.shared_word))]

    def wide_notes(self) -> tuple[str, ...]:
        """What a sheet says that is too wide for one page: where its notes are."""
        return (self.word("all_wide_note").format(sheet=self.word("sheet_cover")),)

    @cached_property
    def records(self) -> dict[RecordOf, dict[str, str]]:
        """The records: their columns, by document and key, in order."""
        frame = self.combined.tables[self.schema.record.name]
        document, key = self.schema.description.combined.document_field, self.schema.record.key
        return {RecordOf(row[document], row[key]): row for row in rows_by_column(frame)}

    @cached_property
    def places(self) -> dict[RecordOf, int]:
        """The place of each record among all, from 0."""
        return {record: place for place, record in enumerate(self.records)}

    @cached_property
    def names(self) -> dict[RecordOf, str]:
        """The name of each record; equal ones of a document are told apart by their tables."""
        field, table = self.schema.record.name_field, self.schema.record.table_field
        printed = {record: row[field] for record, row in self.records.items()}
        counts = Counter((record.document, name) for record, name in printed.items())
        return {
            record: f"{name} ({self.table_label(self.records[record][table])})"
            if table and counts[record.document, name] > 1
            else name
            for record, name in printed.items()
        }

    @cached_property
    def common_names(self) -> dict[RecordOf, CommonName]:
        """The common name of each record; none where the schema names no vocabulary for them."""
        return {
            RecordOf(document, key): name
            for name in self.combined.names
            for document, keys in name.records.items()
            for key in keys
        }

    @cached_property
    def list_fields(self) -> dict[str, FieldReading]:
        """The fields with several codes."""
        fields = self.schema.description.fields
        return {field: reading for field, reading in fields.items() if reading.list_}

    @cached_property
    def codes(self) -> dict[str, dict[RecordOf, dict[str, str]]]:
        """For each field with several codes those of each record, with their certainty."""
        document, key = self.schema.description.combined.document_field, self.schema.record.key
        found: dict[str, dict[RecordOf, dict[str, str]]] = {}
        for field in self.list_fields:
            listed = self.schema.code_list(field)
            columns = [document, key, listed.code_field, listed.certainty_field]
            codes = found.setdefault(field, {})
            frame = self.combined.tables[listed.name][columns]
            for name, of, code, certainty in frame.itertuples(index=False, name=None):
                codes.setdefault(RecordOf(name, of), {})[code] = certainty
        return found

    def codes_in_words(self, field: str, records: Iterable[RecordOf]) -> str:
        """The codes of records in a field; a code is taken as stated where one record states it.

        Args:
            field: one with several codes.
            records: one, or those of one name.
        """
        found: dict[str, str] = {}
        for record in records:
            for code, certainty in self.codes[field].get(record, {}).items():
                found[code] = STATED if STATED in (certainty, found.get(code)) else certainty
        reading = self.list_fields[field]
        vocabulary = reading.vocabulary or ""
        words = self.certainty_labels(reading.list_)
        order = self.schema.vocabularies[vocabulary].codes
        said = [
            self.code_label(vocabulary, code)
            + (f" ({words[POSSIBLE].lower()})" if found[code] == POSSIBLE else "")
            for code in sorted(found, key=order.index)
        ]
        return BETWEEN_CODES.join(said) or self.code_label(vocabulary, reading.empty or "")

    @cached_property
    def value_labels(self) -> dict[str, dict[str, str]]:
        """For each column of the records, its values in words; none where they are text."""
        return self.field_labels(self.schema.record.name)

    def in_words(self, row: Mapping[str, Any], field: str) -> str:
        """A value of a record as people read it."""
        text = str(row[field])
        if field == self.schema.record.pages_field:
            return text.replace(";", ", ")
        return self.value_labels[field].get(text, text)

    def record_link(self, record: RecordOf) -> Link:
        """A short link to the row of a record among all."""
        place = self.places[record]
        text = self.word("record_of_number").format(number=place + 1)
        return Link(text, self.schema.record.name, place)

    def record_page(self, record: RecordOf) -> FileLink | Blank:
        """A short link to a record on the review page of its document, if there is one."""
        return self.page_link(record.document, self.places[record] + 1, record_place(record.key))

    def page_link(self, document: str, number: int, place: str) -> FileLink | Blank:
        """A short link to a place of the review page of a document, if there is one."""
        page = self.parts[document].page
        if page is None:
            return Blank(self.word("not_about"))
        return FileLink(self.word("look_at_number").format(number=number), quote(page), place)

    def workbook_link(self, document: str) -> FileLink | Blank:
        """A short link to the workbook of a document, if there is one."""
        workbook = self.parts[document].workbook
        if workbook is None:
            return Blank(self.word("not_about"))
        number = self.numbers[document]
        return FileLink(self.word("all_workbook_number").format(number=number), quote(workbook))
