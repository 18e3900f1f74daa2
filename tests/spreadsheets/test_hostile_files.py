"""Files made to do harm, damaged ones, and those that are not what their name says."""

from __future__ import annotations

import re
import struct
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.spreadsheets.sheet_reader import SheetReader
from tests.support.raw_spreadsheets import (
    MACRO_TYPE,
    ONE_CELL,
    TRANSITIONAL,
    Parts,
    excel_parts,
    link,
    ods_parts,
    pack,
)
from tests.support.spreadsheet_files import first_sheet, read, texts

MEBIBYTE = 1024**2
# As many rows and columns as a sheet can have.
ROWS, COLUMNS = 1_048_576, 16_384
SECONDS = 60
SHEET = "xl/worksheets/sheet1.xml"
# Of an entry in the list of parts: its length before the name, and where the unpacked size and the
# place of the part stand.
ENTRY_LENGTH, SIZE_AT, OFFSET_AT = 46, 24, 42


def refusal(path: Path) -> InputError:
    """Why a file is not read: one sentence that names it and says what to do."""
    started = time.monotonic()
    with pytest.raises(InputError) as caught:
        SheetReader(path, time_limit=SECONDS).spreadsheet()
    assert time.monotonic() - started < SECONDS
    message = caught.value.message
    assert message.startswith(str(path))
    assert re.fullmatch(r"[^\n]+: [^\n]+\.", message)
    return caught.value


def cell(name: str, text: str = "x") -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def table(rows: str, name: str = "Palvelut") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def with_entities(content: str | bytes, declared: str) -> str:
    return f"<!DOCTYPE x [{declared}]>{content!s}"


LAUGHS = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">'
OUTSIDE = '<!ENTITY a SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, "<!ENTITY % a SYSTEM 'http://a/b'> %a;"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"]
)
def test_no_part_of_a_workbook_may_declare_entities(
    tmp_path: Path, declared: str, part: str
) -> None:
    parts = excel_parts()
    parts[part] = with_entities(parts[part], declared)
    error = refusal(pack(tmp_path / "a.xlsx", parts))
    assert error.code == "spreadsheet-entities"
    assert part in error.message


@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_no_part_of_a_document_may_declare_entities(tmp_path: Path, part: str) -> None:
    parts = ods_parts(table(""))
    parts[part] = with_entities(parts[part], LAUGHS)
    assert refusal(pack(tmp_path / "a.ods", parts)).code == "spreadsheet-entities"


def declare(path: Path, part: str, size: int) -> int:
    """Have a file say that a part has another size unpacked; the size it said before."""
    content = bytearray(path.read_bytes())
    place = content.rindex(part.encode()) - ENTRY_LENGTH
    assert content[place : place + 4] == b"PK\x01\x02"
    (before,) = struct.unpack_from("<I", content, place + SIZE_AT)
    struct.pack_into("<I", content, place + SIZE_AT, size)
    path.write_bytes(content)
    return int(before)


def test_what_unpacks_to_too_much_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    path = pack(tmp_path / "bomb.xlsx", excel_parts())
    declare(path, SHEET, 513 * MEBIBYTE)
    assert refusal(path).code == "spreadsheet-too-large"


def test_what_is_kept_as_a_whole_may_not_be_large(tmp_path: Path) -> None:
    parts = excel_parts(links=link("rId2", "styles", "styles.xml"))
    parts |= {"xl/styles.xml": " " * 33 * MEBIBYTE}
    error = refusal(pack(tmp_path / "bomb.xlsx", parts))
    assert error.code == "spreadsheet-too-large"
    assert "xl/styles.xml" in error.message


def test_a_part_that_is_longer_than_it_declares_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "lie.xlsx", excel_parts())
    size = declare(path, SHEET, 10)
    assert size > 10
    assert refusal(path).code == "spreadsheet-damaged"


