"""What the tests through the command line share."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
REAL_PDF = ROOT / "input" / "paijat-hame-liitetaulukko.pdf"
# Longer than any build takes, shorter than a person waits for one that hangs.
PATIENCE_SECONDS = 120
NAME = "liite"


def run(*arguments: str | Path) -> CompletedProcess[str]:
    """Run the command line in the project's folder."""
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
    def workbook(self) -> Path:
        """The managers' workbook."""
        return self.outputs / f"{NAME}.xlsx"

    def build(self, *options: str | Path) -> CompletedProcess[str]:
        """Build the outputs of the document."""
        return run("build", self.pdf, "--output", self.output, *options)

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
