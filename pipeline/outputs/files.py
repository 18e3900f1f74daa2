"""All files of a build, as bytes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.checks.empty_cells import empty_frame
from pipeline.checks.fates import evidence_frame
from pipeline.outputs.csv_files import csv_bytes
from pipeline.outputs.data_package import datapackage_json, file_schemas
from pipeline.outputs.excel_files import DIALECT, excel_bytes, excel_schema
from pipeline.outputs.kept_workbook import KeptWorkbook
from pipeline.outputs.report import DecideCommand, validation_json, validation_markdown
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.writer import workbook_bytes

# The kinds of CSV files.
PLAIN, FOR_EXCEL = "plain", "excel"


def data_files(result: Result) -> dict[str, pd.DataFrame]:
    """The frames of the CSV files, by file name."""
    record = result.schema.record
    frames = {
        "cells": evidence_frame(result.items, result.schema, result.sheets),
        "empty_cells": empty_frame(result.empty_cells, result.schema, result.sheets),
        record.name: result.records.frame.reset_index(),
        **result.records.lists,
        **{
            cross.declared.name: cross.counts.reset_index()
            for cross in result.cross_tables
            if cross.declared.file
        },
        "corrections": result.corrections,
        "findings": findings_frame(result),
    }
    return {f"{name}.csv": frame for name, frame in frames.items()}


def findings_frame(result: Result) -> pd.DataFrame:
    """The findings as findings.csv, in English."""
    schema = result.schema
    rows = [
        (
            finding.finding_id,
            finding.check,
            finding.severity(schema),
            finding.status,
            finding.key,
            finding.field,
            finding.page,
            finding.cell_ref,
            finding.value,
            f"{finding.message(schema, 'en')} {result.advice(finding, 'en')}.",
            *((finding.sheet_cell,) if result.sheets else ()),
        )
        for finding in result.findings
    ]
    return pd.DataFrame(rows, columns=schema.columns("findings"), dtype=object)


def output_files(
    result: Result,
    command: DecideCommand,
    workbook_name: str,
    with_workbook: bool,
    kept: KeptWorkbook,
    csv_kind: str = PLAIN,
) -> Mapping[str, bytes]:
    """All files of a build, in the order in which they are to be put in place.

    Args:
        result: the build.
        command: how decisions on the document are recorded.
        workbook_name: file name of the workbook.
        with_workbook: whether to build it.
        kept: where it is not built, the workbook that stays.
        csv_kind: whether the CSV files are plain, or for Excel.
    """
    files: dict[str, bytes] = {}
    workbook_source: str | None
    if with_workbook:
        files[workbook_name] = workbook_bytes(result)
        state, workbook_source = result.word("workbook_built"), result.source.sha256
    else:
        state, workbook_source = state_of_kept(kept, result), kept.source
    files |= table_files(result, csv_kind)
    files["validation.md"] = validation_markdown(result, state, command).encode()
    files["validation.json"] = validation_json(result, workbook_source).encode()
    # Written last, as it has the hashes of the CSV files.
    files["datapackage.json"] = files.pop("datapackage.json")
    return files


def table_files(result: Result, csv_kind: str) -> dict[str, bytes]:
    """The CSV files, and the descriptor of them."""
    frames = data_files(result)
    rows = {name: len(frame) for name, frame in frames.items()}
    schemas, dialect = file_schemas(result, frames), None
    files = {name: csv_bytes(frame) for name, frame in frames.items()}
    if csv_kind == FOR_EXCEL:
        files = {name: excel_bytes(frame, schemas[name]) for name, frame in frames.items()}
        schemas = {name: excel_schema(schemas[name], frame) for name, frame in frames.items()}
        dialect = DIALECT
    descriptor = datapackage_json(result, files, rows, schemas, dialect)
    return {**files, "datapackage.json": descriptor.encode()}


def state_of_kept(kept: KeptWorkbook, result: Result) -> str:
    """What became of the workbook where none was built, as the report says it."""
    if kept.source:
        return result.word("workbook_kept").format(hash=kept.source)
    return result.word("workbook_unknown" if kept.is_there else "workbook_none")
