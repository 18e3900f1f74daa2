"""Whether what a schema says of all documents together fits the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.schema.model import Schema

# The file of the documents.
DOCUMENTS = "documents"
# A name that a folder can have on every system, and that is no hidden one.
FOLDER_NAME = re.compile(r"\w[\w .-]*(?<![ .])")
COLUMN_NAME = re.compile(r"[^\W\d]\w*")


def together_names(schema: Schema) -> list[str]:
    """The files that only all documents together have."""
    together = schema.description.combined
    names = [tabulation.name for tabulation in together.cross_tabulations]
    if together.names:
        names += [common_table(schema), by_document_table(schema)]
    return [*names, DOCUMENTS]


def common_column(schema: Schema) -> str:
    """The column of the records with the common name."""
    return f"common_{schema.record.name_field}"


def common_table(schema: Schema) -> str:
    """The file of the common names."""
    return f"common_{schema.record.name}"


def by_document_table(schema: Schema) -> str:
    """The file of records by common name and document."""
    description = schema.description
    named = description.document.field or description.combined.document_field
    return f"{schema.record.name}_by_{named}"


def together_problems(schema: Schema) -> Iterator[str]:
    """What it says of them that cannot be."""
    together = schema.description.combined
    if not FOLDER_NAME.fullmatch(together.folder):
        yield (
            f"combined.folder: {together.folder or 'an empty text'} is no name for a folder: use "
            "letters, digits, hyphens and underscores"
        )
    if not COLUMN_NAME.fullmatch(together.document_field):
        yield (
            f"combined.document_field: {together.document_field or 'an empty text'} is no name for "
            "a column: use letters, digits and underscores"
        )
    columns = {name for file in schema.table_schemas for name in schema.columns(file)}
    if together.document_field in columns:
        yield (
            f"combined.document_field: {together.document_field} is a column of the records or of "
            "another file too: name it otherwise"
        )
    if together.names and common_column(schema) in schema.columns(schema.record.name):
        yield (
            f"combined.names: {schema.record.name} has a column {common_column(schema)}, which "
            "would hold the common names: name that column otherwise"
        )
