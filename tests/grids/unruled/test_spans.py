"""Rows whose columns are aligned differently, told by where each row begins and ends."""

from __future__ import annotations

import pytest

from pipeline.grids.unruled.row_spans import possible_spans, rows_by_spans, rows_in_spans
from pipeline.grids.unruled.rows import Edge
from tests.support.pieces import HEIGHT, line

PITCH = 12.0
# Three rows, 2 points apart, and the first lines of cells at their edges.
SPANS = [(0.0, 30.0), (32.0, 70.0), (72.0, 96.0)]
TOPS: dict[Edge, list[float]] = {
    "top": [top for top, _ in SPANS],
    "middle": [(top + bottom - HEIGHT) / 2 for top, bottom in SPANS],
    "bottom": [bottom - HEIGHT for _, bottom in SPANS],
}


@pytest.mark.parametrize("edge", TOPS)
def test_rows_are_those_whose_names_stand_at_any_edge(edge: Edge) -> None:
    columns = [[line("x", 50 * n, top) for top in TOPS[own]] for n, own in enumerate(TOPS)]
    names = list(TOPS).index(edge)
    rows = rows_by_spans(columns, names, edge, PITCH)
    assert rows.unplaced == 0
    assert [[len(lines) for lines in row] for row in rows.lines] == [[1, 1, 1]] * 3
    assert [at for span in rows.spans for at in span] == pytest.approx(
        [at for span in SPANS for at in span]
    )


def test_columns_of_another_page_stand_at_an_edge_of_their_own() -> None:
    columns = [[line("low", 0, TOPS["bottom"][1])], [line("high", 50, TOPS["top"][2])]]
    rows = rows_in_spans(columns, SPANS, PITCH)
    assert rows.unplaced == 0
    assert [[len(lines) for lines in row] for row in rows.lines] == [[0, 0], [1, 0], [0, 1]]


def test_a_line_at_no_edge_is_unplaced() -> None:
    rows = rows_in_spans([[line("lost", 0, 38.0)]], SPANS, PITCH)
    assert rows.unplaced == 1


def test_columns_that_fit_no_rows_of_their_own_edges_are_taken_as_aligned_alike() -> None:
    columns = [[line("name", 0, top) for top in (0.0, 40.0)], [line("lost", 50, 23.0)]]
    rows = rows_by_spans(columns, 0, "top", PITCH)
    assert not rows.spans
    assert sum(len(lines) for row in rows.lines for lines in row) == 3


def test_rounded_places_of_names_in_the_middle_do_not_add_up() -> None:
    spans = [(40.0 * n, 40.0 * n + 38) for n in range(20)]
    places = [(a + b - HEIGHT) / 2 + (-1) ** n * 0.3 for n, (a, b) in enumerate(spans)]
    names = [line("name", 0, place) for place in places]
    others = [line("x", 50, top) for top, _ in spans], [line("y", 90, end - 10) for _, end in spans]
    rows = rows_by_spans([names, *others], 0, "middle", PITCH)
    assert [[len(lines) for lines in row] for row in rows.lines] == [[1, 1, 1]] * 20
    assert rows.spans


@pytest.mark.parametrize(("edge", "top"), [("top", 5.0), ("middle", 0.0), ("bottom", -5.0)])
def test_names_beside_which_no_line_ends_or_begins_tell_no_rows(edge: Edge, top: float) -> None:
    heights = [100.0, 200.0, 300.0] if edge == "middle" else [0.0, 0.5, 1.0]
    assert list(possible_spans(heights, edge, [[line("x", 50, top)]], PITCH)) == []
