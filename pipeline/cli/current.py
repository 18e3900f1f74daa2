"""Whether a document must be built at all, told by what its outputs say of themselves.

Nothing heavy is imported here.
"""

from __future__ import annotations

import argparse
import json
from contextlib import suppress
from pathlib import Path

from pipeline.cli.document import page_path, remove_unwanted_page, settle_around
from pipeline.cli.documents import require_inside, require_names
from pipeline.cli.freshness import FRESHNESS_LIMIT, content_hash, is_current
from pipeline.cli.job import Job, output_folder, plan_job, workbook_name
from pipeline.cli.outcomes import REPORT_FOR_PEOPLE, Outcome
from pipeline.errors import OutputError
from pipeline.outputs.report_names import REPORT
from pipeline.system.regular_files import read_regular

# What a report raises that was not written by this program.
STRANGE_REPORT = (OSError, ValueError, KeyError, TypeError, RecursionError)


def current_or_job(
    pdf: Path, options: argparse.Namespace, common: str, shows_pages: bool
) -> Outcome | Job:
    """The outcome of a document whose outputs are current; of another one what is to be done.

    Args:
        pdf: the document.
        options: of the command `build`.
        common: hash of what the outputs of all documents depend on.
        shows_pages: whether a terminal shows how many of its pages are read.

    Raises:
        PipelineError: it cannot give its name to outputs, or they cannot be where they should.
    """
    require_names(pdf, options.schemas)
    require_place(options.output)
    folder = output_folder(pdf, options)
    require_inside(folder, options.output)
    settle_around(pdf, folder)
    job = plan_job(pdf, options, common, shows_pages)
    if is_current(folder, job.mark(content_hash(pdf))):
        with suppress(*STRANGE_REPORT):
            outcome = current_outcome(job)
            remove_unwanted_page(job, folder)
            return outcome
    return job


def require_place(output: Path) -> None:
    """See that the folder of outputs can be one, before anything is read for it.

    Raises:
        OutputError: it, or what it would be in, is a file.
    """
    try:
        there = next((place for place in (output, *output.parents) if place.exists()), output)
        is_folder = there.is_dir() or not there.exists()
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be looked at ({error.strerror}): name another one with --output."
        ) from None
    if not is_folder:
        raise OutputError(f"{there} is no folder: name another one with --output.")


def current_outcome(job: Job) -> Outcome:
    """The outcome of a document whose outputs are current: what its report says.

    A report that this program did not write raises one of `STRANGE_REPORT`.
    """
    pdf, folder = job.pdf, job.folder
    report = json.loads(read_regular(folder / REPORT, FRESHNESS_LIMIT))
    counts = report["open_findings"]
    return Outcome(
        str(pdf),
        str(folder),
        "current",
        records=sum(counted["count"] for counted in report["records"]),
        tables=len({counted["table"] for counted in report["records"]}),
        pages=report["source"]["pages"],
        open_findings={
            severity: int(counts[severity]) for severity in ("error", "warning", "info")
        },
        workbook=str(folder / workbook_name(pdf)),
        page=page_path(job, folder),
        report=str(folder / REPORT_FOR_PEOPLE),
    )
