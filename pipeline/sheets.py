"""The result → the sheets of the workbook, as plain values: which tables, columns and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from pipeline.crosstabs import NOT_STATED, TOTAL, CrossTable
from pipeline.formats import ISO_DATE, PLAIN_NUMBER
from pipeline.result import Result

# Types of a Table Schema whose values a workbook holds as themselves.
TYPED = ("number", "integer", "date")


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook.

    Args:
        table: name of the Excel table, and of the sheet among the words (`sheet_…`, `title_…`).
        header: column headings, all different.
        rows: values; a row of one text where there is nothing to list.
        notes: sentences between title and table.
        fixed_columns: columns that stay in view.
        scaled: whether the numbers are shaded by their size.
    """

    table: str
    header: list[str]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()
    fixed_columns: int = 1
    scaled: bool = False


def all_sheets(result: Result) -> Iterable[Sheet]:
    """The sheets after the cover, in order."""
    for cross in result.cross_tables:
        yield counts_sheet(cross, result)
        if cross.declared.names_sheet:
            yield names_sheet(cross, result)
    yield records_sheet(result)
    for field, reading in result.schema.description.fields.items():
        if reading.list_ is not None:
            yield list_sheet(field, result)
    yield findings_sheet(result)


def labels_of(field: str, codes: Sequence[str], result: Result) -> dict[str, str]:
    """The rows or columns of a cross-tabulation in words."""
    reading = result.schema.description.fields.get(field)
    vocabulary = (reading.vocabulary if reading else None) or ""
    if field == result.schema.record.table_field:
        vocabulary = result.schema.record.table_vocabulary
    if vocabulary:
        return {code: result.code_label(vocabulary, code) for code in codes}
    return {code: result.word(code) if code in (NOT_STATED, TOTAL) else code for code in codes}


def note_of(cross: CrossTable, result: Result) -> str:
    """What the numbers of a cross-tabulation are."""
    if cross.declared.adds is None:
        return result.word("counting_note")
    added = result.schema.field_label(cross.declared.adds, result.language)
    return result.word("adding_note").format(field=added)


def counts_sheet(cross: CrossTable, result: Result) -> Sheet:
    """A cross-tabulation: how many records have each pair of codes, or what they add up to."""
    rows = labels_of(cross.declared.rows, cross.rows, result)
    columns = labels_of(cross.declared.columns or "", cross.columns, result)
    header = [result.schema.field_label(cross.row_field, result.language), *columns.values()]
    body = [[rows[str(code)], *counts] for code, *counts in cross.counts.itertuples(name=None)]
    return Sheet(
        cross.declared.name,
        [*header, result.word(TOTAL)],
        body,
        (note_of(cross, result),),
        scaled=bool(cross.columns),
    )


def names_sheet(cross: CrossTable, result: Result) -> Sheet:
    """The same cross-tabulation with names: a row holds at most one record for each column."""
    rows = labels_of(cross.declared.rows, cross.rows, result)
    columns = labels_of(cross.declared.columns or "", cross.columns or [TOTAL], result)
    names = result.names()
    keys = cross.members.groupby(["row", "column"])["key"].agg(list).to_dict()
    order = {key: place for place, key in enumerate(names)}
    body: list[list[Any]] = []
    for row, label in rows.items():
        listed = [sorted(keys.get((row, column), []), key=order.__getitem__) for column in columns]
        body += [
            [label, *("" if key is None else names[key] for key in line)]
            for line in zip_longest(*listed)
        ]
    header = [result.schema.field_label(cross.row_field, result.language), *columns.values()]
    return Sheet(f"{cross.declared.name}_names", header, body, (note_of(cross, result),))


def records_sheet(result: Result) -> Sheet:
    """All records: labels in place of codes, texts as printed."""
    record = result.schema.record
    frame = result.records.frame.reset_index()
    apart = (record.name_field, record.key, result.schema.description.document.field)
    fields = [record.name_field, *(c for c in frame.columns if c not in apart), record.key]
    labels = result.field_labels(record.name)
    types = [result.schema.type_of(field) for field in fields]
    body = [
        [
            typed(value, kind)
            if kind in TYPED
            else labels[field].get(str(value).lower() if isinstance(value, bool) else value, value)
            for field, kind, value in zip(fields, types, row, strict=True)
        ]
        for row in frame[fields].itertuples(index=False, name=None)
    ]
    header = [result.schema.field_label(field, result.language) for field in fields]
    return Sheet(record.name, header, body, tuple(result.notes("uncertain_note")))


def typed(value: str, kind: str) -> Any:
    """A number or date as itself; a text that is none as it is printed."""
    if kind == "date":
        return date.fromisoformat(value) if ISO_DATE.fullmatch(value) else value
    return Decimal(value) if PLAIN_NUMBER.fullmatch(value) else value


def list_sheet(field: str, result: Result) -> Sheet:
    """The list of a field with several codes, with the record's name and what was printed."""
    code_list = result.schema.code_list(field)
    record, language = result.schema.record, result.language
    labels = result.field_labels(code_list.name)
    names, printed = result.names(), result.records.text[field]
    body = [
        [
            names[key],
            labels[code_list.code_field].get(code, code),
            labels[code_list.certainty_field].get(certainty, certainty),
            printed[key],
            key,
        ]
        for key, code, certainty in result.records.lists[code_list.name].itertuples(
            index=False, name=None
        )
    ]
    columns = (
        record.name_field,
        code_list.code_field,
        code_list.certainty_field,
        field,
        record.key,
    )
    header = [result.schema.field_label(column, language) for column in columns]
    return Sheet(code_list.name, header, body)


def findings_sheet(result: Result) -> Sheet:
    """The findings, worst first."""
    schema, language = result.schema, result.language
    names = result.names()
    body = [
        [
            result.word(finding.severity(schema)),
            result.word(finding.status),
            names.get(finding.service_id, ""),
            schema.labels.fields.get(finding.field, {}).get(language, ""),
            finding.value,
            finding.message(schema, language),
            finding.advice(schema, language),
            finding.page,
            finding.cell_ref,
            finding.finding_id,
        ]
        for finding in result.findings
    ]
    header = [result.word("severity"), result.word("status")]
    header += [schema.field_label(schema.record.name_field, language)]
    header += [result.word(w) for w in ("field", "value", "message", "advice", "page")]
    header += [result.word("cell_ref"), result.word("finding_id")]
    return Sheet("findings", header, body, fixed_columns=0)


def cover_rows(result: Result) -> Iterable[tuple[str, str]]:
    """Labels and texts of the cover."""
    known, unknown = result.source.known, result.word("unknown")
    counts = result.open_counts
    yield result.word("source_title"), result.title or unknown
    yield result.word("source_file"), result.source.file
    yield result.word("source_hash"), result.source.sha256
    yield result.word("source_pages"), str(result.page_count)
    yield result.word("publisher"), known.publisher or unknown
    yield result.word("date"), known.date or unknown
    if note := known.note_in(result.language):
        yield result.word("source_note"), " ".join(note.split())
    if result.introduction:
        yield result.word("source_words"), " ".join(line.text for line in result.introduction)
    for note in result.notes("preliminary_note"):
        yield result.word("document"), note
    if any(cross.declared.adds is None for cross in result.cross_tables):
        yield result.word("what_is_counted"), result.word("counting_note")
    for note in result.notes("uncertain_note"):
        yield result.word("marks"), note
    yield result.word("records_in_all"), str(len(result.records.frame))
    yield result.word("corrections"), str(len(result.corrections))
    found = ", ".join(f"{result.word(s + 's')}: {n}" for s, n in counts.items())
    yield result.word("findings"), found
