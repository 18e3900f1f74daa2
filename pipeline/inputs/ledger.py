"""The decisions ledger: corrections of printed values, and findings that are accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

import pandas as pd

from pipeline.errors import LedgerError
from pipeline.finding import ACCEPTED, Finding
from pipeline.schema.model import Schema
from pipeline.system.regular_files import LEDGER_LIMIT, is_missing
from pipeline.text.dates import typed_day, typed_like
from pipeline.text.edited_csv import SAVE_AS, CsvStyle, EditedCsv, read_edited_csv
from pipeline.text.nearest import did_you_mean, perhaps_meant
from pipeline.text.strings import squash, why_unwritable

CORRECT, ACCEPT = "correct", "accept"
# What Excel makes of an id such as 123456e789.
NUMBER_OF_EXCEL = re.compile(r"\d+([.,]\d+)?E[+-]\d+")


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
    if is_missing(path):
        return []
    header = ledger_header(schema)
    ledger = read_edited_csv(path, header, LEDGER_LIMIT, LedgerError)
    return [read_decision(path, line, row, header) for line, row in ledger.rows]


def ledger_to_continue(path: Path, schema: Schema) -> EditedCsv:
    """A ledger to append decisions to: as it is, or its header alone where there is none yet.

    Raises:
        LedgerError: it cannot be read, or has other columns.
    """
    header = ledger_header(schema)
    if is_missing(path):
        return EditedCsv(CsvStyle(), CsvStyle().lines([header]), [])
    return read_edited_csv(path, header, LEDGER_LIMIT, LedgerError)


def continued(path: Path, ledger: EditedCsv, rows: Sequence[Sequence[str]]) -> bytes:
    """The content of a ledger with further lines, saved as it was and with days as it has them.

    Args:
        path: the ledger.
        ledger: what it holds now.
        rows: the lines, their days like 2026-01-31.

    Raises:
        LedgerError: it is saved in an encoding that does not have a character of the lines.
    """
    days = [row[-1].strip() for _, row in ledger.rows]
    example = days[-1] if days else ""
    dated = [[*row[:-1], typed_like(date.fromisoformat(row[-1]), example)] for row in rows]
    try:
        return ledger.with_rows(dated)
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"Nothing was recorded. {path}: is saved in Windows-1252, which has no "
            f"“{error.object[error.start]}”: save it in UTF-8 ({SAVE_AS}), and decide again."
        ) from None


def ledger_header(schema: Schema) -> list[str]:
    """The columns of a ledger, in order; the identifier's has the name that the schema gives."""
    identifier = schema.record.key
    decision = ["expected", "value", "reason", "decided_on"]
    return ["action", "finding_id", identifier, "field", *decision]


def read_decision(path: Path, line: int, row: list[str], header: list[str]) -> Decision:
    """One decision, its columns checked on their own."""
    where = f"{path} line {line}"
    if len(row) == 1 and row[0].count(",") >= len(header) - 1:
        raise LedgerError(
            f"{where}: is one text in quotes: Excel had it open without its columns. Restore it, "
            "and open it by Data, From Text/CSV."
        )
    if len(row) != len(header):
        raise LedgerError(
            f"{where}: has {len(row)} values, not {len(header)}: put quotes around a text that "
            "has the sign between columns in it."
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
    day = typed_day(decision.decided_on)
    if day is None:
        raise LedgerError(
            f"{where}, column decided_on: “{decision.decided_on}” is no date like 2026-01-31 or "
            "31.1.2026: correct it."
        )
    return replace(decision, decided_on=day.isoformat())


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
        meant = did_you_mean(decision.key, map(str, printed.index))
        raise LedgerError(
            f"{where}, column {printed.index.name}: the document has no {decision.key}: "
            f"{f'{meant} Otherwise remove' if meant else 'correct or remove'} the line."
        )
    if decision.field not in printed.columns:
        meant = perhaps_meant(decision.field, printed.columns)
        raise LedgerError(
            f"{where}, column field: {decision.field} is no field that is read from a column "
            f"({', '.join(printed.columns)}){meant}: correct it."
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
            meant = did_you_mean(decision.finding_id, by_id)
            if NUMBER_OF_EXCEL.fullmatch(decision.finding_id):
                meant = "Excel made a number of its id: write it as the report has it."
            raise LedgerError(
                f"{where}: the document has no finding {decision.finding_id}: "
                f"{f'{meant} Otherwise remove' if meant else 'remove'} the line."
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
