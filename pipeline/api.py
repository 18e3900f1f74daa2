"""A document read from Python, into data frames: `from pipeline import read`.

It reads and writes by the same functions as the command `build`, so that both give the same.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Literal

import pandas as pd

from pipeline.checks.empty_cells import empty_frame
from pipeline.checks.fates import evidence_frame
from pipeline.cli.argument_values import named_path, seconds
from pipeline.cli.arguments import CSV_CHOICES, LANGUAGE_CHOICES, make_parser
from pipeline.cli.current import require_place
from pipeline.cli.document import read_result, write_outputs
from pipeline.cli.documents import require_names, usual_schemas
from pipeline.cli.job import Job, plan_job
from pipeline.cli.outcomes import pages_of
from pipeline.cli.page_pictures import page_pictures
from pipeline.errors import WrongUsageError
from pipeline.outputs.files import findings_frame
from pipeline.outputs.result import Result
from pipeline.pages.sheet import pages_filled
from pipeline.schema.model import Language
from pipeline.system.bounds import Deadline, time_allowed
from pipeline.text.nearest import did_you_mean

CsvKind = Literal["plain", "excel"]
# What a notebook shows of the records: more is in `records`.
ROWS_SHOWN, COLUMNS_SHOWN, LETTERS_SHOWN = 5, 8, 40
# The columns of cells with numbers of points, which the CSV file has as they are written.
BOX_COLUMNS = ("x0", "top", "x1", "bottom")


def read(
    pdf: str | os.PathLike[str],
    *,
    schemas: str | os.PathLike[str] | None = None,
    decisions: bool = True,
    language: Language = "fi",
    time_limit: float | None = None,
) -> ReadResult:
    """Read a PDF or a spreadsheet, as `build` does; nothing is written.

    Args:
        pdf: the document.
        schemas: the folder that tells what its tables look like; that of `build` without it.
        decisions: whether the ledger beside the document is applied.
        language: of the workbook and the report that `save` writes.
        time_limit: seconds that reading may take; as long as `build` allows without it.

    Raises:
        InputError: the document cannot be read.
        SchemaError: the schemas folder, or what is known of the source, is not as it must be.
        LedgerError: the ledger is not as it must be, or no longer fits the document.
        WrongUsageError: an argument is not as it must be.
    """
    options = make_parser().parse_args(["build", "--quiet"])
    require_choice("language", language, LANGUAGE_CHOICES)
    options.lang, options.without_decisions = language, not decisions
    options.schemas = usual_schemas() if schemas is None else checked_path(schemas, "schemas")
    if time_limit is not None:
        options.time_limit = checked_seconds(time_limit)
    document = checked_path(pdf, "pdf")
    require_names(document, options.schemas)
    job = plan_job(document, options)
    return ReadResult(job, read_result(job, Deadline(job.pdf, *time_allowed(options.time_limit))))


def require_choice(argument: str, value: str, known: Sequence[str]) -> None:
    """See that an argument is one of those it may be.

    Raises:
        WrongUsageError: it is not.
    """
    if value not in known:
        meant = did_you_mean(str(value), known) or "name one of them."
        raise WrongUsageError(f"{argument} {value!r} is none of {', '.join(known)}: {meant}")


def checked_path(given: str | os.PathLike[str], argument: str) -> Path:
    """A path as the command line takes it.

    Args:
        given: the path.
        argument: what it is given as.

    Raises:
        WrongUsageError: it is empty, or holds U+0000, which ends a name.
    """
    text = os.fspath(given)
    if "\0" in text:
        raise WrongUsageError(f"{argument}: has U+0000 in its name: name a file or a folder.")
    try:
        return named_path(text)
    except argparse.ArgumentTypeError as error:
        raise WrongUsageError(f"{argument}: {error}.") from None


def checked_seconds(limit: float) -> float:
    """A time limit as the command line takes it.

    Raises:
        WrongUsageError: it is no number of seconds.
    """
    try:
        return seconds(str(limit))
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise WrongUsageError(f"time_limit: {error}: give seconds above zero.") from None


def with_numbers(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with the corners of their boxes as numbers; missing ones where they have no box."""
    boxes = {name: pd.to_numeric(cells[name]).astype(float) for name in BOX_COLUMNS}
    return cells.assign(**boxes)


