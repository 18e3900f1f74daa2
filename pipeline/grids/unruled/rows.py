"""Lines of columns → rows: by rulings, by the names, or at the heights of known rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.grids.model import Line
from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT
from pipeline.grids.unruled.tolerances import (
    DOUBLE_SPACED_TIMES_HEIGHT,
    FILLED_WORTH_POINTS,
    NO_PITCH_POINTS,
    OUTER_BORDER_POINTS,
    PITCH_SHARES_OF_DISTANCES,
    SAME_CELL_TIMES_PITCH,
    SAME_CELL_TRIES_TIMES_PITCH,
    SAME_HEIGHT_SHARE_OF_PITCH,
    UNPLACED_COST_POINTS,
)
from pipeline.pages.model import Page

Edge = Literal["middle", "top", "bottom"]
EDGES: tuple[Edge, ...] = ("middle", "top", "bottom")

Lines = Sequence[Line]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a region.

    Args:
        lines: for each row the lines of each column.
        heights: where the agreeing edge of each row stands; none where rulings part the rows.
        borders: y of the row borders, one more than rows.
        unplaced: lines that stand at no row's height, or in a row without a name.
        spans: from where to where each row reaches, where its columns are aligned differently.
    """

    lines: list[list[Lines]]
    heights: tuple[float, ...]
    borders: tuple[float, ...]
    unplaced: int
    spans: tuple[Span, ...] = ()


def line_pitches(pages: Sequence[Page]) -> list[float]:
    """What may be the usual distance in points from one line of a cell to the next."""
    distances: list[float] = []
    apart: list[float] = []
    for page in pages:
        words = sorted(page.words, key=lambda word: word.box.top)
        for number, word in enumerate(words):
            height = word.box.bottom - word.box.top
            for below in words[number + 1 :]:
                distance = below.box.top - word.box.top
                if (
                    distance > height * SAME_LINE_SHARE_OF_HEIGHT
                    and below.box.x0 < word.box.x1
                    and below.box.x1 > word.box.x0
                ):
                    (apart if distance > height * DOUBLE_SPACED_TIMES_HEIGHT else distances).append(
                        distance
                    )
                    break
    distances = sorted(distances or apart)
    pitches = [
        distances[int(len(distances) * share)] for share in PITCH_SHARES_OF_DISTANCES if distances
    ]
    further = [
        pitch for pitch in pitches[1:] if pitch < pitches[0] / SAME_CELL_TRIES_TIMES_PITCH[0]
    ]
    return [*pitches[:1], *further] or [NO_PITCH_POINTS]


def edge_height(lines: Lines, edge: Edge) -> float:
    """The height of a block's agreeing edge."""
    return at_edge((lines[0].box.top, lines[-1].box.bottom), edge)


def at_edge(span: Span, edge: Edge) -> float:
    """The height of an edge of what reaches from a height to another."""
    top, bottom = span
    return top if edge == "top" else bottom if edge == "bottom" else (top + bottom) / 2


def rows_in_bands(columns: Sequence[Lines], borders: Sequence[float]) -> Rows:
    """Rows between known borders, with the lines whose middles stand there."""
    rows: list[list[Lines]] = [
        [[line for line in lines if top <= line.box.middle[1] < bottom] for lines in columns]
        for top, bottom in pairwise(borders)
    ]
    placed_lines = sum(len(lines) for row in rows for lines in row)
    unplaced = sum(len(lines) for lines in columns) - placed_lines
    return Rows(rows, (), tuple(borders), unplaced)


def rows_by_names(columns: Sequence[Lines], name: int, edge: Edge, pitch: float) -> Rows:
    """Rows that begin where the lines of names are further apart than those of one cell.

    Several distances are tried, and then the lines of each other column as one row each; those
    rows are taken at whose heights all lines of the other columns stand.
    """
    best: Rows | None = None
    tries = [(name, factor) for factor in SAME_CELL_TRIES_TIMES_PITCH]
    tries += [(column, 0.0) for column in range(len(columns)) if column != name]
    for column, factor in tries:
        blocks = blocks_apart(columns[column], pitch * factor)
        if not blocks:
            continue
        heights = tuple(edge_height(block, edge) for block in blocks)
        rows = part_rows(rows_at(columns, heights, edge, pitch), edge, pitch)
        rows = with_loose_rows(rows, columns, edge, pitch)
        rows = replace(rows, unplaced=rows.unplaced + lines_without_name(rows, name))
        if best is None or rows.unplaced < best.unplaced:
            best = rows
        if not best.unplaced:
            break
    return best or Rows([], (), (0.0,), 0)


