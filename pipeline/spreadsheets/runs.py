"""Runs of hidden rows or columns: whole numbers in a row, of which a sheet may have a million."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Runs:
    """Whole numbers as runs, each from its first to its last.

    Args:
        runs: such runs in any order; they may touch and lie over each other.
    """

    def __init__(self, runs: Iterable[tuple[int, int]] = ()) -> None:
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        for first, last in sorted(runs):
            if self.lasts and first <= self.lasts[-1] + 1:
                self.lasts[-1] = max(self.lasts[-1], last)
            else:
                self.firsts.append(first)
                self.lasts.append(last)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The first and last number of each run."""
        return iter(zip(self.firsts, self.lasts, strict=True))

    def run_of(self, number: int) -> int | None:
        """Which run a number is in, from 0; None where it is in none."""
        index = bisect_right(self.firsts, number) - 1
        return index if index >= 0 and number <= self.lasts[index] else None

    def first_outside(self, number: int) -> int:
        """The number itself, or the first one after it that is in no run."""
        index = self.run_of(number)
        return number if index is None else self.lasts[index] + 1

    def last_outside(self, number: int) -> int:
        """The number itself, or the last one before it that is in no run."""
        index = self.run_of(number)
        return number if index is None else self.firsts[index] - 1

    def up_to(self, last: int) -> tuple[int, ...]:
        """Each number up to one."""
        return tuple(number for first, end in self for number in range(first, min(end, last) + 1))
