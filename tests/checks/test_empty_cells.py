"""Empty cells: which of them have a place, where it is, and that findings lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.checks.empty_cells import EmptyCell
from pipeline.outputs.files import PLAIN, table_files
from pipeline.outputs.result import Result
from tests.printing.appendix import ExtraColumn
from tests.printing.print_other_tables import LIST, LIST_LAYOUT
from tests.support.drawing import Paper
from tests.support.empty_places import astray
from tests.support.ruled_tables import ACROSS, DOWN, HEIGHT, LEFT, Rows, draw_ruled
from tests.support.samples.appendix import TWO_PAGES, Appendix
from tests.support.samples.every import CASES
from tests.support.small_lists import read_sample

HEADING = tuple(text for text, _ in LIST_LAYOUT.columns)
TOP, WIDTH = 60.0, 90.0
# A page that is read with its text upright, by how far it is turned: the matrix that turns what
# is drawn on it (ISO 32000-1, 8.3.3), for a width and a height, and where a point comes to stand.
SIZE = (500.0, 700.0)
MATRICES = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, SIZE[1], 0),
    180: (-1, 0, 0, -1, *SIZE),
    270: (0, -1, 1, 0, 0, SIZE[0]),
}


def read_tables(path: Path, *pages: Rows) -> Result:
    """What is read from a list of grants, one ruled table a page."""
    paper = Paper(path / "list.pdf", SIZE)
    for rows in pages:
        draw_ruled(paper, TOP, rows, width=WIDTH)
        paper.next_page()
    paper.save()
    return read_sample(paper.path, LIST)


def place(row: int, column: int, rows: int = 1, columns: int = 1) -> tuple[float, ...]:
    """The borders of a cell as it is drawn, the heading in row 0."""
    left, top = LEFT + column * WIDTH, TOP + row * HEIGHT
    return left, top, left + columns * WIDTH, top + rows * HEIGHT


def told(result: Result) -> list[tuple[str, int, tuple[float, ...], tuple[str, ...]]]:
    """Reference, page, borders and records of each empty cell."""
    return [(cell.cell_ref, cell.page, corners(cell), cell.keys) for cell in result.empty_cells]


def corners(cell: EmptyCell) -> tuple[float, ...]:
    """The borders of an empty cell, rounded as in the file."""
    box = cell.box
    return tuple(round(value, 1) for value in (box.x0, box.top, box.x1, box.bottom))


def test_an_empty_cell_has_the_borders_of_its_cell(tmp_path: Path) -> None:
    rows = (HEADING, ("1.01", "Kalusto", ""), ("1.02", "Koulutus", "2,00"))
    result = read_tables(tmp_path, rows)
    assert told(result) == [("1-01/amount", 1, place(1, 2), ("1-01",))]
    (cell,) = result.empty_cells
    assert (cell.table, cell.row, cell.column, cell.field) == ("grants", 1, 3, "amount")


def test_one_that_is_merged_down_serves_several_records(tmp_path: Path) -> None:
    rows = (HEADING, ("1.01", "Kalusto", ""), ("1.02", "Koulutus", DOWN), ("1.03", "Muut", "1,00"))
    result = read_tables(tmp_path, rows)
    assert told(result) == [("1-01/amount", 1, place(1, 2, rows=2), ("1-01", "1-02"))]
    header, row = table_files(result, PLAIN)["empty_cells.csv"].decode().splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["grant_id"] == "1-01;1-02"


def test_one_that_is_merged_across_comes_for_each_column(tmp_path: Path) -> None:
    heading = (*HEADING, "Huom.")
    rows = (heading, ("1.01", "Kalusto", "", ACROSS), ("1.02", "Koulutus", "2,00", "x"))
    box = place(1, 2, columns=2)
    assert told(read_tables(tmp_path, rows)) == [
        ("1-01/amount", 1, box, ("1-01",)),
        ("1-01/huom", 1, box, ("1-01",)),
    ]


def test_what_a_cell_with_text_covers_is_no_empty_cell(tmp_path: Path) -> None:
    rows = (HEADING, ("1.01", "Kalusto", ACROSS), ("1.02", "Koulutus", "2,00"))
    assert told(read_tables(tmp_path, rows)) == []


@pytest.mark.parametrize("amount", ["", "3,00"])
def test_a_row_over_two_pages_has_a_box_on_each_where_neither_has_text(
    tmp_path: Path, amount: str
) -> None:
    first = (HEADING, ("1.01", "Kalusto", ""))
    second = (("ja 1.02", "", amount), ("1.03", "Koulutus", "2,00"))
    wanted = [
        ("1-01-ja-1-02/amount", 1, place(1, 2), ("1-01-ja-1-02",)),
        ("1-01-ja-1-02/amount", 2, place(0, 2), ("1-01-ja-1-02",)),
    ]
    assert told(read_tables(tmp_path, first, second)) == ([] if amount else wanted)


def test_one_merged_down_serves_no_row_that_goes_on_with_text(tmp_path: Path) -> None:
    first = (HEADING, ("1.01", "Kalusto", ""), ("1.02", "Koulutus", DOWN))
    second = (("ja 1.03", "", "3,00"), ("1.04", "Muut", "2,00"))
    wanted = [("1-01/amount", 1, place(1, 2, rows=2), ("1-01",))]
    assert told(read_tables(tmp_path, first, second)) == wanted


def test_an_empty_heading_has_a_box_on_each_page_that_repeats_it(tmp_path: Path) -> None:
    heading = (*HEADING, "")
    pages = [(heading, (f"1.0{n}", f"Kalusto {n}", "1,00", "x")) for n in (1, 2)]
    assert told(read_tables(tmp_path, *pages)) == [
        ("grants/heading/unnamed", page, place(0, 3), ()) for page in (1, 2)
    ]


def test_a_printed_total_that_is_empty_has_a_place(tmp_path: Path) -> None:
    rows = (HEADING, ("1.01", "Kalusto", "1,00"), ("Kaikki yhteensä", ACROSS, ""))
    result = read_tables(tmp_path, rows)
    assert told(result) == [("grants/total/kaikki-yhteensa/amount", 1, place(2, 2), ())]
    (finding,) = (f for f in result.findings if f.check == "total-differs")
    assert finding.cell_ref == "grants/total/kaikki-yhteensa/amount"


def test_a_row_that_no_reference_leads_to_has_none(tmp_path: Path) -> None:
    rows = (HEADING, ("1.01", "Kalusto", "1,00"), ("1.02", "", "2,00"), ("", "", ""))
    assert told(read_tables(tmp_path, rows)) == []


@pytest.mark.parametrize("turn", MATRICES)
def test_borders_are_those_of_the_page_as_displayed(tmp_path: Path, turn: int) -> None:
    width, height = SIZE
    paper = Paper(tmp_path / "turned.pdf", SIZE)
    paper.canvas.setPageSize(SIZE if turn % 180 == 0 else SIZE[::-1])
    paper.canvas.transform(*MATRICES[turn])
    rows = (HEADING, ("1.01", "Kalusto", ""), ("1.02", "Koulutus", "2,00"))
    draw_ruled(paper, TOP, rows, width=WIDTH)
    paper.next_page()
    paper.save()
    result = read_sample(paper.path, LIST)
    left, top, right, bottom = place(1, 2)
    wanted = {
        0: (left, top, right, bottom),
        90: (top, width - right, bottom, width - left),
        180: (width - right, height - bottom, width - left, height - top),
        270: (height - bottom, left, height - top, right),
    }[turn]
    (cell,) = result.empty_cells
    assert cell.cell_ref == "1-01/amount"
    assert corners(cell) == pytest.approx(wanted, abs=0.1)


@pytest.fixture(name="results")
def captured_results(monkeypatch: pytest.MonkeyPatch) -> Sequence[Result]:
    """What is read while a test runs."""
    found: list[Result] = []

    def kept_build(*of_build: Any) -> Result:
        found.append(build(*of_build))
        return found[-1]

    monkeypatch.setattr("tests.support.reading.build", kept_build)
    return found


def write_tables(result: Result, folder: Path) -> None:
    """Write the CSV files of what was read."""
    for file, content in table_files(result, PLAIN).items():
        (folder / file).write_bytes(content)


def test_a_finding_on_a_heading_longer_than_a_reference_leads_to_it(tmp_path: Path) -> None:
    heading = "Perustelut,\njoita päätöksen\ntekemiseen\ntarvitaan, ja\nmuut tiedot"
    how = replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 2, heading),))
    result = Appendix(how=how).result(tmp_path)
    (finding,) = (f for f in result.findings if f.check == "heading-unknown")
    assert finding.cell_ref == "person/heading/perustelut-joita-paatoksen-tekemiseen-tarvitaan"
    write_tables(result, tmp_path)
    assert astray(tmp_path) == []


# A heading that is missing has no cell.
@pytest.mark.parametrize("name", [name for name in CASES if name != "heading-missing"])
def test_each_finding_of_a_sample_leads_to_its_cell(
    name: str, results: Sequence[Result], tmp_path: Path
) -> None:
    CASES[name].wrong(tmp_path)
    assert results
    for result in results:
        write_tables(result, tmp_path)
        assert astray(tmp_path, result.schema.record.key) == []
