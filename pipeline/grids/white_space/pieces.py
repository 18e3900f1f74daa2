"""Lines → pieces of text, each in the columns that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.grids.white_space.columns import Columns
from pipeline.grids.white_space.runs import RunLine, split_runs
from pipeline.grids.white_space.tolerances import RUN_GAP_TIMES_HEIGHT, WORD_GAP_TIMES_HEIGHT
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Word


@dataclass(slots=True)
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
        """The union of the words' boxes."""
        return union(word.box for word in self.words)

    @property
    def text(self) -> str:
        """The words, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """The height of its highest word in points."""
        return max(word.box.bottom - word.box.top for word in self.words)

    def covers(self, column: int) -> bool:
        """Whether it stands over a column."""
        return self.column <= column <= self.last

    def take(self, other: Piece) -> None:
        """Add the words of another piece, and the columns that it covers."""
        self.words += other.words
        self.column, self.last = min(self.column, other.column), max(self.last, other.last)


def pieces_of(line: RunLine, columns: Columns) -> list[Piece]:
    """The words of a line by column; a text that runs over stays where it starts."""
    pieces: list[Piece] = []
    for run in split_runs(line.words, WORD_GAP_TIMES_HEIGHT):
        first, last = columns.touched(run.box.x0, run.box.x1)
        own = Piece(first, last, list(run.words))
        if not pieces or pieces[-1].last < first:
            pieces.append(own)
            continue
        apart = run.box.x0 - pieces[-1].box.x1 > RUN_GAP_TIMES_HEIGHT * line.height
        if apart and last > pieces[-1].last:
            own.column = pieces[-1].last + 1
            pieces.append(own)
        else:
            pieces[-1].take(own)
    return pieces


def by_column(pieces: Sequence[Piece]) -> dict[int, Piece]:
    """The pieces of a row by the first column of each; those of one column together."""
    found: dict[int, Piece] = {}
    for piece in pieces:
        if piece.column in found:
            found[piece.column].take(piece)
        else:
            found[piece.column] = Piece(piece.column, piece.last, list(piece.words))
    for column, piece in found.items():
        piece.last = min([piece.last, *(other - 1 for other in found if other > column)])
    return found
