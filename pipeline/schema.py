"""The schemas folder: what the tables of a document look like and how they are read.

A folder holds one description (a YAML file of any name but `labels.yaml`), `labels.yaml`,
`vocabulary/*.csv`, and a Table Schema `NAME.schema.json` for each output file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SchemaError
from pipeline.text import fold
from pipeline.vocabulary import Entry, Role, Vocabulary, load_vocabulary
from pipeline.yaml_file import load_yaml, model_error

LABELS_FILE = "labels.yaml"
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Language = Literal["fi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
When = Literal["empty", "question", "code", "misprint", "conflict", "unknown", "unmarked"]

# Checks that the program makes while it reads and joins; a schema gives their severity.
BUILT_IN_CHECKS = (
    "schema-broken",
    "key-doubled",
    "key-unnamed",
    "name-missing",
    "title-missing",
    "heading-missing",
    "heading-doubled",
    "heading-unknown",
    "rows-unjoined",
    "table-unknown",
    "table-missing",
    "column-page-left-out",
    "joined-by-order",
    "cell-merged-across",
    "row-continued",
    "word-broken",
    "text-outside-tables",
    "text-unreadable",
    "pdf-remark",
    "text-too-long",
    "words-lost",
    "records-lost",
)
# The types of a Table Schema that are used.
TYPES = ("string", "boolean", "integer", "number")
# Output files whose columns the program fills; the schema describes them.
BUILT_IN_FILES = ("cells", "corrections", "findings")


class Strict(BaseModel):
    """A part of the description: nothing unknown in it, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class DocumentName(Strict):
    """Where the document says who it is about."""

    field: str
    title: list[re.Pattern[str]] = Field(min_length=1)


class Record(Strict):
    """The records file: its name and the fields that no column is read into."""

    name: str
    key: str
    name_field: str
    table_field: str
    table_vocabulary: str
    section_field: str
    pages_field: str
    key_length: int = Field(gt=0)


class SourceTable(Strict):
    """A table of the document: its headings by field, and its known sections."""

    table: str
    columns: dict[str, list[str]]
    optional: list[str] = []
    sections: list[str] = []

    def field_of(self, heading: str) -> str | None:
        """The field whose heading this is."""
        folded = fold(heading)
        for field, headings in self.columns.items():
            if folded in {fold(known) for known in headings}:
                return field
        return None


class CodeList(Strict):
    """The file of a field with several codes: one row for each."""

    name: str
    code_field: str
    certainty_field: str


class FieldReading(Strict):
    """How a column is read."""

    reader: Literal["text", "code", "codes", "mark"]
    vocabulary: str | None = None
    empty: str | None = None
    absent: str | None = None
    rest_field: str | None = None
    uncertain_field: str | None = None
    list_: CodeList | None = Field(default=None, alias="list")


class Phrases(Strict):
    """Words beside the codes of a cell."""

    separators: list[str]
    possible: list[str]
    uncertain: list[str]
    connectives: list[str]

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
    where: Literal["before_tables", "repeated", "outside", "heading", "column"]
    pattern: re.Pattern[str] | None = None


class CrossTabulation(Strict):
    """A file that counts records by the codes of two fields."""

    name: str
    rows: str
    columns: str
    names_sheet: bool = False


class Check(Strict):
    """A check: its severity and, where it looks at records, at what."""

    check: str
    severity: Severity
    fields: list[str] = []
    when: When | None = None
    code: str | None = None
    among: Literal["section"] | None = None

    @property
    def scope(self) -> str:
        """`group` where a record's finding depends on other records too."""
        return "group" if self.among or self.when == "unmarked" else "record"


class Description(Strict):
    """The description of one kind of document."""

    document: DocumentName
    record: Record
    tables: list[SourceTable] = Field(min_length=1)
    fields: dict[str, FieldReading]
    phrases: Phrases
    conjunctions: list[str]
    set_aside: list[SetAside]
    cross_tabulations: list[CrossTabulation]
    checks: list[Check]


