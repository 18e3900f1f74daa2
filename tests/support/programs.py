"""Programs beside Python that some tests call."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def need(*programs: str) -> None:
    """Skip the test where a program is missing; on a build server that is a failure.

    Args:
        programs: names of commands that are also the names of their packages.
    """
    for program in programs:
        if shutil.which(program) is None:
            miss(program, program)


def miss(program: str, package: str) -> NoReturn:
    """Say of a missing program what to install: a reason to skip, on a build server to fail."""
    told = f"{program} is missing: install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(told)
    pytest.skip(told)


def borrowed(environment: str) -> list[str]:
    """Arguments of make that let a copied project use an environment instead of setting up one.

    Args:
        environment: its folder.
    """
    stamps = [f"--old-file={environment}/{name}" for name in (".ready", ".ready-to-develop")]
    return [*stamps, f"VENV={environment}"]