def test_a_part_within_another_is_refused(tmp_path: Path) -> None:
    name, text = "xl/quoted.xml", b"<quoted/>"
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.writestr(name, text)
    record = (tmp_path / "inner.zip").read_bytes()[: 30 + len(name) + len(text)]
    path = tmp_path / "overlap.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part, written in excel_parts().items():
            archive.writestr(part, written)
        archive.writestr("xl/quoting.bin", record)
        archive.writestr(name, text)
    content = bytearray(path.read_bytes())
    entry = content.rindex(name.encode()) - ENTRY_LENGTH
    struct.pack_into("<I", content, entry + OFFSET_AT, content.index(record))
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        assert archive.read(name) == text
    error = refusal(path)
    assert error.code == "spreadsheet-damaged"
    assert "lies over another part" in error.message


def test_a_file_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}", b"")
    assert refusal(path).code == "spreadsheet-too-large"


def test_packed_files_within_a_file_are_never_unpacked(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", {"a": b" " * 50 * MEBIBYTE}).read_bytes()
    parts = excel_parts() | {"xl/embeddings/inner.xlsx": inner}
    assert texts(first_sheet(pack(tmp_path / "a.xlsx", parts))) == {(1, 1): "Palvelu"}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "xl/../../evil", "C:/evil", "..\\evil"]
)
def test_names_that_lead_out_of_the_file_are_refused(tmp_path: Path, name: str) -> None:
    error = refusal(pack(tmp_path / "a.xlsx", excel_parts() | {name: "x"}))
    assert error.code == "spreadsheet-damaged"
    assert "leads out of it" in error.message


def test_two_parts_of_a_name_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/Worksheets/Sheet1.xml", "<worksheet/>")
    assert refusal(path).code == "spreadsheet-damaged"


def test_a_million_empty_rows_are_read_as_nothing(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}"/>' for number in range(2, ROWS + 1))
    path = pack(tmp_path / "rows.xlsx", excel_parts(ONE_CELL + rows))
    sheet = SheetReader(path, time_limit=SECONDS).spreadsheet().sheets[0]
    assert [(c.row, c.column, c.text) for c in sheet.cells] == [(1, 1, "Palvelu")]


