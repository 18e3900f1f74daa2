"""Small things that are drawn alone: marks in cells, such as a box or a dash, that rule nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pages.geometry import Box, join_into_groups, union
from pipeline.pages.model import Fill
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.rulings import DrawnRuling
from pipeline.pdf.tolerances import (
    DASH_GAP_POINTS,
    STRAIGHT_POINTS,
    TOUCHING_MARKS_POINTS,
    WIDEST_MARK_POINTS,
)

# As far as things that touch may lie apart, or pieces of one line: which ones are looked at.
REACH_POINTS = 2 * max(TOUCHING_MARKS_POINTS, DASH_GAP_POINTS, STRAIGHT_POINTS)


def part_small_marks(
    rulings: Sequence[DrawnRuling], fills: Sequence[Fill], shapes: Sequence[Box]
) -> tuple[list[DrawnRuling], list[Fill], list[Box]]:
    """Rulings and fills without small ones that stand alone, and the marks that those are.

    A mark is no larger than a sign in a cell, and no longer line touches it. A short line that
    others go on in its direction is a piece of a dashed ruling.

    Args:
        rulings: lines that show.
        fills: shaded areas that show.
        shapes: slanted lines and curves: marks in any case, which small lines may complete.
    """
    boxes = [ruling_box(line) for line in rulings]
    places = BoxPlaces(boxes)
    short = {n for n, box in enumerate(boxes) if is_small(box) and not runs_on(n, rulings, places)}
    marks: list[Box] = []
    dropped: set[int] = set()
    for group in touching_groups(short, boxes, places):
        around = union(boxes[n] for n in group)
        if is_small(around) and not any(
            near(around, boxes[n]) for n in places.near(around, REACH_POINTS) if n not in group
        ):
            marks.append(around)
            dropped.update(group)
    kept_fills = []
    areas = BoxPlaces([fill.box for fill in fills])
    for number, fill in enumerate(fills):
        if not is_small(fill.box):
            kept_fills.append(fill)
            continue
        lines = (boxes[n] for n in places.near(fill.box, REACH_POINTS) if n not in dropped)
        others = (fills[n].box for n in areas.near(fill.box, REACH_POINTS) if n != number)
        if any(near(fill.box, box) for box in (*lines, *others)):
            kept_fills.append(fill)
        else:
            marks.append(fill.box)
    kept = [line for n, line in enumerate(rulings) if n not in dropped]
    return kept, kept_fills, [*marks, *shapes]


def ruling_box(line: DrawnRuling) -> Box:
    """The box of a line, without its thickness."""
    return line.ruling.box


def is_small(box: Box) -> bool:
    """Whether something is no larger than a sign in a cell."""
    return max(box.x1 - box.x0, box.bottom - box.top) <= WIDEST_MARK_POINTS


def runs_on(number: int, rulings: Sequence[DrawnRuling], places: BoxPlaces) -> bool:
    """Whether another line goes on in the direction of a short one, after a gap at most."""
    own = rulings[number].ruling
    nearby = places.near(own.box, REACH_POINTS)
    return any(
        other.ruling.direction == own.direction
        and n != number
        and abs(other.ruling.position - own.position) <= STRAIGHT_POINTS
        and other.ruling.start <= own.end + DASH_GAP_POINTS
        and other.ruling.end >= own.start - DASH_GAP_POINTS
        for n, other in ((n, rulings[n]) for n in nearby)
    )


def near(one: Box, other: Box) -> bool:
    """Whether two boxes touch, or nearly."""
    return (
        one.x0 <= other.x1 + TOUCHING_MARKS_POINTS
        and one.x1 >= other.x0 - TOUCHING_MARKS_POINTS
        and one.top <= other.bottom + TOUCHING_MARKS_POINTS
        and one.bottom >= other.top - TOUCHING_MARKS_POINTS
    )


def touching_groups(numbers: set[int], boxes: Sequence[Box], places: BoxPlaces) -> list[set[int]]:
    """Some of the boxes in groups that touch each other, in the order of the last of each."""
    pairs = (
        (number, other)
        for number in numbers
        for other in places.near(boxes[number], REACH_POINTS)
        if other < number and other in numbers and near(boxes[number], boxes[other])
    )
    return [set(g) for g in sorted(join_into_groups(sorted(numbers), pairs), key=max)]
