"""A worker's answer → outputs in their place, and the outcome of the document.

What comes from elsewhere is believed to be what a build gives: no name in it leads out of the
folder of outputs or to what this program keeps there, and nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pipeline.cli.cluster.building import (
    OTHER_RELEASE,
    STATUS_BUILT,
    STATUS_FAILED,
    STATUS_REFUSED,
    TOLD,
    WORKER_DIED,
)
from pipeline.cli.cluster.parcels import DamagedParcelError, unpacked
from pipeline.cli.document import failed_outcome, place_outputs
from pipeline.cli.documents import require_inside
from pipeline.cli.freshness import STATE_FILE
from pipeline.cli.job import Job, workbook_name
from pipeline.cli.outcomes import REPORT_FOR_PEOPLE, Outcome
from pipeline.cli.side_by_side import WorkerError, died_outcome
from pipeline.errors import InputError, WrongUsageError

# The severities whose findings are counted.
COUNTED = {"error", "warning", "info"}
# Of an output: it is visible, and neither below another folder nor on another drive.
OUTPUT_NAME = re.compile(r"[^./\\:\0][^/\\:\0]*")
ALWAYS_THERE = (REPORT_FOR_PEOPLE, "validation.json", "datapackage.json")


def received(job: Job, content: bytes) -> Outcome:
    """The outcome of a document that a worker has built, once its outputs are in their place.

    Args:
        job: what was to be done.
        content: what came back.

    Raises:
        InputError: that is no answer of this program, or not the whole of one.
        OutputError: an output cannot be written.
        WrongUsageError: the worker has another release of the program.
        WorkerError: with --debug, the document could not be built.
    """
    try:
        answer = unpacked(content)
    except DamagedParcelError:
        raise damaged_answer(job, "nothing that is an answer") from None
    facts = answer.facts
    status, code = facts.get("status"), facts.get("exit_code")
    if status == WORKER_DIED:
        return died_outcome(job)
    if status == OTHER_RELEASE:
        raise WrongUsageError(str(facts.get("message")))
    if status not in (STATUS_BUILT, STATUS_REFUSED, STATUS_FAILED) or not isinstance(code, int):
        raise damaged_answer(job, "nothing that is an answer")
    if status == STATUS_FAILED:
        message = str(facts.get("message"))
        if job.options.debug:
            raise WorkerError(f"on a worker of the Dask cluster:\n{facts.get('trace')}")
        return failed_outcome(job.pdf, job.options, code, message)
    require_whole(job, status, answer.files)
    outcome = Outcome(str(job.pdf), str(job.folder), *counted(job, facts))
    require_inside(job.folder, job.options.output)
    return place_outputs(job, answer.files, job.folder, outcome)


def counted(job: Job, facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """What an answer tells of a document, as `TOLD` names it.

    Raises:
        InputError: what should be a number is none.
    """
    findings, message = facts.get("open_findings"), facts.get("message")
    numbers = [facts.get(name) for name in ("exit_code", "records", "tables", "pages")]
    if not isinstance(findings, dict) or set(findings) != COUNTED:
        raise damaged_answer(job, "no counts of findings")
    numbers += findings.values()
    if not isinstance(message, str) or not all(isinstance(number, int) for number in numbers):
        raise damaged_answer(job, "no counts")
    return tuple(facts.get(name) for name in TOLD)


def require_whole(job: Job, status: str, names: Collection[str]) -> None:
    """See that files are the outputs of a document, and all of them.

    Raises:
        InputError: one is missing, or has a name that no output has.
    """
    for name in names:
        if name != STATE_FILE and not OUTPUT_NAME.fullmatch(name):
            raise damaged_answer(job, "a file that is no output")
    wanted = [*ALWAYS_THERE, *filter(None, [job.page_file])]
    if status == STATUS_BUILT:
        wanted.append(workbook_name(job.pdf))
    for name in wanted:
        if name not in names:
            raise damaged_answer(job, f"outputs without {name}")


def damaged_answer(job: Job, what: str) -> InputError:
    """The error for an answer that is none of this program's."""
    return InputError(
        "answer-damaged",
        f"{job.pdf}: a worker of the Dask cluster sent {what}: run again, or build it without "
        "--executor.",
    )
