"""A spreadsheet and the PDF that was printed from it: that the records are the same is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.printing.layout_rows import appendix_facts
from tests.printing.typed_sheets import one_sheet, write_excel
from tests.support.command_line import REAL_PDF, run
from tests.support.comparing import HEADER, but_for, nothing_but
from tests.support.comparison_page import page_of

FACTS = appendix_facts()
RECORDS = 55
# Where the rows of the table of persons begin on the sheet: below title and header.
FIRST_ROW = len(FACTS.title) + 3
Change = Callable[[Any], None]
ALL_SAME = (
    f"All {RECORDS} services are the same; only where they stand differs: "
    "pages in liite.pdf, cells in liite.xlsx."
)


@pytest.fixture(name="both", scope="module")
def built_both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the appendix as PDF and as spreadsheet, and the outputs of both."""
    folder = tmp_path_factory.mktemp("both")
    inputs = folder / "input"
    inputs.mkdir()
    shutil.copy(REAL_PDF, inputs / "liite.pdf")
    write_excel(inputs / "liite.xlsx", one_sheet(FACTS))
    files = (inputs / "liite.pdf", inputs / "liite.xlsx")
    completed = run("build", *files, "--output", folder / "output")
    assert (completed.returncode, completed.stderr) == (0, "")
    return folder


