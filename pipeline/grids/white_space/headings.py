"""The heading lines of a table: how many there are, and the cells that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.grids.white_space.pieces import Columns, Piece, pieces_of
from pipeline.grids.white_space.regions import Block
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import Run, RunLine, split_runs
from pipeline.text.values import is_value_text

# A year or a span of years, perhaps after a short word: `FY 2007`, `2003–04 to 2008–09`.
YEAR = re.compile(
    r"(?:[^\W\d]{1,4}\.? )?(?:19|20)\d\d(?: ?(?:[–/-]|[^\W\d]{1,4}) ?(?:19|20)?\d\d)*[*]?"
)
MOST_LINES = 9


def first_heading_line(block: Block, rules: Rules) -> int:
    """The first line of a table: heading lines above its block are part of it."""
    zone, first = block.zone, block.first
    long = [y for y in rules.long_positions() if y <= zone[first].box.top + 2]
    top = long[-1] if long else None
    while first > 0:
        line, below = zone[first - 1], zone[first]
        gap = below.box.top - line.box.bottom
        inside = top is not None and line.box.top >= top - 2
        if inside and first > block.first - MOST_LINES and gap < 2.5 * line.height:
            first -= 1
            continue
        if top is not None and top >= line.box.bottom - 2:
            break
        stands_right = line.box.x0 > block.stripes[0].start
        if top is None and gap <= 0.5 * line.height and stands_right and len(line.runs) == 1:
            first -= 1
            continue
        break
    return first


def first_under_top_rule(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> int:
    """The first line under the upper rule of a table; a caption stands above it.

    Two rules lie above the first values then, and headings stand between them.
    """
    body = first_values([pieces_of(line, columns) for line in lines])
    if body is None:
        return 0
    limit = lines[body].box.middle[1]
    heights = [y for y in rules.long_positions() if lines[0].box.middle[1] < y < limit]
    under = sorted({sum(line.box.middle[1] < y for line in lines) for y in heights})
    return under[-2] if len(under) > 1 else 0


def heading_count(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> int:
    """How many of the first lines are headings."""
    rows = [pieces_of(line, columns) for line in lines]
    body = first_values(rows)
    for number in range(1, min(MOST_LINES, len(lines))):
        above, below = lines[number - 1], lines[number]
        if rules.is_long(above.box.middle[1], below.box.middle[1]):
            values = first_values(rows[:number], years=True)
            if (
                values is None
                or number <= 1
                or all(is_heading_like(pieces) for pieces in rows[values:number])
            ):
                return number
            break
    if body is not None:
        while body > 1 and all(p.last == 0 for p in rows[body - 1]):
            body -= 1
        return body
    bold = 0
    while bold < len(lines) - 1 and all(r.bold for r in lines[bold].runs):
        bold += 1
    return bold or min(1, len(lines) - 1)


def is_heading_like(pieces: Sequence[Piece]) -> bool:
    """Whether values may be headings: years, or all bold."""
    return all(YEAR.fullmatch(p.text) or not is_value_text(p.text) for p in pieces)


def first_values(rows: Sequence[Sequence[Piece]], years: bool = False) -> int | None:
    """The first line most of whose texts beside the first column are values."""
    for number, pieces in enumerate(rows):
        own = [p for p in pieces if p.column > 0]
        values = [p for p in own if is_value_text(p.text)]
        if not own or 2 * len(values) < len(own):
            continue
        if not years and all(YEAR.fullmatch(p.text) for p in values) and number + 1 < len(rows):
            after = [p for p in rows[number + 1] if p.column > 0 and is_value_text(p.text)]
            if not all(YEAR.fullmatch(p.text) for p in after) or not after:
                continue
        return number
    return None


def heading_cells(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> list[list[Piece]]:
    """The cells of heading lines, by row: lines of one heading are one cell."""
    open_: list[Piece] = []
    cells: list[Piece] = []
    for line in lines:
        for piece in heading_pieces(line, columns, rules):
            home = above_in_same_place(piece, cells, rules)
            if home is None:
                cells.append(piece)
            else:
                home.words += piece.words
                home.column = min(home.column, piece.column)
                home.last = max(home.last, piece.last)
    rows = in_rows(cells)
    widen(rows, columns)
    return rows


def widen(rows: Sequence[Sequence[Piece]], columns: Columns) -> None:
    """Let headings in the middle of several columns cover them, where none stands beside."""
    for number, row in enumerate(rows[:-1]):
        below = [c for later in rows[number + 1 :] for c in later]
        for piece in row:
            others = [o for o in row if o is not piece]
            low = max([o.last for o in others if o.last < piece.column], default=0) + 1
            high = (
                min(
                    [o.column for o in others if o.column > piece.last],
                    default=len(columns.extents),
                )
                - 1
            )
            if piece.column == 0 or not any(b.column <= piece.column <= b.last for b in below):
                continue
            best = (abs(middle_of(columns, piece.column, piece.last) - piece.box.middle[0]), 0)
            place = (piece.column, piece.last)
            for a in range(low, piece.column + 1):
                for b in range(piece.last, high + 1):
                    off = abs(middle_of(columns, a, b) - piece.box.middle[0])
                    rank = (0.0 if off < 0.8 * piece.height else off, a - b)
                    if rank < best:
                        best, place = rank, (a, b)
            if best[0] < 0.8 * piece.height:
                piece.column, piece.last = place


def middle_of(columns: Columns, first: int, last: int) -> float:
    """The middle of the text of some columns."""
    return (columns.extents[first][0] + columns.extents[last][1]) / 2


def heading_pieces(line: RunLine, columns: Columns, rules: Rules) -> list[Piece]:
    """The texts of a heading line with the columns that they stand over."""
    pieces: list[Piece] = []
    runs = runs_over_columns(line, columns)
    for run in runs:
        box = run.box
        under = [
            r
            for r in rules.between(box.middle[1], box.bottom + 0.8 * line.height)
            if r.start - 2 <= box.x0
            and r.end + 2 >= box.x1
            and rules.share(r.position) < 0.98
            and r.end - r.start < 0.9 * (rules.right - rules.left)
        ]
        first, last = columns.touched(box.x0 + 0.5, box.x1 - 0.5)
        if under:
            a, b = columns.touched(under[0].start + 1, under[0].end - 1)
            first, last = min(first, a), max(last, b)
        if pieces and pieces[-1].last >= first and last == pieces[-1].last:
            pieces[-1].words += run.words
            pieces[-1].column = min(pieces[-1].column, first)
            continue
        if pieces and pieces[-1].last >= first:
            if pieces[-1].last > pieces[-1].column:
                pieces[-1].last = max(pieces[-1].column, first - 1)
            first = max(first, pieces[-1].last + 1)
            last = max(first, last)
        pieces.append(Piece(first, last, list(run.words)))
    return pieces


def runs_over_columns(line: RunLine, columns: Columns) -> list[Run]:
    """The runs of a heading line: gaps over the white between two columns part them sooner."""
    runs: list[Run] = []
    for run in split_runs(line.words, 0.5):
        words = [run.words[0]]
        under = [columns.touched(w.box.x0 + 0.5, w.box.x1 - 0.5) for w in run.words]
        apart = len(under) > 2 and all(
            a == b and after[0] == after[1] and a < after[0] for (a, b), after in pairwise(under)
        )
        for before, word in pairwise(run.words):
            gap = word.box.x0 - before.box.x1
            over = any(
                (before.box.x1 <= start + 1.0 and word.box.x0 >= end - 1.0)
                or before.box.x1 - 1.0 <= (start + end) / 2 <= word.box.x0 + 1.0
                for (_, start), (end, _) in pairwise(columns.extents)
            )
            if apart or (over and gap > 0.36 * line.height):
                runs.append(Run(tuple(words)))
                words = []
            words.append(word)
        runs.append(Run(tuple(words)))
    return runs


def above_in_same_place(piece: Piece, cells: Sequence[Piece], rules: Rules) -> Piece | None:
    """The heading cell that a text goes on with, if it does."""
    over = [c for c in cells if c.column <= piece.last and c.last >= piece.column]
    if not over:
        return None
    lowest = max(over, key=lambda c: c.box.bottom)
    gap = piece.box.top - lowest.box.bottom
    same = lowest.column == piece.column and lowest.last == piece.last
    if not same and not (lowest.column == lowest.last and piece.column == piece.last):
        # Lines of a heading over several columns differ in length.
        one, other = lowest.box.middle[0], piece.box.middle[0]
        same = abs(one - other) < 2.0 and piece.column <= lowest.last
        if not same:
            return None
    if gap > 0.6 * piece.height:
        return None
    if rules.crossing(piece.box, lowest.box.middle[1], piece.box.middle[1]):
        return None
    return lowest


def in_rows(cells: Sequence[Piece]) -> list[list[Piece]]:
    """Heading cells by row: each below those that it stands under, the lowest in the last row."""
    depth: dict[int, int] = {}
    ordered = sorted(range(len(cells)), key=lambda n: -cells[n].box.bottom)
    for n in ordered:
        own = cells[n]
        below = [
            depth[m]
            for m in depth
            if cells[m].column <= own.last
            and cells[m].last >= own.column
            and cells[m].box.middle[1] > own.box.bottom - 1
        ]
        depth[n] = max(below, default=-1) + 1
    rows = max(depth.values(), default=-1) + 1
    return [[cells[n] for n in range(len(cells)) if depth[n] == rows - 1 - r] for r in range(rows)]
