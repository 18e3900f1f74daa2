"""The lock of the system on an open file or folder, which ends with the process that holds it.

However that process ends: what a kill leaves behind holds nobody up.
"""

from __future__ import annotations

import errno
import os
import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# How systems say that another process holds a lock.
HELD_BY_ANOTHER = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def is_locked_now(handle: int) -> bool:
    """Lock what is open unless another process holds it; whether that was so.

    Where the disk knows no locks nobody is kept out. Closing it gives the lock back.

    Args:
        handle: the number of an open file, or on POSIX of an open folder.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in HELD_BY_ANOTHER
    return True
