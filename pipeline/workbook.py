"""The result as an Excel workbook. The only module that knows openpyxl.

The workbook holds values alone: text from the PDF is typed text, never a formula or a link.
The same result gives the same bytes.
"""

from __future__ import annotations

import math
import os
import re
import textwrap
import zipfile
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

# openpyxl writes other XML where lxml happens to be installed; it reads this when imported.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pipeline.result import Result
from pipeline.sheets import Sheet, all_sheets, cover_rows

# A zip archive stamps each file with a time; the earliest it can say stands for none.
NO_TIME = (1980, 1, 1, 0, 0, 0)
CREATED = datetime(*NO_TIME)
HASH_PROPERTY = "source_sha256"
# Excel keeps no more characters in a cell (Excel specifications and limits).
LONGEST_TEXT = 32_767
CUT_SIGN = " …"
# Excel would take these as the start of a formula when a person edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True, eq=False)
class Look:
    """How a cell looks."""

    font: Font
    alignment: Alignment = field(default_factory=Alignment)
    border: Border = field(default_factory=Border)
    fill: PatternFill = field(default_factory=PatternFill)
    number_format: str = "General"


FONT, DARK_BLUE, LINK_BLUE = "Calibri", "1F3864", "0563C1"
THIN = Side(style="thin", color="BFBFBF")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top")
TITLE = Look(Font(name=FONT, size=16, bold=True, color=DARK_BLUE))
PLAIN = Look(Font(name=FONT, size=11))
LABEL = Look(Font(name=FONT, size=11, bold=True), WRAPPED)
TEXT = Look(Font(name=FONT, size=11), WRAPPED)
LINK = Look(Font(name=FONT, size=11, underline="single", color=LINK_BLUE))
HEADER = Look(
    Font(name=FONT, size=11, bold=True, color="FFFFFF"),
    Alignment(wrap_text=True, vertical="center"),
    GRID,
    PatternFill("solid", fgColor=DARK_BLUE),
)
TABLE_TEXT = Look(Font(name=FONT, size=11), WRAPPED, GRID)
TABLE_NUMBER = Look(
    Font(name=FONT, size=11), Alignment(horizontal="center", vertical="center"), GRID
)
RIGHT = Alignment(horizontal="right", vertical="top")
TABLE_AMOUNT = Look(Font(name=FONT, size=11), RIGHT, GRID, number_format="#,##0")
TABLE_DECIMAL = Look(Font(name=FONT, size=11), RIGHT, GRID, number_format="#,##0.00########")
TABLE_DATE = Look(Font(name=FONT, size=11), RIGHT, GRID, number_format="yyyy-mm-dd")
# Light enough for black numbers: contrast 11:1 or better.
SCALE_LOW, SCALE_HIGH = "FFFFFF", "9DC3E6"
# Points of a line of the body font, and characters of it in a column of width 1.
LINE_HEIGHT = 15.0
# Bold and wide letters take more room than the average that a width promises.
WIDTH_RESERVE = 1.12
# Characters of a column; a sheet that would be wider than WIDEST_SHEET gets narrower columns,
# so that it can be read when it is printed on A4.
NARROWEST, WIDEST, WIDEST_SHEET = 8, 46, 190
# A longer word, such as an identifier, is broken at the edge of its cell.
LONGEST_WORD = 24
NOTE_WIDTH = 110
COVER_WIDTHS = (30, 90)
SHEET_NAME_SIGNS = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31


