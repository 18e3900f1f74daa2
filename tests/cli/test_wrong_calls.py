"""Calls that are not as they must be: exit code 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Desk, complaint, run


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--fail-on", "fatal"),
        ("build", "--lang", "sv"),
        ("build", "--time-limit", "0"),
        ("build", "--time-limit", "soon"),
        ("build", "--no-such-option"),
        (),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...]) -> None:
    completed = run(*arguments)
    assert completed.returncode == 2
    assert completed.stdout == ""
    assert "Traceback" not in completed.stderr
    assert "liitetaulukko" in completed.stderr


def test_two_documents_of_one_name_are_refused(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / desk.pdf.name
    other.write_bytes(desk.pdf.read_bytes())
    completed = run("build", desk.pdf, other, "--output", tmp_path / "both")
    assert completed.returncode == 2
    line = complaint(completed)
    assert str(desk.pdf) in line
    assert str(other) in line
    assert not (tmp_path / "both").exists()
