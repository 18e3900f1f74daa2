"""Pixels of a page: where two pictures of it differ, where something has an edge, and in what box.

Pictures are grey, rows of columns; boxes are in points, origin top left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.pages.geometry import Box
from pipeline.pdf.tolerances import LEAST_CONTRAST, TILE_PIXELS

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
# The grey of paper.
PAPER_GREY = 255


@dataclass(frozen=True, slots=True)
class PixelFrame:
    """How points on a page become pixels of its picture.

    Args:
        across: pixels a point from left to right.
        down: pixels a point from top to bottom.
        columns: of the picture.
        rows: of the picture.
    """

    across: float
    down: float
    columns: int
    rows: int

    def slices(self, box: Box, margin: int = 0) -> tuple[slice, slice]:
        """The rows and columns that a box touches, and so many around it; at least one of each."""
        left = max(0, math.floor(box.x0 * self.across) - margin)
        top = max(0, math.floor(box.top * self.down) - margin)
        right = max(left + 1, math.ceil(box.x1 * self.across) + margin)
        bottom = max(top + 1, math.ceil(box.bottom * self.down) + margin)
        return slice(top, bottom), slice(left, right)

    def box(self, top: float, left: float, bottom: float, right: float) -> Box:
        """The box of a range of rows and columns."""
        return Box(left / self.across, top / self.down, right / self.across, bottom / self.down)


def pixels_apart(one: Pixels, other: Pixels) -> Mask:
    """Where two pictures differ so much that a person may see it."""
    if one is other:
        return np.zeros(one.shape, bool)
    # Of bytes the lesser is taken from the greater: a difference below 0 would wrap around, and
    # black on white would be next to none.
    apart = np.maximum(one, other)
    apart -= np.minimum(one, other)
    seen: Mask = apart >= LEAST_CONTRAST
    return seen


def edges_down(picture: Pixels) -> Mask:
    """Where a pixel differs from the one below it."""
    edges = np.zeros(picture.shape, bool)
    edges[:-1] = pixels_apart(picture[:-1], picture[1:])
    return edges


def edges_across(picture: Pixels) -> Mask:
    """Where a pixel differs from the one to the right of it."""
    edges = np.zeros(picture.shape, bool)
    edges[:, :-1] = pixels_apart(picture[:, :-1], picture[:, 1:])
    return edges


def bounds(mask: Mask) -> tuple[int, int, int, int] | None:
    """First and past-the-last row and column of what is marked: top, left, bottom, right."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not rows.size:
        return None
    columns = np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


def runs(marked: Mask, gap: int) -> list[tuple[int, int]]:
    """The runs of what is marked in a row of pixels: first and past-the-last.

    Args:
        marked: the row.
        gap: runs that are no further apart than this are one.
    """
    places = np.flatnonzero(marked)
    if not places.size:
        return []
    breaks = np.flatnonzero(np.diff(places) > gap + 1)
    starts = [places[0], *places[breaks + 1]]
    ends = [*places[breaks], places[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def blobs(mask: Mask, frame: PixelFrame) -> Iterator[Box]:
    """The boxes of what hangs together, seen in tiles of a few pixels."""
    down, across = (math.ceil(size / TILE_PIXELS) for size in mask.shape)
    padded = np.zeros((down * TILE_PIXELS, across * TILE_PIXELS), bool)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    tiles = padded.reshape(down, TILE_PIXELS, across, TILE_PIXELS).any(axis=(1, 3))
    order = [(int(row), int(column)) for row, column in np.argwhere(tiles)]
    left = set(order)
    for tile in order:
        if tile not in left:
            continue
        left.remove(tile)
        group = [tile]
        for row, column in group:
            near = {(r, c) for r in range(row - 1, row + 2) for c in range(column - 1, column + 2)}
            near &= left
            left -= near
            group += near
        yield tight_box(mask, group, frame)


def tight_box(mask: Mask, tiles: Iterable[tuple[int, int]], frame: PixelFrame) -> Box:
    """The box of what is marked in some tiles."""
    rows, columns = zip(*tiles, strict=True)
    top, left = min(rows) * TILE_PIXELS, min(columns) * TILE_PIXELS
    bottom, right = (max(rows) + 1) * TILE_PIXELS, (max(columns) + 1) * TILE_PIXELS
    inner = bounds(mask[top:bottom, left:right]) or (0, 0, bottom - top, right - left)
    return frame.box(top + inner[0], left + inner[1], top + inner[2], left + inner[3])
