"""Builds that are stopped, and outputs that one of them left: what is said, and what is mended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.outputs.waiting_set import WAITING_FOLDER, gather, list_set, place_all
from tests.support.command_line import (
    PATIENCE_SECONDS,
    ROOT,
    SCHEMAS,
    Desk,
    complaint,
    files_in,
    run,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
AS_THEY_WERE = "liitetaulukko: stopped: outputs are as they were.\n"
# Run in a process of its own: a build that gets a signal right after its outputs were written.
BUILD_AND_STOP = """
import os, sys
from pathlib import Path
from pipeline.outputs import waiting_set

place_all = waiting_set.place_all

def place_all_and_stop(files):
    place_all(files)
    os.kill(os.getpid(), int(sys.argv[1]))

import pipeline.outputs.writing
pipeline.outputs.writing.place_all = place_all_and_stop
from pipeline.cli.main import main
sys.exit(main(sys.argv[2:]))
"""

# The same of one that gets it while a library writes a sheet, which is left open then.
BUILD_AND_STOP_IN_A_SHEET = """
import os, sys
from openpyxl.worksheet import _writer

write_tail = _writer.WorksheetWriter.write_tail

def write_tail_and_stop(*words):
    _writer.WorksheetWriter.write_tail = write_tail
    os.kill(os.getpid(), int(sys.argv[1]))
    return write_tail(*words)

_writer.WorksheetWriter.write_tail = write_tail_and_stop
from pipeline.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


def left_in_the_midst(desk: Desk, new: dict[str, bytes], placed: int) -> None:
    """Leave outputs as a build does that is killed after it has renamed some files."""
    waiting = list(gather(desk.outputs, new))
    list_set(desk.outputs, waiting)
    place_all(waiting[:placed])


@pytest.fixture(name="new")
def english_outputs(desk: Desk, tmp_path: Path) -> dict[str, bytes]:
    """The outputs of the desk's document in English, the workbook first."""
    assert run("build", desk.pdf, "--output", tmp_path / "new", "--lang", "en").returncode == 0
    files = files_in(tmp_path / "new" / desk.outputs.name)
    return {desk.workbook.name: files[desk.workbook.name], **files}


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_stopped_says_that_nothing_was_changed(
    desk: Desk, number: signal.Signals
) -> None:
    before = files_in(desk.folder)
    arguments = ["build", str(desk.pdf), "--output", str(desk.output), "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A test run in the background has signals ignored, and so would the program.
        preexec_fn=lambda: signal.signal(
            number,
            signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL,
        ),
    )
    # As soon as its child reads.
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    end = time.monotonic() + PATIENCE_SECONDS
    while children.exists() and not children.read_text() and time.monotonic() < end:
        time.sleep(1 / 100)
    process.send_signal(number)
    said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, *said) == (128 + number, "", AS_THEY_WERE)
    assert files_in(desk.folder) == before