@pytest.fixture(name="changed")
def built_changed(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Builds the spreadsheet with a change, under a name of its own."""

    def build(change: Change, ledger: str = "") -> Path:
        path = tmp_path / "muutettu.xlsx"
        write_excel(path, one_sheet(FACTS))
        book = load_workbook(path)
        change(book.active)
        book.save(path)
        if ledger:
            text = f"{HEADER}\n{ledger}\n"
            path.with_name("muutettu.decisions.csv").write_text(text, encoding="utf-8")
        assert run("build", path, "--output", tmp_path / "output").returncode == 0
        return tmp_path / "output" / "muutettu"

    yield build


def compared(*arguments: str | Path, exit_code: int = 0) -> str:
    """What the comparison prints."""
    completed = run("compare", *arguments)
    assert (completed.returncode, completed.stderr) == (exit_code, "")
    return completed.stdout


@pytest.mark.parametrize("turned", [False, True], ids=["PDF first", "spreadsheet first"])
def test_all_records_are_the_same(both: Path, turned: bool) -> None:
    folders = [both / "output" / "liite", both / "output" / "liite-xlsx"]
    first, second = reversed(folders) if turned else folders
    heading, blank, line = compared(first, second).splitlines()
    assert (heading, blank, line) == (f"# {second.name}", "", ALL_SAME)


def test_programs_are_told_the_same(both: Path) -> None:
    said = compared(both / "output" / "liite", both / "output" / "liite-xlsx", "--json")
    (document,) = json.loads(said)["documents"]
    assert document["different"] is False
    assert document["across"] == {
        "old_file": "liite.pdf",
        "new_file": "liite.xlsx",
        "old_is_spreadsheet": False,
        "old_records": RECORDS,
        "new_records": RECORDS,
        "same": RECORDS,
        "by_ledger": 0,
    }
    assert but_for(document) == nothing_but()
    assert document["asides"] == []


def test_exact_says_that_the_files_are_not_the_same(both: Path) -> None:
    folders = (both / "output" / "liite", both / "output" / "liite-xlsx")
    assert ALL_SAME in compared(*folders, "--exact", exit_code=1)


def test_a_spreadsheet_in_a_folder_of_outputs_is_compared_with_its_pdf(
    both: Path, tmp_path: Path
) -> None:
    """Its outputs are called otherwise than those of the PDF."""
    for side, name in (("old", "liite"), ("new", "liite-xlsx")):
        shutil.copytree(both / "output" / name, tmp_path / side / name)
        # Another document, so that not each side has one alone.
        shutil.copytree(both / "output" / "liite", tmp_path / side / "toinen")
    text = compared(tmp_path / "old", tmp_path / "new")
    assert text.splitlines() == ["# liite", "", ALL_SAME]


def test_two_spreadsheets_are_compared_as_before(both: Path, changed: Callable[..., Path]) -> None:
    def move(sheet: Any) -> None:
        sheet.insert_rows(1)

    text = compared(both / "output" / "liite-xlsx", changed(move))
    assert "are the same" not in text
    assert "Not of substance: " in text
    assert "cells in other places: " in text


def test_a_changed_cell_is_the_one_change(both: Path, changed: Callable[..., Path]) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(FIRST_ROW, 3).value = "Kunnat"

    outputs = changed(change)
    text = compared(both / "output" / "liite", outputs, "--lang", "en", exit_code=1)
    said = (
        f"Of the {RECORDS} services of liite.pdf and the {RECORDS} of muutettu.xlsx, "
        f"{RECORDS - 1} are the same; only where these stand differs: "
        "pages in liite.pdf, cells in muutettu.xlsx."
    )
    assert text.splitlines()[2] == said
    rows = [line for line in text.splitlines() if "| Producers as printed |" in line]
    assert len(rows) == 1
    assert rows[0].endswith("| Kunnat |")
    assert "reconciliation" not in text.lower()


def test_a_finding_that_one_has_is_told_with_its_cell(
    both: Path, changed: Callable[..., Path]
) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(FIRST_ROW, 5).value = "?"

    text = compared(both / "output" / "liite", changed(change), exit_code=1)
    (line,) = [line for line in text.splitlines() if line.startswith("- `")]
    assert "**tem-area-unclear** · warning" in line
    assert f"Palvelut!E{FIRST_ROW}" in line


def test_a_record_that_one_lacks_is_told(both: Path, changed: Callable[..., Path]) -> None:
    def change(sheet: Any) -> None:
        sheet.delete_rows(FIRST_ROW)

    text = compared(both / "output" / "liite", changed(change), exit_code=1)
    assert f"{RECORDS - 1} of muutettu.xlsx, {RECORDS - 1} are the same" in text
    assert "## Services removed" in text


def test_a_correction_of_one_ledger_is_told_as_such(
    both: Path, changed: Callable[..., Path]
) -> None:
    key = "person.kulukorvaukset"
    ledger = f'correct,,{key},tem_area,?,"5 Tieto, neuvonta ja ohjaus",asked,2026-01-31'
    text = compared(both / "output" / "liite", changed(lambda sheet: None, ledger), exit_code=1)
    same, corrected = text.splitlines()[2].split(". ")[-2:]
    assert same.startswith(f"All {RECORDS} services are the same")
    assert corrected == "Of these, corrected by one ledger alone: 1."
    assert "## Corrections" in text


def test_the_page_says_it_and_shows_places_of_cells(
    both: Path, changed: Callable[..., Path]
) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(FIRST_ROW, 3).value = "Kunnat"

    outputs = changed(change)
    page = page_of(both / "output" / "liite", outputs, "--pdf", both / "input", "--lang", "en")
    assert page.document["across"].startswith(f"Services: {RECORDS - 1} are the same.")
    for old, new in page.cells("fields"):
        assert old is not None and new is not None
        assert new == {
            "text": "Kunnat",
            "pages": [],
            "places": [f"Palvelut!C{FIRST_ROW}"],
            "boxes": [],
        }
        assert (old["places"], len(old["boxes"])) == ([], 1)


def test_the_page_of_equal_ones_says_so(both: Path) -> None:
    folders = (both / "output" / "liite", both / "output" / "liite-xlsx")
    page = page_of(*folders, "--lang", "fi", exit_code=0)
    assert page.document["across"] == (
        f"Palvelut: kaikki {RECORDS} ovat samat. Vain paikka on toinen: "
        "tiedostossa liite.pdf sivu, tiedostossa liite.xlsx solu."
    )
    assert page.notes() == ["", ""]


def test_a_spreadsheet_that_is_not_at_hand_is_named(both: Path, tmp_path: Path) -> None:
    """It is known by its content: a file of its name with another content is another one."""
    for name in ("liite", "liite-xlsx"):
        shutil.copytree(both / "output" / name, tmp_path / "output" / name)
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "liite.xlsx").write_bytes(b"another")
    folders = [tmp_path / "output" / name for name in ("liite", "liite-xlsx")]
    first, second = page_of(*folders, exit_code=0).notes()
    assert first == ""
    assert "liite.xlsx" in second
    moved = tmp_path / "input" / "siirretty.xlsx"
    shutil.copy(both / "input" / "liite.xlsx", moved)
    assert page_of(*folders, exit_code=0).notes() == ["", ""]
