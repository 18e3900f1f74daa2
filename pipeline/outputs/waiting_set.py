"""A set of files that waits in a folder until all of them can take their places at once.

No system renames several files at once. So new files wait in a folder of their own, beside links to
the old ones, until a list of them is on the disk. From then on the set counts as written: a run
that is ended while it renames leaves the list, by which the next one goes on. Where a file cannot
take its place, the old ones are put back, and a list of its own says so meanwhile.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.system.regular_files import read_regular

# The folder in which a set waits. What is in it has short names, however long those of files are.
WAITING_FOLDER = ".liitetaulukko-writing"
# The list of a set that is to be put in place, and of one that is to be taken back.
TO_PLACE, TO_TAKE_BACK = "place.json", "take-back.json"
# Of a list of more files than any document gives.
LIST_LIMIT = 16_000_000
OWN_NAMES = re.compile(r"(new|old)-\d+|(place|take-back)\.json(\.part)?")
# Names of the temporary files of earlier releases end like this.
EARLIER_ENDING = r"\.[a-z0-9_]{8}"
# A virus scanner holds a new file for a moment, and Windows replaces none that is held.
REPLACE_TRIES, REPLACE_TRIES_A_SECOND = 10, 10


@dataclass(frozen=True)
class WaitingFile:
    """One file of a set.

    Args:
        path: its place.
        new: where its content waits; gone once it is in its place.
        old: where the file is kept that was in its place.
        replaces: whether there was one.
    """

    path: Path
    new: Path
    old: Path
    replaces: bool


def waiting_file(folder: Path, number: int, name: str, replaces: bool) -> WaitingFile:
    """A file of the set that waits in a folder, by its number and its name below the folder.

    Raises:
        OSError: its place is behind a link, so not in the folder.
    """
    waiting, path = folder / WAITING_FOLDER, folder / name
    if path.parent != folder and path.parent.is_symlink():
        raise OSError(None, "is a link to another folder: remove it", str(path.parent))
    return WaitingFile(path, waiting / f"new-{number}", waiting / f"old-{number}", replaces)


def gather(folder: Path, files: Mapping[str, bytes]) -> Iterator[WaitingFile]:
    """Write a set of files to wait in a folder, each on the disk when it is given.

    Raises:
        OSError: one cannot be written, or the file in its place cannot be kept.
    """
    try:
        (folder / WAITING_FOLDER).mkdir()
    except PermissionError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
    for number, (name, content) in enumerate(files.items()):
        path = folder / name
        try:
            if path.is_dir() and not path.is_symlink():
                raise IsADirectoryError(None, "a folder stands in its place")
            file = waiting_file(folder, number, name, os.path.lexists(path))
            write_new(file.new, content)
            if file.replaces and len(files) > 1:
                keep_old(file)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from None
        yield file


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, with the permissions that new files have, to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep_old(file: WaitingFile) -> None:
    """Keep the file that is in the place of a new one: itself by a second name, or a copy."""
    if file.path.is_symlink():
        file.old.symlink_to(file.path.readlink())
        return
    try:
        file.old.hardlink_to(file.path)
    except OSError:
        # Not every disk knows links.
        if not file.path.is_file():
            raise
        shutil.copy2(file.path, file.old)
        sync(file.old)


def list_set(folder: Path, files: list[WaitingFile]) -> None:
    """Put the list of a set on the disk: from now on it counts as written."""
    waiting = folder / WAITING_FOLDER
    listed = [[file.path.relative_to(folder).as_posix(), file.replaces] for file in files]
    part = waiting / f"{TO_PLACE}.part"
    write_new(part, json.dumps(listed).encode())
    sync(waiting)
    sync(folder)
    part.replace(waiting / TO_PLACE)
    sync(waiting)


def listed_set(folder: Path, name: str) -> list[WaitingFile] | None:
    """The set that a list in a folder names; None where there is no such list.

    Raises:
        OSError: the list is none that this program made.
    """
    path = folder / WAITING_FOLDER / name
    try:
        listed = json.loads(read_regular(path, LIST_LIMIT))
        return [
            waiting_file(folder, number, inner_name(file), bool(replaces))
            for number, (file, replaces) in enumerate(listed)
        ]
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError):
        raise OSError(None, "is not a list that this program made: remove it", str(path)) from None


def inner_name(name: object) -> str:
    """A name that stays below the folder it is used in.

    Raises:
        ValueError: it leads elsewhere.
    """
    if not isinstance(name, str) or not name or "\0" in name or "\\" in name:
        raise ValueError(name)
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or Path(name).drive:
        raise ValueError(name)
    return name


def place_all(files: list[WaitingFile]) -> None:
    """Put the files of a set in their places, as far as they are not there yet.

    Raises:
        OSError: one cannot be replaced; it is named as its file name.
    """
    for file in files:
        try:
            if os.path.lexists(file.new):
                file.path.parent.mkdir(exist_ok=True)
                replace_patiently(file.new, file.path)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(file.path)) from None
    sync_places(files)


def take_back(folder: Path, files: list[WaitingFile]) -> None:
    """Put back the files that those of a set have replaced, and take away those that are new.

    Raises:
        OSError: one cannot be replaced; the list stays, by which a later run goes on.
    """
    waiting = folder / WAITING_FOLDER
    with suppress(FileNotFoundError):
        (waiting / TO_PLACE).replace(waiting / TO_TAKE_BACK)
    sync(waiting)
    for file in files:
        if os.path.lexists(file.new):
            continue
        if os.path.lexists(file.old):
            replace_patiently(file.old, file.path)
        elif not file.replaces:
            file.path.unlink(missing_ok=True)
        if file.path.parent != folder:
            # Where nothing else is in it.
            with suppress(OSError):
                file.path.parent.rmdir()
    sync_places(files)


def replace_patiently(source: Path, target: Path) -> None:
    """Rename a file in place of another; on Windows with several tries."""
    tries = REPLACE_TRIES if os.name == "nt" else 1
    for left in reversed(range(tries)):
        try:
            source.replace(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(1 / REPLACE_TRIES_A_SECOND)
        else:
            return


def clear(folder: Path, names: Mapping[str, bytes] | None = None) -> None:
    """Remove what no longer waits in a folder, and temporary files of earlier releases.

    The lists go first: what is left without one counts for nothing. What this program did not put
    there stays.

    Args:
        folder: of the outputs.
        names: of the files whose temporary files of earlier releases are to go.
    """
    waiting = folder / WAITING_FOLDER
    if waiting.is_dir() and not waiting.is_symlink():
        own = [path for path in waiting.iterdir() if OWN_NAMES.fullmatch(path.name)]
        for path in sorted(own, key=lambda path: path.suffix, reverse=True):
            path.unlink(missing_ok=True)
        waiting.rmdir()
    if names:
        ours = "|".join(re.escape(name) for name in names)
        earlier = re.compile(rf"\.({ours}){EARLIER_ENDING}")
        for path in folder.iterdir():
            if earlier.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                path.unlink(missing_ok=True)


def sync_places(files: list[WaitingFile]) -> None:
    """Have the system write to the disk which files are in which folders."""
    for folder in dict.fromkeys(file.path.parent for file in files):
        sync(folder)


def sync(path: Path) -> None:
    """Have the system write a file or a folder to the disk, where it can for this kind."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
