"""Bounding boxes, and how they lie when a page is turned.

Coordinates are PDF points, origin top left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Turn = Literal[0, 90, 180, 270]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y)."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point (x, y) lies in the box."""
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of at least one box."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.top for box in every),
        max(box.x1 for box in every),
        max(box.bottom for box in every),
    )


def are_same_positions(one: Sequence[float], other: Sequence[float], within: float) -> bool:
    """Whether as many positions of one kind, such as borders, lie each near its counterpart.

    Args:
        one: positions in points, in order.
        other: those they are compared with.
        within: by how many points each may differ from its counterpart.
    """
    return len(one) == len(other) and all(
        abs(a - b) <= within for a, b in zip(one, other, strict=True)
    )


def turn_box(box: Box, turn: Turn, width: float, height: float) -> Box:
    """A box of a page that is turned clockwise.

    Args:
        box: in points of the page as displayed.
        turn: degrees.
        width: of the page as displayed.
        height: of the page as displayed.
    """
    if turn == 90:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turn == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 270:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def turn_box_back(box: Box, turn: Turn, width: float, height: float) -> Box:
    """The box on the page as displayed of a box on the turned page."""
    if turn in (90, 270):
        return turn_box(box, 270 if turn == 90 else 90, height, width)
    return turn_box(box, turn, width, height)


def intersection(one: Box, other: Box) -> Box:
    """What two boxes have in common; without width or height where that is nothing."""
    x0, top = max(one.x0, other.x0), max(one.top, other.top)
    return Box(x0, top, max(x0, min(one.x1, other.x1)), max(top, min(one.bottom, other.bottom)))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return (
        one.x0 <= other.x1
        and one.x1 >= other.x0
        and one.top <= other.bottom
        and one.bottom >= other.top
    )


def join_into_groups(things: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Things in groups, joined by pairs of them; groups and their members in the given order."""
    parent = {thing: thing for thing in things}

    def root(thing: T) -> T:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[T, list[T]] = {}
    for thing in parent:
        groups.setdefault(root(thing), []).append(thing)
    return list(groups.values())
