"""Spreadsheet files as people type an appendix into them: .xlsx, .ods and .csv."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.printing.appendix import TranscribedRow, is_bold
from tests.printing.layout_rows import COLUMNS, Facts, flowing
from tests.printing.layout_sheets import HEADING_FILL, WIDTHS

ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
    for name, place in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "manifest": "manifest",
        "fo": "xsl-fo-compatible",
    }.items()
)
# No file says when it was made.
MADE = datetime(2025, 1, 1)
SHEET_NAMES = {"person": "Henkilöasiakkaat", "employer": "Työnantajat ja yritykset"}


@dataclass(frozen=True)
class TypedRow:
    """A row of a sheet: its cells, and whether it is bold and filled, and one cell all through."""

    cells: tuple[str, ...] = ()
    heading: bool = False
    merged: bool = False


@dataclass(frozen=True)
class TypedSheet:
    """A sheet: its name and its rows, from the first on."""

    name: str
    rows: tuple[TypedRow, ...]


def sheet_for_each_table(facts: Facts) -> list[TypedSheet]:
    """The tables on sheets of their own, the title on the first one."""
    title = (*(TypedRow((line,)) for line in facts.title), TypedRow())
    return [
        TypedSheet(SHEET_NAMES[table], (*(() if n else title), *typed_rows(facts, table)))
        for n, table in enumerate(COLUMNS)
    ]


def one_sheet(facts: Facts, merged: bool = False) -> list[TypedSheet]:
    """All on one sheet: the title and the tables, an empty row after each.

    Args:
        facts: what is typed.
        merged: each section heading is one cell as wide as its table.
    """
    rows = [*(TypedRow((line,)) for line in facts.title), TypedRow()]
    for table in COLUMNS:
        rows += [*typed_rows(facts, table, merged), TypedRow()]
    return [TypedSheet("Palvelut", tuple(rows))]


def typed_rows(facts: Facts, table: str, merged: bool = False) -> list[TypedRow]:
    """The rows of a table, no line broken."""
    return [typed_row(row, COLUMNS[table], merged) for row in facts.table(table)]


def typed_row(row: TranscribedRow, columns: Sequence[str], merged: bool) -> TypedRow:
    """A row of a table."""
    cells = tuple(flowing(row[name]) for name in columns)
    return TypedRow(cells, is_bold(row["kind"]), merged and row["kind"] == "section")


def write_excel(path: Path, sheets: Sequence[TypedSheet]) -> None:
    """Write an Excel workbook."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = MADE
    for sheet in sheets:
        fill_page(book.create_sheet(sheet.name), sheet)
    book.save(path)


def fill_page(page: Worksheet, sheet: TypedSheet) -> None:
    """Type the rows of a sheet."""
    for number, width in enumerate(WIDTHS.values(), start=1):
        page.column_dimensions[page.cell(1, number).column_letter].width = width
    for number, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row.cells, start=1):
            cell = page.cell(number, column, text or None)
            cell.font = Font(name="Calibri", size=10, bold=row.heading)
            cell.alignment = Alignment(vertical="top", wrap_text=len(row.cells) > 1)
            if row.heading:
                cell.fill = PatternFill("solid", fgColor=HEADING_FILL)
        if row.merged:
            page.merge_cells(None, number, 1, number, len(row.cells))


def write_open_document(path: Path, sheets: Sequence[TypedSheet]) -> None:
    """Write an OpenDocument spreadsheet, without any program that makes such."""
    styles = (
        '<style:style style:name="Heading" style:family="table-cell">'
        f'<style:table-cell-properties fo:background-color="#{HEADING_FILL.lower()}"/>'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}'
        f' office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{''.join(map(table_of, sheets))}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in {"/": ODS_KIND, "content.xml": "text/xml"}.items()
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {NAMESPACES}'
        f' manifest:version="1.3">{entries}</manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {
            "mimetype": ODS_KIND,
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }.items():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


def table_of(sheet: TypedSheet) -> str:
    """A sheet of an OpenDocument spreadsheet."""
    wide = max(len(row.cells) for row in sheet.rows)
    columns = f'<table:table-column table:number-columns-repeated="{wide}"/>'
    rows = "".join(map(row_of, sheet.rows))
    return f"<table:table table:name={quoteattr(sheet.name)}>{columns}{rows}</table:table>"


def row_of(row: TypedRow) -> str:
    """A row of an OpenDocument spreadsheet; cells that a merged one covers are said to be so."""
    span = f' table:number-columns-spanned="{len(row.cells)}"' if row.merged else ""
    style = ' table:style-name="Heading"' if row.heading else ""
    cells = []
    for number, text in enumerate(row.cells):
        if row.merged and number:
            cells.append("<table:covered-table-cell/>")
        elif text:
            kind = ' office:value-type="string"'
            content = f"<text:p>{escape(text)}</text:p>"
            cells.append(f"<table:table-cell{style}{kind}{span}>{content}</table:table-cell>")
        else:
            cells.append(f"<table:table-cell{style}/>")
    return f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"


def write_delimited(path: Path, sheet: TypedSheet, encoding: str, delimiter: str) -> None:
    """Write the cells of a sheet as a CSV file, as Excel does: all rows of the same length.

    Args:
        path: the file to write.
        sheet: what is written; nothing of its looks is kept.
        encoding: of the file; `utf-8-sig` for UTF-8 with a byte order mark.
        delimiter: between cells.

    Raises:
        UnicodeEncodeError: the encoding has no sign for a letter.
    """
    wide = max(len(row.cells) for row in sheet.rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    for row in sheet.rows:
        writer.writerow([*row.cells, *[""] * (wide - len(row.cells))])
    path.write_bytes(text.getvalue().encode(encoding))
