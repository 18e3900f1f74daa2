"""The rows of all documents' files, with the document in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from pipeline.combined.checked_output import csv_names, fixed_names
from pipeline.combined.model import Part
from pipeline.outputs.cross_tabulations import TOTAL
from pipeline.outputs.written import Output
from pipeline.schema.for_sheets import FILES_WITH_PLACES, PLACE_COLUMN
from pipeline.schema.model import Schema

# The largest files, whose rows go from file to file without being held.
STREAMED = ("cells", "empty_cells")
# Stands between document and key where one text tells a record of all.
BEFORE_KEY = "/"

TextRow = tuple[str, ...]


def document_columns(schema: Schema) -> list[str]:
    """The first columns of each file: the document, and who it is about where it says so."""
    description = schema.description
    return [
        name for name in (description.combined.document_field, description.document.field) if name
    ]


def document_values(part: Part, schema: Schema) -> TextRow:
    """What stands in those columns for a document."""
    return (part.name, part.area) if schema.description.document.field else (part.name,)


def own_columns(name: str, schema: Schema, outputs: Iterable[Output]) -> list[str]:
    """The columns of a file besides those of the document.

    A cross-tabulation may have other columns in each document, where they are texts: then it has
    those of all.
    """
    if name in fixed_names(schema):
        places = [PLACE_COLUMN] if name in FILES_WITH_PLACES else []
        first = schema.description.document.field
        return [*(column for column in schema.columns(name) if column != first), *places]
    found = dict.fromkeys(column for output in outputs for column in output.columns(name))
    return sorted(found, key=lambda column: column == TOTAL)


def combined_rows(
    name: str, parts: Sequence[Part], outputs: Mapping[str, Output], schema: Schema
) -> Iterator[TextRow]:
    """The rows of a file of all documents.

    Args:
        name: of the file, without its ending.
        parts: the documents that are usable, in order.
        outputs: their text files.
        schema: how they were read.
    """
    columns = own_columns(name, schema, outputs.values())
    for part in parts:
        first = document_values(part, schema)
        for row in outputs[part.name].rows(name):
            yield (*first, *(row.get(column, "") for column in columns))


def combined_columns(name: str, schema: Schema, outputs: Iterable[Output]) -> list[str]:
    """The columns of a file of all documents."""
    return [*document_columns(schema), *own_columns(name, schema, outputs)]


def frames_of(
    parts: Sequence[Part], outputs: Mapping[str, Output], schema: Schema
) -> dict[str, pd.DataFrame]:
    """The files of all documents as frames of text, but for the largest."""
    return {
        name: pd.DataFrame(
            list(combined_rows(name, parts, outputs, schema)),
            columns=combined_columns(name, schema, outputs.values()),
            dtype=object,
        )
        for name in csv_names(schema)
        if name not in STREAMED
    }


def record_identifiers(frame: pd.DataFrame, schema: Schema) -> list[str]:
    """For each row the one text that tells its record from those of all documents."""
    documents = frame[schema.description.combined.document_field]
    keys = frame[schema.record.key]
    return [f"{d}{BEFORE_KEY}{key}" for d, key in zip(documents, keys, strict=True)]
