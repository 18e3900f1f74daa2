"""Boxes on a page → boxes of what lies together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.pages.geometry import Box, overlap, union
from pipeline.pdf.box_places import BoxPlaces


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
        joined, own, largest = box, {number}, number
        self.tiles_of[number] = set()
        parts = [box]
        while near := self.overlapping(joined, parts) - own:
            own |= near
            joined = union([joined, *(self.boxes[other] for other in near)])
            # The tiles of the largest stay where they are: what is looked at, and added, is only
            # what is new.
            largest = max(own, key=lambda other: len(self.tiles_of[other]))
            parts = list(parts_beyond(joined, self.boxes[largest]))
        for other in own - {largest}:
            self.boxes.pop(other, None)
            for tile in self.tiles_of.pop(other):
                self.tiles[tile].discard(other)
        self.boxes.pop(largest, None)
        self.boxes[largest] = joined
        for tile in (tile for part in parts for tile in self.places.tiles_of(part, 0.0)):
            self.tiles.setdefault(tile, set()).add(largest)
            self.tiles_of[largest].add(tile)

    def overlapping(self, box: Box, parts: Iterable[Box]) -> set[int]:
        """The numbers of those that overlap a box, and touch a tile that some parts of it do."""
        tiles = {tile for part in parts for tile in self.places.tiles_of(part, 0.0)}
        found = {number for tile in tiles for number in self.tiles.get(tile, ())}
        return {number for number in found if overlap(self.boxes[number], box)}


def parts_beyond(box: Box, inner: Box) -> Iterator[Box]:
    """What of a box is beyond another one inside it: none, or one along each of its sides."""
    if box.x0 < inner.x0:
        yield Box(box.x0, box.top, inner.x0, box.bottom)
    if inner.x1 < box.x1:
        yield Box(inner.x1, box.top, box.x1, box.bottom)
    if box.top < inner.top:
        yield Box(box.x0, box.top, box.x1, inner.top)
    if inner.bottom < box.bottom:
        yield Box(box.x0, inner.bottom, box.x1, box.bottom)


def together(boxes: Iterable[Box]) -> list[Box]:
    """Boxes, those that overlap as one."""
    ordered = sorted(boxes, key=lambda box: (box.top, box.x0))
    clusters = Clusters(ordered)
    for number, box in enumerate(ordered):
        clusters.add(number, box)
    return list(clusters.boxes.values())
