"""The sheets as an Excel workbook. openpyxl is known here and in the modules named alike.

The workbook holds values alone: text from the PDF is typed text, never a formula or a link. Links
lead to other sheets, and to the review page beside the workbook.
The same result gives the same bytes.
"""

from __future__ import annotations

import math
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

# openpyxl writes other XML where lxml happens to be installed; it reads this when imported.
os.environ["OPENPYXL_LXML"] = "False"

from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.outputs.kept_workbook import HASH_PROPERTY
from pipeline.outputs.result import Result
from pipeline.outputs.workbook.book import Book, names_of
from pipeline.outputs.workbook.charts import (
    CHART_WIDE,
    DescribingWriter,
    chart_height,
    draw_chart,
    draw_panel,
)
from pipeline.outputs.workbook.cover import cover_parts
from pipeline.outputs.workbook.exact_values import escape_text
from pipeline.outputs.workbook.measures import (
    BOLD_WIDTHS,
    FILTER_BUTTON,
    LINE_HEIGHT,
    PADDING,
    SheetLayout,
    lay_out,
    lines_needed,
    pages_wide,
    row_height,
    sheet_names,
    shown_text,
    text_width,
)
from pipeline.outputs.workbook.panels import HIGHEST_LYING, plan_panels
from pipeline.outputs.workbook.placing import free_place, place_beside
from pipeline.outputs.workbook.sheets import all_sheets
from pipeline.outputs.workbook.styles import (
    HEADER_LOOK,
    HEADING,
    HEADING_1,
    HEADING_2,
    HEADING_ABOVE,
    NOTE,
    NOTE_ABOVE,
    SCALE_HIGH,
    SCALE_LOW,
    TEXT,
    TEXT_LINK,
    TITLE,
    WRAPPED_TITLE,
    Painter,
    look_of,
)
from pipeline.outputs.workbook.values import Beside, FileLink, Link, Sheet, shown_value

# A zip archive stamps each file with a time; the earliest it can say stands for none.
NO_TIME = (1980, 1, 1, 0, 0, 0)
CREATED = datetime(*NO_TIME)
# Excel reads no more links on a sheet (Excel specifications and limits).
MOST_LINKS = 65_530
COVER_WIDTH = 130
# How much wider and higher the letters of a title are than those of the body font; the width, in
# digits, that it is broken to at least.
TITLE_WIDTHS, TITLE_HEIGHT, NARROWEST_TITLE = 16 / 11 * BOLD_WIDTHS, 21.0, 20
# Digits between a table and the charts beside it; points of the headings above panels.
CHART_SPACE, HEADING_HEIGHT = 3.0, 24.0


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
    sheets = all_sheets(result)
    title = ": ".join(part for part in (result.name, result.word("workbook_title")) if part)
    book = Book(
        title=title,
        organisation=result.name or result.source.file,
        wording=result,
        sheets=sheets,
        names=names_of(result, sheets),
        cover=list(cover_parts(result, sheets)),
        source=result.source.sha256,
    )
    return book_bytes(book)


def book_bytes(book: Book) -> bytes:
    """A workbook from its plain values.

    Cells are made when their sheet is written, and are no longer kept then: they take some
    twenty times the memory of their values.
    """
    workbook, painter = Workbook(), Painter()
    for style in (HEADING_1, HEADING_2):
        workbook.add_named_style(style)
    word = book.wording.word
    wanted = [word("sheet_cover"), *(book.names[sheet.table].name for sheet in book.sheets)]
    cover_name, *names = sheet_names(wanted)
    layouts = {
        sheet.table: lay_out(name, sheet, word("none"), word("not_about"), panel_rows(sheet))
        for name, sheet in zip(names, book.sheets, strict=True)
    }
    workbook.active.title = cover_name
    fill: dict[str, Callable[[Worksheet], None]] = {
        cover_name: partial(write_cover, painter, book, layouts)
    }
    for layout in layouts.values():
        workbook.create_sheet(layout.name)
        title = book.names[layout.sheet.table].title
        fill[layout.name] = partial(write_sheet, painter, title, layout, layouts)
    set_properties(workbook, book)
    content = BytesIO()
    with TimelessArchive(content, "w") as archive:
        DescribingWriter(workbook, archive, fill).write_data()
    return content.getvalue()


def set_properties(workbook: Workbook, book: Book) -> None:
    """Title, organisation and language of the workbook, and the hash of its one source."""
    properties = workbook.properties
    properties.creator = book.organisation
    properties.title = book.title
    properties.language = {"fi": "fi-FI", "en": "en-GB"}[book.wording.language]
    properties.created = properties.modified = CREATED
    if book.source:
        workbook.custom_doc_props.append(StringProperty(HASH_PROPERTY, book.source))


