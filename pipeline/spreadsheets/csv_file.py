"""A CSV file as a spreadsheet of one sheet, which is named after the file."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pipeline.errors import InputError
from pipeline.spreadsheets.cell_text import displayed_text
from pipeline.spreadsheets.file_kind import require_csv
from pipeline.spreadsheets.gathered import Budget, Gathered, shown_sheet
from pipeline.spreadsheets.limits import LAST_COLUMN, LAST_ROW, damaged_file, too_large, wrong_kind
from pipeline.spreadsheets.model import SheetCell, ShownSheet
from pipeline.spreadsheets.opened import Opened
from pipeline.spreadsheets.signs import NumberSigns
from pipeline.text.edited_csv import LineError, numbered_rows
from pipeline.text.encodings import UTF_8, WINDOWS, is_windows_text

# Where several fit equally well, the first one does: commas and semicolons stand in texts, and
# commas in numbers, but a tab hardly in either.
CSV_DELIMITERS = ("\t", ";", ",")
# So many rows tell which one it is.
ROWS_LOOKED_AT = 1000
# Excel takes a first line like `sep=;` as saying so, and does not show it.
DELIMITER_LINE = re.compile(r"sep=(.)\r?\n", re.I)
NO_TEXT = re.compile("[\0-\x08\x0e-\x1a]")


def open_csv(path: Path, content: bytes, signs: NumberSigns) -> Opened:
    """A CSV file, its one sheet ready to be read.

    Args:
        path: what to call it in messages; its stem names the sheet.
        content: its bytes.
        signs: not used: its texts are what it shows.

    Raises:
        InputError: it is no text, or in no encoding that is known.
    """
    require_csv(path, content)
    text = decoded(path, content)
    if found := NO_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        advice = "open it in a spreadsheet program and save it as “CSV UTF-8”"
        raise wrong_kind(path, f"no text (a control character on line {line})", advice)
    return Opened(1, 1, sheets(path, text))


def sheets(path: Path, text: str) -> Iterator[ShownSheet]:
    """The one sheet of a CSV file.

    Raises:
        InputError: a quote is not closed, or the sheet is too large.
    """
    gathered = Gathered(1, path.stem, Budget(path))
    said = DELIMITER_LINE.match(text)
    delimiter = said[1] if said else likely_delimiter(text)
    try:
        rows = numbered_rows(text[said.end() :] if said else text, delimiter)
        for number, (_, values) in enumerate(rows, start=1):
            take_row(path, gathered, number, values)
    except LineError as problem:
        line = problem.line + bool(said)
        raise damaged_file(path, f"line {line} is no CSV: {problem}") from None
    yield shown_sheet(gathered)


def take_row(path: Path, gathered: Gathered, number: int, values: list[str]) -> None:
    """Take the values of a row.

    Raises:
        InputError: it is beyond the last row or column of a sheet.
    """
    if number > LAST_ROW or len(values) > LAST_COLUMN:
        raise too_large(path, f"its row {number} lies beyond the last row or column of a sheet")
    for column, value in enumerate(values, start=1):
        if text := displayed_text(value):
            gathered.add(SheetCell(number, column, text=text))


def decoded(path: Path, content: bytes) -> str:
    """The text of a CSV file, in the encoding that it says or that it can only be.

    Raises:
        InputError: that is not to be told.
    """
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.removeprefix(BOM_UTF8).decode(UTF_8)
    except UnicodeDecodeError as error:
        if is_windows_text(content):
            return content.decode(WINDOWS)
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            "encoding-unknown",
            f"{path} is neither in UTF-8 nor beyond doubt in Windows-1252 (line {line}): open it "
            "in a spreadsheet program and save it as “CSV UTF-8”.",
        ) from None


def likely_delimiter(text: str) -> str:
    """What stands between the values: that of which most stand in rows alike."""
    return max(CSV_DELIMITERS, key=lambda delimiter: evenness(text, delimiter))


def evenness(text: str, delimiter: str) -> int:
    """How many delimiters stand in rows that have the same number of them, at most."""
    try:
        rows = list(islice(numbered_rows(text, delimiter), ROWS_LOOKED_AT))
    except LineError:
        return 0
    found = Counter(len(values) - 1 for _, values in rows)
    return max(between * count for between, count in found.items()) if found else 0
