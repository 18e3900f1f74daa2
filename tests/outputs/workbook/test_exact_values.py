"""What Excel would change stays what it was printed as, and the notes of its sheet say so."""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline.outputs.result import Result
from pipeline.outputs.workbook.exact_values import (
    cut_heading,
    distinct_headings,
    escape_text,
    exact_sheet,
    kept_as_text,
)
from pipeline.outputs.workbook.sheets import all_sheets
from pipeline.outputs.workbook.values import Exact, Link, Sheet
from pipeline.outputs.workbook.writer import workbook_bytes
from pipeline.schema.model import Language
from tests.support.small_lists import read_grants

LONGEST = 255


@pytest.mark.parametrize(
    "value",
    [
        *(0, 1, -1, 999_999_999_999_999, -999_999_999_999_999),
        *map(Decimal, ("0", "-0.5", "0.00", "123456789012345", "0.123456789012345")),
        *map(Decimal, ("1234567.89012345", "0.00000000000000000001", "1.50000000000000000000")),
        *(date(1900, 3, 1), date(2026, 1, 31), date(9999, 12, 31)),
        *("1234567890123456789", "", None, True),
    ],
)
def test_what_excel_keeps_stays_itself(value: object) -> None:
    assert kept_as_text(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_234_567_890_123_456, "1234567890123456"),
        (Decimal("9007199254740993"), "9007199254740993"),
        (Decimal("-12345678901234567890"), "-12345678901234567890"),
        (Decimal("0.1234567890123456"), "0.1234567890123456"),
        (Decimal("1234567890.1234567"), "1234567890.1234567"),
        (Decimal("1e400"), "1" + "0" * 400),
        (Decimal("1000000000000000"), "1000000000000000"),
        (Decimal("1e-21"), "0.000000000000000000001"),
        (Decimal("1e-400"), "0." + "0" * 399 + "1"),
        (date(1, 1, 1), "0001-01-01"),
        (date(1850, 3, 4), "1850-03-04"),
        (date(1899, 12, 31), "1899-12-31"),
        # Excel has these days, but each program counts them in its own way.
        (date(1900, 1, 1), "1900-01-01"),
        (date(1900, 2, 28), "1900-02-28"),
    ],
)
def test_what_excel_would_change_is_text(value: object, text: str) -> None:
    assert kept_as_text(value) == text


