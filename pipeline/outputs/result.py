"""The result of a build: everything that the outputs are made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pandas as pd

from pipeline.checks.empty_cells import EmptyCell
from pipeline.checks.items import Item
from pipeline.checks.page_proofs import Proofs
from pipeline.finding import DECIDE, Finding, count_open
from pipeline.grids.model import Line
from pipeline.inputs.ledger import ACCEPT, Decision
from pipeline.inputs.source import DocumentSource
from pipeline.outputs.cross_tabulations import CrossTable
from pipeline.outputs.wording import OutputWords
from pipeline.pages.geometry import Box, Turn, union
from pipeline.pages.model import Word
from pipeline.pages.sheet import SheetGrid, Sheets, sheet_cell
from pipeline.records.model import Printed, Records
from pipeline.records.readers import Reading
from pipeline.schema.check import SEVERITIES, Severity
from pipeline.schema.model import Language, Schema


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page on which something stands: its size in points as displayed, and how it is read.

    A sheet of a spreadsheet has no picture: what stands on it goes to the review page as data.

    Args:
        number: from 1.
        width: in points.
        height: in points.
        turn: degrees to turn it clockwise for its text to be upright.
        sheet: the sheet, where it is one of a spreadsheet.
        words: those of the sheet.
    """

    number: int
    width: float
    height: float
    turn: Turn
    sheet: SheetGrid | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Review:
    """What the review page shows of the document itself.

    Args:
        file: file name of the page; empty where none is built.
        pages: the pages of the document that are not blank.
        searched: whether the parts of the PDF had to be searched for.
    """

    file: str = ""
    pages: tuple[PageSize, ...] = ()
    searched: bool = False

    @cached_property
    def sheets(self) -> Sheets:
        """The sheets of a spreadsheet, by the number of their page."""
        return {page.number: page.sheet for page in self.pages if page.sheet is not None}

    @property
    def pictured(self) -> list[int]:
        """The numbers of the pages of which pictures are drawn."""
        return [page.number for page in self.pages if page.sheet is None]


