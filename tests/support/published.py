"""pdfplumber as it is published, for a second opinion on what a page shows.

The program changes some of what pdfplumber and pdfminer do when it begins to read. Tests read in
the same process, but must not see a page with the program's eyes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber
from pdfplumber.pdf import PDF

LIBRARIES = ("pdfminer", "pdfplumber")


def modules() -> list[ModuleType]:
    """The modules of the libraries."""
    return [m for name, m in sorted(sys.modules.items()) if name.split(".")[0] in LIBRARIES]


# Taken when the first test module is imported (see `tests/__init__.py`), before any of the program.
PROGRAM_WAS_THERE = "pipeline" in sys.modules
PUBLISHED: dict[str, dict[str, Any]] = {module.__name__: dict(vars(module)) for module in modules()}


@contextmanager
def opened(pdf: Path) -> Iterator[PDF]:
    """A PDF as the published libraries read it."""
    assert not PROGRAM_WAS_THERE
    changed = [
        (module, name, vars(module)[name])
        for module in modules()
        for name, value in PUBLISHED.get(module.__name__, {}).items()
        if vars(module).get(name) is not value
    ]
    for module, name, _ in changed:
        setattr(module, name, PUBLISHED[module.__name__][name])
    try:
        with pdfplumber.open(pdf) as document:
            yield document
    finally:
        for module, name, value in changed:
            setattr(module, name, value)
