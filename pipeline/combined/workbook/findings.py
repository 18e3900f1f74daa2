"""Findings → their sheets: those that several documents have, and all of them."""

from __future__ import annotations

from string import Formatter
from typing import Any

from pipeline.combined.summary import shared_findings
from pipeline.combined.workbook.view import (
    FINDINGS_TABLE,
    SHARED_TABLE,
    RecordOf,
    View,
    rows_by_column,
)
from pipeline.finding import OPEN
from pipeline.outputs.page_links import finding_place
from pipeline.outputs.workbook.values import Blank, Link, Sheet, text_or
from pipeline.schema.check import SEVERITIES

# Stands in a sentence of a check where it cannot be told what stands there.
ANYTHING = "…"

FindingRow = dict[str, str]


def finding_sheets(view: View) -> list[Sheet]:
    """The findings that several documents have, and all findings; no sheet that would be empty."""
    rows = ordered_findings(view)
    shared = shared_sheet(rows, view)
    return [*([shared] if shared.rows else []), *([all_findings_sheet(rows, view)] if rows else [])]


def ordered_findings(view: View) -> list[FindingRow]:
    """The findings of all documents: open ones first, the worst first, alike ones together."""
    checks = {check.check: n for n, check in enumerate(view.schema.description.checks)}
    document = view.schema.description.combined.document_field
    return sorted(
        rows_by_column(view.combined.tables["findings"]),
        key=lambda row: (
            row["status"] != OPEN,
            SEVERITIES.index(row["severity"]),
            checks.get(row["check"], len(checks)),
            alike(row, view),
            view.numbers[row[document]],
        ),
    )


def alike(row: FindingRow, view: View) -> tuple[str, str, str]:
    """What findings that are alike have in common: check, field and common name."""
    return row["check"], row["field"], name_of(row, view)


def name_of(row: FindingRow, view: View) -> str:
    """The code of the common name of a finding's record; empty where it has none."""
    name = view.common_names.get(record_of(row, view))
    return name.code if name else ""


def record_of(row: FindingRow, view: View) -> RecordOf:
    """The record of a finding, if it is about one."""
    return RecordOf(
        row[view.schema.description.combined.document_field], row[view.schema.record.key]
    )


def shared_sheet(rows: list[FindingRow], view: View) -> Sheet:
    """The open findings that several documents have, worst first; their number leads to them."""
    first: dict[tuple[str, str, str], int] = {}
    for place, row in enumerate(rows):
        if row["status"] == OPEN:
            first.setdefault(alike(row, view), place)
    labels = {name.code: name.label(view.language) for name in view.combined.names}
    nothing = view.word("not_about")
    body: list[list[Any]] = []
    found = shared_findings(view.combined)
    for shared in sorted(found, key=lambda one: SEVERITIES.index(one.severity)):
        place = first[shared.check, shared.field, shared.name]
        body.append(
            [
                view.word(shared.severity),
                meaning_of(rows[place], view),
                text_or(field_of(rows[place], view), nothing),
                *([text_or(labels.get(shared.name, ""), nothing)] if labels else []),
                len(shared.documents),
                Link(shared.count, FINDINGS_TABLE, place),
                view.where(shared.documents),
            ]
        )
    words = ["severity", "message", "field", *(["common_name"] if labels else [])]
    words += ["combined_documents", "all_finding_count", "combined_where"]
    notes = (
        view.word("shared_findings_note"),
        view.word("severity_note"),
        *view.heading_notes(),
        view.word("all_findings_link_note").format(sheet=view.called[FINDINGS_TABLE].name),
    )
    return Sheet(SHARED_TABLE, [view.word(word) for word in words], body, notes, is_list=True)


def all_findings_sheet(rows: list[FindingRow], view: View) -> Sheet:
    """All findings, each leading to its record and to its place on the review page."""
    schema = view.schema
    header = [view.word("severity"), view.word("status"), view.document_heading]
    header.append(schema.field_label(schema.record.name_field, view.language))
    words = ["record_link", "field", "value", "message", "page", "review_column", "finding_id"]
    header += [view.word(word) for word in words]
    notes = (
        view.word("severity_note"),
        view.word("blank_note"),
        view.word("all_review_note").format(column=view.word("review_column")),
        *view.heading_notes(),
    )
    body = [finding_row(number, row, view) for number, row in enumerate(rows, 1)]
    return Sheet(FINDINGS_TABLE, header, body, notes, is_list=True, fixed_columns=3)


def finding_row(number: int, row: FindingRow, view: View) -> list[Any]:
    """A finding of the list of all."""
    nothing = Blank(view.word("not_about"))
    record = record_of(row, view)
    document = record.document
    known = record in view.places
    return [
        view.word(row["severity"]),
        view.word(row["status"]),
        view.headings[document],
        view.names[record] if known else nothing,
        view.record_link(record) if known else nothing,
        text_or(field_of(row, view), nothing.value),
        text_or(row["value"], view.word("blank")),
        meaning_of(row, view),
        int(row["page"]) if row["page"] else nothing,
        view.page_link(document, number, finding_place(row["finding_id"])),
        row["finding_id"],
    ]


def field_of(row: FindingRow, view: View) -> str:
    """The name of a finding's field; empty where it is about none that has one."""
    return view.schema.labels.fields.get(row["field"], {}).get(view.language, "")


def meaning_of(row: FindingRow, view: View) -> str:
    """What the check of a finding looks for, in words."""
    words = view.schema.labels.checks[row["check"]]
    text = (words.meaning or words.message)[view.language]
    known = {"value": row["value"], "field": field_of(row, view) or ANYTHING}
    return "".join(
        before + ("" if name is None else known.get(name, ANYTHING))
        for before, name, _, _ in Formatter().parse(text)
    )
