"""Lines → ranges of lines that are tables: text side by side, in columns that go on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT
from pipeline.grids.white_space.columns import Stripe, best_stripes, has_values_beside
from pipeline.grids.white_space.runs import Run, RunLine, run_lines
from pipeline.grids.white_space.tolerances import (
    BLOCK_GAP_TIMES_HEIGHT,
    LEAST_STRIPE_TIMES_HEIGHT,
    MOST_OTHER_LINES,
    NEXT_LINE_TIMES_HEIGHT,
    OFF_LINE_SHARE_OF_HEIGHT,
    PROSE_LETTERS,
    WIDER_TIMES_HEIGHT,
)
from pipeline.pages.geometry import Box, union
from pipeline.text.values import YEAR, count_letters, is_value_text


@dataclass(frozen=True)
class Block:
    """A range of the lines of a zone; its first and last have text side by side."""

    zone: Sequence[RunLine]
    first: int
    last: int

    @property
    def lines(self) -> Sequence[RunLine]:
        """Its lines."""
        return self.zone[self.first : self.last + 1]

    @cached_property
    def tabular(self) -> list[RunLine]:
        """Its lines that have text side by side."""
        return [line for line in self.lines if line.is_tabular]

    @property
    def box(self) -> Box:
        """The union of the lines' boxes."""
        return union(line.box for line in self.lines)

    @cached_property
    def stripes(self) -> list[Stripe]:
        """The stripes of white between its columns."""
        return best_stripes(self.tabular)

    @property
    def has_rows(self) -> bool:
        """Whether it has several lines with values beside the first text."""
        return sum(map(has_values_beside, self.tabular)) > 1

    @property
    def has_values(self) -> bool:
        """Whether most of its texts, beside the first of each line, are values."""
        texts = [run.text for line in self.tabular for run in line.runs[1:]]
        return 2 * sum(map(is_value_text, texts)) >= len(texts)


def tables_in(zone: Sequence[RunLine]) -> list[Block]:
    """The blocks of a zone that are tables."""
    merged: list[Block] = []
    for block in blocks_of(zone):
        if merged and belong_together(merged[-1], block):
            merged[-1] = Block(zone, merged[-1].first, block.last)
        else:
            merged.append(block)
    return [part for block in merged if is_table(block) for part in beside_each_other(block)]


def beside_each_other(block: Block) -> list[Block]:
    """The tables of a block: two where rows at both sides of a stripe stand at other heights.

    Each has values beside its first column, which are names.
    """
    words = [word for line in block.lines for word in line.words]
    levels = LevelLines(block.lines)
    for stripe in block.stripes[1:-1]:
        if levels.are_most(stripe.middle):
            continue
        left = run_lines(word for word in words if word.box.middle[0] < stripe.middle)
        right = run_lines(word for word in words if word.box.middle[0] >= stripe.middle)
        if 2 * count_level(left, right) >= min(len(left), len(right)):
            continue
        parts = [tables_in(left), tables_in(right)]
        if all(len(own) == 1 and has_names_and_values(own[0]) for own in parts):
            return [part for own in parts for part in own]
    return [block]


class LevelLines:
    """Lines of which each part is a line at the same height, wherever they are cut.

    That is so where the words of a line are of one height, and no others are near it. It tells,
    without the lines being read again at both sides of each stripe, where most of them are level.

    Args:
        lines: those of a block, top to bottom.
    """

    def __init__(self, lines: Sequence[RunLine]) -> None:
        words = [word for line in lines for word in line.words]
        self.first: list[float] = []
        self.last: list[float] = []
        self.rest: list[float] = []
        heights = sorted(word.box.middle[1] for word in words)
        tallest = max((word.box.bottom - word.box.top for word in words), default=0.0)
        for line in lines:
            box, middles = line.words[0].box, [word.box.middle[0] for word in line.words]
            even = all((w.box.top, w.box.bottom) == (box.top, box.bottom) for w in line.words)
            y, near = box.middle[1], tallest * SAME_LINE_SHARE_OF_HEIGHT
            around = bisect_right(heights, y + near) - bisect_left(heights, y - near)
            if even and box.bottom > box.top and around == len(line.words):
                self.first.append(min(middles))
                self.last.append(max(middles))
            else:
                self.rest += middles
        for places in (self.first, self.last, self.rest):
            places.sort()

    def are_most(self, place: float) -> bool:
        """Whether surely half of the lines at a side of a place, or more, stand at both sides."""
        left = bisect_left(self.first, place)
        right = len(self.last) - bisect_left(self.last, place)
        others = bisect_left(self.rest, place)
        both = left + right - len(self.first)
        return 2 * both >= min(left + others, right + len(self.rest) - others)


def count_level(left: Sequence[RunLine], right: Sequence[RunLine]) -> int:
    """How many lines stand at the height of one beside them."""
    return sum(
        any(
            abs(line.box.bottom - other.box.bottom) <= OFF_LINE_SHARE_OF_HEIGHT * line.height
            for other in right
        )
        for line in left
    )


def has_names_and_values(block: Block) -> bool:
    """Whether most lines of a block begin with a name, and most other texts are values."""
    names = [not is_value_text(line.runs[0].text) for line in block.tabular]
    return block.has_values and 2 * sum(names) > len(names)


def blocks_of(zone: Sequence[RunLine]) -> list[Block]:
    """The lines of a zone in blocks, parted where space is wide or a line runs over columns."""
    blocks: list[Block] = []
    gaps: list[float] = []
    for number, line in enumerate(zone):
        if not line.is_tabular:
            continue
        if blocks and goes_on(blocks[-1], number, gaps):
            for gap in gaps_of(zone[blocks[-1].last : number + 1]):
                insort(gaps, gap)
            blocks[-1] = Block(zone, blocks[-1].first, number)
        else:
            blocks.append(Block(zone, number, number))
            gaps = []
    return blocks


