"""What the tests through the command line share."""

from __future__ import annotations

import csv
import gc
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from typing import TextIO
from unittest.mock import patch

from pipeline.cli.main import main
from tests.support.pages import PageImagesHere, PageReaderHere

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
REAL_PDF = ROOT / "input" / "paijat-hame-liitetaulukko.pdf"
# Longer than any build takes, shorter than a person waits for one that hangs.
PATIENCE_SECONDS = 120
NAME = "liite"
# What an interpreter does not show of itself.
SILENT_WARNINGS = (
    DeprecationWarning,
    PendingDeprecationWarning,
    ImportWarning,
    ResourceWarning,
)


def run(
    *arguments: str | Path, folder: Path = ROOT, together: bool = False
) -> CompletedProcess[str]:
    """Run the command line in this process.

    It reads and draws PDFs in this process as well. What it changes of the process is put back, so
    that no call knows of another. What is about processes is tested with `run_apart`.

    Args:
        arguments: of the command line.
        folder: the working folder; the project's where none is named.
        together: take what goes to standard error into standard output, as a terminal shows it.
    """
    words = list(map(str, arguments))
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(out if together else err))
        stack.enter_context(chdir(folder))
        stack.enter_context(usual_warnings())
        stack.enter_context(patch.dict(os.environ))
        stack.enter_context(patch("pipeline.cli.progress.PageReader", PageReaderHere))
        stack.enter_context(patch("pipeline.cli.page_pictures.PageImages", PageImagesHere))
        # A run switches the collector of garbage off.
        stack.callback(gc.enable)
        code = exit_code_of(words)
    return CompletedProcess(words, code, text_of(out), text_of(err))


def exit_code_of(arguments: list[str]) -> int:
    """Run the command line; its exit code, where it ends by an exception as well."""
    try:
        return main(arguments)
    except SystemExit as end:
        assert isinstance(end.code, int)
        return end.code


def text_of(stream: TextIOWrapper) -> str:
    """What was written to a stream."""
    stream.flush()
    content: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return content.decode("utf-8")


@contextmanager
def usual_warnings() -> Iterator[None]:
    """Have warnings treated as Python does by default: each once, on standard error."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for category in SILENT_WARNINGS:
            warnings.simplefilter("ignore", category)
        warnings.showwarning = show_warning
        yield


def show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Write a warning to where standard error leads now."""
    sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line))


def run_apart(*arguments: str | Path) -> CompletedProcess[str]:
    """Run the command line in the project's folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files_in(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too, with their content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@dataclass(frozen=True)
class Desk:
    """A folder with a document, what stands beside it, and its outputs."""

    folder: Path

    @property
    def pdf(self) -> Path:
        """The document."""
        return self.folder / f"{NAME}.pdf"

    @property
    def ledger(self) -> Path:
        """Its decisions ledger."""
        return self.folder / f"{NAME}.decisions.csv"

    @property
    def source_file(self) -> Path:
        """What is known of it."""
        return self.folder / f"{NAME}.source.yaml"

    @property
    def output(self) -> Path:
        """The folder of all outputs."""
        return self.folder / "output"

    @property
    def outputs(self) -> Path:
        """The folder of the document's outputs."""
        return self.output / NAME

    @property
    def page(self) -> Path:
        """The review page."""
        return self.outputs / f"{NAME}.html"

    @property
    def workbook(self) -> Path:
        """The managers' workbook."""
        return self.outputs / f"{NAME}.xlsx"

    def build(self, *options: str | Path) -> CompletedProcess[str]:
        """Build the outputs of the document."""
        return run("build", self.pdf, "--output", self.output, *options)

    def build_apart(self, *options: str | Path) -> CompletedProcess[str]:
        """Build them in a process of its own."""
        return run_apart("build", self.pdf, "--output", self.output, *options)

    def rows(self, file: str) -> list[dict[str, str]]:
        """The rows of one of its CSV files."""
        return read_csv(self.outputs / f"{file}.csv")

    def found(self, check: str) -> list[dict[str, str]]:
        """Its findings of one check."""
        return [row for row in self.rows("findings") if row["check"] == check]


def complaint(completed: CompletedProcess[str]) -> str:
    """The one line on standard error."""
    assert "Traceback" not in completed.stderr
    (line,) = completed.stderr.splitlines()
    return line
