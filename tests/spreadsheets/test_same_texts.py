"""The same sheet in every format, as LibreOffice writes it, and as another reader reads it."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipeline.spreadsheets.model import SheetCell, ShownSheet
from tests.support.spreadsheet_files import (
    CSV_FILTER,
    ENGLISH,
    convert,
    first_sheet,
    needs_office,
    notes,
    read,
    texts,
)

UNSEEN = "näkymätön"


def fill_plain(sheet: Worksheet) -> None:
    """Texts and numbers that every format can hold."""
    sheet.append(["Palvelu", "Tuottaja", "Määrä", "Päivä", "Osuus"])
    for number in range(2, 40):
        sheet.append(
            [
                f"Palvelu {number}\ntoinen rivi; {'<&>' * (number % 3)} “x”",
                None if number % 5 == 0 else f"  kunta, \"{number}\" ja 'muut'",
                number * 1234.5678,
                date(2025, number % 12 + 1, number % 28 + 1),
                number / 39,
            ]
        )
        sheet.cell(number, 3).number_format = "#,##0.00" if number % 2 else "0.0"
        sheet.cell(number, 4).number_format = "d.m.yyyy"
        sheet.cell(number, 5).number_format = "0.0%"
    sheet["G3"], sheet["G4"], sheet["G5"] = "=1+1", "0401234", "'x"


def fill_all(sheet: Worksheet) -> None:
    """What shows beside texts, and what does not show."""
    fill_plain(sheet)
    red = PatternFill("solid", fgColor="FFFFCC00")
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].fill = sheet["F2"].fill = red
    sheet["A2"].font = Font(strike=True)
    struck = TextBlock(InlineFont(strike=True), "ei enää")
    sheet["A3"] = CellRichText("nyt ", struck, " kyllä")
    sheet["B4"].comment = Comment("Tarkista", "minä")
    sheet["A41"] = "yhdistetty"
    sheet.merge_cells("A41:C42")
    for row in (6, 7, 12):
        sheet.cell(row, 1, UNSEEN)
        sheet.row_dimensions[row].hidden = True
    sheet["F1"], sheet["F9"] = UNSEEN, UNSEEN
    sheet.column_dimensions["F"].hidden = True
    hidden = sheet.parent.create_sheet("Piilo")
    hidden.sheet_state, hidden["A1"] = "hidden", UNSEEN


@pytest.fixture(scope="module", name="plain")
def plain_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook as LibreOffice saves it, its formulas worked out."""
    folder = tmp_path_factory.mktemp("plain")
    book = openpyxl.Workbook()
    fill_plain(book.worksheets[0])
    book.save(folder / "book.xlsx")
    return convert(folder / "book.xlsx", "xlsx", folder / "saved")


@pytest.fixture(scope="module", name="full")
def full_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with what shows beside texts."""
    folder = tmp_path_factory.mktemp("full")
    book = openpyxl.Workbook()
    fill_all(book.worksheets[0])
    book.save(folder / "book.xlsx")
    return convert(folder / "book.xlsx", "xlsx", folder / "saved")


def comparable(sheet: ShownSheet) -> list[SheetCell]:
    return [cell for cell in sheet.cells if cell.text or cell.row_span > 1]


@needs_office
def test_every_format_shows_the_same_texts(plain: Path, tmp_path: Path) -> None:
    shown = texts(first_sheet(plain, ENGLISH))
    assert len(shown) > 180
    assert shown[7, 3] == "8,641.97"
    assert shown[7, 4] == "8.8.2025"
    document = texts(first_sheet(convert(plain, "ods", tmp_path)))
    assert document == shown
    table = texts(first_sheet(convert(plain, CSV_FILTER, tmp_path)))
    assert table == shown


@needs_office
def test_every_format_shows_the_same_cells_and_hides_the_same(full: Path, tmp_path: Path) -> None:
    book = first_sheet(full, ENGLISH)
    document = first_sheet(convert(full, "ods", tmp_path))
    assert comparable(document) == comparable(book)
    assert {(c.row, c.column) for c in book.cells if c.fill} == {(1, 1)}
    assert {(c.row, c.column) for c in document.cells if c.fill} == {(1, 1)}
    struck = {(c.row, c.column): [c.text[a:b] for a, b in c.struck] for c in book.cells if c.struck}
    assert {place: found[0][:7] for place, found in struck.items()} == {
        (2, 1): "Palvelu",
        (3, 1): "ei enää",
    }
    told = [("rows-hidden", "6:7", "", 10), ("rows-hidden", "12:12", "", 5)]
    told += [("columns-hidden", "F:F", "", 2), ("cell-comment", "B4", "Tarkista", 0)]
    assert [note for note in notes(book) if note[0] != "format-unknown"] == told
    assert notes(document) == told
    assert (41, 1, 2, 3) in {(c.row, c.column, c.row_span, c.column_span) for c in book.cells}


@needs_office
def test_what_is_hidden_is_nowhere(full: Path, tmp_path: Path) -> None:
    for path in (full, convert(full, "ods", tmp_path)):
        assert UNSEEN.encode() in b"".join(unpacked(path))
        found = read(path)
        assert [(n.kind, n.detail, n.count) for n in found.notes] == [("sheet-hidden", "Piilo", 1)]
        assert UNSEEN not in str(found)


def unpacked(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


@needs_office
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_another_reader_finds_the_same_values(plain: Path, tmp_path: Path, kind: str) -> None:
    path = convert(plain, kind, tmp_path)
    sheet = first_sheet(path, ENGLISH)
    shown = texts(sheet)
    rows = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    values = {
        (row, column): value
        for row, cells in enumerate(rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value != ""
    }
    assert values.keys() == shown.keys()
    for place, value in values.items():
        text = shown[place]
        if isinstance(value, str):
            assert text == value.replace("\r\n", "\n")
        elif isinstance(value, date):
            assert text == f"{value.day}.{value.month}.{value.year}"
        elif not isinstance(value, int | float):
            pytest.fail(f"{place} has {value!r}")
        elif text.endswith("%"):
            assert float(text[:-1]) == pytest.approx(value * 100, abs=0.06)
        else:
            assert float(text.replace(",", "")) == pytest.approx(value, abs=0.06)
