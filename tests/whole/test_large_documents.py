"""Large documents: many pages, many cells, many lines; what is done grows with what is printed.

Operations are counted, or there are more pages than functions may call themselves: how fast each
is tells `make bench LARGE=1`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from pipeline.grids.model import Grid, PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.inspect.drafted import join_by_draft
from pipeline.inspect.proposal import propose_tables
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page, Ruling
from pipeline.pdf.rulings import DrawnRuling
from pipeline.pdf.small_marks import part_small_marks
from pipeline.schema.consistency import load_checked_schema
from pipeline.tables.model import Tables
from tests.support.command_line import ROOT
from tests.support.pieces import grid, word

# More than the calls within each other that Python allows.
PAGES = sys.getrecursionlimit() + 200
EVEN_ROWS = (20.0, 40.0, 60.0, 80.0)
# Of four times as many things four times as much is done, and a little more.
FOUR_TIMES = 5.0


def joined(grids: list[Grid]) -> Tables:
    """The tables that the grids of pages make, with a draft for them."""
    schema = load_checked_schema(ROOT / "schemas")
    proposed = propose_tables(grids, schema.description.conjunctions)
    return join_by_draft([PageGrids(g.page, (g,), ()) for g in grids], proposed, schema).tables


def part_of_list(page: int, first: int, headings: tuple[str, str] | None, kind: str) -> Grid:
    """A page of a list with three rows of equal heights, the first page with headings."""
    texts = [(f"{kind} {n}", str(n)) for n in range(first, first + 3)]
    columns = (0.0, 100.0, 200.0) if kind == "name" else (0.0, 90.0, 150.0)
    return grid(page, EVEN_ROWS, [headings, *texts[:2]] if headings else texts, columns)


def test_more_pages_than_calls_may_be_nested_are_one_table() -> None:
    pages = [
        part_of_list(page, 3 * page, ("Name", "Number") if page == 1 else None, "name")
        for page in range(1, PAGES + 1)
    ]
    (table,) = joined(pages).tables
    assert sum(row.kind == "record" for row in table.rows) == 3 * PAGES - 1
    assert table.rows[-1].pages == (PAGES,)


def test_two_column_groups_of_equal_rows_over_many_pages_lie_beside_each_other() -> None:
    half = PAGES // 2
    first = [
        part_of_list(page, 3 * page, ("Name", "Number") if page == 1 else None, "name")
        for page in range(1, half + 1)
    ]
    second = [
        part_of_list(half + page, 3 * page, ("Price", "Code") if page == 1 else None, "price")
        for page in range(1, half + 1)
    ]
    (table,) = joined([*first, *second]).tables
    assert len(table.columns) == 4
    assert [row.pages for row in table.rows[-3:]] == [(half, 2 * half)] * 3


def counted(monkeypatch: pytest.MonkeyPatch, name: str, work: Callable[[], object]) -> int:
    """How often something is asked of a box while something is done."""
    calls = 0
    usual = getattr(Box, name)

    def count(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        return usual(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Box, name, count)
        work()
    return calls


def ruled_page(side: int) -> Page:
    """A page with a ruled grid, a word in each cell."""
    places = [20.0 * number for number in range(side + 1)]
    rulings = [
        Ruling(direction, place, 0, places[-1]) for direction in ("h", "v") for place in places
    ]
    words = [word("x", x + 2, y + 2) for y, _ in pairwise(places) for x, _ in pairwise(places)]
    return Page(1, tuple(words), tuple(rulings), ())


def test_the_cell_of_a_word_is_not_looked_for_among_all(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = ruled_page(20), ruled_page(40)
    assert len(find_grids(large).grids[0].cells) == 1600
    assert all(cell.lines for cell in find_grids(large).grids[0].cells)
    counts = [counted(monkeypatch, "holds", partial(find_grids, p)) for p in (small, large)]
    assert 0 < counts[1] <= FOUR_TIMES * counts[0]


def test_marks_and_lines_are_not_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    # A map has many short lines; those that stand alone are marks, and of two that meet none is.
    def lines(side: int) -> list[DrawnRuling]:
        places = [(20.0 * x, 20.0 * y) for x in range(side) for y in range(side)]
        return [DrawnRuling(Ruling("h", y, x, x + 5), 0.2) for x, y in places]

    kept, _, marks = part_small_marks(lines(10), [], [])
    assert (len(kept), len(marks)) == (0, 100)
    calls = 0

    def profile(frame: object, event: str, function: object) -> None:
        nonlocal calls
        calls += event == "call"

    counts = []
    for side in (20, 40):
        made, calls = lines(side), 0
        sys.setprofile(profile)
        try:
            part_small_marks(made, [], [])
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert 0 < counts[1] <= FOUR_TIMES * counts[0]
