"""Lines → ranges of lines that are tables: text side by side, in columns that go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.grids.white_space.columns import Stripe, has_text_beside, stripes_of
from pipeline.grids.white_space.runs import PROSE_LETTERS, Run, RunLine
from pipeline.pdf.geometry import Box, union
from pipeline.text.values import count_letters, is_value_text


@dataclass(frozen=True)
class Block:
    """A range of the lines of a zone; its first and last have text side by side."""

    zone: Sequence[RunLine]
    first: int
    last: int

    @property
    def lines(self) -> Sequence[RunLine]:
        return self.zone[self.first : self.last + 1]

    @property
    def tabular(self) -> list[RunLine]:
        return [line for line in self.lines if line.is_tabular]

    @property
    def box(self) -> Box:
        return union(line.box for line in self.lines)

    @property
    def stripes(self) -> list[Stripe]:
        return best_stripes(self.tabular)

    def with_block(self, other: Block) -> Block:
        return Block(self.zone, min(self.first, other.first), max(self.last, other.last))


def best_stripes(lines: Sequence[RunLine]) -> list[Stripe]:
    """The stripes between the columns of lines, of which a few may run over several columns.

    Those under the headings tell, where values do; else the lines that make most columns.
    """
    count = len(lines)
    first = next((n for n, line in enumerate(lines) if has_values_beside(line)), None)
    if first is not None and 2 * first <= count:
        found = clear_stripes(lines[first:])
        if found:
            return found
    tries = (clear_stripes(lines[skip:]) for skip in range(min(5, max(1, count // 2))))
    return max(tries, key=len, default=[])


def clear_stripes(lines: Sequence[RunLine]) -> list[Stripe]:
    """The stripes of lines that have text at both sides of them on some."""
    found = stripes_of(lines, int(0.06 * len(lines)))
    return [s for s in found if has_text_beside(lines, s) >= min(2, len(lines))]


def tables_in(zone: Sequence[RunLine]) -> list[Block]:
    """The blocks of a zone that are tables."""
    blocks = merge_blocks(blocks_of(zone))
    return [block for block in blocks if is_table(block)]


def blocks_of(zone: Sequence[RunLine]) -> list[Block]:
    """The lines of a zone in blocks, parted where space is wide or a line runs over columns."""
    blocks: list[Block] = []
    first: int | None = None
    last = 0
    for number, line in enumerate(zone):
        if not line.is_tabular:
            continue
        if first is not None and not goes_on(zone, first, last, number):
            blocks.append(Block(zone, first, last))
            first = None
        if first is None:
            first = number
        last = number
    if first is not None:
        blocks.append(Block(zone, first, last))
    return blocks


def goes_on(zone: Sequence[RunLine], first: int, last: int, number: int) -> bool:
    """Whether a line with text side by side goes on with the block before it."""
    gaps = [b.box.top - a.box.bottom for a, b in pairwise(zone[first : last + 1])]
    height = zone[number].height
    reach = (median(gaps) if gaps else 0.3 * height) + 0.6 * height
    between = zone[last + 1 : number]
    for above, below in pairwise([zone[last], *between, zone[number]]):
        if below.box.top - above.box.bottom > max(reach, 0.9 * height):
            return False
    if len(between) > 4:
        return False
    stripes = best_stripes([line for line in zone[first : last + 1] if line.is_tabular])
    return not any(crosses(line.runs[0], stripes) for line in between)


def crosses(run: Run, stripes: Sequence[Stripe]) -> bool:
    """Whether a run has text at both sides of a stripe."""
    return any(run.box.x0 < s.start and run.box.x1 > s.end for s in stripes)


def merge_blocks(blocks: list[Block]) -> list[Block]:
    """Blocks joined that go on with the same columns."""
    merged: list[Block] = []
    for block in blocks:
        if merged and belong_together(merged[-1], block):
            merged[-1] = merged[-1].with_block(block)
        else:
            merged.append(block)
    return merged


def belong_together(upper: Block, lower: Block) -> bool:
    """Whether a block goes on with the columns of the one above it."""
    between = upper.zone[upper.last + 1 : lower.first]
    height = median([line.height for line in (*upper.lines, *lower.lines)])
    lines = [upper.zone[upper.last], *between, lower.zone[lower.first]]
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(lines)]
    usual = median([b.box.top - a.box.bottom for a, b in pairwise(upper.lines)] or [height])
    if len(between) > 3 or max(gaps) > max(2.5 * height, 2.0 * usual + height):
        return False
    one, other = upper.stripes, lower.stripes
    fits = survive(one, lower.tabular) or survive(other, upper.tabular)
    if not fits:
        return False
    if between and any(crosses(line.runs[0], one or other) for line in between):
        return begins_with_values(lower) and has_values(upper)
    return True


def begins_with_values(block: Block) -> bool:
    """Whether the first line of a block has values."""
    return has_values_beside(block.tabular[0])


def has_values_beside(line: RunLine) -> bool:
    """Whether most texts of a line beside the first are values."""
    return 2 * sum(is_value_text(run.text) for run in line.runs[1:]) >= len(line.runs[1:])


def has_values(block: Block) -> bool:
    """Whether most texts of a block beside the first of each line are values."""
    runs = [run for line in block.tabular for run in line.runs[1:]]
    return 2 * sum(is_value_text(run.text) for run in runs) >= len(runs)


def survive(stripes: Sequence[Stripe], lines: Sequence[RunLine]) -> bool:
    """Whether each stripe is left white somewhere by the lines of another block."""
    if not stripes:
        return False
    height = lines[0].height
    for stripe in stripes:
        cuts = [(stripe.start, stripe.end)]
        for run in (run for line in lines for run in line.runs):
            cuts = [
                (a, b)
                for start, end in cuts
                for a, b in ((start, min(end, run.box.x0)), (max(start, run.box.x1), end))
                if b > a
            ]
        if not any(b - a >= 0.3 * height for a, b in cuts):
            return False
    return True


def is_table(block: Block) -> bool:
    """Whether a block of lines is a table and not text with a list or a gap in it."""
    stripes, lines = block.stripes, block.tabular
    if not stripes or len(lines) < 2:
        return False
    if 3 * len(lines) < len(block.lines):
        return False
    if len(stripes) == 1 and sum(line.has_leaders for line in lines) > len(lines) / 2:
        return False
    if is_running_text(lines, stripes):
        return False
    if len(stripes) > 1:
        return len(lines) > 2 or has_values(block)
    right = [r for line in lines for r in line.runs if r.box.x0 >= stripes[0].end - 0.5]
    values = sum(is_value_text(run.text) for run in right)
    return 2 * values >= len(right) and len(lines) > 2


def is_running_text(lines: Sequence[RunLine], stripes: Sequence[Stripe]) -> bool:
    """Whether lines are text in columns: each column has long lines, side by side."""
    borders = [float("-inf"), *(s.middle for s in stripes), float("inf")]
    for left, right in pairwise(borders):
        own = [run for line in lines for run in line.runs if left < run.box.middle[0] < right]
        letters = sorted(count_letters(run.text) for run in own)
        if not letters or letters[len(letters) // 2] < PROSE_LETTERS:
            return False
    return True
