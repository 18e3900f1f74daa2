"""Words → lines of runs: words that stand close enough together to be one text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.grids.lines import lines_of
from pipeline.grids.white_space.tolerances import RUN_GAP_TIMES_HEIGHT
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Word

# Dots that lead the eye from a text to its value, alone or after the text.
LEADERS = re.compile(r"[.…·_]{4,}$")


@dataclass(frozen=True)
class Run:
    """Words of one line that stand close together."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """The union of the words' boxes, without dots that lead to a value."""
        box = union(word.box for word in self.words)
        ends = [text_end(word) for word in self.words]
        return Box(box.x0, box.top, max([*ends, box.x0]), box.bottom)

    @cached_property
    def text(self) -> str:
        """The words, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True)
class RunLine:
    """A line of text as runs, left to right."""

    runs: tuple[Run, ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All of its words, left to right."""
        return tuple(word for run in self.runs for word in run.words)

    @cached_property
    def ends(self) -> tuple[list[float], list[float]] | None:
        """Where its words begin and where they end, both in order; None where they are not.

        Words that lie over each other may end in another order than they begin.
        """
        starts, ends = [w.box.x0 for w in self.words], [w.box.x1 for w in self.words]
        ordered = all(a <= b for own in (starts, ends) for a, b in pairwise(own))
        return (starts, ends) if ordered else None

    def last_before(self, place: float) -> Word | None:
        """The last of its words that ends at a place, or before it."""
        if self.ends is None:
            return next((w for w in reversed(self.words) if w.box.x1 <= place), None)
        count = bisect_right(self.ends[1], place)
        return self.words[count - 1] if count else None

    def first_after(self, place: float) -> Word | None:
        """The first of its words that begins at a place, or after it."""
        if self.ends is None:
            return next((w for w in self.words if w.box.x0 >= place), None)
        count = bisect_left(self.ends[0], place)
        return self.words[count] if count < len(self.words) else None

    @cached_property
    def box(self) -> Box:
        """The union of the runs' boxes."""
        return union(run.box for run in self.runs)

    @cached_property
    def height(self) -> float:
        """The usual height of its words in points."""
        return median(word.box.bottom - word.box.top for word in self.words)

    @property
    def is_tabular(self) -> bool:
        """Whether texts stand side by side on it."""
        return len(self.runs) > 1

    @property
    def has_leaders(self) -> bool:
        """Whether dots lead from a text to its value."""
        return any(LEADERS.search(word.text) for word in self.words)


def run_lines(words: Iterable[Word]) -> list[RunLine]:
    """Words as lines of runs, top to bottom; turned words are left out."""
    upright = [word for word in words if not word.turn]
    return [
        RunLine(tuple(split_runs(line.words, RUN_GAP_TIMES_HEIGHT))) for line in lines_of(upright)
    ]


def split_runs(words: Sequence[Word], times: float) -> list[Run]:
    """The runs of a line: parted where a gap is wider than so many times its height."""
    height = median(word.box.bottom - word.box.top for word in words)
    runs: list[list[Word]] = []
    reach = float("-inf")
    for word in words:
        end = text_end(word)
        leads = end <= word.box.x0
        if runs and (leads or word.box.x0 - reach <= height * times):
            runs[-1].append(word)
        else:
            runs.append([word])
        reach = max(reach, end)
    return [Run(tuple(run)) for run in runs]


def text_end(word: Word) -> float:
    """Where the text of a word ends at the right, without the dots that lead to its value."""
    found = LEADERS.search(word.text)
    if found is None:
        return word.box.x1
    return word.box.x0 + (word.box.x1 - word.box.x0) * found.start() / len(word.text)
