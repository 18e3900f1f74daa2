"""The command `build`: documents whose outputs are not current, their verdicts and exit code.

Nothing heavy is imported before it is needed: when all is current nothing is, and otherwise
the child process already reads the PDF meanwhile.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.calls import decide_call, is_built_by_make
from pipeline.cli.documents import documents_to_build
from pipeline.cli.freshness import STATE_FILE, fingerprint, freshness_state, is_current
from pipeline.cli.progress import page_reader
from pipeline.errors import INTERNAL_EXIT, PipelineError, complain, unforeseen_message
from pipeline.inputs.beside import ledger_path, source_path

if TYPE_CHECKING:
    from pipeline.outputs.result import Result

FINDINGS_EXIT = 1


@dataclass
class Outcome:
    """What became of one document, for standard output and --json."""

    document: str
    output: str
    status: str
    exit_code: int = 0
    message: str = ""
    records: int | None = None
    tables: int | None = None
    pages: int | None = None
    open_findings: dict[str, int] | None = None


def build_all(options: argparse.Namespace) -> int:
    """Build every document asked for; the worst exit code."""
    outcomes = []
    for pdf in documents_to_build(options.pdf):
        try:
            outcome = build_one(pdf, options)
        except PipelineError as error:
            if options.debug:
                raise
            outcome = failed_outcome(pdf, options, error.exit_code, str(error))
        except Exception as error:
            if options.debug:
                raise
            outcome = failed_outcome(
                pdf, options, INTERNAL_EXIT, f"{pdf}: {unforeseen_message(error)}"
            )
        if outcome.message:
            complain(outcome.message)
        if not (options.quiet or options.json):
            for line in verdict_lines(outcome):
                print(line, flush=True)
        outcomes.append(outcome)
    code = max((outcome.exit_code for outcome in outcomes), default=0)
    if options.json:
        documents_json = [vars(outcome) for outcome in outcomes]
        print(
            json.dumps(
                {"exit_code": code, "documents": documents_json}, ensure_ascii=False, indent=2
            )
        )
    return code


def failed_outcome(pdf: Path, options: argparse.Namespace, code: int, message: str) -> Outcome:
    """The outcome of a document that could not be built."""
    return Outcome(str(pdf), str(options.output / pdf.stem), "failed", code, message)


def build_one(pdf: Path, options: argparse.Namespace) -> Outcome:
    """Build one document, unless its outputs are current."""
    folder = options.output / pdf.stem
    ledger = ledger_path(pdf)
    decide, by_make = decide_call(pdf, options.schemas), is_built_by_make(pdf, options.schemas)
    settings = {
        "lang": options.lang,
        "fail_on": options.fail_on,
        "without_decisions": options.without_decisions,
        "decide": decide,
        "by_make": by_make,
    }
    mark = fingerprint(pdf, (source_path(pdf), ledger), options.schemas, settings)
    if is_current(folder, mark):
        return Outcome(str(pdf), str(folder), "current")
    with page_reader(pdf, options) as reader:
        # Imported here, so that the child reads the PDF while these take their time.
        from pipeline.build import Request, build
        from pipeline.inputs.source import load_source
        from pipeline.outputs.files import output_files
        from pipeline.outputs.report import DecideCommand
        from pipeline.outputs.workbook.writer import workbook_source
        from pipeline.outputs.writing import write_all
        from pipeline.schema.consistency import load_checked_schema

        schema = load_checked_schema(options.schemas)
        document = reader.document()
    request = Request(pdf, None if options.without_decisions else ledger, options.lang)
    result = build(request, document, load_source(pdf), schema)
    failing = result.reaches(options.fail_on)
    workbook = f"{pdf.stem}.xlsx"
    kept = workbook_source(folder / workbook) if failing else None
    command = DecideCommand(decide, by_make)
    files = dict(output_files(result, command, workbook, not failing, kept))
    if not failing:
        files[STATE_FILE] = freshness_state(mark, files)
    write_all(folder, files)
    message = failure_message(pdf, folder, kept, result) if failing else ""
    return Outcome(
        str(pdf),
        str(folder),
        "refused" if failing else "built",
        FINDINGS_EXIT if failing else 0,
        message,
        len(result.records.frame),
        len({name for name, _, _ in result.section_counts()}),
        result.page_count,
        {str(severity): count for severity, count in result.open_counts.items()},
    )


def failure_message(pdf: Path, folder: Path, kept: str | None, result: Result) -> str:
    """One sentence on findings that make a build fail: how many, the first, what stays."""
    first = result.findings[0]
    place = f"page {first.page}, " if first.page is not None else ""
    cell = f"cell {first.cell_ref}, " if first.cell_ref else ""
    workbook = (
        f"the workbook there is still of the source with SHA-256 {kept}"
        if kept
        else "there is no workbook"
    )
    message, advice = first.message(result.schema, "en"), first.advice(result.schema, "en")
    return (
        f"{pdf}: {place}{cell}{first.check}: {message} {advice}. "
        f"All findings are in {folder / 'validation.md'}; {workbook}."
    )


def verdict_lines(outcome: Outcome) -> list[str]:
    """What to print of a document: one line where nothing was done, else three."""
    if outcome.status == "current":
        return [f"{outcome.output} is current: nothing to do"]
    if outcome.open_findings is None:
        return []
    counts = outcome.open_findings
    usable = "usable" if outcome.status == "built" else "do not use it: read validation.md"
    return [
        f"{outcome.output}: {outcome.records} records in {outcome.tables} tables, "
        f"read from {outcome.pages} pages",
        f"open findings: {counts['error']} errors, {counts['warning']} warnings, "
        f"{counts['info']} for information",
        f"verdict: {usable}",
    ]
