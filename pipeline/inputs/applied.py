"""Decisions → what they change: the text to read, and the findings that are accepted.

Each is checked against the document, so that none is ever made on a value that is printed no more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from pipeline.finding import ACCEPTED, Finding
from pipeline.inputs.ledger import ACCEPT, CORRECT, Decision
from pipeline.schema.model import Schema
from pipeline.text.nearest import did_you_mean, perhaps_meant
from pipeline.text.strings import squash

# What Excel makes of an id such as 123456e789.
NUMBER_OF_EXCEL = re.compile(r"\d+([.,]\d+)?E[+-]\d+")


@dataclass(frozen=True)
class Corrected:
    """The text to read, and the corrections made in it (a frame like corrections.csv)."""

    text: pd.DataFrame
    corrections: pd.DataFrame


def apply_corrections(
    printed: pd.DataFrame, decisions: Sequence[Decision], schema: Schema
) -> Corrected:
    """Put corrections in place of printed values.

    Args:
        printed: frame of the printed text by key, a column for each field.
        decisions: the ledger.
        schema: the schema.

    Raises:
        LedgerError: a correction fits no cell, no longer fits its cell, or changes nothing.
    """
    text = printed.copy()
    rows: list[tuple[str, str, str, str, str, int]] = []
    made: dict[tuple[str, str], int] = {}
    for decision in decisions:
        if decision.action != CORRECT:
            continue
        now = check_correction(decision, printed)
        check_single(decision, made.setdefault(decision.cell, decision.line), "corrects", "field")
        value = squash(decision.value)
        text.loc[decision.key, decision.field] = value
        rows.append((*decision.cell, now, value, decision.reason, decision.line))
    return Corrected(text, pd.DataFrame(rows, columns=schema.columns("corrections"), dtype=object))


def check_single(decision: Decision, first: int, does: str, what: str) -> None:
    """See that no other line of a file decides on the same.

    Args:
        decision: a line.
        first: the number of the first line that decides on it.
        does: what it does, in words.
        what: to what.

    Raises:
        LedgerError: one does.
    """
    if decision.line != first:
        problem = f"line {first} {does} the same {what} already"
        raise decision.misfit("", problem, "remove one of the two")


def check_correction(decision: Decision, printed: pd.DataFrame, ask: bool = True) -> str:
    """The printed text that a correction replaces.

    Args:
        decision: the correction.
        printed: frame of the printed text by key, a column for each field.
        ask: whether to look for what was probably meant, which takes time.

    Raises:
        LedgerError: it fits no cell, no longer fits its cell, or changes nothing.
    """
    if decision.key not in printed.index:
        meant = did_you_mean(decision.key, map(str, printed.index)) if ask else ""
        advice = f"{meant} Otherwise remove the line" if meant else "correct or remove the line"
        problem = f"the document has no {decision.key}"
        raise decision.misfit(str(printed.index.name), problem, advice)
    if decision.field not in printed.columns:
        meant = perhaps_meant(decision.field, printed.columns) if ask else ""
        problem = (
            f"{decision.field} is no field that is read from a column "
            f"({', '.join(printed.columns)}){meant}"
        )
        raise decision.misfit("field", problem, "correct it")
    now = cast(str | None, printed.at[decision.key, decision.field])
    if now is None:
        problem = f"the table of {decision.key} has no column for {decision.field}"
        raise decision.misfit("field", problem, "remove the line")
    if squash(decision.expected) != now:
        problem = f"the document now says “{now}”, not “{squash(decision.expected)}”"
        raise decision.misfit("expected", problem, "decide again, or remove the line")
    if squash(decision.value) == now:
        advice = "remove the line" if decision.line else "nothing is left to correct"
        raise decision.misfit("value", f"“{now}” is what the document says already", advice)
    return now


def accept_findings(
    findings: Sequence[Finding], decisions: Sequence[Decision], schema: Schema
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
        check_acceptance(decision, by_id, schema)
        first = accepted.setdefault(decision.finding_id, decision.line)
        check_single(decision, first, "accepts", "finding")
    return [replace(f, status=ACCEPTED) if f.finding_id in accepted else f for f in findings]


def check_acceptance(decision: Decision, by_id: Mapping[str, Finding], schema: Schema) -> None:
    """See that a finding can be accepted.

    Args:
        decision: accepts it.
        by_id: the findings of the document by their ids.
        schema: tells how severe they are.

    Raises:
        LedgerError: there is no such finding, or it is an error.
    """
    finding = by_id.get(decision.finding_id)
    if finding is None:
        meant = meant_finding(decision.finding_id, by_id)
        raise decision.misfit(
            "finding_id",
            f"the document has no finding {decision.finding_id}",
            f"{meant} Otherwise remove the line" if meant else "remove the line",
        )
    if finding.severity(schema) == "error":
        raise decision.misfit(
            "finding_id",
            f"{decision.finding_id} is an error, which cannot be accepted",
            "correct the document's value or the schema",
        )


def meant_finding(word: str, known: Collection[str]) -> str:
    """What was probably meant by an id that no finding has; empty where nothing is near."""
    if NUMBER_OF_EXCEL.fullmatch(word):
        return "Excel made a number of its id: write it as the report has it."
    return did_you_mean(word, known)
