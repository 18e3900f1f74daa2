"""What is small and drawn alone is a mark; what goes on or touches a longer line rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.shown import Drawn

FRAME = "50 50 200 100 re S 150 50 m 150 150 l S "
OUTER = 5


def square(x: float, y: float, size: float) -> str:
    """A square, its sides drawn one by one."""
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    ends = [*corners[1:], corners[0]]
    return "".join(f"{a} {b} m {c} {d} l S " for (a, b), (c, d) in zip(corners, ends, strict=True))


@pytest.mark.parametrize(
    ("content", "rulings", "marks"),
    [
        # A dash alone, and one that goes on to either side.
        ("90 80 m 100 80 l S", 0, 1),
        ("90 80 m 100 80 l S 104 80 m 114 80 l S", 2, 0),
        ("90 80 m 100 80 l S 130 80 m 140 80 l S", 0, 2),
        ("90 80 m 100 80 l S 104 84 m 114 84 l S", 0, 2),
        # As long as a sign, and longer than one.
        ("90 80 m 103 80 l S", 0, 1),
        ("90 80 m 106 80 l S", 1, 0),
        # Alone, and from one border to another.
        ("70 80 m 80 80 l S", 0, 1),
        ("50 80 m 60 80 l S", 1, 0),
        # A box to tick, and one too large to be one.
        (square(90, 80, 10), 0, 1),
        (square(90, 80, 13), 0, 1),
        (square(90, 80, 16), 4, 0),
        ("90 80 10 10 re S", 0, 1),
        ("90 80 16 16 re S", 4, 0),
        # Beside the border, and at it.
        (square(52, 80, 10), 0, 1),
        (square(50, 80, 10), 4, 0),
        # Two boxes apart, and boxes that hang together: a table of cells as small as signs.
        (square(80, 80, 10) + square(110, 80, 10), 0, 2),
        ("".join(square(80 + 10 * n, 80, 10) for n in range(5)), 20, 0),
        # Ticked: one mark.
        (square(90, 80, 10) + "91 85 m 94 82 l 99 89 l S", 0, 1),
        # A plus of two lines.
        ("90 80 m 100 80 l S 95 75 m 95 85 l S", 0, 1),
        # Steps of short lines that are together longer than a sign.
        ("80 80 m 90 80 l S 90 80 m 90 90 l S 90 90 m 100 90 l S", 3, 0),
        # Two lines that do not touch.
        ("90 80 m 100 80 l S 90 83 m 100 83 l S", 0, 2),
        # Small fills: alone; in a row as a bar of shades.
        ("90 80 10 10 re f", 0, 1),
        ("0.7 g 90 80 16 16 re f", 0, 0),
        ("0.7 g 90 80 10 10 re f 0.5 g 100 80 10 10 re f", 0, 0),
    ],
)
def test_small_things_that_stand_alone_are_marks(
    content: str, rulings: int, marks: int, tmp_path: Path
) -> None:
    page = Drawn(FRAME + content).read(tmp_path)
    assert (len(page.rulings) - OUTER, len(page.ink)) == (rulings, marks)
    assert all(ink.kind == "drawing" for ink in page.ink)


def test_borders_of_tiny_cells_drawn_one_by_one_rule(tmp_path: Path) -> None:
    content = "".join(square(50 + 12 * x, 50 + 12 * y, 12) for x in range(8) for y in range(4))
    page = Drawn(content).read(tmp_path)
    assert len(page.rulings) == 4 * 8 * 4
    assert not page.ink
