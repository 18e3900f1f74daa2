"""Child processes with a time and a memory limit, in which PDF libraries run.

A broken or hostile PDF can end the child, but cannot run code in the parent, and finds no secret
in the environment. This is the parent's side; the child's is `in_child`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import InputError

# Address space of the child. The 59 pages of the first appendix need a twentieth of it.
MEMORY_LIMIT_BYTES = 2 * 1024**3
# A page as it is sent. A million letters, each a word, are more than a child can read in its memory
# and need half of this; to take it in, the parent needs five times as much.
MESSAGE_LIMIT_BYTES = 256 * 1024**2
# The folder that holds the package, which a child must find wherever it is started.
PACKAGE_PARENT = Path(__file__).resolve().parents[2]
# All of the environment that a child sees: where programs and libraries lie, how texts are
# encoded, and how Python was told to run. Whatever else stands there may be a secret.
PASSED_ON = {
    *("PATH", "SYSTEMROOT", "WINDIR", "HOME", "USERPROFILE", "APPDATA", "TEMP", "TMP", "TMPDIR"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("LANG", "LANGUAGE", "TZ", "__PYVENV_LAUNCHER__"),
    *("PYTHONHOME", "PYTHONPATH", "PYTHONPLATLIBDIR", "PYTHONUSERBASE", "PYTHONNOUSERSITE"),
    *("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONHASHSEED", "PYTHONWARNINGS"),
}
LOCALE_PREFIX = "LC_"
# Numbers are few, so that more threads than one would only need address space.
SINGLE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
# What a message raises that is no message of this program.
JUNK_ERRORS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
Message = dict[str, Any]


class MessageTooLongError(Exception):
    """A child sent more at once than its parent takes."""


def not_started(path: Path, problem: str) -> InputError:
    """The error for a PDF that is not read, because the interpreter may not be run again."""
    return InputError(
        "reader-not-started",
        f"{path} is not read, because Python ({sys.executable or 'unknown'}) cannot be started "
        f"({problem}): check its permissions, or install it again.",
    )


class Child:
    """A process that runs a module of the program on a PDF, and the messages that it sends.

    It ends when its time is up, when it is closed, and when the parent ends, however that ends:
    the child waits for the end of its input, which the parent holds open.

    Args:
        module: name of the module, which calls `in_child.begin`.
        path: the PDF.
        time_limit: seconds after which it is ended.
        memory_limit: bytes of address space it may use.
        task: further words for it, in one line.
        debug: leave its error output visible.

    Raises:
        InputError: Python cannot be started a second time.
    """

    def __init__(
        self,
        module: str,
        path: Path,
        time_limit: float,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        task: str = "",
        debug: bool = False,
    ) -> None:
        self.timed_out = False
        self.end = time.monotonic() + time_limit
        if not sys.executable:
            # Where Python is part of another program, it does not say where its interpreter is.
            raise not_started(path, "it is not known where it is")
        try:
            self.process = subprocess.Popen(
                child_command(module, path, time_limit, memory_limit),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if debug else subprocess.DEVNULL,
                env=child_environment(os.environ),
            )
        except OSError as error:
            raise not_started(path, str(error.strerror)) from None
        self.timer = self.started_timer()
        # One that has ended by now takes no task; what it sent says why.
        with suppress(OSError):
            self.input.write(task.encode("ascii") + b"\n")
            self.input.flush()

    @property
    def input(self) -> Any:
        """The pipe to the child."""
        return self.process.stdin

    def started_timer(self) -> threading.Timer:
        """What ends the child when its time is up."""
        timer = threading.Timer(max(0, self.end - time.monotonic()), self.end_late)
        timer.daemon = True
        timer.start()
        return timer

    def allow(self, more: float) -> None:
        """Give the child some seconds more."""
        if more:
            self.timer.cancel()
            self.end += more
            self.timer = self.started_timer()

    def end_late(self) -> None:
        """End the child when its time is up."""
        self.timed_out = True
        self.process.kill()

    def messages(self) -> Iterator[Message]:
        """What the child sends, as it comes, until it ends.

        Raises:
            MessageTooLongError: a message is longer than any that it has to send.
            ValueError: it is no message.
        """
        lines = self.process.stdout
        while lines is not None and (line := lines.readline(MESSAGE_LIMIT_BYTES)):
            if len(line) == MESSAGE_LIMIT_BYTES:
                raise MessageTooLongError
            message = json.loads(line)
            if not isinstance(message, dict):
                raise ValueError("no message")
            yield message

    def wait(self) -> int:
        """Wait until the child has ended; its exit code."""
        return self.process.wait()

    def close(self) -> None:
        """End the child if it still runs."""
        self.timer.cancel()
        if self.process.poll() is None:
            self.process.kill()
        with suppress(OSError):
            self.input.close()
        self.process.wait()

    def close_output(self) -> None:
        """Give back the pipe from the child, when nobody reads from it any more."""
        if self.process.stdout is not None:
            self.process.stdout.close()


def child_command(module: str, path: Path, time_limit: float, memory_limit: int) -> list[str]:
    """The command that runs a module of the program in a child.

    Args:
        module: its name; it takes the others as its arguments.
        path: the PDF.
        time_limit: seconds it may take.
        memory_limit: bytes of address space it may use.
    """
    return [sys.executable, "-m", module, str(path), str(time_limit), str(memory_limit)]


def child_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child, in which it finds the program and nothing else in its place.

    Args:
        ours: the environment of the parent.
    """
    passed = {name: value for name, value in ours.items() if is_passed_on(name)}
    search_path = [str(PACKAGE_PARENT), *filter(None, [ours.get("PYTHONPATH")])]
    return {
        **passed,
        **SINGLE_THREAD,
        "PYTHONPATH": os.pathsep.join(search_path),
        "PYTHONSAFEPATH": "1",
        # So that both mean the same file by a name, whatever its bytes are.
        "PYTHONUTF8": str(sys.flags.utf8_mode),
    }


def is_passed_on(name: str) -> bool:
    """Whether a child sees a variable of the environment; their case is free on some systems."""
    return name.upper() in PASSED_ON or name.upper().startswith(LOCALE_PREFIX)
