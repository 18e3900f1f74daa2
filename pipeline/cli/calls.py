"""How a reader calls this program on a document, from the folder in which it was built.

Reports are committed: no absolute path stands in them, and on every system they are the same.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from pipeline.cli.documents import (
    SCHEMAS_FOLDER,
    document_path,
    is_path,
    is_usual,
)
from pipeline.inputs.beside import INPUT_FOLDER, document_name

PROGRAM = "liitetaulukko"
# Where make sets the program up in the folder of the project.
SET_UP = ".venv/bin"
HERE = "./"
# What stands in the folder of the project, and in any copy of it.
OF_THE_PROJECT = (Path("Makefile"), Path("pipeline", "__main__.py"))


def decide_call(pdf: Path, schemas: Path) -> str:
    """The beginning of a command that records decisions on a document, quoted for a shell."""
    words = [program_here(), "decide"]
    if not is_usual(schemas):
        words += ["--schemas", path_argument(from_here(schemas))]
    return shlex.join([*words, document_argument(from_here(pdf))])


def is_built_by_make(pdf: Path, schemas: Path) -> bool:
    """Whether `make` in the folder of the project builds a document, with the same schemas."""
    inside = from_here(pdf).parent == INPUT_FOLDER and from_here(schemas) == SCHEMAS_FOLDER
    return inside and is_in_project()


def is_in_project() -> bool:
    """Whether the current folder is that of the project, where make sets the program up."""
    return all(path.is_file() for path in OF_THE_PROJECT)


def program_here() -> str:
    """The program as it is called in the current folder; elsewhere it is on the search path."""
    return f"{SET_UP}/{PROGRAM}" if is_in_project() else PROGRAM


def from_here(path: Path) -> Path:
    """A path as it was given; an absolute one as seen from the current folder."""
    try:
        return Path(os.path.relpath(path)) if path.is_absolute() else path
    except ValueError:
        # Windows has no way from one drive to another.
        return path


def document_argument(pdf: Path) -> str:
    """A document as `decide` takes it: by its name in the input folder, or by its path."""
    name = document_name(pdf)
    if document_path(name) == pdf and not name.startswith("-"):
        return name
    text = path_argument(pdf)
    return text if is_path(text) else f"{HERE}{text}"


def path_argument(path: Path) -> str:
    """A path that is not taken for an option, with `/` between folders on every system."""
    text = path.as_posix()
    return f"{HERE}{text}" if text.startswith("-") else text
