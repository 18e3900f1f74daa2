"""Cross-tabulations → their sheets: the numbers, and the records behind each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.outputs.cross_tabulations import TOTAL, CrossTable
from pipeline.outputs.cross_words import (
    counting_notes,
    labels_of,
    row_heading,
    row_labels,
)
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.list_sheets import record_link, word_for_nothing
from pipeline.outputs.workbook.values import Blank, Link, Sheet, text_or
from pipeline.records.readers import POSSIBLE, STATED

# Stands for any certainty.
ANY = ""
ORDER_OF_CERTAINTY = (STATED, POSSIBLE, ANY)


class Member(NamedTuple):
    """A record behind a number."""

    row: str
    column: str
    key: str
    certainty: str


@dataclass(frozen=True)
class Slot:
    """A column of numbers: a column of the cross-tabulation, of any certainty or of one."""

    column: str
    certainty: str
    heading: str


def members_of(cross: CrossTable, result: Result) -> list[Member]:
    """The records behind the numbers, by row, column, certainty and place in the document.

    A record whose code is no column, because no vocabulary knows it, counts in the totals alone.
    """
    row_order = {row: place for place, row in enumerate(cross.rows)}
    column_order = {column: place for place, column in enumerate([*cross.columns, TOTAL])}
    members = [Member(*values) for values in cross.members.itertuples(index=False, name=None)]
    return sorted(
        (m if m.column in column_order else m._replace(column=TOTAL) for m in members),
        key=lambda m: (
            row_order[m.row],
            column_order[m.column],
            ORDER_OF_CERTAINTY.index(m.certainty),
            result.places[m.key],
        ),
    )


def places_of_record(member: Member) -> list[tuple[str, str, str]]:
    """The numbers a record is counted in: row, column and certainty."""
    columns = dict.fromkeys((member.column, TOTAL))
    certainties = (member.certainty or STATED, ANY)
    return [(r, c, s) for r in (member.row, TOTAL) for c in columns for s in certainties]


def labels_of_certainty(cross: CrossTable, result: Result) -> dict[str, str]:
    """Stated and possible in words."""
    reading = result.schema.description.fields.get(cross.declared.row_fields[0])
    return result.certainty_labels(reading.list_ if reading else None)


def slots_of(cross: CrossTable, members: Sequence[Member], result: Result) -> list[Slot]:
    """The columns of numbers; what is possible only stands beside what is stated."""
    labels = labels_of(cross.declared.columns or "", cross.columns, result)
    total = result.word(TOTAL)
    if not cross.declared.possible_apart:
        return [*(Slot(c, ANY, labels[c]) for c in cross.columns), Slot(TOTAL, ANY, total)]
    words = labels_of_certainty(cross, result)
    certainty = {s: words[s].lower() for s in (STATED, POSSIBLE)}
    possible = {member.column for member in members if member.certainty == POSSIBLE}
    slots = []
    for column, label in labels.items():
        if column in possible:
            slots += [Slot(column, s, f"{label}: {word}") for s, word in certainty.items()]
        else:
            slots.append(Slot(column, STATED, label))
    slots += [Slot(TOTAL, s, f"{total}: {word}") for s, word in certainty.items()]
    return [*slots, Slot(TOTAL, ANY, total)]


def cross_table_sheets(cross: CrossTable, result: Result) -> list[Sheet]:
    """The sheet of a cross-tabulation and, where declared, that of the records behind it."""
    members = members_of(cross, result)
    sheets = [cross_table_sheet(cross, members, result)]
    if cross.declared.records_sheet:
        sheets.append(records_behind(cross, members, result))
    return sheets


def cross_table_sheet(cross: CrossTable, members: Sequence[Member], result: Result) -> Sheet:
    """A cross-tabulation: how many records have each pair of codes, or what they add up to.

    A number leads to the first of its records where a sheet lists them.
    """
    slots = slots_of(cross, members, result)
    numbers, first = numbers_of(cross, members), first_rows(members)
    target = records_table(cross)
    body: list[list[Any]] = []
    for row, label in {**row_labels(cross, result), TOTAL: result.word("all_rows")}.items():
        line: list[Any] = [label]
        for slot in slots:
            place = (row, slot.column, slot.certainty)
            number = numbers.get(place, 0)
            linked = cross.declared.records_sheet and row != TOTAL and number and place in first
            line.append(Link(number, target, first[place]) if linked else number)
        body.append(line)
    totals = sum(slot.column == TOTAL for slot in slots)
    return Sheet(
        cross.declared.name,
        [row_heading(cross, result), *(slot.heading for slot in slots)],
        body,
        tuple(notes_of(cross, result)),
        shaded=(1, 1 + len(slots) - totals),
        possible=frozenset(c for c, slot in enumerate(slots, 1) if slot.certainty == POSSIBLE),
        total_rows=1,
        groups=tuple(groups_of(cross, slots, result)),
    )


def groups_of(
    cross: CrossTable, slots: Sequence[Slot], result: Result
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The columns of each code, its total left out: its name, and which they are."""
    for code, label in labels_of(cross.declared.columns or "", cross.columns, result).items():
        yield label, tuple(n for n, slot in enumerate(slots, 1) if slot.column == code)


