"""`init`: a workplace for documents, in a new or empty folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline.schema.packaged import packaged_schemas
from tests.support.command_line import REAL_PDF, SCHEMAS, complaint, files_in, run
from tests.support.programs import need

HERE = "."


@pytest.fixture(name="folder")
def current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(folder: Path, name: str) -> str:
    """Make a workplace in a folder; what is printed."""
    completed = run("init", name, folder=folder)
    assert (completed.returncode, completed.stderr) == (0, "")
    return completed.stdout


@pytest.mark.parametrize("name", ["work", "deep/er/work", HERE])
def test_a_workplace_has_what_is_needed(folder: Path, name: str) -> None:
    told = init(folder, name)
    assert (
        f"put PDFs or spreadsheets into {Path(name) / 'input'}, then run there: liitetaulukko build"
        in told
    )
    files = files_in(folder / name)
    expected = {"Makefile", "README.md", ".gitattributes", ".gitignore"}
    expected |= {"input/.gitkeep", "output/.gitkeep"}
    assert {place for place in files if not place.startswith("schemas/")} == expected
    assert files_in(folder / name / "schemas") == files_in(SCHEMAS)
    if name != HERE:
        assert sorted(path.name for path in folder.iterdir()) == [Path(name).parts[0]]


def test_an_empty_folder_takes_it_and_stays_the_same_folder(folder: Path) -> None:
    work = folder / "work"
    work.mkdir()
    number = work.stat().st_ino
    init(folder, "work")
    assert work.stat().st_ino == number
    assert len(files_in(work)) > 10


@pytest.mark.parametrize("there", ["a file", "a folder with a file", "a hidden file", "a link"])
def test_what_is_not_empty_is_refused_and_left_alone(folder: Path, there: str) -> None:
    work = folder / "work"
    if there == "a file":
        work.write_text("mine", encoding="utf-8")
    elif there == "a link":
        work.symlink_to("nowhere")
    else:
        work.mkdir()
        name = ".hidden" if there == "a hidden file" else "mine"
        (work / name).write_text("mine", encoding="utf-8")
    before = files_in(folder)
    completed = run("init", "work", folder=folder)
    assert completed.returncode == 2
    assert complaint(completed) == (
        "liitetaulukko: work is not an empty folder: name a new one for the workplace."
    )
    assert files_in(folder) == before


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("failing", ["write_bytes", "rename"])
def test_where_writing_fails_nothing_is_left(folder: Path, is_new: bool, failing: str) -> None:
    if not is_new:
        (folder / "work").mkdir()
    calls = 0
    really = getattr(Path, failing)

    def fail_late(path: Path, argument: object) -> object:
        nonlocal calls
        calls += 1
        # Moving back what was moved works again.
        if calls == (1 if is_new and failing == "rename" else 3):
            raise OSError(28, "No space left on device", str(path))
        return really(path, argument)

    with patch.object(Path, failing, fail_late):
        completed = run("init", "work" if not is_new else "deep/work", folder=folder)
    assert completed.returncode == 4
    assert "cannot be written (No space left on device): check permissions" in complaint(completed)
    assert [path.name for path in folder.rglob("*")] == ([] if is_new else ["work"])


def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    (folder / "file").touch()
    completed = run("init", "file/work", folder=folder)
    assert completed.returncode == 4
    told = "liitetaulukko: file/work: cannot be written ("
    assert complaint(completed).startswith(told.replace("/", os.sep))


def test_the_schemas_of_a_workplace_are_its_usual_ones(folder: Path) -> None:
    assert "type-missing" in run("checks", folder=folder).stdout
    init(folder, "work")
    labels = folder / "work" / "schemas" / "labels.yaml"
    labels.unlink()
    completed = run("checks", folder=folder / "work")
    assert completed.returncode == 2
    assert str(Path("schemas", "labels.yaml")) in complaint(completed)


def test_named_schemas_that_are_not_there_are_an_error(folder: Path) -> None:
    completed = run("checks", "--schemas", "schemas", folder=folder)
    assert completed.returncode == 2
    assert "there is no such schemas folder" in complaint(completed)


def test_a_program_without_its_schemas_says_so(folder: Path) -> None:
    with patch("pipeline.schema.packaged.PACKAGED_PLACES", (folder / "none",)):
        completed = run("checks", folder=folder)
        assert run("checks", "--schemas", SCHEMAS, folder=folder).returncode == 0
    assert completed.returncode == 2
    assert "the program came without its schemas: install it again" in complaint(completed)


def test_git_keeps_what_is_to_be_compared(folder: Path) -> None:
    need("git")
    init(folder, "work")
    work = folder / "work"
    outputs = work / "output" / "liite"
    outputs.mkdir()
    waiting = outputs / ".liitetaulukko-writing"
    waiting.mkdir()
    for name in ("liite.xlsx", "liite.html", ".current.json", "services.csv"):
        (outputs / name).write_bytes(b"a\r\nb\n")
    # What a run leaves that is killed.
    places = (waiting / "1", outputs / ".liitetaulukko-lock")
    for place in (*places, work / "input" / ".liite.decisions.csv.lock"):
        place.touch()
    shutil.copy(REAL_PDF, work / "input")
    for call in (["init", "--quiet"], ["-c", "core.autocrlf=true", "add", "--all"]):
        subprocess.run(["git", *call], cwd=work, check=True, capture_output=True)
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=work, check=True, capture_output=True, text=True
    ).stdout
    listed_at = {line.split("\t")[1]: line.split()[0] for line in listed.splitlines()}
    assert {p for p in listed_at if p.startswith("output/")} == {
        "output/.gitkeep",
        "output/liite/services.csv",
    }
    assert listed_at["output/liite/services.csv"] == "i/lf"
    assert listed_at[f"input/{REAL_PDF.name}"] == "i/-text"
    assert not [place for place in listed_at if place.endswith(".lock")]
    assert {"input/.gitkeep", "Makefile", "schemas/appendix.yaml"} <= listed_at.keys()


def test_the_packaged_schemas_are_those_of_the_project() -> None:
    assert packaged_schemas() == SCHEMAS
