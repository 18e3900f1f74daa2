"""What Windows does otherwise, as far as another system can show it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import cast
from unittest.mock import patch

import pytest

from pipeline.cli.calls import decide_call, from_here, path_argument
from pipeline.cli.documents import document_path, is_path
from tests.support.command_line import REAL_PDF, ROOT, SCHEMAS, files_in, run

SAMPLE = ROOT / "tests" / "documents" / "transport-contracts"
CODE_PAGES = ["cp850", "cp1252", "ascii"]


@pytest.mark.parametrize("name", ["papers\\offers", "C:\\papers\\offers", "papers/offers", "..\\x"])
def test_a_document_is_named_by_a_path_with_either_separator(name: str) -> None:
    with patch("pipeline.cli.documents.SEPARATORS", ("\\", "/")):
        assert is_path(name)
        assert not is_path("offers")


def test_elsewhere_a_backslash_is_a_letter() -> None:
    assert not is_path("price\\list")
    assert document_path("price\\list") == Path("input", "price\\list.pdf")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("papers\\offers.pdf", "papers/offers.pdf"),
        ("..\\our schemas", "../our schemas"),
        ("-schemas", "./-schemas"),
        ("D:\\papers\\offers.pdf", "D:/papers/offers.pdf"),
    ],
)
def test_reports_name_paths_alike_on_every_system(path: str, told: str) -> None:
    """They are committed, and Windows takes either separator."""
    assert path_argument(cast(Path, PureWindowsPath(path))) == told


def test_a_document_on_another_drive_keeps_its_path(tmp_path: Path) -> None:
    pdf = tmp_path / "offers.pdf"
    with patch("os.path.relpath", side_effect=ValueError("path is on mount 'D:'")):
        assert from_here(pdf) == pdf
        assert decide_call(pdf, SCHEMAS).endswith(f" {pdf}")


def call_in(code_page: str, *arguments: str | Path) -> bytes:
    """What a process prints that may write in a code page alone."""
    completed = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in completed.stderr
    return completed.stdout + completed.stderr


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_json_is_json_in_every_code_page(code_page: str) -> None:
    expected = json.loads(run("checks", "--json", "--lang", "fi").stdout)
    printed = call_in(code_page, "checks", "--json", "--lang", "fi")
    assert json.loads(printed.decode(code_page)) == expected
    # Some of its letters are in none of the code pages.
    text = "".join(check["meaning"] + check["advice"] for check in expected)
    assert {letter for letter in text if not letter.isascii()} > {"ä", "ö"}


def test_letters_of_a_code_page_are_written_and_others_by_number() -> None:
    told = call_in("cp850", "build", "päätös “a” → 😀.pdf").decode("cp850")
    assert "päätös \\u201ca\\u201d \\u2192 \\ud83d\\ude00.pdf does not exist" in told


def with_crlf(folder: Path) -> None:
    """Save each text in a folder as editors on Windows do."""
    for path in folder.rglob("*"):
        if path.suffix in (".csv", ".json", ".yaml"):
            content = path.read_bytes()
            assert b"\r" not in content
            path.write_bytes(content.replace(b"\n", b"\r\n"))


def test_crlf_in_what_people_write_changes_nothing(tmp_path: Path) -> None:
    for place in ("lf", "crlf"):
        shutil.copytree(REAL_PDF.parent, tmp_path / place / "input")
        shutil.copytree(SCHEMAS, tmp_path / place / "schemas")
    with_crlf(tmp_path / "crlf")
    for place in ("lf", "crlf"):
        completed = run("build", folder=tmp_path / place)
        assert (completed.returncode, completed.stderr) == (0, "")
    built = [files_in(tmp_path / place / "output" / REAL_PDF.stem) for place in ("lf", "crlf")]
    for files in built:
        del files[".current.json"]
    assert len(built[0]) > 8
    assert [name for name in built[0] if built[0][name] != built[1][name]] == []


def test_crlf_is_read_in_schemas_of_another_kind(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "schemas", tmp_path / "kinds")
    shutil.copy(SAMPLE / "transport-contracts.pdf", tmp_path)
    outputs = []
    for save_as in (lambda folder: None, with_crlf):
        save_as(tmp_path / "kinds")
        completed = run(
            *("build", "transport-contracts.pdf", "--schemas", "kinds"), folder=tmp_path
        )
        assert (completed.returncode, completed.stderr) == (0, "")
        outputs.append(files_in(tmp_path / "output" / "transport-contracts"))
    assert outputs[0].pop(".current.json") != outputs[1].pop(".current.json")
    assert outputs[0] == outputs[1]
