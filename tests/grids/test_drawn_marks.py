"""Ink in an empty cell is its wording; beside text, or over several cells, it stays ink."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.grids.drawn_marks import with_drawn_marks
from pipeline.grids.model import PageGrids
from pipeline.grids.ruled import find_grids
from tests.support.shown import Drawn, picture, text

# Two rows of two cells, the upper left one from (50, 100) to (150, 150), counted upwards.
GRID = "50 50 200 100 re S 150 50 m 150 150 l S 50 100 m 250 100 l S "
CROSS = "97 122 m 103 128 l S 97 128 m 103 122 l S "
TICK = "100 124 m 103 120 l 110 130 l S "
XOBJECT = "/XObject << /X1 5 0 R >>"
RAMP = (picture([bytes(range(0, 256, 4))] * 4),)
PICTURE = "q 10 0 0 10 {} {} cm /X1 Do Q "


def marked(folder: Path, content: str, page: str = "") -> PageGrids:
    """The grids of a page, with what is drawn in them."""
    read = Drawn(GRID + content, XOBJECT, RAMP, page).read(folder)
    (found,) = with_drawn_marks([read], [find_grids(read)])
    return found


def texts(found: PageGrids) -> dict[tuple[int, int], str]:
    """What each cell says, but for empty ones."""
    (grid,) = found.grids
    return {
        (cell.row, cell.column): " ".join(line.text for line in cell.lines)
        for cell in grid.cells
        if cell.lines
    }


def moved(content: str, x: float, y: float) -> str:
    """Content, moved."""
    return f"q 1 0 0 1 {x} {y} cm {content} Q "


@pytest.mark.parametrize(
    ("content", "cells", "left"),
    [
        (CROSS, {(0, 0): "[drawing]"}, 0),
        (TICK + moved(TICK, 100, -50), {(0, 0): "[drawing]", (1, 1): "[drawing]"}, 0),
        # Several drawings in a cell are one wording, of each kind.
        (CROSS + moved(CROSS, 20, 0), {(0, 0): "[drawing]"}, 0),
        (PICTURE.format(95, 120), {(0, 0): "[picture]"}, 0),
        (CROSS + PICTURE.format(120, 120), {(0, 0): "[picture] [drawing]"}, 0),
        # Beside text, and over it.
        (TICK + text("1234", 60, 120), {(0, 0): "1234"}, 1),
        (TICK + text("1234", 160, 120), {(0, 0): "[drawing]", (0, 1): "1234"}, 0),
        (CROSS + text("1234", 88, 121), {(0, 0): "1234"}, 1),
        # Over the border of its cell by little, and by much.
        (moved(TICK, 42, 0), {(0, 0): "[drawing]"}, 0),
        (moved(TICK, 46, 0), {}, 1),
        # Over several cells, and outside of all.
        ("60 60 m 240 140 l S", {}, 1),
        (moved(TICK, 200, 100), {}, 1),
        (PICTURE.format(300, 200), {}, 1),
        ("q 300 0 0 200 20 20 cm /X1 Do Q " + GRID, {}, 1),
        ("", {}, 0),
    ],
)
def test_what_is_drawn_in_an_empty_cell_is_its_wording(
    content: str, cells: dict[tuple[int, int], str], left: int, tmp_path: Path
) -> None:
    found = marked(tmp_path, content)
    assert texts(found) == cells
    assert len(found.ink) == left


def test_a_wording_has_the_place_of_its_ink_and_a_number_of_its_own(tmp_path: Path) -> None:
    found = marked(tmp_path, CROSS + moved(TICK, 100, -50) + text("1234", 60, 70))
    words = [w for cell in found.grids[0].cells for line in cell.lines for w in line.words]
    assert len({word.number for word in words}) == len(words) == 3
    first = words[0]
    assert (first.source, first.bold, first.shown) == ("drawing", False, None)
    assert first.box.x0 == pytest.approx(97, abs=1)
    assert first.box.bottom == pytest.approx(300 - 122, abs=1)


def test_a_wording_on_a_turned_page_has_its_place_there(tmp_path: Path) -> None:
    lines = "".join(text("kolmetoista kirjainta", 60, 180 + 20 * n) for n in range(4))
    read = Drawn(f"0 1 -1 0 300 0 cm {lines} {GRID} {CROSS}").read(tmp_path)
    (found,) = with_drawn_marks([read], [find_grids(read)])
    (word,) = (w for cell in found.grids[0].cells for line in cell.lines for w in line.words)
    assert word.text == "[drawing]"
    assert word.shown is not None
    assert word.shown.x0 == pytest.approx(300 - 128, abs=1)
    assert word.shown.bottom == pytest.approx(300 - 97, abs=1)
