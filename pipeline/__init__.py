"""Turns the appendix table of a public PDF into records, a workbook and a report.

From Python: `from pipeline import read`. The errors of the program are here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import (
    InputError,
    LedgerError,
    OutputError,
    PipelineError,
    SchemaError,
    WrongUsageError,
)

__version__ = "0.1.0"
__all__ = [
    "InputError",
    "LedgerError",
    "OutputError",
    "PipelineError",
    "ReadResult",
    "SchemaError",
    "WrongUsageError",
    "__version__",
    "read",
]

# What needs the libraries is loaded when it is first named: the command line, and each child
# process that reads a PDF, import this module too.
FROM_API = ("ReadResult", "read")

if TYPE_CHECKING:
    from pipeline.api import ReadResult, read
else:

    def __getattr__(name: str) -> object:
        """What is loaded when it is first named."""
        if name not in FROM_API:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module("pipeline.api"), name)

    def __dir__() -> list[str]:
        """The names that are there, those not loaded yet included."""
        return sorted({*globals(), *__all__})
