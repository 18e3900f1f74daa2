"""One document built: read, worked out and written, or why that cannot be.

Nothing heavy is imported before it is needed: the child process already reads the document
meanwhile.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.cli.freshness import STATE_FILE, freshness_state
from pipeline.cli.job import Job, output_folder, page_name, workbook_name
from pipeline.cli.outcomes import REPORT_FOR_PEOPLE, Outcome, failure_message
from pipeline.cli.page_pictures import PagePictures, page_pictures, undrawn_message
from pipeline.cli.progress import page_reader
from pipeline.errors import (
    INTERNAL_EXIT,
    InputError,
    OutputError,
    PipelineError,
    unforeseen_message,
)
from pipeline.inputs.beside import ledger_path
from pipeline.outputs.writing import remove_file, settle
from pipeline.system.bounds import Deadline, memory_named, time_allowed
from pipeline.system.stopping import check_stopped

if TYPE_CHECKING:
    from pipeline.outputs.kept_workbook import KeptWorkbook
    from pipeline.outputs.result import Result

FINDINGS_EXIT = 1
Found = TypeVar("Found")


def build_or_fail(job: Job) -> Outcome:
    """Build one document, or tell why it cannot be."""
    return found_or_failed(job.pdf, job.options, lambda: build_document(job))


def found_or_failed(
    pdf: Path, options: argparse.Namespace, work: Callable[[], Found]
) -> Found | Outcome:
    """What a function finds of a document, or why it cannot.

    With --debug an error passes, so that its trace is shown.
    """
    try:
        with memory_named(pdf):
            return work()
    except PipelineError as error:
        check_stopped()
        if options.debug:
            raise
        return failed_outcome(pdf, options, error.exit_code, str(error))
    except Exception as error:
        check_stopped()
        if options.debug:
            raise
        message = f"{pdf}: {unforeseen_message(error)}"
        return failed_outcome(pdf, options, INTERNAL_EXIT, message)


def failed_outcome(pdf: Path, options: argparse.Namespace, code: int, message: str) -> Outcome:
    """The outcome of a document that could not be built."""
    return Outcome(str(pdf), str(output_folder(pdf, options)), "failed", code, message)


def build_document(job: Job) -> Outcome:
    """Build one document.

    Raises:
        PipelineError: it cannot be read, or an output cannot be written.
    """
    settle_around(job.pdf, job.folder)
    deadline = Deadline(job.pdf, *time_allowed(job.options.time_limit))
    with page_pictures(job.pdf, job.options.debug) as pictures:
        result = read_result(job, deadline, pictures)
        return write_outputs(job, result, job.folder, deadline, pictures)


def settle_around(pdf: Path, folder: Path) -> None:
    """Make whole what a run left that was ended.

    What one of `decide` left beside the document only where this one may write there too.

    Args:
        pdf: the document.
        folder: of its outputs.

    Raises:
        OutputError: its outputs cannot be made whole now.
    """
    settle(folder)
    with suppress(OutputError):
        settle(pdf.parent)


def read_result(job: Job, deadline: Deadline, pictures: PagePictures | None = None) -> Result:
    """Read a document, and find out all that there is to say of it.

    Args:
        job: what is to be done.
        deadline: until when.
        pictures: of its pages, which are begun as soon as it is read; None where none are wanted.

    Raises:
        PipelineError: the document, its ledger, its source file or the schemas cannot be read.
    """
    pdf, options = job.pdf, job.options
    with page_reader(pdf, options, job.shows_pages) as reader:
        # Imported here, so that the child reads the PDF while these take their time; what writes
        # the outputs afterwards too.
        from pipeline.build import Request, build, review_of
        from pipeline.inputs.source import load_source
        from pipeline.outputs.files import output_files  # noqa: F401
        from pipeline.outputs.page.review import review_page  # noqa: F401
        from pipeline.schema.consistency import load_checked_schema

        schema = load_checked_schema(options.schemas)
        document = reader.document()
        deadline.allow_for(document.pages_filled)
        if pictures is not None and job.page_file:
            pictures.start(review_of(document, job.page_file), document.sha256, deadline)
    source = load_source(pdf, document.sha256)
    ledger = None if options.without_decisions else ledger_path(pdf)
    request = Request(pdf, ledger, options.lang, decide=job.decide, page_file=job.page_file)
    return deadline.run(lambda: build(request, document, source, schema))


def write_outputs(
    job: Job, result: Result, folder: Path, deadline: Deadline, pictures: PagePictures
) -> Outcome:
    """Write the outputs of a document into a folder: no workbook where findings make it fail.

    Args:
        job: what was to be done.
        result: what came of it.
        folder: where the outputs go.
        deadline: until when they must be made.
        pictures: of the pages of the document.

    Raises:
        OutputError: one cannot be written.
    """
    from pipeline.outputs.kept_workbook import kept_workbook

    kept = kept_workbook(folder / workbook_name(job.pdf))
    files, outcome = make_outputs(job, result, folder, kept, deadline, pictures)
    return place_outputs(job, files, folder, outcome)


def make_outputs(
    job: Job,
    result: Result,
    folder: Path,
    kept: KeptWorkbook,
    deadline: Deadline,
    pictures: PagePictures,
) -> tuple[dict[str, bytes], Outcome]:
    """The outputs of a document by file name, and what became of it; nothing is written.

    Args:
        job: what was to be done.
        result: what came of it.
        folder: where the outputs are to go, which a message names.
        kept: what lies in the place of the workbook now, and stays where findings make it fail.
        deadline: until when they must be made.
        pictures: of the pages of the document.

    Raises:
        InputError: the folder is that of all documents together.
    """
    from pipeline.outputs.files import output_files
    from pipeline.outputs.kept_workbook import KeptWorkbook
    from pipeline.outputs.report import DecideCommand

    require_own_folder(job, folder, result.schema.description.combined.folder)
    failing = result.reaches(job.options.fail_on)
    if not failing:
        kept = KeptWorkbook(False)
    workbook, command = workbook_name(job.pdf), DecideCommand(job.decide, job.by_make)
    style = job.options.csv
    made = deadline.run(lambda: output_files(result, command, workbook, not failing, kept, style))
    files, undrawn = dict(made), ""
    if job.page_file:
        drawn = pictures.drawn()
        files[job.page_file] = page_bytes(job, result, drawn, deadline)
        undrawn = undrawn_message(job.pdf, pictures.wanted, drawn)
    if not (failing or pictures.is_given_up):
        # Of the bytes that were read, which the file may no longer hold.
        files[STATE_FILE] = freshness_state(job.mark(result.source.sha256), files)
    failure = failure_message(job.pdf, folder, kept, result) if failing else ""
    message = " ".join(filter(None, (failure, undrawn)))
    return files, made_outcome(job, result, folder, message)


def require_own_folder(job: Job, folder: Path, folder_of_all: str) -> None:
    """See that the outputs of a document do not go where those of all documents together go.

    Args:
        job: the document.
        folder: where its outputs are to go; a program may save them elsewhere.
        folder_of_all: name of the folder of all.

    Raises:
        InputError: they would.
    """
    if folder == job.folder and folder.name.casefold() == folder_of_all.casefold():
        raise InputError(
            "name-taken",
            f"{job.pdf} would have its outputs in {folder}, which is for all documents together: "
            "rename it.",
        )


def place_outputs(job: Job, files: Mapping[str, bytes], folder: Path, outcome: Outcome) -> Outcome:
    """Write the outputs of a document into a folder; the outcome with where they are.

    Args:
        job: what was to be done.
        files: the outputs by file name.
        folder: where they go.
        outcome: what became of the document.

    Raises:
        OutputError: one cannot be written.
    """
    from pipeline.outputs.writing import write_all

    write_all(folder, files)
    remove_unwanted_page(job, folder)
    workbook = folder / workbook_name(job.pdf)
    return replace(
        outcome,
        workbook=str(workbook) if workbook.exists() else None,
        page=page_path(job, folder),
        report=str(folder / REPORT_FOR_PEOPLE),
    )


def made_outcome(job: Job, result: Result, folder: Path, message: str) -> Outcome:
    """What became of a document whose outputs are made, but for where they are."""
    failing = result.reaches(job.options.fail_on)
    return Outcome(
        str(job.pdf),
        str(folder),
        "refused" if failing else "built",
        FINDINGS_EXIT if failing else 0,
        message,
        len(result.records.frame),
        len({name for name, _, _ in result.section_counts()}),
        result.page_count,
        {str(severity): count for severity, count in result.open_counts.items()},
    )


def page_bytes(job: Job, result: Result, drawn: Mapping[int, bytes], deadline: Deadline) -> bytes:
    """The review page of a build, which says of itself whether what it shows may be used."""
    from pipeline.outputs.page.review import review_page

    failing = result.reaches(job.options.fail_on)
    usable = not failing and not result.open_counts["error"]
    workbook = None if failing else workbook_name(job.pdf)
    return deadline.run(lambda: review_page(result, drawn, usable, workbook))


def page_path(job: Job, folder: Path) -> str | None:
    """Where the review page is; None where none is wanted."""
    return str(folder / job.page_file) if job.page_file else None


def remove_unwanted_page(job: Job, folder: Path) -> None:
    """Remove the review page of an earlier build where none is wanted.

    Raises:
        OutputError: it cannot be removed.
    """
    if not job.page_file:
        remove_file(folder / page_name(job.pdf))
