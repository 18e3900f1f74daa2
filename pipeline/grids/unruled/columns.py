"""The columns of a table without rulings: between its headings, in the widest empty stripes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.grids.column_group import ColumnGroup
from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.tolerances import SAME_BORDER_POINTS, SAME_RUN_SHARE_OF_HEIGHT
from pipeline.grids.unruled.heading_rows import HeadingRow
from pipeline.grids.unruled.tolerances import BEFORE_TEXT_POINTS, SAME_EDGE_POINTS
from pipeline.pages.geometry import Box, are_same_positions, union
from pipeline.pages.model import Word


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """The columns of a group.

    Args:
        group: their headings, and the table they belong to.
        borders: x of the column borders, left to right.
        edges: the usual left edge of each column's text.
        name: the column of the names, if the group has it.
        left: where its headings begin.
        width: from where to where its page is ruled across; nothing where it is not.
    """

    group: ColumnGroup
    borders: tuple[float, ...]
    edges: tuple[float, ...]
    name: int | None
    left: float
    width: Sequence[float] = ()

    def is_as_wide(self, width: Sequence[float]) -> bool:
        """Whether its page is ruled across from where to where another one is."""
        return are_same_positions(self.width, width, SAME_BORDER_POINTS)


def column_boxes(row: HeadingRow, body: Sequence[Word]) -> list[tuple[str, Box]]:
    """The columns under a heading row: text and box of each heading.

    Text at the left of the first heading that does not reach under it is a column without one; so
    is text between two headings that reaches under neither, beside most of the text under the left.
    """
    runs = list(runs_of(body))
    first = row.cells[0][1]
    left = [run for run in runs if run.x0 < first.x0 - BEFORE_TEXT_POINTS]
    beside = [run for run in left if run.x1 < first.x0]
    columns = [("", union(beside))] if beside and len(beside) > len(left) / 2 else []
    for heading, following in pairwise(row.cells):
        columns.append(heading)
        own = [
            run for run in runs if heading[1].x0 - BEFORE_TEXT_POINTS <= run.x0 < following[1].x0
        ]
        under = [run for run in own if run.x0 <= heading[1].x1]
        between = [run for run in own if run.x0 > heading[1].x1 and run.x1 < following[1].x0]
        apart = max((run.x1 for run in under), default=float("inf"))
        if len(between) > len(under) / 2 and all(run.x0 > apart for run in between):
            columns.append(("", union(between)))
    return [*columns, row.cells[-1]]


def borders_between(columns: Sequence[Box], words: Sequence[Word]) -> tuple[float, ...]:
    """The borders of columns: in the widest empty stripe between each two headings.

    A border stands close to the text of the next column where its heading begins with it, else
    in the middle of the stripe.
    """
    covered = sorted((word.box.x0, word.box.x1) for word in words)
    stripes: list[tuple[float, float]] = []
    end = covered[0][1]
    for start, stop in covered:
        if start > end:
            stripes.append((end, start))
        end = max(end, stop)
    borders = [min(start for start, _ in covered) - BEFORE_TEXT_POINTS]
    for left, right in pairwise(columns):
        between = [s for s in stripes if s[0] >= left.x0 and s[1] <= right.x1]
        if between:
            start, stop = max(between, key=lambda s: s[1] - s[0])
            half = (stop - start) / 2
            close = right.x0 - stop <= SAME_EDGE_POINTS
            borders.append(stop - (min(BEFORE_TEXT_POINTS, half) if close else half))
        else:
            borders.append(right.x0 - BEFORE_TEXT_POINTS)
    return (*borders, end + BEFORE_TEXT_POINTS)


def left_edges(borders: Sequence[float], words: Sequence[Word]) -> tuple[float, ...]:
    """Where the text of each column usually begins."""
    starts = [run.x0 for run in runs_of(words)]
    edges = []
    for left, right in pairwise(borders):
        own = Counter(round(x, 1) for x in starts if left <= x < right)
        edges.append(own.most_common(1)[0][0] if own else left)
    return tuple(edges)


def in_one_column(run: Box, layout: ColumnLayout) -> bool:
    """Whether a run of text lies between two borders, or begins where a column does.

    Then it may be several columns' text side by side, or wider than any earlier text of the last.
    """
    if any(abs(run.x0 - edge) <= SAME_EDGE_POINTS for edge in layout.edges):
        return True
    inside = (
        layout.borders[0] - SAME_EDGE_POINTS <= run.x0
        and run.x1 <= layout.borders[-1] + SAME_EDGE_POINTS
    )
    return inside and not any(run.x0 < border < run.x1 for border in layout.borders[1:-1])


def words_in_columns(
    words: Sequence[Word], layout: ColumnLayout
) -> tuple[list[list[Word]], list[Word]]:
    """Words by column, and those left of all columns, which are outside.

    A text may run over the border of its column where the next one is empty: a word that does
    not begin at a column's edge goes with the word before it on its line.
    """
    columns: list[list[Word]] = [[] for _ in layout.edges]
    outside: list[Word] = []
    for line in lines_of(words):
        before: tuple[Word, int] | None = None
        for word in line.words:
            column = sum(word.box.middle[0] >= border for border in layout.borders[1:-1])
            if word.box.x1 < layout.borders[0]:
                outside.append(word)
                continue
            if before is not None and column > before[1]:
                height = word.box.bottom - word.box.top
                close = word.box.x0 - before[0].box.x1 < SAME_RUN_SHARE_OF_HEIGHT * height
                starts = abs(word.box.x0 - layout.edges[column]) <= SAME_EDGE_POINTS
                if close and not starts:
                    column = before[1]
            columns[column].append(word)
            before = (word, column)
    return columns, outside
