"""Cross-tabulations by document → their sheets: the numbers, and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from pipeline.combined.model import CombinedCross
from pipeline.combined.workbook.view import RecordOf, View, behind_table
from pipeline.outputs.cross_tabulations import TOTAL
from pipeline.outputs.workbook.cross_tabulation_sheets import ANY, ORDER_OF_CERTAINTY
from pipeline.outputs.workbook.values import Link, Sheet, text_or
from pipeline.records.readers import POSSIBLE, STATED

# More documents than these stand below each other, not beside.
MOST_BESIDE = 6
# Stands for all codes, and for all documents: neither is ever called so.
EVERY = ""
# Where a number stands: its code, document and certainty.
NumberPlace = tuple[str, str, str]


class CountedRecord(NamedTuple):
    """A record behind a number."""

    row: str
    record: RecordOf
    certainty: str


@dataclass(frozen=True)
class Labelled:
    """What runs down a table or across it: codes or documents.

    Args:
        labels: of each.
        total: what all of them together are called.
        heading: what they are.
    """

    labels: Mapping[str, str]
    total: str
    heading: str


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers: a code, a document or all of them, of any certainty or of one."""

    name: str
    certainty: str
    heading: str


def count_sheets(cross: CombinedCross, view: View) -> list[Sheet]:
    """The sheet of a cross-tabulation, and that of the records behind its numbers."""
    members = counted_members(cross, view)
    return [numbers_sheet(cross, members, view), counted_records_sheet(cross, members, view)]


def counted_members(cross: CombinedCross, view: View) -> list[CountedRecord]:
    """The records behind the numbers, by row, document, certainty and place in the document."""
    rows = {row: place for place, row in enumerate(cross.rows)}
    found = [
        CountedRecord(row, RecordOf(document, key), certainty)
        for row, document, key, certainty in cross.members.itertuples(index=False, name=None)
    ]
    return sorted(
        found,
        key=lambda m: (
            rows[m.row],
            view.numbers[m.record.document],
            ORDER_OF_CERTAINTY.index(m.certainty),
            view.places[m.record],
        ),
    )


def number_places(member: CountedRecord) -> list[NumberPlace]:
    """The numbers that a record is counted in: row, document and certainty."""
    documents = (member.record.document, EVERY)
    certainties = (member.certainty or STATED, ANY)
    return [(r, d, c) for r in (member.row, EVERY) for d in documents for c in certainties]


def numbers_by_place(
    cross: CombinedCross, members: Sequence[CountedRecord], view: View
) -> dict[NumberPlace, Any]:
    """The numbers by row, document and certainty.

    Those of one certainty are counted from the records; a row of totals has a record in both
    where it has codes of both.
    """
    numbers: dict[NumberPlace, Any] = {}
    documents = [*view.headings, EVERY]
    for rows, frame in ((cross.rows, cross.counts), ([EVERY], cross.totals)):
        for row, values in zip(rows, frame.itertuples(index=False, name=None), strict=True):
            for document, number in zip(documents, values, strict=True):
                numbers[row, document, ANY] = number
    if cross.declared.possible_apart:
        records: dict[NumberPlace, set[RecordOf]] = {}
        for member in members:
            for place in number_places(member):
                records.setdefault(place, set()).add(member.record)
        numbers |= {place: len(of) for place, of in records.items() if place[2] != ANY}
    return numbers


def numbers_sheet(cross: CombinedCross, members: Sequence[CountedRecord], view: View) -> Sheet:
    """How many records of each document have each code; a number leads to its records.

    Many documents stand below each other, so that the sheet is no wider for them.
    """
    codes = Labelled(cross.row_labels, view.word("all_rows"), code_heading(cross, view))
    documents = Labelled(view.headings, view.word(TOTAL), view.word("all_document"))
    is_down = len(view.headings) > MOST_BESIDE
    down, beside = (documents, codes) if is_down else (codes, documents)
    slots = number_columns(cross, beside, is_down, members, view)
    numbers, links = numbers_by_place(cross, members, view), number_links(cross, members, view)
    zero = Decimal(0) if cross.declared.adds else 0
    body: list[list[Any]] = []
    for name, label in (*down.labels.items(), (EVERY, down.total)):
        line: list[Any] = [label]
        for slot in slots:
            code, document = (slot.name, name) if is_down else (name, slot.name)
            place = (code, document, slot.certainty)
            number = numbers.get(place, zero)
            link = links.get(place) if number else None
            line.append(replace(link, value=number) if link else number)
        body.append(line)
    totals = sum(slot.name == EVERY for slot in slots)
    return Sheet(
        cross.name,
        [down.heading, *(slot.heading for slot in slots)],
        body,
        tuple(number_notes(cross, view)),
        is_wide=True,
        shaded=(1, 1 + len(slots) - totals),
        possible=frozenset(c for c, slot in enumerate(slots, 1) if slot.certainty == POSSIBLE),
        total_rows=1,
        wide_notes=view.wide_notes(),
    )


