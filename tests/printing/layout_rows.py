"""What all printed layouts share: the rows of the tables, and the programs that print them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.printing.appendix import AREA, TITLE, TranscribedRow, transcription

COLUMNS: dict[str, tuple[str, ...]] = {
    "person": (
        "service",
        "type",
        "producer",
        "shared",
        "tem",
        "integration_client",
        "multidisciplinary",
        "new_jobseeker",
    ),
    "employer": ("service", "type", "producer", "shared", "tem"),
}
TITLE_LINES = tuple(line.format(area=AREA) for line in TITLE)
# Longer than any of them prints.
PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Run:
    """Consecutive rows that share one cell: the first of them, and how many."""

    first: int
    count: int


@dataclass(frozen=True)
class Facts:
    """What a document says, however it is printed.

    Args:
        title: lines above the tables.
        rows: of all tables, headings first, as in the transcription.
    """

    title: tuple[str, ...]
    rows: tuple[TranscribedRow, ...]

    def table(self, name: str) -> list[TranscribedRow]:
        """The rows of one table, headings first."""
        return [row for row in self.rows if row["table"] == name]


def appendix_facts() -> Facts:
    """What the real appendix says."""
    return Facts(TITLE_LINES, tuple(transcription()))


def flowing(text: str) -> str:
    """The text of a cell without its line breaks, for programs that break lines themselves."""
    return " ".join(text.split())


def shared_cells(rows: Sequence[TranscribedRow], column: str) -> list[Run]:
    """Runs of services with the same text in a column; a row alone is a run of one."""
    runs: list[Run] = []
    for index, row in enumerate(rows):
        previous = rows[index - 1] if index else None
        same = previous is not None and (
            row["kind"] == previous["kind"] == "service"
            and bool(row[column])
            and row[column] == previous[column]
        )
        if same:
            runs[-1] = Run(runs[-1].first, runs[-1].count + 1)
        else:
            runs.append(Run(index, 1))
    return runs


def printed_by_office(source: Path, target: Path) -> None:
    """Have LibreOffice print a file, or write it as the kind that the target's ending says."""
    kind = target.suffix.removeprefix(".")
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        target.write_bytes(Path(folder, f"{source.stem}.{kind}").read_bytes())


def printed_by_browser(source: Path, target: Path) -> None:
    """Have Chromium print a file."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-component-update"]
        command += [
            "--disable-sync",
            "--disable-pdf-tagging",
            f"--user-data-dir={folder}",
            "--no-pdf-header-footer",
        ]
        printed = Path(folder, "printed.pdf")
        command += [f"--print-to-pdf={printed}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        compress = ["qpdf", "--object-streams=generate", "--recompress-flate"]
        compress += ["--compression-level=9", str(printed), str(target)]
        subprocess.run(compress, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
