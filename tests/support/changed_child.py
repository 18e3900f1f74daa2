"""Children that do something else than those of the program, after they began as those do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# Before the module of the child runs as a program, in the process that is the child.
PROGRAM = """\
import runpy, sys
{change}
runpy.run_module({module!r}, run_name="__main__", alter_sys=True)
"""


def change_child(patch: pytest.MonkeyPatch, change: str) -> None:
    """Have children run some lines of Python first, such as to change what a function does.

    Args:
        patch: what takes the change back.
        change: the lines.
    """

    def command(module: str, path: Path, time_limit: float, memory_limit: int) -> list[str]:
        program = PROGRAM.format(change=change, module=module)
        return [sys.executable, "-c", program, str(path), str(time_limit), str(memory_limit)]

    patch.setattr("pipeline.child.child_process.child_command", command)


def tell_instead(expression: str) -> str:
    """A change: the child that reads a PDF sends what an expression says, as an error's text.

    Args:
        expression: of Python; names that it needs are to be imported in it.
    """
    return (
        "import pipeline.pdf.read\n"
        "from pipeline.errors import InputError\n"
        "def tell(path, content, collector):\n"
        f"    raise InputError('told', str({expression}))\n"
        "pipeline.pdf.read.read_content = tell\n"
    )
