"""Where documents and the files that belong to them stand, and what they are called.

Nothing heavy is imported here: whether outputs are current is told by these files too.
"""

from __future__ import annotations

import os
from pathlib import Path

# Where documents are put, and how their names end.
INPUT_FOLDER = Path("input")
PDF_SUFFIX = ".pdf"
SPREADSHEET_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv")
# Of documents that differ in this alone, the first one gives its outputs the bare name.
DOCUMENT_SUFFIXES = (PDF_SUFFIX, *SPREADSHEET_SUFFIXES)
LEDGER_ENDING = ".decisions.csv"
# What is beside a file and is none: of Excel as long as it has it open, and of macOS.
SHADOW_PREFIXES = ("~$", "._")


def is_document(path: Path) -> bool:
    """Whether a file is a document by its name: neither a ledger nor the shadow of a file."""
    return (
        path.suffix.lower() in DOCUMENT_SUFFIXES
        and not path.name.lower().endswith(LEDGER_ENDING)
        and not path.name.startswith(SHADOW_PREFIXES)
    )


def is_spreadsheet(path: Path) -> bool:
    """Whether a document is a spreadsheet by its name."""
    return path.suffix.lower() in SPREADSHEET_SUFFIXES


def documents_in(folder: Path) -> list[Path]:
    """Every document in a folder; none where there is no such folder, or it cannot be read."""
    try:
        return sorted(path for path in folder.glob("*") if is_document(path))
    except OSError:
        return []


def document_name(path: Path) -> str:
    """What a document gives its outputs and the files beside it as their name.

    That is its own name without the ending. Where another document beside it has the same, as when
    a spreadsheet lies beside the PDF that was printed from it, the ending follows with a hyphen.
    """
    own = path.suffix.lower()
    if own not in SPREADSHEET_SUFFIXES:
        return path.stem
    earlier = DOCUMENT_SUFFIXES[: DOCUMENT_SUFFIXES.index(own)]
    taken = any(
        os.path.lexists(path.with_name(f"{path.stem}{ending}"))
        for suffix in earlier
        for ending in (suffix, suffix.upper())
    )
    return f"{path.stem}-{own.removeprefix('.')}" if taken else path.stem


def ledger_path(document: Path) -> Path:
    """Where the decisions ledger of a document is, if there is one."""
    return document.with_name(f"{document_name(document)}{LEDGER_ENDING}")


def source_path(document: Path) -> Path:
    """Where the source file of a document is, if there is one."""
    return document.with_name(f"{document_name(document)}.source.yaml")
