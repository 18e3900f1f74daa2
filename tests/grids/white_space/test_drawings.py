"""Rulings that draw no table: charts, frames around text, boxes without any."""

from __future__ import annotations

import pytest

from tests.grids.white_space.test_ruled import frame
from tests.support.white_tables import WhitePaper, read_page


def test_a_chart_is_no_table(paper: WhitePaper) -> None:
    frame(paper, [60 + 12 * n for n in range(9)], [100 + 20 * n for n in range(9)])
    paper.put(120, 40, "People by year")
    for n in range(3):
        paper.put(82, 62 + 36 * n, str(30 - 10 * n))
        paper.put(104 + 40 * n, 162, str(2010 + n))
    page = read_page(paper)
    assert page.tables == []


def test_an_empty_frame_is_no_table(paper: WhitePaper) -> None:
    paper.put(60, 40, "Sign here")
    frame(paper, (60, 80, 100), (50, 150, 310))
    page = read_page(paper)
    assert page.tables == []
    assert page.outside == ["Sign here"]


def test_a_frame_around_the_text_of_a_page_is_no_table(paper: WhitePaper) -> None:
    text = "The towns of the region have grown since the railway was opened"
    paper.prose(60, 90, [text] * 20)
    frame(paper, (50, 80, 700), (40, 550))
    page = read_page(paper)
    assert page.tables == []
    assert page.outside == [text] * 20


def cells_with_text(paper: WhitePaper, rows: int, columns: int, filled: int) -> int:
    """Rule cells, of which the first have text; how many tables are read."""
    frame(paper, [60 + 16 * n for n in range(rows + 1)], [60 + 40 * n for n in range(columns + 1)])
    for n in range(filled):
        paper.put(64 + 40 * (n % columns), 63 + 16 * (n // columns), "ab")
    return len(read_page(paper).tables)


@pytest.mark.parametrize(
    ("rows", "columns", "filled", "tables"),
    # 2 of 25 cells, and 3 of 42; then 9 and 16 of 100.
    [(5, 5, 2, 1), (6, 7, 3, 0), (10, 10, 9, 0), (10, 10, 16, 1)],
)
def test_a_chart_has_many_cells_of_which_few_have_text(
    paper: WhitePaper, rows: int, columns: int, filled: int, tables: int
) -> None:
    assert cells_with_text(paper, rows, columns, filled) == tables


@pytest.mark.parametrize(("lines", "tables"), [(8, 1), (14, 0)])
def test_a_cell_of_a_frame_around_text_has_many_words(
    paper: WhitePaper, lines: int, tables: int
) -> None:
    """Each line has ten."""
    paper.prose(60, 90, ["the towns of our own land have grown so much"] * lines)
    paper.put(60, 84 + 12 * 20, "after the war")
    frame(paper, (80, 80 + 12 * 20, 360), (50, 550))
    assert len(read_page(paper).tables) == tables
