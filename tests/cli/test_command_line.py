"""What a person at the command line sees."""

from __future__ import annotations

import argparse
import json
import os
import pty
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from pipeline.cli.arguments import make_parser
from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, ROOT, Desk, run

OPTIONS = (
    "--output",
    "--schemas",
    "--lang",
    "--fail-on",
    "--without-decisions",
    "--time-limit",
    "--quiet",
    "--json",
    "--debug",
)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The parsers of all commands."""
    (action,) = (a for a in make_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def test_each_command_and_option_has_help() -> None:
    overview = run("--help").stdout
    for name, command in subcommands().items():
        assert f"{name} " in overview
        for action in command._actions:
            assert action.help, (name, action.dest)


def test_help_names_each_option_and_exit_code() -> None:
    completed = run("build", "--help")
    assert completed.returncode == 0
    for word in (*OPTIONS, "Exit codes: 0 built"):
        assert word in " ".join(completed.stdout.split())
    assert "build" in run("--help").stdout


def test_version() -> None:
    assert run("--version").stdout.startswith("liitetaulukko ")


@pytest.mark.parametrize("arguments", [("build", "--langg", "fi"), ("bild",), ()])
def test_wrong_usage_is_one_line(arguments: tuple[str, ...]) -> None:
    completed = run(*arguments)
    assert completed.returncode == 2
    (line,) = completed.stderr.splitlines()
    assert line.endswith("--help.")


def test_a_build_says_where_the_outputs_are_and_the_verdict(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, transcription())
    completed = clean_desk.build()
    lines = completed.stdout.splitlines()
    assert lines[0].startswith(f"{clean_desk.outputs}: 55 records in 2 tables")
    assert lines[1:] == [
        "open findings: 0 errors, 15 warnings, 3 for information",
        "verdict: usable",
        *where_to_look(clean_desk),
    ]
    assert completed.stderr == ""


def where_to_look(desk: Desk) -> list[str]:
    """The lines that name the workbook, the review page and the report."""
    report = desk.outputs / "validation.md"
    return [f"workbook: {desk.workbook}", f"page: {desk.page}", f"report: {report}"]


def current_lines(desk: Desk) -> list[str]:
    """What a build prints of a document that is current."""
    counts = "open findings: 0 errors, 15 warnings, 3 for information"
    return [f"{desk.outputs} is current: nothing to do", counts, *where_to_look(desk)]


@pytest.fixture(name="current")
def current_desk(desk: Desk) -> Desk:
    """A document whose outputs are current where it is now."""
    assert desk.build().returncode == 0
    return desk


def test_what_is_current_is_left_alone(current: Desk) -> None:
    before = {path: path.stat().st_mtime_ns for path in current.outputs.iterdir()}
    completed = current.build()
    assert completed.stdout.splitlines() == current_lines(current)
    assert {path: path.stat().st_mtime_ns for path in current.outputs.iterdir()} == before


@pytest.mark.parametrize("change", ["pdf", "ledger", "source", "missing", "edited", "language"])
def test_any_changed_content_is_built_again(current: Desk, change: str) -> None:
    options: list[str] = []
    if change == "pdf":
        current.pdf.write_bytes(current.pdf.read_bytes() + b"\n")
    elif change == "ledger":
        header = "action,finding_id,service_id,field,expected,value,reason,decided_on\n"
        current.ledger.write_text(header, encoding="utf-8")
    elif change == "source":
        current.source_file.write_text("publisher: Esimerkki\n", encoding="utf-8")
    elif change == "missing":
        current.workbook.unlink()
    elif change == "edited":
        (current.outputs / "services.csv").write_text("", encoding="utf-8")
    else:
        options = ["--lang", "en"]
    completed = current.build(*options)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert "verdict: usable" in completed.stdout
    assert current.workbook.exists()
    assert len(current.rows("services")) == 55


def test_a_new_file_time_alone_changes_nothing(current: Desk) -> None:
    os.utime(current.pdf, (1, 1))
    assert "is current" in current.build().stdout


def test_quiet_prints_nothing_and_json_prints_json(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, transcription())
    completed = clean_desk.build("--quiet")
    assert (completed.stdout, completed.stderr, completed.returncode) == ("", "", 0)
    verdict = json.loads(clean_desk.build("--json", "--lang", "en").stdout)
    assert verdict["exit_code"] == 0
    (document,) = verdict["documents"]
    assert (document["status"], document["records"]) == ("built", 55)
    assert document["open_findings"] == {"error": 0, "warning": 15, "info": 3}
    assert document["workbook"] == str(clean_desk.workbook)
    assert document["report"] == str(clean_desk.outputs / "validation.md")
    (again,) = json.loads(clean_desk.build("--json", "--lang", "en").stdout)["documents"]
    assert again == {**document, "status": "current"}


def test_json_tells_of_failures_too(tmp_path: Path) -> None:
    completed = run("build", tmp_path / "none.pdf", "--json", "--output", tmp_path)
    verdict = json.loads(completed.stdout)
    assert verdict["exit_code"] == completed.returncode == 3
    assert "[file-missing]" in verdict["documents"][0]["message"]


def test_a_refused_document_names_the_workbook_that_stays(desk: Desk) -> None:
    fails = ("--fail-on", "warning")
    said = desk.build(*fails).stdout.splitlines()
    assert said[2:] == [
        "verdict: do not use it: read validation.md",
        f"workbook: {desk.workbook}, as it was before",
        f"page: {desk.page}",
        f"report: {desk.outputs / 'validation.md'}",
    ]
    desk.workbook.unlink()
    assert "workbook: none" in desk.build(*fails).stdout.splitlines()
    (document,) = json.loads(desk.build(*fails, "--json").stdout)["documents"]
    assert (document["status"], document["workbook"]) == ("refused", None)
    assert document["report"] == str(desk.outputs / "validation.md")


def test_errors_that_may_be_are_told_all_the_same(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 8, type="Pakollinen"))
    for first in (f"{clean_desk.outputs}: 55 records", f"{clean_desk.outputs} is current"):
        completed = clean_desk.build("--fail-on", "never")
        assert completed.returncode == 0
        lines = completed.stdout.splitlines()
        assert lines[0].startswith(first)
        assert lines[2:] == [
            "verdict: do not use it: read validation.md",
            *where_to_look(clean_desk),
        ]


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 0), ("warning", 1)])
def test_fail_on(clean_desk: Desk, fail_on: str, code: int) -> None:
    print_appendix(clean_desk.pdf, transcription())
    completed = clean_desk.build("--fail-on", fail_on)
    assert completed.returncode == code
    assert clean_desk.workbook.exists() == (code == 0)


def test_english_words_in_workbook_and_report_only(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, transcription())
    clean_desk.build("--lang", "en")
    report = (clean_desk.outputs / "validation.md").read_text(encoding="utf-8")
    assert report.startswith("# Validation report")
    assert "Usable" in report
    findings = (clean_desk.outputs / "findings.csv").read_bytes()
    clean_desk.build("--lang", "fi")
    assert (clean_desk.outputs / "findings.csv").read_bytes() == findings


def test_one_bad_document_does_not_stop_the_others(built: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"")
    completed = run("build", bad, built.pdf, "--output", tmp_path / "output")
    assert completed.returncode == 3
    assert "file-empty" in completed.stderr
    assert "built 1, current 0, refused 0, failed 1" in completed.stdout


def test_two_documents_with_one_output_folder_are_refused(built: Desk, tmp_path: Path) -> None:
    other = tmp_path / built.pdf.name
    shutil.copy(built.pdf, other)
    completed = run("build", other, built.pdf, "--output", tmp_path / "output")
    assert completed.returncode == 2
    assert "same output folder" in completed.stderr
    assert not (tmp_path / "output").exists()


def on_terminal(output: Path, extra: dict[str, str]) -> str:
    """What a build prints to standard error when that is a terminal."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", str(REAL_PDF), "--output", str(output)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, **extra},
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        printed += part
    assert process.wait() == 0
    os.close(leader)
    return printed.decode("utf-8", "replace")


def test_a_progress_bar_on_a_terminal_without_colours(tmp_path: Path) -> None:
    printed = on_terminal(tmp_path, {"NO_COLOR": "1", "TERM": "xterm-256color"})
    assert "/59" in printed
    assert "\x1b[3" not in printed


# Run in a process of its own: what building with nothing to do imports besides the program.
BUILD_AND_LIST_LIBRARIES = """
import sys
from pipeline.cli.main import main

code = main(sys.argv[1:])
heavy = {"openpyxl", "pandas", "pandera", "pdfminer", "pdfplumber", "pydantic", "yaml"}
print(code, sorted(heavy & sys.modules.keys()))
"""


def test_where_nothing_is_to_do_no_library_is_loaded(current: Desk) -> None:
    build = ["build", str(current.pdf), "--output", str(current.output)]
    told = subprocess.run(
        [sys.executable, "-c", BUILD_AND_LIST_LIBRARIES, *build],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert told == [*current_lines(current), "0 []"]
