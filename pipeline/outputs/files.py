"""All files of a build, as bytes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.checks.fates import evidence_frame
from pipeline.outputs.csv_files import csv_bytes
from pipeline.outputs.data_package import datapackage_json
from pipeline.outputs.kept_workbook import KeptWorkbook
from pipeline.outputs.report import DecideCommand, validation_json, validation_markdown
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.writer import workbook_bytes


def data_files(result: Result) -> dict[str, pd.DataFrame]:
    """The frames of the CSV files, by file name."""
    record = result.schema.record
    frames = {
        "cells": evidence_frame(result.items, result.schema),
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
) -> Mapping[str, bytes]:
    """All files of a build, in the order in which they are to be put in place.

    Args:
        result: the build.
        command: how decisions on the document are recorded.
        workbook_name: file name of the workbook.
        with_workbook: whether to build it.
        kept: where it is not built, the workbook that stays.
    """
    files: dict[str, bytes] = {}
    workbook_source: str | None
    if with_workbook:
        files[workbook_name] = workbook_bytes(result)
        state, workbook_source = result.word("workbook_built"), result.source.sha256
    else:
        state, workbook_source = state_of_kept(kept, result), kept.source
    frames = data_files(result)
    tables = {name: csv_bytes(frame) for name, frame in frames.items()}
    files |= tables
    rows = {name: len(frame) for name, frame in frames.items()}
    files["validation.md"] = validation_markdown(result, state, command).encode()
    files["validation.json"] = validation_json(result, workbook_source).encode()
    files["datapackage.json"] = datapackage_json(result, tables, rows).encode()
    return files


def state_of_kept(kept: KeptWorkbook, result: Result) -> str:
    """What became of the workbook where none was built, as the report says it."""
    if kept.source:
        return result.word("workbook_kept").format(hash=kept.source)
    return result.word("workbook_unknown" if kept.is_there else "workbook_none")
