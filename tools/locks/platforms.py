"""Where the lock files install: systems, processors and releases of Python."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SYSTEMS = {
    "Windows x64": "x86_64-pc-windows-msvc",
    "Windows arm64": "aarch64-pc-windows-msvc",
    "macOS arm64": "aarch64-apple-darwin",
    "macOS Intel": "x86_64-apple-darwin",
    "Linux x64": "x86_64-manylinux_2_28",
    "Linux arm64": "aarch64-manylinux_2_28",
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# No release of PyYAML has a wheel for it; uv and the Python installer bring a newer Python there.
WITHOUT_WHEELS = {("Windows arm64", "3.11")}
# How uv says that it could not ask, rather than that there is no such file.
NOT_REACHED = ("Failed to fetch", "error sending request", "network was disabled")


@dataclass(frozen=True)
class Place:
    """Somewhere the program is to be installed.

    Args:
        system: one of SYSTEMS.
        python: a release, such as 3.12.
    """

    system: str
    python: str


def places() -> Iterator[Place]:
    """Everywhere the lock files must install."""
    for system in SYSTEMS:
        for python in PYTHONS:
            if (system, python) not in WITHOUT_WHEELS:
                yield Place(system, python)


class RegistryNotReachedError(Exception):
    """There is no network, or no package registry in it."""


def why_not_installable(uv: str, lock: Path, place: Place) -> str:
    """Why wheels with the hashes of a lock file do not install somewhere; empty where they do.

    Args:
        uv: the program uv.
        lock: the lock file.
        place: where.

    Raises:
        RegistryNotReachedError: that cannot be told now.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked = subprocess.run(
            [
                *(uv, "pip", "install", "--quiet", "--dry-run", "--target", folder),
                *("--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)),
                *("--python-platform", SYSTEMS[place.system], "--python-version", place.python),
            ],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if asked.returncode and any(words in asked.stderr for words in NOT_REACHED):
        raise RegistryNotReachedError(asked.stderr)
    return asked.stderr if asked.returncode else ""
