"""Lines without rulings: which are rows of their own, and which belong to no row."""

from __future__ import annotations

from copy import deepcopy

from pipeline.grids.unruled.rows import are_several, rows_at, with_loose_rows
from tests.support.pieces import line

PITCH = 12.0


def test_lines_side_by_side_are_several_rows_where_they_repeat_or_fill_three_columns() -> None:
    names, types = [line("a"), line("b", top=12)], [line("x", 50), line("y", 50, 12)]
    assert not are_several([names, types], PITCH)
    assert are_several([names, [line("x", 50), line("x", 50, 12)]], PITCH)
    assert are_several([names, types, [line("u", 90), line("v", 90, 12)]], PITCH)
    assert not are_several([names, [line("x", 50), line("x", 50, 18)]], PITCH)
    assert not are_several([names], PITCH)


def test_lines_above_the_first_row_are_one_that_goes_on() -> None:
    columns = [
        [line("name", top=40)],
        [line("rest", 50, 0), line("more", 50, 12), line("x", 50, 40)],
    ]
    rows = with_loose_rows(rows_at(columns, [40.0], "top", PITCH), columns, "top", PITCH)
    assert rows.unplaced == 0
    assert [[len(lines) for lines in row] for row in rows.lines] == [[0, 2], [1, 1]]


def test_a_copy_of_a_line_is_the_same_line() -> None:
    columns = [[line("name", top=0), line("name", top=60)], [line("x", 50, 60)]]
    rows = rows_at(deepcopy(columns), [0.0, 60.0], "top", PITCH)
    assert with_loose_rows(rows, columns, "top", PITCH) is rows


def test_a_cell_between_rows_is_a_row_and_stays_unplaced() -> None:
    lost = [line("lost", 50, 24), line("cell", 50, 36)]
    columns = [[line("name", top=0), line("name", top=60)], lost]
    rows = with_loose_rows(rows_at(columns, [0.0, 60.0], "top", PITCH), columns, "top", PITCH)
    assert rows.unplaced == 2
    assert [[len(lines) for lines in row] for row in rows.lines] == [[1, 0], [0, 2], [1, 0]]
