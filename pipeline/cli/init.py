"""The command `init`: a workplace for documents, written into a new or empty folder."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.cli.documents import SCHEMAS_FOLDER
from pipeline.cli.freshness import schema_files
from pipeline.errors import OutputError, WrongUsageError
from pipeline.inputs.beside import INPUT_FOLDER
from pipeline.schema.packaged import packaged_schemas

TEMPLATES = Path(__file__).resolve().parent / "workplace"
# As they are called in the package, where a name with a dot would speak to git about the package.
HIDDEN = {"gitattributes": ".gitattributes", "gitignore": ".gitignore"}
# git knows no folder without a file.
KEEPS_FOLDER = ".gitkeep"
FOLDERS = (INPUT_FOLDER, Path("output"))


def write_workplace(options: Namespace) -> int:
    """Write a workplace, whole or not at all; the exit code.

    Raises:
        WrongUsageError: something stands in the folder already.
        OutputError: it cannot be written.
    """
    folder: Path = options.folder
    try:
        if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
            raise WrongUsageError(
                f"{folder} is not an empty folder: name a new one for the workplace."
            )
        write_whole(folder, dict(workplace_files()))
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror}): check permissions "
            "and free space, or name another folder."
        ) from None
    print(
        f"{folder}: put PDFs or spreadsheets into {folder / INPUT_FOLDER}, then run there: "
        "liitetaulukko build"
    )
    return 0


def workplace_files() -> Iterator[tuple[Path, bytes]]:
    """The files of a workplace, by their places in it."""
    for path in sorted(TEMPLATES.iterdir()):
        yield Path(HIDDEN.get(path.name, path.name)), path.read_bytes()
    schemas = packaged_schemas()
    for path in schema_files(schemas):
        yield SCHEMAS_FOLDER / path.relative_to(schemas), path.read_bytes()
    for folder in FOLDERS:
        yield folder / KEEPS_FOLDER, b""


def write_whole(folder: Path, files: dict[Path, bytes]) -> None:
    """Write files into a folder that is new or empty: all of them, or none.

    They are written into a folder of their own first. A new folder takes its name then; into an
    empty one, which may be the one somebody stands in, its contents are moved.

    Raises:
        OSError: a file cannot be written; nothing is left of the others.
    """
    is_new = not folder.exists()
    above = [parent for parent in folder.absolute().parents if not parent.exists()]
    part = (folder.absolute().parent if is_new else folder) / f".liitetaulukko-{os.getpid()}"
    try:
        for place, content in files.items():
            path = part / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if is_new:
            part.rename(folder)
        else:
            move_contents(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        for parent in above if is_new else ():
            with suppress(OSError):
                parent.rmdir()
        raise


def move_contents(part: Path, folder: Path) -> None:
    """Move what is in a folder into another one; back again where that fails.

    Raises:
        OSError: it cannot be moved.
    """
    moved: list[Path] = []
    try:
        for path in sorted(part.iterdir()):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
        part.rmdir()
    except BaseException:
        for path in moved:
            path.rename(part / path.name)
        raise
