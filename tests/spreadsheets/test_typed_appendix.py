"""The real appendix as a spreadsheet, typed from its transcription: the same records."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.printing.appendix import transcription
from tests.printing.layout_rows import appendix_facts, printed_by_office
from tests.printing.typed_sheets import (
    one_sheet,
    sheet_for_each_table,
    write_delimited,
    write_excel,
    write_open_document,
)
from tests.support.command_line import REAL_PDF, ROOT, read_csv, run

EXPECTED = ROOT / "tests" / "documents" / "paijat-hame"
NAME = "liite"
FACTS = appendix_facts()


def delimited(path: Path, encoding: str, delimiter: str) -> None:
    (sheet,) = one_sheet(FACTS)
    write_delimited(path, sheet, encoding, delimiter)


def by_office(path: Path) -> None:
    """Written by LibreOffice, from a workbook."""
    source = path.with_name("typed.xlsx")
    write_excel(source, sheet_for_each_table(FACTS))
    printed_by_office(source, path)
    source.unlink()


TYPED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "xlsx": (".xlsx", lambda path: write_excel(path, sheet_for_each_table(FACTS))),
    "xlsx, one sheet": (".xlsx", lambda path: write_excel(path, one_sheet(FACTS))),
    "xlsx, merged": (".xlsx", lambda path: write_excel(path, one_sheet(FACTS, merged=True))),
    "ods": (".ods", lambda path: write_open_document(path, sheet_for_each_table(FACTS))),
    "ods, merged": (".ods", lambda path: write_open_document(path, one_sheet(FACTS, merged=True))),
    "csv, UTF-8": (".csv", partial(delimited, encoding="utf-8", delimiter=",")),
    "csv, UTF-8, semicolons": (".csv", partial(delimited, encoding="utf-8", delimiter=";")),
    "csv, byte order mark": (".csv", partial(delimited, encoding="utf-8-sig", delimiter=",")),
    "csv, byte order mark, semicolons": (
        ".csv",
        partial(delimited, encoding="utf-8-sig", delimiter=";"),
    ),
    "csv, Windows-1252": (".csv", partial(delimited, encoding="cp1252", delimiter=",")),
    "csv, Windows-1252, semicolons": (
        ".csv",
        partial(delimited, encoding="cp1252", delimiter=";"),
    ),
}
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
BY_OFFICE = [
    pytest.param((suffix, by_office), id=f"{suffix} of LibreOffice", marks=OFFICE)
    for suffix in (".xlsx", ".ods")
]


@pytest.fixture(
    name="outputs",
    scope="module",
    params=[*(pytest.param(kind, id=name) for name, kind in TYPED.items()), *BY_OFFICE],
)
def built_from_a_spreadsheet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The outputs of the appendix in one kind of spreadsheet."""
    suffix, write = request.param
    folder = tmp_path_factory.mktemp("typed")
    write(folder / f"{NAME}{suffix}")
    completed = run("build", folder / f"{NAME}{suffix}", "--output", folder / "output")
    assert (completed.returncode, completed.stderr) == (0, "")
    return folder / "output" / NAME


@pytest.fixture(name="printed", scope="module")
def built_from_the_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the appendix as it was printed."""
    folder = tmp_path_factory.mktemp("printed")
    assert run("build", REAL_PDF, "--without-decisions", "--output", folder).returncode == 0
    return folder / REAL_PDF.stem


@pytest.mark.parametrize("name", ["services", "service_producers", "producer_by_tem_area"])
def test_records_are_the_expected_ones(outputs: Path, name: str) -> None:
    # The expected services say nothing of pages.
    wanted = read_csv(EXPECTED / f"{name}.csv")
    columns = list(wanted[0])
    assert [{c: row[c] for c in columns} for row in read_csv(outputs / f"{name}.csv")] == wanted


def test_findings_are_the_expected_ones(outputs: Path) -> None:
    wanted = read_csv(EXPECTED / "findings.csv")
    found = read_csv(outputs / "findings.csv")
    columns = list(wanted[0])
    assert Counter(tuple(row[c] for c in columns) for row in found) == Counter(
        tuple(row[c] for c in columns) for row in wanted
    )


def test_each_cell_is_kept_as_it_was_typed(outputs: Path) -> None:
    wanted = Counter(
        (row["table"], " ".join(row[column].split()))
        for row in transcription()
        for column in row
        if column not in ("table", "row", "kind") and row[column]
    )
    cells = [row for row in read_csv(outputs / "cells.csv") if row["table"]]
    assert Counter((cell["table"], cell["text"]) for cell in cells) == wanted
    assert {cell["fate"] for cell in cells} == {"used"}


def test_the_pdf_and_the_spreadsheet_have_the_same_records(outputs: Path, printed: Path) -> None:
    completed = run("compare", printed, outputs)
    assert (completed.returncode, completed.stderr) == (0, "")
    heading, blank, line = completed.stdout.splitlines()
    assert (heading, blank) == (f"# {NAME}", "")
    assert line.startswith("All 55 services are the same; only where they stand differs: ")


def test_each_cell_has_its_place_on_the_sheet(tmp_path: Path) -> None:
    (sheet,) = one_sheet(FACTS)
    write_excel(tmp_path / f"{NAME}.xlsx", [sheet])
    assert run("build", tmp_path / f"{NAME}.xlsx", "--output", tmp_path / "output").returncode == 0
    person = len(FACTS.table("person"))
    first = {"person": len(FACTS.title) + 2}
    first["employer"] = first["person"] + person + 1
    for file in ("cells", "empty_cells"):
        cells = [
            row for row in read_csv(tmp_path / "output" / NAME / f"{file}.csv") if row["table"]
        ]
        assert cells
        for cell in cells:
            row = first[cell["table"]] + int(cell["row"])
            letter = "ABCDEFGH"[int(cell["column"]) - 1]
            assert (cell["page"], cell["sheet_cell"]) == ("1", f"Palvelut!{letter}{row}")
            assert (cell["x0"], cell["top"], cell["x1"], cell["bottom"]) == ("", "", "", "")


def test_each_finding_leads_to_the_cell_it_was_found_in(tmp_path: Path) -> None:
    write_excel(tmp_path / f"{NAME}.xlsx", sheet_for_each_table(FACTS))
    assert run("build", tmp_path / f"{NAME}.xlsx", "--output", tmp_path / "output").returncode == 0
    outputs = tmp_path / "output" / NAME
    places = {
        row["cell_ref"]: row["sheet_cell"]
        for file in ("cells", "empty_cells")
        for row in read_csv(outputs / f"{file}.csv")
    }
    findings = read_csv(outputs / "findings.csv")
    assert {row["sheet_cell"] for row in findings} - {""}
    for row in findings:
        assert row["sheet_cell"] == places[row["cell_ref"]]
    starts = {"person": "Henkilöasiakkaat!", "employer": "'Työnantajat ja yritykset'!"}
    for row in findings:
        if row["service_id"]:
            assert row["sheet_cell"].startswith(starts[row["service_id"].split(".")[0]])
