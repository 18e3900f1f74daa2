"""A worker's part: a parcel → the outputs of its document, as a parcel that goes back.

The document is built as it would be at home, in a folder that is there meanwhile. What goes back
speaks of the paths at home alone.
"""

from __future__ import annotations

import argparse
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.cli.cluster.parcels import Parcel
from pipeline.cli.cluster.sending import INPUT, SCHEMAS
from pipeline.cli.document import make_outputs, read_result
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome
from pipeline.cli.page_pictures import page_pictures
from pipeline.errors import INTERNAL_EXIT, PipelineError, unforeseen_message
from pipeline.inputs.beside import PDF_SUFFIX, document_name
from pipeline.outputs.waiting_set import inner_name
from pipeline.schema.packaged import packaged_schemas
from pipeline.system.bounds import Deadline, memory_named, time_allowed

FOLDER_PREFIX = "liitetaulukko-"
# What a worker says of a document: as an outcome does, or why it does not build it.
STATUS_BUILT, STATUS_REFUSED, STATUS_FAILED = "built", "refused", "failed"
WORKER_DIED, OTHER_RELEASE = "worker-died", "other-release"
# How often a document is begun at most: once more after a worker died that built it.
MOST_BEGUN = 2
# Of an outcome, what is not a path; those are for home to fill in.
TOLD = ("status", "exit_code", "message", "records", "tables", "pages", "open_findings")


def answer(parcel: Parcel, folder: Path) -> Parcel:
    """What becomes of the document in a parcel: its outcome and its outputs.

    Args:
        parcel: from `sending.parcel_of`.
        folder: where files may stand meanwhile.
    """
    with TemporaryDirectory(prefix=FOLDER_PREFIX, dir=folder) as name:
        place = Path(name)
        job = job_in(parcel, place)
        in_words = paths_put_right(parcel, place)
        try:
            with memory_named(job.pdf):
                files, outcome = build_here(job, parcel)
        except PipelineError as error:
            return failure(error.exit_code, in_words(str(error)), in_words(trace_of(error)))
        except Exception as error:
            message = f"{job.pdf}: {unforeseen_message(error)}"
            return failure(INTERNAL_EXIT, in_words(message), in_words(trace_of(error)))
        told = {name: getattr(outcome, name) for name in TOLD}
        return Parcel({**told, "message": in_words(outcome.message)}, files)


def failure(code: int, message: str, trace: str) -> Parcel:
    """The answer that a document could not be built."""
    return Parcel(
        {"status": STATUS_FAILED, "exit_code": code, "message": message, "trace": trace}, {}
    )


def trace_of(error: Exception) -> str:
    """The trace of an error, for those who ask for it."""
    return "".join(traceback.format_exception(error))


def job_in(parcel: Parcel, place: Path) -> Job:
    """The job of a parcel, its files put into a folder."""
    facts, output = parcel.facts, place / "output"
    for name in (INPUT, SCHEMAS):
        (place / name).mkdir()
    for name, content in parcel.files.items():
        path = place / inner_name(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    pdf = place / INPUT / facts["file"]
    if document_name(pdf) != facts["name"]:
        # At home a PDF beside it has the bare name.
        pdf.with_suffix(PDF_SUFFIX).touch()
    schemas = place / SCHEMAS if facts["brings_schemas"] else packaged_schemas()
    options = argparse.Namespace(
        **facts["options"], schemas=schemas, output=output, quiet=True, debug=False
    )
    return Job(pdf, options, facts["decide"], facts["by_make"], facts["rest"], False)


def paths_put_right(parcel: Parcel, place: Path) -> Callable[[str], str]:
    """What puts the paths at home in place of those below a folder in a text."""
    pairs = []
    for name, home in parcel.facts["paths"].items():
        here = str(place / name)
        inside = "" if home == os.curdir else home.rstrip(os.sep) + os.sep
        pairs += [(here + os.sep, inside), (here, home)]
    # What is left of it tells nobody anything.
    pairs += [(str(place) + os.sep, ""), (str(place), os.curdir)]

    def in_words(text: str) -> str:
        for here, home in pairs:
            text = text.replace(here, home)
        return text

    return in_words


def build_here(job: Job, parcel: Parcel) -> tuple[dict[str, bytes], Outcome]:
    """The outputs of a document and its outcome; nothing is written.

    Raises:
        PipelineError: the document cannot be built.
    """
    from pipeline.outputs.kept_workbook import KeptWorkbook

    deadline = Deadline(job.pdf, *time_allowed(job.options.time_limit))
    kept = KeptWorkbook(*parcel.facts["kept"])
    with page_pictures(job.pdf, debug=False) as pictures:
        result = read_result(job, deadline, pictures)
        return make_outputs(job, result, job.folder, kept, deadline, pictures)