def test_a_million_empty_cells_with_a_style_are_read_as_nothing(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{number}"><c s="1"/></row>' for number in range(2, ROWS + 1))
    path = pack(tmp_path / "cells.xlsx", excel_parts(ONE_CELL + cells))
    sheet = SheetReader(path, time_limit=SECONDS).spreadsheet().sheets[0]
    assert [(c.row, c.column, c.text) for c in sheet.cells] == [(1, 1, "Palvelu")]


def test_a_million_repeated_rows_of_a_document_are_read_as_nothing(tmp_path: Path) -> None:
    rows = (
        "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        f'<table:table-row table:number-rows-repeated="{ROWS - 1}">'
        f'<table:table-cell table:number-columns-repeated="{COLUMNS}"/></table:table-row>'
    )
    path = pack(tmp_path / "rows.ods", ods_parts(table(rows)))
    assert texts(first_sheet(path)) == {(1, 1): "x"}


def test_a_million_repeated_rows_with_text_are_refused(tmp_path: Path) -> None:
    rows = (
        f'<table:table-row table:number-rows-repeated="{ROWS}"><table:table-cell '
        f'table:number-columns-repeated="{COLUMNS}"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    path = pack(tmp_path / "rows.ods", ods_parts(table(rows)))
    assert refusal(path).code == "spreadsheet-too-large"


def test_a_number_of_repetitions_beyond_all_sheets_is_no_matter(tmp_path: Path) -> None:
    huge = "9" * 30
    rows = (
        f'<table:table-row table:number-rows-repeated="{huge}"><table:table-cell '
        f'table:number-columns-repeated="{huge}"/></table:table-row>'
    )
    path = pack(tmp_path / "rows.ods", ods_parts(table(rows)))
    assert first_sheet(path).cells == ()
    beyond = rows + "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
    pack(path, ods_parts(table(beyond + "</table:table-row>")))
    assert refusal(path).code == "spreadsheet-damaged"


def test_spaces_without_number_are_refused(tmp_path: Path) -> None:
    text = '<text:p>a<text:s text:c="999999999999"/>b</text:p>'
    rows = f"<table:table-row><table:table-cell>{text}</table:table-cell></table:table-row>"
    path = pack(tmp_path / "spaces.ods", ods_parts(table(rows)))
    assert refusal(path).code == "spreadsheet-too-large"


def test_a_string_that_many_cells_share_is_counted_for_each(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{TRANSITIONAL[0]}"><si><t>{"x" * MEBIBYTE}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1001))
    parts = excel_parts(rows, links=link("rId2", "sharedStrings", "sharedStrings.xml"))
    path = pack(tmp_path / "shared.xlsx", parts | {"xl/sharedStrings.xml": strings})
    assert refusal(path).code == "spreadsheet-too-large"


def test_elements_in_each_other_without_end_are_refused_or_read_past(tmp_path: Path) -> None:
    deep = "<a>" * 300_000 + "</a>" * 300_000
    styles = f'<styleSheet xmlns="{TRANSITIONAL[0]}">{deep}</styleSheet>'
    parts = excel_parts(links=link("rId2", "styles", "styles.xml")) | {"xl/styles.xml": styles}
    assert refusal(pack(tmp_path / "a.xlsx", parts)).code == "spreadsheet-damaged"
    path = pack(tmp_path / "b.xlsx", excel_parts(after=deep))
    assert texts(first_sheet(path)) == {(1, 1): "Palvelu"}


@pytest.mark.parametrize(
    "rows",
    [
        row(ROWS + 1, "<c/>"),
        row(1, cell("XFE1")),
        row(1, cell("A1048577")),
        row(1, cell("A0")),
        row(1, cell("1A")),
        row(-3, cell("A1")),
        row(1, cell("A1"), cell("A1")),
        row(1, '<c r="A1" t="s"><v>7</v></c>'),
        row(1, '<c r="A1" t="s"><v>-1</v></c>'),
        row(1, '<c r="A1"><v>seven</v></c>'),
        row(1, '<c r="A1"><v>nan</v></c>'),
        row(1, '<c r="A1"><v>1e999</v></c>'),
        "<row>",
        "\x01",
    ],
)
def test_rows_that_no_sheet_has_are_refused(tmp_path: Path, rows: str) -> None:
    assert refusal(pack(tmp_path / "a.xlsx", excel_parts(rows))).code == "spreadsheet-damaged"


def test_the_last_cell_of_a_sheet_is_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts(row(ROWS, cell("XFD1048576"))))
    assert texts(first_sheet(path)) == {(ROWS, COLUMNS): "x"}


def merged(*names: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={name!r}/>' for name in names)}</mergeCells>"


@pytest.mark.parametrize(
    "names", [("A1:B2", "B2:C3"), ("A1:A1048576", "A9:C9"), ("A1:XFE1",), ("A1:B",)]
)
def test_merged_cells_that_no_sheet_has_are_refused(tmp_path: Path, names: tuple[str]) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts(after=merged(*names)))
    assert refusal(path).code == "spreadsheet-damaged"


def test_merged_cells_without_number_are_refused(tmp_path: Path) -> None:
    names = (f"A{number}:B{number}" for number in range(1, 200_000))
    path = pack(tmp_path / "a.xlsx", excel_parts(after=merged(*names)))
    assert refusal(path).code == "spreadsheet-too-large"


def test_a_cell_merged_over_the_whole_sheet_is_a_cell(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts(after=merged("A1:XFD1048576")))
    assert [(c.text, c.row_span, c.column_span) for c in first_sheet(path).cells] == [
        ("Palvelu", 1, 1)
    ]


def test_styles_above_each_other_in_a_circle_say_nothing(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell" '
        f'style:parent-style-name="{above}"/>'
        for name, above in (("a", "b"), ("b", "a"))
    )
    rows = (
        '<table:table-row><table:table-cell table:style-name="a"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    sheet = first_sheet(pack(tmp_path / "a.ods", ods_parts(table(rows), styles)))
    assert [(c.text, c.bold, c.fill) for c in sheet.cells] == [("x", False, "")]


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"]
)
def test_a_missing_part_is_named(tmp_path: Path, part: str) -> None:
    parts = excel_parts()
    del parts[part]
    assert refusal(pack(tmp_path / "a.xlsx", parts)).code == "spreadsheet-damaged"


def test_a_document_without_content_is_damaged(tmp_path: Path) -> None:
    parts = ods_parts("")
    del parts["content.xml"]
    assert refusal(pack(tmp_path / "a.ods", parts)).code == "spreadsheet-damaged"


@pytest.mark.parametrize("cut", [30, 200, 0.5, 0.9])
def test_a_file_that_ends_too_early_is_damaged(tmp_path: Path, cut: float) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts())
    content = path.read_bytes()
    path.write_bytes(content[: int(cut if cut > 1 else len(content) * cut)])
    assert refusal(path).code == "spreadsheet-damaged"


def test_a_part_with_other_bytes_is_damaged(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts(ONE_CELL * 1))
    content = bytearray(path.read_bytes())
    place = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[place] ^= 0xFF
    path.write_bytes(content)
    assert refusal(path).code == "spreadsheet-damaged"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)