class TimelessArchive(zipfile.ZipFile):
    """A zip archive whose files carry no time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a file from its content."""
        info = zipfile.ZipInfo(str(zinfo_or_arcname), NO_TIME)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file from the disk."""
        self.writestr(arcname or filename, Path(filename).read_bytes())


def workbook_bytes(result: Result) -> bytes:
    """The workbook of a build."""
    workbook = Workbook()
    cover = workbook.active
    sheets = list(all_sheets(result))
    names = [sheet_name(result.word(f"sheet_{sheet.table}")) for sheet in sheets]
    painter = Painter()
    write_cover(painter, cover, result, list(zip(names, sheets, strict=True)))
    for name, sheet in zip(names, sheets, strict=True):
        write_sheet(painter, workbook.create_sheet(name), sheet, result)
    properties = workbook.properties
    properties.creator = result.name or result.source.file
    properties.title = workbook_title(result)
    properties.language = {"fi": "fi-FI", "en": "en-GB"}[result.language]
    properties.created = properties.modified = CREATED
    workbook.custom_doc_props.append(StringProperty(HASH_PROPERTY, result.source.sha256))
    content = BytesIO()
    with TimelessArchive(content, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    return content.getvalue()


def workbook_title(result: Result) -> str:
    """The title of the workbook: who the document is about, if it says so, and what it has."""
    return ": ".join(part for part in (result.name, result.word("workbook_title")) if part)


def workbook_source(path: Path) -> str | None:
    """SHA-256 of the PDF that a workbook was built from; None where that cannot be told."""
    if not path.exists():
        return None
    try:
        properties = load_workbook(path, read_only=True).custom_doc_props
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return None
    values = [p.value for p in properties.props if p.name == HASH_PROPERTY]
    return str(values[0]) if values else None


def write_cover(
    painter: Painter, worksheet: Worksheet, result: Result, sheets: Sequence[tuple[str, Sheet]]
) -> None:
    """The cover: title, source, what is counted, marks, contents."""
    worksheet.title = sheet_name(result.word("sheet_cover"))
    for column, width in enumerate(COVER_WIDTHS, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    painter.put(worksheet.cell(1, 1), workbook_title(result), TITLE)
    row = 3
    for label, text in cover_rows(result):
        painter.put(worksheet.cell(row, 1), label, LABEL)
        painter.put(worksheet.cell(row, 2), text, TEXT)
        worksheet.row_dimensions[row].height = LINE_HEIGHT * max(
            lines_needed(label, COVER_WIDTHS[0]), lines_needed(text, COVER_WIDTHS[1])
        )
        row += 1
    for place, (name, sheet) in enumerate(sheets):
        painter.put(worksheet.cell(row, 1), result.word("contents") if not place else "", LABEL)
        link = worksheet.cell(row, 2)
        title = result.word(f"title_{sheet.table}")
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
        painter.put(link, f"{name}: {title}", LINK)
        row += 1
    set_up_page(worksheet, landscape=False)


def write_sheet(painter: Painter, worksheet: Worksheet, sheet: Sheet, result: Result) -> None:
    """Title, notes, then the table with its header frozen and repeated in print."""
    painter.put(worksheet.cell(1, 1), result.word(f"title_{sheet.table}"), TITLE)
    notes = [line for note in sheet.notes for line in textwrap.wrap(note, NOTE_WIDTH)]
    for number, line in enumerate(notes, 2):
        painter.put(worksheet.cell(number, 1), line, PLAIN)
    top = len(notes) + 2
    rows = sheet.rows or [[result.word("none"), *[""] * (len(sheet.header) - 1)]]
    widths = column_widths(sheet.header, rows)
    for column, heading in enumerate(sheet.header, 1):
        painter.put(worksheet.cell(top, column), heading, HEADER)
        worksheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    worksheet.row_dimensions[top].height = row_height(sheet.header, widths)
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            look = look_of(value)
            painter.put(worksheet.cell(number, column), value, look)
        worksheet.row_dimensions[number].height = row_height(row, widths)
    last = get_column_letter(len(sheet.header))
    worksheet.add_table(Table(displayName=sheet.table, ref=f"A{top}:{last}{top + len(rows)}"))
    worksheet.freeze_panes = worksheet.cell(top + 1, sheet.fixed_columns + 1)
    worksheet.print_title_rows = f"{top}:{top}"
    if sheet.scaled:
        worksheet.conditional_formatting.add(
            f"B{top + 1}:{get_column_letter(len(sheet.header) - 1)}{top + len(rows)}",
            ColorScaleRule(
                start_type="num",
                start_value=0,
                start_color=SCALE_LOW,
                end_type="max",
                end_color=SCALE_HIGH,
            ),
        )
    set_up_page(worksheet, landscape=True)


def look_of(value: Any) -> Look:
    """How a value of a table looks."""
    if isinstance(value, Decimal):
        return TABLE_AMOUNT if value == value.to_integral_value() else TABLE_DECIMAL
    if isinstance(value, date):
        return TABLE_DATE
    return TABLE_NUMBER if isinstance(value, int) else TABLE_TEXT


def set_up_page(worksheet: Worksheet, landscape: bool) -> None:
    """A4, fit to width, page numbers and sheet name in the footer."""
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToHeight = 0
    worksheet.oddFooter.left.text = "&A"
    worksheet.oddFooter.right.text = "&P / &N"


class Painter:
    """Puts values into the cells of a workbook.

    Each look is resolved once: openpyxl takes longer over a cell's look than over its value.
    """

    def __init__(self) -> None:
        self.resolved: dict[tuple[Look, bool], Any] = {}

    def put(self, cell: Cell, value: Any, look: Look) -> None:
        """Put a number or a text into a cell; a text is always text."""
        quoted = False
        if isinstance(value, str):
            if len(value) > LONGEST_TEXT:
                value = value[: LONGEST_TEXT - len(CUT_SIGN)] + CUT_SIGN
            cell.value = value
            cell.data_type = "s"
            quoted = value.startswith(FORMULA_STARTS)
        else:
            cell.value = value
        if (look, quoted) not in self.resolved:
            cell.font, cell.alignment = look.font, look.alignment
            cell.border, cell.fill, cell.quotePrefix = look.border, look.fill, quoted
            cell.number_format = look.number_format
            self.resolved[look, quoted] = copy(cell._style)
        cell._style = copy(self.resolved[look, quoted])


def column_widths(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[float]:
    """Widths that hold the longest word and, as far as the sheet allows, the longest text."""
    words, texts = [], []
    for column, heading in enumerate(header):
        body = ["" if row[column] is None else str(row[column]) for row in rows]
        longest = max(len(word) for text in (heading, *body) for word in text.split() or [""])
        words.append(min(longest, LONGEST_WORD))
        texts.append(max(len(text) for text in body))
    widths: list[float] = []
    for widest in range(WIDEST, NARROWEST, -1):
        widths = [
            max(NARROWEST, math.ceil(max(word, min(text, widest)) * WIDTH_RESERVE) + 2)
            for word, text in zip(words, texts, strict=True)
        ]
        if sum(widths) <= WIDEST_SHEET:
            break
    return widths


def row_height(values: Sequence[Any], widths: Sequence[float]) -> float:
    """Points of a row in which every text is seen whole."""
    needed = [
        lines_needed(str(v), width)
        for v, width in zip(values, widths, strict=True)
        if v is not None
    ]
    return LINE_HEIGHT * max(needed)


def lines_needed(text: str, width: float) -> int:
    """Lines that a wrapped text takes in a column."""
    characters = max(1, int(width) - 1)
    lines = [textwrap.wrap(line, characters) or [""] for line in text.splitlines() or [""]]
    return sum(len(wrapped) for wrapped in lines)


def sheet_name(text: str) -> str:
    """A text as the name of a sheet."""
    return SHEET_NAME_SIGNS.sub(" ", text)[:LONGEST_SHEET_NAME].strip("' ")
