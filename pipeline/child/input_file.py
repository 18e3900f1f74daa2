"""A path → the bytes of a document, read once, before anything of them is looked into."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.system.regular_files import NotRegularError, read_regular


def read_input(path: Path, limit: int, kind: str) -> bytes:
    """The bytes of a document.

    Args:
        path: the file.
        limit: how many bytes it may have.
        kind: what it should be, as in “a PDF file”.

    Raises:
        InputError: there is no such file, it is no file, is too large, or is empty.
    """
    try:
        content = read_regular(path, limit)
    except FileNotFoundError:
        what = "leads to a file that does not exist" if path.is_symlink() else "does not exist"
        raise InputError("file-missing", f"{path} {what}: check the name.") from None
    except NotRegularError as error:
        what = str(error.strerror).removeprefix("it ")
        raise InputError("not-a-file", f"{path} {what}: name {kind}.") from None
    except OSError as error:
        raise InputError(
            "file-unreadable",
            f"{path} cannot be opened ({error.strerror}): check its name and permissions.",
        ) from None
    if not content:
        raise InputError("file-empty", f"{path} is empty: download or save it again.")
    return content
