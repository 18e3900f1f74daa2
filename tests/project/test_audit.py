"""What continuous integration makes of the holes that pip-audit knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from tools.locks.audit import SKIPPED, ask, verdict


def release(name: str, *holes: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name": name, "version": "1.0", "vulns": list(holes)}


UNREACHED = {"name": "pandas", "skip_reason": "Dependency not found"}
OPEN = {"id": "CVE-1", "fix_versions": [], "aliases": [], "description": ""}
MENDED = {"id": "CVE-2", "fix_versions": ["1.1", "2.0"], "aliases": [], "description": ""}


def test_without_an_answer_nothing_fails_and_that_is_said() -> None:
    assert verdict({}) == ([SKIPPED], 0)
    assert verdict({"dependencies": [UNREACHED]}) == ([SKIPPED], 0)


def test_a_hole_that_a_release_mends_fails() -> None:
    lines, code = verdict({"dependencies": [release("numpy"), release("pillow", OPEN, MENDED)]})
    assert code == 1
    assert lines == [
        "pillow 1.0: CVE-1: no release mends it yet",
        "pillow 1.0: CVE-2: mended in 1.1, 2.0: run make lock",
        "audit of 2 releases: holes that can be mended",
    ]


def test_a_hole_that_nothing_mends_is_said_alone() -> None:
    lines, code = verdict({"dependencies": [release("pillow", OPEN), UNREACHED]})
    assert code == 0
    assert lines[1:] == ["not asked for: pandas", "audit of 1 releases: ok"]


def test_a_program_that_cannot_be_run_is_no_failure() -> None:
    with patch("tools.locks.audit.UV", "no-such-program"):
        assert ask() == {}
