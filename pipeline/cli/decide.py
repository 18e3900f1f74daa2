"""The command `decide`: decisions appended to the ledger, once they fit the document."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.build import Request, build
from pipeline.cli.calls import is_built_by_make
from pipeline.errors import LedgerError, WrongUsageError
from pipeline.finding import OPEN, Finding
from pipeline.inputs.beside import ledger_path
from pipeline.inputs.ledger import (
    ACCEPT,
    CORRECT,
    Decision,
    continued,
    ledger_header,
    ledger_to_continue,
    read_decision,
)
from pipeline.inputs.locking import ledger_lock
from pipeline.inputs.source import load_source
from pipeline.outputs.result import Result
from pipeline.outputs.writing import write_all
from pipeline.pdf.model import Document
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.system.bounds import Deadline
from pipeline.text.edited_csv import EditedCsv
from pipeline.text.nearest import PROPOSALS, did_you_mean, nearest_words, question
from pipeline.text.strings import squash

# What to do with a finding that is about no cell.
NOTHING_TO_CORRECT = "accept it, or follow what the report says to do."


def record_decisions(document: Document, deadline: Deadline, options: Namespace) -> None:
    """Append decisions to the ledger of a document, and say what they change.

    Args:
        document: its pages as read.
        deadline: which document it is, and until when it must be done.
        options: of the command line.

    Raises:
        WrongUsageError: there is no such finding or cell, or it cannot be decided so.
        LedgerError: a decision does not fit the document or the ledger.
        InputError: it takes too long.
        OutputError: the ledger cannot be written.
    """
    schema, pdf = load_checked_schema(options.schemas), deadline.path
    source, ledger = load_source(pdf, document.sha256), ledger_path(pdf)
    request, header = Request(pdf, ledger, options.lang), ledger_header(schema)
    # From reading the ledger to putting the new one in its place nobody else decides.
    with ledger_lock(ledger):
        before = deadline.run(lambda: build(request, document, source, schema))
        kept = ledger_to_continue(ledger, schema)
        for target in options.finding:
            check_undecided(target, before, options.accept, ledger)
        rows = [ledger_row(target, before, options) for target in options.finding]
        first = kept.next_line
        decisions = [read_decision(ledger, first + i, row, header) for i, row in enumerate(rows)]
        try:
            tried = replace(request, proposed=decisions)
            after = deadline.run(lambda: build(tried, document, source, schema))
        except LedgerError as error:
            raise LedgerError(f"Nothing was recorded. {error}") from None
        if has_changed(ledger, schema, kept):
            raise LedgerError(
                f"Nothing was recorded. {ledger} was changed in another program meanwhile: close "
                "it there, and decide again."
            )
        write_all(ledger.parent, {ledger.name: continued(ledger, kept, rows)})
    for decision in decisions:
        print(f"{ledger} line {decision.line}: {decision_text(decision)}")
    for line in changed_findings(before, after):
        print(line)
    by_make = is_built_by_make(pdf, options.schemas)
    print(f"Run {'make' if by_make else 'the same build command'} to build the outputs.")


def has_changed(ledger: Path, schema: Schema, kept: EditedCsv) -> bool:
    """Whether a ledger is no longer as it was read."""
    try:
        return ledger_to_continue(ledger, schema) != kept
    except LedgerError:
        return True


def check_undecided(target: str, result: Result, accept: bool, ledger: Path) -> None:
    """Raise what a line of the ledger decides already: the finding, or the value of the cell.

    Raises:
        LedgerError: there is such a line.
        WrongUsageError: there is no such finding.
    """
    for decision in result.decisions:
        where = f"Nothing was recorded. {ledger} line {decision.line}"
        if accept and decision.action == ACCEPT and decision.finding_id == target:
            raise LedgerError(f"{where} accepts {target} already: nothing is left to do.")
        if accept or decision.action != CORRECT:
            continue
        if (decision.key, decision.field) == cell_of(target, result):
            raise LedgerError(
                f"{where} corrects {decision.key}/{decision.field} already, to “{decision.value}”: "
                "change that line, or remove it and decide again."
            )


def ledger_row(target: str, result: Result, options: Namespace) -> list[str]:
    """A line of the ledger for a finding, or for a cell that is named by its reference."""
    decided_on = (options.decided_on or date.today()).isoformat()
    if options.accept:
        if all(finding.finding_id != target for finding in result.findings):
            raise no_finding(target, result)
        return [ACCEPT, target, "", "", "", "", options.reason, decided_on]
    key, field = cell_of(target, result)
    printed = result.printed.text
    expected = printed.at[key, field] if key in printed.index and field in printed else None
    if expected is None:
        raise no_cell(target, key, field, result)
    return [CORRECT, "", key, field, expected, squash(options.value), options.reason, decided_on]


def cell_of(target: str, result: Result) -> tuple[str, str]:
    """The record and the field of a finding, or of a cell that is named by its reference."""
    found = next((f for f in result.findings if f.finding_id == target), None)
    if found is not None:
        return found.key, found.field
    key, slash, field = target.rpartition("/")
    if not slash:
        raise no_finding(target, result)
    return key, field


def no_finding(target: str, result: Result) -> WrongUsageError:
    """The error for an id that no finding has."""
    known = [finding.finding_id for finding in result.findings]
    advice = did_you_mean(target, known) or (
        "perhaps it is decided already. Build again and take its id from validation.md, or, to "
        "correct a cell without one, a cell_ref from cells.csv."
    )
    return WrongUsageError(f"{result.source.file} has no finding {target}: {advice}")


def no_cell(target: str, key: str, field: str, result: Result) -> WrongUsageError:
    """The error for what is about no cell of a record: which one was perhaps meant."""
    printed, meant = result.printed.text, ""
    keys = [key] if key in printed.index else nearest_words(key, map(str, printed.index))
    fields = [field] if field in printed else nearest_words(field, map(str, printed.columns))
    cells = [
        f"{one}/{other}"
        for one in keys
        for other in fields
        if f"{one}/{other}" != target and printed.at[one, other] is not None
    ]
    # What a finding names is no slip of the hand.
    if all(finding.finding_id != target for finding in result.findings):
        meant = question(cells[:PROPOSALS])
    return WrongUsageError(
        f"{target} is about no cell of a record ({result.schema.record.key}/field), so that "
        f"there is nothing to correct: {meant or NOTHING_TO_CORRECT}"
    )


def decision_text(decision: Decision) -> str:
    """A decision in words."""
    if decision.action == ACCEPT:
        return f"accepts the finding {decision.finding_id}"
    return (
        f"corrects {decision.key}/{decision.field} from “{decision.expected}” to “{decision.value}”"
    )


def changed_findings(before: Result, after: Result) -> list[str]:
    """Which open findings go with the decisions, and which come."""
    gone, come = open_findings_by_id(before), open_findings_by_id(after)
    lines = []
    for word, ours, others in (("removes", gone, come), ("makes", come, gone)):
        for identity in [i for i in ours if i not in others]:
            message = ours[identity].message(before.schema, before.language)
            lines.append(f"{word} the open finding {identity} ({ours[identity].check}): {message}")
    return lines


def open_findings_by_id(result: Result) -> dict[str, Finding]:
    """The open findings by their ids."""
    return {f.finding_id: f for f in result.findings if f.status == OPEN}
