"""One process at a time at a file that several people add lines to.

A lock file that was left behind by a kill holds nobody up (see `system/lock.py`).
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError
from pipeline.system.lock import is_locked_now

# How long to wait for others, who each hold a ledger for the time of two builds, and how often to
# look whether they are done.
LOCK_PATIENCE_SECONDS = 300
LOOKS_IN_A_SECOND = 20


@contextlib.contextmanager
def ledger_lock(ledger: Path, patience: float = LOCK_PATIENCE_SECONDS) -> Iterator[None]:
    """Hold a ledger, so that no other process that takes this lock writes it meanwhile.

    Args:
        ledger: the file, which need not exist.
        patience: seconds to wait for another process.

    Raises:
        OutputError: another process holds it too long, or nothing can be written beside it.
    """
    path = lock_path(ledger)
    deadline = time.monotonic() + patience
    while (file := take_lock(path)) is None:
        if time.monotonic() > deadline:
            raise OutputError(
                f"{ledger}: cannot be written (somebody else has been deciding on this document "
                f"for {patience:g} seconds): run again when that is done."
            )
        time.sleep(1 / LOOKS_IN_A_SECOND)
    try:
        yield
    finally:
        give_back(path, file)


def lock_path(ledger: Path) -> Path:
    """The file that is locked: not the ledger, in whose place a new file is put."""
    return ledger.with_name(f".{ledger.name}.lock")


def take_lock(path: Path) -> BinaryIO | None:
    """The lock file, held by this process; None while another one holds it.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        file = path.open("ab")
    except OSError as error:
        # Windows refuses a file that another process is just removing.
        if sys.platform == "win32" and isinstance(error, PermissionError) and path.exists():
            return None
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}): check the folder and its permissions, "
            "and run again."
        ) from None
    # Whoever held it may have removed it meanwhile: another process may hold a new one.
    if is_locked_now(file.fileno()) and is_still(path, file):
        return file
    file.close()
    return None


def is_still(path: Path, file: BinaryIO) -> bool:
    """Whether an open file is the one that a path leads to."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def give_back(path: Path, file: BinaryIO) -> None:
    """Remove the lock file, and give the lock back."""
    if sys.platform == "win32":
        # There no open file can be removed: a process that waits for this one keeps it.
        file.close()
    with contextlib.suppress(OSError):
        path.unlink()
    file.close()
