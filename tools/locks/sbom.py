"""The software bill of materials: what the lock file pins, as CycloneDX JSON.

It says nothing that the lock file and the project do not: no clock, no number drawn by chance, no
address. The files of each release stand, by their hashes, in the lock file itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tools.locks.lock_file import LockedRelease

SPECIFICATION = "1.6"
# As the lock file names the file that asks for a release, and for one to build with alone.
PROJECT_FILE = "(pyproject.toml)"


def sbom(name: str, version: str, licence: str, releases: Sequence[LockedRelease]) -> str:
    """The bill of materials of the program.

    Args:
        name: of the program.
        version: its version.
        licence: its SPDX identifier.
        releases: what requirements.lock pins.
    """
    program = {
        "type": "application",
        "bom-ref": f"{name}@{version}",
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
        "purl": f"pkg:pypi/{name}@{version}",
    }
    runtime = names_at_run_time(releases)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {"component": program},
        "components": [component(release, release.name in runtime) for release in releases],
        "dependencies": dependencies(str(program["bom-ref"]), releases),
    }
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def component(release: LockedRelease, at_run_time: bool) -> Mapping[str, Any]:
    """A release as a component; one that only builds the program is excluded from it."""
    reference = f"pkg:pypi/{release.name}@{release.version}"
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference,
        "name": release.name,
        "version": release.version,
        "scope": "required" if at_run_time else "excluded",
        "purl": reference,
    }
    if release.marker:
        described["properties"] = [{"name": "python:marker", "value": release.marker}]
    return described


def names_at_run_time(releases: Sequence[LockedRelease]) -> set[str]:
    """The packages that the program needs to run: its own requirements, and what those need."""
    found: set[str] = set()
    while True:
        more = {
            release.name
            for release in releases
            if any(wanted.endswith(PROJECT_FILE) or wanted in found for wanted in release.wanted_by)
        }
        if more <= found:
            return found
        found |= more


def dependencies(program: str, releases: Sequence[LockedRelease]) -> list[Mapping[str, Any]]:
    """Which component asks for which."""
    reference = {id(release): f"pkg:pypi/{release.name}@{release.version}" for release in releases}
    direct = [
        reference[id(release)]
        for release in releases
        if any(wanted.endswith(PROJECT_FILE) for wanted in release.wanted_by)
    ]
    asked: list[Mapping[str, Any]] = [{"ref": program, "dependsOn": direct}]
    for release in releases:
        wanted = [reference[id(r)] for r in releases if release.name in r.wanted_by]
        asked.append({"ref": reference[id(release)], "dependsOn": wanted})
    return asked
