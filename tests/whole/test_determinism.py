"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import REAL_PDF, ROOT, SCHEMAS, files_in

SURROUNDINGS = {
    "C": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    "Finnish": {"LC_ALL": "fi_FI.UTF-8", "TZ": "Europe/Helsinki", "PYTHONHASHSEED": "1"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711"},
}


def build_in(folder: Path, surroundings: dict[str, str], home: Path) -> dict[str, bytes]:
    """Build a copy of the real document from a folder of its own."""
    shutil.copytree(REAL_PDF.parent, folder / "input")
    shutil.copytree(SCHEMAS, folder / "schemas")
    # File times must not matter either.
    for path in (folder / "input").iterdir():
        os.utime(path, (0, 0))
    subprocess.run(
        [sys.executable, "-m", "pipeline", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(home), **surroundings},
        check=True,
        capture_output=True,
    )
    return files_in(folder / "output")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build_in(tmp_path_factory.mktemp("reference"), {"PYTHONHASHSEED": "42"}, ROOT)


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_outputs_are_byte_identical(name: str, reference: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "a folder with spaces ä"
    folder.mkdir()
    assert build_in(folder, SURROUNDINGS[name], ROOT) == reference


def test_a_copy_of_the_program_elsewhere_gives_the_same(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "pipeline", home / "pipeline", ignore=ignored)
    shutil.copy(ROOT / "requirements.lock", home)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert build_in(folder, {}, home) == reference


def test_review_pages_are_among_what_is_compared(reference: dict[str, bytes]) -> None:
    page = reference[f"{REAL_PDF.stem}/{REAL_PDF.stem}.html"]
    assert page.startswith(b"<!doctype html>")
    assert str(ROOT).encode() not in page


def test_the_workbook_has_no_clock_time(reference: dict[str, bytes], tmp_path: Path) -> None:
    import zipfile

    name = f"{REAL_PDF.stem}/{REAL_PDF.stem}.xlsx"
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(reference[name])
    with zipfile.ZipFile(path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode("utf-8")
    assert "1980-01-01" in core
