"""Tables → records: cells normalised, keys given, codes read.

Frames are indexed by the key (such as service_id) in document order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import cast

import pandas as pd

from pipeline.finding import Finding
from pipeline.grids.model import Cell
from pipeline.readers import Reading, empty_value, reader_of
from pipeline.schema.model import FieldReading, Schema
from pipeline.tables.cell_text import Wording
from pipeline.tables.model import Row, Table
from pipeline.text.numbers import number_parser
from pipeline.text.strings import UNNAMED, join_lines, slug

# Signs that would cut a slug; in a number or code they only separate.
NOT_IN_CODE = re.compile(r"[():]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record is printed: its key, table, row and section."""

    key: str
    table: Table
    row: Row
    section: str

    @property
    def table_name(self) -> str:
        """The table's name in the schema."""
        return self.table.source.table

    def cell(self, field: str) -> list[Cell] | None:
        """The fragments of a field's cell; None where the table has no such column."""
        column = self.table.column_of(field)
        return None if column is None else self.row.cell(column)

    def page(self, field: str) -> int:
        """The page of a field's cell; of the row where that page was left out."""
        column = self.table.column_of(field)
        return self.row.pages[0] if column is None else self.row.page(column)

    def position(self, field: str) -> tuple[int, int, int]:
        """Place in the document, for the order of findings."""
        column = self.table.column_of(field)
        return self.table.index, self.row.number, -1 if column is None else column


@dataclass(frozen=True)
class Printed:
    """The records as printed.

    Args:
        sources: where each record is printed, by key.
        text: frame of the printed text, lines joined; a column for each field, None where the
            table has no such column.
        findings: keys that had to be told apart by a number, or have no name.
    """

    sources: Mapping[str, Source]
    text: pd.DataFrame
    findings: list[Finding]


@dataclass(frozen=True)
class Records:
    """The normalised records.

    Args:
        frame: one row per record; the columns of the records file but the key.
        lists: for each file of a field with several codes, its frame (key, code, certainty).
        readings: frame of `Reading`, a column for each field.
        text: frame of the text that was read: as printed, with corrections.
    """

    frame: pd.DataFrame
    lists: Mapping[str, pd.DataFrame]
    readings: pd.DataFrame
    text: pd.DataFrame

    def reading(self, key: str, field: str) -> Reading:
        """How a cell was read."""
        return cast(Reading, self.readings.at[key, field])

    def readings_of(self, field: str) -> dict[str, Reading]:
        """How each cell of a field was read, by key."""
        return cast(dict[str, Reading], self.readings[field].to_dict())

    def text_of(self, key: str, field: str) -> str:
        """The text of a cell; empty where the table has no such column."""
        return cast(str | None, self.text.at[key, field]) or ""


def printed_records(tables: Sequence[Table], schema: Schema, wording: Wording) -> Printed:
    """The records of all tables as printed, with their keys."""
    bare = [source for table in tables for source in sources_of(table, schema, wording)]
    sources, findings = with_keys(bare, schema, wording)
    findings += [f for s in sources for f in broken_words(s, schema, wording)]
    fields = list(schema.description.fields)
    lines = pd.DataFrame(
        [[printed_lines(source, field, schema, wording) for field in fields] for source in sources],
        index=pd.Index([source.key for source in sources], name=schema.record.key),
        columns=fields,
        dtype=object,
    )
    join = partial(join_lines, conjunctions=schema.description.conjunctions)
    # pandas would turn None into NaN; a missing column is not an unknown text.
    text = lines.map(join, na_action="ignore").astype(object).where(lines.notna(), None)
    return Printed({source.key: source for source in sources}, text, findings)


def sources_of(table: Table, schema: Schema, wording: Wording) -> list[Source]:
    """The records of a table, with the section each stands in and no keys yet."""
    name_column = table.column_of(schema.record.name_field)
    if name_column is None:
        return []
    section = ""
    sources = []
    for row in table.rows:
        if row.kind == "section":
            section = section_name(row.cell(name_column), wording)
        elif row.kind == "record":
            sources.append(Source("", table, row, section))
    return sources


def section_name(cells: Sequence[Cell], wording: Wording) -> str:
    """The text of a section heading, without a colon at its end."""
    return wording.text(cells).rstrip(":").rstrip()


def printed_lines(
    source: Source, field: str, schema: Schema, wording: Wording
) -> tuple[str, ...] | None:
    """The lines of a record's cell; none where it is empty, None where there is no column.

    Where the schema says so, white space in a line is no sign. Lines stay apart: two values on
    two lines never become one.
    """
    cell = source.cell(field)
    lines = None if cell is None else wording.lines(cell)
    if lines is None or not schema.description.fields[field].spaces:
        return lines
    return tuple("".join(line.split()) for line in lines)


def broken_words(source: Source, schema: Schema, wording: Wording) -> Iterator[Finding]:
    """A warning for each cell with pieces that may be one word, and are not known to be.

    Text needs one, and a number read from digits on two lines: it may be two. White space does
    not matter to the other readers.
    """
    for field, reading in schema.description.fields.items():
        cell = source.cell(field)
        if cell is None or reading.reader not in ("text", "number"):
            continue
        is_text = reading.reader == "text"
        check = "word-broken" if is_text else "number-broken"
        for doubt in wording.doubts(cell) if is_text else split_digits(cell, reading, wording):
            ref, place = f"{source.key}/{field}", source.position(field)
            details = {"pieces": doubt}
            value = wording.text(cell)
            page = source.page(field)
            yield Finding(check, source.key, field, page, ref, value, place, details)


