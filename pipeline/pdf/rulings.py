"""Lines, rectangles and dots of a page → rulings and fills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pdfplumber

from pipeline.pages.geometry import Box
from pipeline.pages.model import Fill, Ruling, sides
from pipeline.pdf.frame import PageFrame
from pipeline.pdf.tolerances import (
    DOT_GAP_POINTS,
    DOT_GAP_TIMES_SIZE,
    RULING_THICKNESS_POINTS,
    SHORTEST_DOTTED_POINTS,
    STRAIGHT_POINTS,
)

# A box has so many.
CORNERS = 4
# What begins, goes on with or closes a path without bending it (ISO 32000-1, table 59).
STRAIGHT_OPERATORS = ("m", "l", "h")


@dataclass(frozen=True, slots=True)
class DrawnRuling:
    """A straight line with half of its thickness, in points."""

    ruling: Ruling
    half: float


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn and is no straight line: its box, and whether its inside is filled."""

    box: Box
    filled: bool


@dataclass
class Drawn:
    """What is drawn on a page.

    Args:
        rulings: lines, thin rectangles, and the sides of drawn rectangles.
        fills: the insides of filled rectangles, white ones too.
        dots: small shapes, of which a row makes a ruling.
        shapes: slanted lines and curves.
        corners: curves of which straight parts are rulings: their pieces that are none.
    """

    rulings: list[DrawnRuling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    corners: list[Box] = field(default_factory=list)

    def add_straight(self, box: Box, half: float) -> bool:
        """Take a line as a ruling; whether it is straight."""
        found = straight_ruling(box)
        self.rulings += [DrawnRuling(ruling, half) for ruling in found]
        return bool(found)


def read_drawn(page: pdfplumber.page.Page, frame: PageFrame) -> Drawn:
    """What is drawn on a page, whether it shows or not."""
    drawn = Drawn()
    for line in printed(page.lines):
        box = frame.box(line)
        if line["linewidth"] > RULING_THICKNESS_POINTS and straight_ruling(box):
            add_thick_line(drawn, box, line)
        elif not drawn.add_straight(box, line["linewidth"] / 2):
            drawn.shapes.append(Shape(box, filled=False))
    for rect in printed(page.rects):
        add_rectangle(drawn, rect, frame.box(rect))
    for curve in printed(page.curves):
        add_curve(drawn, curve, frame)
    return drawn


def add_thick_line(drawn: Drawn, box: Box, line: dict[str, Any]) -> None:
    """Take a line as thick as a row for a shaded area; its ends may be round."""
    half = line["linewidth"] / 2
    if box.x1 - box.x0 >= box.bottom - box.top:
        area = Box(box.x0, box.top - half, box.x1, box.bottom + half)
    else:
        area = Box(box.x0 - half, box.top, box.x1 + half, box.bottom)
    drawn.fills.append(Fill(area, str(line["stroking_color"])))
    drawn.corners += [
        Box(box.x0 - half, box.top - half, box.x0 + half, box.bottom + half),
        Box(box.x1 - half, box.top - half, box.x1 + half, box.bottom + half),
    ]


def add_rectangle(drawn: Drawn, rect: dict[str, Any], box: Box) -> None:
    """Take a rectangle as a dot, a ruling, or its sides and its inside."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if max(width, height) <= RULING_THICKNESS_POINTS:
        drawn.dots.append(box)
    elif min(width, height) <= RULING_THICKNESS_POINTS:
        drawn.add_straight(middle_line(box), min(width, height) / 2)
    else:
        if rect["stroke"]:
            half = rect["linewidth"] / 2
            drawn.rulings += [DrawnRuling(side, half) for side in sides(box)]
        if rect["fill"]:
            drawn.fills.append(Fill(box, str(rect["non_stroking_color"])))


def add_curve(drawn: Drawn, curve: dict[str, Any], frame: PageFrame) -> None:
    """Take a curve as a dot, as a rectangle, as the rulings of its straight parts, or as a shape.

    A filled path along the sides of its box is a rectangle, however it was drawn.
    """
    around = frame.box(curve)
    if max(around.x1 - around.x0, around.bottom - around.top) <= RULING_THICKNESS_POINTS:
        drawn.dots.append(around)
        return
    straight = all(operator in STRAIGHT_OPERATORS for operator, *_ in curve["path"])
    if curve["fill"] and straight and runs_around(around, curve["pts"], frame):
        add_rectangle(drawn, curve, around)
        return
    corners = []
    has_straight = False
    for (ax, ay), (bx, by) in pairwise(curve["pts"] if curve["stroke"] else ()):
        ends = {"x0": min(ax, bx), "top": min(ay, by), "x1": max(ax, bx), "bottom": max(ay, by)}
        piece = frame.box(ends)
        if drawn.add_straight(piece, curve["linewidth"] / 2):
            has_straight = True
        else:
            corners.append(piece)
    if has_straight:
        drawn.corners += corners
    else:
        drawn.shapes.append(Shape(frame.box(reach_of(curve)), bool(curve["fill"])))


def runs_around(box: Box, points: list[tuple[float, float]], frame: PageFrame) -> bool:
    """Whether a path runs along the sides of a box: its points lie on them, some in each corner."""
    corners = set()
    for x, y in points:
        point = frame.box({"x0": x, "top": y, "x1": x, "bottom": y})
        across = [abs(point.x0 - side) <= STRAIGHT_POINTS for side in (box.x0, box.x1)]
        down = [abs(point.top - side) <= STRAIGHT_POINTS for side in (box.top, box.bottom)]
        if not any(across) and not any(down):
            return False
        if any(across) and any(down):
            corners.add((across[0], down[0]))
    return len(corners) == CORNERS


def reach_of(curve: dict[str, Any]) -> dict[str, float]:
    """How far a curve may reach: to the points that bend it, and by half of its thickness."""
    half = curve["linewidth"] / 2 if curve["stroke"] else 0.0
    points = [point for _, *some in curve["path"] for point in some]
    across, down = [x for x, _ in points], [y for _, y in points]
    return {
        "x0": min(across) - half,
        "top": min(down) - half,
        "x1": max(across) + half,
        "bottom": max(down) + half,
    }


def printed(things: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The drawn things that are printed: those of form fields and notes rule nothing."""
    return (thing for thing in things if thing["source"] == "page")


def dotted_rulings(dots: list[Box]) -> Iterator[Ruling]:
    """The rulings that rows and columns of dots make."""
    rows: dict[float, list[tuple[float, float]]] = {}
    columns: dict[float, list[tuple[float, float]]] = {}
    for dot in dots:
        x, y = dot.middle
        rows.setdefault(round(y, 1), []).append((dot.x0, dot.x1))
        columns.setdefault(round(x, 1), []).append((dot.top, dot.bottom))
    for position, pieces in rows.items():
        for start, end in chain_extents(pieces):
            yield Ruling("h", position, start, end)
    for position, pieces in columns.items():
        for start, end in chain_extents(pieces):
            yield Ruling("v", position, start, end)


def chain_extents(pieces: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The long enough extents of pieces that follow each other closely."""
    pieces.sort()
    start, end = pieces[0]
    gap = max(DOT_GAP_POINTS, DOT_GAP_TIMES_SIZE * (end - start))
    for left, right in [*pieces[1:], (float("inf"), float("inf"))]:
        if left - end <= gap:
            end = max(end, right)
            continue
        if end - start >= SHORTEST_DOTTED_POINTS:
            yield start, end
        start, end = left, right


def middle_line(box: Box) -> Box:
    """The line along the middle of a thin rectangle."""
    x, y = box.middle
    if box.x1 - box.x0 >= box.bottom - box.top:
        return Box(box.x0, y, box.x1, y)
    return Box(x, box.top, x, box.bottom)


def straight_ruling(box: Box) -> list[Ruling]:
    """The ruling a line is, or none where it slants."""
    if box.bottom - box.top <= STRAIGHT_POINTS:
        return [Ruling("h", (box.top + box.bottom) / 2, box.x0, box.x1)]
    if box.x1 - box.x0 <= STRAIGHT_POINTS:
        return [Ruling("v", (box.x0 + box.x1) / 2, box.top, box.bottom)]
    return []
