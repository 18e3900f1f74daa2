"""A cross-tabulation in words: its rows, its columns, and what its numbers are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.outputs.cross_tabulations import NOT_STATED, OF_FIELD, CrossTable
from pipeline.outputs.result import Result
from pipeline.outputs.wording import OutputWords
from pipeline.schema.model import Language, Schema


def labels_of(field: str, codes: Sequence[str], wording: OutputWords) -> dict[str, str]:
    """The rows or columns of a cross-tabulation in words."""
    return code_labels(field, codes, wording.schema, wording.language)


def code_labels(
    field: str, codes: Sequence[str], schema: Schema, language: Language
) -> dict[str, str]:
    """The codes of a field, or its texts, in words."""
    if vocabulary := schema.vocabulary_name(field):
        labels = schema.vocabularies[vocabulary].labels
        return {code: labels[code][language] if code in labels else code for code in codes}
    word = "no_section" if field == schema.record.section_field else NOT_STATED
    return {code: schema.word(word, language) if code == NOT_STATED else code for code in codes}


def row_labels(cross: CrossTable, result: Result) -> dict[str, str]:
    """The rows in words; with the field's name where there are several fields."""
    fields = cross.declared.row_fields
    return labels_of_rows(fields, cross.rows, result.schema, result.language)


def labels_of_rows(
    fields: Sequence[str], rows: Sequence[str], schema: Schema, language: Language
) -> dict[str, str]:
    """The rows of some fields in words; with the field's name where there are several."""
    if len(fields) == 1:
        return code_labels(fields[0], rows, schema, language)
    labels = {}
    for field in fields:
        prefix = f"{field}{OF_FIELD}"
        codes = [row.removeprefix(prefix) for row in rows if row.startswith(prefix)]
        name = schema.field_label(field, language)
        for code, label in code_labels(field, codes, schema, language).items():
            labels[f"{prefix}{code}"] = f"{name}: {label}"
    return labels


def row_heading(cross: CrossTable, result: Result) -> str:
    """What the rows are."""
    names = cross.row_field.split()
    return " / ".join(result.schema.field_label(name, result.language) for name in names)


def counting_notes(cross: CrossTable, result: Result) -> list[str]:
    """What the numbers are, and how they are shown."""
    if cross.declared.adds is not None:
        added = result.schema.field_label(cross.declared.adds, result.language)
        notes = [result.word("adding_note").format(field=added)]
    else:
        notes = [result.word("counting_note")]
    if len(cross.declared.row_fields) > 1:
        notes.append(result.word("fields_note"))
    notes.append(result.word("zero_note"))
    if cross.declared.possible_apart:
        notes.append(result.word("possible_note"))
    return notes
