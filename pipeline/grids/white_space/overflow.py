"""Texts that run over a ruling into the cell beside: they belong whole to one of the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid, Line
from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT
from pipeline.grids.white_space.tolerances import (
    TOUCHING_POINTS,
    WORD_GAP_TIMES_HEIGHT,
)
from pipeline.pages.model import Word

# A number whose thousands a space parts.
SPACED_NUMBER = re.compile(r"[-–−(]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\)?")


def with_whole_texts(grid: Grid) -> Grid:
    """A ruled grid in which no text is cut at a ruling that it runs over.

    A number stays whole in the cell that holds more of it; other text stays in the cell where it
    starts, where the next one is empty but for it.
    """
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    for cell in grid.cells:
        left = cells[cell.row, cell.column]
        right = cells.get((cell.row, cell.column + cell.column_span))
        if right is None or right.row_span != left.row_span or not (left.lines and right.lines):
            continue
        for moved in moves_between(left, right):
            left, right = moved
        cells[left.row, left.column], cells[right.row, right.column] = left, right
    if all(cells[cell.row, cell.column] is cell for cell in grid.cells):
        return grid
    return replace(grid, cells=tuple(cells[cell.row, cell.column] for cell in grid.cells))


def moves_between(left: Cell, right: Cell) -> list[tuple[Cell, Cell]]:
    """Two cells side by side after the texts that run over their border are made whole."""
    done: list[tuple[Cell, Cell]] = []
    for line in left.lines:
        other = next((o for o in right.lines if are_one_line(line, o)), None)
        if other is None or not close(line.words[-1], other.words[0]):
            continue
        tail, head = number_over(line.words, other.words)
        if tail and head:
            to_right = width(head) >= width(tail)
            moving = tail if to_right else head
        elif straddles(line.words, other.words, right.box.x0) and len(right.lines) == 1:
            to_right, moving = False, list(other.words)
        else:
            continue
        source, target = (left, right) if to_right else (right, left)
        source, target = without(source, moving), with_words(target, moving)
        left, right = (source, target) if to_right else (target, source)
        done.append((left, right))
    return done


def are_one_line(one: Line, other: Line) -> bool:
    """Whether two lines of cells side by side stand at one height."""
    height = one.box.bottom - one.box.top
    off = abs(one.box.middle[1] - other.box.middle[1])
    return off <= height * SAME_LINE_SHARE_OF_HEIGHT


def close(left: Word, right: Word) -> bool:
    """Whether two words stand no further apart than those of one text."""
    height = left.box.bottom - left.box.top
    return right.box.x0 - left.box.x1 <= height * WORD_GAP_TIMES_HEIGHT


def number_over(left: Sequence[Word], right: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of a number that begins at the end of a line and goes on in the next cell.

    It has as many of them as stand close together there.
    """
    tail, head = close_together(left[::-1])[::-1], close_together(right)
    for count in range(len(tail), 0, -1):
        words = [*tail[-count:], *head]
        if SPACED_NUMBER.fullmatch(" ".join(word.text for word in words)):
            return tail[-count:], head
    return [], []


def close_together(words: Sequence[Word]) -> list[Word]:
    """The first words that stand close together, of those of a line in either direction."""
    found = [words[0]]
    for word in words[1:]:
        left, right = sorted((found[-1], word), key=lambda w: w.box.x0)
        if not close(left, right):
            break
        found.append(word)
    return found


def straddles(left: Sequence[Word], right: Sequence[Word], border: float) -> bool:
    """Whether a word of a text lies on the border that the text runs over."""
    words = (left[-1], right[0])
    return any(
        word.box.x0 < border - TOUCHING_POINTS and word.box.x1 > border + TOUCHING_POINTS
        for word in words
    )


def width(words: Sequence[Word]) -> float:
    """How wide words are together."""
    return words[-1].box.x1 - words[0].box.x0


def without(cell: Cell, words: Sequence[Word]) -> Cell:
    """A cell without some of its words."""
    numbers = {word.number for word in words}
    own = [w for line in cell.lines for w in line.words if w.number not in numbers]
    return replace(cell, lines=lines_of(own))


def with_words(cell: Cell, words: Sequence[Word]) -> Cell:
    """A cell with further words."""
    return replace(cell, lines=lines_of([*(w for line in cell.lines for w in line.words), *words]))
