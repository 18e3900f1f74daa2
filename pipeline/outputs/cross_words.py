"""A cross-tabulation in words: its rows, its columns, and what its numbers are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.outputs.cross_tabulations import NOT_STATED, OF_FIELD, CrossTable
from pipeline.outputs.result import Result
from pipeline.outputs.wording import Wording


def labels_of(field: str, codes: Sequence[str], wording: Wording) -> dict[str, str]:
    """The rows or columns of a cross-tabulation in words."""
    if vocabulary := wording.schema.vocabulary_name(field):
        return {code: wording.code_label(vocabulary, code) for code in codes}
    word = "no_section" if field == wording.schema.record.section_field else NOT_STATED
    return {code: wording.word(word) if code == NOT_STATED else code for code in codes}


def row_labels(cross: CrossTable, result: Result) -> dict[str, str]:
    """The rows in words; with the field's name where there are several fields."""
    fields = cross.declared.row_fields
    if len(fields) == 1:
        return labels_of(fields[0], cross.rows, result)
    labels = {}
    for field in fields:
        prefix = f"{field}{OF_FIELD}"
        codes = [row.removeprefix(prefix) for row in cross.rows if row.startswith(prefix)]
        name = result.schema.field_label(field, result.language)
        for code, label in labels_of(field, codes, result).items():
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
