"""Findings and cells named on the command line → decisions on them."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from pipeline.errors import WrongUsageError
from pipeline.inputs.ledger import ACCEPT, CORRECT, Decision, ledger_header, read_decision
from pipeline.outputs.result import Result
from pipeline.text.nearest import PROPOSALS, did_you_mean, nearest_words, question

# What to do with a finding that is about no cell.
NOTHING_TO_CORRECT = "accept it, or follow what the report says to do."


def named_decisions(result: Result, options: Namespace) -> list[Decision]:
    """The decisions that a command line asks for.

    Args:
        result: the document, built with its ledger.
        options: of the command line.

    Raises:
        WrongUsageError: there is no such finding or cell, or it is named twice.
        LedgerError: a text cannot stand in a ledger.
    """
    header = ledger_header(result.schema)
    decisions: dict[tuple[str, ...], Decision] = {}
    for target in options.finding:
        row = acceptance_row(target, result) if options.accept else None
        row = row or correction_row(target, result, options.value)
        row += [options.reason, (options.decided_on or date.today()).isoformat()]
        decision = read_decision(target, 0, row, header)
        other = decisions.setdefault(tuple(row[:4]), decision)
        if other is not decision:
            does = "accepts the same finding" if options.accept else "corrects the same field"
            raise WrongUsageError(
                f"Nothing was recorded. {target}: {other.place} {does} already: name one of them."
            )
    return list(decisions.values())


def acceptance_row(target: str, result: Result) -> list[str]:
    """What a ledger says of a finding that is accepted."""
    if all(finding.finding_id != target for finding in result.findings):
        raise no_finding(target, result)
    return [ACCEPT, target, "", "", "", ""]


def correction_row(target: str, result: Result, value: str) -> list[str]:
    """What a ledger says of a correction of a finding's cell, or of one that is named itself."""
    key, field = cell_of(target, result)
    printed = result.printed.text
    expected = printed.at[key, field] if key in printed.index and field in printed else None
    if expected is None:
        raise no_cell(target, key, field, result)
    return [CORRECT, "", key, field, str(expected), value]


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
        "correct a cell without one, a cell_ref from cells.csv or empty_cells.csv."
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
