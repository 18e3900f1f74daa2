"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputError


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder: each is old or new, never half.

    All are written beside their places first, so that a full disk or a missing permission
    changes nothing. Then they are renamed, the first named first: that should be the one which
    another program may hold open.

    Raises:
        OutputError: a file cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            waiting.append((write_beside(folder / name, content), folder / name))
        for temporary, path in waiting:
            temporary.replace(path)
    except OSError as error:
        place = error.filename2 or error.filename or folder
        raise OutputError(
            f"{place}: cannot be written ({error.strerror}): close it in other programs, check "
            "permissions and free space, and run again."
        ) from None
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def write_beside(path: Path, content: bytes) -> Path:
    """Write content to a temporary file in the folder of a path."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes private files; outputs are for everyone the folder lets in.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)