def stopped_build(desk: Desk, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program that builds a document, and that the system ends meanwhile."""
    arguments = ["build", str(desk.pdf), "--output", str(desk.output), "--lang", "en"]
    return subprocess.run(
        [sys.executable, "-c", program, str(int(signal.SIGTERM)), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@POSIX
def test_a_build_that_is_stopped_says_what_it_has_written(
    desk: Desk, new: dict[str, bytes]
) -> None:
    done = stopped_build(desk, BUILD_AND_STOP)
    assert done.returncode == 128 + signal.SIGTERM
    assert done.stderr == (
        f"liitetaulukko: stopped: {desk.outputs} is written, all other outputs are as they were.\n"
    )
    assert files_in(desk.outputs) == new


@POSIX
def test_what_a_library_leaves_open_is_not_told(desk: Desk) -> None:
    before = files_in(desk.folder)
    done = stopped_build(desk, BUILD_AND_STOP_IN_A_SHEET)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, AS_THEY_WERE)
    assert files_in(desk.folder) == before


@pytest.mark.parametrize("placed", [0, 1, 6])
def test_the_next_build_mends_what_was_left(desk: Desk, new: dict[str, bytes], placed: int) -> None:
    left_in_the_midst(desk, new, placed)
    # The set is whole, and all that it was made from is as it was.
    completed = desk.build("--lang", "en")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert "nothing to do" in completed.stdout
    assert files_in(desk.outputs) == new
    assert [path for path in desk.outputs.iterdir() if path.is_dir()] == []


def test_a_comparison_sees_one_set(desk: Desk, new: dict[str, bytes], tmp_path: Path) -> None:
    left_in_the_midst(desk, new, 3)
    completed = run("compare", desk.output, tmp_path / "new", "--exact")
    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
    assert files_in(desk.outputs) == new


def test_what_a_comparison_cannot_mend_is_told(
    desk: Desk, new: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    left_in_the_midst(desk, new, 3)

    def refuse(*_words: object) -> None:
        raise PermissionError(13, "Permission denied", "x")

    monkeypatch.setattr(os, "replace", refuse)
    for command, code in ((("compare", desk.output, desk.output), 3), (("build", desk.pdf), 4)):
        more = ("--output", desk.output) if command[0] == "build" else ()
        completed = run(*command, *more)
        assert completed.returncode == code
        assert "a run was ended while it wrote there" in complaint(completed)
        assert str(desk.outputs) in complaint(completed)


def test_findings_that_fail_a_build_are_a_set_beside_the_old_workbook(desk: Desk) -> None:
    workbook = desk.workbook.read_bytes()
    state = (desk.outputs / ".current.json").read_bytes()
    assert desk.build("--fail-on", "info", "--lang", "en").returncode == 1
    after = files_in(desk.outputs)
    assert (after[desk.workbook.name], after[".current.json"]) == (workbook, state)
    # The same again from what a kill left in the midst of it.
    report = {name: content for name, content in after.items() if name.endswith((".md", ".json"))}
    report.pop(".current.json")
    assert desk.build().returncode == 0
    left_in_the_midst(desk, report, 1)
    assert desk.build("--fail-on", "info", "--lang", "en").returncode == 1
    again = files_in(desk.outputs)
    # It is that of the previous workbook, which was built in another folder.
    assert again.pop(".current.json") != after.pop(".current.json")
    assert again == after


def test_a_decision_and_a_draft_leave_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    finding = desk.found("mark-uncertain")[0]["finding_id"]
    (desk.folder / WAITING_FOLDER).mkdir()
    (desk.folder / WAITING_FOLDER / "new-0").write_bytes(b"half")
    call = ("decide", desk.pdf, finding, "--accept", "--reason", "x")
    assert run(*call).returncode == 0
    assert finding in desk.ledger.read_text(encoding="utf-8")
    draft = tmp_path / "draft"
    # A draft that was ended before its set was whole is begun anew.
    (draft / WAITING_FOLDER).mkdir(parents=True)
    (draft / WAITING_FOLDER / "new-0").write_bytes(b"half")
    assert run("inspect", desk.pdf, "--draft-schema", draft).returncode == 0
    assert sorted(path.name for path in draft.iterdir()) == [
        "document.yaml",
        "labels.yaml",
        "records.schema.json",
        "vocabulary",
    ]
    waiting = [path for path in tmp_path.rglob("*") if path.name == WAITING_FOLDER]
    assert waiting == []


def test_a_build_clears_what_a_decision_left_and_nothing_of_others(desk: Desk) -> None:
    waiting = desk.folder / WAITING_FOLDER
    waiting.mkdir()
    (waiting / "new-0").write_bytes(b"half")
    assert desk.build().returncode == 0
    assert not waiting.exists()
    waiting.mkdir()
    (waiting / "thesis.txt").write_bytes(b"of somebody else")
    assert desk.build().returncode == 0
    assert files_in(waiting) == {"thesis.txt": b"of somebody else"}


def test_git_ignores_what_waits(desk: Desk) -> None:
    if shutil.which("git") is None:
        pytest.skip("needs git: install it")
    names = [f"output/{desk.outputs.name}/{WAITING_FOLDER}/new-0", f"input/{WAITING_FOLDER}/old-1"]
    for name in names:
        done = subprocess.run(["git", "check-ignore", "--no-index", name], cwd=ROOT, check=False)
        assert done.returncode == 0, name


def test_a_failed_document_in_json_says_that_it_failed(tmp_path: Path) -> None:
    (tmp_path / "...pdf").write_bytes(b"%PDF-")
    told = run("build", "...pdf", "--json", "--schemas", SCHEMAS, folder=tmp_path).stdout
    assert [one["status"] for one in json.loads(told)["documents"]] == ["failed"]