PLAIN_ODS = ods_parts(table(""))


def test_a_password_is_named(tmp_path: Path) -> None:
    office = tmp_path / "a.xlsx"
    office.write_bytes(ENCRYPTED)
    assert refusal(office).code == "password-needed"
    document = pack(tmp_path / "a.ods", PLAIN_ODS | {"META-INF/manifest.xml": MANIFEST})
    assert refusal(document).code == "password-needed"
    path = pack(tmp_path / "b.xlsx", excel_parts())
    content = bytearray(path.read_bytes())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    path.write_bytes(content)
    assert refusal(path).code == "password-needed"


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".ods", ".csv"])
@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        OLE,
        b"<!DOCTYPE html><html><table><tr><td>x</td></tr></table></html>",
        b"\xef\xbb\xbf<html><body></body></html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1}",
        b"\x1f\x8b\x08",
    ],
)
def test_other_kinds_of_files_are_named(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert refusal(path).code == "wrong-kind"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.ods", excel_parts()),
        ("a.csv", excel_parts()),
        ("a.xlsm", excel_parts()),
        ("a.xlsx", PLAIN_ODS),
        ("a.csv", PLAIN_ODS),
        ("a.xlsx", excel_parts(kind=MACRO_TYPE)),
        ("a.xlsx", excel_parts() | {"xl/vbaProject.bin": b"x"}),
        ("a.xlsx", excel_parts(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
        (
            "a.xlsx",
            excel_parts(kind="application/vnd.openxmlformats-officedocument.wordprocessing"),
        ),
        ("a.ods", PLAIN_ODS | {"mimetype": "application/vnd.oasis.opendocument.text"}),
        ("a.xlsx", {"anything": "x"}),
        ("a.csv", {"anything": "x"}),
    ],
)
def test_spreadsheets_under_another_name_are_named(tmp_path: Path, name: str, parts: Parts) -> None:
    assert refusal(pack(tmp_path / name, parts)).code == "wrong-kind"


def test_text_under_the_name_of_a_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("Palvelu;Tuottaja\n", encoding="utf-8")
    error = refusal(path)
    assert error.code == "wrong-kind"
    assert ".csv" in error.message


def test_files_that_are_none_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx").code == "file-missing"
    (tmp_path / "folder.ods").mkdir()
    assert refusal(tmp_path / "folder.ods").code == "not-a-file"
    (tmp_path / "empty.csv").touch()
    assert refusal(tmp_path / "empty.csv").code == "file-empty"


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    parts = excel_parts(kind=MACRO_TYPE) | {"xl/vbaProject.bin": b"x"}
    found = read(pack(tmp_path / "a.xlsm", parts))
    assert [note.kind for note in found.notes] == ["macros-not-run"]
    assert texts(found.sheets[0]) == {(1, 1): "Palvelu"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "'=1"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    path = pack(tmp_path / "a.xlsx", excel_parts(row(1, cell("A1", text))))
    assert texts(first_sheet(path)) == {(1, 1): text}
    table_file = tmp_path / "a.csv"
    table_file.write_text(f'"{text}",b\n', encoding="utf-8")
    assert texts(first_sheet(table_file)) == {(1, 1): text, (1, 2): "b"}
