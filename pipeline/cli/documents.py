"""The documents to build or to decide on, by their names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import InputError, WrongUsageError
from pipeline.text.nearest import nearest_words

INPUT_FOLDER = Path("input")
SCHEMAS_FOLDER = Path("schemas")
PDF_SUFFIX = ".pdf"


def input_pdfs() -> list[Path]:
    """Every PDF in the input folder."""
    return pdfs_in(INPUT_FOLDER)


def pdfs_in(folder: Path) -> list[Path]:
    """Every PDF in a folder; none where there is no such folder, or it cannot be read."""
    try:
        return sorted(path for path in folder.glob("*") if path.suffix.lower() == PDF_SUFFIX)
    except OSError:
        return []


def documents_to_build(named: Sequence[Path]) -> list[Path]:
    """The PDFs to build.

    Raises:
        PipelineError: there is none, or two would have the same output folder.
    """
    found = list(named) or input_pdfs()
    if not found:
        raise WrongUsageError(f"{INPUT_FOLDER} holds no PDF: put one there, or name one.")
    stems: dict[str, Path] = {}
    for path in found:
        other = stems.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise WrongUsageError(
                f"{other} and {path} would have the same output folder: rename one of them."
            )
    return found


def is_path(name: str) -> bool:
    """Whether a document is named by its path."""
    return name.lower().endswith(PDF_SUFFIX) or os.sep in name


def document_path(name: str) -> Path:
    """The PDF of a document that is named as in the input folder, or by its path."""
    if is_path(name):
        return Path(name)
    found = [path for path in input_pdfs() if path.stem == name]
    return found[0] if found else INPUT_FOLDER / f"{name}{PDF_SUFFIX}"


def propose_document(pdf: Path) -> None:
    """Ask whether a PDF beside one that does not exist was meant, or one in the input folder.

    Raises:
        InputError: it does not exist, and another one has nearly its name.
    """
    if pdf.exists() or pdf.is_symlink():
        return
    near = {path.name: path for path in (*input_pdfs(), *pdfs_in(pdf.parent))}
    near |= {path.stem: path for path in near.values()}
    meant = nearest_words(pdf.name, near) or nearest_words(pdf.stem, near)
    if meant:
        proposed = dict.fromkeys(str(near[name]) for name in meant)
        raise InputError(
            "file-missing", f"{pdf} does not exist: did you mean {' or '.join(proposed)}?"
        )