def split_digits(cell: Sequence[Cell], reading: FieldReading, wording: Wording) -> list[str]:
    """Pairs of lines of a number, which can be read, between whose digits the line ends."""
    lines = wording.lines(cell)
    if number_parser(reading.number_format)(" ".join(lines)) is None:
        return []
    return [f"{a} {b}" for a, b in pairwise(lines) if a[-1:].isdigit() and b[:1].isdigit()]


def with_keys(
    sources: list[Source], schema: Schema, wording: Wording
) -> tuple[list[Source], list[Finding]]:
    """Give each record its key, made from its name, or other fields, as printed.

    Equal keys get the slug of their section appended; what is still equal gets a number, and a
    warning.
    """
    length = schema.record.key_length
    keys = []
    for source in sources:
        prefix = f"{source.table.source.table}." if schema.record.key_prefix else ""
        keys.append(prefix + bare_key(source, schema, wording))
    doubled = {key for key, count in Counter(keys).items() if count > 1}
    keys = [
        f"{key}-{slug(source.section, length)}" if key in doubled and source.section else key
        for key, source in zip(keys, sources, strict=True)
    ]
    taken = set(keys)
    seen: Counter[str] = Counter()
    keyed, findings = [], []
    for key, source in zip(keys, sources, strict=True):
        seen[key] += 1
        unique = key
        if seen[key] > 1:
            while unique in taken:
                unique = f"{key}-{seen[key]}"
                seen[key] += unique in taken
            taken.add(unique)
        keyed.append(replace(source, key=unique))
        findings += key_findings(keyed[-1], key, schema, wording)
    return keyed, findings


def bare_key(source: Source, schema: Schema, wording: Wording) -> str:
    """A record's key without its table: the slug of its name, or of the fields of the key.

    Of a name the rules of the contract drop brackets and what follows a colon; numbers and
    codes that make a key are kept whole.
    """
    record = schema.record
    if not record.key_from:
        return slug(wording.text(source.cell(record.name_field) or ()), record.key_length)
    lines = (printed_lines(source, field, schema, wording) or () for field in record.key_from)
    texts = (join_lines(own, schema.description.conjunctions) for own in lines)
    return slug(" ".join(NOT_IN_CODE.sub(" ", text) for text in texts), record.key_length)


def key_findings(source: Source, wanted: str, schema: Schema, wording: Wording) -> list[Finding]:
    """What is to say about a record's key."""
    field = schema.record.name_field
    finding = Finding(
        "key-doubled",
        source.key,
        field,
        source.page(field),
        f"{source.key}/{field}",
        wording.text(source.cell(field) or ()),
        source.position(field),
        {"wanted": wanted},
    )
    findings = [finding] if source.key != wanted else []
    if bare_key(source, schema, wording) == UNNAMED:
        findings.append(replace(finding, check="key-unnamed"))
    return findings


def read_records(printed: Printed, text: pd.DataFrame, schema: Schema, name: str) -> Records:
    """Read the codes of the records.

    Args:
        printed: the records as printed.
        text: their text with corrections, a column for each field.
        schema: the schema.
        name: who the document is about.
    """
    readings = pd.DataFrame(index=text.index)
    for field in text.columns:
        absent = absent_reading(field, schema)
        read = reader_of(field, schema, name)
        cells = [absent if cell is None else read(cell) for cell in text[field]]
        readings[field] = pd.Series(cells, index=text.index, dtype=object)
    frame = records_frame(printed, readings, schema, name)
    lists = {
        reading.list_.name: list_frame(
            cast(dict[str, Reading], readings[field].to_dict()), field, schema
        )
        for field, reading in schema.description.fields.items()
        if reading.list_
    }
    return Records(frame, lists, readings, text)


def absent_reading(field: str, schema: Schema) -> Reading:
    """What stands for the cells of a column that the table does not have."""
    reading = schema.description.fields[field]
    return Reading(reading.absent or empty_value(reading), frozenset({"absent"}))


def records_frame(
    printed: Printed, readings: pd.DataFrame, schema: Schema, name: str
) -> pd.DataFrame:
    """The records file as a frame: columns in the order of its Table Schema, without the key."""
    record, sources = schema.record, [printed.sources[key] for key in readings.index]
    columns: dict[str, list[object]] = {
        schema.description.document.field: [name] * len(sources),
        record.table_field: [source.table.source.table for source in sources],
        record.section_field: [source.section for source in sources],
        record.pages_field: [";".join(map(str, source.row.pages)) for source in sources],
    }
    for field, reading in schema.description.fields.items():
        column = cast(list[Reading], readings[field].tolist())
        columns[field] = [cell.value for cell in column]
        if reading.rest_field:
            columns[reading.rest_field] = [cell.rest for cell in column]
        if reading.uncertain_field:
            columns[reading.uncertain_field] = [cell.uncertain for cell in column]
    wanted = [column for column in schema.columns(record.name) if column != record.key]
    return pd.DataFrame(columns, index=readings.index)[wanted]


def list_frame(readings: Mapping[str, Reading], field: str, schema: Schema) -> pd.DataFrame:
    """The file of a field with several codes: one row per record and code, as printed."""
    code_list = schema.code_list(field)
    rows = [
        (key, code.code, code.certainty) for key, cell in readings.items() for code in cell.codes
    ]
    columns = [schema.record.key, code_list.code_field, code_list.certainty_field]
    return pd.DataFrame(rows, columns=columns, dtype=object)
