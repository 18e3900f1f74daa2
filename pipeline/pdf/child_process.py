"""Child processes with a time and a memory limit, in which PDF libraries run.

A broken or hostile PDF can end the child, but cannot run code in the parent.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

# Generous for a document of some hundred pages; a PDF that takes longer is broken or hostile.
TIME_LIMIT_SECONDS = 120.0
# Address space of the child. The 59 pages of the first appendix need a twentieth of it.
MEMORY_LIMIT_BYTES = 2 * 1024**3
# The folder that holds the package, which a child must find wherever it is started.
PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def child_command(module: str, path: Path, memory_limit: int) -> list[str]:
    """The command that runs a module of the program in a child.

    Args:
        module: its name; it takes the other two as its arguments.
        path: the PDF.
        memory_limit: bytes of address space the child may use.
    """
    return [sys.executable, "-m", module, str(path), str(memory_limit)]


def child_environment() -> dict[str, str]:
    """The environment of a child, in which it finds the program and nothing else in its place."""
    search_path = [str(PACKAGE_PARENT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(search_path), "PYTHONSAFEPATH": "1"}


def limit_memory(limit: int) -> None:
    """Set the child's memory limit, where the system has one."""
    try:
        import resource
    except ImportError:
        return
    # macOS refuses a limit below what is mapped already; the time limit still holds there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def send(message: dict[str, object]) -> None:
    """One line to the parent."""
    sys.stdout.write(json.dumps(message) + "\n")
