"""Layouts printed from a spreadsheet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from tests.printing.appendix import TranscribedRow
from tests.printing.layout_rows import (
    COLUMNS,
    Facts,
    appendix_facts,
    flowing,
    printed_by_office,
    shared_cells,
)
from tests.support.drawing import text_width

# In characters of the standard type size.
WIDTHS = {
    "service": 42.0,
    "type": 14.0,
    "producer": 24.0,
    "shared": 19.0,
    "tem": 36.0,
    "integration_client": 11.5,
    "multidisciplinary": 12.5,
    "new_jobseeker": 12.5,
}
STANDARD_SIZE = 9.0
# Points that a character of a column's width takes, and what its edges leave of it.
CHARACTER_WIDTH, USABLE = 5.25, 0.92
LEADING, ABOVE = 1.2, 2.0
# The top margin in inches, and that of a header which then reaches into the first row.
OVER_ROWS = 0.3, 0.28
HEADING_FILL, STRIPE_FILL, CELL_FILL = "DDEBF7", "EDEDED", "F2F2F2"

# Where the text of the third, the first and the second column stands, and so on.
OWN_EDGES = ("top", "center", "bottom")


@dataclass(frozen=True)
class Sheet:
    """How a spreadsheet looks and is printed.

    Args:
        size: of the type; the columns go with it.
        font: the family of the type.
        vertical: where the text of a cell stands; each column has its own edge, or all one.
        borders: which edges of the cells are drawn, and how.
        shading: which cells are filled.
        column_breaks: columns after which a page ends; no break and all columns on a page
            where there are none.
        row_breaks: services that begin a page.
        paper: its size.
        landscape: pages lie sideways.
        over_then_down: the order of pages.
        repeat_headings: the heading row on each page.
        merged_down: one producer cell for services that share it.
        merged_across: one cell for each section heading.
        one_sheet: both tables on one sheet, under the title.
        after: lines below the last table.
        header: at the top of each page.
        footer: at the bottom of each page.
        order: the columns of each table, from left to right.
        gridlines: the program's own lines around all cells, those of the title too.
        names_again: the first column on each page.
        centred: the text of all columns but the first.
        coordinates: the program's own column letters and row numbers.
        running_over: a word at the top of each page, over the first row there.
    """

    size: float = STANDARD_SIZE
    font: str = "Liberation Sans"
    vertical: Literal["top", "center", "bottom", "own"] = "center"
    borders: Literal["all", "none", "horizontal", "dashed", "double"] = "all"
    shading: Literal["none", "headings", "stripes", "cells"] = "none"
    column_breaks: Sequence[str] = ("producer", "multidisciplinary")
    row_breaks: Sequence[str] = ()
    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = False
    over_then_down: bool = False
    repeat_headings: bool = False
    merged_down: bool = False
    merged_across: bool = False
    one_sheet: bool = False
    after: Sequence[str] = ()
    header: str = ""
    footer: str = ""
    order: dict[str, tuple[str, ...]] = field(default_factory=lambda: COLUMNS)
    gridlines: bool = False
    names_again: bool = False
    centred: bool = False
    coordinates: bool = False
    running_over: str = ""


SHEETS: dict[str, Sheet] = {
    "sheet-borderless-top": Sheet(size=7, vertical="top", borders="none"),
    "sheet-borderless-middle": Sheet(size=12, borders="none", repeat_headings=True, paper="A3"),
    "sheet-borderless-bottom": Sheet(vertical="bottom", borders="none"),
    "sheet-horizontal-rules": Sheet(borders="horizontal", row_breaks=("Kuntouttava työtoiminta",)),
    "sheet-stripes": Sheet(borders="none", shading="stripes"),
    "sheet-shaded-cells": Sheet(borders="none", shading="cells", vertical="top"),
    "sheet-headings-shaded": Sheet(
        borders="none", shading="headings", vertical="bottom", merged_across=True
    ),
    "sheet-over-then-down": Sheet(
        over_then_down=True, repeat_headings=True, vertical="top", shading="headings"
    ),
    "sheet-over-then-down-borderless": Sheet(over_then_down=True, borders="none"),
    "sheet-five-groups": Sheet(
        column_breaks=("service", "type", "producer", "tem"),
        row_breaks=("Velvoittava työnvälitys", "Starttiraha", "Kuntalisät"),
    ),
    "sheet-five-groups-over-then-down-borderless": Sheet(
        column_breaks=("service", "type", "producer", "tem"),
        over_then_down=True,
        vertical="bottom",
        borders="none",
    ),
    "sheet-five-groups-horizontal-rules": Sheet(
        column_breaks=("service", "type", "producer", "tem"), vertical="top", borders="horizontal"
    ),
    "sheet-one-landscape-page-wide": Sheet(landscape=True, column_breaks=(), vertical="top"),
    "sheet-one-landscape-page-wide-borderless": Sheet(
        landscape=True, column_breaks=(), borders="none", repeat_headings=True
    ),
    "sheet-merged-down": Sheet(merged_down=True, merged_across=True, shading="headings"),
    "sheet-merged-down-horizontal-rules": Sheet(
        merged_down=True, borders="horizontal", landscape=True, column_breaks=(), vertical="top"
    ),
    "sheet-two-tables-on-a-page": Sheet(
        one_sheet=True,
        landscape=True,
        column_breaks=(),
        after=("Tiedot on koottu kuntien kyselyistä.", "Luonnos, tarkistetaan syksyllä."),
        header="&LJÄRJESTÄMISSUUNNITELMA&RLiite 3",
        footer="&CSivu &P / &N",
    ),
    "sheet-two-tables-on-a-page-borderless": Sheet(
        one_sheet=True,
        landscape=True,
        column_breaks=(),
        borders="none",
        after=("Tiedot on koottu kuntien kyselyistä.",),
        footer="&CSivu &P / &N",
    ),
    "sheet-own-edges-borderless": Sheet(vertical="own", borders="none"),
    "sheet-dashed": Sheet(borders="dashed", size=8),
    "sheet-double-rules": Sheet(borders="double", vertical="bottom", size=10),
    "sheet-gridlines": Sheet(borders="none", gridlines=True),
    "sheet-names-again": Sheet(
        names_again=True, landscape=True, column_breaks=("producer", "tem"), repeat_headings=True
    ),
    "sheet-names-again-borderless": Sheet(
        names_again=True, landscape=True, column_breaks=("producer", "tem"), borders="none"
    ),
    "sheet-over-then-down-horizontal-rules": Sheet(
        borders="horizontal", over_then_down=True, column_breaks=("type", "shared", "tem")
    ),
    "sheet-centred-borderless": Sheet(
        borders="none", landscape=True, column_breaks=(), centred=True
    ),
    "sheet-coordinates": Sheet(coordinates=True),
    "sheet-running-word-over-rows": Sheet(running_over="LUONNOS"),
    "sheet-running-word-over-rows-borderless": Sheet(running_over="LUONNOS", borders="none"),
}


def print_sheet(path: Path, sheet: Sheet, facts: Facts | None = None) -> None:
    """Print an appendix from a spreadsheet; the real one where no other facts are given."""
    facts = facts or appendix_facts()
    book = Workbook()
    page = book.active
    page.title = "Liite"
    prepare(page, sheet, "person" if sheet.one_sheet else "")
    next_row = write_title(page, sheet, facts)
    for table in COLUMNS:
        if not sheet.one_sheet:
            page = book.create_sheet(table)
            prepare(page, sheet, table)
            next_row = 1
        next_row = write_table(page, sheet, table, facts.table(table), next_row) + 2
    for number, line in enumerate(sheet.after):
        page.cell(next_row + number, 1, line)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "liite.xlsx")
        book.save(source)
        printed_by_office(source, path)


def prepare(page: Worksheet, sheet: Sheet, table: str) -> None:
    """Set up the paper and the columns of a sheet; no columns where it has no table."""
    page.page_setup.paperSize = {"A4": "9", "A3": "8"}[sheet.paper]
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.pageOrder = "overThenDown" if sheet.over_then_down else "downThenOver"
    page.oddHeader.left.text, page.oddHeader.right.text = header_parts(sheet.header)
    page.print_options.gridLines = sheet.gridlines
    page.print_options.headings = sheet.coordinates
    if sheet.running_over:
        page.oddHeader.center.text = sheet.running_over
        page.page_margins.top, page.page_margins.header = OVER_ROWS
    if table and sheet.names_again:
        page.print_title_cols = "A:A"
    page.oddFooter.center.text = sheet.footer.removeprefix("&C") or None
    for margin in ("left", "right"):
        setattr(page.page_margins, margin, 0.4)
    for number, name in enumerate(sheet.order.get(table, ()), start=1):
        width = WIDTHS[name] * sheet.size / STANDARD_SIZE
        page.column_dimensions[page.cell(1, number).column_letter].width = width
        if name in sheet.column_breaks and name != sheet.order[table][-1]:
            page.col_breaks.append(Break(id=number))
    if table and not sheet.column_breaks:
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    elif table:
        page.page_setup.scale = fitting_scale(sheet, table)


def header_parts(header: str) -> tuple[str | None, str | None]:
    """The left and the right part of a header."""
    left, _, right = header.removeprefix("&L").partition("&R")
    return left or None, right or None


def fitting_scale(sheet: Sheet, table: str) -> int:
    """The scale, in per cent, at which the widest column group fits its page."""
    groups = [0.0]
    for name in sheet.order[table]:
        groups[-1] += WIDTHS[name] * sheet.size / STANDARD_SIZE
        if name in sheet.column_breaks:
            groups.append(0.0)
    characters = 140 if sheet.landscape or sheet.paper == "A3" else 95
    return min(100, int(100 * characters / max(groups)))


def write_title(page: Worksheet, sheet: Sheet, facts: Facts) -> int:
    """Write the title; the next free row."""
    for number, line in enumerate(facts.title, start=1):
        page.cell(number, 1, line).font = Font(name=sheet.font, size=11)
    return len(facts.title) + 2


def write_table(
    page: Worksheet, sheet: Sheet, table: str, rows: Sequence[TranscribedRow], first: int
) -> int:
    """Write a table from a row on; the row after it."""
    if sheet.repeat_headings:
        page.print_title_rows = f"{first}:{first}"
    columns = sheet.order[table]
    for index, row in enumerate(rows):
        page.row_dimensions[first + index].height = height_of(row, columns, sheet)
        for number, name in enumerate(columns, start=1):
            write_cell(page.cell(first + index, number), row, name, index, sheet)
        if row["service"].split("\n")[0] in sheet.row_breaks:
            page.row_breaks.append(Break(id=first + index - 1))
        if sheet.merged_across and row["kind"] == "section":
            page.merge_cells(None, first + index, 1, first + index, len(columns))
    if sheet.merged_down:
        number = columns.index("producer") + 1
        for run in shared_cells(rows, "producer"):
            if run.count > 1:
                top = first + run.first
                page.merge_cells(None, top, number, top + run.count - 1, number)
    return first + len(rows)


def height_of(row: TranscribedRow, columns: Sequence[str], sheet: Sheet) -> float:
    """The height that a row needs; a section heading never breaks."""
    lines = [1]
    if row["kind"] != "section":
        lines += [lines_needed(row[name], row["kind"] == "header", name, sheet) for name in columns]
    return max(lines) * sheet.size * LEADING + 2 * ABOVE


def lines_needed(text: str, bold: bool, column: str, sheet: Sheet) -> int:
    """How many lines a text takes in a column."""
    scaled = sheet.size / STANDARD_SIZE
    space = WIDTHS[column] * scaled * CHARACTER_WIDTH * USABLE
    lines, used = 1, 0.0
    for word in text.split():
        width = text_width(f"{word} ", sheet.size, bold)
        if used and used + width > space:
            lines, used = lines + 1, 0.0
        used += width
    return lines


def write_cell(cell: Any, row: TranscribedRow, name: str, index: int, sheet: Sheet) -> None:
    """Write one cell with its type, fill and edges."""
    cell.value = flowing(row[name]) or None
    heading = row["kind"] in ("header", "section")
    cell.font = Font(name=sheet.font, size=sheet.size, bold=heading)
    wrapped = row["kind"] != "section"
    across = "center" if sheet.centred and name != "service" else None
    down = OWN_EDGES[cell.column % 3] if sheet.vertical == "own" else sheet.vertical
    cell.alignment = Alignment(horizontal=across, vertical=down, wrap_text=wrapped)
    colour = fill_colour(heading, index, sheet)
    if colour:
        cell.fill = PatternFill("solid", fgColor=colour)
    cell.border = BORDERS[sheet.borders]()


def fill_colour(heading: bool, index: int, sheet: Sheet) -> str:
    """The fill of a cell; empty for none."""
    if sheet.shading == "headings":
        return HEADING_FILL if heading else ""
    if sheet.shading == "stripes":
        return STRIPE_FILL if index % 2 else ""
    if sheet.shading == "cells":
        return HEADING_FILL if heading else (CELL_FILL, STRIPE_FILL)[index % 2]
    return ""


def all_edges(style: str) -> Border:
    """A border on all four edges."""
    side = Side(style=style)
    return Border(left=side, right=side, top=side, bottom=side)


BORDERS: dict[str, Callable[[], Border]] = {
    "all": lambda: all_edges("thin"),
    "none": Border,
    "horizontal": lambda: Border(top=Side(style="thin"), bottom=Side(style="thin")),
    "dashed": lambda: all_edges("dashed"),
    "double": lambda: all_edges("double"),
}
