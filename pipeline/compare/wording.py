"""Codes, fields and findings of a comparison in words, in a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from string import Formatter

from pipeline.compare.changes import Change, ReportedFinding
from pipeline.schema.model import CrossTabulation, Language, Schema
from pipeline.schema.together import CombinedCrossTabulation

# What a report says of a document, by the words for it.
DOCUMENT_WORDS = {"title": "source_title"}
VERDICT_WORDS = {"true": "verdict_usable", "false": "verdict_unusable", "": "unknown"}
# What a report may count or say, by the words for it.
COUNT_WORDS = {"findings": "as_findings", "total": "total", "count": "number"}
# A code of a list, with its certainty behind it.
LISTED_CODE = re.compile(r"(?P<code>[^,()]+?)(?: \((?P<certainty>[^,()]+)\))?")
BETWEEN_LISTED = ", "
# Between the row and the column of a number, and between several codes of a row.
BETWEEN_ROW_AND_COLUMN, BETWEEN_ROWS = " × ", " / "
# Between field and code where the rows of a cross-tabulation are those of several fields.
AFTER_FIELD = ":"
# Behind the message of a finding that was made several times.
TIMES = re.compile(r" \(×\d+\)$")


@dataclass(frozen=True)
class InWords:
    """The words of a schemas folder for what a comparison has as codes.

    A text that is no code stays as it is, and so does a name that has no label: outputs may be
    of an older schemas folder.

    Args:
        schema: the schema.
        language: of the words.
    """

    schema: Schema
    language: Language

    def word(self, name: str) -> str:
        """A general word; the name where there is none."""
        return self.schema.labels.words.get(name, {}).get(self.language, name)

    def field(self, name: str) -> str:
        """The name of a field as people read it."""
        return self.schema.labels.fields.get(name, {}).get(self.language, name)

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """The words of each column's codes, of the records and of the lists."""
        columns: dict[str, dict[str, str]] = {}
        for table_schema in self.schema.table_schemas.values():
            for field in table_schema["fields"]:
                words = columns.setdefault(str(field["name"]), {})
                if vocabulary := field.get("vocabulary"):
                    labels = self.schema.vocabularies[vocabulary].labels
                    words |= {code: label[self.language] for code, label in labels.items()}
                elif field["type"] == "boolean":
                    words |= {value: self.word(value) for value in ("true", "false")}
        return columns

    def code(self, column: str, text: str) -> str:
        """A value of a column in words."""
        return self.codes.get(column, {}).get(text, text)

    def listed(self, column: str, text: str) -> str:
        """The codes of a list in words, each with its certainty."""
        lists = [f.list_ for f in self.schema.description.fields.values() if f.list_]
        certainty = next((one.certainty_field for one in lists if one.code_field == column), None)
        parts = [LISTED_CODE.fullmatch(part) for part in text.split(BETWEEN_LISTED)]
        if certainty is None or not all(parts):
            return self.code(column, text)
        return BETWEEN_LISTED.join(
            self.code(column, part["code"])
            + (f" ({self.code(certainty, part['certainty']).lower()})" if part["certainty"] else "")
            for part in parts
            if part
        )

    def field_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Changed fields of records."""
        for change in changes:
            values = [self.listed(change.what, text) for text in (change.old, change.new)]
            yield replace(change, what=self.field(change.what), old=values[0], new=values[1])

    def document_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        """What is said of a document as a whole."""
        for change in changes:
            if change.what == "usable":
                old, new = (self.word(VERDICT_WORDS[text]) for text in (change.old, change.new))
                yield replace(change, what=self.word("verdict"), old=old, new=new)
                continue
            name = self.field(change.what)
            if name == change.what:
                name = self.word(DOCUMENT_WORDS.get(name, name))
            yield replace(change, what=name)

    def count_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Changed numbers of cross-tabulations and of the reconciliation."""
        for change in changes:
            row, _, column = change.what.rpartition(BETWEEN_ROW_AND_COLUMN)
            declared = self.tabulation(change.where)
            if declared is None:
                where, parts = self.word(change.where), [self.word(row)]
            else:
                where = self.word(f"title_{declared.name}")
                parts = [self.row(part, declared.row_fields) for part in row.split(BETWEEN_ROWS)]
            columns = declared.columns if isinstance(declared, CrossTabulation) else None
            named = self.code(columns, column) if columns else column
            if named == column:
                named = self.word(COUNT_WORDS.get(column, column))
            what = f"{BETWEEN_ROWS.join(parts)}{BETWEEN_ROW_AND_COLUMN}{named}"
            yield replace(change, where=where, what=what)

    def tabulation(self, name: str) -> CrossTabulation | CombinedCrossTabulation | None:
        """A cross-tabulation of a document, or of all documents, by its name."""
        description = self.schema.description
        declared: list[CrossTabulation | CombinedCrossTabulation] = [
            *description.cross_tabulations,
            *description.combined.cross_tabulations,
        ]
        return next((one for one in declared if one.name == name), None)

    def row(self, text: str, fields: Sequence[str]) -> str:
        """A row of a cross-tabulation: a code of its field, or of the one that it names."""
        field, colon, code = text.partition(AFTER_FIELD)
        if colon and field in fields:
            return f"{self.field(field)}: {self.code(self.column(field), code)}"
        if len(fields) > 1:
            return text
        named = self.code(self.column(fields[0]), text)
        return self.word(text) if named == text == "not_stated" else named

    def column(self, field: str) -> str:
        """The column that has the codes of a field."""
        reading = self.schema.description.fields.get(field)
        return reading.list_.code_field if reading and reading.list_ else field

    def severity_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Findings with another severity or count."""
        for change in changes:
            old, new = (self.word(text).lower() for text in (change.old, change.new))
            what = self.word(COUNT_WORDS.get(change.what, change.what)).lower()
            yield replace(change, what=what, old=old, new=new)

    def correction_changes(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Corrections that are new, gone or changed."""
        words = {"value": "corrected", "reason": "reason"}
        for change in changes:
            yield replace(change, what=self.word(words.get(change.what, change.what)).lower())

    def message(self, finding: ReportedFinding) -> str:
        """What a finding says; reports have it in English, which is taken apart for another.

        Where it is no longer worded as the schemas folder words it, it stays English.
        """
        said = str(finding["message"])
        words = self.schema.labels.checks.get(finding["check"])
        if self.language == "en" or words is None:
            return said
        times = TIMES.search(said)
        bare = said[: times.start()] if times else said
        english = InWords(self.schema, "en").field(finding["field"])
        known = {"value": str(finding["value"]), "field": english}
        found = message_pattern(words.message["en"], known).fullmatch(bare)
        if found is None:
            return said
        values = {
            **found.groupdict(),
            "value": known["value"],
            "field": self.field(finding["field"]),
        }
        try:
            filled = words.message[self.language].format_map(values)
        except KeyError:
            # The English sentence does not have all that the other one has.
            return said
        return filled + (times[0] if times else "")


def message_pattern(template: str, known: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that takes a message apart.

    Args:
        template: the sentence with places for values.
        known: the values that are known besides.
    """
    pattern, named = "", set()
    for text, name, _, _ in Formatter().parse(template):
        pattern += re.escape(text)
        if name is None:
            continue
        if name in known:
            pattern += re.escape(known[name])
        elif name in named:
            pattern += f"(?P={name})"
        else:
            pattern += f"(?P<{name}>.*?)"
            named.add(name)
    return re.compile(pattern, re.DOTALL)