@dataclass(frozen=True)
class Result(OutputWords):
    """What a build found.

    Args:
        source: the PDF and what is known of it.
        schema: how it was read.
        language: of the workbook and the report.
        name: who the document is about.
        title: the line of text that says so.
        page_count: pages of the PDF, blank ones included; sheets of a spreadsheet that were read.
        printed: the records as printed.
        records: the normalised records.
        corrections: frame like corrections.csv.
        decisions: the ledger.
        findings: worst first.
        items: every printed cell and line, with its fate.
        empty_cells: the empty cells of the tables, with their borders.
        proofs: counts of what the pages show; None of a spreadsheet, which has none.
        cross_tables: the cross-tabulations.
        decide: how a command that records a decision on the document begins.
        review: what the review page shows of the document itself.
    """

    source: DocumentSource
    schema: Schema
    language: Language
    name: str
    title: str
    page_count: int
    printed: Printed
    records: Records
    corrections: pd.DataFrame
    decisions: list[Decision]
    findings: list[Finding]
    items: list[Item]
    empty_cells: list[EmptyCell]
    proofs: Proofs | None
    cross_tables: list[CrossTable]
    decide: str = DECIDE
    review: Review = Review()

    @property
    def sheets(self) -> Sheets:
        """The sheets of a spreadsheet, by the number of their page; none of a PDF."""
        return self.review.sheets

    @property
    def proof_words(self) -> str:
        """What of the reading is proven by what the pages show, as one sentence."""
        sentence = self.word("pages_proven")
        if self.proofs is None:
            return sentence.format(pages=self.page_count)
        proofs = self.proofs
        return sentence.format(pages=proofs.pages, shown=proofs.shown, agreed=proofs.agreed)

    def place_in_words(self, page: int, cell: str = "") -> str:
        """Where something stands: its page; in a spreadsheet its cell, or its sheet.

        Args:
            page: number of the page.
            cell: sheet and cell, where it is one of a spreadsheet.
        """
        if cell:
            return cell
        name = self.sheets[page].name if page in self.sheets else page
        return f"{self.word('page').lower()} {name}"

    def advice(self, finding: Finding, language: Language, command: str = "") -> str:
        """What to do about a finding; a command that it names, or what stands for it there."""
        return finding.advice(self.schema, language, self.decide, command)

    def __repr__(self) -> str:
        """What it is of: all that it holds would be millions of letters."""
        return f"<{type(self).__name__} {self.source.file}: {len(self.records.frame)} records>"

    @property
    def open_counts(self) -> dict[Severity, int]:
        """Open findings of each severity."""
        return count_open(self.findings, self.schema)

    def reaches(self, fail_on: str) -> bool:
        """Whether an open finding is at or above a severity."""
        if fail_on not in SEVERITIES:
            return False
        counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return any(self.open_counts[severity] for severity in counted)

    @property
    def introduction(self) -> list[Line]:
        """The source's own words above its tables."""
        rule = self.schema.set_aside_rule("before_tables")
        return [item.lines[0] for item in self.items if item.rule == rule and rule]

    @cached_property
    def corrected_cells(self) -> dict[tuple[str, str], str]:
        """What is printed in the cells that the ledger corrected, by key and field."""
        key, field, printed = (self.corrections.iloc[:, n].astype(str) for n in range(3))
        return dict(zip(zip(key, field, strict=True), printed, strict=True))

    def printed_before(self, key: str, field: str) -> str | None:
        """What is printed in a cell that the ledger corrected; None where it did not."""
        return self.corrected_cells.get((key, field))

    def correction_note(self, key: str, field: str) -> str:
        """What is printed in a cell that the ledger corrected, in words; empty elsewhere."""
        printed = self.printed_before(key, field)
        if printed is None:
            return ""
        quoted = self.quoted(printed) if printed else f"({self.word('empty')})"
        return f"{self.word('corrected').lower()}, {self.word('printed').lower()} {quoted}"

    @cached_property
    def reasons_to_accept(self) -> dict[str, str]:
        """Why the ledger accepts findings, by their ids."""
        return {d.finding_id: d.reason for d in self.decisions if d.action == ACCEPT}

    def accepted_because(self, finding: Finding) -> str | None:
        """Why the ledger accepts a finding; None where it does not."""
        return self.reasons_to_accept.get(finding.finding_id)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each record by key; equal ones are told apart by their tables."""
        names = self.records.frame[self.schema.record.name_field]
        counts = Counter(names)
        return {
            str(key): f"{name} ({self.table_label(self.printed.sources[str(key)].table_name)})"
            if counts[name] > 1
            else name
            for key, name in names.items()
        }

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each record in the document, from 0, by key."""
        return {str(key): place for place, key in enumerate(self.records.frame.index)}

    @cached_property
    def values(self) -> dict[str, dict[str, object]]:
        """The columns of the records file but the key: values by column and key."""
        columns = self.records.frame.to_dict("dict")
        return cast(dict[str, dict[str, object]], columns)

    @cached_property
    def value_labels(self) -> dict[str, dict[str, str]]:
        """For each column of the records file, its values in words; none where they are text."""
        return self.field_labels(self.schema.record.name)

    def in_words(self, key: str, field: str) -> str:
        """A value of the records file as people read it."""
        if field == self.schema.record.key:
            return key
        value = self.values[field][key]
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if field == self.schema.record.pages_field and self.sheets:
            return self.sheet_places.get(key, "")
        if field == self.schema.record.pages_field:
            return text.replace(";", ", ")
        return self.value_labels[field].get(text, text)

    @cached_property
    def sheet_places(self) -> dict[str, str]:
        """The cells of each record of a spreadsheet, by key: `Palvelut!A12:H12`."""
        boxes: defaultdict[tuple[str, int], list[Box]] = defaultdict(list)
        cells: list[Item | EmptyCell] = [*self.items, *self.empty_cells]
        for cell in cells:
            for key in cell.keys:
                boxes[key, cell.page].append(cell.box)
        places: defaultdict[str, list[str]] = defaultdict(list)
        for (key, page), own in boxes.items():
            places[key].append(sheet_cell(self.sheets, page, union(own)))
        return {key: ", ".join(own) for key, own in places.items()}

    def reading_in_words(
        self, field: str, reading: Reading, between: str, told: Sequence[str]
    ) -> str:
        """What was read from a cell of a field with codes.

        Args:
            field: the field.
            reading: what was read.
            between: the sign between several codes.
            told: the certainties that are told beside a code.
        """
        described = self.schema.description.fields[field]
        vocabulary = described.vocabulary or ""
        if described.list_ is None:
            return self.code_label(vocabulary, reading.value)
        certainties = self.certainty_labels(described.list_)
        words = [
            self.code_label(vocabulary, code.code)
            + (f" ({certainties[code.certainty].lower()})" if code.certainty in told else "")
            for code in reading.codes
        ]
        return between.join(words) or self.code_label(vocabulary, described.empty or "")

    def section_counts(self) -> list[tuple[str, str, int]]:
        """Table, section and number of records, in document order."""
        sources = (self.printed.sources[key] for key in self.records.frame.index)
        pairs = ((source.table_name, source.section) for source in sources)
        return [(table, section, count) for (table, section), count in Counter(pairs).items()]


@dataclass(frozen=True)
class Balance:
    """How many words, table cells or lines were read, and what became of them."""

    kind: str
    read: int
    used: int
    set_aside: int
    findings: int


def balances(result: Result) -> list[Balance]:
    """The reconciliation: read = used + set aside + findings, for words, cells and lines.

    Words that are no value are neither a cell nor a line: they stand in one.
    """
    found = []
    for kind in ("words", "cells", "lines"):
        counts: Counter[str] = Counter()
        for item in result.items:
            if kind == "words":
                counts[item.fate] += len(item.words)
            elif item.aside is None and (kind == "cells") == bool(item.table):
                counts[item.fate] += 1
        read = sum(counts.values())
        found.append(Balance(kind, read, counts["used"], counts["set_aside"], counts["finding"]))
    return found
