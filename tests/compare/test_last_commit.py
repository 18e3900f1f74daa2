"""The working outputs compared with those of a commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.command_line import Desk, complaint, run
from tests.support.comparing import CORRECTION, HEADER, UNCLEAR
from tests.support.programs import need


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="committed")
def committed_desk(desk: Desk) -> Desk:
    """A document whose outputs are committed."""
    need("git")
    git(desk.folder, "init", "--quiet")
    git(desk.folder, "add", "output")
    git(desk.folder, "commit", "--quiet", "--message", "Outputs")
    return desk


def test_the_working_output_with_the_last_commit(committed: Desk) -> None:
    for folder in (committed.output, committed.outputs):
        completed = run("compare", "--git", "HEAD", folder)
        assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
    committed.ledger.write_text(f"{HEADER}\n{CORRECTION}\n", encoding="utf-8")
    assert committed.build().returncode == 0
    for folder in (committed.output, committed.outputs):
        completed = run("compare", "--git", "HEAD", folder)
        assert completed.returncode == 1
        assert (
            f"| {UNCLEAR} | TEM service area | Unclear (?) | 5 Information, advice and guidance |"
            in completed.stdout
        )


def test_a_revision_that_is_none(committed: Desk) -> None:
    completed = run("compare", "--git", "no-such-revision", committed.output)
    assert completed.returncode == 3
    assert complaint(completed).endswith("[git-failed]")


def test_a_folder_that_is_not_in_git(built: Desk) -> None:
    completed = run("compare", "--git", "HEAD", built.output)
    assert completed.returncode == 3
    assert "check the revision, or name two folders" in complaint(completed)


def test_an_option_is_no_revision(committed: Desk) -> None:
    completed = run("compare", "--git=--output=x", committed.output)
    assert completed.returncode == 2
    assert "is no revision" in complaint(completed)
