"""Documents and records → the sheets that list them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.combined.model import Part
from pipeline.combined.workbook.view import DOCUMENTS_TABLE, View
from pipeline.outputs.workbook.list_sheets import CODED, typed_value, word_for_nothing
from pipeline.outputs.workbook.values import Blank, FileLink, Sheet, text_or
from pipeline.schema.check import SEVERITIES

HeadedValues = tuple[str, list[Any]]


def documents_sheet(view: View) -> Sheet:
    """Every document: whether it is in the tables, what it has, and its workbook and page."""
    words = ["record_number"]
    header = [*(view.word(word) for word in words), view.document_heading]
    words = ["verdict", "reason", "records_counted", *(f"{s}s" for s in SEVERITIES)]
    words += ["source_pages", "source_file", "workbook", "review_page", "all_document_id"]
    header += [view.word(word) for word in words]
    body = [document_row(part, view) for part in view.combined.parts]
    notes = (view.word("all_documents_note"), view.word("severity_note"), view.word("blank_note"))
    return Sheet(DOCUMENTS_TABLE, header, body, notes, is_list=True, fixed_columns=2)


def document_row(part: Part, view: View) -> list[Any]:
    """A document of the list of all."""
    nothing = Blank(view.word("not_about"))
    counts = [part.records, *(part.open_findings.get(severity) for severity in SEVERITIES)]
    number = view.numbers[part.name]
    return [
        number,
        part.label,
        status_in_words(part, view),
        text_or(part.reason, nothing.value),
        *(nothing if count is None else count for count in (*counts, part.pages)),
        part.file,
        view.workbook_link(part.name),
        page_of_document(part, view),
        part.name,
    ]


def page_of_document(part: Part, view: View) -> FileLink | Blank:
    """A short link to the review page of a document, if there is one."""
    link = view.page_link(part.name, view.numbers[part.name], "")
    if isinstance(link, Blank):
        return link
    text = view.word("all_page_number").format(number=view.numbers[part.name])
    return FileLink(text, link.file)


def status_in_words(part: Part, view: View) -> str:
    """Whether the records of a document are in the tables."""
    return view.word(f"part_status_{part.status.replace('-', '_')}")


def all_records_sheet(view: View) -> Sheet:
    """The records of all documents: labels in place of codes, and the printed text beside."""
    columns = list(all_record_columns(view))
    body = [list(row) for row in zip(*(values for _, values in columns), strict=True)]
    notes = [
        *view.notes("uncertain_note"),
        view.word("blank_note"),
        view.word("all_review_note").format(column=view.word("review_column")),
    ]
    name, header = view.schema.record.name, [heading for heading, _ in columns]
    return Sheet(name, header, body, tuple(notes), is_list=True, fixed_columns=3)


def all_record_columns(view: View) -> Iterator[HeadedValues]:
    """The columns of the list of all records, in order: heading and values."""
    schema, record, records = view.schema, view.schema.record, view.records
    yield view.word("record_number"), list(range(1, len(records) + 1))
    yield view.document_heading, [view.parts[of.document].label for of in records]
    yield column_in_words(record.name_field, view)
    if view.common_names:
        names = [view.common_names[of].label(view.language) for of in records]
        yield view.word("common_name"), names
    yield from (column_in_words(f, view) for f in (record.table_field, record.section_field) if f)
    for field, reading in schema.description.fields.items():
        if field == record.name_field:
            continue
        if reading.list_:
            label = schema.field_label(reading.list_.code_field, view.language)
            yield label, [view.codes_in_words(field, [of]) for of in records]
        yield column_in_words(field, view)
        if reading.reader in CODED:
            beside = (reading.rest_field, reading.uncertain_field)
            yield from (column_in_words(other, view) for other in beside if other)
    if record.pages_field:
        yield column_in_words(record.pages_field, view)
    yield view.word("review_column"), [view.record_page(of) for of in records]
    yield view.word("workbook"), [view.workbook_link(of.document) for of in records]
    yield view.word("all_document_id"), [of.document for of in records]
    yield column_in_words(record.key, view)


def column_in_words(field: str, view: View) -> HeadedValues:
    """A column of the records, its values in words; a number or a date as itself."""
    kind, blank = view.schema.type_of(field), word_for_nothing(field, view)
    values: list[Any] = []
    for row in view.records.values():
        value = typed_value(view.in_words(row, field), kind)
        values.append(text_or(value, blank) if isinstance(value, str) else value)
    return view.schema.field_label(field, view.language), values
