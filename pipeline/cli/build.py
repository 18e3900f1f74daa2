"""The command `build`: documents whose outputs are not current, their verdicts and exit code.

Nothing heavy is imported before it is needed: when all is current nothing is, and otherwise
the child process already reads the PDF meanwhile.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.calls import decide_call, is_built_by_make
from pipeline.cli.documents import documents_to_build, require_inside, require_names
from pipeline.cli.freshness import (
    FRESHNESS_LIMIT,
    STATE_FILE,
    content_hash,
    dependencies_hash,
    fingerprint,
    freshness_state,
    is_current,
)
from pipeline.cli.outcomes import (
    REPORT_FOR_PEOPLE,
    Outcome,
    failure_message,
    verdict_lines,
)
from pipeline.cli.page_pictures import PagePictures, page_pictures, undrawn_message
from pipeline.cli.progress import page_reader
from pipeline.errors import (
    INTERNAL_EXIT,
    OutputError,
    PipelineError,
    unforeseen_message,
)
from pipeline.inputs.beside import document_name, ledger_path, source_path
from pipeline.outputs.writing import remove_file, settle
from pipeline.system.bounds import Deadline, memory_named, time_allowed
from pipeline.system.regular_files import read_regular
from pipeline.system.stopping import check_stopped
from pipeline.system.terminal import complain

if TYPE_CHECKING:
    from pipeline.outputs.result import Result

FINDINGS_EXIT = 1
# What a report raises that was not written by this program.
STRANGE_REPORT = (OSError, ValueError, KeyError, TypeError, RecursionError)
REPORT_FOR_PROGRAMS = "validation.json"


@dataclass(frozen=True)
class Job:
    """One document to build.

    Args:
        pdf: the document.
        options: of the command `build`.
        decide: the beginning of a command that records decisions on it.
        by_make: whether make builds it.
        rest: hash of everything that its outputs depend on besides its bytes and the kind
            of CSV files.
    """

    pdf: Path
    options: argparse.Namespace
    decide: str
    by_make: bool
    rest: str

    @property
    def page_file(self) -> str:
        """File name of its review page; empty where none is wanted."""
        return "" if self.options.no_page else page_name(self.pdf)

    def mark(self, content: str) -> str:
        """Fingerprint of everything that its outputs depend on.

        Args:
            content: hash of the document's bytes.
        """
        return fingerprint(f"{self.rest} {self.options.csv}", content)


def workbook_name(pdf: Path) -> str:
    """File name of the workbook of a document."""
    return f"{document_name(pdf)}.xlsx"


def page_name(pdf: Path) -> str:
    """File name of the review page of a document."""
    return f"{document_name(pdf)}.html"


def build_all(options: argparse.Namespace) -> int:
    """Build every document asked for; the worst exit code."""
    outcomes = []
    told: set[str] = set()
    for pdf in documents_to_build(options.pdf):
        outcome = build_or_fail(pdf, options)
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


def build_or_fail(pdf: Path, options: argparse.Namespace) -> Outcome:
    """Build one document, or tell why it cannot be."""
    try:
        with memory_named(pdf):
            return build_one(pdf, options)
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
    return Outcome(str(pdf), str(options.output / document_name(pdf)), "failed", code, message)


def build_one(pdf: Path, options: argparse.Namespace) -> Outcome:
    """Build one document, unless its outputs are current."""
    require_names(pdf, options.schemas)
    require_place(options.output)
    folder = options.output / document_name(pdf)
    require_inside(folder, options.output)
    # What a run left that was ended; one of `decide` only where this one may write there too.
    settle(folder)
    with suppress(OutputError):
        settle(pdf.parent)
    job = plan_job(pdf, options)
    if is_current(folder, job.mark(content_hash(pdf))):
        with suppress(*STRANGE_REPORT):
            outcome = current_outcome(job, folder)
            remove_unwanted_page(job, folder)
            return outcome
    deadline = Deadline(pdf, *time_allowed(options.time_limit))
    with page_pictures(pdf, options.debug) as pictures:
        result = read_result(job, deadline, pictures)
        return write_outputs(job, result, folder, deadline, pictures)


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


def plan_job(pdf: Path, options: argparse.Namespace) -> Job:
    """What is to be done for a document, before it is read."""
    decide, by_make = decide_call(pdf, options.schemas), is_built_by_make(pdf, options.schemas)
    rest = dependencies_of(pdf, options, {"decide": decide, "by_make": by_make})
    return Job(pdf, options, decide, by_make, rest)


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
    with page_reader(pdf, options) as reader:
        # Imported here, so that the child reads the PDF while these take their time; what writes
        # the outputs afterwards too.
        from pipeline.build import Request, build, review_of
        from pipeline.inputs.source import load_source
        from pipeline.outputs.files import output_files  # noqa: F401
        from pipeline.outputs.page.review import review_page  # noqa: F401
        from pipeline.schema.consistency import load_checked_schema

        schema = load_checked_schema(options.schemas)
        document = reader.document()
        deadline.allow_for(len(document.pages))
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
    from pipeline.outputs.files import output_files
    from pipeline.outputs.kept_workbook import KeptWorkbook, kept_workbook
    from pipeline.outputs.report import DecideCommand
    from pipeline.outputs.writing import write_all

    failing = result.reaches(job.options.fail_on)
    workbook = folder / workbook_name(job.pdf)
    kept = kept_workbook(workbook) if failing else KeptWorkbook(False)
    command = DecideCommand(job.decide, job.by_make)
    style = job.options.csv
    made = deadline.run(
        lambda: output_files(result, command, workbook.name, not failing, kept, style)
    )
    files, undrawn = dict(made), ""
    if job.page_file:
        drawn = pictures.drawn()
        files[job.page_file] = page_bytes(job, result, drawn, deadline)
        undrawn = undrawn_message(job.pdf, pictures.wanted, drawn)
    if not (failing or pictures.is_given_up):
        # Of the bytes that were read, which the file may no longer hold.
        files[STATE_FILE] = freshness_state(job.mark(result.source.sha256), files)
    write_all(folder, files)
    remove_unwanted_page(job, folder)
    failure = failure_message(job.pdf, folder, kept, result) if failing else ""
    return written_outcome(job, result, folder, " ".join(filter(None, (failure, undrawn))))


def written_outcome(job: Job, result: Result, folder: Path, message: str) -> Outcome:
    """The outcome of a document whose outputs were written."""
    failing, workbook = result.reaches(job.options.fail_on), folder / workbook_name(job.pdf)
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
        str(workbook) if workbook.exists() else None,
        page_path(job, folder),
        str(folder / REPORT_FOR_PEOPLE),
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


def current_outcome(job: Job, folder: Path) -> Outcome:
    """The outcome of a document whose outputs are current: what its report says.

    A report that this program did not write raises one of `STRANGE_REPORT`.
    """
    pdf = job.pdf
    report = json.loads(read_regular(folder / REPORT_FOR_PROGRAMS, FRESHNESS_LIMIT))
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


def dependencies_of(pdf: Path, options: argparse.Namespace, calls: Mapping[str, object]) -> str:
    """Hash of what the outputs of a document depend on besides its bytes and the kind of CSV files.

    Args:
        pdf: the document.
        options: of the command line.
        calls: how a reader of the outputs calls the program.
    """
    settings = {
        "lang": options.lang,
        "fail_on": options.fail_on,
        "without_decisions": options.without_decisions,
        "no_page": options.no_page,
        **calls,
    }
    return dependencies_hash(pdf, (source_path(pdf), ledger_path(pdf)), options.schemas, settings)
