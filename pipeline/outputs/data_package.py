"""The descriptor of the CSV files: Data Package, version 2 (datapackage.org/standard)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.outputs.cross_tabulations import TOTAL, CrossTable
from pipeline.outputs.result import Result
from pipeline.schema.model import Schema
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
    resources = []
    for path, content in files.items():
        name = path.removesuffix(".csv")
        resources.append(
            {
                "name": name,
                "path": path,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "rowCount": rows[path],
                **({"dialect": dialect} if dialect else {}),
                "schema": described[path],
            }
        )
    descriptor = {
        "$schema": PROFILE,
        "name": slug(stem, NAME_LENGTH),
        "title": result.title or stem,
        "sources": [{"title": result.title or stem, "path": result.source.file}],
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
    reading = schema.description.fields.get(cross.declared.columns or "")
    labels = (
        schema.vocabularies[reading.vocabulary].labels if reading and reading.vocabulary else {}
    )
    key = {
        "name": cross.row_field,
        "type": "string",
        "description": f"Code of {cross.row_field}.",
        "constraints": {"required": True, "unique": True, "enum": cross.rows},
    }
    counted, what = {"type": "integer"}, f"Distinct {schema.record.name}"
    constraints: dict[str, Any] = {"required": True, "minimum": 0}
    if cross.declared.adds is not None:
        counted, what = {"type": "number"}, f"Sum of {cross.declared.adds}"
        constraints = {"required": True}
    counts = [
        {
            "name": code,
            **counted,
            "description": f"{what}: {labels[code]['en'] if code in labels else code}.",
            "constraints": constraints,
        }
        for code in cross.columns
    ]
    how = "counted" if cross.declared.adds is None else "added up from the records"
    total = {
        "name": TOTAL,
        **counted,
        "description": f"{what} in all, {how} and not summed.",
        "constraints": constraints,
    }
    return {"fields": [key, *counts, total], "missingValues": [""], "primaryKey": [cross.row_field]}
