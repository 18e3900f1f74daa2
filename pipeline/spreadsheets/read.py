"""The bytes of a spreadsheet → its sheets, by the reader of its format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.child.in_child import sha256_of
from pipeline.child.input_file import read_input
from pipeline.spreadsheets.csv_file import open_csv
from pipeline.spreadsheets.excel.workbook import open_xlsx
from pipeline.spreadsheets.limits import FILE_LIMIT
from pipeline.spreadsheets.model import Spreadsheet
from pipeline.spreadsheets.opendocument.document import open_ods
from pipeline.spreadsheets.opened import Opened
from pipeline.spreadsheets.signs import NumberSigns

Opener = Callable[[Path, bytes, NumberSigns], Opened]
OPENERS: dict[str, Opener] = {
    ".xlsx": open_xlsx,
    ".xlsm": open_xlsx,
    ".ods": open_ods,
    ".csv": open_csv,
}


def read_bytes(path: Path) -> bytes:
    """The bytes of a spreadsheet, read once.

    Raises:
        InputError: there is no such file, it is no file, is too large, or is empty.
    """
    return read_input(path, FILE_LIMIT, "a spreadsheet file")


def open_spreadsheet(path: Path, content: bytes, signs: NumberSigns) -> Opened:
    """A spreadsheet in memory, its sheets ready to be read.

    Args:
        path: what to call it in messages; its ending says which format it must have.
        content: its bytes.
        signs: the signs that numbers are displayed with.

    Raises:
        InputError: it is no such file, needs a password, is damaged or too large.
    """
    return OPENERS[path.suffix.lower()](path, content, signs)


def read_spreadsheet(path: Path, content: bytes, signs: NumberSigns) -> Spreadsheet:
    """A spreadsheet in memory, read in this process.

    Raises:
        InputError: as for `open_spreadsheet`, also of a sheet.
    """
    opened = open_spreadsheet(path, content, signs)
    sheets = tuple(opened.sheets())
    return Spreadsheet(sheets, sha256_of(content), opened.notes, opened.sheet_count)
