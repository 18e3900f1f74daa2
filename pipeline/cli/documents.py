"""The documents to build or to decide on, by their names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import InputError, OutputError, WrongUsageError
from pipeline.inputs.beside import (
    DOCUMENT_SUFFIXES,
    INPUT_FOLDER,
    document_name,
    documents_in,
)
from pipeline.schema.packaged import is_packaged, packaged_schemas
from pipeline.system.regular_files import is_folder
from pipeline.system.terminal import shown_line
from pipeline.text.nearest import nearest_words

SCHEMAS_FOLDER = Path("schemas")
# What Windows keeps for itself, whatever ending is put behind it.
WINDOWS_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
# The file that is named for the document with the longest ending, and how long a name may be: in
# bytes, or on Windows in units of UTF-16.
LONGEST_ENDING = ".html", ".xlsx"
LONGEST_NAME = 255
# What stands between folders in a path; Windows has two of them.
SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def usual_schemas() -> Path:
    """The schemas folder where none is named: the one here, else that of the program."""
    return SCHEMAS_FOLDER if SCHEMAS_FOLDER.is_dir() else packaged_schemas()


def is_usual(schemas: Path) -> bool:
    """Whether a schemas folder is the one that is used where none is named."""
    if SCHEMAS_FOLDER.is_dir():
        return schemas.resolve() == SCHEMAS_FOLDER.resolve()
    return is_packaged(schemas)


def documents_to_build(named: Sequence[Path]) -> list[Path]:
    """The documents to build.

    Raises:
        PipelineError: there is none, or two would have the same output folder.
    """
    found = list(named) or documents_in(INPUT_FOLDER)
    if not found:
        raise WrongUsageError(
            f"{INPUT_FOLDER} holds no PDF or spreadsheet: put one there, or name one."
        )
    names: dict[str, Path] = {}
    for path in found:
        other = names.setdefault(document_name(path).casefold(), path)
        if other is not path:
            raise WrongUsageError(
                f"{other} and {path} would have the same output folder: rename one of them."
            )
    return found


def require_names(pdf: Path, schemas: Path, windows: bool = os.name == "nt") -> None:
    """See that a document can give its name to its outputs, and be named in its report.

    Args:
        pdf: the document.
        schemas: the schemas folder, which the report names too.
        windows: whether the outputs are written on Windows.

    Raises:
        InputError: the document is a folder, or has a name that no output can have.
        WrongUsageError: the name of the schemas folder cannot stand in a report.
    """
    if is_folder(pdf):
        raise InputError("not-a-file", f"{pdf} is a folder: name a file in it.")
    if problem := name_problem(pdf, windows):
        raise InputError("name-unusable", f"{pdf} {problem}: rename it.")
    if shown_line(str(schemas)) != str(schemas):
        raise WrongUsageError(f"{schemas} has letters in its name that nothing shows: rename it.")


def name_problem(pdf: Path, windows: bool) -> str:
    """Why a document cannot give its name to its outputs; nothing where it can.

    What only Windows cannot have is allowed elsewhere.
    """
    stem = document_name(pdf)
    if not stem.strip("."):
        return "gives its outputs no name of their own"
    if shown_line(str(pdf)) != str(pdf):
        return "has letters in its name that nothing shows, or that are not UTF-8"
    size = len(stem.encode("utf-16-le")) // 2 if windows else len(os.fsencode(stem))
    longest = LONGEST_NAME - max(map(len, LONGEST_ENDING))
    if size > longest:
        unit = "letters" if windows else "bytes"
        return f"has a name of {size} {unit}, too long for its workbook (at most {longest})"
    if windows and (stem[-1] in " ." or stem.split(".")[0].strip().lower() in WINDOWS_DEVICES):
        return "has a name that Windows gives no folder"
    return ""


def require_inside(folder: Path, output: Path) -> None:
    """See that the outputs of a document stay in the folder of outputs.

    Raises:
        OutputError: a link leads elsewhere.
    """
    real, real_output = Path(os.path.realpath(folder)), Path(os.path.realpath(output))
    if real.parent != real_output:
        raise OutputError(
            f"{folder} is a link to {real}, outside {output}: remove it, or name another folder "
            "with --output."
        )


def is_path(name: str) -> bool:
    """Whether a document is named by its path."""
    return name.lower().endswith(DOCUMENT_SUFFIXES) or any(mark in name for mark in SEPARATORS)


def document_path(name: str) -> Path:
    """The file of a document that is named as in the input folder, or by its path."""
    if is_path(name):
        return Path(name)
    found = [path for path in documents_in(INPUT_FOLDER) if document_name(path) == name]
    return found[0] if found else INPUT_FOLDER / f"{name}{DOCUMENT_SUFFIXES[0]}"


def propose_document(pdf: Path) -> None:
    """Ask whether a document beside one that does not exist was meant, or one in the input folder.

    Raises:
        InputError: it does not exist, and another one has nearly its name.
    """
    # Where the folder may not be looked into, reading says so.
    if os.path.lexists(pdf):
        return
    near = {path.name: path for path in (*documents_in(INPUT_FOLDER), *documents_in(pdf.parent))}
    near |= {path.stem: path for path in near.values()}
    meant = nearest_words(pdf.name, near) or nearest_words(pdf.stem, near)
    if meant:
        proposed = dict.fromkeys(str(near[name]) for name in meant)
        raise InputError(
            "file-missing", f"{pdf} does not exist: did you mean {' or '.join(proposed)}?"
        )
