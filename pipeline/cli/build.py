"""The command `build`: documents whose outputs are not current, their verdicts and exit code.

Nothing heavy is imported before it is needed: when all is current nothing is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from pipeline.cli.current import current_or_job
from pipeline.cli.document import found_or_failed
from pipeline.cli.documents import documents_to_build
from pipeline.cli.executors import DocumentExecutor, OneAfterTheOther
from pipeline.cli.freshness import common_hash
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome, verdict_lines
from pipeline.system.terminal import complain


def build_all(options: argparse.Namespace) -> int:
    """Build every document asked for; the worst exit code."""
    outcomes = []
    told: set[str] = set()
    pdfs = documents_to_build(options.pdf)
    with closing(outcomes_of(pdfs, options, executor_for(options))) as found:
        for _, outcome in found:
            # What is wrong with an option or the schemas is so for every document, and told once.
            if outcome.message and outcome.message not in told:
                complain(outcome.message)
                told.add(outcome.message)
            if not (options.quiet or options.json):
                for line in verdict_lines(outcome):
                    print(line, flush=True)
            outcomes.append(outcome)
    code = max((outcome.exit_code for outcome in outcomes), default=0)
    if options.json:
        documents_json = [vars(outcome) for outcome in outcomes]
        print(
            json.dumps(
                {"exit_code": code, "documents": documents_json}, ensure_ascii=False, indent=2
            )
        )
    return code


def executor_for(options: argparse.Namespace) -> DocumentExecutor:
    """Who builds the documents."""
    return OneAfterTheOther()


def outcomes_of(
    pdfs: Sequence[Path], options: argparse.Namespace, executor: DocumentExecutor
) -> Generator[tuple[Path, Outcome], None, None]:
    """The outcome of each document, those first whose outputs are current.

    Args:
        pdfs: the documents.
        options: of the command `build`.
        executor: builds those that are not current.
    """
    common, jobs = common_hash(options.schemas), []
    for pdf in pdfs:
        look = partial(current_or_job, pdf, options, common, len(pdfs) == 1)
        known = found_or_failed(pdf, options, look)
        if isinstance(known, Job):
            jobs.append(known)
        else:
            yield pdf, known
    with closing(executor.run(jobs)) as built:
        for job, outcome in built:
            yield job.pdf, outcome
