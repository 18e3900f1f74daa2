"""A clone with the settings that git has on Windows is the same, and builds the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import ROOT
from tests.support.programs import miss, need

IDENTITY = ("-c", "user.name=test", "-c", "user.email=test@example.org")


def git(*arguments: str | Path, folder: Path) -> str:
    """Run git without the settings of whoever runs the tests."""
    return subprocess.run(
        ["git", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


@pytest.fixture(scope="session", name="project")
def committed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git keeps of the project, as it is now, committed by somebody."""
    need("git")
    if not (ROOT / ".git").exists():
        miss("the project's git repository", "it as a clone")
    folder = tmp_path_factory.mktemp("clones") / "project"
    # With their settings here: git may ask them whether it is to trust the folder.
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    for name in listed.split("\0"):
        if name and (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git("init", "--quiet", folder=folder)
    git("add", "--all", folder=folder)
    git(*IDENTITY, "commit", "--quiet", "--message", "As it is", folder=folder)
    return folder


@pytest.fixture(scope="session", name="clone")
def clone_as_on_windows(project: Path) -> Path:
    """A clone with CRLF wished for wherever a file does not say otherwise."""
    clone = project.parent / "clone"
    git("clone", "--quiet", "-c", "core.autocrlf=true", project, clone, folder=project)
    return clone


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a repository, and their content."""
    names = git("ls-files", "-z", folder=folder).split("\0")
    return {name: (folder / name).read_bytes() for name in names if name}


def test_every_file_is_the_same_byte_for_byte(project: Path, clone: Path) -> None:
    files = files_of(project)
    assert len(files) > 500
    cloned = files_of(clone)
    assert {name for name in files if files[name] != cloned.get(name)} == set()
    assert git("status", "--porcelain", folder=clone) == ""


def test_without_a_word_on_line_ends_files_would_differ(project: Path, tmp_path: Path) -> None:
    """So the test above can fail."""
    rules = project / ".git" / "info" / "attributes"
    clone = tmp_path / "clone"
    git(
        "clone",
        "--quiet",
        "--no-checkout",
        "-c",
        "core.autocrlf=true",
        project,
        clone,
        folder=tmp_path,
    )
    (clone / rules.relative_to(project)).write_text("* !text !eol !diff !merge\n", encoding="utf-8")
    git("checkout", "--quiet", folder=clone)
    files, cloned = files_of(project), files_of(clone)
    assert [name for name in files if files[name] != cloned[name]]


def test_every_kind_of_file_has_a_rule_of_its_own(project: Path) -> None:
    """What a file is shall not be guessed by its content."""
    names = git("ls-files", folder=project).splitlines()
    told = git("check-attr", "text", "--", *names, folder=project).splitlines()
    rules = dict(line.split(": text: ") for line in told)
    guessed = {
        Path(name).suffix or Path(name).name for name, rule in rules.items() if rule == "auto"
    }
    assert guessed <= {
        "LICENSE",
        ".gitattributes",
        ".gitignore",
        "gitattributes",
        "gitignore",
    }
    assert {Path(name).suffix for name, rule in rules.items() if rule == "unset"} == {
        ".ods",
        ".pdf",
        ".png",
        ".xlsx",
    }


def test_the_clone_builds_what_is_committed(clone: Path, tmp_path: Path) -> None:
    """As `make verify` does."""
    calls: list[list[str]] = [
        ["build", "--quiet", "--output", str(tmp_path)],
        ["compare", "--exact", "output", str(tmp_path)],
    ]
    for call in calls:
        completed = subprocess.run(
            [sys.executable, "-m", "pipeline", *call],
            cwd=clone,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
