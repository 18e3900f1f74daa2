"""One process of this program at a time in a folder of outputs (see `system/lock.py`)."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.system.lock import is_locked_now

# Far longer than a set of files takes to write; whoever holds a lock longer does not go on.
FOLDER_PATIENCE_SECONDS = 60
FOLDER_TRIES_A_SECOND = 20
# Where a folder itself cannot be locked, as on Windows, this file in it is.
FOLDER_LOCK = ".liitetaulukko-lock"


@contextmanager
def folder_locked(
    folder: Path, patience_seconds: float = FOLDER_PATIENCE_SECONDS
) -> Iterator[None]:
    """Keep other processes of this program out of a folder.

    Where the system or the disk knows no locks, nobody is kept out.

    Raises:
        OSError: another process did not leave the folder in time.
    """
    lock = folder_handle if os.name == "posix" else file_handle
    handle = None
    with suppress(OSError):
        handle = lock(folder)
    try:
        if handle is not None:
            wait_for_lock(handle, folder, patience_seconds)
        yield
    finally:
        if handle is not None:
            # Closing gives the lock back.
            os.close(handle)
            if lock is file_handle:
                # Another process that has it open keeps it.
                with suppress(OSError):
                    (folder / FOLDER_LOCK).unlink()


def folder_handle(folder: Path) -> int:
    """A folder opened to be locked itself, so that nothing is left behind in it."""
    return os.open(folder, os.O_RDONLY)


def file_handle(folder: Path) -> int:
    """A file in a folder opened to be locked in its place."""
    return os.open(folder / FOLDER_LOCK, os.O_RDWR | os.O_CREAT)


def wait_for_lock(handle: int, folder: Path, patience_seconds: float) -> None:
    """Lock what is open, once no other process has it locked.

    Raises:
        OSError: that took too long.
    """
    end = time.monotonic() + patience_seconds
    while not is_locked_now(handle):
        if time.monotonic() > end:
            problem = "another run is writing there and does not go on"
            raise OSError(errno.EBUSY, problem, str(folder))
        time.sleep(1 / FOLDER_TRIES_A_SECOND)
