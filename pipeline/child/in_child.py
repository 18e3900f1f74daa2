"""The child's side of a child process: its limits, what it may not do, and what it sends.

None of this is a cage for code that a PDF has brought to run: that would need the system. It
keeps the libraries from doing what reading a PDF never needs, and the child from outliving its
use.
"""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import json
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import InputError
from pipeline.system.bounds import LONGEST_SECONDS, SECONDS_PER_PAGE, more_seconds

STANDARD_INPUT, STANDARD_OUTPUT, STANDARD_ERROR = 0, 1, 2
# By how much the child's own limits are later than the parent's, which can say what happened.
GRACE_SECONDS = 5
ENDED_ALONE = 1
# Auditing events (docs.python.org/3/library/audit_events.html) of what reading never needs: other
# machines, other programs, other libraries, and changes of files.
REFUSED_EVENTS = {
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn"),
    *("os.spawn", "os.startfile", "os.startfile/2", "os.kill", "os.killpg", "pty.spawn"),
    *("ctypes.dlopen", "webbrowser.open"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
}
REFUSED_PREFIXES = ("socket.", "winreg.")
OPENING = "open"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Errand:
    """What a child is to do, and the way back to its parent.

    Args:
        path: the PDF.
        time_limit: seconds that the child may take.
        memory_limit: bytes of address space that it may use.
        task: further words.
        output: the pipe to the parent.
    """

    path: Path
    time_limit: float
    memory_limit: int
    task: str
    output: BinaryIO

    def allow_for(self, pages: int) -> None:
        """Allow the most that the parent may allow for pages; it ends the child itself."""
        limit_time(self.time_limit + more_seconds(self.time_limit, pages, SECONDS_PER_PAGE))

    def send(self, message: dict[str, object]) -> None:
        """One line to the parent, in ASCII whatever the code page is."""
        self.output.write(json.dumps(message).encode("ascii") + b"\n")

    def send_error(self, error: InputError) -> None:
        """Say why the errand cannot be done."""
        self.send({"code": error.code, "message": error.message})

    def close(self) -> None:
        """Send what is left to send."""
        self.output.close()


def begin(arguments: list[str]) -> Errand:
    """Set the limits of this process, which the parent started for an errand.

    Args:
        arguments: as `child_process.child_command` gives them.
    """
    path, time_limit, memory_limit = Path(arguments[0]), float(arguments[1]), int(arguments[2])
    parent, output = private_pipes()
    task = read_line(parent)
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    limit_time(time_limit)
    limit_memory(memory_limit)
    return Errand(path, time_limit, memory_limit, task, output)


def private_pipes() -> tuple[int, BinaryIO]:
    """The pipes from and to the parent, at places that no library knows.

    What a library prints goes to standard error then, and cannot come between the messages; and
    on Windows one that is loaded looks at standard input, and would wait for whoever reads it.
    """
    parent, output = os.dup(STANDARD_INPUT), os.dup(STANDARD_OUTPUT)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, STANDARD_INPUT)
    try:
        os.dup2(STANDARD_ERROR, STANDARD_OUTPUT)
    except OSError:
        os.dup2(nothing, STANDARD_OUTPUT)
    os.close(nothing)
    if sys.stderr is not None:
        # It writes letters that its encoding lacks as numbers, where standard output would fail.
        sys.stdout = sys.stderr
    return parent, os.fdopen(output, "wb")


def read_line(pipe: int) -> str:
    """The first line from a pipe, which has no other."""
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b"\n")):
        part = os.read(pipe, 1 << 16)
        if not part:
            os._exit(ENDED_ALONE)
        parts.append(part)
    return b"".join(parts).decode("ascii").strip()


def end_with_parent(pipe: int) -> None:
    """Wait until the parent closes its end of a pipe, as the system does when it ends."""
    with contextlib.suppress(OSError):
        while os.read(pipe, 1):
            pass
    os._exit(ENDED_ALONE)


def limit_time(seconds: float) -> None:
    """End this process some time after the parent should have, and limit its processor time."""
    own = int(seconds) + GRACE_SECONDS
    # Without the interpreter: it ends the process whatever that is busy with.
    with contextlib.suppress(RuntimeError, ValueError, OSError):
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True)
    set_limit("RLIMIT_CPU", own, LONGEST_SECONDS + GRACE_SECONDS)


def limit_memory(limit: int) -> None:
    """Set the child's memory limit, and have nothing of its memory written to a file."""
    set_limit("RLIMIT_AS", limit, limit)
    set_limit("RLIMIT_CORE", 0, 0)


def set_limit(name: str, soft: int, hard: int) -> None:
    """Set a limit of this process, where the system has it."""
    try:
        import resource
    except ImportError:
        return
    # macOS refuses a limit below what is mapped already; the time limit still holds there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(getattr(resource, name), (soft, hard))


def refuse_actions() -> None:
    """From now on refuse network, programs, further libraries, and changes of files."""
    sys.addaudithook(refuse)


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse an action, as the system would: libraries know what to do then.

    Raises:
        PermissionError: the action is none that reading needs.
    """
    if event == OPENING:
        flags = arguments[2]
        if not isinstance(flags, int) or not flags & WRITING:
            return
    elif event not in REFUSED_EVENTS and not event.startswith(REFUSED_PREFIXES):
        return
    raise PermissionError(f"{event} is not for a process that reads a PDF")


def sha256_of(content: bytes) -> str:
    """The SHA-256 of what was read, by which the document is known from then on."""
    return hashlib.sha256(content).hexdigest()