def number_columns(
    cross: CombinedCross,
    beside: Labelled,
    is_down: bool,
    members: Iterable[CountedRecord],
    view: View,
) -> list[NumberColumn]:
    """The columns of numbers; what is possible only stands beside what is stated."""
    if not cross.declared.possible_apart:
        plain = [NumberColumn(name, ANY, label) for name, label in beside.labels.items()]
        return [*plain, NumberColumn(EVERY, ANY, beside.total)]
    words = certainty_words(cross, view)
    apart = [(certainty, words[certainty].lower()) for certainty in (STATED, POSSIBLE)]
    found = (m for m in members if m.certainty == POSSIBLE)
    possible = {m.row if is_down else m.record.document for m in found}
    slots: list[NumberColumn] = []
    for name, label in beside.labels.items():
        if name in possible:
            slots += [
                NumberColumn(name, certainty, f"{label}: {word}") for certainty, word in apart
            ]
        else:
            slots.append(NumberColumn(name, ANY, label))
    slots += [
        NumberColumn(EVERY, certainty, f"{beside.total}: {word}") for certainty, word in apart
    ]
    return [*slots, NumberColumn(EVERY, ANY, beside.total)]


def certainty_words(cross: CombinedCross, view: View) -> dict[str, str]:
    """Stated and possible in words."""
    reading = view.schema.description.fields.get(cross.declared.row_fields[0])
    return view.certainty_labels(reading.list_ if reading else None)


def number_links(
    cross: CombinedCross, members: Sequence[CountedRecord], view: View
) -> dict[NumberPlace, Link]:
    """Where numbers lead: to the first of their records behind the numbers.

    Those of all codes lead to the first record of their document among all.
    """
    links: dict[NumberPlace, Link] = {}
    for number, member in enumerate(members):
        for place in number_places(member):
            if place[0] != EVERY:
                links.setdefault(place, Link(0, behind_table(cross.name), number))
    for record, number in view.places.items():
        for document in (record.document, EVERY):
            links.setdefault((EVERY, document, ANY), Link(0, view.schema.record.name, number))
    return links


def code_heading(cross: CombinedCross, view: View) -> str:
    """What the rows are."""
    names = cross.row_field.split()
    return " / ".join(view.schema.field_label(name, view.language) for name in names)


def number_notes(cross: CombinedCross, view: View) -> list[str]:
    """What the numbers are, and where they lead."""
    added = cross.declared.adds
    if added:
        label = view.schema.field_label(added, view.language)
        notes = [view.word("adding_note").format(field=label)]
    else:
        notes = [view.word("counting_note")]
    notes += [view.word("all_total_note"), *view.heading_notes()]
    if len(cross.declared.row_fields) > 1:
        notes.append(view.word("fields_note"))
    notes.append(view.word("zero_note"))
    if cross.declared.possible_apart:
        notes.append(view.word("all_possible_note"))
    return [*notes, view.word("link_note").format(sheet=view.called[behind_table(cross.name)].name)]


def counted_records_sheet(
    cross: CombinedCross, members: Sequence[CountedRecord], view: View
) -> Sheet:
    """The records behind every number, each leading to its row among all and to its picture."""
    schema, nothing = view.schema, view.word("not_about")
    words = certainty_words(cross, view)
    certain = any(member.certainty for member in members)
    body: list[list[Any]] = []
    for member in members:
        line: list[Any] = [cross.row_labels[member.row], view.headings[member.record.document]]
        line += [text_or(words.get(member.certainty, ""), nothing)] if certain else []
        line += [view.names[member.record], view.record_link(member.record)]
        line.append(view.record_page(member.record))
        body.append(line)
    header = [code_heading(cross, view), view.document_heading]
    header += [view.word("certainty")] if certain else []
    header += [schema.field_label(schema.record.name_field, view.language)]
    header += [view.word("record_link"), view.word("review_column")]
    notes = (
        view.word("behind_note").format(sheet=view.called[cross.name].name),
        view.word("row_link_note").format(sheet=view.called[schema.record.name].name),
        view.word("all_review_note").format(column=view.word("review_column")),
        *view.heading_notes(),
    )
    return Sheet(behind_table(cross.name), header, body, notes, is_list=True)
