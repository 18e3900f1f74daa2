"""Merged cells: which one each cell of a sheet is part of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from pathlib import Path

from pipeline.spreadsheets.limits import damaged_file
from pipeline.spreadsheets.places import Area, cell_name


def in_areas(
    path: Path, areas: Sequence[Area], places: Sequence[tuple[int, int]]
) -> Iterator[Area | None]:
    """The area that each cell is in, or None, going down the sheet once.

    Args:
        path: what to call the file in messages.
        areas: none of which may lie over another one.
        places: rows and columns, sorted.

    Raises:
        InputError: some do.
    """
    crossing = Crossing(path)
    waiting = sorted(areas, reverse=True)
    for row, column in places:
        while waiting and waiting[-1].first_row <= row:
            crossing.enter(waiting.pop())
        crossing.leave(row)
        yield crossing.at(column)
    while waiting:
        crossing.enter(waiting.pop())


class Crossing:
    """The areas that cross a row, from left to right.

    Args:
        path: what to call the file in messages.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: list[int] = []
        self.areas: list[Area] = []
        self.ends: list[tuple[int, int]] = []

    def enter(self, area: Area) -> None:
        """Take an area, from its first row on.

        Raises:
            InputError: it lies over another one.
        """
        self.leave(area.first_row)
        index = bisect_left(self.columns, area.first_column)
        neighbours = self.areas[max(0, index - 1) : index + 1]
        for other in neighbours:
            if other.first_column <= area.last_column and area.first_column <= other.last_column:
                names = [cell_name(*found[:2]) for found in (other, area)]
                why = f"its merged cells at {names[0]} and {names[1]} lie over each other"
                raise damaged_file(self.path, why)
        self.columns.insert(index, area.first_column)
        self.areas.insert(index, area)
        heappush(self.ends, (area.last_row, area.first_column))

    def leave(self, row: int) -> None:
        """Go on to a row: areas that end above it are gone."""
        while self.ends and self.ends[0][0] < row:
            _, column = heappop(self.ends)
            index = bisect_left(self.columns, column)
            del self.columns[index], self.areas[index]

    def at(self, column: int) -> Area | None:
        """The area at a column of the row."""
        index = bisect_left(self.columns, column + 1) - 1
        if index >= 0 and self.areas[index].last_column >= column:
            return self.areas[index]
        return None
