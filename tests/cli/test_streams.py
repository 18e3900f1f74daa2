"""Standard streams that are closed or full, a full disk, and Python that cannot be started."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.pdf.page_reader import PageReader
from tests.support import command_line
from tests.support.command_line import (
    PATIENCE_SECONDS,
    REAL_PDF,
    ROOT,
    Desk,
    complaint,
    files_in,
    run,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="streams and limits as a shell on Linux has them"
)


def in_shell(
    call: str, *arguments: str | Path, limits: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a call in a shell; `RUN` stands for the program, and $1 and so on for arguments."""
    program = f"{shlex.quote(sys.executable)} -m pipeline"
    return subprocess.run(
        ["/bin/sh", "-c", f"{limits}{call.replace('RUN', program)}", "sh", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("command", ["checks", "--help", "build $1 --output $2"])
def test_a_full_standard_output_is_told(built: Desk, command: str) -> None:
    completed = in_shell(f"RUN {command} >/dev/full", built.pdf, built.output)
    assert completed.returncode == 4
    assert "standard output: cannot be written (No space left" in complaint(completed)


def test_all_is_built_though_nobody_can_read_of_it(built: Desk, tmp_path: Path) -> None:
    for number, stream in enumerate((">/dev/full", ">&-", "2>&-", "<&- >&- 2>&-")):
        folder = tmp_path / str(number)
        completed = in_shell(f"RUN build $1 --output $2 {stream}", built.pdf, folder)
        assert completed.returncode == (4 if "full" in stream else 0)
        assert "Traceback" not in completed.stderr
        assert (folder / built.pdf.stem / built.workbook.name).read_bytes() == (
            built.workbook.read_bytes()
        )


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_an_error_has_its_exit_code_where_it_cannot_be_told(stream: str) -> None:
    completed = in_shell(f"RUN build none.pdf {stream}")
    assert (completed.returncode, completed.stdout, completed.stderr) == (3, "", "")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    completed = in_shell("{ RUN checks; echo $? >&2; } | head -n 1")
    assert completed.stdout.count("\n") == 1
    assert completed.stderr == "0\n"


@pytest.mark.parametrize("blocks", [0, 20])
def test_a_limit_of_file_sizes_changes_nothing(desk: Desk, blocks: int) -> None:
    before = files_in(desk.folder)
    completed = in_shell(
        "RUN build $1 --output $2 --lang en", desk.pdf, desk.output, limits=f"ulimit -f {blocks}; "
    )
    assert completed.returncode == 4
    assert f"{desk.workbook}: cannot be written (File too large)" in complaint(completed)
    assert files_in(desk.folder) == before


def test_no_folder_for_temporary_files_is_needed(built: Desk, tmp_path: Path) -> None:
    for folder in ("/dev/null/none", str(tmp_path)):
        completed = in_shell(
            "RUN build $1 --output $2 --lang en",
            built.pdf,
            tmp_path / "out",
            limits=f"export TMPDIR={folder}; ",
        )
        assert (completed.returncode, completed.stderr) == (0, "")
        assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_current_folder_that_was_removed_is_told(tmp_path: Path) -> None:
    completed = in_shell(
        "cd $1 && rmdir $1 && PYTHONPATH=$2 RUN build $3", tmp_path, ROOT, REAL_PDF
    )
    assert completed.returncode == 2
    assert "the current folder cannot be used" in complaint(completed)


@pytest.mark.parametrize("interpreter", ["/dev/null", "/none/python", "", None])
def test_python_that_cannot_be_started_is_told(
    monkeypatch: pytest.MonkeyPatch, interpreter: str | None, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", interpreter)
    # The reader of the program itself, which starts a process.
    monkeypatch.setattr(command_line, "PageReaderHere", PageReader)
    completed = run("build", REAL_PDF, "--output", tmp_path / "out")
    assert completed.returncode == 3
    line = complaint(completed)
    assert line.endswith("[reader-not-started]")
    assert str(REAL_PDF) in line
    assert list(tmp_path.iterdir()) == []
