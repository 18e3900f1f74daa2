"""The Table Schemas of the files of all documents: those of one, with the document in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.combined.checked_output import csv_names, fixed_names
from pipeline.combined.model import Combined
from pipeline.combined.tables import combined_columns, document_columns
from pipeline.outputs.cross_tabulations import NOT_STATED, TOTAL
from pipeline.outputs.data_package import column_words, number_fields, table_schema
from pipeline.records.readers import POSSIBLE
from pipeline.schema.check import SEVERITIES
from pipeline.schema.for_sheets import (
    CORNER_COLUMNS,
    FILES_WITH_PLACES,
    PAGE_COLUMN,
    PLACE_COLUMN,
)
from pipeline.schema.model import CrossTabulation, Schema
from pipeline.schema.together import CombinedCrossTabulation
from pipeline.schema.together_consistency import (
    DOCUMENTS,
    by_document_table,
    common_column,
    common_table,
)

Field = dict[str, Any]
REQUIRED = {"required": True}
COUNTED_RULES = {"required": True, "minimum": 0}


def combined_schemas(combined: Combined) -> dict[str, dict[str, Any]]:
    """The Table Schema of each file of all documents, in the order of the files."""
    schema = combined.schema
    found = {DOCUMENTS: documents_schema(schema)}
    found |= {name: schema_of_file(name, combined) for name in csv_names(schema)}
    if combined.names or schema.description.combined.names:
        found[common_table(schema)] = common_schema(schema)
        found[by_document_table(schema)] = by_document_schema(schema)
    for cross in combined.cross_tables:
        labels = {
            column: part.label for column, part in zip(cross.columns, combined.usable, strict=True)
        }
        found[cross.name] = cross_schema(
            cross.declared, cross.row_field, cross.rows, labels, schema
        )
    return found


def document_fields(schema: Schema) -> list[Field]:
    """The first columns of each file."""
    first, *named = document_columns(schema)
    own = [text_field(first, "The document: the name of its folder of outputs.", REQUIRED)]
    for name in named:
        described = (f for f in schema.table_schemas[schema.record.name]["fields"])
        own += [
            text_field(name, field.get("description", ""))
            for field in described
            if field["name"] == name
        ]
    return own


def text_field(name: str, description: str, constraints: Mapping[str, Any] | None = None) -> Field:
    """A field with text."""
    field: Field = {"name": name, "type": "string", "description": description}
    return {**field, "constraints": dict(constraints)} if constraints else field


def count_field(name: str, description: str, constraints: Mapping[str, Any] | None = None) -> Field:
    """A field with a count."""
    return {**text_field(name, description, constraints), "type": "integer"}


def schema_with_keys(
    description: str,
    fields: list[Field],
    key: Iterable[str],
    references: Iterable[tuple[Iterable[str], str, Iterable[str]]],
) -> dict[str, Any]:
    """A Table Schema.

    Args:
        description: what a row is.
        fields: its columns.
        key: the columns of its primary key; none where rows have none.
        references: of each foreign key its columns, the file, and the columns there.
    """
    key = list(key)
    foreign = [
        {"fields": list(own), "reference": {"resource": file, "fields": list(theirs)}}
        for own, file, theirs in references
    ]
    return {
        "description": description,
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": key} if key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def documents_schema(schema: Schema) -> dict[str, Any]:
    """Of the file of the documents."""
    document = schema.description.combined.document_field
    first, *named = document_fields(schema)
    first["constraints"] = {**REQUIRED, "unique": True}
    reason = "Why it is not usable, and so in no other file of this folder."
    statuses = ["usable", "refused", "failed", "not-built"]
    status = "usable; else refused for its findings, failed, or not built yet."
    fields = [
        first,
        *named,
        text_field("file", "Its file name.", REQUIRED),
        text_field("sha256", "SHA-256 of the document that its outputs were built from."),
        text_field("title", "The line of text that says what it is."),
        count_field("pages", "Its pages, or sheets of a spreadsheet."),
        text_field("status", status, {**REQUIRED, "enum": statuses}),
        text_field("reason", reason),
        count_field("records", f"Its {schema.record.name}."),
        *(
            count_field(f"open_{severity}s", f"Open findings of severity {severity}.")
            for severity in SEVERITIES
        ),
    ]
    return schema_with_keys("One row per document.", fields, [document], [])


def schema_of_file(name: str, combined: Combined) -> dict[str, Any]:
    """Of a file that each document has."""
    schema = combined.schema
    document, record = schema.description.combined.document_field, schema.record
    references = [([document], DOCUMENTS, [document])]
    if name not in fixed_names(schema):
        return cross_schema_of_documents(name, combined, references)
    described = table_schema(name, schema)
    first = schema.description.document.field
    fields = [of_all(field) for field in described["fields"] if field["name"] != first]
    if name in FILES_WITH_PLACES:
        fields.append(text_field(PLACE_COLUMN, "Of a spreadsheet: the sheet and the cell."))
    if name == record.name and schema.description.combined.names:
        fields.append(text_field(common_column(schema), "Its common name.", REQUIRED))
        references.append(([common_column(schema)], common_table(schema), [common_column(schema)]))
    lists = [reading.list_.name for reading in schema.description.fields.values() if reading.list_]
    if name in (*lists, "corrections"):
        references.append(([document, record.key], record.name, [document, record.key]))
    key = described.get("primaryKey", [])
    keys = [key] if isinstance(key, str) else key
    return schema_with_keys(
        described.get("description", ""),
        [*document_fields(schema), *fields],
        [document, *keys] if keys else [],
        references,
    )


def of_all(field: Field) -> Field:
    """A field of a document's file in that of all: unique in its document, a place if on a page."""
    left_out = ("unique", "required") if field["name"] in CORNER_COLUMNS else ("unique",)
    rules = {k: v for k, v in field.get("constraints", {}).items() if k not in left_out}
    changed = {k: v for k, v in field.items() if k != "constraints"}
    if field["name"] == PAGE_COLUMN:
        changed["description"] = "Page of the PDF, or number of the sheet, from 1."
    return {**changed, "constraints": rules} if rules else changed


