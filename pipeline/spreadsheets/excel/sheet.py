"""The part of a worksheet of an Excel workbook → its cells, merged areas and what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.spreadsheets.excel.parts import OFFICE_NAMES
from pipeline.spreadsheets.excel.strings import StringEvents
from pipeline.spreadsheets.excel.values import NUMBER, StoredCell, Workbook, cell_finding
from pipeline.spreadsheets.gathered import Gathered
from pipeline.spreadsheets.limits import LAST_COLUMN, LAST_ROW, damaged_file
from pipeline.spreadsheets.model import SheetCell
from pipeline.spreadsheets.places import Area, area_place, cell_name, cell_place
from pipeline.spreadsheets.xml_parts import (
    XmlAttributes,
    decimal_number,
    is_on,
    parse_events,
    whole_number,
)

SHARED_FORMULA = "shared"


def gather_sheet(part: str, pieces: Iterable[bytes], gathered: Gathered, book: Workbook) -> None:
    """Gather a worksheet.

    Args:
        part: its name.
        pieces: its bytes.
        gathered: takes what it has.
        book: its workbook.

    Raises:
        InputError: it is damaged or too large.
    """
    events = SheetEvents(gathered, book)
    parse_events(book.path, part, pieces, events.start, events.end, events.text)
    events.close()


class SheetEvents:
    """Takes the events of a worksheet.

    Args:
        gathered: takes what it has.
        book: its workbook.
    """

    def __init__(self, gathered: Gathered, book: Workbook) -> None:
        self.gathered, self.book = gathered, book
        self.row = self.column = 0
        self.cell: StoredCell | None = None
        self.string: StringEvents | None = None
        self.parts: list[str] | None = None
        self.shared_number: str | None = None
        self.shared_formulas: dict[str, str] = {}
        self.show_zeros = True
        self.hides_rows = False
        self.rows_listed: set[int] = set()
        self.seen: set[tuple[int, int]] = set()
        self.starts: dict[str, Callable[[XmlAttributes], None]] = {
            "row": self.start_row,
            "c": self.start_cell,
            "v": self.start_value,
            "f": self.start_formula,
            "is": self.start_string,
            "col": self.take_columns,
            "mergeCell": self.take_merged,
            "sheetFormatPr": self.take_defaults,
            "sheetView": self.take_view,
        }
        self.ends: dict[str, Callable[[], None]] = {
            "c": self.end_cell,
            "v": self.end_value,
            "f": self.end_formula,
            "is": self.end_string,
        }

    def start(self, name: str, attributes: XmlAttributes) -> None:
        """Take an element that begins."""
        short = OFFICE_NAMES.of(name)
        if self.string is not None:
            self.string.start(short, attributes)
        elif short in self.starts:
            self.starts[short](attributes)

    def end(self, name: str) -> None:
        """Take an element that ends."""
        short = OFFICE_NAMES.of(name)
        if short in self.ends:
            self.ends[short]()
        elif self.string is not None:
            self.string.end(short)

    def text(self, words: str) -> None:
        """Take text."""
        if self.parts is not None:
            self.parts.append(words)
        elif self.string is not None:
            self.string.text(words)

    def start_row(self, attributes: XmlAttributes) -> None:
        """Go on to a row; one without height is hidden."""
        self.row = whole_number(attributes.get("r"), self.row + 1)
        self.column = 0
        if not 1 <= self.row <= LAST_ROW:
            raise damaged_file(self.book.path, f"its row {self.row} is beyond the last of a sheet")
        if is_on(attributes.get("hidden")) or decimal_number(attributes.get("ht"), 1) == 0:
            self.gathered.hide_row(self.row)
        if self.hides_rows:
            self.rows_listed.add(self.row)
        if is_on(attributes.get("customFormat")):
            fill = self.book.style(whole_number(attributes.get("s"))).fill
            if fill:
                self.gathered.row_fills[self.row] = fill

    def start_cell(self, attributes: XmlAttributes) -> None:
        """Go on to a cell.

        Raises:
            InputError: it is outside of the sheet, or was there before.
        """
        name = attributes.get("r")
        place = cell_place(name) if name else (self.row, self.column + 1)
        if place is None or not (place[0] and 1 <= place[1] <= LAST_COLUMN):
            raise damaged_file(
                self.book.path, f"its cell {name or ''} is beyond the last of a sheet"
            )
        self.row, self.column = place
        self.cell = StoredCell(
            *place,
            style=whole_number(attributes.get("s")),
            kind=attributes.get("t", NUMBER),
        )
        self.shared_number = None

    def start_value(self, _: XmlAttributes) -> None:
        """Begin the value of a cell."""
        if self.cell is not None:
            self.parts = []

    def end_value(self) -> None:
        """Take the value of a cell."""
        if self.cell is not None and self.parts is not None:
            self.cell.value = "".join(self.parts)
        self.parts = None

    def start_formula(self, attributes: XmlAttributes) -> None:
        """Begin the formula of a cell, or of several that share it."""
        if self.cell is not None:
            self.parts = []
            if attributes.get("t") == SHARED_FORMULA:
                self.shared_number = attributes.get("si", "")

    def end_formula(self) -> None:
        """Take the formula of a cell."""
        if self.cell is not None and self.parts is not None:
            formula = "".join(self.parts).strip()
            if self.shared_number is not None:
                shared = self.shared_formulas.setdefault(self.shared_number, formula)
                formula = formula or shared
            self.cell.formula = formula
        self.parts = None

    def start_string(self, _: XmlAttributes) -> None:
        """Begin the text within a cell."""
        if self.cell is not None:
            self.string = StringEvents()

    def end_string(self) -> None:
        """Take the text within a cell."""
        if self.cell is not None and self.string is not None:
            self.cell.runs = tuple(self.string.runs)
        self.string = None

    def end_cell(self) -> None:
        """Take a cell, where it shows anything.

        Raises:
            InputError: it was there before, or shows no value.
        """
        cell, self.cell = self.cell, None
        if cell is None:
            return
        place = (cell.row, cell.column)
        fill = self.book.style(cell.style).fill
        if cell.value is None and not cell.formula and not cell.runs:
            self.take_empty(place, fill)
            return
        if place in self.seen:
            raise damaged_file(self.book.path, f"it has its cell {cell_name(*place)} twice")
        self.seen.add(place)
        shown = cell_finding(cell, self.book, self.show_zeros)
        for kind, detail in shown.notes:
            self.gathered.note(place, kind, detail)
        text = shown.text
        if text.text:
            self.gathered.add(SheetCell(*place, 1, 1, text.text, text.bold, text.struck, fill))
        else:
            self.take_empty(place, fill)

    def take_empty(self, place: tuple[int, int], fill: str) -> None:
        """Take a cell without text, which may be filled, or not be where its row or column is."""
        gathered = self.gathered
        if fill or place[0] in gathered.row_fills or gathered.column_fills:
            gathered.fill(Area(*place, *place), fill)

    def take_columns(self, attributes: XmlAttributes) -> None:
        """Take columns that are hidden, have no width, or are filled."""
        first = max(1, whole_number(attributes.get("min")))
        last = min(LAST_COLUMN, whole_number(attributes.get("max"), first))
        if is_on(attributes.get("hidden")) or decimal_number(attributes.get("width"), 1) == 0:
            self.gathered.budget.count_note()
            self.gathered.hidden_columns.append((first, last))
        fill = self.book.style(whole_number(attributes.get("style"))).fill
        if fill:
            self.gathered.column_fills.append((first, last, fill))

    def take_merged(self, attributes: XmlAttributes) -> None:
        """Take an area that is one cell.

        Raises:
            InputError: it is outside of the sheet, or there are too many.
        """
        area = area_place(attributes.get("ref", ""))
        if area is None:
            name = attributes.get("ref", "")[:40]
            raise damaged_file(self.book.path, f"its merged cell {name} is outside of the sheet")
        self.gathered.merge(area)

    def take_defaults(self, attributes: XmlAttributes) -> None:
        """Take whether rows that are not listed are hidden."""
        self.hides_rows = is_on(attributes.get("zeroHeight"))

    def take_view(self, attributes: XmlAttributes) -> None:
        """Take whether zeros are shown."""
        self.show_zeros = is_on(attributes.get("showZeros", "1"))

    def close(self) -> None:
        """Take the rows that are not listed, where those are hidden."""
        if not self.hides_rows:
            return
        before = 0
        for row in [*sorted(self.rows_listed), LAST_ROW + 1]:
            if row - before > 1:
                self.gathered.budget.count_note()
                self.gathered.hidden_rows.append((before + 1, row - 1))
            before = row
