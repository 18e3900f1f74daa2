"""One document to build: what is asked of it, and what its outputs depend on.

Nothing heavy is imported here: whether outputs are current is told by this alone. A job can be
handed to another process.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli.calls import decide_call, is_built_by_make
from pipeline.cli.freshness import common_hash, dependencies_hash, fingerprint
from pipeline.inputs.beside import document_name, ledger_path, source_path


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
        shows_pages: whether a terminal shows how many of its pages are read; where there are
            several documents it shows how many of those are done.
    """

    pdf: Path
    options: argparse.Namespace
    decide: str
    by_make: bool
    rest: str
    shows_pages: bool = True

    @property
    def folder(self) -> Path:
        """Where its outputs go."""
        return output_folder(self.pdf, self.options)

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


def output_folder(pdf: Path, options: argparse.Namespace) -> Path:
    """Where the outputs of a document go."""
    folder: Path = options.output / document_name(pdf)
    return folder


def workbook_name(pdf: Path) -> str:
    """File name of the workbook of a document."""
    return f"{document_name(pdf)}.xlsx"


def page_name(pdf: Path) -> str:
    """File name of the review page of a document."""
    return f"{document_name(pdf)}.html"


def plan_job(
    pdf: Path, options: argparse.Namespace, common: str | None = None, shows_pages: bool = True
) -> Job:
    """What is to be done for a document, before it is read.

    Args:
        pdf: the document.
        options: of the command `build`.
        common: hash of what the outputs of all documents depend on, by `common_hash`; found out
            where it is not given.
        shows_pages: whether a terminal shows how many of its pages are read.
    """
    common = common_hash(options.schemas) if common is None else common
    decide, by_make = decide_call(pdf, options.schemas), is_built_by_make(pdf, options.schemas)
    rest = dependencies_of(pdf, options, {"decide": decide, "by_make": by_make}, common)
    return Job(pdf, options, decide, by_make, rest, shows_pages)


def dependencies_of(
    pdf: Path, options: argparse.Namespace, calls: Mapping[str, object], common: str
) -> str:
    """Hash of what the outputs of a document depend on besides its bytes and the kind of CSV files.

    Args:
        pdf: the document.
        options: of the command line.
        calls: how a reader of the outputs calls the program.
        common: hash of what the outputs of all documents depend on.
    """
    settings = {
        "lang": options.lang,
        "fail_on": options.fail_on,
        "without_decisions": options.without_decisions,
        "no_page": options.no_page,
        **calls,
    }
    return dependencies_hash(pdf, (source_path(pdf), ledger_path(pdf)), settings, common)
