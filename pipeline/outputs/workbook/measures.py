"""Where the tables of the workbook stand, and how much room their texts take."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openpyxl.utils import get_column_letter

from pipeline.outputs.workbook.exact_values import distinct_headings
from pipeline.outputs.workbook.values import Blank, FileLink, Link, Share, Sheet, shown_value

SHEET_NAME_SIGNS = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31
# Excel keeps this name for itself.
RESERVED_SHEET_NAMES = ("history",)
# Notes are broken to the width of their table, but to no fewer and no more characters.
NARROWEST_NOTE, WIDEST_NOTE = 70, 150
# Points of a line of the body font.
LINE_HEIGHT = 15.0
# Widths are in digits of the body font, as Excel gives those of columns. Letters of Calibri (and
# of Carlito, which has the same widths) by groups, each as wide as its widest; others are wide.
LETTER_WIDTHS = (
    (0.48, "ijl' "),
    (0.7, "frtIJ!(),-.:;[]`{}’·"),
    (0.92, 'cksvxyzFLS"/?\\|šž”“'),
    (1.07, "0123456789abdeghknopquCEKPTXYZ#$*+<=>^_~äöåéü–×§€≥≤"),
    (1.15, "ABRVÄÅ"),
    (1.36, "DGHNOQU&ÖÜ"),
)
WIDE_LETTER = 1.9
# Bold letters are wider, and programs round the widths of letters each in its own way.
BOLD_WIDTHS, ROUNDING = 1.05, 1.04
# What a column has beside its text, and the button of a filter.
PADDING, FILTER_BUTTON = 1.5, 2.5
# Widths of columns; a sheet that would be wider than WIDEST_SHEET gets narrower columns, as far
# as its longest words allow, so that it can be read when it is printed on A4.
NARROWEST, WIDEST, WIDEST_SHEET = 8, 46, 190
# How much wider than a page a table may be that is printed on one.
SQUEEZED = 0.3
# The first column, which tells one row from the next, is not made narrower than this.
FIRST_COLUMN = 28
# A longer word, such as an identifier, is broken at the edge of its cell.
LONGEST_WORD = 24
# Lines that a heading takes at most, as far as its column may be wide; points of the highest row
# that Excel has (Excel specifications and limits).
HEADING_LINES, HIGHEST_ROW = 10, 409.0
# Where a heading is broken into lines: at white space, and behind a hyphen within a word.
BREAKS = re.compile(r"\s+|(?<=\w-)(?=\w)")
# How many widths are kept, so that words which come again and again are not measured again.
KEPT_WIDTHS = 50_000
WIDTH_OF = {letter: width for width, letters in LETTER_WIDTHS for letter in letters}


@dataclass(frozen=True)
class SheetLayout:
    """A table on its sheet: title in row 1, charts and notes below it, then the header.

    Args:
        name: of the sheet.
        sheet: what it holds.
        header: its column headings, none empty and no two the same.
        rows: its rows; one that says so where there are none.
        widths: of its columns, in characters.
        notes: lines between title and table.
        drawn: rows between title and notes that charts stand in.
    """

    name: str
    sheet: Sheet
    header: list[str]
    rows: Sequence[Sequence[Any]]
    widths: list[float]
    notes: list[str]
    drawn: int = 0

    @property
    def top(self) -> int:
        """The row of the header, from 1."""
        return self.drawn + len(self.notes) + 2

    def cells(self, column: int, first: int, count: int) -> str:
        """A reference to cells of a column, from 0; row 0 is the header."""
        letter, start = get_column_letter(column + 1), self.top + first
        end = f":${letter}${start + count - 1}" if count > 1 else ""
        return f"{self.quoted_name}!${letter}${start}{end}"

    @property
    def quoted_name(self) -> str:
        """The name of the sheet in a reference."""
        doubled = self.name.replace("'", "''")
        return f"'{doubled}'"


def lay_out(name: str, sheet: Sheet, none: str, blank: str, drawn: int = 0) -> SheetLayout:
    """Where a table stands and how wide its columns are.

    Args:
        name: of the sheet.
        sheet: what it holds.
        none: what the first cell says where there are no rows.
        blank: what the others say then.
        drawn: rows between title and notes that charts stand in.
    """
    header = distinct_headings(sheet.header)
    rows = sheet.rows or [[none, *[Blank(blank)] * (len(header) - 1)]]
    widths = column_widths(header, rows, sheet.is_list)
    if sheet.wide_notes and pages_wide(widths) > 1:
        # Its title and notes are printed again on each page, in this column alone.
        widths[0] = max(widths[0], FIRST_COLUMN)
    width = max(NARROWEST_NOTE, min(WIDEST_NOTE, int(sum(widths))))
    if pages_wide(widths) > 1:
        # Printed again on each page beside the columns that are, and not cut there.
        width = int(sum(widths[: sheet.fixed_columns]))
    said = sheet.wide_notes if sheet.wide_notes and pages_wide(widths) > 1 else sheet.notes
    if drawn:
        width = WIDEST_NOTE
    notes = [line for note in said for line in textwrap.wrap(note, width)]
    return SheetLayout(name, sheet, header, rows, widths, notes, drawn)


def shown_text(cell: Any) -> str:
    """The text that a cell shows, as far as its length matters."""
    value = shown_value(cell)
    if isinstance(cell, Share):
        return f"{value:.0%}"
    if isinstance(value, int | Decimal):
        return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return "" if value is None else str(value)


def pages_wide(widths: Sequence[float]) -> int:
    """How many pages a table needs beside each other to be read when it is printed."""
    return max(1, math.ceil(sum(widths) / WIDEST_SHEET - SQUEEZED))


@lru_cache(maxsize=KEPT_WIDTHS)
def text_width(text: str) -> float:
    """The width of a text in one line, in digits."""
    return ROUNDING * sum(WIDTH_OF.get(letter, WIDE_LETTER) for letter in text)


def column_widths(
    header: Sequence[str], rows: Sequence[Sequence[Any]], is_list: bool
) -> list[float]:
    """Widths that hold the longest word and, as far as the sheet allows, the longest text.

    What room the sheet has beyond the words goes, step by step, to the column whose longest text
    takes most lines, so that rows are as low as can be.
    """
    widths: list[float] = []
    wanted: list[float] = []
    texts = []
    for column, heading in enumerate(header):
        body = {shown_text(row[column]) for row in rows}
        button = FILTER_BUTTON if is_list else 0
        named = (
            max((text_width(word) for word in BREAKS.split(heading)), default=0) * BOLD_WIDTHS
            + button
        )
        named = max(named, text_width(heading) * BOLD_WIDTHS / HEADING_LINES)
        word = max((text_width(word) for text in body for word in text.split()), default=0)
        # LibreOffice does not wrap the text of a link.
        linked = (row[column] for row in rows if isinstance(row[column], Link | FileLink))
        links = map(shown_text, linked)
        link = max((text_width(text) for text in links), default=0)
        texts.append(max(text_width(text) for text in body))
        own = min(max(word, named, link), LONGEST_WORD)
        least = max(own, min(texts[-1], FIRST_COLUMN)) if column == 0 else own
        widths.append(max(NARROWEST, math.ceil(least + PADDING)))
        wanted.append(max(widths[-1], math.ceil(min(texts[-1], WIDEST) + PADDING)))
    room = WIDEST_SHEET * pages_wide(widths) - sum(widths)
    while room >= 1 and (narrow := [i for i, w in enumerate(widths) if w < wanted[i]]):
        widths[max(narrow, key=lambda i: texts[i] / (widths[i] - PADDING))] += 1
        room -= 1
    return widths


def row_height(texts: Iterable[str], widths: Sequence[float], reserve: float = 1.0) -> float:
    """Points of a row in which every text is seen whole, as far as Excel has such rows.

    Args:
        texts: of its cells.
        widths: of their columns.
        reserve: how much wider the letters are than those of the body font.
    """
    lines = max(
        lines_needed(text, width, reserve) for text, width in zip(texts, widths, strict=True)
    )
    return min(HIGHEST_ROW, LINE_HEIGHT * lines)


@lru_cache(maxsize=KEPT_WIDTHS)
def lines_needed(text: str, width: float, reserve: float = 1.0) -> int:
    """Lines that a text takes when it is wrapped in a column."""
    room = max(1.0, (width - PADDING) / reserve)
    if "\n" not in text and text_width(text) <= room:
        return 1
    return sum(wrapped_lines(line, room) for line in text.splitlines() or [""])


def wrapped_lines(text: str, room: float) -> int:
    """Lines of a text of one paragraph; a word that is wider than a line goes on on the next."""
    lines, used = 1, 0.0
    for word in text.split():
        width = text_width(word)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        lines += int(width // room) if width > room else 0
        used += (width % room if width > room else width) + text_width(" ")
    return lines


def sheet_names(texts: Iterable[str]) -> list[str]:
    """Texts as names of sheets: without the signs Excel keeps for itself, short, all different."""
    taken = set(RESERVED_SHEET_NAMES)
    names = []
    for text in texts:
        plain = SHEET_NAME_SIGNS.sub(" ", text).strip("' ") or "-"
        name, again = plain[:LONGEST_SHEET_NAME].strip("' "), 2
        while name.casefold() in taken:
            suffix = f" ({again})"
            name = plain[: LONGEST_SHEET_NAME - len(suffix)].strip("' ") + suffix
            again += 1
        taken.add(name.casefold())
        names.append(name)
    return names
