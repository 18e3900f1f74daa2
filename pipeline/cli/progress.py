"""A PDF read in a child process, and how far that is, on a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.cli.documents import propose_document
from pipeline.errors import InputError
from pipeline.pdf.page_reader import PageReader
from pipeline.system.bounds import time_allowed
from pipeline.system.terminal import shown_line


@contextmanager
def page_reader(pdf: Path, options: argparse.Namespace) -> Iterator[PageReader]:
    """A child process that reads a PDF while the parent does other things.

    Args:
        pdf: the document.
        options: with `time_limit` in seconds or none, `debug` and `quiet`.

    Raises:
        InputError: there is no such document, but one whose name is near.
    """
    propose_document(pdf)
    progress = ProgressBar(pdf, options)
    seconds, per_page = time_allowed(options.time_limit)
    if not sys.executable:
        # Where Python is part of another program, it does not say where its interpreter is.
        raise reader_not_started(pdf, "it is not known where it is")
    try:
        reader = PageReader(pdf, progress, seconds, options.debug, per_page=per_page)
    except OSError as error:
        raise reader_not_started(pdf, str(error.strerror)) from None
    try:
        yield reader
    finally:
        reader.close()
        progress.close()


def reader_not_started(pdf: Path, problem: str) -> InputError:
    """The error for a PDF that is not read, because the interpreter may not be run again."""
    return InputError(
        "reader-not-started",
        f"{pdf} is not read, because Python ({sys.executable or 'unknown'}) cannot be started "
        f"({problem}): check its permissions, or install it again.",
    )


class ProgressBar:
    """A progress bar on a terminal; nothing elsewhere.

    Args:
        pdf: the document that is read.
        options: with --quiet there is no bar.
    """

    def __init__(self, pdf: Path, options: argparse.Namespace) -> None:
        self.bar: Any = None
        self.name = shown_line(pdf.name)
        self.wanted = sys.stderr.isatty() and not options.quiet

    def __call__(self, done: int, total: int) -> None:
        """Show that a number of pages of all is read."""
        if not self.wanted:
            return
        if self.bar is None:
            from tqdm import tqdm

            self.bar = tqdm(total=total, desc=self.name, unit="page", leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """Remove the bar."""
        if self.bar is not None:
            self.bar.close()
