"""The decisions ledger: corrections of printed values, and findings that are accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.errors import LedgerError
from pipeline.inputs.beside import LEDGER_ENDING
from pipeline.schema.model import Schema
from pipeline.system.regular_files import LEDGER_LIMIT, is_missing
from pipeline.text.dates import typed_day, typed_like
from pipeline.text.edited_csv import SAVE_AS, CsvStyle, EditedCsv, read_edited_csv
from pipeline.text.strings import squash, why_unwritable

CORRECT, ACCEPT = "correct", "accept"
# Stands behind the columns of a ledger in a file that a review page gave: the hash of the document
# that the page was made from.
SOURCE_COLUMN = "source_sha256"
COLUMNS_OF_LEDGER = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a document, as a line of the ledger holds it.

    Args:
        place: where it is written, as a message names it.
        line: the number of its line there; 0 where it stands in no file.
        action: correct or accept; this and all that follows are the columns of the ledger.
        finding_id: what is accepted.
        key: the record whose field is corrected.
        field: the field.
        expected: what is printed in it.
        value: what to read instead.
        reason: why.
        decided_on: the day, such as 2026-01-31.
    """

    place: str
    line: int
    action: str
    finding_id: str
    key: str
    field: str
    expected: str
    value: str
    reason: str
    decided_on: str

    @property
    def cell(self) -> tuple[str, str]:
        """The record and the field that it corrects."""
        return self.key, self.field

    def row(self, day: str) -> list[str]:
        """Its values for the ledger, those alone that its action needs.

        Args:
            day: how the day is written there.
        """
        if self.action == ACCEPT:
            return [ACCEPT, self.finding_id, "", "", "", "", self.reason, day]
        texts = squash(self.expected), squash(self.value)
        return [CORRECT, "", self.key, self.field, *texts, self.reason, day]

    def misfit(self, column: str, problem: str, advice: str) -> LedgerError:
        """The error that it does not fit.

        Args:
            column: where on its line.
            problem: what is wrong.
            advice: what to do.
        """
        where = f"{self.place}, column {column}" if self.line and column else self.place
        return LedgerError(f"{where}: {problem}: {advice}.", self.line)


def load_decisions(path: Path, schema: Schema) -> list[Decision]:
    """The decisions of a ledger; none where there is no such file.

    Raises:
        LedgerError: a line or column is not as it must be.
    """
    if is_missing(path):
        return []
    header = ledger_header(schema)
    rows = read_ledger(path, header).rows
    return [read_decision(f"{path} line {line}", line, row, header) for line, row in rows]


def ledger_to_continue(path: Path, schema: Schema) -> EditedCsv:
    """A ledger to append decisions to: as it is, or its header alone where there is none yet.

    Raises:
        LedgerError: it cannot be read, or has other columns.
    """
    header = ledger_header(schema)
    if is_missing(path):
        return EditedCsv(CsvStyle(), CsvStyle().lines([header]), header, [])
    return read_ledger(path, header)


def read_ledger(path: Path, header: Sequence[str]) -> EditedCsv:
    """A ledger as it is.

    Raises:
        LedgerError: it cannot be read, or has other columns, such as those of a review page.
    """
    found = read_edited_csv(path, header, LEDGER_LIMIT, LedgerError, [SOURCE_COLUMN])
    if SOURCE_COLUMN in found.columns:
        name = path.name.removesuffix(LEDGER_ENDING)
        raise LedgerError(
            f"{path} line 1: has the column {SOURCE_COLUMN}, so that it is no ledger but the "
            "decisions of a review page: give it another name, put the ledger back if there was "
            f"one, and record it with liitetaulukko decide {name} --from FILE."
        )
    return found


def continued(path: Path, ledger: EditedCsv, decisions: Sequence[Decision]) -> bytes:
    """The content of a ledger with further decisions, saved as it was and with days as it has them.

    Args:
        path: the ledger.
        ledger: what it holds now.
        decisions: of which its encoding has all letters.

    Raises:
        LedgerError: it would be longer than a ledger may be.
    """
    content = ledger.with_rows(further_rows(ledger, decisions))
    if len(content) > LEDGER_LIMIT:
        raise LedgerError(
            f"Nothing was recorded. {path}: would have more than {LEDGER_LIMIT:,} bytes: shorten "
            "the reasons, or record less."
        )
    return content


def further_rows(ledger: EditedCsv, decisions: Sequence[Decision]) -> list[list[str]]:
    """Decisions as rows of a ledger, with days as it has them."""
    days = [row[-1].strip() for _, row in ledger.rows]
    example = days[-1] if days else ""
    return [
        decision.row(typed_like(date.fromisoformat(decision.decided_on), example))
        for decision in decisions
    ]


def check_savable(path: Path, ledger: EditedCsv, decision: Decision) -> None:
    """See that a ledger can hold a decision in the encoding that it is saved in.

    Raises:
        LedgerError: it cannot.
    """
    if text := ledger.unsavable(decision.row(decision.decided_on)):
        raise decision.misfit(
            "",
            f"{path} is saved in Windows-1252, which cannot hold “{text}”",
            f"save that in UTF-8 ({SAVE_AS}), and decide again",
        )


def ledger_header(schema: Schema) -> list[str]:
    """The columns of a ledger, in order; the identifier's has the name that the schema gives."""
    identifier = schema.record.key
    decision = ["expected", "value", "reason", "decided_on"]
    return ["action", "finding_id", identifier, "field", *decision]


def read_decision(place: str, line: int, row: list[str], header: list[str]) -> Decision:
    """One decision, its columns checked on their own.

    Args:
        place: where it is written, as a message names it.
        line: the number of its line there; 0 where it stands in no file.
        row: its values.
        header: the columns: those of a ledger, and what stands behind them.

    Raises:
        LedgerError: it is not as it must be.
    """
    if problem := row_problem(row, header):
        raise LedgerError(f"{place}{problem}.", line)
    decision = Decision(place, line, *(cell.strip() for cell in row[:COLUMNS_OF_LEDGER]))
    needed = {
        CORRECT: (("field", decision.field), (header[2], decision.key)),
        ACCEPT: (("finding_id", decision.finding_id),),
    }
    if decision.action not in needed:
        problem = f"“{decision.action}” is neither {CORRECT} nor {ACCEPT}"
        raise decision.misfit("action", problem, "correct it")
    for name, value in (*needed[decision.action], ("reason", decision.reason)):
        if not value:
            raise LedgerError(f"{place}, column {name}: is empty: fill it in.", line)
    day = typed_day(decision.decided_on)
    if day is None:
        problem = f"“{decision.decided_on}” is no date like 2026-01-31 or 31.1.2026"
        raise decision.misfit("decided_on", problem, "correct it")
    return replace(decision, decided_on=day.isoformat())


def row_problem(row: Sequence[str], header: Sequence[str]) -> str:
    """What is wrong with the values of a line, whatever they say; empty where nothing is."""
    if len(row) == 1 and row[0].count(",") >= len(header) - 1:
        return (
            ": is one text in quotes: Excel had it open without its columns. Restore it, and open "
            "it by Data, From Text/CSV"
        )
    if len(row) != len(header):
        return (
            f": has {len(row)} values, not {len(header)}: put quotes around a text that has the "
            "sign between columns in it"
        )
    for name, text in zip(header, row, strict=True):
        if problem := why_unwritable(text):
            return f", column {name}: {problem}"
    return ""
