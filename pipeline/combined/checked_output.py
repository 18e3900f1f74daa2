"""Whether an output folder holds what a build writes: what does not would give wrong numbers."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from pipeline.errors import InputError
from pipeline.outputs.written import Output
from pipeline.schema.check import SEVERITIES
from pipeline.schema.for_sheets import FILES_WITH_PLACES, PLACE_COLUMN
from pipeline.schema.model import BUILT_IN_FILES, Schema


def check_output(output: Output, schema: Schema) -> None:
    """See that files are what the descriptor and the report beside them say.

    Raises:
        InputError: one is not, with what is wrong.
    """
    try:
        for file, what in problems(output, schema):
            raise output.unreadable(file, what)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(
            "output-unreadable",
            f"{output.place}: validation.json or datapackage.json is not as a build writes it "
            f"({type(error).__name__}: {error}): build the document again.",
        ) from None


def problems(output: Output, schema: Schema) -> Iterator[tuple[str, str]]:
    """What is not as a build writes it: the file, and what is wrong with it."""
    described = {resource["path"]: resource for resource in output.descriptor["resources"]}
    for name in csv_names(schema):
        file = f"{name}.csv"
        content = output.content(file)
        if file not in described:
            yield "datapackage.json", f"does not name {file}"
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != described[file]["hash"]:
            yield file, "was changed after it was built"
        columns = output.columns(name)
        if name in fixed_names(schema) and columns not in wanted_columns(name, schema):
            yield file, "has other columns than the schema"
        if len(columns) != len(set(columns)):
            yield file, "has two columns of one name"
        if len(output.rows(name)) != described[file]["rowCount"]:
            yield file, "has another number of rows than datapackage.json says"
    yield from record_count_problems(output, schema)
    yield from finding_count_problems(output)


def fixed_names(schema: Schema) -> list[str]:
    """The files whose columns the schema says; those of a cross-tabulation may be texts."""
    lists = [reading.list_.name for reading in schema.description.fields.values() if reading.list_]
    return [*BUILT_IN_FILES, schema.record.name, *lists]


def csv_names(schema: Schema) -> list[str]:
    """The CSV files of a document, without their endings."""
    tabulations = schema.description.cross_tabulations
    return [*fixed_names(schema), *(cross.name for cross in tabulations if cross.file)]


def wanted_columns(name: str, schema: Schema) -> list[list[str]]:
    """The columns that a file may have; that of a spreadsheet has one more."""
    columns = schema.columns(name)
    return [columns, [*columns, PLACE_COLUMN]] if name in FILES_WITH_PLACES else [columns]


def record_count_problems(output: Output, schema: Schema) -> Iterator[tuple[str, str]]:
    """Records that are not as many as the report says, or another document's; and their lists."""
    record, name_field = schema.record, schema.description.document.field
    rows = output.rows(record.name)
    keys = {row[record.key] for row in rows}
    if len(keys) != len(rows):
        yield f"{record.name}.csv", f"has a {record.key} twice"
    if sum(counted["count"] for counted in output.report["records"]) != len(rows):
        yield f"{record.name}.csv", "has another number of rows than validation.json says"
    if name_field and {row[name_field] for row in rows} - {output.report["source"][name_field]}:
        yield f"{record.name}.csv", f"has another {name_field} than validation.json"
    for reading in schema.description.fields.values():
        if reading.list_ is None:
            continue
        listed = output.rows(reading.list_.name)
        pairs = [(row[record.key], row[reading.list_.code_field]) for row in listed]
        if {key for key, _ in pairs} - keys:
            yield (
                f"{reading.list_.name}.csv",
                f"has a {record.key} that is not in {record.name}.csv",
            )
        if len(set(pairs)) != len(pairs):
            yield f"{reading.list_.name}.csv", "has a row twice"


def finding_count_problems(output: Output) -> Iterator[tuple[str, str]]:
    """Findings that are not as many as the report says."""
    rows = output.rows("findings")
    if len({row["finding_id"] for row in rows}) != len(rows):
        yield "findings.csv", "has a finding_id twice"
    counts = Counter(row["severity"] for row in rows if row["status"] == "open")
    told = output.report["open_findings"]
    if any(counts[severity] != told[severity] for severity in SEVERITIES):
        yield "findings.csv", "has other open findings than validation.json says"
    if output.report["usable"] is not (counts["error"] == 0):
        yield "validation.json", "does not say what its findings say"
