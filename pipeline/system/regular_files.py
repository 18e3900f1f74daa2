"""Paths → the bytes of files, read from files alone and never more than a limit.

A named pipe would keep the program waiting and a device may have no end, so neither is opened.
What is wrong is an `OSError`, as for a file that is missing or may not be read.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

# Larger than any configuration or ledger that people write, small enough to be read at once.
CONFIGURATION_LIMIT = 2_000_000
LEDGER_LIMIT = 16_000_000
# Of a PDF: half of the memory that the child process which reads it may use.
PDF_LIMIT = 1 << 30
# What a path may lead to besides a file, as said in a message.
NO_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotRegularError(OSError):
    """A path leads to something else than a file."""


class TooLargeError(OSError):
    """A file has more bytes than it may have."""


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; one that no file can have leads nowhere."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_regular(path: Path, limit: int) -> bytes:
    """The content of a file.

    Args:
        path: the file; a symbolic link to one is followed.
        limit: how many bytes it may have.

    Raises:
        NotRegularError: the path leads to a folder, a named pipe, a socket or a device.
        TooLargeError: the file has more bytes than the limit.
        OSError: the file is missing or cannot be read.
    """
    try:
        require_regular(path.stat().st_mode, path)
        # Without waiting, lest another program put a pipe there after that look.
        waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | waiting)
    except ValueError:
        # A name with U+0000 or half of a surrogate pair, which no system keeps.
        raise OSError(errno.EINVAL, "no file can have such a name", str(path)) from None
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        require_regular(state.st_mode, path)
        content = b"" if state.st_size > limit else file.read(limit + 1)
    if state.st_size > limit or len(content) > limit:
        raise TooLargeError(errno.EFBIG, f"it has more than {limit:,} bytes", str(path))
    return content


def require_regular(mode: int, path: Path) -> None:
    """Go on for a file only.

    Raises:
        NotRegularError: the mode is that of something else.
    """
    if not stat.S_ISREG(mode):
        kind = next((words for is_kind, words in NO_FILES if is_kind(mode)), "something else")
        raise NotRegularError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def is_missing(path: Path) -> bool:
    """Whether nothing stands at a path; False where the system does not tell."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
    except ValueError:
        return True
    return False
