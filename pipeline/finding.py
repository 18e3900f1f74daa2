"""Findings: what a person must know about a value, with one identity everywhere."""

from __future__ import annotations

import dataclasses
import hashlib
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from pipeline.schema.check import SEVERITIES, Severity
from pipeline.schema.model import Language, Schema

# Enough that two of some thousand findings hardly ever share one (2 ** 40 values).
ID_LENGTH = 10
ACCEPTED = "accepted"
OPEN = "open"
# How a command that records a decision begins, where the document's own place is not known.
DECIDE = "liitetaulukko decide PDF"
# Signs that some shell reads in double quotes.
READ_IN_QUOTES = frozenset('"$`\\!%')
# The heading row of a table; the rows below it are numbered from 1.
HEADING_ROW = 0


class PositionStep(IntEnum):
    """What a step on the way to a position goes into, in the order of steps from one place."""

    PAGE_OUTSIDE_TABLES = 0
    TABLE = 1
    PAGE_OF_TABLE = 2
    ROW = 3
    # Where a record of the row would have a field that the table has no column for.
    NO_COLUMN = 4
    COLUMN = 5


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where in a document something is found; positions sort in the order in which to tell it.

    A whole comes before its parts: the document, its pages outside the tables, then its tables,
    each followed by its pages and then its rows, each row by its cells.

    Args:
        steps: from the document to the place, each with the number of the page, table, row or
            column; a table's number is its place in the schema.
    """

    steps: tuple[tuple[PositionStep, int], ...] = ()

    @classmethod
    def of_page(cls, page: int) -> Position:
        """What a page has outside the tables."""
        return cls(((PositionStep.PAGE_OUTSIDE_TABLES, page),))

    @classmethod
    def of_table(cls, table: int) -> Position:
        """A table as a whole."""
        return cls(((PositionStep.TABLE, table),))

    @classmethod
    def of_table_page(cls, table: int, page: int) -> Position:
        """A page of a table as a whole."""
        return cls(((PositionStep.TABLE, table), (PositionStep.PAGE_OF_TABLE, page)))

    @classmethod
    def of_row(cls, table: int, row: int) -> Position:
        """A row of a table as a whole."""
        return cls(((PositionStep.TABLE, table), (PositionStep.ROW, row)))

    @classmethod
    def of_heading(cls, table: int, column: int) -> Position:
        """The heading of a column."""
        return cls.of_cell(table, HEADING_ROW, column)

    @classmethod
    def of_cell(cls, table: int, row: int, column: int | None) -> Position:
        """A cell of a row; without a column it is one that the table does not have."""
        step = PositionStep.NO_COLUMN if column is None else PositionStep.COLUMN
        return cls((*cls.of_row(table, row).steps, (step, column or 0)))


IN_DOCUMENT = Position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.

    Args:
        check: name of the check.
        key: of the record, if it is about one.
        field: field, if it is about one.
        page: page of the PDF.
        cell_ref: the cell, empty cells included.
        value: the text as printed.
        position: where in the document, for the order alone.
        details: further words for the message.
        sheet_cell: in a spreadsheet, the sheet and the cell where it stands, as formulas have it.
        count: how often the same finding was made.
        status: open, or accepted by the ledger.
    """

    check: str
    key: str = ""
    field: str = ""
    page: int | None = None
    cell_ref: str = ""
    value: str = ""
    position: Position = IN_DOCUMENT
    sheet_cell: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    count: int = 1
    status: str = OPEN

    @property
    def finding_id(self) -> str:
        """Short hash of check, record, field and value; never of a position."""
        identity = "\x1f".join((self.check, self.key, self.field, self.value))
        return hashlib.sha256(identity.encode("utf-8")).hexdigest()[:ID_LENGTH]

    def severity(self, schema: Schema) -> Severity:
        """The severity that the schema gives the check."""
        return schema.check(self.check).severity

    def message(self, schema: Schema, language: Language) -> str:
        """What is wrong, as one sentence."""
        text = self.fill_in(schema.labels.checks[self.check].message[language], schema, language)
        return f"{text} (×{self.count})" if self.count > 1 else text

    def advice(
        self, schema: Schema, language: Language, decide: str = DECIDE, command: str = ""
    ) -> str:
        """What to do next, as one sentence.

        Args:
            schema: has the words.
            language: of the sentence.
            decide: how a command that records a decision begins.
            command: what stands in the sentence for the command that corrects a misprint;
                without it the command itself.
        """
        text = self.fill_in(schema.labels.checks[self.check].advice[language], schema, language)
        if "hint" not in self.details:
            return text
        return schema.word(f"hint_{self.details['hint']}", language).format(
            nearest=self.details["nearest"],
            command=command or self.correction(schema, language, decide),
            right=self.details.get("right", ""),
            advice=text[:1].lower() + text[1:],
        )

    def correction(self, schema: Schema, language: Language, decide: str = DECIDE) -> str:
        """The command that corrects what is perhaps a misprint; empty where nothing is near."""
        if "correction" not in self.details:
            return ""
        value, reason = self.details["correction"], schema.word("misprint_reason", language)
        words = (f"--value {in_quotes(value)}", f"--reason {in_quotes(reason)}")
        return " ".join((decide, self.finding_id, *words))

    def fill_in(self, template: str, schema: Schema, language: Language) -> str:
        """A sentence with its value, field and details put in."""
        named = schema.labels.fields.get(self.field, {}).get(language, self.field)
        return template.format_map({"value": self.value, "field": named, **self.details})


def in_quotes(text: str) -> str:
    """A text for a command line: in double quotes, which all shells know, where that will do."""
    return shlex.quote(text) if READ_IN_QUOTES & set(text) else f'"{text}"'


def order_findings(findings: Iterable[Finding], schema: Schema) -> list[Finding]:
    """Findings worst first, then in document order; identical ones as one, with a count."""
    merged: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: sort_key(f, schema)):
        known = merged.get(finding.finding_id)
        if known is None:
            merged[finding.finding_id] = finding
        else:
            merged[finding.finding_id] = replace(
                known,
                count=known.count + finding.count,
                details=merge_details(known.details, finding.details),
            )
    return list(merged.values())


def merge_details(details: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The details of two findings that are one; where they differ, both."""
    both = dict(details)
    for name, value in others.items():
        if value not in both.get(name, "").split(", "):
            both[name] = f"{both[name]}, {value}" if name in both else value
    return both


def sort_key(finding: Finding, schema: Schema) -> tuple[object, ...]:
    """Worst first, then document order, then by name so that the order is always the same."""
    severity = SEVERITIES.index(finding.severity(schema))
    return severity, finding.position, finding.check, finding.key, finding.value


def count_open(findings: Iterable[Finding], schema: Schema) -> dict[Severity, int]:
    """How many findings of each severity nobody has accepted."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        if finding.status == OPEN:
            counts[finding.severity(schema)] += 1
    return counts
