"""A table inside a cell is text of that cell, beside grids that only arrange tables on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.outputs.result import Result
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import read_sample

HEADING = tuple(text for text, _ in LIST_LAYOUT.columns)
SIZE, ROW = 9.0, 12.0
COLUMNS = (40.0, 130.0, 440.0, 550.0)
INNER = [("Osa", "Hinta"), ("Lattia", "10"), ("Katto", "20")]
INSIDE = "Osa Hinta Lattia 10 Katto 20"


def draw(
    paper: Paper, columns: Sequence[float], rows: Sequence[float], texts: Sequence[Sequence[str]]
) -> None:
    """Draw a ruled table."""
    for x in columns:
        paper.line(x, rows[0], x, rows[-1])
    for y in rows:
        paper.line(columns[0], y, columns[-1], y)
    for top, row in zip(rows, texts, strict=False):
        for left, text in zip(columns, row, strict=False):
            paper.text(left + 3, top + SIZE + 1, text, SIZE)


def draw_inner(
    paper: Paper, x: float, top: float, texts: Sequence[Sequence[str]] = INNER, width: float = 50
) -> None:
    """Draw a small table."""
    columns = [x + n * width for n in range(len(texts[0]) + 1)]
    draw(paper, columns, [top + n * ROW for n in range(len(texts) + 1)], texts)


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "list.pdf", PORTRAIT)


def result_of(paper: Paper) -> Result:
    paper.save()
    return read_sample(paper.path, LIST)


def names(result: Result) -> list[str]:
    return list(result.printed.text["name"])


def nested(result: Result) -> list[tuple[str, str]]:
    return [(f.cell_ref, f.value) for f in result.findings if f.check == "table-in-cell"]


def grants(paper: Paper, name: str = "") -> None:
    """A list with room for a table in the name of its first grant."""
    rows = [HEADING, ("2.01", name, "1 200,00"), ("2.02", "Koulutus", "300,50")]
    draw(paper, COLUMNS, (100, 120, 190, 210), rows)


@pytest.mark.parametrize("name", ["", "Kalusto"])
def test_a_table_in_a_cell_is_its_text_and_told(paper: Paper, name: str) -> None:
    grants(paper, name)
    draw_inner(paper, 150, 140)
    result = result_of(paper)
    assert names(result) == [" ".join(filter(None, [name, INSIDE])), "Koulutus"]
    assert nested(result) == [("2-01/name", INSIDE)]
    assert not [f for f in result.findings if f.check in ("words-lost", "table-unknown")]


def test_two_tables_in_a_cell_are_told_together(paper: Paper) -> None:
    grants(paper)
    draw_inner(paper, 150, 140)
    draw_inner(paper, 290, 140, [("Väri",), ("Punainen",)])
    ((ref, value),) = nested(result_of(paper))
    assert ref == "2-01/name"
    assert value == f"{INSIDE} Väri Punainen"


def test_a_box_around_text_in_a_cell_is_no_table(paper: Paper) -> None:
    grants(paper)
    draw_inner(paper, 150, 140, [("Kalusto",)], 80)
    result = result_of(paper)
    assert names(result) == ["Kalusto", "Koulutus"]
    assert nested(result) == []


def known_table(paper: Paper, x: float, top: float, number: str) -> None:
    """A list of one grant with the known headings, as small as may be."""
    columns = (x, x + 75, x + 150, x + 225)
    texts = [HEADING, (number, f"Kalusto {number[-1]}", "100,00")]
    draw(paper, columns, (top, top + 14, top + 28), texts)


def test_a_frame_around_a_table_is_none(paper: Paper) -> None:
    paper.rectangle(30, 90, 560, 230, stroke=True)
    grants(paper, "Kalusto")
    result = result_of(paper)
    assert names(result) == ["Kalusto", "Koulutus"]
    assert nested(result) == []


def test_a_frame_with_a_title_above_a_table_is_none(paper: Paper) -> None:
    draw(paper, (30, 560), (60, 80, 230), [("Avustukset",)])
    grants(paper, "Kalusto")
    result = result_of(paper)
    assert names(result) == ["Kalusto", "Koulutus"]
    assert nested(result) == []


def test_a_known_table_beside_text_in_a_frame_is_a_table(paper: Paper) -> None:
    texts = [("Kaupunki", "Huomautus"), ("", "Alustava tieto"), ("Kunta", "Huomautus")]
    draw(paper, (30, 290, 550), (60, 80, 130, 150), texts)
    known_table(paper, 40, 90, "2.01")
    result = result_of(paper)
    assert names(result) == ["Kalusto 1"]
    assert nested(result) == []


def test_unknown_tables_that_a_grid_only_arranges_stay_tables(paper: Paper) -> None:
    grants(paper, "Kalusto")
    draw(paper, (30, 290, 550), (300, 320, 380), [("Kaupunki", "Kunta")])
    draw_inner(paper, 40, 330)
    draw_inner(paper, 300, 330)
    result = result_of(paper)
    assert nested(result) == []
    assert sum(f.check == "table-unknown" for f in result.findings) > 0


def test_a_double_border_is_none(paper: Paper) -> None:
    for x0, top, x1, bottom in ((40, 100, 550, 210), (44, 104, 546, 206)):
        paper.rectangle(x0, top, x1, bottom, stroke=True)
    rows = [HEADING, ("2.01", "Kalusto", "1 200,00"), ("2.02", "Koulutus", "300,50")]
    draw(paper, (48, 130, 440, 542), (108, 125, 145, 165), rows)
    result = result_of(paper)
    assert names(result) == ["Kalusto", "Koulutus"]
    assert nested(result) == []
