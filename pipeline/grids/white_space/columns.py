"""Where columns lie: stripes of white that run through the lines of a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.grids.white_space.runs import RunLine, split_runs
from pipeline.grids.white_space.tolerances import (
    CROSSING_SHARE_OF_LINES,
    LEAST_STRIPE_TIMES_HEIGHT,
    MOST_OTHER_LINES,
    RUN_GAP_TIMES_HEIGHT,
    STRIPE_LINES,
    STRIPE_WIDTHS_TIMES_HEIGHT,
    TOUCHING_POINTS,
)
from pipeline.pages.geometry import union
from pipeline.text.values import is_currency, is_value_text

# Two words that a space parts may be a number with its thousands.
THOUSANDS = re.compile(r"[(+–−-]?\d{1,3} \d{3}([.,]\d+)?\)?")
# Stands after the numbers that it belongs to, and the sign of a currency before or after them,
# perhaps in a column of its own.
PERCENT = "%"
# What stands for no value.
DASHES = frozenset("-–—.…")


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe of white between two columns, in points."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The place halfway through it."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Columns:
    """Columns by their borders, and from where to where the text of each reaches, in points."""

    borders: tuple[float, ...]
    extents: tuple[tuple[float, float], ...]

    @cached_property
    def inner(self) -> list[float] | None:
        """The borders between two columns, where they are in order."""
        found = list(self.borders[1:-1])
        return found if all(a <= b for a, b in pairwise(found)) else None

    @cached_property
    def reach(self) -> tuple[list[float], list[float]] | None:
        """Where the text of each column begins and where it ends, where both are in order."""
        starts, ends = [start for start, _ in self.extents], [end for _, end in self.extents]
        ordered = all(a <= b for own in (starts, ends) for a, b in pairwise(own))
        return (starts, ends) if ordered else None

    def of(self, x: float) -> int:
        """The column at a place."""
        if self.inner is not None:
            return bisect_right(self.inner, x)
        return sum(x >= border for border in self.borders[1:-1])

    def touched(self, left: float, right: float) -> tuple[int, int]:
        """The first and last column whose text lies over or under a stretch."""
        start, end = left + TOUCHING_POINTS, right - TOUCHING_POINTS
        if self.reach is not None:
            first, last = bisect_right(self.reach[1], start), bisect_left(self.reach[0], end) - 1
            if first <= last:
                return first, last
        elif own := [c for c, (a, b) in enumerate(self.extents) if start < b and end > a]:
            return own[0], own[-1]
        column = self.of((left + right) / 2)
        return column, column


def columns_between(stripes: Sequence[Stripe], left: float, right: float) -> Columns:
    """The columns that stripes part from one place to another."""
    starts = (left, *(stripe.end for stripe in stripes))
    ends = (*(stripe.start for stripe in stripes), right)
    borders = (left, *(stripe.middle for stripe in stripes), right)
    return Columns(borders, tuple(zip(starts, ends, strict=True)))


def best_stripes(lines: Sequence[RunLine], times: float = 1) -> list[Stripe]:
    """The stripes between the columns of lines, of which a few may run over several columns.

    Those under the headings tell, where values do; else the lines that make most columns.

    Args:
        lines: the lines, top to bottom.
        times: how many times as wide as usual a stripe is at least.
    """
    count = len(lines)
    first = next((n for n, line in enumerate(lines) if has_values_beside(line)), None)
    if first is not None and 2 * first <= count:
        found = clear_stripes(lines[first:], times)
        if found:
            return found
    most = min(MOST_OTHER_LINES, max(0, count // 2 - 1))
    tries = (clear_stripes(lines[skip:], times) for skip in range(most + 1))
    return max(tries, key=len, default=[])


def has_values_beside(line: RunLine) -> bool:
    """Whether most texts of a line beside the first are values."""
    beside = line.runs[1:]
    return 2 * sum(is_value_text(run.text) for run in beside) >= len(beside)


def clear_stripes(lines: Sequence[RunLine], times: float) -> list[Stripe]:
    """The stripes of lines that have text at both sides of them on some."""
    found = stripes_of(lines, int(CROSSING_SHARE_OF_LINES * len(lines)), times)
    return [stripe for stripe in found if count_beside(lines, stripe) >= min(2, len(lines))]


def stripes_of(lines: Sequence[RunLine], allowed: int, times: float) -> list[Stripe]:
    """The stripes that at most so many lines have text in, wide enough to part columns."""
    least = LEAST_STRIPE_TIMES_HEIGHT * times
    runs = [run.box for line in lines for run in split_runs(line.words, least)]
    events = sorted([(box.x0, 1) for box in runs] + [(box.x1, -1) for box in runs])
    height = median(line.height for line in lines)
    width = height * least_width(len(lines)) * times
    stripes: list[Stripe] = []
    depth, start = 0, None
    for x, change in events:
        before = depth
        depth += change
        if before > allowed >= depth:
            start = x
        elif before <= allowed < depth and start is not None:
            if x - start >= width:
                stripes.append(Stripe(start, x))
            start = None
    return [stripe for stripe in stripes if not parts_thousands(lines, stripe)]


def least_width(count: int) -> float:
    """How wide a stripe is at least that runs through so many lines, in heights of a line."""
    widths = (*STRIPE_WIDTHS_TIMES_HEIGHT, LEAST_STRIPE_TIMES_HEIGHT)
    return widths[sum(count > most for most in STRIPE_LINES)]


def parts_thousands(lines: Sequence[RunLine], stripe: Stripe) -> bool:
    """Whether a stripe only parts the thousands of numbers, where a space does."""
    parted = both = 0
    for line in lines:
        left = line.last_before(stripe.start + TOUCHING_POINTS)
        right = line.first_after(stripe.end - TOUCHING_POINTS)
        if left is None or right is None:
            continue
        both += 1
        near = right.box.x0 - left.box.x1 <= RUN_GAP_TIMES_HEIGHT * line.height
        parted += near and bool(THOUSANDS.fullmatch(f"{left.text} {right.text}"))
    return 2 * parted > both


def count_beside(lines: Sequence[RunLine], stripe: Stripe) -> int:
    """On how many lines text stands at both sides of a stripe."""
    return sum(
        line.last_before(stripe.start + TOUCHING_POINTS) is not None
        and line.first_after(stripe.end - TOUCHING_POINTS) is not None
        for line in lines
    )


def with_sparse_columns(stripes: Sequence[Stripe], lines: Sequence[RunLine]) -> list[Stripe]:
    """Stripes parted where a few texts lie wholly in one of them.

    They are a column of their own where text stands at both sides of them; else they stand at
    another place of the column that is empty beside them, such as a dash.
    """
    borders = [float("-inf"), *(stripe.middle for stripe in stripes), float("inf")]
    out: list[Stripe] = []
    for number, stripe in enumerate(stripes):
        inside = [
            (run.box, line)
            for line in lines
            for run in line.runs
            if run.box.x0 > stripe.start and run.box.x1 < stripe.end
        ]
        if not inside:
            out.append(stripe)
            continue
        box, least = union(box for box, _ in inside), LEAST_STRIPE_TIMES_HEIGHT * lines[0].height
        left = any(has_text(line, borders[number], stripe.start) for _, line in inside)
        right = any(has_text(line, stripe.end, borders[number + 2]) for _, line in inside)
        pieces = [Stripe(stripe.start, box.x0)] if left or not right else []
        pieces += [Stripe(box.x1, stripe.end)] if right or not left else []
        wide = all(piece.end - piece.start >= least for piece in pieces)
        out += pieces[:1] if wide and not (left and right) else pieces if wide else [stripe]
    return out


def has_text(line: RunLine, left: float, right: float) -> bool:
    """Whether a line has text between two places."""
    return any(left <= run.box.middle[0] <= right for run in line.runs)


def without_signs(columns: Columns, lines: Sequence[RunLine]) -> Columns:
    """Columns of signs alone joined with those that they belong to.

    That of dashes, which stand at another place than numbers, is the nearest beside it that is
    empty where they stand.
    """
    rows = [{columns.of(word.box.middle[0]) for word in line.words} for line in lines]
    texts = [""] * len(columns.extents)
    for line in lines:
        for word in line.words:
            texts[columns.of(word.box.middle[0])] += word.text
    dropped = set()
    for number, text in enumerate(texts):
        if text and all(sign == PERCENT or is_currency(sign) for sign in text):
            after = PERCENT not in text and number + 1 < len(texts)
            dropped.add(number + 1 if after else number)
        elif text and number and set(text) <= DASHES:
            beside = [n for n in (number - 1, number + 1) if 0 < n < len(texts)]
            beside = [n for n in beside if not any({n, number} <= row for row in rows)]
            if beside:
                nearest = min(beside, key=lambda n: white_between(columns, n, number))
                dropped.add(max(number, nearest))
    borders = [x for n, x in enumerate(columns.borders) if n not in dropped or n == 0]
    extents: list[tuple[float, float]] = []
    for number, extent in enumerate(columns.extents):
        if number in dropped and extents:
            extents[-1] = (extents[-1][0], extent[1])
        else:
            extents.append(extent)
    return Columns(tuple(borders), tuple(extents))


def white_between(columns: Columns, one: int, other: int) -> float:
    """How wide the white between two columns beside each other is, in points."""
    first, second = sorted((one, other))
    return columns.extents[second][0] - columns.extents[first][1]
