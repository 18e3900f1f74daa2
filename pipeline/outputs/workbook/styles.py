"""How the cells of the workbook look."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from pipeline.outputs.workbook.exact_values import CUT_SIGN, MOST_DECIMALS_SHOWN, escape_text
from pipeline.outputs.workbook.values import Blank, FileLink, Link, Share, is_exact, shown_value
from pipeline.text.strings import LONGEST_CELL_TEXT

# Excel would take these as the start of a formula when a person edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, eq=False)
class Look:
    """How a cell looks; `style` is a named style that tells assistive technology what it is."""

    font: Font
    alignment: Alignment = field(default_factory=Alignment)
    border: Border = field(default_factory=Border)
    fill: PatternFill = field(default_factory=PatternFill)
    number_format: str = "General"
    style: str = "Normal"


# Sans serif, upright, 11 points or larger (Analysis Function, checklist of the basics).
FONT, SIZE, DARK_BLUE = "Calibri", 11, "1F3864"
# Contrasts with white, and with the darkest shade of the numbers, by 4.5:1 or more (WCAG AA).
LINK_BLUE, GREY = "0B3D91", "595959"
THIN = Side(style="thin", color="BFBFBF")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TOTAL_GRID = Border(left=THIN, right=THIN, top=Side(style="medium", color=DARK_BLUE), bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
RIGHT = Alignment(horizontal="right", vertical="top")
WRAPPED_RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="top")

BODY = Font(name=FONT, size=SIZE)
BOLD = Font(name=FONT, size=SIZE, bold=True)
LINKED = Font(name=FONT, size=SIZE, underline="single", color=LINK_BLUE)
BOLD_LINKED = Font(name=FONT, size=SIZE, bold=True, underline="single", color=LINK_BLUE)
TITLE_FONT = Font(name=FONT, size=16, bold=True, color=DARK_BLUE)
HEADING_FONT = Font(name=FONT, size=13, bold=True, color=DARK_BLUE)
# Excel's own styles for headings, by the numbers it knows them by (ECMA-376, 18.8.7).
HEADING_1 = NamedStyle("Heading 1", font=TITLE_FONT, builtinId=16)
HEADING_2 = NamedStyle("Heading 2", font=HEADING_FONT, builtinId=17)

TITLE = Look(TITLE_FONT, style="Heading 1")
WRAPPED_TITLE = Look(TITLE_FONT, WRAPPED, style="Heading 1")
HEADING = Look(HEADING_FONT, Alignment(wrap_text=True, vertical="bottom"), style="Heading 2")
HEADING_ABOVE = Look(HEADING_FONT, Alignment(vertical="bottom"), style="Heading 2")
NOTE = Look(BODY)
NOTE_ABOVE = Look(BODY, Alignment(vertical="top"))
TEXT = Look(BODY, WRAPPED)
TEXT_LINK = Look(LINKED, WRAPPED)
HEADER_LOOK = Look(
    Font(name=FONT, size=SIZE, bold=True, color="FFFFFF"),
    Alignment(wrap_text=True, vertical="center"),
    GRID,
    PatternFill("solid", fgColor=DARK_BLUE),
)
TABLE_TEXT = Look(BODY, WRAPPED, GRID)
TABLE_LINK = Look(LINKED, WRAPPED, GRID)
TABLE_BLANK = Look(Font(name=FONT, size=SIZE, color=GREY), WRAPPED, GRID)
# Zero stays a number and is shown as a dash, which a note on the sheet explains.
COUNT_FORMAT, SHARE_FORMAT, DATE_FORMAT = '#,##0;-#,##0;"–"', "0 %", "yyyy-mm-dd"
DECIMALS = "#,##0.00".ljust(len("#,##0.") + MOST_DECIMALS_SHOWN, "#")
DECIMAL_FORMAT = f'{DECIMALS};-{DECIMALS};"–"'
TABLE_NUMBER = Look(BODY, CENTRED, GRID, number_format=COUNT_FORMAT)
TABLE_NUMBER_LINK = Look(LINKED, CENTRED, GRID, number_format=COUNT_FORMAT)
TABLE_AMOUNT = Look(BODY, RIGHT, GRID, number_format=COUNT_FORMAT)
TABLE_DECIMAL = Look(BODY, RIGHT, GRID, number_format=DECIMAL_FORMAT)
TABLE_AMOUNT_LINK = Look(LINKED, RIGHT, GRID, number_format=DECIMAL_FORMAT)
TABLE_SHARE = Look(BODY, CENTRED, GRID, number_format=SHARE_FORMAT)
TABLE_DATE = Look(BODY, RIGHT, GRID, number_format=DATE_FORMAT)
TABLE_EXACT = Look(BODY, WRAPPED_RIGHT, GRID)
TABLE_EXACT_LINK = Look(LINKED, WRAPPED_RIGHT, GRID)
TOTAL_EXACT = Look(BOLD, WRAPPED_RIGHT, TOTAL_GRID)
TOTAL_TEXT = Look(BOLD, WRAPPED, TOTAL_GRID)
TOTAL_NUMBER = Look(BOLD, CENTRED, TOTAL_GRID, number_format=COUNT_FORMAT)
TOTAL_NUMBER_LINK = Look(BOLD_LINKED, CENTRED, TOTAL_GRID, number_format=COUNT_FORMAT)
TOTAL_AMOUNT = Look(BOLD, RIGHT, TOTAL_GRID, number_format=DECIMAL_FORMAT)
# Shades of the numbers, light enough for black and for links.
SCALE_LOW, SCALE_HIGH = "FFFFFF", "9DC3E6"


def look_of(cell: Any, is_total: bool) -> Look:
    """How a value of a table looks."""
    value = shown_value(cell)
    if isinstance(cell, Blank):
        return TABLE_BLANK
    if isinstance(cell, Share):
        return TABLE_SHARE
    if is_exact(cell):
        if is_total:
            return TOTAL_EXACT
        return TABLE_EXACT_LINK if isinstance(cell, Link) else TABLE_EXACT
    if isinstance(value, date):
        return TABLE_DATE
    if not isinstance(value, int | Decimal):
        if is_total:
            return TOTAL_TEXT
        return TABLE_LINK if isinstance(cell, Link | FileLink) else TABLE_TEXT
    if isinstance(value, Decimal):
        if is_total:
            return TOTAL_AMOUNT
        if isinstance(cell, Link):
            return TABLE_AMOUNT_LINK
        return TABLE_AMOUNT if value == value.to_integral_value() else TABLE_DECIMAL
    if is_total:
        return TOTAL_NUMBER_LINK if isinstance(cell, Link) else TOTAL_NUMBER
    return TABLE_NUMBER_LINK if isinstance(cell, Link) else TABLE_NUMBER


class Painter:
    """Puts values into the cells of a workbook.

    Each look is resolved once: openpyxl takes longer over a cell's look than over its value.
    """

    def __init__(self) -> None:
        self.resolved: dict[tuple[Look, bool], Any] = {}

    def put(self, cell: Cell, value: Any, look: Look) -> None:
        """Put a number, a date or a text into a cell; a text is always text."""
        quoted = False
        if isinstance(value, str):
            # A finding says that it is cut.
            if len(value) > LONGEST_CELL_TEXT:
                value = value[: LONGEST_CELL_TEXT - len(CUT_SIGN)] + CUT_SIGN
            cell.value = escape_text(value)
            cell.data_type = "s"
            quoted = value.startswith(FORMULA_STARTS)
        else:
            cell.value = value
        if (look, quoted) not in self.resolved:
            cell._style = StyleArray()
            cell.style = look.style
            cell.font, cell.alignment = look.font, look.alignment
            cell.border, cell.fill, cell.quotePrefix = look.border, look.fill, quoted
            cell.number_format = look.number_format
            self.resolved[look, quoted] = cell._style
        # Shared by all cells that look so: nothing changes it any more.
        cell._style = self.resolved[look, quoted]