def decoded(text: str) -> str:
    """A text of a workbook as Excel reads it (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("_x0041_", "_x005F_x0041_"),
        ("a_x0041_b", "a_x005F_x0041_b"),
        ("_x000D_line", "_x005F_x000D_line"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("__x0041__", "__x005F_x0041__"),
        ("_x005F_", "_x005F_x005F_"),
        ("_X0041_", "_X0041_"),
        ("_x041_ _x00g1_ x0041_ snake_case", "_x041_ _x00g1_ x0041_ snake_case"),
    ],
)
def test_a_text_that_looks_like_a_character_is_written_so_that_it_is_none(
    text: str, written: str
) -> None:
    assert escape_text(text) == written
    assert decoded(written) == text


def test_headings_are_cut_and_told_apart() -> None:
    long = "Osuus " * 60
    same, other = long + "eri", long.upper() + "ERI"
    headings = distinct_headings([long.strip(), same, other, "a" * LONGEST, "A" * LONGEST, ""])
    assert len({text.casefold() for text in headings}) == len(headings)
    assert all(len(text) <= LONGEST for text in headings)
    assert headings[0].startswith("Osuus Osuus")
    assert headings[0].endswith(" …")
    assert headings[1].endswith(" … (2)")
    assert headings[2].startswith("OSUUS")
    assert headings[2].endswith(" … (3)")
    assert headings[3] == "a" * LONGEST
    assert headings[4].endswith(" … (2)")
    assert headings[5] == "6"


def test_a_heading_is_measured_as_excel_does() -> None:
    # Each takes two units of UTF-16, and Excel counts those.
    assert len(cut_heading("𝒜" * 200)) == 126 + len(" …")
    assert cut_heading("𝒜" * 127) == "𝒜" * 127
    assert len(escape_text(cut_heading("_x0041_" * 36))) <= LONGEST


@pytest.fixture(name="grants", scope="module")
def list_of_grants(tmp_path_factory: pytest.TempPathFactory) -> Result:
    rows = [
        ("1.01", "_x0041_", "12345678901234567890,55"),
        ("1.02", "Kalusto", "1,00"),
        ("1.03", "Muu", "123456789012345,00"),
    ]
    return replace(read_grants(tmp_path_factory.mktemp("grants"), rows), language="fi")


@pytest.fixture(name="workbook_file", scope="module")
def written_workbook(grants: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    path.write_bytes(workbook_bytes(grants))
    return path


def test_another_program_reads_the_values_as_printed(grants: Result, workbook_file: Path) -> None:
    assert grants.records.frame["amount"].iloc[0] == "12345678901234567890.55"
    book = CalamineWorkbook.from_path(str(workbook_file))
    sheet = book.get_sheet_by_name(grants.word(f"sheet_{grants.schema.record.name}"))
    cells = [cell for row in sheet.to_python() for cell in row]
    assert "12345678901234567890.55" in cells
    assert 123456789012345.0 in cells
    assert "_x0041_" in cells
    amount = grants.schema.field_label("amount", grants.language)
    # A note may take several lines.
    said = " ".join(str(row[0]) for row in sheet.to_python())
    note = grants.word("numbers_as_text").format(columns=grants.quoted(amount))
    assert note in said


def test_sums_that_excel_would_change_are_text_too(grants: Result) -> None:
    cross = {s.table: s for s in all_sheets(grants)}
    adding = next(c.declared.name for c in grants.cross_tables if c.declared.adds)
    values = [cell for row in cross[adding].rows for cell in row]
    exact = [c for c in values if isinstance(c, Exact) or isinstance(getattr(c, "value", 0), Exact)]
    assert exact
    assert any("15 numeroa" in note for note in cross[adding].notes)


def small_sheet(header: list[str], *rows: list[object]) -> Sheet:
    return Sheet("records", header, list(rows), ("first",))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_notes_name_the_columns(language: Language, grants: Result) -> None:
    result = replace(grants, language=language)
    row = [date(1850, 1, 1), Link(Decimal("1e20"), "records", 0), 5]
    sheet = exact_sheet(small_sheet(["Day", "Amount", "Count"], row), result)
    assert sheet.rows == [[Exact("1850-01-01"), Link(Exact("1" + "0" * 20), "records", 0), 5]]
    first, dates, numbers = sheet.notes
    assert first == "first"
    assert "Day" in dates
    assert "1900" in dates
    assert "Amount" in numbers
    assert not any("Count" in note for note in sheet.notes)
    assert exact_sheet(small_sheet(["a"], [1]), result).notes == ("first",)


def table_columns(path: Path, name: str) -> list[str]:
    """The names of the columns of a table, as Excel reads them."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if "xl/tables/" in n]
    (part,) = (part for part in parts if f'displayName="{name}"' in part)
    names = re.findall(r'<tableColumn id="\d+" name="([^"]*)"', part)
    return [decoded(html.unescape(text)) for text in names]


def test_a_long_heading_is_cut_on_its_sheet_and_whole_on_the_cover(tmp_path: Path) -> None:
    long = ("Ensimmäinen pitkä otsikko " * 15).strip()
    edits = {
        "labels.yaml": [
            ("fi: Määräraha (euroa)", f"fi: {long} euroa"),
            ("fi: Nimi", f"fi: {long} nimi _x0041_"),
            ("fi: Numero", "fi: _x0041_"),
        ]
    }
    result = replace(read_grants(tmp_path, [("1.01", "Kalusto", "1,00")], edits), language="fi")
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes(result))
    columns = table_columns(path, "grants")
    assert max(map(len, columns)) <= LONGEST
    assert len({name.casefold() for name in columns}) == len(columns)
    assert sum(name.startswith("Ensimmäinen pitkä") for name in columns) == 2
    assert "_x0041_" in columns
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("Määrärahat").to_python()
    # Office repairs a table whose column is not named as its cell (MS-OI29500, 2.1.681).
    assert columns in rows
    assert "katkaistu" in " ".join(str(row[0]) for row in rows)
    cover = [str(cell) for row in book.get_sheet_by_name("Kansi").to_python() for cell in row]
    assert any(line.endswith(f": {long} euroa") for line in cover)
    assert any(line.endswith(f": {long} nimi _x0041_") for line in cover)