def write_cover(
    painter: Painter, book: Book, layouts: Mapping[str, SheetLayout], worksheet: Worksheet
) -> None:
    """The cover: a single column of headings and lines, none empty, and links beside lines."""
    lines = [line for part in book.cover for line in part.lines]
    beside = widths_beside(lines)
    width = COVER_WIDTH - sum(beside)
    for column, wide in enumerate((width, *beside), 1):
        worksheet.column_dimensions[get_column_letter(column)].width = wide
    painter.put(worksheet.cell(1, 1), book.title, WRAPPED_TITLE)
    row = 2
    for part in book.cover:
        painter.put(worksheet.cell(row, 1), part.heading, HEADING)
        worksheet.row_dimensions[row].height = 2 * LINE_HEIGHT
        row += 1
        for line in part.lines:
            values = (line, *line.links) if isinstance(line, Beside) else (line,)
            for column, value in enumerate(values, 1):
                cell = worksheet.cell(row, column)
                is_link = isinstance(value, Link | FileLink)
                painter.put(cell, shown_value(value), TEXT_LINK if is_link else TEXT)
                if isinstance(value, Link | FileLink):
                    cell.hyperlink = link_to(cell.coordinate, value, layouts)
            height = LINE_HEIGHT * lines_needed(shown_text(line), width)
            worksheet.row_dimensions[row].height = height
            row += 1
    set_up_page(worksheet)


def widths_beside(lines: Iterable[str | Link | Beside]) -> list[float]:
    """The widths of the columns that the links beside lines of the cover stand in."""
    texts = [[link.value for link in line.links] for line in lines if isinstance(line, Beside)]
    widest = [max(map(text_width, filter(None, column))) for column in zip_longest(*texts)]
    return [math.ceil(width + PADDING) for width in widest]


def link_to(
    coordinate: str, link: Link | FileLink, layouts: Mapping[str, SheetLayout]
) -> Hyperlink:
    """A link to another sheet or a row of its table, or to a file beside the workbook."""
    if isinstance(link, FileLink):
        return Hyperlink(ref=coordinate, target=link.file, location=link.place or None)
    layout = layouts[link.table]
    row = 1 if link.row is None else layout.top + 1 + link.row
    return Hyperlink(ref=coordinate, location=f"{layout.quoted_name}!A{row}")


def write_sheet(
    painter: Painter,
    title: str,
    layout: SheetLayout,
    layouts: Mapping[str, SheetLayout],
    worksheet: Worksheet,
) -> None:
    """Title and notes, then the table, with charts beside it."""
    put_title(painter, title, layout, worksheet)
    for number, line in enumerate(layout.notes, 2 + layout.drawn):
        painter.put(worksheet.cell(number, 1), line, NOTE)
    for column, heading in enumerate(layout.header, 1):
        painter.put(worksheet.cell(layout.top, column), heading, HEADER_LOOK)
        width = layout.widths[column - 1]
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.row_dimensions[layout.top].height = row_height(
        layout.header, header_widths(layout), BOLD_WIDTHS
    )
    write_rows(painter, worksheet, layout, layouts)
    worksheet.add_table(excel_table(layout))
    if layout.sheet.is_list or layout.sheet.is_wide:
        worksheet.freeze_panes = worksheet.cell(layout.top + 1, layout.sheet.fixed_columns + 1)
    worksheet.print_title_rows = f"{layout.top}:{layout.top}"
    shade_numbers(worksheet, layout)
    add_panels(painter, worksheet, layout, layouts)
    if layout.sheet.charts:
        add_charts(worksheet, layout, layouts)
    set_up_page(worksheet)
    # Charts are not cut by the end of a page; a sheet too wide for one page takes several.
    worksheet.page_setup.fitToHeight = int(bool(layout.sheet.panels or layout.sheet.charts))
    if sum(plan_panels(panels).height for panels in layout.sheet.panels) > HIGHEST_LYING:
        worksheet.page_setup.orientation = "portrait"
    worksheet.page_setup.fitToWidth = pages_wide(layout.widths)
    if worksheet.page_setup.fitToWidth > 1:
        worksheet.print_title_cols = f"A:{get_column_letter(layout.sheet.fixed_columns)}"


def put_title(painter: Painter, title: str, layout: SheetLayout, worksheet: Worksheet) -> None:
    """The title of a sheet; where its first columns are printed on each page, it is not cut."""
    first, fixed = layout.widths[0], layout.widths[: layout.sheet.fixed_columns]
    is_cut = pages_wide(layout.widths) > 1 and text_width(title) * TITLE_WIDTHS > sum(fixed)
    if not is_cut or first < NARROWEST_TITLE:
        painter.put(worksheet.cell(1, 1), title, TITLE)
        return
    painter.put(worksheet.cell(1, 1), title, WRAPPED_TITLE)
    height = TITLE_HEIGHT * lines_needed(title, first, TITLE_WIDTHS)
    worksheet.row_dimensions[1].height = height


