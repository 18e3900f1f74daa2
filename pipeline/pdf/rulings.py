"""Lines, rectangles and dots of a page → rulings and fills."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber

from pipeline.pdf.frame import PageFrame
from pipeline.pdf.geometry import Box
from pipeline.pdf.model import Fill, Ruling, sides
from pipeline.pdf.tolerances import (
    DOT_GAP_POINTS,
    DOT_GAP_TIMES_SIZE,
    RULING_THICKNESS_POINTS,
    SHORTEST_DOTTED_POINTS,
    STRAIGHT_POINTS,
)


def read_lines(page: pdfplumber.page.Page, frame: PageFrame) -> tuple[list[Ruling], list[Fill]]:
    """Rulings (lines, thin rectangles, sides of drawn rectangles) and shaded areas."""
    rulings: list[Ruling] = []
    fills: list[Fill] = []
    for line in printed(page.lines):
        rulings += straight_ruling(frame.box(line))
    dots: list[Box] = []
    for rect in printed(page.rects):
        box = frame.box(rect)
        if max(box.x1 - box.x0, box.bottom - box.top) <= RULING_THICKNESS_POINTS:
            dots.append(box)
            continue
        if min(box.x1 - box.x0, box.bottom - box.top) <= RULING_THICKNESS_POINTS:
            rulings += straight_ruling(middle_line(box))
            continue
        if rect["stroke"]:
            rulings += sides(box)
        if rect["fill"] and not is_white(rect["non_stroking_color"]):
            fills.append(Fill(box, str(rect["non_stroking_color"])))
    for curve in printed(page.curves):
        around = frame.box(curve)
        if max(around.x1 - around.x0, around.bottom - around.top) <= RULING_THICKNESS_POINTS:
            dots.append(around)
        elif curve["stroke"]:
            for (ax, ay), (bx, by) in pairwise(curve["pts"]):
                piece = {
                    "x0": min(ax, bx),
                    "top": min(ay, by),
                    "x1": max(ax, bx),
                    "bottom": max(ay, by),
                }
                rulings += straight_ruling(frame.box(piece))
    return [*rulings, *dotted_rulings(dots)], fills


def printed(things: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The drawn things that are printed: those of form fields and notes rule nothing."""
    return (thing for thing in things if thing["source"] == "page")


def backgrounds(page: pdfplumber.page.Page, frame: PageFrame) -> list[Fill]:
    """The areas that form fields and notes shade, which are no fills of a table."""
    return [
        Fill(frame.box(thing), str(thing["non_stroking_color"]))
        for thing in (*page.rects, *page.curves)
        if thing["source"] != "page" and thing["fill"] and not is_white(thing["non_stroking_color"])
    ]


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


def is_white(colour: Any) -> bool:
    """Whether a fill cannot be seen on paper (white in grey, RGB or CMYK)."""
    if colour is None:
        return False
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    return parts in ((1,), (1, 1, 1), (0, 0, 0, 0))
