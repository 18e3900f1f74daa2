"""Lines outside the tables that look like the rows of one: a table that was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.checks.items import Item, items_by_page
from pipeline.checks.running import RepeatedTexts
from pipeline.checks.spacing import gaps_on, is_figure, is_value, runs_apart
from pipeline.checks.tolerances import (
    FEWEST_LINES_OF_TABLE,
    NEXT_ROW_TIMES_HEIGHT,
    SAME_EDGE_OF_TEXT_POINTS,
)
from pipeline.finding import Finding, Position
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Word
from pipeline.text.values import is_currency

# Signs that lead the eye from a heading to its page number, or to where a form is filled in.
LEADER_SIGNS = ("...", "…", "___", ". .")
PERCENT_SIGNS = ("%", "‰")


@dataclass(frozen=True, slots=True)
class RowOutside:
    """A line outside the tables that may be the row of one.

    Args:
        item: the line.
        figures: where its figures stand, beside or below each other; its first words are none.
        numbers: its figures as printed.
        runs: how many texts stand apart on it.
    """

    item: Item
    figures: tuple[Box, ...]
    numbers: tuple[str, ...]
    runs: int


def unread_table_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """An error for each place outside the tables where lines look like the rows of one.

    Args:
        items: every printed cell and line, in document order.
    """
    for block in table_blocks(items):
        page = block[0].page
        yield Finding(
            check="table-not-read",
            page=page,
            cell_ref=block[0].cell_ref,
            value=block[0].text,
            position=Position.of_page(page),
            details={"page": str(page), "lines": str(len(block))},
        )


def table_blocks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The lines outside the tables that look like the rows of one, table by table.

    Running text is none: it is the same on several pages.

    Args:
        items: every printed cell and line, in document order.
    """
    outside = [
        item
        for item in items
        if item.in_table is None
        and not item.table
        and not item.place.in_grid
        and item.aside is None
    ]
    running = RepeatedTexts((item.page, line) for item in outside for line in item.lines)
    still = [item for item in outside if (item.page, item.lines[0]) not in running]
    for lines in items_by_page(still).values():
        rows = [row for item in lines if (row := row_outside(item)) is not None]
        for block in blocks_outside(rows):
            if is_like_table(block) and not is_contents(block):
                yield [row.item for row in block]


def row_outside(item: Item) -> RowOutside | None:
    """A line as the row of a table: texts that stand apart, and a figure that is not the first.

    Two figures alone are at the axes of a chart.
    """
    if any(sign in item.text for sign in LEADER_SIGNS):
        return None
    figures: list[tuple[Word, ...]] = []
    every: list[tuple[Word, ...]] = []
    for line in item.lines:
        runs = runs_apart(line, list(gaps_on(line)))
        every += runs
        figures += [run for run in runs[1:] if is_figure_run(run)]
    words = not all(is_figure_run(run) for run in every)
    if not figures or (len(every) == 2 and not words):
        return None
    boxes = tuple(union(word.box for word in run) for run in figures)
    numbers = tuple(" ".join(word.text for word in run) for run in figures)
    return RowOutside(item, boxes, numbers, len(every))


def is_figure_run(run: Sequence[Word]) -> bool:
    """Whether words that stand together are one figure, with its unit."""
    texts = [word.text for word in run]
    return any(is_figure(text) for text in texts) and all(
        is_value(text) or is_currency(text) or text in PERCENT_SIGNS for text in texts
    )


def blocks_outside(rows: Sequence[RowOutside]) -> Iterator[list[RowOutside]]:
    """Rows that stand close below each other."""
    block: list[RowOutside] = []
    for row in sorted(rows, key=lambda row: row.item.place.top):
        if block:
            above = block[-1].figures[0]
            room = (above.bottom - above.top) * NEXT_ROW_TIMES_HEIGHT
            if row.figures[0].top - above.bottom > room:
                yield block
                block = []
        block.append(row)
    if block:
        yield block


def is_like_table(block: Sequence[RowOutside]) -> bool:
    """Whether so many rows have a figure at one place, below each other, that they are a table."""
    return any(
        sum(any(are_aligned(own, box) for own in row.figures) for row in block)
        >= FEWEST_LINES_OF_TABLE
        for first in block[: len(block) - FEWEST_LINES_OF_TABLE + 1]
        for box in first.figures
    )


def are_aligned(one: Box, other: Box) -> bool:
    """Whether two boxes have an edge, or their middles, at one place."""
    pairs = (
        (one.x0, other.x0),
        (one.x1, other.x1),
        (one.middle[0], other.middle[0]),
    )
    return any(abs(a - b) <= SAME_EDGE_OF_TEXT_POINTS for a, b in pairs)


def is_contents(block: Sequence[RowOutside]) -> bool:
    """Whether lines end in page numbers, each no lower than the one before: a table of contents."""
    if any(row.runs != 2 or not row.numbers[-1].isdecimal() for row in block):
        return False
    pages = [int(row.numbers[-1]) for row in block]
    return all(a <= b for a, b in pairwise(pages))
