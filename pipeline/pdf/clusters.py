"""Boxes on a page → boxes of what lies together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.geometry import Box, overlap, union


class Clusters:
    """Boxes of which those that overlap are one, by the tiles that they touch.

    Args:
        boxes: all that will be added.
    """

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.places = BoxPlaces(boxes)
        self.boxes: dict[int, Box] = {}
        self.tiles: dict[tuple[int, int], set[int]] = {}
        self.tiles_of: dict[int, set[tuple[int, int]]] = {}

    def add(self, number: int, box: Box) -> None:
        """Add a box, the latest; those that it overlaps become one with it.

        Args:
            number: another one than that of any box before.
            box: the box.
        """
        joined, own = box, {number}
        self.tiles_of[number] = set()
        while True:
            near = self.overlapping(joined) - own
            if not near:
                break
            own |= near
            joined = union([joined, *(self.boxes[other] for other in near)])
        # The tiles of the largest stay where they are: what is added is only what is new.
        largest = max(own, key=lambda other: len(self.tiles_of[other]))
        for other in own - {largest}:
            self.boxes.pop(other, None)
            for tile in self.tiles_of.pop(other):
                self.tiles[tile].discard(other)
        self.boxes.pop(largest, None)
        self.boxes[largest] = joined
        for tile in set(self.places.tiles_of(joined, 0.0)) - self.tiles_of[largest]:
            self.tiles.setdefault(tile, set()).add(largest)
            self.tiles_of[largest].add(tile)

    def overlapping(self, box: Box) -> set[int]:
        """The numbers of those that overlap a box."""
        tiles = self.places.tiles_of(box, 0.0)
        found = {number for tile in tiles for number in self.tiles.get(tile, ())}
        return {number for number in found if overlap(self.boxes[number], box)}


def together(boxes: Iterable[Box]) -> list[Box]:
    """Boxes, those that overlap as one."""
    ordered = sorted(boxes, key=lambda box: (box.top, box.x0))
    clusters = Clusters(ordered)
    for number, box in enumerate(ordered):
        clusters.add(number, box)
    return list(clusters.boxes.values())