def header_widths(layout: SheetLayout) -> list[float]:
    """The room for column headings beside the buttons of filters."""
    button = FILTER_BUTTON if layout.sheet.is_list else 0
    return [width - button for width in layout.widths]


def write_rows(
    painter: Painter, worksheet: Worksheet, layout: SheetLayout, layouts: Mapping[str, SheetLayout]
) -> None:
    """The rows of a table; links as far as Excel reads them."""
    totals = len(layout.rows) - layout.sheet.total_rows
    links = 0
    for number, row in enumerate(layout.rows):
        place = layout.top + 1 + number
        for column, value in enumerate(row, 1):
            cell = worksheet.cell(place, column)
            painter.put(cell, shown_value(value), look_of(value, number >= totals))
            if isinstance(value, Link | FileLink) and links < MOST_LINKS:
                links += 1
                cell.hyperlink = link_to(cell.coordinate, value, layouts)
        worksheet.row_dimensions[place].height = row_height(map(shown_text, row), layout.widths)


def excel_table(layout: SheetLayout) -> Table:
    """The named table of a sheet; a list has the buttons of filters."""
    name, end = layout.sheet.table, get_column_letter(len(layout.header))
    reference = f"A{layout.top}:{end}{layout.top + len(layout.rows)}"
    table = Table(displayName=name, name=name, ref=reference)
    columns = enumerate(layout.header, 1)
    table.tableColumns = [
        TableColumn(id=number, name=escape_text(heading)) for number, heading in columns
    ]
    table.autoFilter = AutoFilter(ref=reference) if layout.sheet.is_list else None
    return table


def shade_numbers(worksheet: Worksheet, layout: SheetLayout) -> None:
    """Shade the numbers of a table by their size."""
    first, end = layout.sheet.shaded
    last_row = layout.top + len(layout.rows) - layout.sheet.total_rows
    if end <= first or last_row <= layout.top:
        return
    worksheet.conditional_formatting.add(
        f"{get_column_letter(first + 1)}{layout.top + 1}:{get_column_letter(end)}{last_row}",
        ColorScaleRule(
            start_type="num",
            start_value=0,
            start_color=SCALE_LOW,
            end_type="max",
            end_color=SCALE_HIGH,
        ),
    )


def panel_rows(sheet: Sheet) -> int:
    """The rows of a sheet that panels stand in, with their headings."""
    return sum(1 + len(plan_panels(panels).row_heights) for panels in sheet.panels)


def add_panels(
    painter: Painter,
    worksheet: Worksheet,
    layout: SheetLayout,
    layouts: Mapping[str, SheetLayout],
) -> None:
    """Draw panels between title and notes, each group of them below a heading."""
    row = 2
    if layout.sheet.panels:
        # A place that does not hang on cells needs rows whose heights are known.
        worksheet.row_dimensions[1].height = HEADING_HEIGHT
    for panels in layout.sheet.panels:
        plan = plan_panels(panels)
        painter.put(worksheet.cell(row, 1), panels.heading, HEADING_ABOVE)
        worksheet.row_dimensions[row].height = HEADING_HEIGHT
        painter.put(worksheet.cell(row + 1, 1), panels.text, NOTE_ABOVE)
        for place, height in enumerate(plan.row_heights, row + 1):
            worksheet.row_dimensions[place].height = height
        for number, (left, top, width) in enumerate(plan.places()):
            chart = draw_panel(plan, number, layouts[panels.panels[number].table])
            chart.anchor = free_place(worksheet, row + 1, left, top, width, plan.panel_height)
            worksheet.add_chart(chart)
        row += 1 + len(plan.row_heights)


def add_charts(
    worksheet: Worksheet, layout: SheetLayout, layouts: Mapping[str, SheetLayout]
) -> None:
    """Draw the charts of a sheet one below the other, to the right of its table."""
    column, top = len(layout.header) + 2, 0.0
    worksheet.column_dimensions[get_column_letter(column - 1)].width = CHART_SPACE
    for chart in layout.sheet.charts:
        drawn, height = draw_chart(chart, layouts[chart.table]), chart_height(chart)
        drawn.anchor = place_beside(worksheet, column, layout.top, top, CHART_WIDE, height)
        worksheet.add_chart(drawn)
        top += height


def set_up_page(worksheet: Worksheet) -> None:
    """A4 landscape, fit to width, page numbers and sheet name in the footer."""
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = "landscape"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToHeight = 0
    worksheet.oddFooter.left.text = "&A"
    worksheet.oddFooter.right.text = "&P / &N"
