"""The errors a person can meet: each is one plain sentence and has an exit code."""

from __future__ import annotations

# Of an error that the program was not made for (EX_SOFTWARE of sysexits.h).
INTERNAL_EXIT = 70


class PipelineError(Exception):
    """An error to show as one plain sentence.

    Args:
        message: which file, page and cell, what is wrong, and what to do next.
    """

    exit_code = 1


class WrongUsageError(PipelineError):
    """A command was called in a way that it cannot follow."""

    exit_code = 2


class SchemaError(PipelineError):
    """A file in the schemas folder, or the source file, is not as it must be."""

    exit_code = 2


class LedgerError(PipelineError):
    """A line of the decisions ledger is not as it must be, or no longer applies.

    Args:
        message: the sentence to show.
        line: the number of the line in its file; 0 where it is about no line of a file.
    """

    exit_code = 2

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class InputError(PipelineError):
    """The PDF cannot be read.

    Args:
        code: short name of the cause, the same in every language and release.
        message: the sentence to show.
    """

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{message} [{code}]")
        self.code, self.message = code, message


class OutputError(PipelineError):
    """An output cannot be written."""

    exit_code = 4


def unforeseen_message(error: Exception) -> str:
    """One sentence on an error that the program was not made for."""
    return (
        f"the program met a case it does not know ({type(error).__name__}: {error}): run again "
        "with --debug and report it."
    )