def records_table(cross: CrossTable) -> str:
    """The name of the table of the records behind the numbers."""
    return f"{cross.declared.name}_records"


def numbers_of(cross: CrossTable, members: Sequence[Member]) -> dict[tuple[str, str, str], Any]:
    """The numbers by row, column and certainty, each counted or added up from the records."""
    if cross.declared.possible_apart:
        keys: dict[tuple[str, str, str], set[str]] = {}
        for member in members:
            for place in places_of_record(member):
                keys.setdefault(place, set()).add(member.key)
        return {place: len(counted) for place, counted in keys.items()}
    return {
        (str(row), str(column), ANY): number
        for frame in (cross.counts, cross.totals)
        for row, *values in frame.itertuples(name=None)
        for column, number in zip(frame.columns, values, strict=True)
    }


def first_rows(members: Sequence[Member]) -> dict[tuple[str, str, str], int]:
    """For each number the first row, from 0, of the sheet that lists its records."""
    first: dict[tuple[str, str, str], int] = {}
    for place, member in enumerate(members):
        for number in places_of_record(member):
            first.setdefault(number, place)
    return first


def notes_of(cross: CrossTable, result: Result) -> list[str]:
    """What the numbers are, and where they lead."""
    notes = counting_notes(cross, result)
    if cross.declared.records_sheet:
        sheet = result.word(f"sheet_{records_table(cross)}")
        notes.append(result.word("link_note").format(sheet=sheet))
    return notes


def records_behind(cross: CrossTable, members: Sequence[Member], result: Result) -> Sheet:
    """The records behind every number, each leading to its row among all records."""
    schema, record, nothing = result.schema, result.schema.record, result.word("not_about")
    rows = row_labels(cross, result)
    columns = labels_of(cross.declared.columns or "", cross.columns, result)
    words = labels_of_certainty(cross, result)
    certain = any(member.certainty for member in members)
    further = [record.table_field, record.section_field, record.pages_field]
    further = [field for field in further if field and field not in cross.declared.row_fields]
    body: list[list[Any]] = []
    for member in members:
        line: list[Any] = [rows[member.row]]
        line += [columns.get(member.column, Blank(nothing))] if columns else []
        line += [text_or(words.get(member.certainty, ""), nothing)] if certain else []
        line += [result.names[member.key], record_link(member.key, result)]
        line += [
            text_or(result.in_words(member.key, field), word_for_nothing(field, result))
            for field in further
        ]
        body.append(line)
    header = [row_heading(cross, result)]
    header += [schema.field_label(cross.declared.columns or "", result.language)] if columns else []
    header += [result.word("certainty")] if certain else []
    header += [schema.field_label(record.name_field, result.language), result.word("record_link")]
    header += [schema.field_label(field, result.language) for field in further]
    notes = [
        result.word("behind_note").format(sheet=result.word(f"sheet_{cross.declared.name}")),
        result.word("row_link_note").format(sheet=result.word(f"sheet_{record.name}")),
    ]
    return Sheet(records_table(cross), header, body, tuple(notes), is_list=True)
