"""Lines under the headings → rows: each line is one, or goes on with a line beside it.

The columns that hold one value a row tell: a line without any is a name that goes on, the first
line of one, or a row of its own, such as the heading of a section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.grids.white_space.columns import Columns
from pipeline.grids.white_space.pieces import Piece
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import RunLine
from pipeline.grids.white_space.tolerances import (
    NEXT_LINE_TIMES_HEIGHT,
    SAME_PLACE_POINTS,
    TIGHTER_TIMES_HEIGHT,
    TOUCHING_POINTS,
)
from pipeline.text.values import is_value_text


@dataclass(frozen=True)
class Body:
    """The lines under the headings, as they are told into rows.

    Args:
        lines: the lines, top to bottom.
        pieces: their texts by column.
        keys: the columns with one value a row.
        rules: the rules beside them.
    """

    lines: Sequence[RunLine]
    pieces: Sequence[list[Piece]]
    keys: frozenset[int]
    rules: Rules

    def is_full(self, number: int) -> bool:
        """Whether a line has a value that stands once a row."""
        return any(piece.column in self.keys for piece in self.pieces[number])

    def is_row(self, numbers: Sequence[int]) -> bool:
        """Whether lines that no rule parts are one row: no more than one of them has values."""
        return sum(map(self.is_full, numbers)) <= 1

    def has_name(self, number: int) -> bool:
        """Whether a line has text in the first column."""
        return any(piece.column == 0 for piece in self.pieces[number])

    def gap(self, number: int) -> float:
        """The space in points between a line and the one before it."""
        return self.lines[number].box.top - self.lines[number - 1].box.bottom

    def parted(self, number: int) -> bool:
        """Whether a rule parts a line from the one before it, or there is none."""
        if not 0 < number < len(self.lines):
            return True
        upper, lower = self.lines[number - 1].box, self.lines[number].box
        return self.rules.parts(upper.middle[1], lower.middle[1])

    @property
    def pitch(self) -> float | None:
        """The usual space between two rows of one line each; None where there are none."""
        both = [
            self.gap(n)
            for n in range(1, len(self.lines))
            if self.is_full(n - 1) and self.is_full(n)
        ]
        return median(both) if both else None

    @property
    def right(self) -> float:
        """Where the names end at the right."""
        ends = (p.box.x1 for row in self.pieces for p in row if p.column == p.last == 0)
        return max(ends, default=0.0)


def body_rows(
    lines: Sequence[RunLine], pieces: Sequence[list[Piece]], columns: Columns, rules: Rules
) -> list[list[list[Piece]]]:
    """The rows of the lines under the headings, each as the texts of its lines."""
    body = Body(lines, pieces, key_columns(lines, pieces, len(columns.extents)), rules)
    joined = lines_joined(body)
    groups: list[list[list[Piece]]] = []
    for number, row in enumerate(pieces):
        if groups and number in joined:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def lines_joined(body: Body) -> set[int]:
    """The lines that go on with the one before them."""
    numbers = range(len(body.lines))
    bands = bands_of(body)
    if len(bands) > 2 and 2 * sum(map(body.is_row, bands)) > len(bands):
        return {number for band in bands if body.is_row(band) for number in band[1:]}
    if not body.keys:
        return set()
    joined = {
        number
        for middle in numbers
        if is_between_name_lines(body, middle)
        for number in (middle, middle + 1)
    }
    pitch, right = body.pitch, body.right
    for number in numbers:
        if body.is_full(number) or not body.pieces[number] or {number, number + 1} & joined:
            continue
        if is_next_line(body, number, pitch, right):
            joined.add(number)
        elif is_first_line(body, number, right):
            joined.add(number + 1)
    return joined


def bands_of(body: Body) -> list[list[int]]:
    """The lines between two rules that part rows, band by band."""
    bands: list[list[int]] = []
    for number in range(len(body.lines)):
        if body.parted(number):
            bands.append([])
        bands[-1].append(number)
    return bands


def is_between_name_lines(body: Body, number: int) -> bool:
    """Whether a line of values alone stands in the middle of the two lines of its name."""
    if not 0 < number < len(body.lines) - 1 or not body.is_full(number) or body.has_name(number):
        return False
    near = body.lines[number].height * TIGHTER_TIMES_HEIGHT
    return (
        not body.is_full(number - 1)
        and not body.is_full(number + 1)
        and body.gap(number) < near
        and body.gap(number + 1) < near
    )


def is_next_line(body: Body, number: int, pitch: float | None, right: float) -> bool:
    """Whether a line without values goes on with the name before it.

    It does where there was no room for its first word, or it stands closer than rows do, and is
    indented or in lower case.
    """
    if body.parted(number) or not body.pieces[number - 1]:
        return False
    own, before = body.pieces[number][0], body.pieces[number - 1][0]
    height = own.height
    if body.gap(number) >= height * NEXT_LINE_TIMES_HEIGHT:
        return False
    follows = number + 1 < len(body.lines)
    closer = not follows or body.gap(number) < body.gap(number + 1)
    if own.column > 0:
        return body.gap(number) <= body.gap(number + 1) + TOUCHING_POINTS if follows else True
    word = own.words[0].box
    wrapped = (
        before.column == own.column
        and word.x1 - word.x0 > right - before.box.x1 - SAME_PLACE_POINTS
        and before.words[-1].bold == own.words[0].bold
        and not before.text.endswith(":")
        and own.box.x0 >= before.box.x0 - SAME_PLACE_POINTS
    )
    lower = own.text[:1].islower() or own.text[:1] in "(&"
    indented = own.box.x0 > before.box.x0 + SAME_PLACE_POINTS
    rows_apart = pitch if pitch is not None else body.gap(number + 1) if follows else None
    tight = rows_apart is None or body.gap(number) < rows_apart - height * TIGHTER_TIMES_HEIGHT
    if wrapped:
        return lower or tight or indented
    return tight and (lower or (indented and closer))


def is_first_line(body: Body, number: int, right: float) -> bool:
    """Whether a line without values is the first of a name whose values stand on its last line."""
    if body.parted(number + 1) or not body.is_full(number + 1) or not body.pieces[number + 1]:
        return False
    own, below = body.pieces[number][0], body.pieces[number + 1][0]
    word = below.words[0].box
    return (
        own.column == below.column
        and body.gap(number + 1) < own.height * NEXT_LINE_TIMES_HEIGHT
        and word.x1 - word.x0 > right - own.box.x1 - SAME_PLACE_POINTS
        and below.text[:1].islower()
        and not own.text.endswith(":")
        and own.words[0].bold == below.words[0].bold
    )


def key_columns(
    lines: Sequence[RunLine], pieces: Sequence[Sequence[Piece]], count: int
) -> frozenset[int]:
    """The columns with one value a row: those of values; of text alone, the one that tells."""
    own = [[p for row in pieces for p in row if p.column == p.last == c] for c in range(count)]
    values = {
        c
        for c in range(1, count)
        if own[c] and 2 * sum(is_value_text(p.text) for p in own[c]) >= len(own[c])
    }
    return frozenset(values or text_keys(lines, pieces, count))


def text_keys(lines: Sequence[RunLine], pieces: Sequence[Sequence[Piece]], count: int) -> set[int]:
    """The column of text that stands on one line of each row, at its top.

    Where lines are further apart in places, these begin rows; all that is filled there for the
    most part, and hardly elsewhere, tells. Else it is one that is filled only where names are.
    """
    filled = [
        {n for n, row in enumerate(pieces) if any(p.column == c for p in row)} for c in range(count)
    ]
    if all(len(own) == len(lines) for own in filled):
        return set()
    starts = starts_by_gaps(lines)
    if len(starts) > 1:
        fitting = [c for c in range(count) if filled[c] == starts]
        if fitting:
            return {fitting[0]}
    for c in range(1, count):
        is_among_names = 0 in filled[c] and filled[c] < filled[0]
        if is_among_names and len(filled[c]) > 1 and 2 * len(filled[c]) >= len(filled[0]):
            return {c}
    return {0} if 0 in filled[0] and len(filled[0]) > 1 else set()


def starts_by_gaps(lines: Sequence[RunLine]) -> set[int]:
    """The lines that stand further below the one before them than the lines of a cell do."""
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(lines)]
    if not gaps:
        return {0}
    height = median(line.height for line in lines)
    wide = min(gaps) + height * TIGHTER_TIMES_HEIGHT * 2
    return {0, *(n for n, gap in enumerate(gaps, 1) if gap > wide)}
