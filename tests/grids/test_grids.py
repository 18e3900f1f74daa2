"""Rulings and boxes → cells, from rulings made by hand."""

from __future__ import annotations

from dataclasses import replace

from pipeline.grids.cell_places import CellPlaces
from pipeline.grids.ruled import bare_grid, drop_frames, merge_rulings
from pipeline.pages.model import Ruling
from tests.support.pieces import grid


def test_a_short_piece_over_a_long_ruling_does_not_shorten_it() -> None:
    assert merge_rulings([Ruling("h", 10, 0, 100), Ruling("h", 10, 20, 30)]) == [
        Ruling("h", 10, 0, 100)
    ]


def test_a_word_goes_to_the_smallest_cell_around_it() -> None:
    outer, inner = grid(1, (0, 200), columns=(0, 200)), grid(1, (50, 80), columns=(40, 120))
    homes = CellPlaces([outer, inner])
    assert homes.smallest((60, 60)) == (1, 0)
    assert homes.smallest((10, 60)) == (0, 0)


def test_only_a_frame_of_one_cell_is_dropped() -> None:
    frame, inner = grid(1, (0, 200), columns=(0, 200)), grid(1, (50, 80), columns=(40, 120))
    table = grid(1, (0, 200), columns=(0, 100, 200))
    assert drop_frames([frame, inner])[0] == [inner]
    assert drop_frames([table, inner])[0] == [table, inner]


def test_verticals_past_the_horizontals_hold_open_rows() -> None:
    across = [Ruling("h", y, 0, 100) for y in (20, 40)]
    down = [Ruling("v", x, 0, 60) for x in (0, 50, 100)]
    found = bare_grid(1, [*across, *down])
    assert found is not None
    assert (found.rows, found.open_top, found.open_bottom) == ((0, 20, 40, 60), True, True)
    closed = bare_grid(1, [*across, *(replace(ruling, start=18, end=42) for ruling in down)])
    assert closed is not None
    assert (closed.rows, closed.open_top, closed.open_bottom) == ((20, 40), False, False)
