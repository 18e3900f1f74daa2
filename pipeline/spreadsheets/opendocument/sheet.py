"""The content of an OpenDocument spreadsheet → its sheets as they are gathered.

Sheets, rows and cells may be repeated, a million times where they are empty.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.spreadsheets.display.numbers import general
from pipeline.spreadsheets.formulas import is_external_in_document
from pipeline.spreadsheets.gathered import Budget, Gathered
from pipeline.spreadsheets.limits import LAST_COLUMN, LAST_ROW, MOST_SHEETS, damaged_file, too_large
from pipeline.spreadsheets.model import NoteKind, SheetCell
from pipeline.spreadsheets.opendocument.styles import (
    CELL_FAMILY,
    COLUMN_FAMILY,
    ROW_FAMILY,
    TABLE_FAMILY,
    StyleLooks,
    Styles,
)
from pipeline.spreadsheets.opendocument.text import TextEvents
from pipeline.spreadsheets.places import Area
from pipeline.spreadsheets.rich_text import RichText, TextRun, rich_text
from pipeline.spreadsheets.signs import NumberSigns
from pipeline.spreadsheets.xml_parts import XmlAttributes, decimal_number, whole_number

CELLS = ("table.table-cell", "table.covered-table-cell")
GROUPS = ("table.table-row-group", "table.table-column-group")
COMMENT = "office.annotation"
ROWS_SPANNED, COLUMNS_SPANNED = "table.number-rows-spanned", "table.number-columns-spanned"
# What holds tables or texts that are no cells of a sheet: changes that are kept, values of other
# programs, form fields, embedded documents.
SKIPPED = ("table.tracked-changes", "table.dde-links", "office.forms", "draw.object")
HIDING = ("collapse", "filter")
NUMBER_TYPES = ("float", "percentage", "currency")
BOOLEAN_WORDS = {"true": "TRUE", "false": "FALSE"}
# The place of what is of no cell.
WHOLE_SHEET = (0, 0)


@dataclass
class OdsCell:
    """A cell of a row, which may stand for several beside each other.

    Args:
        attributes: its own.
        first: its first column.
        last: its last column.
        texts: its text, with those of comments and shapes on it as they are open.
        notes: what there is to report of it.
    """

    attributes: XmlAttributes
    first: int
    last: int
    texts: TextEvents
    notes: list[tuple[NoteKind, str]] = field(default_factory=list)

    def number(self, name: str) -> int:
        """How many rows or columns an attribute says; one where it says nothing."""
        return max(1, whole_number(self.attributes.get(name), 1))


@dataclass
class OdsSheet:
    """A sheet as it is gathered.

    Args:
        gathered: what it has.
        is_hidden: whether it has no tab.
        last_column: the last that is listed.
        first_columns: where each run of columns begins.
        column_styles: for each run, the style of cells that have none of their own.
        filled_columns: runs that fill such cells: first, last and colour.
    """

    gathered: Gathered
    is_hidden: bool
    last_column: int = 0
    first_columns: list[int] = field(default_factory=list)
    column_styles: list[str] = field(default_factory=list)
    filled_columns: list[tuple[int, int, str]] = field(default_factory=list)

    def style_of_column(self, column: int) -> str:
        """The style of cells of a column that have none of their own."""
        is_listed = column <= self.last_column
        return self.column_styles[bisect_right(self.first_columns, column) - 1] if is_listed else ""


class ContentEvents:
    """Takes the events of the content of a document.

    Args:
        budget: counts what is gathered.
        styles: those of the document; the content adds its own.
        signs: the signs that numbers are displayed with.
    """

    def __init__(self, budget: Budget, styles: Styles, signs: NumberSigns) -> None:
        self.budget, self.styles, self.signs = budget, styles, signs
        self.sheets: list[OdsSheet] = []
        self.sheet: OdsSheet | None = None
        self.skipped = 0
        self.groups: list[bool] = []
        self.row = self.row_count = self.column = 0
        self.row_style = ""
        self.cells: list[OdsCell] = []
        self.cell: OdsCell | None = None
        self.texts: list[tuple[str, TextEvents]] = []
        self.starts: dict[str, Callable[[XmlAttributes], None]] = {
            "table.table": self.start_sheet,
            "table.table-source": self.take_source,
            "table.cell-range-source": self.take_source,
            "table.table-column": self.take_column,
            "table.table-row": self.start_row,
            **dict.fromkeys(CELLS, self.start_cell),
            **dict.fromkeys(GROUPS, self.start_group),
        }
        self.ends: dict[str, Callable[[], None]] = {
            "table.table": self.end_sheet,
            "table.table-row": self.end_row,
            **dict.fromkeys(CELLS, self.end_cell),
            **dict.fromkeys(GROUPS, self.end_group),
        }

    def start(self, name: str, attributes: XmlAttributes) -> None:
        """Take an element that begins, by its short name."""
        is_table = name == "table.table"
        is_no_sheet = is_table and (self.sheet is not None or is_kept_copy(attributes))
        if self.skipped or name in SKIPPED or is_no_sheet:
            self.skipped += 1
        elif self.sheet is None and not is_table:
            self.styles.start(name, attributes)
        elif name == COMMENT or name.startswith("draw."):
            self.texts.append((name, TextEvents(self.styles)))
        elif name in self.starts:
            self.starts[name](attributes)
        elif self.texts:
            self.texts[-1][1].start(name, attributes)

    def end(self, name: str) -> None:
        """Take an element that ends."""
        if self.skipped:
            self.skipped -= 1
        elif self.sheet is None:
            self.styles.end(name)
        elif name == COMMENT or name.startswith("draw."):
            self.end_text_over_cell(*self.texts.pop())
        elif name in self.ends:
            self.ends[name]()
        elif self.texts:
            self.texts[-1][1].end(name)

    def text(self, words: str) -> None:
        """Take text."""
        if self.texts and not self.skipped:
            self.texts[-1][1].text(words)

    def start_sheet(self, attributes: XmlAttributes) -> None:
        """Begin a sheet.

        Raises:
            InputError: there are too many.
        """
        if len(self.sheets) == MOST_SHEETS:
            raise too_large(self.budget.path, f"it has more than {MOST_SHEETS:,} sheets")
        name = attributes.get("table.name", "")
        looks = self.styles.looks(TABLE_FAMILY, attributes.get("table.style-name", ""))
        gathered = Gathered(len(self.sheets) + 1, name, self.budget)
        self.sheet = OdsSheet(gathered, bool(looks.hidden))
        self.sheets.append(self.sheet)
        self.row = self.column = 0

    def end_sheet(self) -> None:
        """End a sheet."""
        self.sheet = None

    @property
    def gathered(self) -> Gathered:
        """What the sheet has that is read now."""
        return self.sheets[-1].gathered

    def take_source(self, attributes: XmlAttributes) -> None:
        """Take that a sheet or an area is linked to another file."""
        source = attributes.get("xlink.href", "")
        if self.cell is not None:
            self.cell.notes.append(("external-link", source))
        else:
            self.gathered.note(WHOLE_SHEET, "external-link", source)

    def start_group(self, attributes: XmlAttributes) -> None:
        """Begin a group of rows or columns, which may be collapsed."""
        self.groups.append(attributes.get("table.display") == "false")

    def end_group(self) -> None:
        """End a group."""
        self.groups.pop()

    def is_hidden(self, family: str, attributes: XmlAttributes) -> bool:
        """Whether a row or column is hidden: itself, by its group, or by its size."""
        looks = self.styles.looks(family, attributes.get("table.style-name", ""))
        is_hiding = attributes.get("table.visibility") in HIDING
        return is_hiding or any(self.groups) or bool(looks.hidden)

    def take_column(self, attributes: XmlAttributes) -> None:
        """Take columns."""
        count = max(1, whole_number(attributes.get("table.number-columns-repeated"), 1))
        first, last = self.column + 1, min(self.column + count, LAST_COLUMN)
        self.column = last
        if first > last:
            return
        if self.is_hidden(COLUMN_FAMILY, attributes):
            self.budget.count_note()
            self.gathered.hidden_columns.append((first, last))
        style = attributes.get("table.default-cell-style-name", "")
        self.sheets[-1].last_column = last
        self.sheets[-1].first_columns.append(first)
        self.sheets[-1].column_styles.append(style)
        if fill := self.styles.looks(CELL_FAMILY, style).fill:
            self.sheets[-1].filled_columns.append((first, last, fill))

    def start_row(self, attributes: XmlAttributes) -> None:
        """Go on to a row, which may stand for several."""
        count = max(1, whole_number(attributes.get("table.number-rows-repeated"), 1))
        self.row_count = min(count, LAST_ROW - self.row)
        self.row += 1
        self.column = 0
        self.row_style = attributes.get("table.default-cell-style-name", "")
        self.cells = []
        if self.row_count and self.is_hidden(ROW_FAMILY, attributes):
            self.gathered.hide_row(self.row, self.row_count)

    def end_row(self) -> None:
        """Take the cells of a row, as often as it is repeated.

        Raises:
            InputError: there is text beyond the last row, or there are too many cells.
        """
        for cell in self.cells:
            self.take_cell(cell)
        self.row += max(0, self.row_count - 1)

    def start_cell(self, attributes: XmlAttributes) -> None:
        """Go on to a cell."""
        count = max(1, whole_number(attributes.get("table.number-columns-repeated"), 1))
        first = self.column + 1
        self.column += count
        texts = TextEvents(self.styles)
        self.cell = OdsCell(attributes, first, self.column, texts)
        self.texts = [(CELLS[0], texts)]

    def end_cell(self) -> None:
        """Take a cell into its row."""
        if self.cell is not None:
            self.cells.append(self.cell)
        self.cell = None
        self.texts = []

    def end_text_over_cell(self, name: str, texts: TextEvents) -> None:
        """Take the words of a comment or of a shape."""
        words = rich_text(tuple(texts.runs)).text
        if not words:
            return
        kind: NoteKind = "cell-comment" if name == COMMENT else "drawing-text"
        if self.cell is not None:
            self.cell.notes.append((kind, words))
        else:
            self.gathered.note(WHOLE_SHEET, kind, words)

    def take_cell(self, cell: OdsCell) -> None:
        """Take a cell of the row, in all its places.

        Raises:
            InputError: it has text beyond the last row or column, or there are too many.
        """
        own = cell.attributes.get("table.style-name") or self.row_style
        looks = self.styles.looks(CELL_FAMILY, own)
        if shows_anything(cell, self.signs):
            if self.row_count <= 0 or cell.last > LAST_COLUMN:
                raise damaged_file(self.budget.path, "it has cells beyond the last of a sheet")
            self.budget.require_room(self.row_count * (cell.last - cell.first + 1))
            for row in range(self.row, self.row + self.row_count):
                for column in range(cell.first, cell.last + 1):
                    name = own or self.sheets[-1].style_of_column(column)
                    self.take_place(cell, (row, column), self.styles.looks(CELL_FAMILY, name))
        elif own and looks.fill:
            self.fill(cell.first, cell.last, looks.fill)
        elif not own:
            for first, last, colour in self.sheets[-1].filled_columns:
                self.fill(max(first, cell.first), min(last, cell.last), colour)

    def take_place(self, cell: OdsCell, place: tuple[int, int], looks: StyleLooks) -> None:
        """Take a cell in one of its places."""
        gathered = self.gathered
        text, notes = shown_text_of(cell, bool(looks.bold), bool(looks.struck), self.signs)
        for kind, detail in notes:
            gathered.note(place, kind, detail)
        row, column = place
        rows, columns = cell.number(ROWS_SPANNED), cell.number(COLUMNS_SPANNED)
        if rows > 1 or columns > 1:
            last = min(row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN)
            gathered.merge(Area(row, column, *last))
        if text.text:
            style = text.text, text.bold, text.struck, looks.fill or ""
            gathered.add(SheetCell(row, column, 1, 1, *style))
        elif looks.fill:
            gathered.fill(Area(row, column, row, column), looks.fill)

    def fill(self, first: int, last: int, colour: str) -> None:
        """Take the colour of cells of the row."""
        if first <= last and first <= LAST_COLUMN and self.row_count > 0:
            end = self.row + self.row_count - 1
            self.gathered.fill(Area(self.row, first, end, min(last, LAST_COLUMN)), colour)


def is_kept_copy(attributes: XmlAttributes) -> bool:
    """Whether a table is what LibreOffice keeps of another file that formulas name."""
    name = attributes.get("table.name", "")
    return name.startswith("'file:") and "'#" in name


def shows_anything(cell: OdsCell, signs: NumberSigns) -> bool:
    """Whether a cell has a text, something to report, or takes several places as one."""
    text, notes = shown_text_of(cell, False, False, signs)
    is_spanned = cell.number(ROWS_SPANNED) > 1 or cell.number(COLUMNS_SPANNED) > 1
    return bool(text.text or notes or is_spanned)


def shown_text_of(
    cell: OdsCell, bold: bool, struck: bool, signs: NumberSigns
) -> tuple[RichText, list[tuple[NoteKind, str]]]:
    """What a cell shows, and what there is to report of it.

    Args:
        cell: as it was read.
        bold: whether its style is.
        struck: whether its style is struck out.
        signs: the signs that numbers are displayed with.
    """
    notes = list(cell.notes)
    formula = cell.attributes.get("table.formula", "")
    kind = cell.attributes.get("office.value-type", "")
    runs = tuple(cell.texts.runs)
    if formula and is_external_in_document(formula):
        notes.append(("external-link", formula))
    if formula and not kind and not runs:
        notes.append(("formula-not-stored", formula))
    text = rich_text(runs, bold, struck)
    if kind and not text.text:
        value = plain_value(cell.attributes, kind, signs)
        if cell.texts.paragraphs and value.strip():
            notes.append(("cell-not-shown", ""))
        elif value.strip():
            if kind != "string":
                notes.append(("format-unknown", kind))
            text = rich_text((TextRun(value),), bold, struck)
    return text, notes


def plain_value(attributes: XmlAttributes, kind: str, signs: NumberSigns) -> str:
    """The value of a cell without any format, where its text is not stored."""
    if kind in NUMBER_TYPES:
        return general(decimal_number(attributes.get("office.value"), 0), signs)
    if kind == "boolean":
        return BOOLEAN_WORDS.get(attributes.get("office.boolean-value", ""), "")
    return attributes.get(f"office.{kind}-value", "")