class ReadResult:
    """What was read from a document.

    Each frame is a copy: what is done to it changes no other, and nothing that `save` writes.

    Args:
        job: what was to be done.
        result: what came of it.
    """

    def __init__(self, job: Job, result: Result) -> None:
        self.job, self.result = job, result

    @property
    def pdf(self) -> Path:
        """The document."""
        return self.job.pdf

    @property
    def title(self) -> str:
        """The document's title."""
        return self.result.title

    @property
    def page_count(self) -> int:
        """Pages of the document, blank ones included; sheets of a spreadsheet."""
        return self.result.page_count

    @cached_property
    def records(self) -> pd.DataFrame:
        """The records, in document order, by their identifier."""
        return self.result.records.frame.copy()

    @cached_property
    def lists(self) -> dict[str, pd.DataFrame]:
        """The codes of fields that may have several, by name: a row for each record and code."""
        return {name: frame.copy() for name, frame in self.result.records.lists.items()}

    @cached_property
    def cross_tabulations(self) -> dict[str, pd.DataFrame]:
        """The cross-tabulations of the schemas folder, by name; rows by their codes."""
        tables = self.result.cross_tables
        return {cross.declared.name: cross.counts.rename_axis(columns=None) for cross in tables}

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What is doubtful, worst first."""
        return findings_frame(self.result)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Every printed cell and line: its page, box and text, and what became of it.

        Of a spreadsheet it has sheet and cell in place of a box.
        """
        cells = evidence_frame(self.result.items, self.result.schema, self.result.sheets)
        return with_numbers(cells)

    @cached_property
    def empty_cells(self) -> pd.DataFrame:
        """Every empty cell of the tables: its page and borders."""
        cells = empty_frame(self.result.empty_cells, self.result.schema, self.result.sheets)
        return with_numbers(cells)

    @cached_property
    def corrections(self) -> pd.DataFrame:
        """What the ledger corrected."""
        return self.result.corrections.copy()

    @property
    def open_findings(self) -> dict[str, int]:
        """How many findings of each severity nobody has accepted."""
        return {str(severity): count for severity, count in self.result.open_counts.items()}

    @property
    def usable(self) -> bool:
        """Whether there is no open error: with one, what was read must not be used."""
        return not self.open_findings["error"]

    def save(self, folder: str | os.PathLike[str], *, csv: CsvKind = "plain") -> Path:
        """Write into a folder what `build` writes for the document; the folder.

        Where there are open errors that is all but the workbook: one that is there stays.

        Args:
            folder: where to.
            csv: plain CSV files for programs, or those that a Finnish Excel opens.

        Raises:
            OutputError: a file cannot be written; all are as they were.
            WrongUsageError: the folder has no name, or one that no system keeps.
        """
        place = checked_path(folder, "folder")
        require_place(place)
        deadline = Deadline(self.pdf, *time_allowed(self.job.options.time_limit))
        deadline.allow_for(pages_filled(self.page_count, self.result.sheets.values()))
        with page_pictures(self.pdf, debug=False) as pictures:
            pictures.start(self.result.review, self.result.source.sha256, deadline)
            write_outputs(self.job_with(csv), self.result, place, deadline, pictures)
        return place

    def job_with(self, csv: str) -> Job:
        """What was to be done, with one of the kinds of CSV files.

        Raises:
            WrongUsageError: there is no such kind.
        """
        require_choice("csv", csv, CSV_CHOICES)
        options = argparse.Namespace(**{**vars(self.job.options), "csv": csv})
        return replace(self.job, options=options)

    def summary(self) -> str:
        """What was read, in a line: records, pages, open findings, verdict."""
        counts, pages = self.open_findings, pages_of(self.pdf.name, self.page_count)
        return (
            f"{len(self.result.records.frame)} records from {self.page_count} {pages}; open "
            f"findings: {counts['error']} errors, {counts['warning']} warnings, "
            f"{counts['info']} for information; {'usable' if self.usable else 'do not use it'}"
        )

    def __repr__(self) -> str:
        """What was read, in a line."""
        return f"<{type(self).__name__} {self.pdf.name}: {self.summary()}>"

    def _repr_html_(self) -> str:
        """The same for a notebook, with the first records."""
        with pd.option_context("display.max_colwidth", LETTERS_SHOWN):
            table = self.records.head(ROWS_SHOWN).to_html(
                max_cols=COLUMNS_SHOWN, border=0, escape=True, show_dimensions=False
            )
        return f"<p><b>{escape(self.pdf.name)}</b>: {escape(self.summary())}</p>\n{table}"
