"""The descriptor of the CSV files: Data Package, version 2 (datapackage.org/standard)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.outputs.cross_tabulations import TOTAL, CrossTable, Declaration
from pipeline.outputs.result import Result
from pipeline.schema.model import CrossTabulation, Schema
from pipeline.text.strings import slug

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME_LENGTH = 100


def file_schemas(result: Result, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The Table Schemas of CSV files, by name."""
    tables = {f"{cross.declared.name}.csv": cross for cross in result.cross_tables}
    return {
        name: cross_table_schema(tables[name], result.schema)
        if name in tables
        else table_schema(name.removesuffix(".csv"), result.schema)
        for name in names
    }


def datapackage_json(
    result: Result,
    files: Mapping[str, bytes],
    rows: Mapping[str, int],
    schemas: Mapping[str, dict[str, Any]] | None = None,
    dialect: Mapping[str, Any] | None = None,
) -> str:
    """The descriptor of a build.

    Args:
        result: the build.
        files: the CSV files by name.
        rows: the number of records in each.
        schemas: their Table Schemas, where those are not the ones of plain files.
        dialect: how they are read, where they are not plain.
    """
    stem = result.source.file.rsplit(".", 1)[0]
    described = schemas or file_schemas(result, files)
    resources = [
        resource(path, content, rows[path], described[path], dialect)
        for path, content in files.items()
    ]
    source = {"title": result.title or stem, "path": result.source.file}
    return descriptor_json(stem, result.title or stem, [source], resources)


def resource(
    path: str,
    content: bytes,
    rows: int,
    schema: Mapping[str, Any],
    dialect: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """What a descriptor says of a CSV file.

    Args:
        path: its name.
        content: of it.
        rows: the number of records in it.
        schema: its Table Schema.
        dialect: how it is read, where it is not plain.
    """
    return {
        "name": path.removesuffix(".csv"),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rowCount": rows,
        **({"dialect": dialect} if dialect else {}),
        "schema": schema,
    }


def descriptor_json(
    name: str, title: str, sources: Sequence[Mapping[str, str]], resources: Sequence[object]
) -> str:
    """A descriptor.

    Args:
        name: which the name of the package is made of.
        title: of the package.
        sources: of the data: the title and the path of each.
        resources: what it says of the files.
    """
    descriptor = {
        "$schema": PROFILE,
        "name": slug(name, NAME_LENGTH),
        "title": title,
        **({"sources": sources} if sources else {}),
        "resources": resources,
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def table_schema(name: str, schema: Schema) -> dict[str, Any]:
    """The Table Schema of a file, with the codes of its vocabularies put in."""
    described = dict(schema.table_schemas[name])
    described["fields"] = [with_codes(field, schema) for field in described["fields"]]
    return described


def with_codes(field: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """A field of a Table Schema; in place of its vocabulary the codes that it may hold."""
    plain = {key: value for key, value in field.items() if key != "vocabulary"}
    if "vocabulary" in field:
        codes = schema.vocabularies[field["vocabulary"]].codes
        plain["constraints"] = {**field.get("constraints", {}), "enum": codes}
    return plain


def cross_table_schema(cross: CrossTable, schema: Schema) -> dict[str, Any]:
    """The Table Schema of a cross-tabulation: its row codes, then a number for each column."""
    key = {
        "name": cross.row_field,
        "type": "string",
        "description": f"Code of {cross.row_field}.",
        "constraints": {"required": True, "unique": True, "enum": cross.rows},
    }
    counts = number_fields(
        cross.declared, column_words(cross.declared, cross.columns, schema), schema
    )
    return {"fields": [key, *counts], "missingValues": [""], "primaryKey": [cross.row_field]}


def column_words(
    declared: CrossTabulation, columns: Sequence[str], schema: Schema
) -> dict[str, str]:
    """The columns of a cross-tabulation in English."""
    reading = schema.description.fields.get(declared.columns or "")
    labels = (
        schema.vocabularies[reading.vocabulary].labels if reading and reading.vocabulary else {}
    )
    return {code: labels[code]["en"] if code in labels else code for code in columns}


def number_fields(
    declared: Declaration, columns: Mapping[str, str], schema: Schema
) -> list[dict[str, Any]]:
    """The fields of a cross-tabulation's numbers, the total last.

    Args:
        declared: what the schema says of it.
        columns: its columns, each with what it is in English.
        schema: names the records.
    """
    counted, what = {"type": "integer"}, f"Distinct {schema.record.name}"
    constraints: dict[str, Any] = {"required": True, "minimum": 0}
    if declared.adds is not None:
        counted, what = {"type": "number"}, f"Sum of {declared.adds}"
        constraints = {"required": True}
    counts = [
        {
            "name": name,
            **counted,
            "description": f"{what}: {words}.",
            "constraints": constraints,
        }
        for name, words in columns.items()
    ]
    how = "counted" if declared.adds is None else "added up from the records"
    total = {
        "name": TOTAL,
        **counted,
        "description": f"{what} in all, {how} and not summed.",
        "constraints": constraints,
    }
    return [*counts, total]
