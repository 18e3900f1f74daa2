"""Proposed decisions → those that fit a document and its ledger, and what is wrong with the others.

Most is told by the build that there is already. All corrections that fit their cells are tried
together in a second one, which is the last unless a correction takes a finding away that the ledger
accepts. Then the line it is about is left out and the others are tried again: one build more for
all that correct the cells of such findings, and for each other line as many as it takes to halve
the lines down to it. So n corrections never need more than 2 + n × (1 + log2 n) builds, within the
time for the document. Acceptances are looked up in the findings, and need no build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.errors import LedgerError
from pipeline.finding import Finding
from pipeline.inputs.applied import (
    accept_findings,
    check_acceptance,
    check_correction,
    check_single,
    meant_finding,
)
from pipeline.inputs.ledger import ACCEPT, CORRECT, Decision, check_savable
from pipeline.outputs.result import Result
from pipeline.text.edited_csv import EditedCsv
from pipeline.text.strings import squash

# Lines for which it is looked up what was probably meant: in a long file that fits nowhere this
# would take longer than all else.
MOST_ASKED = 20
NEWER_PAGE = "build again, and decide on the new page"
PERHAPS_DECIDED = f"perhaps it is decided already: {NEWER_PAGE}"

Rebuild = Callable[[Sequence[Decision]], Result]


@dataclass(frozen=True)
class Fitting:
    """What became of proposed decisions.

    Args:
        decisions: those that fit, all together, in the order in which they were proposed.
        known: those that the ledger has already, each with the line that says the same.
        refused: what is wrong with each of the others, by line.
        findings: those of the document once the first are made.
    """

    decisions: list[Decision]
    known: list[tuple[Decision, Decision]]
    refused: list[LedgerError]
    findings: list[Finding]


@dataclass
class Sieve:
    """Keeps what fits, and why the rest does not."""

    refused: list[LedgerError] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether to look up still what was probably meant."""
        return len(self.refused) < MOST_ASKED

    def kept(
        self, decisions: Sequence[Decision], check: Callable[[Decision], object]
    ) -> list[Decision]:
        """The decisions that a check lets through."""
        found = []
        for decision in decisions:
            try:
                check(decision)
            except LedgerError as error:
                self.refused.append(error)
            else:
                found.append(decision)
        return found


def fitting_decisions(
    proposed: Sequence[Decision], before: Result, path: Path, ledger: EditedCsv, rebuild: Rebuild
) -> Fitting:
    """Which of some decisions fit a document and its ledger.

    Args:
        proposed: the decisions, each as it must be on its own.
        before: the document, built with its ledger.
        path: the ledger.
        ledger: what it holds.
        rebuild: builds the document with corrections in place of those of the ledger.
    """
    sieve = Sieve()
    same = {id_of(decision): decision for decision in before.decisions}
    known = [(d, same[id_of(d)]) for d in proposed if says_the_same(d, same.get(id_of(d)))]
    told = {decision for decision, _ in known}
    new = sieve.kept(
        [decision for decision in proposed if decision not in told],
        lambda decision: check_new(decision, same, path, ledger),
    )
    corrections = fitting_corrections([d for d in new if d.action == CORRECT], before, sieve)
    corrections, findings = beside_ledger(corrections, before, rebuild, sieve)
    accepting = [d for d in new if d.action == ACCEPT]
    accepted = fitting_acceptances(accepting, corrections, before, findings, sieve)
    fitting = {*corrections, *accepted}
    return Fitting(
        [decision for decision in proposed if decision in fitting],
        known,
        sorted(sieve.refused, key=lambda error: error.line),
        accept_findings(findings, [*before.decisions, *accepted], before.schema),
    )


def id_of(decision: Decision) -> tuple[str, ...]:
    """What a decision is on: no two lines of a ledger are on the same."""
    return (decision.finding_id,) if decision.action == ACCEPT else decision.cell


def says_the_same(decision: Decision, line: Decision | None) -> bool:
    """Whether a line of the ledger on the same says the same."""
    if line is None:
        return False
    return decision.action == ACCEPT or squash(decision.value) == squash(line.value)


def check_new(
    decision: Decision, same: Mapping[tuple[str, ...], Decision], path: Path, ledger: EditedCsv
) -> None:
    """See that the ledger says nothing else on the same already, and can hold what is new.

    Raises:
        LedgerError: it does, or it cannot.
    """
    if line := same.get(id_of(decision)):
        raise decision.misfit(
            "",
            f"{line.place} corrects {line.key}/{line.field} already, to “{line.value}”",
            "change that line, or remove it and decide again",
        )
    check_savable(path, ledger, decision)


