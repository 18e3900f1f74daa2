"""Whether the files of a schemas folder fit together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SchemaError
from pipeline.schema import BUILT_IN_CHECKS, LABELS_FILE, Schema, description_file, load_schema
from pipeline.text import fold


def checked_schema(folder: Path) -> Schema:
    """Read a schemas folder and check that its files fit together.

    Raises:
        SchemaError: a file is missing, or says something it cannot mean.
    """
    schema = load_schema(folder)
    for problem, where in problems(schema, description_file(folder)):
        raise SchemaError(f"{where}: {problem}: correct it.")
    return schema


def problems(schema: Schema, path: Path) -> Iterator[tuple[str, Path]]:
    """What the files of a folder say that does not fit together, with the file to correct."""
    description, record = schema.description, schema.record
    yield from ((text, path) for text in field_problems(schema))
    columns = schema.columns(record.name)
    read = [record.key, description.document.field, record.table_field, record.section_field]
    read += [*description.fields, record.pages_field]
    for reading in description.fields.values():
        read += [f for f in (reading.rest_field, reading.uncertain_field) if f]
    records_path = schema.folder / f"{record.name}.schema.json"
    for name in columns:
        if name not in read:
            yield f"nothing is read into the field {name}", records_path
    for name in read:
        if name not in columns:
            yield f"the field {name} is missing", records_path
    tables = {table.table for table in description.tables}
    missing = tables - set(schema.vocabularies[record.table_vocabulary].codes)
    for table in sorted(missing):
        yield f"table {table} is not in the vocabulary {record.table_vocabulary}", path
    for tabulation in description.cross_tabulations:
        for field in (tabulation.rows, tabulation.columns):
            if field not in description.fields or not description.fields[field].vocabulary:
                yield f"cross-tabulation {tabulation.name}: {field} is no field with codes", path
    yield from check_problems(schema, path)


def field_problems(schema: Schema) -> Iterator[str]:
    """Fields without what their reader needs, and tables that name unknown fields."""
    fields = schema.description.fields
    for name, reading in fields.items():
        if reading.reader == "text":
            continue
        if reading.vocabulary is None or reading.empty is None:
            yield f"fields.{name}: the reader {reading.reader} needs vocabulary and empty"
            return
        for code in (reading.empty, reading.absent):
            if code is not None and code not in schema.vocabulary_of(name).codes:
                yield f"fields.{name}: {code} is not in the vocabulary {reading.vocabulary}"
        if (reading.reader == "codes") != (reading.list_ is not None):
            yield f"fields.{name}: list goes with the reader codes, and with no other"
    for table in schema.description.tables:
        for field in [*table.columns, *table.optional]:
            if field not in fields:
                yield f"table {table.table}: {field} is not among the fields"
        if schema.record.name_field not in table.columns:
            yield f"table {table.table}: has no column for {schema.record.name_field}"
        headings = [fold(h) for known in table.columns.values() for h in known]
        for heading in sorted({h for h in headings if headings.count(h) > 1}):
            yield f"table {table.table}: the heading “{heading}” stands for two fields"


def check_problems(schema: Schema, path: Path) -> Iterator[tuple[str, Path]]:
    """Checks that are missing, unknown, doubled, or without words."""
    checks = schema.description.checks
    declared = [check.check for check in checks]
    for check in checks:
        if declared.count(check.check) > 1:
            yield f"check {check.check} is declared twice", path
        if check.when is None and check.check not in BUILT_IN_CHECKS:
            yield f"check {check.check} has no when, and the program makes no such check", path
        if check.when is not None and check.check in BUILT_IN_CHECKS:
            yield f"check {check.check} is made by the program: remove its when", path
        for field in check.fields:
            if field not in schema.description.fields:
                yield f"check {check.check}: {field} is not among the fields", path
            elif check.code and check.code not in schema.vocabulary_of(field).codes:
                yield f"check {check.check}: {check.code} is no code of {field}", path
    for name in BUILT_IN_CHECKS:
        if name not in declared:
            yield f"check {name} is missing", path
    for name in declared:
        if name not in schema.labels.checks:
            yield f"checks.{name} is missing", schema.folder / LABELS_FILE
