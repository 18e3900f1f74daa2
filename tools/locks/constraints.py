"""The pins of the lock file in pyproject.toml, where `uv run` finds them.

uv's own lock file names download addresses, so that it is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tools.locks.lock_file import LockedRelease

FIRST_LINE = (
    "# Written by `make lock`: the releases of requirements-dev.lock, which `uv run` takes too.\n"
)
LAST_LINE = "# End of what `make lock` writes.\n"
WRITTEN = re.compile(f"{re.escape(FIRST_LINE)}.*?{re.escape(LAST_LINE)}", re.DOTALL)
BUILD_BACKEND = "hatchling"


def constraints(releases: Iterable[LockedRelease]) -> str:
    """The part of pyproject.toml that pins releases."""
    pins = [release.requirement for release in releases]
    backend = [pin for pin in pins if pin.startswith(f"{BUILD_BACKEND}==")]
    return (
        f"{FIRST_LINE}[tool.uv]\n{array('constraint-dependencies', pins)}"
        f"{array('build-constraint-dependencies', backend)}{LAST_LINE}"
    )


def array(name: str, values: Iterable[str]) -> str:
    """An array of strings in TOML, one to a line."""
    lines = [f'    "{value}",\n' for value in values]
    return f"{name} = [\n{''.join(lines)}]\n"


def with_constraints(project: str, releases: Iterable[LockedRelease]) -> str:
    """The text of pyproject.toml, with the pins of these releases in place of others."""
    rest = without_constraints(project).rstrip("\n")
    return f"{rest}\n\n{constraints(releases)}"


def without_constraints(project: str) -> str:
    """The text of pyproject.toml without pins, from which new ones are found."""
    return WRITTEN.sub("", project)
