"""Whether the files of a schemas folder fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SchemaError
from pipeline.schema.files import description_file, load_schema
from pipeline.schema.label_consistency import label_problems
from pipeline.schema.model import BUILT_IN_FILES, CrossTabulation, Schema
from pipeline.schema.reader_consistency import check_problems, reading_problems
from pipeline.schema.source_table import SourceTable
from pipeline.schema.table_schemas import DEFAULTS, KEY_NAME, load_table_schema
from pipeline.schema.together import CombinedCrossTabulation
from pipeline.schema.together_consistency import together_names, together_problems
from pipeline.text.nearest import perhaps_meant
from pipeline.text.strings import fold

# Names that are files, sheets and Excel tables at once: no name of a cell such as ab12 or r1c1.
FILE_NAME = re.compile(r"(?![a-z]{1,3}\d+$|[rc]\d*$|r\d+c\d+$)[a-z][a-z0-9_]*")
# Tables of the workbook besides those that a schema names.
OWN_TABLES = ("summary", "readings", "findings", "decisions", "reconciliation")
# The group of a title pattern that is who the document is about.
NAME_GROUP = "name"


def load_checked_schema(folder: Path) -> Schema:
    """Read a schemas folder and check that its files fit together.

    Raises:
        SchemaError: a file is missing, or says something it cannot mean.
    """
    schema = load_schema(folder)
    for problem, where in folder_problems(schema, description_file(folder)):
        raise SchemaError(f"{where}: {problem}: correct it.")
    return schema


def folder_problems(schema: Schema, path: Path) -> Iterator[tuple[str, Path]]:
    """What the files of a folder say that does not fit together, with the file to correct."""
    for found in (field_problems(schema), record_problems(schema), check_problems(schema)):
        yield from ((text, path) for text in found)
    for tabulation in schema.description.cross_tabulations:
        yield from ((text, path) for text in tabulation_problems(tabulation, schema))
    for together in schema.description.combined.cross_tabulations:
        yield from ((text, path) for text in tabulation_problems(together, schema))
    for found in (summary_problems(schema), name_problems(schema), together_problems(schema)):
        yield from ((text, path) for text in found)
    yield from column_problems(schema)
    yield from label_problems(schema)


def column_problems(schema: Schema) -> Iterator[tuple[str, Path]]:
    """Columns of the output files that nothing fills, or that are missing."""
    record = schema.record
    columns = schema.columns(record.name)
    read = [record.key, schema.description.document.field, record.table_field]
    read += [record.section_field, *schema.description.fields, record.pages_field]
    for reading in schema.description.fields.values():
        read += [reading.rest_field or "", reading.uncertain_field or ""]
    read = [name for name in read if name]
    records_path = schema.folder / f"{record.name}.schema.json"
    missing = [name for name in read if name not in columns]
    for name in columns:
        if name not in read:
            yield (
                f"nothing is read into the field {name}{perhaps_meant(name, missing)}",
                records_path,
            )
    for name in missing:
        yield f"the field {name} is missing", records_path
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        yield f"the field {name} is described twice", records_path
    for file in BUILT_IN_FILES:
        default = load_table_schema(DEFAULTS, file, {KEY_NAME: record.key})
        wanted = [field["name"] for field in default.data["fields"]]
        if schema.columns(file) != wanted:
            yield f"the fields must be {', '.join(wanted)}", schema.folder / f"{file}.schema.json"
    for field, reading in schema.description.fields.items():
        if reading.list_:
            wanted = [record.key, reading.list_.code_field, reading.list_.certainty_field]
            if schema.columns(reading.list_.name) != wanted:
                list_path = schema.folder / f"{reading.list_.name}.schema.json"
                yield f"the fields of {field} must be {', '.join(wanted)}", list_path


def field_problems(schema: Schema) -> Iterator[str]:
    """Fields without what their reader needs, and tables that name unknown fields."""
    fields = schema.description.fields
    for name in fields:
        yield from reading_problems(name, schema)
    for table in schema.description.tables:
        if table.totals:
            yield from totals_table_problems(table, schema)
            continue
        for field in [*table.columns, *table.optional]:
            if field not in fields:
                hint = perhaps_meant(field, fields)
                yield f"table {table.table}: {field} is not among the fields{hint}"
        for field in [schema.record.name_field, *schema.record.key_from]:
            if field not in table.columns:
                yield f"table {table.table}: has no column for {field}"
        yield from doubled_headings(table)


def totals_table_problems(table: SourceTable, schema: Schema) -> Iterator[str]:
    """What a table that sums up others says that does not go with one."""
    for name in table.columns:
        if name in schema.columns(schema.record.name):
            yield f"table {table.table}: its column {name} needs a name that no field has"
    yield from doubled_headings(table)


def doubled_headings(table: SourceTable) -> Iterator[str]:
    """Headings that stand for two columns of a table and are told by no order."""
    in_order = {fold(heading) for heading in table.in_order}
    headings = [fold(h) for known in table.columns.values() for h in known if h]
    for heading in sorted({h for h in headings if headings.count(h) > 1} - in_order):
        yield f"table {table.table}: the heading “{heading}” stands for two fields"


def record_problems(schema: Schema) -> Iterator[str]:
    """What the record and the document say that does not fit the tables."""
    record, document = schema.record, schema.description.document
    tables = [table.table for table in schema.description.tables]
    for name in sorted({name for name in tables if tables.count(name) > 1}):
        yield f"table {name} is described twice"
    with_records = [table.table for table in schema.description.tables if not table.totals]
    if not with_records:
        yield "tables: needs one without totals: true"
    if record.table_vocabulary:
        for name in with_records:
            codes = schema.vocabularies[record.table_vocabulary].codes
            if name not in codes:
                hint = perhaps_meant(name, codes)
                yield f"table {name} is not in the vocabulary {record.table_vocabulary}{hint}"
    if not record.key_prefix and len(with_records) > 1:
        yield "record.key_prefix: false needs a single table"
    for rule in schema.description.set_aside:
        if rule.where == "row" and rule.pattern is None:
            yield f"set_aside: {rule.rule}: where: row needs a pattern of how such a row begins"
    if document.field and not document.title:
        yield f"document.field: {document.field} needs a pattern in document.title"
    for pattern in document.title:
        if NAME_GROUP not in pattern.groupindex:
            yield f"document.title: “{pattern.pattern}” has no group (?P<{NAME_GROUP}>…)"


def tabulation_problems(
    tabulation: CrossTabulation | CombinedCrossTabulation, schema: Schema
) -> Iterator[str]:
    """What a cross-tabulation names that it cannot use."""
    fields = schema.description.fields
    where = f"cross-tabulation {tabulation.name}"
    extra = (schema.record.section_field, schema.record.table_field)
    columns = tabulation.columns if isinstance(tabulation, CrossTabulation) else None
    for field in (*tabulation.row_fields, columns):
        if field is None or (field and field in extra):
            continue
        if field not in fields or fields[field].reader in ("number", "date"):
            known = [name for name in (*fields, *extra) if name != field]
            yield f"{where}: {field} is no field with codes or text{perhaps_meant(field, known)}"
    if not tabulation.row_fields:
        yield f"{where}: rows names no field"
    if tabulation.adds and (
        tabulation.adds not in fields or fields[tabulation.adds].reader != "number"
    ):
        numbers = [name for name in fields if fields[name].reader == "number"]
        hint = perhaps_meant(tabulation.adds, numbers)
        yield f"{where}: {tabulation.adds} is no field with the reader number{hint}"
    if tabulation.possible_apart and (tabulation.adds or not has_certainty(tabulation, schema)):
        yield f"{where}: possible_apart needs rows of one field with several codes, counted"


def has_certainty(tabulation: CrossTabulation | CombinedCrossTabulation, schema: Schema) -> bool:
    """Whether the rows are of one field whose codes are stated or possible."""
    readings = [schema.description.fields.get(field) for field in tabulation.row_fields]
    return len(readings) == 1 and readings[0] is not None and readings[0].list_ is not None


def name_problems(schema: Schema) -> Iterator[str]:
    """Names of files that cannot name a sheet's table too, or stand for two things."""
    lists = [reading.list_.name for reading in schema.description.fields.values() if reading.list_]
    tabulations = schema.description.cross_tabulations
    names = [schema.record.name, *lists, *(tabulation.name for tabulation in tabulations)]
    names += [
        f"{tabulation.name}_records" for tabulation in tabulations if tabulation.records_sheet
    ]
    names += together_names(schema)
    for name in dict.fromkeys(names):
        if not FILE_NAME.fullmatch(name):
            yield f"{name} is no name for a file: use small letters, digits and underscores"
        if names.count(name) > 1 or name in (*OWN_TABLES, *BUILT_IN_FILES):
            yield f"{name} names two files or sheets: name one of them otherwise"


def summary_problems(schema: Schema) -> Iterator[str]:
    """Key figures and charts of what is not there."""
    fields, summary = schema.description.fields, schema.description.summary
    for figure in summary.figures:
        where = f"figure {figure.figure}"
        if figure.field not in fields or fields[figure.field].vocabulary is None:
            hint = perhaps_meant(figure.field, [f for f in fields if fields[f].vocabulary])
            yield f"{where}: {figure.field} is no field with codes{hint}"
            continue
        for code in figure.codes:
            codes = schema.vocabulary_of(figure.field).codes
            if code not in codes:
                yield f"{where}: {figure.field} has no code {code}{perhaps_meant(code, codes)}"
    names = [tabulation.name for tabulation in schema.description.cross_tabulations]
    for chart in summary.charts:
        if chart.of not in names:
            yield f"chart: {chart.of} is no cross-tabulation{perhaps_meant(chart.of, names)}"
