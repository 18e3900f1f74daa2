"""Which release of the program and of its libraries runs here, to be compared with another place.

Outputs are the same bytes only where they are made by the same program with the same libraries.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.cli.freshness import files_hash, libraries, program_files

PROGRAM_HASH, LIBRARIES, PYTHON, SYSTEM = "program", "libraries", "python", "system"


@cache
def release_here() -> Mapping[str, Any]:
    """What is compared: hash of the program's modules, its libraries, Python and the system."""
    package = Path(__file__).resolve().parents[2]
    files = [(path.relative_to(package).as_posix(), path) for path in program_files(package)]
    return {
        PROGRAM_HASH: files_hash([], files),
        LIBRARIES: libraries(),
        PYTHON: f"{sys.version_info.major}.{sys.version_info.minor}",
        SYSTEM: os.name,
    }


def difference(there: Mapping[str, Any], here: Mapping[str, Any]) -> str:
    """What another place has that is not as it is here, in words; empty where all is the same."""
    if there[PROGRAM_HASH] != here[PROGRAM_HASH]:
        return "another release of this program"
    if there[PYTHON] != here[PYTHON]:
        return f"Python {there[PYTHON]} in place of {here[PYTHON]}"
    if there[SYSTEM] != here[SYSTEM]:
        return "another kind of operating system"
    ours, theirs = here[LIBRARIES], there[LIBRARIES]
    differing = [
        f"{name} {theirs.get(name, 'missing')} in place of {ours.get(name, 'none')}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]
    return ", ".join(differing)
