"""Words → lines of text, and runs of words that stand close together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.grids.model import Cell, Line
from pipeline.grids.tolerances import (
    EVEN_TIMES_LEAST_DISTANCE,
    SAME_LINE_SHARE_OF_HEIGHT,
    SAME_RUN_SHARE_OF_HEIGHT,
)
from pipeline.pages.geometry import Box, Turn, turn_box, union
from pipeline.pages.model import Word


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words as lines, top to bottom, each from left to right; turned ones last, as they read."""
    by_turn: dict[Turn, list[Word]] = {}
    for word in words:
        by_turn.setdefault(word.turn, []).append(word)
    return tuple(line for turn in sorted(by_turn) for line in upright_lines(by_turn[turn], turn))


def upright_lines(words: list[Word], turn: Turn) -> Iterator[Line]:
    """Words that are all turned alike as lines, in the order in which they read."""
    placed = [(turn_box(word.box, turn, 0, 0) if turn else word.box, word) for word in words]
    lines: list[list[tuple[Box, Word]]] = []
    for box, word in sorted(placed, key=lambda entry: (entry[0].middle[1], entry[0].x0)):
        if lines:
            first = lines[-1][0][0]
            height = min(first.bottom - first.top, box.bottom - box.top)
            if box.middle[1] - first.middle[1] < height * SAME_LINE_SHARE_OF_HEIGHT:
                lines[-1].append((box, word))
                continue
        lines.append([(box, word)])
    for line in lines:
        yield Line(tuple(word for _, word in sorted(line, key=lambda entry: entry[0].x0)))


def runs_of(words: Sequence[Word]) -> Iterator[Box]:
    """The boxes of words that stand close together on one line."""
    for line in lines_of(words):
        run = [line.words[0]]
        for word in line.words[1:]:
            height = word.box.bottom - word.box.top
            if word.box.x0 - run[-1].box.x1 > SAME_RUN_SHARE_OF_HEIGHT * height:
                yield union(w.box for w in run)
                run = []
            run.append(word)
        yield union(w.box for w in run)


def is_uneven(cell: Cell) -> bool:
    """Whether the lines of a cell stand further apart in some places than in others."""
    gaps = [below.box.top - line.box.top for line, below in pairwise(cell.lines)]
    return len(gaps) > 1 and max(gaps) > min(gaps) * EVEN_TIMES_LEAST_DISTANCE
