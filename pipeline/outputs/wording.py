"""The words of a schema in the language of the outputs."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.records.readers import POSSIBLE, STATED
from pipeline.schema.model import CodeList, Language, Schema


class OutputWords:
    """What says in words what a schema has as names and codes.

    Args:
        schema: has the words.
        language: in which they are wanted.
    """

    schema: Schema
    language: Language

    def word(self, name: str) -> str:
        """A word in the language of the outputs."""
        return self.schema.word(name, self.language)

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of the language of the outputs."""
        return self.word("quoted").format(text=text)

    def notes(self, name: str) -> list[str]:
        """A sentence that a schema may have: it, or none."""
        known = self.schema.labels.words.get(name)
        return [known[self.language]] if known else []

    def code_label(self, vocabulary: str, code: str) -> str:
        """A code in words; a text that is no code as it is."""
        labels: Mapping[str, Mapping[str, str]] = self.schema.vocabularies[vocabulary].labels
        return labels[code][self.language] if code in labels else code

    def table_label(self, table: str) -> str:
        """The name of a table in words."""
        vocabulary = self.schema.vocabulary_name(self.schema.record.table_field)
        return self.code_label(vocabulary, table) if vocabulary else table

    def field_labels(self, file: str) -> dict[str, dict[str, str]]:
        """For each column of a file, its values in words; none where values are text."""
        labels: dict[str, dict[str, str]] = {}
        for field in self.schema.table_schemas[file]["fields"]:
            name, vocabulary = field["name"], field.get("vocabulary")
            labels[name] = {}
            if vocabulary:
                codes = self.schema.vocabularies[vocabulary].codes
                labels[name] = {code: self.code_label(vocabulary, code) for code in codes}
            elif field["type"] == "boolean":
                labels[name] = {value: self.word(value) for value in ("true", "false")}
        return labels

    def certainty_labels(self, codes: CodeList | None) -> dict[str, str]:
        """Stated and possible in words: those of a file of codes, where it has its own."""
        words = {certainty: self.word(certainty) for certainty in (STATED, POSSIBLE)}
        if codes is not None:
            words |= self.field_labels(codes.name)[codes.certainty_field]
        return words
