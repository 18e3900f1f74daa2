"""What Excel would change, kept as text: old dates, long numbers, long headings.

Excel counts days from 1900 and takes that year for a leap year, keeps 15 digits of a number, and
allows 255 characters in the heading of a table. What goes beyond stands as text or is cut, and the
notes of its sheet say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter

from pipeline.outputs.wording import OutputWords
from pipeline.outputs.workbook.values import Exact, Link, Sheet, shown_value

# The first day whose number is the same in all programs: Excel has a 29 February 1900.
FIRST_DAY = date(1900, 3, 1)
# Digits that Excel keeps of a number; with more before the decimal sign it is wider than a column.
MOST_DIGITS = 15
# Decimals that both Excel and LibreOffice show.
MOST_DECIMALS_SHOWN = 20
# Office reads no longer heading of a table, and none that is not the text of its cell
# (MS-OI29500, 2.1.681).
LONGEST_HEADING = 255
# Ends a text or a heading that is longer than Excel allows.
CUT_SIGN = " …"
# Excel reads this in a text as the character of that number (ECMA-376, 22.9.2.19).
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED_UNDERSCORE = "_x005F_"


def escape_text(text: str) -> str:
    """A text as a workbook holds it, so that Excel reads it as it is."""
    return ESCAPE.sub(ESCAPED_UNDERSCORE, text)


def kept_as_text(value: Any) -> str | None:
    """The text of a number or date that Excel would change; None for what it keeps."""
    if isinstance(value, date):
        return value.isoformat() if value < FIRST_DAY else None
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    text = format(Decimal(value), "f")
    whole, _, decimals = text.lstrip("-").partition(".")
    fits = (
        max(len(whole), len((whole + decimals).strip("0"))) <= MOST_DIGITS
        and len(decimals.rstrip("0")) <= MOST_DECIMALS_SHOWN
    )
    return None if fits else text


def exact_sheet(sheet: Sheet, wording: OutputWords) -> Sheet:
    """A sheet whose every value Excel shows as it is, with notes on what it holds as text."""
    header = distinct_headings(sheet.header)
    kept: dict[str, dict[int, None]] = {"dates_as_text": {}, "numbers_as_text": {}}
    rows = []
    for row in sheet.rows:
        line = list(row)
        for column, cell in enumerate(row):
            value = shown_value(cell)
            if (text := kept_as_text(value)) is not None:
                kept["dates_as_text" if isinstance(value, date) else "numbers_as_text"][column] = (
                    None
                )
                exact = Exact(text)
                line[column] = replace(cell, value=exact) if isinstance(cell, Link) else exact
        rows.append(line)
    notes = [
        wording.word(word).format(columns=columns_in_words(columns, header, wording))
        for word, columns in kept.items()
        if columns
    ]
    if cut := long_headings(sheet):
        letters = ", ".join(get_column_letter(column + 1) for column in cut)
        cover = wording.word("sheet_cover")
        notes.append(wording.word("headings_cut").format(columns=letters, sheet=cover))
    return replace(sheet, header=header, rows=rows, notes=(*sheet.notes, *notes), cut=cut)


def columns_in_words(columns: Iterable[int], header: Sequence[str], wording: OutputWords) -> str:
    """Columns by their headings; by their letters too, where a heading was cut."""
    return ", ".join(wording.quoted(header[column]) for column in sorted(columns))


def long_headings(sheet: Sheet) -> dict[int, str]:
    """The headings that are longer than Excel allows, whole, by column from 0."""
    return {
        n: text for n, text in enumerate(sheet.header) if heading_length(text) > LONGEST_HEADING
    }


def heading_length(text: str) -> int:
    """The length of a heading as Excel counts it, in units of UTF-16."""
    return len(escape_text(text).encode("utf-16-le", errors="surrogatepass")) // 2


def distinct_headings(header: Iterable[str]) -> list[str]:
    """Column headings: none empty, too long, or but for case the same as another."""
    taken: set[str] = set()
    headings = []
    for number, heading in enumerate(header, 1):
        wanted, again = heading or str(number), 2
        name = cut_heading(wanted)
        while name.casefold() in taken:
            name, again = cut_heading(wanted, f" ({again})"), again + 1
        taken.add(name.casefold())
        headings.append(name)
    return headings


def cut_heading(text: str, ending: str = "") -> str:
    """A heading with an ending, cut before it where it would be too long."""
    if heading_length(text + ending) <= LONGEST_HEADING:
        return text + ending
    text, end = text[:LONGEST_HEADING], f"{CUT_SIGN}{ending}"
    while heading_length(text + end) > LONGEST_HEADING:
        text = text[:-1].rstrip()
    return f"{text}{end}"
