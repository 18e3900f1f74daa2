"""Where columns lie: stripes of white that run through the lines of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.grids.white_space.runs import RunLine, split_runs

THOUSANDS = re.compile(r"[(+–−-]?\d{1,3} \d{3}([.,]\d+)?\)?")


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe of white between two columns, in points."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def least_width(count: int) -> float:
    """How wide a stripe is at least that runs through so many lines, in heights of a line."""
    for most, width in ((2, 1.0), (4, 0.8), (8, 0.6), (15, 0.5), (25, 0.4)):
        if count <= most:
            return width
    return 0.34


def stripes_of(lines: Sequence[RunLine], allowed: int = 0) -> list[Stripe]:
    """The stripes that at most so many lines have text in."""
    events: list[tuple[float, int]] = []
    for line in lines:
        for run in split_runs(line.words, 0.15):
            events.append((run.box.x0, 1))
            events.append((run.box.x1, -1))
    events.sort()
    height = sorted(line.height for line in lines)[len(lines) // 2]
    width = height * least_width(len(lines))
    stripes: list[Stripe] = []
    depth, start = 0, None
    first, last = events[0][0], max(x for x, _ in events)
    for x, change in events:
        before = depth
        depth += change
        if before > allowed >= depth:
            start = x
        elif before <= allowed < depth and start is not None:
            if x - start >= width and start > first and x < last + 1:
                stripes.append(Stripe(start, x))
            start = None
    return [s for s in stripes if s.end - s.start >= 0.5 * height or not parts_thousands(lines, s)]


def parts_thousands(lines: Sequence[RunLine], stripe: Stripe) -> bool:
    """Whether a stripe only parts the thousands of numbers, where a space does."""
    parted = both = 0
    for line in lines:
        left = [w for w in line.words if w.box.x1 <= stripe.start + 0.5]
        right = [w for w in line.words if w.box.x0 >= stripe.end - 0.5]
        if left and right and right[0].box.x0 - left[-1].box.x1 <= 0.5 * line.height:
            both += 1
            parted += bool(THOUSANDS.fullmatch(f"{left[-1].text} {right[0].text}"))
    return 2 * parted > both


def has_text_beside(lines: Sequence[RunLine], stripe: Stripe) -> int:
    """On how many lines text stands at both sides of a stripe."""
    return sum(
        any(w.box.x1 <= stripe.start + 0.5 for w in line.words)
        and any(w.box.x0 >= stripe.end - 0.5 for w in line.words)
        for line in lines
    )
