"""A lock file as text → the releases that it pins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:(?P<digest>[0-9a-f]{64})")
VIA = re.compile(r"^    # +via (?P<one>.+)$|^    #   (?P<of_several>\S.*)$")


@dataclass(frozen=True)
class LockedRelease:
    """A release that a lock file pins.

    Args:
        name: of the package.
        version: the release.
        marker: where it is installed; empty where that is everywhere.
        hashes: SHA-256 of each file that may be installed.
        wanted_by: the packages that ask for it, and of the project the file that does.
    """

    name: str
    version: str
    marker: str
    hashes: Sequence[str]
    wanted_by: Sequence[str]

    @property
    def requirement(self) -> str:
        """The release as a requirement."""
        pin = f"{self.name}=={self.version}"
        return f"{pin} ; {self.marker}" if self.marker else pin


def read_lock(text: str) -> list[LockedRelease]:
    """The releases of a lock file, in its order.

    Raises:
        ValueError: it has a line that is none of a lock file.
    """
    releases: list[LockedRelease] = []
    hashes: list[str] = []
    wanted_by: list[str] = []
    for line in text.splitlines():
        if pin := PIN.match(line):
            hashes, wanted_by = [], []
            marker = pin["marker"] or ""
            releases.append(LockedRelease(pin["name"], pin["version"], marker, hashes, wanted_by))
        elif digest := HASH.match(line):
            hashes.append(digest["digest"])
        elif via := VIA.match(line):
            wanted_by.append(via["one"] or via["of_several"])
        elif line != "    # via":
            raise ValueError(f"no line of a lock file: {line}")
    return releases