def lines_without_name(rows: Rows, name: int) -> int:
    """The lines in rows without a name; the first row may go on from the page before."""
    return sum(
        len(lines) for n, row in enumerate(rows.lines) if n and not row[name] for lines in row
    )


def blocks_apart(lines: Lines, distance: float) -> list[Lines]:
    """Lines in blocks; the lines of a block are no further apart than a distance."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.box.top - blocks[-1][-1].box.top <= distance:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return list(blocks)


def rows_at(columns: Sequence[Lines], heights: Sequence[float], edge: Edge, pitch: float) -> Rows:
    """Rows at known heights, with the lines of each column that stand there."""
    rows: list[list[list[Line]]] = [[[] for _ in columns] for _ in heights]
    unplaced = 0
    for column, lines in enumerate(columns):
        for line, row in zip(lines, assign_rows(lines, heights, edge, pitch), strict=True):
            if row is None:
                unplaced += 1
            else:
                rows[row][column].append(line)
    return Rows([list(row) for row in rows], tuple(heights), borders_of(rows, heights), unplaced)


def assign_rows(
    lines: Lines, heights: Sequence[float], edge: Edge, pitch: float
) -> list[int | None]:
    """For each line of a column its row, None where it stands at no row's height.

    Of all ways to part the lines into blocks and to lay these at rising rows, the one with the
    fewest unplaced lines is taken, then the one that fills most rows, then the one whose heights
    agree best.
    """
    reach = pitch * SAME_HEIGHT_SHARE_OF_PITCH
    rising = sorted((known, row) for row, known in enumerate(heights))
    tops, bottoms = [line.box.top for line in lines], [line.box.bottom for line in lines]
    # For each number of lines done, by the row used last: the cost, and the way there.
    ways: list[dict[int, tuple[float, list[int | None]]]] = [{-1: (0.0, [])}]
    for end in range(1, len(lines) + 1):
        here: dict[int, tuple[float, list[int | None]]] = {}
        for row, (cost, way) in ways[end - 1].items():
            keep_best(here, row, cost + UNPLACED_COST_POINTS, way, [None])
        for start in range(end - 1, -1, -1):
            if tops[min(start + 1, end - 1)] - tops[start] > pitch * SAME_CELL_TIMES_PITCH:
                break
            height = at_edge((tops[start], bottoms[end - 1]), edge)
            near = bisect_left(rising, (height - reach,))
            beyond = bisect_left(rising, (height + reach, len(heights)))
            for known, row in rising[near:beyond]:
                for last, (cost, way) in ways[start].items():
                    if last < row:
                        new = cost + abs(known - height) - FILLED_WORTH_POINTS
                        keep_best(here, row, new, way, [row] * (end - start))
        ways.append(without_worse(here))
    return min(ways[-1].values(), key=lambda entry: entry[0])[1]


def without_worse(
    ways: dict[int, tuple[float, list[int | None]]],
) -> dict[int, tuple[float, list[int | None]]]:
    """Ways without those that cost more than one that used fewer rows: they never become best."""
    kept: set[int] = set()
    least = float("inf")
    for row in sorted(ways):
        if ways[row][0] <= least:
            kept.add(row)
            least = ways[row][0]
    return {row: way for row, way in ways.items() if row in kept}


def keep_best(
    ways: dict[int, tuple[float, list[int | None]]],
    row: int,
    cost: float,
    way: Sequence[int | None],
    further: Sequence[int | None],
) -> None:
    """Keep the cheaper of two ways to the same row, the new one being a way and what follows it."""
    if row not in ways or cost < ways[row][0]:
        ways[row] = (cost, [*way, *further])


def borders_of(rows: Sequence[Sequence[Lines]], heights: Sequence[float]) -> tuple[float, ...]:
    """Row borders halfway between the lines of neighbouring rows."""
    spans = []
    for row, height in zip(rows, heights, strict=True):
        boxes = [line.box for lines in row for line in lines]
        spans.append(
            (min(b.top for b in boxes), max(b.bottom for b in boxes)) if boxes else (height, height)
        )
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    return (spans[0][0] - OUTER_BORDER_POINTS, *inner, spans[-1][1] + OUTER_BORDER_POINTS)


def part_rows(rows: Rows, edge: Edge, pitch: float) -> Rows:
    """Rows, those that are several whose lines are no further apart than the lines of one cell.

    Every column of such a row that is not empty has a line beside each line of the others. It is
    one row where more rows than it has lines all stand further apart than lines.
    """
    distances = list(row_gaps(rows))
    are_apart = all(distance > pitch * SAME_CELL_TRIES_TIMES_PITCH[0] for distance in distances)
    lines: list[list[Lines]] = []
    heights: list[float] = []
    for row, height in zip(rows.lines, rows.heights, strict=True):
        filled = [column for column in row if column]
        known_apart = are_apart and len(distances) > max(map(len, filled), default=0)
        if known_apart or not are_several(filled, pitch):
            lines.append(row)
            heights.append(height)
            continue
        for number in range(len(filled[0])):
            lines.append([[column[number]] if column else [] for column in row])
            heights.append(edge_height([filled[0][number]], edge))
    if len(lines) == len(rows.lines):
        return rows
    return Rows(lines, tuple(heights), borders_of(lines, heights), rows.unplaced)


def row_gaps(rows: Rows) -> Iterator[float]:
    """How far the first line of each row is below the last line of the row above."""
    tops = [[line.box.top for lines in row for line in lines] for row in rows.lines]
    yield from (min(below) - max(above) for above, below in pairwise(filter(None, tops)))


def are_several(filled: Sequence[Lines], pitch: float) -> bool:
    """Whether the columns of a row are those of several rows, one line each."""
    count = len(filled[0]) if filled else 0
    if count < 2 or len(filled) < 2 or any(len(column) != count for column in filled):
        return False
    reach = pitch * SAME_HEIGHT_SHARE_OF_PITCH
    beside = all(
        abs(line.box.middle[1] - other.box.middle[1]) <= reach
        for column in filled[1:]
        for line, other in zip(filled[0], column, strict=True)
    )
    repeated = any(len({line.text for line in column}) == 1 for column in filled)
    return beside and (repeated or len(filled) > 2)


def with_loose_rows(rows: Rows, columns: Sequence[Lines], edge: Edge, pitch: float) -> Rows:
    """Rows with the lines that no row has as rows without a name.

    Lines above the first row are one row, which goes on from the page before; any other cell is
    a row of its own, so that it is reported.
    """
    kept = {line.number for row in rows.lines for lines in row for line in lines}
    loose = [[line for line in lines if line.number not in kept] for lines in columns]
    every = [line for lines in loose for line in lines]
    if not every:
        return rows
    tops = [line.box.top for row in rows.lines for lines in row for line in lines]
    leading = not tops or max(line.box.middle[1] for line in every) <= min(tops)
    added: list[list[Lines]] = [list(loose)]
    heights = [edge_height([min(every, key=top_of)], edge)]
    if not leading:
        cells = [
            (column, block)
            for column, lines in enumerate(loose)
            for block in blocks_apart(lines, pitch * SAME_CELL_TIMES_PITCH)
        ]
        added = [[block if c == own else [] for c in range(len(loose))] for own, block in cells]
        heights = [edge_height(block, edge) for _, block in cells]
    pairs: list[tuple[float, list[Lines]]] = list(zip(rows.heights, rows.lines, strict=True))
    pairs += zip(heights, added, strict=True)
    pairs.sort(key=lambda pair: pair[0])
    new_heights = tuple(height for height, _ in pairs)
    lines = [row for _, row in pairs]
    unplaced = rows.unplaced - len(every) if leading else rows.unplaced
    return Rows(lines, new_heights, borders_of(lines, new_heights), unplaced)


def top_of(line: Line) -> float:
    """The upper edge of a line."""
    return line.box.top
