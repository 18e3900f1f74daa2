"""The managers' workbook, opened as a program and as LibreOffice opens it."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import load_workbook

from tests.documents.printing import changed, print_appendix, transcription
from tests.picture import office, print_workbook
from tests.support import Desk

SHEETS = [
    "Kansi",
    "Tuottaja × TEM",
    "Tuottaja × TEM, palvelut",
    "Palvelut",
    "Tuottajat",
    "Havainnot",
]
HOSTILE = ["=1+1", "#N/A", "@SUM(A1)", "+358 1", "-5", "http://example.invalid/", "'=2", "TRUE"]
MISSING_OFFICE = "LibreOffice is missing: install libreoffice-calc"


@pytest.fixture(scope="module")
def workbook(built: Desk) -> Any:
    return load_workbook(built.workbook)


def table_rows(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet's one table, its header first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_sheets(workbook: Any) -> None:
    assert workbook.sheetnames == SHEETS


def test_each_list_is_one_named_table_with_its_title_above(workbook: Any) -> None:
    names = []
    for sheet in workbook.worksheets[1:]:
        (table,) = sheet.tables.values()
        names.append(table.displayName)
        header, *rows = table_rows(sheet)
        assert sheet["A1"].value
        assert len(set(header)) == len(header)
        assert all(isinstance(heading, str) and heading for heading in header)
        assert rows
        assert not sheet.merged_cells.ranges
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    assert len(set(names)) == len(names)


def test_counts_are_those_of_the_csv_files(workbook: Any, built: Desk) -> None:
    areas = {row["service_id"]: row["tem_area"] for row in built.rows("services")}
    pairs = {(row["producer"], row["service_id"]) for row in built.rows("service_producers")}
    pairs |= {("not_stated", key) for key in areas.keys() - {key for _, key in pairs}}
    counts = Counter((producer, areas[key]) for producer, key in pairs)
    written = built.rows("producer_by_tem_area")
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    assert len(rows) == len(written) == 12
    for row, record in zip(rows, written, strict=True):
        producer, *columns = record
        wanted = [counts[record[producer], column] for column in columns[:-1]]
        total = len({key for name, key in pairs if name == record[producer]})
        assert row[1:] == [*wanted, total]
        assert [int(record[column]) for column in columns] == [*wanted, total]


def test_names_sheet_names_the_services_behind_each_number(workbook: Any) -> None:
    header, *counts = table_rows(workbook["Tuottaja × TEM"])
    names_header, *names = table_rows(workbook["Tuottaja × TEM, palvelut"])
    assert names_header == header[:-1]
    for row in counts:
        own = [line for line in names if line[0] == row[0]]
        for column in range(1, len(names_header)):
            listed = [line[column] for line in own if line[column]]
            assert len(listed) == len(set(listed)) == row[column]


def test_lists_have_a_row_for_each_record(workbook: Any, built: Desk) -> None:
    for sheet, file in (("Palvelut", "services"), ("Tuottajat", "service_producers")):
        _, *rows = table_rows(workbook[sheet])
        assert len(rows) == len(built.rows(file))
    _, *rows = table_rows(workbook["Havainnot"])
    assert [row[-1] for row in rows] == [row["finding_id"] for row in built.rows("findings")]


def test_people_see_words_and_not_codes(workbook: Any) -> None:
    codes = {"statutory", "not_stated", "employment_area", "yes", "bracketed", "stated", "warning"}
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(values_only=True):
            assert not codes & {value for value in row if isinstance(value, str)}


def test_cover_names_the_source_and_what_is_counted(workbook: Any, built: Desk) -> None:
    text = "\n".join(
        str(value) for row in workbook["Kansi"].iter_rows(values_only=True) for value in row
    )
    assert built.pdf.name in text
    assert workbook.custom_doc_props["source_sha256"].value in text
    assert "ei tiedossa" in text
    assert "Tässä on alustavalla tavalla kartoitettu" in text
    assert "eri palvelujen määriä" in text


def test_links_lead_to_sheets_of_the_workbook(workbook: Any) -> None:
    links = [cell.hyperlink for row in workbook["Kansi"] for cell in row if cell.hyperlink]
    assert len(links) == len(SHEETS) - 1
    for link in links:
        assert link.target is None
        sheet, cell = link.location.rsplit("!", 1)
        assert workbook[sheet.strip("'").replace("''", "'")][cell].value


def test_properties(workbook: Any) -> None:
    assert workbook.properties.title.startswith("Päijät-Hämeen työllisyysalue: ")
    assert workbook.properties.language == "fi-FI"
    assert workbook.properties.creator == "Päijät-Hämeen työllisyysalue"


def text_cells(path: Path) -> Iterator[Any]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def test_text_of_the_document_never_acts(clean_desk: Desk) -> None:
    rows = transcription()
    services = [i for i, row in enumerate(rows) if row["table"] == "employer" and row["type"]]
    for text, place in zip(HOSTILE, services[1:], strict=False):
        rows = changed(rows, "employer", int(rows[place]["row"]), service=text)
    print_appendix(clean_desk.pdf, rows)
    completed = clean_desk.build("--fail-on", "never")
    assert completed.returncode == 0
    seen = Counter(cell.value for cell in text_cells(clean_desk.workbook))
    for text in HOSTILE:
        assert seen[text] >= 2
    for cell in text_cells(clean_desk.workbook):
        assert cell.data_type in ("s", "n")
        assert isinstance(cell.value, int) == (cell.data_type == "n")
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
            assert cell.quotePrefix
    with zipfile.ZipFile(clean_desk.workbook) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)
        relations = [n for n in archive.namelist() if n.startswith("xl/worksheets/_rels")]
        assert not any(b'TargetMode="External"' in archive.read(name) for name in relations)


def test_libreoffice_shows_every_text_whole(built: Desk, tmp_path: Path) -> None:
    if office() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING_OFFICE)
        pytest.skip(MISSING_OFFICE)
    printed = print_workbook(built.workbook, tmp_path)
    with pdfplumber.open(printed) as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
        pages = len(pdf.pages)
    assert pages >= len(SHEETS)
    assert "###" not in text
    assert "Err:" not in text
    for row in built.rows("services"):
        start = "".join(row["service"].split()[:2])
        assert start in text
