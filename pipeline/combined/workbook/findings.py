"""Findings → their sheets: those that several documents have, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import Any

from pipeline.combined.workbook.view import FINDINGS_TABLE, SHARED_TABLE, RecordOf, View, rows_of
from pipeline.finding import OPEN
from pipeline.outputs.page_links import finding_place
from pipeline.outputs.workbook.list_sheets import BETWEEN_CODES
from pipeline.outputs.workbook.values import Blank, Link, Sheet, text_or
from pipeline.schema.check import SEVERITIES

# Stands in a sentence of a check where it cannot be told what stands there.
ANYTHING = "…"
# How many must have the same finding for it to be told of as shared.
SHARED_BY = 2

Row = dict[str, str]


@dataclass(frozen=True)
class Group:
    """Findings of the same check on the same field with the same printed text.

    Args:
        rows: the findings, by document.
        first: the place of the first of them among all, from 0.
    """

    rows: list[Row]
    first: int


def finding_sheets(view: View) -> list[Sheet]:
    """The findings that several documents have, and all findings; no sheet that would be empty."""
    rows = ordered_findings(view)
    shared = shared_sheet(rows, view)
    return [*([shared] if shared.rows else []), *([findings_sheet(rows, view)] if rows else [])]


def ordered_findings(view: View) -> list[Row]:
    """The findings of all documents: open ones first, the worst first, alike ones together."""
    checks = {check.check: n for n, check in enumerate(view.schema.description.checks)}
    document = view.schema.description.combined.document_field
    rows = rows_of(view.combined.tables["findings"])
    return sorted(
        rows,
        key=lambda row: (
            row["status"] != OPEN,
            SEVERITIES.index(row["severity"]),
            checks.get(row["check"], len(checks)),
            alike(row),
            view.numbers[row[document]],
        ),
    )


def alike(row: Row) -> tuple[str, str, str]:
    """What findings that are alike have in common."""
    return row["check"], row["field"], row["value"]


def groups_of(rows: list[Row]) -> list[Group]:
    """The open findings that are alike, together."""
    groups: dict[tuple[str, str, str], Group] = {}
    for place, row in enumerate(rows):
        if row["status"] == OPEN:
            groups.setdefault(alike(row), Group([], place)).rows.append(row)
    return list(groups.values())


def shared_sheet(rows: list[Row], view: View) -> Sheet:
    """The open findings that several documents have; their number leads to the list of all."""
    document = view.schema.description.combined.document_field
    nothing, blank = view.word("not_about"), view.word("blank")
    shared: list[tuple[int, int, list[Any]]] = []
    for group in groups_of(rows):
        first = group.rows[0]
        names = list(dict.fromkeys(row[document] for row in group.rows))
        areas = view.areas_of(names)
        if areas < SHARED_BY:
            continue
        severity = SEVERITIES.index(first["severity"])
        line: list[Any] = [
            view.word(first["severity"]),
            meaning_of(first, view),
            text_or(field_of(first, view), nothing),
            text_or(first["value"], blank),
            areas,
            Link(len(group.rows), FINDINGS_TABLE, group.first),
            BETWEEN_CODES.join(view.headings[name] for name in names),
        ]
        shared.append((severity, -areas, line))
    shared.sort(key=lambda one: one[:2])
    words = ["severity", "message", "field", "value", "all_document_count", "all_finding_count"]
    header = [view.word(word) for word in (*words, "all_documents_named")]
    notes = (
        view.word("all_shared_note"),
        view.word("severity_note"),
        view.word("blank_note"),
        *view.heading_notes(),
        view.word("all_findings_link_note").format(sheet=view.called[FINDINGS_TABLE].name),
    )
    return Sheet(SHARED_TABLE, header, [line for *_, line in shared], notes, is_list=True)


def findings_sheet(rows: list[Row], view: View) -> Sheet:
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


def finding_row(number: int, row: Row, view: View) -> list[Any]:
    """A finding of the list of all."""
    schema, nothing = view.schema, Blank(view.word("not_about"))
    document = row[schema.description.combined.document_field]
    record = RecordOf(document, row[schema.record.key])
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


def field_of(row: Row, view: View) -> str:
    """The name of a finding's field; empty where it is about none that has one."""
    return view.schema.labels.fields.get(row["field"], {}).get(view.language, "")


def meaning_of(row: Row, view: View) -> str:
    """What the check of a finding looks for, in words."""
    words = view.schema.labels.checks[row["check"]]
    text = (words.meaning or words.message)[view.language]
    known = {"value": row["value"], "field": field_of(row, view) or ANYTHING}
    return "".join(
        before + ("" if name is None else known.get(name, ANYTHING))
        for before, name, _, _ in Formatter().parse(text)
    )
