"""Small things that are drawn alone: marks in cells, such as a box or a dash, that rule nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pdf.geometry import Box, union
from pipeline.pdf.model import Fill
from pipeline.pdf.rulings import DrawnRuling
from pipeline.pdf.tolerances import (
    DASH_GAP_POINTS,
    STRAIGHT_POINTS,
    TOUCHING_MARKS_POINTS,
    WIDEST_MARK_POINTS,
)


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
    short = {n for n, box in enumerate(boxes) if is_small(box) and not runs_on(n, rulings)}
    marks: list[Box] = []
    dropped: set[int] = set()
    for group in touching_groups(short, boxes):
        around = union(boxes[n] for n in group)
        if is_small(around) and not any(
            near(around, box) for n, box in enumerate(boxes) if n not in group
        ):
            marks.append(around)
            dropped.update(group)
    kept_fills = []
    for fill in fills:
        alone = not any(near(fill.box, box) for n, box in enumerate(boxes) if n not in dropped)
        others = (other.box for other in fills if other is not fill)
        if is_small(fill.box) and alone and not any(near(fill.box, box) for box in others):
            marks.append(fill.box)
        else:
            kept_fills.append(fill)
    kept = [line for n, line in enumerate(rulings) if n not in dropped]
    return kept, kept_fills, [*marks, *shapes]


def ruling_box(line: DrawnRuling) -> Box:
    """The box of a line, without its thickness."""
    ruling = line.ruling
    if ruling.direction == "h":
        return Box(ruling.start, ruling.position, ruling.end, ruling.position)
    return Box(ruling.position, ruling.start, ruling.position, ruling.end)


def is_small(box: Box) -> bool:
    """Whether something is no larger than a sign in a cell."""
    return max(box.x1 - box.x0, box.bottom - box.top) <= WIDEST_MARK_POINTS


def runs_on(number: int, rulings: Sequence[DrawnRuling]) -> bool:
    """Whether another line goes on in the direction of a short one, after a gap at most."""
    own = rulings[number].ruling
    return any(
        other.ruling.direction == own.direction
        and n != number
        and abs(other.ruling.position - own.position) <= STRAIGHT_POINTS
        and other.ruling.start <= own.end + DASH_GAP_POINTS
        and other.ruling.end >= own.start - DASH_GAP_POINTS
        for n, other in enumerate(rulings)
    )


def near(one: Box, other: Box) -> bool:
    """Whether two boxes touch, or nearly."""
    return (
        one.x0 <= other.x1 + TOUCHING_MARKS_POINTS
        and one.x1 >= other.x0 - TOUCHING_MARKS_POINTS
        and one.top <= other.bottom + TOUCHING_MARKS_POINTS
        and one.bottom >= other.top - TOUCHING_MARKS_POINTS
    )


def touching_groups(numbers: set[int], boxes: Sequence[Box]) -> list[set[int]]:
    """Some of the boxes in groups that touch each other."""
    groups: list[set[int]] = []
    for number in sorted(numbers):
        touched = [g for g in groups if any(near(boxes[number], boxes[n]) for n in g)]
        groups = [g for g in groups if g not in touched]
        groups.append(set().union({number}, *touched))
    return groups
