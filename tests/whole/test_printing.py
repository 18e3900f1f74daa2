"""The printed appendices stand on the page as meant, as another reader of PDFs sees them."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.printing.appendix import Printing, changed, inserted, print_appendix, transcription

PERSON, EMPLOYER = 35, 27


def tables_by_page(path: Path) -> dict[int, list[list[str | None]]]:
    with pdfplumber.open(path) as pdf:
        found = {page.page_number: page.extract_tables() for page in pdf.pages}
    assert all(len(tables) <= 1 for tables in found.values())
    return {number: tables[0] for number, tables in found.items() if tables}


def test_columns_run_over_further_pages_and_no_cell_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    print_appendix(path, transcription())
    tables = tables_by_page(path)
    assert list(tables) == [2, 3, 5, 6, 8, 9, 11, 12, 14, 15]
    person = [
        [*a, *b, *c]
        for a, b, c in zip(
            tables[2] + tables[3], tables[5] + tables[6], tables[8] + tables[9], strict=True
        )
    ]
    employer = [
        [*a, *b, "", "", ""]
        for a, b in zip(tables[11] + tables[12], tables[14] + tables[15], strict=True)
    ]
    assert (len(person), len(employer)) == (PERSON, EMPLOYER)
    assert person + employer == [list(row.values())[3:] for row in transcription()]


def test_rows_stand_at_the_same_height_on_the_pages_of_all_groups(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    print_appendix(path, transcription())
    with pdfplumber.open(path) as pdf:
        borders = [
            [round(row.bbox[3], 1) for row in pdf.pages[number - 1].find_tables()[0].rows]
            for number in (2, 5, 8, 3, 6, 9)
        ]
    assert borders[0] == borders[1] == borders[2]
    assert borders[3] == borders[4] == borders[5]


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for path in (one, other):
        print_appendix(path, transcription())
    assert one.read_bytes() == other.read_bytes()


def test_a_text_too_wide_for_its_column_is_refused(tmp_path: Path) -> None:
    rows = changed(transcription(), "person", 4, type="Lakisääteinen mutta vapaaehtoinen")
    with pytest.raises(ValueError, match="its column 83"):
        print_appendix(tmp_path / "printed.pdf", rows)


def test_a_repeated_heading_stands_on_each_page_of_its_group(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    print_appendix(path, transcription(), Printing(repeat_headings=True))
    firsts = [rows[0][1] for rows in tables_by_page(path).values() if len(rows[0]) == 3]
    assert len(firsts) >= 4
    assert set(firsts) == {"Tyyppi"}


def test_a_last_page_of_empty_cells_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    print_appendix(path, transcription(), Printing(leave_out_empty_last_page=True))
    lengths = [len(rows) for rows in tables_by_page(path).values()]
    assert lengths == [20, 15, 20, 15, 20, 25, 2, 25]


def test_a_row_is_inserted_and_the_rest_numbered_anew() -> None:
    rows = inserted(transcription(), "employer", 1, service="Neuvonta")
    own = [row for row in rows if row["table"] == "employer"]
    assert [row["row"] for row in own] == [str(n) for n in range(EMPLOYER + 1)]
    assert own[1]["service"] == "Neuvonta"
    assert own[2]["service"] == "Alkavan yrityksen palvelut"
