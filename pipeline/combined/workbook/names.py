"""Common names → their sheets: which document names what, and the names that no entry fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.combined.model import CommonName
from pipeline.combined.report import DOCUMENT_REPORT
from pipeline.combined.workbook.view import (
    APART_TABLE,
    NAMES_TABLE,
    RecordOf,
    View,
    behind_table,
)
from pipeline.outputs.workbook.list_sheets import BETWEEN_CODES
from pipeline.outputs.workbook.values import Blank, Link, Share, Sheet

# Stands where a document does not have a name.
NOT_NAMED = Blank("–")


def name_sheets(view: View) -> list[Sheet]:
    """The sheets of common names; none where the schema names no vocabulary for them."""
    if not view.combined.names:
        return []
    return [names_sheet(view), records_of_names(view)]


def names_sheet(view: View) -> Sheet:
    """A row for each common name, a column for each document: who produces it there.

    How many documents have a name leads to the first of its records.
    """
    body: list[list[Any]] = []
    place = 0
    for name in view.combined.names:
        documents = len(name.records)
        count = Link(documents, behind_table(NAMES_TABLE), place) if documents else 0
        cells = [
            producers_there(records_of_name(name, part.name), view) for part in view.combined.usable
        ]
        body.append([name.label(view.language), count, *cells])
        place += sum(map(len, name.records.values()))
    header = [view.word("common_name"), view.word("combined_documents")]
    notes = [
        view.word("all_names_note"),
        view.word("all_not_named_note").format(sign=NOT_NAMED.value),
        *view.heading_notes(),
        view.word("link_note").format(sheet=view.called[behind_table(NAMES_TABLE)].name),
    ]
    return Sheet(
        NAMES_TABLE,
        [*header, *view.headings.values()],
        body,
        tuple(notes),
        is_list=True,
        fixed_columns=2,
        wide_notes=view.wide_notes(),
    )


def records_of_name(name: CommonName, document: str) -> list[RecordOf]:
    """The records of a document that have a common name."""
    return [RecordOf(document, key) for key in name.records.get(document, ())]


def producers_there(records: Sequence[RecordOf], view: View) -> Any:
    """Who produces what has a name in a document; how many there are where no field says who."""
    if not records:
        return NOT_NAMED
    if not view.list_fields:
        return len(records)
    said = BETWEEN_CODES.join(view.codes_in_words(field, records) for field in view.list_fields)
    if len(records) == 1:
        return said
    return view.word("all_records_of_name").format(text=said, count=len(records))


def records_of_names(view: View) -> Sheet:
    """The records of each common name, each leading to its row among all and to its picture."""
    schema, language = view.schema, view.language
    body: list[list[Any]] = []
    for name in view.combined.names:
        for document in name.records:
            for record in records_of_name(name, document):
                line: list[Any] = [name.label(language), view.headings[document]]
                line.append(view.names[record])
                line += [view.codes_in_words(field, [record]) for field in view.list_fields]
                body.append([*line, view.record_link(record), view.record_page(record)])
    header = [view.word("common_name"), view.document_heading]
    header.append(schema.field_label(schema.record.name_field, language))
    header += [
        schema.field_label(schema.code_list(field).code_field, language)
        for field in view.list_fields
    ]
    header += [view.word("record_link"), view.word("review_column")]
    notes = (
        view.word("behind_note").format(sheet=view.called[NAMES_TABLE].name),
        view.word("row_link_note").format(sheet=view.called[schema.record.name].name),
        view.word("all_review_note").format(column=view.word("review_column")),
        *view.heading_notes(),
    )
    return Sheet(behind_table(NAMES_TABLE), header, body, notes, is_list=True)


def names_apart_sheets(view: View) -> list[Sheet]:
    """The names that no entry fits, with the nearest entries, if there are any."""
    first_rows: list[tuple[CommonName, int]] = []
    place = 0
    for name in view.combined.names:
        if not name.known:
            first_rows.append((name, place))
        place += sum(map(len, name.records.values()))
    if not first_rows:
        return []
    header = ["all_name_apart", "combined_documents", "combined_where", "all_why_apart"]
    header += ["all_nearest", "all_how_near", "all_further_near"]
    notes = (
        view.word("all_apart_note").format(report=DOCUMENT_REPORT),
        *view.heading_notes(),
        view.word("link_note").format(sheet=view.called[behind_table(NAMES_TABLE)].name),
    )
    body = [row_apart(name, place, view) for name, place in first_rows]
    return [Sheet(APART_TABLE, [view.word(w) for w in header], body, notes, is_list=True)]


def row_apart(name: CommonName, place: int, view: View) -> list[Any]:
    """A name that no entry fits, or that several do: where it stands, and what is near."""
    nothing = Blank(view.word("not_about"))
    line: list[Any] = [
        name.label(view.language),
        Link(len(name.records), behind_table(NAMES_TABLE), place),
        view.where(name.records),
    ]
    vocabulary = view.schema.description.combined.names
    if name.fitting:
        fitting = [view.code_label(vocabulary, code) for code in name.fitting]
        why = view.word("name_fits_several").format(names=BETWEEN_CODES.join(fitting))
    else:
        why = view.word("all_fits_none")
    near = [(view.code_label(vocabulary, code), share) for code, share in name.proposals]
    if not near:
        return [*line, why, nothing, nothing, nothing]
    (label, share), *others = near
    further = BETWEEN_CODES.join(f"{other} ({part:.0%})" for other, part in others)
    return [*line, why, label, Share(share), further or nothing]
