"""The tables that only all documents together have: documents, common names, records by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.combined.common_names import NamedRecord
from pipeline.combined.model import CommonName, Part
from pipeline.combined.tables import document_columns, document_values, record_identifiers
from pipeline.outputs.cross_tabulations import NOT_STATED
from pipeline.records.readers import POSSIBLE
from pipeline.schema.check import SEVERITIES
from pipeline.schema.model import FieldReading, Schema
from pipeline.schema.together_consistency import DOCUMENTS, common_column

# Between several codes of a record.
BETWEEN_LISTED_CODES = ";"


def documents_frame(parts: Sequence[Part], schema: Schema) -> pd.DataFrame:
    """One row for each document, those that are not usable too."""
    rows = [
        (
            *document_values(part, schema),
            part.file,
            part.sha256,
            part.title,
            "" if part.pages is None else str(part.pages),
            part.status,
            part.reason_in_english,
            "" if part.records is None else str(part.records),
            *(str(part.open_findings.get(severity, "")) for severity in SEVERITIES),
        )
        for part in parts
    ]
    columns = [*document_columns(schema), "file", "sha256", "title", "pages", "status", "reason"]
    counts = [f"open_{severity}s" for severity in SEVERITIES]
    return pd.DataFrame(rows, columns=[*columns, "records", *counts], dtype=object)


def named_records(tables: Mapping[str, pd.DataFrame], schema: Schema) -> list[NamedRecord]:
    """The records of all documents, by name."""
    frame, name_field = tables[schema.record.name], schema.description.document.field
    areas = frame[name_field] if name_field else [""] * len(frame)
    columns = (
        frame[schema.description.combined.document_field],
        frame[schema.record.key],
        frame[schema.record.name_field],
        areas,
    )
    return [NamedRecord(*values) for values in zip(*columns, strict=True)]


def common_frame(names: Sequence[CommonName], schema: Schema) -> pd.DataFrame:
    """One row for each common name, and how many documents and records have it."""
    rows = [
        (
            name.code,
            name.fi,
            name.en,
            str(name.known).lower(),
            str(len(name.records)),
            str(sum(map(len, name.records.values()))),
        )
        for name in names
    ]
    columns = [common_column(schema), "fi", "en", "known", DOCUMENTS, "records"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def by_document_frame(
    names: Sequence[CommonName], tables: Mapping[str, pd.DataFrame], schema: Schema
) -> pd.DataFrame:
    """One row for each record, by common name and document: as printed, and its codes.

    Args:
        names: the common names, in order.
        tables: the frames of all documents; that of the records with its common names.
        schema: how they were read.
    """
    record = schema.record
    frame = tables[record.name]
    lists = [reading for reading in schema.description.fields.values() if reading.list_]
    columns = [common_column(schema), *document_columns(schema), record.key, record.name_field]
    found = frame[columns]
    for reading in lists:
        found = found.assign(**codes_by_record(frame, tables, reading, schema))
    order = {name.code: place for place, name in enumerate(names)}
    places = found[common_column(schema)].map(order).astype(int)
    # Those of one name stay as they are in the records' file: by document, and in its order.
    return found.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def codes_by_record(
    frame: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    reading: FieldReading,
    schema: Schema,
) -> dict[str, list[str]]:
    """The codes of each record, and those that are possible only; each in a column."""
    code_list = reading.list_
    if code_list is None:
        return {}
    listed = tables[code_list.name]
    stated: dict[str, list[str]] = {}
    possible: dict[str, list[str]] = {}
    rows = zip(
        record_identifiers(listed, schema),
        listed[code_list.code_field],
        listed[code_list.certainty_field],
        strict=True,
    )
    for identifier, code, certainty in rows:
        of = possible if certainty == POSSIBLE else stated
        of.setdefault(identifier, []).append(code)
    identifiers = record_identifiers(frame, schema)
    empty = reading.empty or NOT_STATED
    return {
        code_list.code_field: [
            BETWEEN_LISTED_CODES.join(stated.get(i, [] if i in possible else [empty]))
            for i in identifiers
        ],
        f"{code_list.code_field}_{POSSIBLE}": [
            BETWEEN_LISTED_CODES.join(possible.get(i, [])) for i in identifiers
        ],
    }
