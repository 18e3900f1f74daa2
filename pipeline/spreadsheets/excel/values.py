"""What an Excel workbook stores of a cell → what it shows, and what there is to report of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

from pipeline.spreadsheets.display.codes import UnknownFormatError
from pipeline.spreadsheets.display.numbers import general
from pipeline.spreadsheets.display.value import displayed_value, displayed_words
from pipeline.spreadsheets.excel.strings import unescaped
from pipeline.spreadsheets.excel.styles import GENERAL_FORMAT, CellStyle
from pipeline.spreadsheets.formulas import is_external
from pipeline.spreadsheets.limits import damaged_file
from pipeline.spreadsheets.model import NoteKind
from pipeline.spreadsheets.places import cell_name
from pipeline.spreadsheets.rich_text import RichText, TextRun, rich_text
from pipeline.spreadsheets.signs import NumberSigns

# Types of cells (ECMA-376 part 1, 18.18.11).
SHARED, INLINE, FORMULA_TEXT = "s", "inlineStr", "str"
BOOLEAN, ERROR, NUMBER, ISO_DATE_TYPE = "b", "e", "n", "d"
TRUTH_WORDS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}
DAY = timedelta(days=1)
EPOCH_OF_1900, EPOCH_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


@dataclass(slots=True)
class StoredCell:
    """A cell as it is stored.

    Args:
        row: its row.
        column: its column.
        style: the number of its style.
        kind: the type of its value.
        value: its value in letters; None where none is stored.
        formula: its formula; empty where it has none.
        runs: the text within it.
    """

    row: int
    column: int
    style: int = 0
    kind: str = NUMBER
    value: str | None = None
    formula: str = ""
    runs: tuple[TextRun, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """What all sheets of a workbook share.

    Args:
        path: what to call the file in messages.
        signs: the signs that numbers are displayed with.
        styles: those that cells name by their number.
        strings: and strings.
        from_1904: whether days are counted from 1904.
        outside_names: defined names whose values are of another file, in lower case.
    """

    path: Path
    signs: NumberSigns
    styles: Sequence[CellStyle]
    strings: Sequence[tuple[TextRun, ...]]
    from_1904: bool = False
    outside_names: frozenset[str] = field(default_factory=frozenset)

    def style(self, number: int) -> CellStyle:
        """A style by its number; the first one where there is none of that number."""
        return self.styles[number if 0 <= number < len(self.styles) else 0]


@dataclass(slots=True)
class CellFinding:
    """What a cell shows.

    Args:
        text: and how it looks.
        notes: what there is to report: its kind and detail.
    """

    text: RichText
    notes: list[tuple[NoteKind, str]]


def cell_finding(cell: StoredCell, book: Workbook, show_zeros: bool = True) -> CellFinding:
    """What a cell shows.

    Args:
        cell: as it is stored.
        book: its workbook.
        show_zeros: whether its sheet shows zeros.

    Raises:
        InputError: what is stored is no value.
    """
    notes: list[tuple[NoteKind, str]] = []
    if cell.formula and is_external(cell.formula, book.outside_names):
        notes.append(("external-link", f"={cell.formula}"))
    if cell.formula and not is_stored(cell):
        notes.append(("formula-not-stored", f"={cell.formula}"))
        return CellFinding(RichText(""), notes)
    style = book.style(cell.style)
    runs = text_runs(cell, book)
    if runs is None:
        text = shown_scalar(cell, style, book, notes, show_zeros)
        return CellFinding(rich_text((TextRun(text),), style.bold, style.struck), notes)
    return CellFinding(formatted_runs(runs, style, notes), notes)


def is_stored(cell: StoredCell) -> bool:
    """Whether a cell has a value; an empty text is one."""
    return bool(cell.runs or cell.value or (cell.value is not None and cell.kind == FORMULA_TEXT))


def text_runs(cell: StoredCell, book: Workbook) -> tuple[TextRun, ...] | None:
    """The text of a cell; None where it has a number or the like.

    Raises:
        InputError: it names a string that there is not.
    """
    if cell.kind == INLINE:
        return cell.runs
    if cell.kind == FORMULA_TEXT:
        return (TextRun(unescaped(cell.value or "")),)
    if cell.kind != SHARED:
        return None
    number = cell.value or ""
    if not number.strip():
        return ()
    if not number.strip().isdecimal() or int(number) >= len(book.strings):
        name = cell_name(cell.row, cell.column)
        raise damaged_file(book.path, f"its cell {name} names a text that is not in it")
    return book.strings[int(number)]


def formatted_runs(
    runs: tuple[TextRun, ...], style: CellStyle, notes: list[tuple[NoteKind, str]]
) -> RichText:
    """A text as its format shows it, which only few formats change."""
    found = rich_text(runs, style.bold, style.struck)
    if style.number_format == GENERAL_FORMAT or not found.text:
        return found
    try:
        shown = displayed_words(found.text, style.number_format)
    except UnknownFormatError:
        # Nearly every format shows texts as they are.
        return found
    if shown == found.text:
        return found
    if not shown.strip():
        notes.append(("cell-not-shown", style.number_format))
    return rich_text((TextRun(shown),), style.bold, style.struck)


def shown_scalar(
    cell: StoredCell,
    style: CellStyle,
    book: Workbook,
    notes: list[tuple[NoteKind, str]],
    show_zeros: bool,
) -> str:
    """What a cell shows that has a number, a date, a truth value or an error.

    Raises:
        InputError: it has none of them.
    """
    stored = (cell.value or "").strip()
    if not stored:
        return ""
    if cell.kind == BOOLEAN and stored in TRUTH_WORDS:
        return TRUTH_WORDS[stored]
    if cell.kind == ERROR:
        return stored
    number = day_number(stored, book) if cell.kind == ISO_DATE_TYPE else finite(stored)
    if number is None:
        name = cell_name(cell.row, cell.column)
        raise damaged_file(book.path, f"its cell {name} has a value that is none ({stored[:40]!r})")
    if number == 0 and not show_zeros:
        return ""
    try:
        shown = displayed_value(number, style.number_format, book.signs, book.from_1904)
    except UnknownFormatError:
        notes.append(("format-unknown", style.number_format))
        return stored if cell.kind == ISO_DATE_TYPE else general(number, book.signs)
    if number and not shown.strip():
        notes.append(("cell-not-shown", style.number_format))
    # Room that numbers are aligned by is none of what they say.
    return shown.strip()


def finite(stored: str) -> float | None:
    """The number that is stored; None for none."""
    try:
        number = float(stored)
    except ValueError:
        return None
    return number if isfinite(number) else None


def day_number(stored: str, book: Workbook) -> float | None:
    """The number of days for a date or time in ISO 8601, as strict files may store it."""
    first = EPOCH_OF_1904 if book.from_1904 else EPOCH_OF_1900
    plain = stored.removesuffix("Z")
    for kind in (datetime, date, time):
        try:
            found = kind.fromisoformat(plain)
        except ValueError:
            continue
        if isinstance(found, time):
            found = datetime.combine(first.date(), found)
        elif not isinstance(found, datetime):
            found = datetime.combine(found, time())
        return (found.replace(tzinfo=None) - first) / DAY
    return None
