"""All documents together, after each of them: which they are, and whether anything is to be done.

Nothing heavy is imported where no part changed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.calls import from_here
from pipeline.cli.current import (
    STRANGE_REPORT,
    current_or_job,
    require_place,
)
from pipeline.cli.document import found_or_failed
from pipeline.cli.documents import require_inside
from pipeline.cli.freshness import (
    FRESHNESS_LIMIT,
    STATE_FILE,
    files_hash,
    freshness_state,
    is_current,
)
from pipeline.cli.outcomes import REPORT_FOR_PEOPLE, Outcome
from pipeline.errors import INTERNAL_EXIT, InputError, PipelineError, unforeseen_message
from pipeline.inputs.beside import INPUT_FOLDER, document_name, documents_in
from pipeline.outputs.report_names import OF_ALL, REPORT
from pipeline.outputs.writing import settle, write_all
from pipeline.system.regular_files import read_regular
from pipeline.system.stopping import check_stopped

if TYPE_CHECKING:
    from pipeline.combined.model import Combined

# What is said of a document that is none of the run, and whose outputs are not current.
NOT_BUILT = "not-built"
# What became of documents whose outputs are read.
READ = ("current", "refused")
# The files of a document by which it is told whether anything of it changed: they have the hashes
# of all others.
TELLING_FILES = (STATE_FILE, REPORT, "datapackage.json")
LINKED_ENDINGS = (".xlsx", ".html")


@dataclass
class CombinedOutcome:
    """What became of all documents together, for standard output and --json.

    Args:
        output: the folder of all.
        status: built, current, or failed.
        exit_code: of making it.
        message: what is wrong, if anything is.
        documents: how many there are; like the rest, none where it could not be made.
        usable: how many of them have their records in it.
        workbook: where it is.
        report: where it is.
    """

    output: str
    status: str
    exit_code: int = 0
    message: str = ""
    documents: int | None = None
    usable: int | None = None
    workbook: str | None = None
    report: str | None = None


@dataclass(frozen=True)
class Known:
    """A document of all.

    Args:
        document: its path.
        folder: of its outputs.
        status: current, refused, failed, or not built.
        message: why it failed.
    """

    document: Path
    folder: Path
    status: str
    message: str = ""


def combined_or_failed(
    options: argparse.Namespace, outcomes: Sequence[Outcome], common: str
) -> CombinedOutcome | None:
    """Make the folder of all where that is to be done, or tell why it cannot be made.

    With --debug an error passes, so that its trace is shown.

    Args:
        options: of the command `build`.
        outcomes: of the documents of the run.
        common: hash of what the outputs of all documents depend on.
    """
    try:
        return combine_outputs(options, outcomes, common)
    except PipelineError as error:
        check_stopped()
        if options.debug:
            raise
        return CombinedOutcome(str(options.output), "failed", error.exit_code, str(error))
    except Exception as error:
        check_stopped()
        if options.debug:
            raise
        message = f"{options.output}, of all documents together: {unforeseen_message(error)}"
        return CombinedOutcome(str(options.output), "failed", INTERNAL_EXIT, message)


def combine_outputs(
    options: argparse.Namespace, outcomes: Sequence[Outcome], common: str
) -> CombinedOutcome | None:
    """Make the folder of all, where one is wanted and anything of it changed.

    Args:
        options: of the command `build`.
        outcomes: of the documents of the run.
        common: hash of what the outputs of all documents depend on.

    Raises:
        PipelineError: it cannot be made.
    """
    # A document that failed may have the name of the folder of all.
    built = {Path(one.output).name for one in outcomes if one.status != "failed"}
    # Where the schema named it otherwise before, there are several.
    there = folders_of_all(options.output, built)
    if not there and len(outcomes) < 2:
        return None
    known = known_documents(options, outcomes, common, bool(there))
    for folder in there:
        settle(folder)
        if is_current(folder, mark_of_all(known, options, common)):
            with suppress(*STRANGE_REPORT):
                return outcome_of_all(folder, "current")
    if not there and not any(one.status == "current" for one in known):
        return None
    return made(known, options, common)


def folders_of_all(output: Path, names: set[str]) -> list[Path]:
    """The folders of all that are there, told by their reports, which every clone has.

    Args:
        output: the folder of all outputs.
        names: of folders that are documents'.
    """
    found = []
    for folder in folders_in(output):
        if folder.name not in names:
            with suppress(*STRANGE_REPORT):
                if report_in(folder)[OF_ALL] is True:
                    found.append(folder)
    return found


def folders_in(output: Path) -> list[Path]:
    """The folders in the folder of all outputs, in order; none where it cannot be looked into."""
    try:
        return sorted(path for path in output.iterdir() if path.is_dir())
    except OSError:
        return []


def report_in(folder: Path) -> dict[str, object]:
    """What a report says for programs; one that is none raises one of `STRANGE_REPORT`."""
    report = json.loads(read_regular(folder / REPORT, FRESHNESS_LIMIT))
    if not isinstance(report, dict):
        raise TypeError(report)
    return report


def known_documents(
    options: argparse.Namespace,
    outcomes: Sequence[Outcome],
    common: str,
    is_there: bool,
) -> list[Known]:
    """The documents of all.

    They are those of the run. Where these all are in the input folder, and a folder of all is
    there, the others in the input folder belong to it as well, as they are.

    Args:
        options: of the command `build`.
        outcomes: of the documents of the run.
        common: hash of what the outputs of all documents depend on.
        is_there: whether there is a folder of all.
    """
    # A name that was mistyped is no document.
    known = [as_it_became(one) for one in outcomes if os.path.lexists(one.document)]
    names = {one.folder.name for one in known}
    if is_there and are_in_input(Path(outcome.document) for outcome in outcomes):
        others = (path for path in documents_in(INPUT_FOLDER) if document_name(path) not in names)
        known += [as_it_is(path, options, common) for path in others]
    return sorted(known, key=lambda one: one.folder.name)


def are_in_input(documents: Iterable[Path]) -> bool:
    """Whether all of some documents are in the input folder."""
    return all(from_here(document).parent == INPUT_FOLDER for document in documents)


def as_it_became(outcome: Outcome) -> Known:
    """A document of the run.

    Whether it was built now or before makes no difference, nor what is said of it where it has
    outputs, which say it themselves.
    """
    document, folder = Path(outcome.document), Path(outcome.output)
    if outcome.status in ("built", "current"):
        return Known(document, folder, "current")
    message = outcome.message if outcome.status == "failed" else ""
    return Known(document, folder, outcome.status, message)


def as_it_is(document: Path, options: argparse.Namespace, common: str) -> Known:
    """A document that is none of the run: current, or not built."""
    folder = options.output / document_name(document)
    look = partial(current_or_job, document, options, common, shows_pages=False)
    outcome = found_or_failed(document, options, look)
    if isinstance(outcome, Outcome) and outcome.status == "current":
        return Known(document, folder, outcome.status)
    return Known(document, folder, NOT_BUILT)


def mark_of_all(known: Sequence[Known], options: argparse.Namespace, common: str) -> str:
    """Fingerprint of everything that the folder of all depends on.

    Args:
        known: the documents.
        options: of the command `build`.
        common: hash of what the outputs of all documents depend on.
    """
    documents = [[one.document.name, one.folder.name, one.status, one.message] for one in known]
    # Of the others no output is read.
    read = [one.folder for one in known if one.status in READ]
    linked = [
        [os.path.lexists(folder / f"{folder.name}{ending}") for ending in LINKED_ENDINGS]
        for folder in read
    ]
    files = [(f"{folder.name}/{name}", folder / name) for folder in read for name in TELLING_FILES]
    return files_hash([common, options.lang, options.csv, documents, linked], files)


def outcome_of_all(folder: Path, status: str) -> CombinedOutcome:
    """The outcome that a report of all tells of; one that is none raises a `STRANGE_REPORT`."""
    documents = report_in(folder)["documents"]
    if not isinstance(documents, list):
        raise TypeError(documents)
    return CombinedOutcome(
        str(folder),
        status,
        documents=len(documents),
        usable=sum(document["status"] == "usable" for document in documents),
        workbook=str(folder / f"{folder.name}.xlsx"),
        report=str(folder / REPORT_FOR_PEOPLE),
    )


def made(known: Sequence[Known], options: argparse.Namespace, common: str) -> CombinedOutcome:
    """Make the folder of all.

    Raises:
        PipelineError: it cannot be made.
    """
    from pipeline.combined.files import combined_files
    from pipeline.combined.workbook.writer import combined_workbook

    require_place(options.output)
    # Before anything is read: what changes meanwhile makes it stale.
    mark = mark_of_all(known, options, common)
    combined = combined_of(known, options)
    folder: Path = options.output / combined.folder
    require_inside(folder, options.output)
    try:
        files = combined_files(combined, combined_workbook(combined), options.csv)
    except MemoryError:
        raise all_too_large(folder) from None
    files[STATE_FILE] = freshness_state(mark, files)
    write_all(folder, files)
    return outcome_of_all(folder, "built")


def combined_of(known: Sequence[Known], options: argparse.Namespace) -> Combined:
    """The documents together.

    Raises:
        PipelineError: the schemas are not as they must be.
    """
    from pipeline.combined.combine import combine
    from pipeline.combined.parts import PartPlace, read_part
    from pipeline.schema.consistency import load_checked_schema

    schema = load_checked_schema(options.schemas)
    places = [PartPlace(one.document, one.folder, one.status, one.message) for one in known]
    try:
        return combine(
            (read_part(place, schema, options.lang) for place in places), schema, options.lang
        )
    except MemoryError:
        raise all_too_large(options.output / schema.description.combined.folder) from None


def all_too_large(folder: Path) -> InputError:
    """The error for documents that need more memory together than there is."""
    return InputError(
        "memory-limit",
        f"{folder} needs more memory than the program may use: name fewer documents at once.",
    )


def line_of_all(outcome: CombinedOutcome) -> str:
    """What to print of the folder of all."""
    if outcome.usable is None:
        return f"{outcome.output}: all documents together failed"
    return f"{outcome.output}: {outcome.status}, {outcome.usable} of {outcome.documents} documents"
