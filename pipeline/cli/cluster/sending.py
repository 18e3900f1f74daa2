"""A document to build → the parcel that a worker builds it from.

The worker needs no folder of this machine: all that the build reads goes along as bytes.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.cli.cluster.parcels import Parcel
from pipeline.cli.freshness import schema_files
from pipeline.cli.job import Job, workbook_name
from pipeline.inputs.beside import document_name, ledger_path, source_path
from pipeline.outputs.kept_workbook import kept_workbook
from pipeline.schema.packaged import COPY_IN_WHEEL
from pipeline.system.regular_files import LEDGER_LIMIT, PDF_LIMIT, is_missing, read_regular

# Where the files stand in a parcel.
INPUT, SCHEMAS = "input", "schemas"
# The options of `build` that tell how a document is built.
SENT_OPTIONS = ("lang", "fail_on", "csv", "no_page", "without_decisions", "time_limit")


def parcel_of(job: Job) -> Parcel:
    """All that a worker needs to build a document as it would be built here.

    Raises:
        OSError: a file cannot be read.
    """
    pdf = job.pdf
    files = {f"{INPUT}/{pdf.name}": read_regular(pdf, PDF_LIMIT)}
    for path in (ledger_path(pdf), source_path(pdf)):
        if not is_missing(path):
            files[f"{INPUT}/{path.name}"] = read_regular(path, LEDGER_LIMIT)
    schemas = job.options.schemas
    brings_schemas = schemas != COPY_IN_WHEEL
    if brings_schemas:
        files |= schemas_to_send(schemas)
    kept = kept_workbook(job.folder / workbook_name(pdf))
    facts = {
        "file": pdf.name,
        "name": document_name(pdf),
        "brings_schemas": brings_schemas,
        "options": {name: getattr(job.options, name) for name in SENT_OPTIONS},
        "decide": job.decide,
        "by_make": job.by_make,
        "rest": job.rest,
        "kept": [kept.is_there, kept.source],
        "paths": paths_in_words(job),
    }
    return Parcel(facts, files)


def schemas_to_send(folder: Path) -> dict[str, bytes]:
    """The files of a schemas folder, by their place in a parcel.

    Raises:
        OSError: one cannot be read, or there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return {
        f"{SCHEMAS}/{path.relative_to(folder).as_posix()}": read_regular(path, LEDGER_LIMIT)
        for path in schema_files(folder)
    }


def paths_in_words(job: Job) -> dict[str, str]:
    """What messages call the files and folders of a document, by their names at the worker."""
    pdf = job.pdf
    paths = {f"{INPUT}/{path.name}": path for path in (pdf, ledger_path(pdf), source_path(pdf))}
    paths |= {SCHEMAS: job.options.schemas, f"output/{document_name(pdf)}": job.folder}
    return {name: str(path) for name, path in paths.items()}
