"""The command `build`: documents whose outputs are not current, their verdicts and exit code.

Nothing heavy is imported before it is needed: when all is current nothing is.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from pipeline.cli.combining import CombinedOutcome, combined_or_failed
from pipeline.cli.current import current_or_job
from pipeline.cli.document import found_or_failed
from pipeline.cli.documents import documents_to_build
from pipeline.cli.executors import DocumentExecutor, OneAfterTheOther
from pipeline.cli.freshness import common_hash
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome
from pipeline.cli.progress import DocumentsBar
from pipeline.cli.telling import Teller


def build_all(options: argparse.Namespace) -> int:
    """Build every document asked for, and all of them together; the worst exit code."""
    pdfs = documents_to_build(options.pdf)
    common = common_hash(options.schemas)
    # A single document shows its pages instead.
    bar = DocumentsBar(len(pdfs), len(pdfs) > 1 and not options.quiet)
    teller = Teller(pdfs, options, bar)
    try:
        with closing(outcomes_of(pdfs, options, common, bar)) as found:
            for pdf, outcome in found:
                teller.take(pdf, outcome)
    finally:
        bar.close()
    combined = combined_or_failed(options, teller.outcomes, common)
    teller.end(combined)
    codes = [outcome.exit_code for outcome in teller.outcomes]
    code = max([*codes, combined.exit_code] if combined else codes)
    if options.json:
        print(verdict_json(code, teller.outcomes, combined))
    return code


def verdict_json(code: int, outcomes: Sequence[Outcome], combined: CombinedOutcome | None) -> str:
    """What became of the documents, as JSON.

    Args:
        code: the exit code.
        outcomes: of each document.
        combined: of all of them together; None where there is nothing of the kind.
    """
    verdict = {
        "exit_code": code,
        "documents": [vars(outcome) for outcome in outcomes],
        "combined": vars(combined) if combined else None,
    }
    return json.dumps(verdict, ensure_ascii=False, indent=2)


def outcomes_of(
    pdfs: Sequence[Path], options: argparse.Namespace, common: str, bar: DocumentsBar
) -> Generator[tuple[Path, Outcome], None, None]:
    """The outcome of each document, those first whose outputs are current.

    Args:
        pdfs: the documents.
        options: of the command `build`.
        common: hash of what the outputs of all documents depend on.
        bar: is told which documents are begun.
    """
    jobs = []
    for pdf in pdfs:
        look = partial(current_or_job, pdf, options, common, len(pdfs) == 1)
        known = found_or_failed(pdf, options, look)
        if isinstance(known, Job):
            jobs.append(known)
        else:
            yield pdf, known
    with closing(executor_for(jobs, options, bar).run(jobs)) as built:
        for job, outcome in built:
            yield job.pdf, outcome


def executor_for(
    jobs: Sequence[Job], options: argparse.Namespace, bar: DocumentsBar
) -> DocumentExecutor:
    """Who builds some documents.

    Args:
        jobs: the documents.
        options: with how many to build side by side; None for as many as there are cores.
        bar: is told which documents are begun.
    """
    if options.executor and jobs:
        from pipeline.cli.cluster.executor import DaskExecutor

        return DaskExecutor(options.executor, bar.begin)
    workers = min(options.jobs or usable_cores(), len(jobs))
    if workers < 2:
        return OneAfterTheOther(bar.begin)
    # Imported here, because most runs need none of it.
    from pipeline.cli.side_by_side import SideBySide

    return SideBySide(workers, bar.begin)


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
