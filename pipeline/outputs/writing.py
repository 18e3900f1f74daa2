"""Sets of files written as one: all are old, or all are new."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.outputs.folder_lock import folder_locked
from pipeline.outputs.waiting_set import (
    TO_PLACE,
    TO_TAKE_BACK,
    WAITING_FOLDER,
    WaitingFile,
    clear,
    gather,
    inner_name,
    list_set,
    listed_set,
    place_all,
    take_back,
)
from pipeline.system.stopping import StopRequest, signals_held

# What this process has put in place so far, for what is to be said when it is stopped.
WRITTEN: list[Path] = []


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a set of files into a folder: all are old or all are new, and none is half.

    All are written beside their places first, so that a full disk or a missing permission changes
    nothing. Then they are renamed, the first named first: that should be the one which another
    program may hold open. If one cannot be, those before it are put back. A run that is ended
    meanwhile leaves a mark, by which `settle` makes the set whole.

    Args:
        folder: made where there is none.
        files: content by name; a name may have a folder in it.

    Raises:
        OutputError: a file cannot be written.
        Stopped: the process was told to end; before or after the whole set was written.
    """
    for name in files:
        inner_name(name)
    # Made by this run, if at all: then it goes again where nothing comes into it.
    new_folder = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with folder_locked(folder), signals_held() as request:
            settle_locked(folder)
            write_locked(folder, files, request)
    except OSError as error:
        raise OutputError(
            f"{bad_place(error, folder)}: cannot be written ({error.strerror}): close it in other "
            "programs, check permissions and free space, and run again."
        ) from None
    finally:
        if new_folder:
            with suppress(OSError):
                folder.rmdir()


def write_locked(folder: Path, files: Mapping[str, bytes], request: StopRequest) -> None:
    """Write a set of files into a folder that no other process writes into.

    Raises:
        OSError: a file cannot be written; all are as they were.
        OutputError: so, and one cannot be put back either.
        Stopped: the process was told to end, and nothing was changed.
    """
    waiting: list[WaitingFile] = []
    try:
        for file in gather(folder, files):
            request.check()
            waiting.append(file)
        # One file is replaced at once, and needs no list.
        if len(waiting) > 1:
            list_set(folder, waiting)
    except BaseException:
        tidy(folder)
        raise
    try:
        place_all(waiting)
    except OSError:
        put_back(folder, waiting)
        tidy(folder)
        raise
    WRITTEN.append(folder if len(waiting) > 1 else waiting[0].path)
    tidy(folder, files)


def put_back(folder: Path, waiting: list[WaitingFile]) -> None:
    """Undo what was done of a set.

    Raises:
        OutputError: a file cannot be put back now.
    """
    try:
        take_back(folder, waiting)
    except OSError as error:
        raise OutputError(
            f"{folder}: holds old and new files side by side, because "
            f"{bad_place(error, folder)} cannot be put back ({error.strerror}): close it in other "
            "programs and run again, which mends it."
        ) from None


def settle(folder: Path) -> None:
    """Make a set of files whole that a run left when it was ended; nothing else is touched.

    Raises:
        OutputError: that cannot be done now.
    """
    if os.path.lexists(folder / WAITING_FOLDER):
        with settled(folder):
            pass


def remove_file(path: Path) -> None:
    """Remove a file of an earlier run, or a link in its place; a folder stays.

    Raises:
        OutputError: it cannot be removed now.
    """
    try:
        if path.is_symlink() or path.is_file():
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: is of an earlier build and cannot be removed ({error.strerror}): close it in "
            "other programs, check permissions, and run again."
        ) from None


@contextmanager
def settled(folder: Path) -> Iterator[None]:
    """Have a folder hold one set of files as long as it is read.

    Raises:
        OutputError: a run left files side by side that cannot be made whole now, or another one
            is writing there and does not go on.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_locked(folder))
            with signals_held():
                settle_locked(folder)
        except OSError as error:
            raise OutputError(
                f"{folder}: a run was ended while it wrote there, and its files cannot be made "
                f"whole ({bad_place(error, folder)}: {error.strerror}): close it in other "
                "programs, check permissions, and run again."
            ) from None
        yield


def settle_locked(folder: Path) -> None:
    """Make a set whole in a folder that no other process writes into.

    Raises:
        OSError: that cannot be done now.
    """
    waiting = folder / WAITING_FOLDER
    if not os.path.lexists(waiting):
        return
    if not stat.S_ISDIR(waiting.lstat().st_mode):
        raise OSError(None, "is none of this program's folders: remove it", str(waiting))
    if (files := listed_set(folder, TO_TAKE_BACK)) is not None:
        take_back(folder, files)
    elif (files := listed_set(folder, TO_PLACE)) is not None:
        place_all(files)
        WRITTEN.append(folder)
    clear(folder)


def bad_place(error: OSError, folder: Path) -> str:
    """The file that an error is about; the folder where it says none."""
    return str(error.filename2 or error.filename or folder)


def tidy(folder: Path, names: Mapping[str, bytes] | None = None) -> None:
    """Remove what no longer waits; what cannot be removed now goes with the next run."""
    with suppress(OSError):
        clear(folder, names)