def cross_schema_of_documents(
    name: str, combined: Combined, references: list[tuple[list[str], str, list[str]]]
) -> dict[str, Any]:
    """Of the cross-tabulations of all documents below each other."""
    schema = combined.schema
    declared = next(c for c in schema.description.cross_tabulations if c.name == name)
    first = document_columns(schema)
    columns = combined_columns(name, schema, combined.outputs.values())[len(first) :]
    rows, *numbers = columns or [row_name_of(declared), TOTAL]
    words = column_words(declared, [column for column in numbers if column != TOTAL], schema)
    fields = [
        *document_fields(schema),
        text_field(rows, f"Code of {rows}.", REQUIRED),
        *map(optional, number_fields(declared, words, schema)),
    ]
    description = f"The file {name}.csv of each document; no number where it has no such column."
    return schema_with_keys(description, fields, [first[0], rows], references)


def row_name_of(declared: CrossTabulation) -> str:
    """The column of a cross-tabulation's rows where no document has one."""
    return " ".join(declared.row_fields)


def optional(field: Field) -> Field:
    """A field that may be empty."""
    rules = {k: v for k, v in field.get("constraints", {}).items() if k != "required"}
    plain = {k: v for k, v in field.items() if k != "constraints"}
    return {**plain, "constraints": rules} if rules else plain


def common_schema(schema: Schema) -> dict[str, Any]:
    """Of the file of the common names."""
    name, record = common_column(schema), schema.record.name
    known = "true where the vocabulary has it; false where it stands under its own name."
    fields = [
        text_field(name, "Code of the common name.", {**REQUIRED, "unique": True}),
        text_field("fi", "Its name in Finnish; as printed where it is not known.", REQUIRED),
        text_field("en", "Its name in English; as printed where it is not known.", REQUIRED),
        {**text_field("known", known, REQUIRED), "type": "boolean"},
        count_field(DOCUMENTS, "Distinct usable documents that have it.", COUNTED_RULES),
        count_field("records", f"Distinct {record} that are called so.", COUNTED_RULES),
    ]
    return schema_with_keys(f"One row per common name of {record}.", fields, [name], [])


def by_document_schema(schema: Schema) -> dict[str, Any]:
    """Of the file of records by common name and document."""
    record, document = schema.record, schema.description.combined.document_field
    name = common_column(schema)
    own = {field["name"]: field for field in table_schema(record.name, schema)["fields"]}
    fields = [
        text_field(name, "Code of the common name.", REQUIRED),
        *document_fields(schema),
        of_all(own[record.key]),
        own[record.name_field],
    ]
    for reading in schema.description.fields.values():
        if reading.list_:
            code, empty = reading.list_.code_field, reading.empty or NOT_STATED
            stated = f"Each {code} that is stated, separated by semicolons; {empty} without any."
            fields.append(text_field(code, stated))
            fields.append(
                text_field(f"{code}_{POSSIBLE}", f"Each {code} that is possible only, likewise.")
            )
    references = [
        ([document], DOCUMENTS, [document]),
        ([document, record.key], record.name, [document, record.key]),
        ([name], common_table(schema), [name]),
    ]
    description = f"One row per {record.name_field}, by its common name and document."
    return schema_with_keys(description, fields, [document, record.key], references)


def cross_schema(
    declared: CombinedCrossTabulation,
    row_field: str,
    rows: list[str],
    labels: Mapping[str, str],
    schema: Schema,
) -> dict[str, Any]:
    """Of a cross-tabulation by document."""
    own = text_field(row_field, f"Code of {row_field}.", {**REQUIRED, "unique": True, "enum": rows})
    counts = number_fields(declared, labels, schema)
    counted = f"Sums of {declared.adds}" if declared.adds else f"Distinct {schema.record.name}"
    return schema_with_keys(
        f"{counted} by {row_field} and document.", [own, *counts], [row_field], []
    )
