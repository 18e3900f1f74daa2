"""Names of places on a sheet (`C12`, `C12:D13`, `12:15`, `C:D`) and rows and columns by them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pages.sheet import LETTERS_OF_COLUMNS, column_letters
from pipeline.spreadsheets.limits import LAST_COLUMN, LAST_ROW

CELL_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Area(NamedTuple):
    """A rectangle of cells, its last row and column included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def number_of_letters(letters: str) -> int:
    """The number of a column: 1 for A."""
    number = 0
    for letter in letters.upper():
        number = number * LETTERS_OF_COLUMNS + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell."""
    return f"{column_letters(column)}{row}"


def columns_name(first: int, last: int) -> str:
    """The name of columns, also of a single one."""
    return f"{column_letters(first)}:{column_letters(last)}"


def cell_place(name: str) -> tuple[int, int] | None:
    """The row and column of a cell by its name; None for none that a sheet has."""
    found = CELL_NAME.fullmatch(name)
    if found is None:
        return None
    row, column = int(found[2]), number_of_letters(found[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def area_place(name: str) -> Area | None:
    """The cells of an area by its name; None for none that a sheet has."""
    first, _, last = name.partition(":")
    start, end = cell_place(first), cell_place(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(rows[0], columns[0], rows[1], columns[1])
