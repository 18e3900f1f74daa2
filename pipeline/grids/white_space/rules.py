"""Horizontal rules beside lines of text: long ones part a table, short ones span headings."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grids.ruled import merge_rulings
from pipeline.pdf.geometry import Box
from pipeline.pdf.model import Page, Ruling

LONG_SHARE = 0.6


@dataclass(frozen=True)
class Rules:
    """The horizontal rules of a page that lie over or under a table.

    Args:
        pieces: the rules, top to bottom.
        left: where the table begins.
        right: where it ends.
    """

    pieces: tuple[Ruling, ...]
    left: float
    right: float

    def between(self, top: float, bottom: float) -> list[Ruling]:
        """The rules between two heights that overlap the table."""
        return [
            r
            for r in self.pieces
            if top <= r.position <= bottom and r.start < self.right and r.end > self.left
        ]

    def is_long(self, top: float, bottom: float) -> bool:
        """Whether a rule between two heights runs over most of the table."""
        return any(top <= y <= bottom for y in self.long_positions())

    def share(self, y: float) -> float:
        """How much of the table's width is ruled at a height."""
        return sum(
            max(0.0, min(r.end, self.right) - max(r.start, self.left))
            for r in self.pieces
            if abs(r.position - y) < 0.1
        ) / max(1.0, self.right - self.left)

    def long_positions(self) -> list[float]:
        """The heights at which it is ruled over most of its width, from end to end."""
        return sorted({r.position for r in self.pieces if self.reaches(r.position)})

    def reaches(self, y: float) -> bool:
        """Whether the rules at a height reach from one end of the table to the other."""
        own = [r for r in self.pieces if abs(r.position - y) < 0.1]
        near = 0.05 * (self.right - self.left)
        return (
            self.share(y) >= LONG_SHARE
            and min(r.start for r in own) <= self.left + near
            and max(r.end for r in own) >= self.right - near
        )

    def crossing(self, box: Box, top: float, bottom: float) -> bool:
        """Whether a rule between two heights runs over a text's middle."""
        x = box.middle[0]
        return any(r.start <= x <= r.end for r in self.between(top, bottom))


def rules_of(page: Page, left: float, right: float) -> Rules:
    """The rules of a page beside a table."""
    across = merge_rulings([r for r in page.rulings if r.direction == "h"])
    return Rules(tuple(sorted(across, key=lambda r: r.position)), left, right)
