"""Lines of columns → rows: by rulings, by the names, or at the heights of known rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.document import Page
from pipeline.grids import Line

Edge = Literal["middle", "top", "bottom"]
EDGES: tuple[Edge, ...] = ("middle", "top", "bottom")
# Cells of one row agree in height to this share of the distance of two lines.
SAME_HEIGHT_SHARE = 0.15
# Lines of one cell are no further apart than this many times the distance of two lines.
SAME_CELL = 1.2
SAME_CELL_AT_MOST = 1.3
# Other distances to try where names do not part at that one.
SAME_CELL_TRIES = (SAME_CELL, 1.08, 1.35, 1.5, 1.03)
# The usual distance of two lines is among the smallest of a document: this share from below.
PITCH_SHARE = 0.1
# What a line costs that stands at no row's height, against points of disagreement.
UNPLACED = 1000.0

Lines = Sequence[Line]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a region.

    Args:
        lines: for each row the lines of each column.
        heights: where the agreeing edge of each row stands; none where rulings part the rows.
        borders: y of the row borders, one more than rows.
        unplaced: lines that stand at no row's height.
    """

    lines: list[list[Lines]]
    heights: tuple[float, ...]
    borders: tuple[float, ...]
    unplaced: int


def line_pitch(pages: Sequence[Page]) -> float:
    """The usual distance in points from one line of a cell to the next."""
    distances = []
    for page in pages:
        words = sorted(page.words, key=lambda word: word.box.top)
        for number, word in enumerate(words):
            height = word.box.bottom - word.box.top
            for below in words[number + 1 :]:
                distance = below.box.top - word.box.top
                if (
                    distance > height / 2
                    and below.box.x0 < word.box.x1
                    and below.box.x1 > word.box.x0
                ):
                    distances.append(distance)
                    break
    distances.sort()
    return distances[int(len(distances) * PITCH_SHARE)] if distances else 1.0


def height_of(lines: Lines, edge: Edge) -> float:
    """The height of a block's agreeing edge."""
    top, bottom = lines[0].box.top, lines[-1].box.bottom
    return {"top": top, "middle": (top + bottom) / 2, "bottom": bottom}[edge]


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
    tries = [(name, factor) for factor in SAME_CELL_TRIES]
    tries += [(column, 0.0) for column in range(len(columns)) if column != name]
    for column, factor in tries:
        blocks = blocks_of(columns[column], pitch * factor)
        if not blocks:
            continue
        heights = tuple(height_of(block, edge) for block in blocks)
        rows = with_leading_row(rows_at(columns, heights, edge, pitch), columns)
        if best is None or rows.unplaced < best.unplaced:
            best = rows
        if not best.unplaced:
            break
    return best or Rows([], (), (0.0,), 0)


def blocks_of(lines: Lines, distance: float) -> list[Lines]:
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
        for line, row in zip(lines, placed(lines, heights, edge, pitch), strict=True):
            if row is None:
                unplaced += 1
            else:
                rows[row][column].append(line)
    return Rows([list(row) for row in rows], tuple(heights), borders_of(rows, heights), unplaced)


def placed(lines: Lines, heights: Sequence[float], edge: Edge, pitch: float) -> list[int | None]:
    """For each line of a column its row, None where it stands at no row's height.

    Of all ways to part the lines into blocks and to lay these at rising rows, the one with the
    fewest unplaced lines is taken, then the one whose heights agree best.
    """
    reach = pitch * SAME_HEIGHT_SHARE
    # For each number of lines done, by the row used last: the cost, and the way there.
    ways: list[dict[int, tuple[float, list[int | None]]]] = [{-1: (0.0, [])}]
    for end in range(1, len(lines) + 1):
        here: dict[int, tuple[float, list[int | None]]] = {}
        for row, (cost, way) in ways[end - 1].items():
            keep_best(here, row, cost + UNPLACED, [*way, None])
        for start in range(end - 1, -1, -1):
            distance = lines[min(start + 1, end - 1)].box.top - lines[start].box.top
            if distance > pitch * SAME_CELL_AT_MOST:
                break
            height = height_of(lines[start:end], edge)
            for row, known in enumerate(heights):
                if abs(known - height) > reach:
                    continue
                for last, (cost, way) in ways[start].items():
                    if last < row:
                        new = [*way, *([row] * (end - start))]
                        keep_best(here, row, cost + abs(known - height), new)
        ways.append(here)
    return min(ways[-1].values(), key=lambda entry: entry[0])[1]


def keep_best(
    ways: dict[int, tuple[float, list[int | None]]], row: int, cost: float, way: list[int | None]
) -> None:
    """Keep the cheaper of two ways to the same row."""
    if row not in ways or cost < ways[row][0]:
        ways[row] = (cost, way)


def borders_of(rows: Sequence[Sequence[Lines]], heights: Sequence[float]) -> tuple[float, ...]:
    """Row borders halfway between the lines of neighbouring rows."""
    spans = []
    for row, height in zip(rows, heights, strict=True):
        boxes = [line.box for lines in row for line in lines]
        spans.append(
            (min(b.top for b in boxes), max(b.bottom for b in boxes)) if boxes else (height, height)
        )
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    return (spans[0][0] - 1, *inner, spans[-1][1] + 1)


def with_leading_row(rows: Rows, columns: Sequence[Lines]) -> Rows:
    """Rows with the lines above the first one as a row that goes on from the page before."""
    kept = {id(line) for row in rows.lines for lines in row for line in lines}
    loose = [[line for line in lines if id(line) not in kept] for lines in columns]
    every = [line for lines in loose for line in lines]
    first = [line for lines in rows.lines[0] for line in lines]
    if not every or not first:
        return rows
    if max(line.box.middle[1] for line in every) > min(line.box.top for line in first):
        return rows
    top = min(line.box.top for line in every)
    middle = (max(x.box.bottom for x in every) + min(x.box.top for x in first)) / 2
    borders = (top - 1, middle, *rows.borders[1:])
    heights = ((top + middle) / 2, *rows.heights)
    lines: list[list[Lines]] = [list(loose), *rows.lines]
    return Rows(lines, heights, borders, rows.unplaced - len(every))
