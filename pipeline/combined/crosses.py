"""Records of all documents → how many distinct ones each document has, by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.combined.model import CombinedCross, Part
from pipeline.combined.tables import BEFORE_KEY, record_identifiers
from pipeline.outputs.cross_tabulations import TOTAL, row_name, tabulate
from pipeline.outputs.cross_words import labels_of_rows
from pipeline.records.model import Records
from pipeline.schema.model import Language, Schema
from pipeline.schema.together import CombinedCrossTabulation


def combined_crosses(
    tables: Mapping[str, pd.DataFrame], parts: Sequence[Part], schema: Schema, language: Language
) -> tuple[CombinedCross, ...]:
    """The cross-tabulations that the schema declares of all documents.

    Args:
        tables: the frames of all documents.
        parts: the documents that are usable, in order.
        schema: how they were read.
        language: of the rows in words.
    """
    records = combined_records(tables, schema)
    return tuple(
        combined_cross(declared, records, parts, schema, language)
        for declared in schema.description.combined.cross_tabulations
    )


def combined_records(tables: Mapping[str, pd.DataFrame], schema: Schema) -> Records:
    """The records of all documents, each told by one text."""
    record = schema.record
    frame = tables[record.name]
    identified = frame.assign(**{record.key: record_identifiers(frame, schema)})
    lists = {
        reading.list_.name: tables[reading.list_.name].assign(
            **{record.key: record_identifiers(tables[reading.list_.name], schema)}
        )
        for reading in schema.description.fields.values()
        if reading.list_
    }
    return Records(identified.set_index(record.key), lists, pd.DataFrame(), pd.DataFrame())


def combined_cross(
    declared: CombinedCrossTabulation,
    records: Records,
    parts: Sequence[Part],
    schema: Schema,
    language: Language,
) -> CombinedCross:
    """One cross-tabulation: zero rows in the order of the vocabulary, a column a document."""
    columns = column_names(declared, parts, schema)
    named = dict(zip((part.name for part in parts), columns, strict=True))
    documents = records.frame[schema.description.combined.document_field]
    placed = pd.DataFrame(
        {"key": records.frame.index, "column": [named[document] for document in documents]},
        dtype=object,
    )
    tabulated = tabulate(declared, placed, columns, records, schema)
    return CombinedCross(
        declared=declared,
        name=declared.name,
        row_field=tabulated.row_field,
        rows=tabulated.rows,
        row_labels=labels_of_rows(declared.row_fields, tabulated.rows, schema, language),
        columns=columns,
        counts=tabulated.counts,
        totals=tabulated.totals,
        members=members_by_document(tabulated.members, schema),
    )


def column_names(
    declared: CombinedCrossTabulation, parts: Sequence[Part], schema: Schema
) -> list[str]:
    """The column of each document: its name, or where another column is called so its file."""
    own = " ".join(row_name(field, schema) for field in declared.row_fields)
    names = {part.name for part in parts} | {own, TOTAL}
    found = []
    for part in parts:
        column = part.name
        if column in (own, TOTAL):
            column = part.file
            while column in names:
                column = f"{column}_"
        found.append(column)
    return found


def members_by_document(members: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """The records counted, each by its document and its key there."""
    # A name of a folder holds no slash, so the first one ends it.
    pairs = [identifier.split(BEFORE_KEY, 1) for identifier in members["key"]]
    return pd.DataFrame(
        {
            "row": members["row"].to_numpy(),
            schema.description.combined.document_field: [document for document, _ in pairs],
            "key": [key for _, key in pairs],
            "certainty": members["certainty"].to_numpy(),
        },
        dtype=object,
    )
