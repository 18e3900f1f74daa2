"""Lines → pieces of text, each in the columns that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grids.white_space.runs import RunLine, split_runs
from pipeline.pdf.geometry import Box, union
from pipeline.pdf.model import Word


@dataclass
class Piece:
    """Words in one place of a grid.

    Args:
        column: the first that it covers.
        last: the last that it covers.
        words: line after line, left to right.
    """

    column: int
    last: int
    words: list[Word]

    @property
    def box(self) -> Box:
        return union(word.box for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        return max(word.box.bottom - word.box.top for word in self.words)


@dataclass
class Columns:
    """Columns by their borders and the extent of their text, in points."""

    borders: list[float]
    extents: list[tuple[float, float]]

    def of(self, x: float) -> int:
        """The column at a place."""
        return sum(x >= border for border in self.borders[1:-1])

    def touched(self, left: float, right: float) -> tuple[int, int]:
        """The first and last column whose text lies over or under a stretch."""
        own = [c for c, (a, b) in enumerate(self.extents) if left < b and right > a]
        if own:
            return own[0], own[-1]
        column = self.of((left + right) / 2)
        return column, column


def pieces_of(line: RunLine, columns: Columns) -> list[Piece]:
    """The words of a line by column; a text that runs over stays where it starts."""
    pieces: list[Piece] = []
    for run in split_runs(line.words, 0.36):
        first, last = columns.touched(run.box.x0 + 0.5, run.box.x1 - 0.5)
        if pieces and pieces[-1].last >= first:
            if last > pieces[-1].last and run.box.x0 - pieces[-1].box.x1 > 0.9 * line.height:
                pieces.append(Piece(pieces[-1].last + 1, last, list(run.words)))
                continue
            pieces[-1].words += run.words
            pieces[-1].last = max(pieces[-1].last, last)
        else:
            pieces.append(Piece(first, last, list(run.words)))
    return pieces