def goes_on(block: Block, number: int, gaps: Sequence[float]) -> bool:
    """Whether a line with text side by side goes on with the block before it.

    Args:
        block: the block.
        number: of the line.
        gaps: the spaces between the lines of the block, in points, in order of size.
    """
    between = block.zone[block.last + 1 : number]
    if len(between) > MOST_OTHER_LINES:
        return False
    line = block.zone[number]
    usual = middle_of(gaps)
    reach = max(usual + WIDER_TIMES_HEIGHT * line.height, NEXT_LINE_TIMES_HEIGHT * line.height)
    if max(gaps_of([block.zone[block.last], *between, line])) > reach:
        return False
    if between and block.has_rows and are_words_in_all(line, block.stripes):
        # A caption, and the headings of the next table.
        return False
    return not any(crosses(other.runs[0], block.stripes) for other in between)


def are_words_in_all(line: RunLine, stripes: Sequence[Stripe]) -> bool:
    """Whether a line has texts in all columns, and beside the first no value but years."""
    middles = [word.box.middle[0] for word in line.words]
    filled = {sum(x >= stripe.middle for stripe in stripes) for x in middles}
    texts = [run.text for run in line.runs[1:]]
    worded = all(YEAR.fullmatch(text) or not is_value_text(text) for text in texts)
    return len(filled) > len(stripes) > 1 and worded


def middle_of(ordered: Sequence[float]) -> float:
    """The median of numbers that are in order; 0 of none."""
    half = len(ordered) // 2
    if not ordered:
        return 0.0
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def gaps_of(lines: Sequence[RunLine]) -> list[float]:
    """The spaces between lines that follow each other, in points."""
    return [below.box.top - above.box.bottom for above, below in pairwise(lines)]


def crosses(run: Run, stripes: Sequence[Stripe]) -> bool:
    """Whether a run has text at both sides of a stripe."""
    return any(run.box.x0 < s.start and run.box.x1 > s.end for s in stripes)


def belong_together(upper: Block, lower: Block) -> bool:
    """Whether a block goes on with the columns of the one above it.

    A line between them that runs over columns is a caption, unless values go on below it. A block
    of values that has headings of its own goes on with none but headings above these.
    """
    between = upper.zone[upper.last + 1 : lower.first]
    height = median([line.height for line in (*upper.lines, *lower.lines)])
    gap = max(gaps_of([upper.zone[upper.last], *between, lower.zone[lower.first]]))
    usual = median(gaps_of(upper.lines) or [height])
    if len(between) >= MOST_OTHER_LINES:
        return False
    if begins_with_headings(lower) and (upper.has_rows or not are_headings(upper)):
        return False
    if gap > max(BLOCK_GAP_TIMES_HEIGHT * height, 2 * usual + height):
        return False
    if not (survive(upper.stripes, lower.tabular) or survive(lower.stripes, upper.tabular)):
        return False
    if any(crosses(line.runs[0], upper.stripes or lower.stripes) for line in between):
        return has_values_beside(lower.tabular[0]) and upper.has_values
    return True


def are_headings(block: Block) -> bool:
    """Whether all texts of a block are words or years, as those of groups of columns are."""
    texts = [run.text for line in block.tabular for run in line.runs]
    return all(YEAR.fullmatch(text) or not is_value_text(text) for text in texts)


def begins_with_headings(block: Block) -> bool:
    """Whether the first line of a block has several texts and no values, which others have."""
    return block.has_rows and are_words_in_all(block.tabular[0], block.stripes)


def survive(stripes: Sequence[Stripe], lines: Sequence[RunLine]) -> bool:
    """Whether each stripe is left white somewhere by the lines of another block."""
    least = LEAST_STRIPE_TIMES_HEIGHT * lines[0].height
    runs = [run.box for line in lines for run in line.runs]
    return bool(stripes) and all(widest_white(stripe, runs) >= least for stripe in stripes)


def widest_white(stripe: Stripe, boxes: Sequence[Box]) -> float:
    """How wide the widest white is that boxes leave of a stripe, in points."""
    inside = sorted(
        (box.x0, box.x1) for box in boxes if box.x0 < stripe.end and box.x1 > stripe.start
    )
    widest, reach = 0.0, stripe.start
    for start, end in (*inside, (stripe.end, stripe.end)):
        widest, reach = max(widest, start - reach), max(reach, end)
    return widest


def is_table(block: Block) -> bool:
    """Whether a block of lines is a table and not text with a list or a gap in it."""
    stripes, lines = block.stripes, block.tabular
    if not stripes or len(lines) < 2 or (MOST_OTHER_LINES - 1) * len(lines) < len(block.lines):
        return False
    if is_running_text(lines, stripes):
        return False
    if len(stripes) > 1:
        return len(lines) > 2 or block.has_values
    if 2 * sum(line.has_leaders for line in lines) > len(lines):
        # A table of contents.
        return False
    right = [r for line in lines for r in line.runs if r.box.middle[0] > stripes[0].middle]
    values = sum(is_value_text(run.text) for run in right)
    return 2 * values >= len(right) and len(lines) > 2


def is_running_text(lines: Sequence[RunLine], stripes: Sequence[Stripe]) -> bool:
    """Whether lines are text in columns: each column has long lines, side by side."""
    borders = [float("-inf"), *(s.middle for s in stripes), float("inf")]
    for left, right in pairwise(borders):
        own = [run for line in lines for run in line.runs if left < run.box.middle[0] < right]
        if not own or median(count_letters(run.text) for run in own) < PROSE_LETTERS:
            return False
    return True
