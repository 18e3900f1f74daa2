"""The command `decide`: decisions appended to the ledger, once they fit the document."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.build import Request, build
from pipeline.cli.calls import is_built_by_make
from pipeline.cli.fitting import Fitting, fitting_decisions
from pipeline.cli.named_decisions import named_decisions
from pipeline.errors import LedgerError
from pipeline.finding import OPEN, Finding
from pipeline.inputs.beside import ledger_path
from pipeline.inputs.decisions_file import DecisionsFile, load_decisions_file
from pipeline.inputs.ledger import ACCEPT, Decision, continued, further_rows, ledger_to_continue
from pipeline.inputs.locking import ledger_lock
from pipeline.inputs.source import load_source
from pipeline.outputs.result import Result
from pipeline.outputs.writing import write_all
from pipeline.pages.model import Document
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.system.bounds import Deadline
from pipeline.system.terminal import complain
from pipeline.text.edited_csv import EditedCsv
from pipeline.text.strings import squash

SOME_REFUSED_EXIT = 1
# Digits that tell one hash from another.
HASH_SHOWN = 10


def record_decisions(document: Document, deadline: Deadline, options: Namespace) -> int:
    """Append decisions to the ledger of a document, and say what they change.

    Those named on the command line are recorded all or none; of a file, those that fit.

    Args:
        document: its pages as read.
        deadline: which document it is, and until when it must be done.
        options: of the command line.

    Returns:
        the exit code: whether some decisions of a file did not fit.

    Raises:
        WrongUsageError: there is no such finding or cell, or it cannot be decided so.
        LedgerError: no decision fits the document or the ledger, or the file is not as it must be.
        InputError: it takes too long.
        OutputError: the ledger cannot be written.
    """
    schema, pdf = load_checked_schema(options.schemas), deadline.path
    source, ledger = load_source(pdf, document.sha256), ledger_path(pdf)
    request = Request(pdf, ledger, options.lang)
    file = load_decisions_file(options.file, schema) if options.file else None

    def rebuild(corrections: Sequence[Decision]) -> Result:
        tried = replace(request, decisions=None, proposed=corrections)
        return build(tried, document, source, schema)

    # From reading the ledger to putting the new one in its place nobody else decides.
    with ledger_lock(ledger):
        before = deadline.run(lambda: build(request, document, source, schema))
        kept = ledger_to_continue(ledger, schema)
        proposed = file.decisions if file else named_decisions(before, options)
        fitting = deadline.run(lambda: fitting_decisions(proposed, before, ledger, kept, rebuild))
        if file is None:
            require_all(fitting)
        if fitting.decisions:
            write_ledger(ledger, kept, fitting.decisions, schema)
    refused = tell_refused(file, fitting, before) if file else False
    tell_recorded(ledger, kept, fitting, before)
    if fitting.decisions:
        by_make = is_built_by_make(pdf, options.schemas)
        print(f"Run {'make' if by_make else 'the same build command'} to build the outputs.")
    return SOME_REFUSED_EXIT if refused else 0


def require_all(fitting: Fitting) -> None:
    """See that all decisions fit, and none stands in the ledger already.

    Raises:
        LedgerError: one does not, or does.
    """
    for error in fitting.refused:
        raise LedgerError(f"Nothing was recorded. {error}")
    for _, line in fitting.known:
        raise LedgerError(f"Nothing was recorded. {known_text(line)}")


def write_ledger(
    ledger: Path, kept: EditedCsv, decisions: Sequence[Decision], schema: Schema
) -> None:
    """Append decisions to a ledger.

    Raises:
        LedgerError: it is no longer as it was read, or would be too long.
        OutputError: it cannot be written.
    """
    content = continued(ledger, kept, decisions)
    if has_changed(ledger, schema, kept):
        raise LedgerError(
            f"Nothing was recorded. {ledger} was changed in another program meanwhile: close "
            "it there, and decide again."
        )
    write_all(ledger.parent, {ledger.name: content})


def has_changed(ledger: Path, schema: Schema, kept: EditedCsv) -> bool:
    """Whether a ledger is no longer as it was read."""
    try:
        return ledger_to_continue(ledger, schema) != kept
    except LedgerError:
        return True


def tell_refused(file: DecisionsFile, fitting: Fitting, before: Result) -> bool:
    """Say on standard error which lines of a file do not fit, and whether there are any.

    Raises:
        LedgerError: none fits.
    """
    sha256 = before.source.sha256
    if others := sorted(file.sources - {sha256}):
        complain(
            f"{file.path}: was saved on a page of another source (SHA-256 "
            f"{others[0][:HASH_SHOWN]}…, but {before.source.file} has {sha256[:HASH_SHOWN]}…): "
            "what fits is recorded all the same; look at the rest on the page of a new build."
        )
    refused = sorted([*file.refused, *fitting.refused], key=lambda error: error.line)
    for error in refused:
        complain(str(error))
    if not fitting.decisions and not fitting.known:
        raise LedgerError(
            f"{file.path}: nothing was recorded, because no line fits: correct it, or decide on "
            "the page of a new build."
        )
    return bool(refused)


def tell_recorded(ledger: Path, kept: EditedCsv, fitting: Fitting, before: Result) -> None:
    """Say what a ledger has now, and which open findings go and come with it."""
    for decision, line in fitting.known:
        print(f"{decision.place}: {known_text(line)}")
    numbers = kept.beginnings(further_rows(kept, fitting.decisions))
    for number, decision in zip(numbers, fitting.decisions, strict=True):
        print(f"{ledger} line {number}: {decision_text(decision)}")
    for text in changed_findings(before, fitting.findings):
        print(text)


def known_text(line: Decision) -> str:
    """What is said of a decision that a line of the ledger has already."""
    what = line.finding_id if line.action == ACCEPT else f"{line.key}/{line.field} so"
    return f"{line.place} {line.action}s {what} already: nothing is left to do."


def decision_text(decision: Decision) -> str:
    """A decision in words."""
    if decision.action == ACCEPT:
        return f"accepts the finding {decision.finding_id}"
    expected, value = squash(decision.expected), squash(decision.value)
    return f"corrects {decision.key}/{decision.field} from “{expected}” to “{value}”"


def changed_findings(before: Result, findings: Sequence[Finding]) -> list[str]:
    """Which open findings go with decisions, and which come.

    Args:
        before: the document without them.
        findings: those of the document with them.
    """
    gone, come = open_findings_by_id(before.findings), open_findings_by_id(findings)
    lines = []
    for word, ours, others in (("removes", gone, come), ("makes", come, gone)):
        for identity in [i for i in ours if i not in others]:
            message = ours[identity].message(before.schema, before.language)
            lines.append(f"{word} the open finding {identity} ({ours[identity].check}): {message}")
    return lines


def open_findings_by_id(findings: Sequence[Finding]) -> dict[str, Finding]:
    """The open findings by their ids."""
    return {f.finding_id: f for f in findings if f.status == OPEN}
