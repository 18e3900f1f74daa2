"""The schema: what the tables of a document look like and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Discriminator, Field, Tag

from pipeline.schema.check import BUILT_IN_CHECKS, Check
from pipeline.schema.source_table import SourceTable
from pipeline.schema.spreadsheet_signs import SpreadsheetSigns
from pipeline.schema.strict import Strict
from pipeline.schema.summary import Summary
from pipeline.schema.together import Together
from pipeline.schema.vocabulary import Entry, Role, Vocabulary
from pipeline.text.numbers import NumberFormat
from pipeline.text.patterns import SchemaPattern
from pipeline.text.strings import SLUG_LENGTH, fold

LABELS_FILE = "labels.yaml"
Language = Literal["fi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
# The rules for what is always set aside, unless a schema gives them another name.
USUAL_RULES: Mapping[str, str] = {
    "heading": "heading-again",
    "column": "column-unknown",
    "totals": "table-of-totals",
    "note": "note-row",
}
# The types of a Table Schema that are used.
TYPES = ("string", "boolean", "integer", "number", "date")
# Output files whose columns the program fills; the schema describes them.
BUILT_IN_FILES = ("cells", "empty_cells", "corrections", "findings")


class NameDeclaration(Strict):
    """Where the document says who it is about: nowhere, unless a schema says where."""

    field: str = ""
    title: list[SchemaPattern] = []


class Record(Strict):
    """The records file: its name and the fields that no column is read into.

    Args:
        name: name of the file.
        key: the records' identifier.
        name_field: the field whose column tells one row from the next.
        key_from: the fields that the identifier is made of; the name field without it.
        key_prefix: whether the identifier begins with the table.
        key_length: characters of an identifier, its table apart.
        table_field: the field that says which table a record stands in, if there is one.
        table_vocabulary: names of the tables for people.
        section_field: the field for the section heading above a record, if there is one.
        pages_field: the field for the pages a record is printed on.
    """

    name: str
    key: str
    name_field: str
    key_from: list[str] = []
    key_prefix: bool = True
    key_length: int = Field(default=SLUG_LENGTH, gt=0)
    table_field: str = ""
    table_vocabulary: str = ""
    section_field: str = ""
    pages_field: str = ""


class CodeList(Strict):
    """The file of a field with several codes: one row for each."""

    name: str
    code_field: str
    certainty_field: str


def kind_of_format(value: object) -> str:
    """Whether a format is one of numbers or of dates."""
    return "date" if isinstance(value, list) else "number"


class FieldReading(Strict):
    """How a column is read.

    Args:
        reader: one of the closed list.
        format: how a number or a date is printed.
        spaces: whether white space inside a line of a number or a date is no sign: letters set
            apart, and to be read together.
        blank: wordings of a number or a date that are read as an empty cell.
        vocabulary: the codes.
        empty: what stands for an empty cell.
        absent: what stands where a table does not have the column.
        rest_field: field for the words beside a code.
        uncertain_field: field that tells whether the cell has a question mark.
        list_: file of a field with several codes.
    """

    reader: Literal["text", "code", "codes", "mark", "number", "date"]
    format: (
        Annotated[
            Annotated[NumberFormat, Tag("number")] | Annotated[list[str], Tag("date")],
            Discriminator(kind_of_format),
        ]
        | None
    ) = None
    spaces: bool = False
    blank: list[str] = []
    vocabulary: str | None = None
    empty: str | None = None
    absent: str | None = None
    rest_field: str | None = None
    uncertain_field: str | None = None
    list_: CodeList | None = Field(default=None, alias="list")

    @property
    def number_format(self) -> NumberFormat:
        """How a number is printed."""
        return self.format if isinstance(self.format, NumberFormat) else NumberFormat()

    @property
    def date_patterns(self) -> list[str]:
        """How a date is printed."""
        return self.format if isinstance(self.format, list) else []


class Phrases(Strict):
    """Words beside the codes of a cell."""

    separators: list[str] = []
    possible: list[str] = []
    uncertain: list[str] = []
    connectives: list[str] = []

    def entries(self) -> Iterator[Entry]:
        """The phrases as entries for a matcher."""
        roles: list[tuple[Role, list[str]]] = [
            ("separator", self.separators),
            ("possible", self.possible),
            ("uncertain", self.uncertain),
            ("connective", self.connectives),
        ]
        for role, patterns in roles:
            for pattern in patterns:
                yield Entry(pattern, role)


class SetAside(Strict):
    """A named rule for text that no record uses."""

    rule: str
    where: Literal[
        "before_tables",
        "repeated",
        "outside",
        "heading",
        "column",
        "totals",
        "names",
        "row",
        "note",
    ]
    pattern: SchemaPattern | None = None


class CrossTabulation(Strict):
    """A table that counts records by one or two fields, or adds up a number of theirs.

    Args:
        name: its name.
        rows: a field with codes or text, or several that follow each other.
        columns: another one; without it there is a total alone.
        adds: the field with the number; without it records are counted.
        file: whether it is a CSV file, besides a sheet of the workbook.
        records_sheet: whether a sheet lists the records behind each number.
        possible_apart: whether the sheet counts in columns of their own what is possible only.
    """

    name: str
    rows: str | list[str]
    columns: str | None = None
    adds: str | None = None
    file: bool = True
    records_sheet: bool = False
    possible_apart: bool = False

    @property
    def row_fields(self) -> list[str]:
        """The fields of the rows."""
        return [self.rows] if isinstance(self.rows, str) else self.rows


class Description(Strict):
    """The description of one kind of document."""

    document: NameDeclaration = NameDeclaration()
    record: Record
    tables: list[SourceTable] = Field(min_length=1)
    fields: dict[str, FieldReading]
    phrases: Phrases = Phrases()
    conjunctions: list[str] = []
    spreadsheets: SpreadsheetSigns = SpreadsheetSigns()
    notes: list[SchemaPattern] | None = None
    set_aside: list[SetAside] = []
    cross_tabulations: list[CrossTabulation] = []
    summary: Summary = Summary()
    combined: Together = Together()
    checks: list[Check] = []

    @property
    def totals(self) -> list[Check]:
        """The checks of printed totals."""
        return [check for check in self.checks if check.when == "total"]


def require_each_language(texts: dict[Language, str]) -> dict[Language, str]:
    """Texts, if there is one in each language."""
    if missing := [language for language in LANGUAGES if language not in texts]:
        raise ValueError(f"has no text in {', '.join(missing)}")
    return texts


Texts = Annotated[dict[Language, str], AfterValidator(require_each_language)]


class SheetWords(Strict):
    """The words of a check that are other ones for a spreadsheet, which has sheets and no pages."""

    message: Texts | None = None
    advice: Texts | None = None


class CheckWords(Strict):
    """The words of a check, in each language.

    Args:
        message: what a finding says is wrong.
        advice: what a finding says to do next.
        meaning: what the check looks for; without it the message says so.
        in_sheets: what is said of a spreadsheet in place of these.
    """

    message: Texts
    advice: Texts
    meaning: Texts | None = None
    in_sheets: SheetWords | None = None


class Labels(Strict):
    """The words a manager or reviewer reads."""

    fields: dict[str, Texts] = {}
    words: dict[str, Texts] = {}
    rules: dict[str, Texts] = {}
    checks: dict[str, CheckWords] = {}


@dataclass(frozen=True)
class Schema:
    """Everything in one schemas folder; `labels` holds the general words besides its own.

    `usual_words` are the general words alone, `notes` the patterns of how a note in a table begins.
    """

    folder: Path
    description: Description
    labels: Labels
    own_labels: Labels
    vocabularies: Mapping[str, Vocabulary]
    table_schemas: Mapping[str, dict[str, Any]]
    table_patterns: Mapping[str, Mapping[str, SchemaPattern]]
    usual_words: Mapping[str, Texts] = field(default_factory=dict)
    notes: Sequence[SchemaPattern | re.Pattern[str]] = ()

    @property
    def record(self) -> Record:
        """The records file."""
        return self.description.record

    @cached_property
    def known_headings(self) -> frozenset[str]:
        """The headings of all tables, folded; empty ones aside."""
        return frozenset(
            fold(heading)
            for table in self.description.tables
            for headings in table.columns.values()
            for heading in headings
            if heading
        )

    def check(self, name: str) -> Check:
        """A check by its name; one that the program makes need not be declared."""
        for check in self.description.checks:
            if check.check == name:
                return check
        return Check(check=name, severity=BUILT_IN_CHECKS[name])

    def set_aside_rule(self, where: str) -> str | None:
        """The name of the rule for text of a kind, if there is one."""
        rules = (rule.rule for rule in self.description.set_aside if rule.where == where)
        return next(rules, USUAL_RULES.get(where))

    def row_rule(self, first_text: str) -> str | None:
        """The name of the rule that sets a row aside which begins with a text, if there is one."""
        for rule in self.description.set_aside:
            if rule.where == "row" and rule.pattern and rule.pattern.fullmatch(first_text):
                return rule.rule
        return None

    def vocabulary_name(self, field: str) -> str:
        """The vocabulary of a field, or of the names of the tables; empty where it has none."""
        if field == self.record.table_field:
            return self.record.table_vocabulary
        reading = self.description.fields.get(field)
        return (reading.vocabulary if reading else None) or ""

    def vocabulary_of(self, field: str) -> Vocabulary:
        """The vocabulary a field is read with."""
        return self.vocabularies[self.description.fields[field].vocabulary or ""]

    def code_list(self, field: str) -> CodeList:
        """The file of a field with several codes."""
        code_list = self.description.fields[field].list_
        if code_list is None:
            raise ValueError(f"{field} has no list of codes")
        return code_list

    def columns(self, file: str) -> list[str]:
        """The columns of an output file, in order."""
        return [field["name"] for field in self.table_schemas[file]["fields"]]

    def type_of(self, field: str) -> str:
        """The type of a field of the records file."""
        fields = self.table_schemas[self.record.name]["fields"]
        return next((str(f["type"]) for f in fields if f["name"] == field), "string")

    def word(self, name: str, language: Language) -> str:
        """A word of the workbook or the report."""
        return self.labels.words[name][language]

    def field_label(self, field: str, language: Language) -> str:
        """The name of a field as people read it."""
        return self.labels.fields[field][language]
