"""How large a spreadsheet may be, and the errors for those that cannot be read.

The limits hold for what is read of a file: pictures and whatever else lies in it count nothing.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError

# Of the file. The largest that people send by mail have a tenth of it.
FILE_LIMIT = 256 * 1024**2
# Of all parts that are read, unpacked. A sheet of 100,000 rows and 20 columns has a quarter of it.
UNPACKED_LIMIT = 512 * 1024**2
# Of a part that is kept in memory as a tree (styles, the list of sheets); a tree takes twenty
# times the memory of its text, and the styles of the largest templates have a few MiB.
TREE_LIMIT = 32 * 1024**2
# Elements within each other in such a part; the standards' own need fewer than twenty.
DEEPEST_ELEMENT = 200
# Parts of a file: one a sheet, comment and picture. Workbooks of 1,000 sheets have some 5,000.
MOST_PARTS = 20_000
# Rows and columns of a sheet in Excel and in LibreOffice (ECMA-376 part 1, 18.3.1.73).
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Sheets of a file: beyond what anyone turns the tabs of.
MOST_SHEETS = 2_000
# Cells with text or fill of a file: fifty thousand records of twenty columns. More would outgrow
# the memory of the steps that follow.
MOST_CELLS = 1_000_000
# Letters of a file, each cell counted that shows a text. 1,600 printed pages have five million.
MOST_LETTERS = 20_000_000
# Merged cells, hidden runs and notes of a file: each becomes something that people look at.
MOST_MERGED = 100_000
MOST_NOTES = 20_000


def too_large(path: Path, why: str) -> InputError:
    """The error for a file beyond a limit."""
    return InputError(
        "spreadsheet-too-large",
        f"{path} is larger than a spreadsheet that people read, {why}: keep the sheets and rows "
        "that count in a new file and use that.",
    )


def damaged_file(path: Path, why: str) -> InputError:
    """The error for a file that only a new copy can mend."""
    return InputError(
        "spreadsheet-damaged", f"{path} is damaged, {why}: download or save it again."
    )


def wrong_kind(path: Path, what: str, advice: str) -> InputError:
    """The error for content that is not what the ending of the name says."""
    return InputError("wrong-kind", f"{path} is {what}, whatever its name: {advice}.")


def protected(path: Path) -> InputError:
    """The error for a file that only a password opens."""
    return InputError(
        "password-needed",
        f"{path} opens only with a password: save a copy without one and use that.",
    )


def entities(path: Path, part: str) -> InputError:
    """The error for a document type declaration, which no spreadsheet program writes."""
    return InputError(
        "spreadsheet-entities",
        f"{path} declares entities of its own in {part}, as files made to do harm do: open it in a "
        "spreadsheet program, save it to a new file and use that.",
    )
