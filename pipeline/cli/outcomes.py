"""What became of a document, and what is said of it on standard output and standard error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.inputs.beside import is_spreadsheet

if TYPE_CHECKING:
    from pipeline.finding import Finding
    from pipeline.outputs.kept_workbook import KeptWorkbook
    from pipeline.outputs.result import Result

REPORT_FOR_PEOPLE = "validation.md"
# What may become of a document.
STATUSES = ("built", "current", "refused", "failed")


@dataclass
class Outcome:
    """What became of one document, for standard output and --json.

    Args:
        document: its path.
        output: the folder of its outputs.
        status: built, current, refused for its findings, or failed.
        exit_code: of the document.
        message: what is wrong, if anything is.
        records: how many there are; like the rest, none where the document could not be built.
        tables: how many tables they stand in.
        pages: of the document.
        open_findings: of each severity.
        workbook: where it is; none where there is none. Where a document is refused it is the
            previous one.
        page: where the review page is; none where none was wanted.
        report: where it is.
    """

    document: str
    output: str
    status: str
    exit_code: int = 0
    message: str = ""
    records: int | None = None
    tables: int | None = None
    pages: int | None = None
    open_findings: dict[str, int] | None = None
    workbook: str | None = None
    page: str | None = None
    report: str | None = None


def failure_message(pdf: Path, folder: Path, kept: KeptWorkbook, result: Result) -> str:
    """One sentence on findings that make a build fail: how many, the first, what stays."""
    first = result.findings[0]
    place = f"{place_in_english(first, result)}, " if first.page is not None else ""
    cell = f"cell {first.cell_ref}, " if first.cell_ref else ""
    workbook = "there is no workbook"
    if kept.source:
        workbook = f"the workbook there is still of the source with SHA-256 {kept.source}"
    elif kept.is_there:
        workbook = "what stands in place of the workbook is of unknown source"
    message, advice = first.message(result.schema, "en"), result.advice(first, "en")
    return (
        f"{pdf}: {place}{cell}{first.check}: {message} {advice}. "
        f"All findings are in {folder / REPORT_FOR_PEOPLE}; {workbook}."
    )


def place_in_english(finding: Finding, result: Result) -> str:
    """Where a finding is: its page, or in a spreadsheet its sheet and cell."""
    if not result.sheets:
        return f"page {finding.page}"
    return finding.sheet_cell or f"sheet {finding.details.get('sheet') or finding.page}"


def verdict_lines(outcome: Outcome) -> list[str]:
    """What to print of a document: what was done, open findings, verdict, and where to look."""
    if outcome.open_findings is None:
        return []
    is_current, is_refused = outcome.status == "current", outcome.status == "refused"
    lines = [
        f"{outcome.output} is current: nothing to do"
        if is_current
        else f"{outcome.output}: {outcome.records} records in {outcome.tables} tables, "
        f"read from {outcome.pages} {pages_of(outcome.document, outcome.pages)}",
        findings_counted(outcome.open_findings),
    ]
    if not is_usable(outcome):
        lines.append(f"verdict: do not use it: read {REPORT_FOR_PEOPLE}")
    elif not is_current:
        lines.append("verdict: usable")
    before = ", as it was before" if outcome.workbook and is_refused else ""
    return [
        *lines,
        f"workbook: {outcome.workbook or 'none'}{before}",
        *([f"page: {outcome.page}"] if outcome.page else []),
        f"report: {outcome.report}",
    ]


def one_line(outcome: Outcome) -> str:
    """What to print of a document among several."""
    if outcome.open_findings is None:
        return f"{outcome.document}: {outcome.status}"
    advice = "" if is_usable(outcome) else f": do not use it: read {REPORT_FOR_PEOPLE}"
    return (
        f"{outcome.output}: {outcome.status}, {outcome.records} records, "
        f"{findings_counted(outcome.open_findings)}{advice}"
    )


def findings_counted(counts: Mapping[str, int]) -> str:
    """How many findings are open, of each severity."""
    return (
        f"open findings: {counts['error']} errors, {counts['warning']} warnings, "
        f"{counts['info']} for information"
    )


def is_usable(outcome: Outcome) -> bool:
    """Whether the outputs of a document may be used: they are its own, and no error is open."""
    counts = outcome.open_findings
    return outcome.status in ("built", "current") and counts is not None and not counts["error"]


def pages_of(document: str, count: int | None) -> str:
    """What so many pages of a document are called: the sheets of a spreadsheet."""
    if not is_spreadsheet(Path(document)):
        return "pages"
    return "sheet" if count == 1 else "sheets"