def fitting_corrections(
    corrections: Sequence[Decision], before: Result, sieve: Sieve
) -> list[Decision]:
    """The corrections that fit their cells; of those of one cell the first, if all say the same."""
    printed = before.printed.text
    fitting = sieve.kept(corrections, lambda d: check_correction(d, printed, sieve.asks))
    lines: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for decision in fitting:
        lines[decision.cell].setdefault(squash(decision.value), decision.line)

    def check_alone(decision: Decision) -> None:
        of_cell = lines[decision.cell]
        others = [line for value, line in of_cell.items() if value != squash(decision.value)]
        if others:
            problem = f"line {others[0]} corrects the same field otherwise"
            raise decision.misfit("value", problem, "keep the one that is right")
        check_single(decision, of_cell[squash(decision.value)], "corrects", "field")

    return sieve.kept(fitting, check_alone)


@dataclass(frozen=True)
class TriedCorrections:
    """A build with further corrections.

    Args:
        findings: those of the document then, none of them accepted.
        lost: the lines of the ledger that accept a finding which is gone.
    """

    findings: list[Finding]
    lost: list[Decision]


def beside_ledger(
    corrections: list[Decision], before: Result, rebuild: Rebuild, sieve: Sieve
) -> tuple[list[Decision], list[Finding]]:
    """The corrections that leave all findings in place which the ledger accepts.

    Args:
        corrections: those that fit their cells.
        before: the document, built with its ledger.
        rebuild: builds the document with corrections in place of those of the ledger.
        sieve: keeps why the others do not fit.

    Returns:
        the corrections, and the findings of the document with them.
    """
    cells = {finding.finding_id: (finding.key, finding.field) for finding in before.findings}

    def tried(corrections: Sequence[Decision]) -> TriedCorrections:
        made = [line for line in before.decisions if line.action == CORRECT]
        findings = rebuild([*made, *corrections]).findings
        left = {finding.finding_id for finding in findings}
        accepting = (line for line in before.decisions if line.action == ACCEPT)
        return TriedCorrections(
            findings, [line for line in accepting if line.finding_id not in left]
        )

    while corrections:
        trial = tried(corrections)
        if not trial.lost:
            return corrections, trial.findings
        of_cell = {cells[line.finding_id]: line for line in trial.lost}
        wrong = {d: of_cell[d.cell] for d in corrections if d.cell in of_cell}
        if not wrong:
            decision, line = first_to_lose(corrections, trial, tried)
            wrong = {decision: line}
        corrections = sieve.kept(corrections, partial(check_leaves, wrong=wrong))
    return [], before.findings


def first_to_lose(
    corrections: Sequence[Decision],
    trial: TriedCorrections,
    tried: Callable[[Sequence[Decision]], TriedCorrections],
) -> tuple[Decision, Decision]:
    """The first correction that takes an accepted finding away, with those before it.

    Args:
        corrections: all of them.
        trial: the build with all, which takes one away.
        tried: builds with some.

    Returns:
        the correction, and the line of the ledger.
    """
    harmless, harmful, line = 0, len(corrections), trial.lost[0]
    while harmful - harmless > 1:
        middle = (harmless + harmful) // 2
        if lost := tried(corrections[:middle]).lost:
            harmful, line = middle, lost[0]
        else:
            harmless = middle
    return corrections[harmful - 1], line


def check_leaves(decision: Decision, wrong: Mapping[Decision, Decision]) -> None:
    """See that a correction is none of those that take an accepted finding away.

    Args:
        decision: the correction.
        wrong: those, each with the line of the ledger.

    Raises:
        LedgerError: it is one.
    """
    if line := wrong.get(decision):
        problem = f"takes the finding {line.finding_id} away, which {line.place} accepts"
        raise decision.misfit("", problem, "remove that line, and decide again")


def fitting_acceptances(
    accepting: Sequence[Decision],
    corrections: Sequence[Decision],
    before: Result,
    findings: Sequence[Finding],
    sieve: Sieve,
) -> list[Decision]:
    """The decisions that accept what is there once the corrections are made.

    Args:
        accepting: decisions that accept findings.
        corrections: those that are made with them.
        before: the document, built with its ledger.
        findings: those of the document with the corrections.
        sieve: keeps why the others do not fit.
    """
    by_id = {finding.finding_id: finding for finding in findings}
    gone = {f.finding_id: (f.key, f.field) for f in before.findings if f.finding_id not in by_id}
    lines = {d.cell: f"the correction on line {d.line}" for d in corrections}
    first: dict[str, int] = {}

    def check(decision: Decision) -> None:
        identity = decision.finding_id
        if identity in gone:
            by = lines.get(gone[identity], "corrections on other lines")
            problem = f"the finding {identity} goes with {by}"
            raise decision.misfit("finding_id", problem, "nothing is left to accept")
        if identity not in by_id:
            meant = meant_finding(identity, by_id) if sieve.asks else ""
            problem = f"{before.source.file} has no finding {identity}"
            advice = f"{meant} Otherwise {NEWER_PAGE}" if meant else PERHAPS_DECIDED
            raise decision.misfit("finding_id", problem, advice)
        check_acceptance(decision, by_id, before.schema)
        check_single(decision, first.setdefault(identity, decision.line), "accepts", "finding")

    return sieve.kept(accepting, check)
