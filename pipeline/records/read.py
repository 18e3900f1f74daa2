"""Records as printed → records as read: codes, numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pandas as pd

from pipeline.records.model import Printed, Records
from pipeline.records.readers import Reading, empty_value, reader_of
from pipeline.schema.model import Schema


def read_records(printed: Printed, text: pd.DataFrame, schema: Schema, name: str) -> Records:
    """Read the codes of the records.

    Args:
        printed: the records as printed.
        text: their text with corrections, a column for each field.
        schema: the schema.
        name: who the document is about.
    """
    columns: dict[str, pd.Series] = {}
    for field in text.columns:
        absent = absent_reading(field, schema)
        read = reader_of(field, schema, name)
        cells = [absent if cell is None else read(cell) for cell in text[field]]
        columns[field] = pd.Series(cells, index=text.index, dtype=object)
    # As a whole: a frame to which hundreds of columns are added one by one is slow, and warns.
    readings = pd.DataFrame(columns, index=text.index, columns=text.columns)
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
