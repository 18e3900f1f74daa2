"""Boxes by where they lie, so that those at a place are found without looking at all the others."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from pipeline.pages.geometry import Box

# Of fewer boxes each is looked at: that takes less time than to sort them into tiles.
FEWEST_IN_TILES = 8
# One in so many boxes may lie far off.
FEW_ARE_ONE_IN = 100


class BoxPlaces:
    """Boxes by the tiles of their common area that they touch, about as many as there are boxes.

    What is found may touch a place; whoever asks still compares. It comes in the order in which the
    boxes were given.

    Args:
        boxes: the boxes.
    """

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.every = range(len(boxes))
        self.waiting: Sequence[Box] = boxes if len(boxes) >= FEWEST_IN_TILES else ()
        self.tiles: dict[tuple[int, int], list[int]] = {}
        self.left, self.top, self.last = 0.0, 0.0, 0
        self.across = self.down = 0.0

    def sort(self) -> None:
        """Sort the boxes into tiles, once somebody looks for one."""
        boxes, self.waiting = self.waiting, ()
        self.left, width = usual_reach([(box.x0, box.x1) for box in boxes])
        self.top, height = usual_reach([(box.top, box.bottom) for box in boxes])
        side = isqrt(len(boxes))
        # What lies beyond them is taken for the outermost tiles.
        self.last = side - 1
        self.across, self.down = (side / size if size > 0 else 0.0 for size in (width, height))
        for number, box in enumerate(boxes):
            for tile in self.tiles_of(box, 0.0):
                self.tiles.setdefault(tile, []).append(number)

    def tiles_of(self, box: Box, reach: float) -> list[tuple[int, int]]:
        """The tiles that a box, grown by a reach, touches."""
        first, end = self.column(box.x0 - reach), self.column(box.x1 + reach) + 1
        rows = range(self.row(box.top - reach), self.row(box.bottom + reach) + 1)
        return [(column, row) for column in range(first, end) for row in rows]

    def column(self, x: float) -> int:
        """The column of tiles at a place."""
        return self.step((x - self.left) * self.across)

    def row(self, y: float) -> int:
        """The row of tiles at a place."""
        return self.step((y - self.top) * self.down)

    def step(self, place: float) -> int:
        """The number of a column or row of tiles; a place may be infinite, or none at all."""
        if place >= self.last:
            return self.last
        return int(place) if place > 0 else 0

    def at(self, point: tuple[float, float]) -> Sequence[int]:
        """The numbers of the boxes that may hold a point (x, y)."""
        if self.waiting:
            self.sort()
        if not self.last:
            return self.every
        return self.tiles.get((self.column(point[0]), self.row(point[1])), ())

    def near(self, box: Box, reach: float = 0.0) -> Sequence[int]:
        """The numbers of the boxes that may touch one, or lie within a reach of it.

        Args:
            box: the one.
            reach: in points; what is compared after this is to be no more than half of it, so that
                nothing is lost where a sum is rounded.
        """
        if self.waiting:
            self.sort()
        if not self.last:
            return self.every
        tiles = self.tiles_of(box, reach)
        if len(tiles) == 1:
            return self.tiles.get(tiles[0], ())
        return sorted({number for tile in tiles for number in self.tiles.get(tile, ())})


def usual_reach(extents: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where most extents begin, and how far they reach from there.

    A few that lie far off, such as beyond the page, would leave all others in one tile.
    """
    few = len(extents) // FEW_ARE_ONE_IN
    first = sorted(start for start, _ in extents)[few]
    return first, sorted(end for _, end in extents)[-1 - few] - first
