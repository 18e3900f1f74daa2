"""Formulas whose value is of another file or program."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Functions that fetch values, in Excel and in LibreOffice; their names may have a prefix.
FETCHING = re.compile(
    r"(?<![\w])(?:_xlfn\.|_xlws\.|com\.sun\.star\.sheet\.addin\.)*"
    r"(?:WEBSERVICE|FILTERXML|RTD|DDE|IMAGE|STOCKHISTORY|IMPORTDATA|IMPORTRANGE|IMPORTXML|CALL|"
    r"REGISTER\.ID|SQL\.REQUEST|CUBE[A-Z]+)\s*\(",
    re.I,
)
STRING = re.compile(r'"[^"]*"')
# A file in brackets before a sheet or a name: `[1]Sheet!A1`, `'C:\[a.xlsx]Sheet'!A1`. `[0]` is the
# file itself, and a bracket behind a name holds the column of a table.
OTHER_WORKBOOK = re.compile(r"(?<![\w\].])\[(?!0\])[^\[\]]+\][^\[\]!,;()+*/&=<>^]*!")
# DDE: a program and a topic, parted by a bar.
DYNAMIC_LINK = re.compile(r"[\w\]]\|'?[^|]*!")
# In OpenDocument: the address of a file, before the sign that parts it from a sheet.
OTHER_DOCUMENT = re.compile(r"'[^']+'#|\b(?:file|https?|ftp)://", re.I)
DEFINED_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")


def is_external(formula: str, names: Iterable[str] = ()) -> bool:
    """Whether a formula of an Excel workbook takes a value from elsewhere.

    Args:
        formula: as the file has it.
        names: defined names that do, in lower case.
    """
    bare = STRING.sub('""', formula)
    if FETCHING.search(bare) or OTHER_WORKBOOK.search(bare) or DYNAMIC_LINK.search(bare):
        return True
    return bool(names) and any(found.lower() in names for found in DEFINED_NAME.findall(bare))


def is_external_in_document(formula: str) -> bool:
    """Whether a formula of an OpenDocument spreadsheet takes a value from elsewhere."""
    bare = STRING.sub('""', formula)
    return bool(FETCHING.search(bare) or OTHER_DOCUMENT.search(bare))
