"""Reads spreadsheets in the test's own process, and converts them with LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.spreadsheets.model import ShownSheet, Spreadsheet
from pipeline.spreadsheets.read import read_bytes, read_spreadsheet
from pipeline.spreadsheets.signs import NumberSigns

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="needs LibreOffice Calc (Debian, Ubuntu: apt install libreoffice-calc)"
)
ENGLISH = NumberSigns(".", ",")
# Comma, double quote, UTF-8, from the first line on, English, quotes where needed, as shown.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true"


def read(path: Path, signs: NumberSigns = NumberSigns()) -> Spreadsheet:  # noqa: B008 — frozen
    """A spreadsheet, read in this process."""
    return read_spreadsheet(path, read_bytes(path), signs)


def first_sheet(path: Path, signs: NumberSigns = NumberSigns()) -> ShownSheet:  # noqa: B008 — frozen
    """The first sheet of a spreadsheet that shows."""
    return read(path, signs).sheets[0]


def texts(sheet: ShownSheet) -> dict[tuple[int, int], str]:
    """The texts of a sheet by row and column."""
    return {(cell.row, cell.column): cell.text for cell in sheet.cells if cell.text}


def notes(sheet: ShownSheet) -> list[tuple[str, str, str, int]]:
    """What there is to report of a sheet."""
    return [(note.kind, note.place, note.detail, note.count) for note in sheet.notes]


def convert(path: Path, kind: str, folder: Path) -> Path:
    """A spreadsheet as LibreOffice writes it in another format."""
    folder.mkdir(exist_ok=True)
    profile = folder / "profile"
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", kind, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{kind.partition(':')[0]}"
