"""Rows whose columns are aligned differently: each row begins where the one above it ends.

Names tell where rows lie, the first line where the first begins, and the space between two rows is
the same on a page. Each column has an edge of its own that agrees with the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from pipeline.grids.model import Line
from pipeline.grids.unruled.rows import (
    EDGES,
    Edge,
    Lines,
    Rows,
    Span,
    assign_rows,
    at_edge,
    blocks_apart,
    edge_height,
    lines_without_name,
    rows_by_names,
)
from pipeline.grids.unruled.tolerances import (
    FEWEST_REACHED_ROWS,
    GAP_TRIES,
    OUTER_BORDER_POINTS,
    ROW_TRIES,
    SAME_CELL_TRIES_TIMES_PITCH,
    SAME_HEIGHT_SHARE_OF_PITCH,
)


def rows_by_spans(columns: Sequence[Lines], name: int, edge: Edge, pitch: float) -> Rows:
    """The rows at some names, whose agreeing edge is known, that all other lines fit.

    Where there are none, columns are taken to be aligned alike.
    """
    for factor in SAME_CELL_TRIES_TIMES_PITCH:
        heights = [
            edge_height(block, edge) for block in blocks_apart(columns[name], pitch * factor)
        ]
        for spans in possible_spans(heights, edge, columns, pitch) if heights else ():
            rows = whole_rows_in_spans(columns, spans, pitch)
            if rows and not lines_without_name(rows, name) and are_reached(rows, pitch):
                return rows
    return rows_by_names(columns, name, edge, pitch)


def are_reached(rows: Rows, pitch: float) -> bool:
    """Whether the lines of most rows, and of several, reach from where each begins to its end.

    A single line could stand anywhere, for the space between two rows is taken from the lines.
    """
    reached = 0
    for row, (top, bottom) in zip(rows.lines, rows.spans, strict=True):
        ends = [y for lines in row for line in lines for y in (line.box.top, line.box.bottom)]
        off = [min(ends) - top, max(ends) - bottom] if ends else [pitch]
        reached += all(abs(distance) <= pitch * SAME_HEIGHT_SHARE_OF_PITCH for distance in off)
    return reached >= max(FEWEST_REACHED_ROWS, len(rows.spans) / 2)


def possible_spans(
    heights: Sequence[float], edge: Edge, columns: Sequence[Lines], pitch: float
) -> Iterator[list[Span]]:
    """From where to where rows may reach whose names stand at some heights.

    Where no line ends above a name, or begins below it, that name tells no space between rows.
    """
    tops = sorted(line.box.top for lines in columns for line in lines)
    bottoms = sorted(line.box.bottom for lines in columns for line in lines)
    if edge == "top":
        ends = [(h, [y for y in bottoms if y < h]) for h in heights[1:]]
        distances = [h - max(above) for h, above in ends if above]
        for gap in most_common(distances):
            yield list(zip(heights, [*(h - gap for h in heights[1:]), bottoms[-1]], strict=True))
    elif edge == "bottom":
        starts = [(h, [y for y in tops if y > h]) for h in heights[:-1]]
        distances = [min(below) - h for h, below in starts if below]
        for gap in most_common(distances):
            yield list(zip([tops[0], *(h + gap for h in heights[:-1])], heights, strict=True))
    else:
        yield from spans_around(heights, tops, pitch * SAME_HEIGHT_SHARE_OF_PITCH)


def spans_around(
    middles: Sequence[float], tops: Sequence[float], reach: float
) -> Iterator[list[Span]]:
    """From where to where rows may reach whose middles are known, where names stand.

    A row reaches as far below its middle as above it, so that the upper edge of one row and the
    space between rows tell all edges. The first line below the middle of the row above is taken for
    the upper edge of a row. A cell on a page beside may make a row higher than its lines here, and
    then it is not: so some of the first rows are tried in turn. Where a line begins near the upper
    edge that follows for another row, it is that edge: places are rounded, and what is lost would
    add up from row to row.

    Args:
        middles: the middles of the rows.
        tops: the upper edges of all lines, in order.
        reach: how near a line is, in points.
    """
    for known, (middle, following) in enumerate(pairwise(middles[: ROW_TRIES + 1])):
        above = middles[known - 1] if known else float("-inf")
        first = next((y for y in tops if y > above), None)
        if first is None:
            continue
        end = 2 * middle - first
        near = sorted({round(y - end, 1) for y in tops if middle < y < following}, key=abs)
        for gap in near[:GAP_TRIES]:
            spans = [(first, end)]
            for height in middles[known + 1 :]:
                start = spans[-1][1] + gap
                line = min(tops, key=partial(distance, start))
                start = line if abs(line - start) <= reach else start
                spans.append((start, 2 * height - start))
            for height in reversed(middles[:known]):
                end = spans[0][0] - gap
                spans.insert(0, (2 * height - end, end))
            yield spans


def distance(one: float, other: float) -> float:
    """How far apart two heights are."""
    return abs(one - other)


def most_common(distances: Iterable[float]) -> list[float]:
    """The most common of some distances, the smaller first where they are as common."""
    counted = Counter(round(distance, 1) for distance in sorted(distances))
    return [distance for distance, _ in counted.most_common(GAP_TRIES)]


def rows_in_spans(columns: Sequence[Lines], spans: Sequence[Span], pitch: float) -> Rows:
    """Rows that reach from known heights to others, with the lines of each column that fit."""
    return rows_of_ways(columns, [way_of_column(lines, spans, pitch) for lines in columns], spans)


def whole_rows_in_spans(
    columns: Sequence[Lines], spans: Sequence[Span], pitch: float
) -> Rows | None:
    """Such rows where all lines fit; None at the first column that has a line which does not.

    Args:
        columns: the lines of each column.
        spans: from where to where each row reaches.
        pitch: as in `rows_in_spans`.
    """
    ways: list[list[int | None]] = []
    for lines in columns:
        ways.append(way_of_column(lines, spans, pitch))
        if None in ways[-1]:
            return None
    return rows_of_ways(columns, ways, spans)


def rows_of_ways(
    columns: Sequence[Lines], ways: Sequence[Sequence[int | None]], spans: Sequence[Span]
) -> Rows:
    """Rows of the lines of each column, whose rows are known."""
    rows: list[list[list[Line]]] = [[[] for _ in columns] for _ in spans]
    unplaced = 0
    for column, (lines, way) in enumerate(zip(columns, ways, strict=True)):
        unplaced += sum(row is None for row in way)
        for line, row in zip(lines, way, strict=True):
            if row is not None:
                rows[row][column].append(line)
    inner = [(above[1] + below[0]) / 2 for above, below in pairwise(spans)]
    borders = (spans[0][0] - OUTER_BORDER_POINTS, *inner, spans[-1][1] + OUTER_BORDER_POINTS)
    return Rows([list(row) for row in rows], (), borders, unplaced, tuple(spans))


def way_of_column(lines: Lines, spans: Sequence[Span], pitch: float) -> list[int | None]:
    """For each line of a column its row, None for all where two edges fit and do not agree."""
    ways = [
        assign_rows(lines, [at_edge(span, edge) for span in spans], edge, pitch) for edge in EDGES
    ]
    best = min(ways, key=lambda way: way.count(None))
    alike = all(way == best for way in ways if way.count(None) == best.count(None))
    return best if alike else [None] * len(lines)
