"""Where findings and cells stand, as values that sort in the order in which they are told."""

from __future__ import annotations

from pipeline.checks.items import PlaceOnPage
from pipeline.finding import HEADING_ROW, IN_DOCUMENT, Position
from tests.support.pieces import cell, line

IN_ORDER = [
    IN_DOCUMENT,
    Position.of_page(9),
    Position.of_page(10),
    Position.of_table(0),
    Position.of_table_page(0, 2),
    Position.of_table_page(0, 10),
    Position.of_row(0, HEADING_ROW),
    Position.of_heading(0, 0),
    Position.of_heading(0, 3),
    Position.of_row(0, 9),
    Position.of_cell(0, 9, None),
    Position.of_cell(0, 9, 0),
    Position.of_cell(0, 9, 2),
    Position.of_row(0, 10),
    Position.of_cell(0, 10, 1),
    Position.of_table(1),
    Position.of_row(1, 1),
]


def test_a_whole_comes_before_its_parts_and_parts_in_the_order_of_their_numbers() -> None:
    assert sorted([*IN_ORDER[9:], *IN_ORDER[:9]]) == IN_ORDER
    assert len(set(IN_ORDER)) == len(IN_ORDER)


def test_a_heading_is_a_cell_of_the_heading_row() -> None:
    assert Position.of_heading(1, 2) == Position.of_cell(1, HEADING_ROW, 2)
    assert Position.of_heading(1, 2) != Position.of_cell(1, HEADING_ROW + 1, 2)


def test_places_on_a_page_sort_downwards_lines_before_cells_then_to_the_right() -> None:
    beside, left = PlaceOnPage.of_line(line("a", x=300)), PlaceOnPage.of_line(line("a", x=20))
    in_grid, below = PlaceOnPage.of_cell(cell("a")), PlaceOnPage.of_line(line("a", top=1))
    assert sorted([below, in_grid, beside, left]) == [left, beside, in_grid, below]
    assert [place.in_grid for place in (left, in_grid)] == [False, True]