class CheckWords(Strict):
    """What a finding says, in each language: what is wrong, and what to do next."""

    message: dict[Language, str]
    advice: dict[Language, str]


class Labels(Strict):
    """The words a manager or reviewer reads."""

    fields: dict[str, dict[Language, str]]
    words: dict[str, dict[Language, str]]
    rules: dict[str, dict[Language, str]]
    checks: dict[str, CheckWords]


@dataclass(frozen=True)
class Schema:
    """Everything in one schemas folder."""

    folder: Path
    description: Description
    labels: Labels
    vocabularies: Mapping[str, Vocabulary]
    table_schemas: Mapping[str, dict[str, Any]]

    @property
    def record(self) -> Record:
        """The records file."""
        return self.description.record

    def check(self, name: str) -> Check:
        """A check by its name."""
        return next(check for check in self.description.checks if check.check == name)

    def set_aside_rule(self, where: str) -> str | None:
        """The name of the rule for text of a kind, if there is one."""
        rules = (rule.rule for rule in self.description.set_aside if rule.where == where)
        return next(rules, None)

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

    def word(self, name: str, language: Language) -> str:
        """A word of the workbook or the report."""
        return self.labels.words[name][language]

    def field_label(self, field: str, language: Language) -> str:
        """The name of a field as people read it."""
        return self.labels.fields[field][language]


def load_schema(folder: Path) -> Schema:
    """Read and check a schemas folder.

    Raises:
        SchemaError: a file is missing or says something it cannot mean.
    """
    path = description_file(folder)
    data, lines = load_yaml(path)
    try:
        description = Description.model_validate(data)
    except ValidationError as error:
        raise model_error(path, error, lines) from None
    labels_path = folder / LABELS_FILE
    data, lines = load_yaml(labels_path)
    try:
        labels = Labels.model_validate(data)
    except ValidationError as error:
        raise model_error(labels_path, error, lines) from None
    table_schemas = {name: load_table_schema(folder, name) for name in file_names(description)}
    names = vocabulary_names(description) | {
        field["vocabulary"]
        for table_schema in table_schemas.values()
        for field in table_schema["fields"]
        if "vocabulary" in field
    }
    return Schema(
        folder=folder,
        description=description,
        labels=labels,
        vocabularies={
            n: load_vocabulary(folder / "vocabulary" / f"{n}.csv") for n in sorted(names)
        },
        table_schemas=table_schemas,
    )


def description_file(folder: Path) -> Path:
    """The one YAML file of a schemas folder that is not the labels."""
    if not folder.is_dir():
        raise SchemaError(f"{folder}: there is no such schemas folder: check --schemas.")
    files = sorted(p for p in folder.glob("*.yaml") if p.name != LABELS_FILE)
    if len(files) != 1:
        found = ", ".join(p.name for p in files) or "none"
        raise SchemaError(
            f"{folder}: needs one description file beside {LABELS_FILE}, and has {found}: "
            "keep one .yaml file."
        )
    return files[0]


def load_table_schema(folder: Path, name: str) -> dict[str, Any]:
    """The Table Schema of an output file."""
    path = folder / f"{name}.schema.json"
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror}): restore it.") from None
    except ValueError as error:
        raise SchemaError(f"{path}: is not JSON ({error}): correct it.") from None
    fields = data.get("fields") if isinstance(data, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(f, dict) and isinstance(f.get("name"), str) and f.get("type") in TYPES
        for f in fields
    ):
        raise SchemaError(
            f"{path}: needs fields, each with a name and a type ({', '.join(TYPES)}): correct it."
        )
    return cast(dict[str, Any], data)


def file_names(description: Description) -> list[str]:
    """The output files that a Table Schema describes."""
    lists = [f.list_.name for f in description.fields.values() if f.list_]
    return [description.record.name, *lists, *BUILT_IN_FILES]


def vocabulary_names(description: Description) -> set[str]:
    """The vocabularies that the description names."""
    named = {f.vocabulary for f in description.fields.values() if f.vocabulary}
    return named | {description.record.table_vocabulary}
