"""The decisions ledger: corrections of printed values, and findings that are accepted."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

import pandas as pd

from pipeline.errors import LedgerError
from pipeline.finding import ACCEPTED, Finding
from pipeline.schema.model import Schema
from pipeline.text.dates import ISO_DATE
from pipeline.text.strings import squash, why_unwritable

CORRECT, ACCEPT = "correct", "accept"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the ledger; the names are those of its columns."""

    line: int
    action: str
    finding_id: str
    key: str
    field: str
    expected: str
    value: str
    reason: str
    decided_on: str


def load_decisions(path: Path, schema: Schema) -> list[Decision]:
    """The decisions of a ledger; none where there is no such file.

    Raises:
        LedgerError: a line or column is not as it must be.
    """
    if not path.exists():
        return []
    try:
        # A spreadsheet program may put a byte order mark in front.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader if row]
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}): restore it.") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise LedgerError(f"{path}: is not a CSV file in UTF-8 ({error}): correct it.") from None
    header = ledger_header(schema)
    if not rows or rows[0][1] != header:
        raise LedgerError(f"{path} line 1: the columns must be {', '.join(header)}: correct it.")
    return [read_decision(path, line, row, header) for line, row in rows[1:]]


def ledger_header(schema: Schema) -> list[str]:
    """The columns of a ledger, in order; the identifier's has the name that the schema gives."""
    identifier = schema.record.key
    decision = ["expected", "value", "reason", "decided_on"]
    return ["action", "finding_id", identifier, "field", *decision]


def read_decision(path: Path, line: int, row: list[str], header: list[str]) -> Decision:
    """One decision, its columns checked on their own."""
    where = f"{path} line {line}"
    if len(row) != len(header):
        raise LedgerError(
            f"{where}: has {len(row)} values, not {len(header)}: put quotes around a text with "
            "commas."
        )
    for name, text in zip(header, row, strict=True):
        if problem := why_unwritable(text):
            raise LedgerError(f"{where}, column {name}: {problem}.")
    decision = Decision(line, *(cell.strip() for cell in row))
    needed = {
        CORRECT: (("field", decision.field), (header[2], decision.key)),
        ACCEPT: (("finding_id", decision.finding_id),),
    }
    if decision.action not in needed:
        raise LedgerError(
            f"{where}, column action: “{decision.action}” is neither {CORRECT} nor {ACCEPT}: "
            "correct it."
        )
    for name, value in (*needed[decision.action], ("reason", decision.reason)):
        if not value:
            raise LedgerError(f"{where}, column {name}: is empty: fill it in.")
    if not is_day(decision.decided_on):
        raise LedgerError(
            f"{where}, column decided_on: “{decision.decided_on}” is no date like 2026-01-31: "
            "correct it."
        )
    return decision


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar such as 2026-01-31."""
    try:
        return ISO_DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True)
class Corrected:
    """The text to read, and the corrections made in it (a frame like corrections.csv)."""

    text: pd.DataFrame
    corrections: pd.DataFrame


def apply_corrections(
    printed: pd.DataFrame, decisions: Sequence[Decision], schema: Schema, path: Path
) -> Corrected:
    """Put corrections in place of printed values.

    Args:
        printed: frame of the printed text by key, a column for each field.
        decisions: the ledger.
        schema: the schema.
        path: the ledger's file, for errors.

    Raises:
        LedgerError: a correction fits no cell, no longer fits its cell, or changes nothing.
    """
    text = printed.copy()
    rows: list[tuple[str, str, str, str, str, int]] = []
    made: dict[tuple[str, str], int] = {}
    for decision in decisions:
        if decision.action != CORRECT:
            continue
        now = check_correction(decision, printed, made, path)
        made[decision.key, decision.field] = decision.line
        text.loc[decision.key, decision.field] = squash(decision.value)
        rows.append(
            (
                decision.key,
                decision.field,
                now,
                squash(decision.value),
                decision.reason,
                decision.line,
            )
        )
    return Corrected(text, pd.DataFrame(rows, columns=schema.columns("corrections"), dtype=object))


def check_correction(
    decision: Decision, printed: pd.DataFrame, made: dict[tuple[str, str], int], path: Path
) -> str:
    """The printed text that a correction replaces, or raise what is wrong with it."""
    where = f"{path} line {decision.line}"
    if decision.key not in printed.index:
        raise LedgerError(
            f"{where}, column {printed.index.name}: the document has no {decision.key}: "
            "correct or remove the line."
        )
    if decision.field not in printed.columns:
        raise LedgerError(
            f"{where}, column field: {decision.field} is no field that is read from a column "
            f"({', '.join(printed.columns)}): correct it."
        )
    now = cast(str | None, printed.at[decision.key, decision.field])
    if now is None:
        raise LedgerError(
            f"{where}, column field: the table of {decision.key} has no column for "
            f"{decision.field}: remove the line."
        )
    if squash(decision.expected) != now:
        raise LedgerError(
            f"{where}, column expected: the document now says “{now}”, not "
            f"“{squash(decision.expected)}”: decide again, or remove the line."
        )
    if squash(decision.value) == now:
        raise LedgerError(
            f"{where}, column value: is what the document says already: remove the line."
        )
    if (decision.key, decision.field) in made:
        first = made[decision.key, decision.field]
        raise LedgerError(
            f"{where}: line {first} corrects the same field already: remove one of the two."
        )
    return now


def accept_findings(
    findings: Sequence[Finding], decisions: Sequence[Decision], schema: Schema, path: Path
) -> list[Finding]:
    """The findings, those the ledger accepts marked so.

    Raises:
        LedgerError: a line accepts no finding of this document, an error, or one twice.
    """
    by_id = {finding.finding_id: finding for finding in findings}
    accepted: dict[str, int] = {}
    for decision in decisions:
        if decision.action != ACCEPT:
            continue
        where = f"{path} line {decision.line}, column finding_id"
        finding = by_id.get(decision.finding_id)
        if finding is None:
            raise LedgerError(
                f"{where}: the document has no finding {decision.finding_id}: remove the line."
            )
        if finding.severity(schema) == "error":
            raise LedgerError(
                f"{where}: {decision.finding_id} is an error, which cannot be accepted: correct "
                "the document's value or the schema."
            )
        if decision.finding_id in accepted:
            raise LedgerError(
                f"{where}: line {accepted[decision.finding_id]} accepts the same finding: "
                "remove one of the two."
            )
        accepted[decision.finding_id] = decision.line
    return [replace(f, status=ACCEPTED) if f.finding_id in accepted else f for f in findings]
