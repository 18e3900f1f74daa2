"""Horizontal rules beside lines of text: long ones part a table, short ones span headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.grids.ruled import merge_rulings
from pipeline.grids.white_space.tolerances import (
    LONG_RULE_SHARE_OF_WIDTH,
    RULE_END_SHARE_OF_WIDTH,
    SAME_PLACE_POINTS,
)
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page, Ruling


@dataclass(frozen=True)
class Rules:
    """The horizontal rules of a page that lie over or under a table.

    Args:
        pieces: the rules, top to bottom.
        left: where the table begins.
        right: where it ends.
    """

    pieces: Sequence[Ruling]
    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide the table is, in points."""
        return max(SAME_PLACE_POINTS, self.right - self.left)

    @cached_property
    def by_height(self) -> dict[float, list[Ruling]]:
        """The rules at each height that lie over or under the table."""
        found: dict[float, list[Ruling]] = {}
        for piece in self.pieces:
            if piece.start < self.right and piece.end > self.left:
                found.setdefault(piece.position, []).append(piece)
        return found

    @cached_property
    def long_positions(self) -> list[float]:
        """The heights at which it is ruled over most of its width, from end to end."""
        return sorted(y for y, own in self.by_height.items() if self.is_long(own))

    def is_long(self, own: Sequence[Ruling]) -> bool:
        """Whether rules of one height reach from one end of the table to the other."""
        ruled = sum(min(r.end, self.right) - max(r.start, self.left) for r in own)
        near = self.width * RULE_END_SHARE_OF_WIDTH
        return (
            ruled >= self.width * LONG_RULE_SHARE_OF_WIDTH
            and min(r.start for r in own) <= self.left + near
            and max(r.end for r in own) >= self.right - near
        )

    def parts(self, upper: float, lower: float) -> bool:
        """Whether a long rule lies between two heights."""
        return any(upper <= y <= lower for y in self.long_positions)

    def spanning(self, box: Box, reach: float) -> Ruling | None:
        """The short rule under a heading that says which columns it covers, within a reach."""
        short = self.width * (1 - 2 * RULE_END_SHARE_OF_WIDTH)
        for y, own in self.by_height.items():
            if y in self.long_positions or not box.middle[1] <= y <= box.bottom + reach:
                continue
            for rule in own:
                around = (
                    rule.start - SAME_PLACE_POINTS <= box.x0
                    and rule.end + SAME_PLACE_POINTS >= box.x1
                )
                if around and rule.end - rule.start < short:
                    return rule
        return None

    def crossing(self, box: Box, upper: float, lower: float) -> bool:
        """Whether a rule between two heights runs over a text's middle."""
        x = box.middle[0]
        return any(
            rule.start <= x <= rule.end
            for y, own in self.by_height.items()
            if upper <= y <= lower
            for rule in own
        )


def rules_of(page: Page, left: float, right: float) -> Rules:
    """The rules of a page beside a table; the edges of fills part rows as rules do."""
    ruled = [ruling for ruling in page.rulings if ruling.direction == "h"]
    edges = [
        Ruling("h", y, fill.box.x0, fill.box.x1)
        for fill in page.fills
        for y in (fill.box.top, fill.box.bottom)
    ]
    return Rules(merge_rulings([*ruled, *edges]), left, right)
