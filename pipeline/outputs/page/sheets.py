"""A sheet of a spreadsheet as the review page has it, which draws it in place of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.pages.geometry import Box
from pipeline.pages.model import Word
from pipeline.pages.sheet import SheetGrid, SheetGridCell, number_at
from pipeline.spreadsheets.places import area_place

# Widths of columns in points. Wider ones wrap their text, so that a long sentence in one cell
# leaves room for the others.
LEAST_WIDTH, MOST_WIDTH = 24.0, 190.0
WIDTH_DECIMALS = 1
# The name of a fill: red, green and blue, from 0 to 1.
FILL_NAME = re.compile(r"\(([0-9.]+), ([0-9.]+), ([0-9.]+)\)")
STEPS_OF_COLOUR = 255
NO_FILL = -1
# What a cell has behind its row, column and text where nothing else is said.
PLAIN_CELL: tuple[Any, ...] = (0, NO_FILL, 1, 1, [])


def sheet_data(sheet: SheetGrid, words: Sequence[Word]) -> dict[str, Any]:
    """A sheet: its name, its rows and columns by their numbers, and its cells.

    A cell is row, column and text, then as far as it has them: whether it is bold, its fill, how
    many rows and columns it covers, and which pieces of its text are struck out. Texts and fills
    are told by their numbers among the distinct ones.
    """
    texts: dict[str, int] = {}
    fills: dict[str, int] = {}
    cells = []
    by_cell = words_by_cell(sheet, words)
    for cell in sheet.cells:
        own = by_cell.get((cell.row, cell.column), [])
        text, struck = text_of_words(own)
        fill = colour_of_fill(cell.fill)
        rest = (
            int(bool(own) and all(word.bold for word in own)),
            fills.setdefault(fill, len(fills)) if fill else NO_FILL,
            cell.row_span,
            cell.column_span,
            struck,
        )
        number = texts.setdefault(text, len(texts))
        cells.append([sheet.rows[cell.row], sheet.columns[cell.column], number, *trimmed(rest)])
    return {
        "name": sheet.name,
        "prefix": sheet.address("A1").removesuffix("A1"),
        "rows": list(ranges(sheet.rows)),
        "columns": list(ranges(sheet.columns)),
        "widths": [
            round(min(max(end - start, LEAST_WIDTH), MOST_WIDTH), WIDTH_DECIMALS)
            for start, end in pairwise(sheet.column_edges)
        ],
        "texts": list(texts),
        "fills": list(fills),
        "cells": cells,
    }


def words_by_cell(sheet: SheetGrid, words: Iterable[Word]) -> dict[tuple[int, int], list[Word]]:
    """The words of each cell, in their order, by its first row and column in the grid."""
    found: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if (cell := cell_at_middle(sheet, word.box)) is not None:
            found.setdefault((cell.row, cell.column), []).append(word)
    return found


def cell_at_middle(sheet: SheetGrid, box: Box) -> SheetGridCell | None:
    """The cell in which the middle of a box lies; None where nothing stands."""
    x, y = box.middle
    return sheet.cell_at(number_at(sheet.row_edges, y), number_at(sheet.column_edges, x))


def text_of_words(words: Sequence[Word]) -> tuple[str, list[list[int]]]:
    """The text of a cell, a line below the other, and from where to where it is struck out."""
    text = ""
    struck: list[list[int]] = []
    for number, word in enumerate(words):
        if number:
            text += "\n" if word.box.top >= words[number - 1].box.bottom else " "
        start = len(text)
        text += word.text
        if word.struck and number and words[number - 1].struck:
            struck[-1][1] = in_script(text)
        elif word.struck:
            struck.append([in_script(text[:start]), in_script(text)])
    return text, struck


def in_script(text: str) -> int:
    """The length of a text as the page's script counts it: signs beyond the first plane twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(rest: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a cell has, up to the last that is not as in a plain one."""
    length = len(rest)
    while length and rest[length - 1] == PLAIN_CELL[length - 1]:
        length -= 1
    return rest[:length]


def ranges(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers in order as runs without a gap: the first and the last of each."""
    start = 0
    for place, number in enumerate(numbers, start=1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield [numbers[start], number]
            start = place


def colour_of_fill(name: str) -> str:
    """A fill as `#rrggbb`; empty where its name says no such colour."""
    found = FILL_NAME.fullmatch(name)
    if found is None:
        return ""
    steps = [round(float(part) * STEPS_OF_COLOUR) for part in found.groups()]
    return "#" + "".join(f"{step:02x}" for step in steps)


def sides_on_sheet(sheet: SheetGrid, box: Box) -> list[float]:
    """What a box reaches over on a sheet: first column and row, last column and row of the file.

    Args:
        sheet: the sheet.
        box: in points of its page.
    """
    return sides_of_cells(sheet.place_of(box))


def sides_of_place(sheet: SheetGrid, address: str) -> list[float]:
    """The same of an address such as `Palvelut!C12`; nothing where the sheet draws no such cell."""
    sides = sides_of_cells(address.rpartition("!")[2])
    is_drawn = sides and sides[0] in sheet.columns and sides[1] in sheet.rows
    return sides if is_drawn else []


def sides_of_cells(place: str) -> list[float]:
    """The first column and row and the last ones of `C12` or `C12:D13`; nothing of whole rows."""
    area = area_place(place)
    if area is None:
        return []
    return [area.first_column, area.first_row, area.last_column, area.last_row]
