"""Names that lead elsewhere, name nothing, or hold what a terminal would obey."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.documents import name_problem
from tests.support.command_line import REAL_PDF, SCHEMAS, Desk, complaint, files_in, run

POSIX = pytest.mark.skipif(os.name != "posix", reason="names as on POSIX")
ORDERS = "\x1b]0;title\x07\x1b[31m\r\u202e\x85"
SHOWN_ORDERS = "\\u001b]0;title\\u0007\\u001b[31m\\r\\u202e\\u0085"


@POSIX
@pytest.mark.parametrize("name", ["...pdf", "..pdf", f"a{ORDERS}.pdf", "a\nb.pdf", "a\tb.pdf"])
def test_a_name_that_no_output_can_have_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copy(REAL_PDF, tmp_path / name)
    before = files_in(tmp_path)
    completed = run("build", name, "--schemas", SCHEMAS, folder=tmp_path)
    assert completed.returncode == 3
    line = complaint(completed)
    assert line.endswith("[name-unusable]")
    assert line.isprintable()
    assert completed.stdout == ""
    assert files_in(tmp_path) == before


@POSIX
def test_what_a_terminal_would_obey_is_shown(tmp_path: Path) -> None:
    line = complaint(run("inspect", tmp_path / f"a{ORDERS}.pdf"))
    assert f"a{SHOWN_ORDERS}.pdf" in line
    # In what is printed too, and JSON stays the same JSON.
    folder = tmp_path / f"out{ORDERS}"
    told = run("build", REAL_PDF, "--output", folder)
    assert told.returncode == 0
    assert f"out{SHOWN_ORDERS}" in told.stdout
    assert told.stdout.replace("\n", "").isprintable()
    json_told = run("build", REAL_PDF, "--output", folder, "--json").stdout
    assert f"out{SHOWN_ORDERS}" in json_told.replace("\\u001b", "\\u001b")
    assert json_told.replace("\n", "").isprintable()


@POSIX
def test_names_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.pdf")
    try:
        shutil.copy(REAL_PDF, tmp_path / name)
    except OSError:
        pytest.skip("the disk takes UTF-8 alone")
    completed = run("build", name, "--schemas", SCHEMAS, folder=tmp_path)
    assert completed.returncode == 3
    assert complaint(completed).startswith("liitetaulukko: \\udcff.pdf has letters")
    inspected = run("inspect", name, "--schemas", SCHEMAS, "--json", folder=tmp_path)
    assert inspected.returncode == 0
    assert '"file": "\\udcff.pdf"' in inspected.stdout


@POSIX
@pytest.mark.parametrize(("length", "code"), [(250, 0), (251, 3), (300, 3)])
def test_names_at_the_limit_of_the_system(tmp_path: Path, length: int, code: int) -> None:
    stem = "y" * length
    if length < 255 - len(".pdf") + 1:
        shutil.copy(REAL_PDF, tmp_path / f"{stem}.pdf")
    completed = run("build", f"{stem}.pdf", "--schemas", SCHEMAS, folder=tmp_path)
    assert completed.returncode == code
    if code:
        assert "too long for its workbook (at most 250)" in complaint(completed)
    else:
        assert (tmp_path / "output" / stem / f"{stem}.xlsx").is_file()


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("con.pdf", True),
        ("COM¹.liite.pdf", True),
        ("Liite .pdf", True),
        ("liite..pdf", True),
        ("console.pdf", False),
        ("a.con.pdf", False),
        ("Päijät-Häme (1) & 'muut' $x.pdf", False),
        (f"{'ä' * 250}.pdf", False),
        (f"{'ä' * 251}.pdf", True),
    ],
)
def test_what_windows_gives_no_folder(name: str, is_refused: bool) -> None:
    assert bool(name_problem(Path(name), windows=True)) is is_refused
    if "ä" * 9 not in name:
        assert not name_problem(Path(name), windows=False)


@pytest.mark.parametrize(
    ("code", "call"),
    [
        (2, "build EMPTY"),
        (3, "build ."),
        (3, "build /"),
        (2, "build PDF --output EMPTY"),
        (2, "build PDF --schemas EMPTY"),
        (2, "build PDF --schemas ."),
        (2, "build PDF --schemas /"),
        (2, "decide EMPTY x --accept --reason x"),
        (3, "decide . x --accept --reason x"),
        (3, "decide / x --accept --reason x"),
        (2, "compare EMPTY ."),
        (3, "compare . /"),
        (2, "inspect EMPTY"),
        (3, "inspect ."),
        (3, "inspect /"),
        (2, "inspect PDF --images EMPTY"),
        (2, "inspect PDF --draft-schema EMPTY"),
        (2, "init EMPTY"),
        (3, "build LONG"),
        (2, "build PDF --output LONG"),
        (2, "build PDF --schemas LONG"),
        (2, "build PDF --schemas=--"),
        (3, "decide LONG x --accept --reason x"),
        (2, "compare LONG ."),
        (2, "checks --schemas LONG"),
        (3, "inspect LONG"),
        (2, "inspect PDF --images LONG"),
        (2, "inspect PDF --draft-schema LONG"),
        (2, "init LONG"),
        (3, "inspect DEEP"),
        (3, "build DEEP"),
        (2, "checks --schemas DEEP"),
        (3, "decide DEEP x --accept --reason x"),
    ],
)
def test_arguments_that_name_nothing_or_all(tmp_path: Path, code: int, call: str) -> None:
    names = {"EMPTY": "", "PDF": str(REAL_PDF), "LONG": "y" * 300, "DEEP": "y/" * 3000 + "y"}
    words = [names.get(word, word) for word in call.split()]
    if "init" not in words and not any(word.startswith("--schemas") for word in words):
        words += ["--schemas", str(SCHEMAS)]
    completed = run(*words, folder=tmp_path)
    assert completed.returncode == code
    assert complaint(completed)
    assert list(tmp_path.iterdir()) == []


def test_very_many_arguments_are_each_told(tmp_path: Path) -> None:
    names = [f"{number}.pdf" for number in range(200)]
    completed = run("build", *names, "--schemas", SCHEMAS, "--output", tmp_path / "out")
    assert completed.returncode == 3
    assert len(completed.stderr.splitlines()) == len(names)
    assert not (tmp_path / "out").exists()


@POSIX
def test_outputs_behind_a_link_are_refused(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other"
    desk.outputs.rename(other)
    desk.outputs.symlink_to(other)
    before = files_in(other)
    completed = desk.build("--lang", "en")
    assert completed.returncode == 4
    assert f"{desk.outputs} is a link to {other}" in complaint(completed)
    assert files_in(other) == before
    # A folder of outputs may itself be one: the person named it.
    desk.outputs.unlink()
    link = tmp_path / "link"
    link.symlink_to(desk.output)
    assert run("build", desk.pdf, "--output", link).returncode == 0
    assert desk.workbook.is_file()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


@POSIX
@pytest.mark.parametrize("command", ["build", "inspect"])
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (a_pipe, "not-a-file"),
        (a_device, "not-a-file"),
        (a_broken_link, "file-missing"),
        (a_loop, "file-unreadable"),
    ],
)
def test_only_files_are_read(clean_desk: Desk, make: object, code: str, command: str) -> None:
    assert callable(make)
    make(clean_desk.pdf)
    completed = run(command, clean_desk.pdf)
    assert completed.returncode == 3
    assert complaint(completed).endswith(f"[{code}]")


@POSIX
@pytest.mark.parametrize("make", [a_pipe, a_device, a_broken_link, a_loop])
def test_what_cannot_be_read_beside_a_document_is_not_taken_for_missing(
    desk: Desk, make: object
) -> None:
    assert callable(make)
    desk.ledger.unlink(missing_ok=True)
    assert desk.build().returncode == 0
    for path in (desk.ledger, desk.source_file):
        before = files_in(desk.output)
        make(path)
        completed = desk.build()
        assert completed.returncode == 2
        assert f"{path}: cannot be read" in complaint(completed)
        assert files_in(desk.output) == before
        path.unlink()


def test_a_report_that_tells_nothing_is_made_again(desk: Desk) -> None:
    assert desk.build().returncode == 0
    state, report = desk.outputs / ".current.json", desk.outputs / "validation.json"
    whole, before = json.loads(state.read_text(encoding="utf-8")), files_in(desk.outputs)
    for content in (None, "{", "[]", '{"records": 3}', '{"records": [], "open_findings": []}'):
        outputs = {}
        report.unlink()
        if content is not None:
            report.write_text(content, encoding="utf-8")
            outputs = {report.name: hashlib.sha256(content.encode()).hexdigest()}
        state.write_text(json.dumps({**whole, "outputs": outputs}), encoding="utf-8")
        completed = desk.build()
        assert (completed.returncode, completed.stderr) == (0, "")
        assert files_in(desk.outputs) == before


@POSIX
@pytest.mark.parametrize("make", [a_pipe, a_device, a_broken_link])
def test_what_lies_among_the_outputs_is_not_waited_for(desk: Desk, make: object) -> None:
    assert callable(make)
    state, findings = desk.outputs / ".current.json", desk.outputs / "findings.csv"
    for path in (state, findings):
        path.unlink()
        make(path)
        assert desk.build().returncode == 0
        assert path.is_file()
        assert not path.is_symlink()
    assert "nothing to do" in desk.build().stdout


NAMING_CALLS = {
    "a document to build": (("build", "{}/a.pdf"), 3),
    "a document to inspect": (("inspect", "{}/a.pdf"), 3),
    "a document to decide on": (("decide", "{}/a.pdf", "abc", "--accept", "--reason", "x"), 3),
    "schemas to build with": (("build", "list.pdf", "--schemas", "{}/a"), 2),
    "schemas to inspect with": (("inspect", "list.pdf", "--schemas", "{}/a"), 2),
    "schemas whose checks are listed": (("checks", "--schemas", "{}/a"), 2),
    "outputs to compare": (("compare", "{}/a", "{}/b"), 3),
    "a draft": (("inspect", "list.pdf", "--draft-schema", "{}/a"), 4),
    "pictures": (("inspect", "list.pdf", "--images", "{}/a"), 4),
    "outputs": (("build", "list.pdf", "--output", "{}/a"), 4),
    "a workplace": (("init", "{}/a"), 4),
}


@POSIX
@pytest.mark.parametrize("case", NAMING_CALLS)
def test_a_folder_that_may_not_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    words, code = NAMING_CALLS[case]
    shutil.copy(REAL_PDF, tmp_path / "list.pdf")
    really = os.stat

    def refused(path: object, *args: Any, **keywords: Any) -> os.stat_result:
        if "closed" in Path(str(path)).parent.parts:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really(path, *args, **keywords)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refused)
    monkeypatch.setattr(os, "mkdir", refused)
    completed = run(*(word.format("closed") for word in words), folder=tmp_path)
    assert (completed.returncode, completed.stdout) == (code, "")
    assert "closed" in complaint(completed)
    assert "does not know" not in complaint(completed)
