"""The heading lines of a table: which lines they are, and the cells that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.grids.white_space.columns import Columns
from pipeline.grids.white_space.pieces import Piece, pieces_of
from pipeline.grids.white_space.regions import Block
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import Run, RunLine, split_runs
from pipeline.grids.white_space.tolerances import (
    BLOCK_GAP_TIMES_HEIGHT,
    CENTRED_TIMES_HEIGHT,
    HEADING_GAP_TIMES_HEIGHT,
    HEADING_LINE_TIMES_HEIGHT,
    RUN_GAP_TIMES_HEIGHT,
    SAME_PLACE_POINTS,
    TOUCHING_POINTS,
    WORD_GAP_TIMES_HEIGHT,
)
from pipeline.text.values import YEAR, is_value_text


def first_heading_line(block: Block, rules: Rules) -> int:
    """The first line of a table: heading lines above its block are part of it.

    They stand under the rule above it; without one, lines that are close above and begin beside
    the first column are headings of groups.
    """
    zone, first = block.zone, block.first
    above = [y for y in rules.long_positions if y <= zone[first].box.top + SAME_PLACE_POINTS]
    while first > 0:
        line, below = zone[first - 1], zone[first]
        gap = (below.box.top - line.box.bottom) / line.height
        if above:
            inside = line.box.top >= above[-1] - SAME_PLACE_POINTS
            is_heading = inside and gap < BLOCK_GAP_TIMES_HEIGHT
        else:
            beside = line.box.x0 > block.stripes[0].start and not line.is_tabular
            is_heading = beside and gap <= HEADING_LINE_TIMES_HEIGHT
        if not is_heading:
            break
        first -= 1
    return first


def first_under_top_rule(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> int:
    """The first line under the upper rule of a table; a caption stands above it.

    Two rules lie above the first values then, and headings stand between them.
    """
    body = first_values([pieces_of(line, columns) for line in lines])
    if body is None:
        return 0
    limit = lines[body].box.middle[1]
    heights = [y for y in rules.long_positions if lines[0].box.middle[1] < y < limit]
    under = sorted({sum(line.box.middle[1] < y for line in lines) for y in heights})
    return under[-2] if len(under) > 1 else 0


def count_heading_lines(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> int:
    """How many of the first lines are headings: those above a rule, or the first values.

    Without either those in bold type are, and at least the first one.
    """
    rows = [pieces_of(line, columns) for line in lines]
    for number in range(1, len(lines)):
        above, below = lines[number - 1].box, lines[number].box
        if rules.parts(above.middle[1], below.middle[1]):
            if number == 1 or all(map(is_heading_like, rows[:number])):
                return number
            break
    body = first_values(rows)
    if body is not None:
        while body > 1 and is_section_line(lines[body - 2 : body], rows[body - 1]):
            body -= 1
        return body
    plain = (n for n, line in enumerate(lines) if not all(run.bold for run in line.runs))
    return min(max(1, next(plain, 1)), len(lines) - 1)


def is_section_line(lines: Sequence[RunLine], pieces: Sequence[Piece]) -> bool:
    """Whether the line above the first values, the second of two, heads a section of them.

    It has one text alone, in the first column or further below the headings than their lines.
    """
    gap = lines[1].box.top - lines[0].box.bottom
    apart = gap > HEADING_LINE_TIMES_HEIGHT * lines[1].height
    return len(pieces) == 1 and (pieces[0].last == 0 or apart)


def is_heading_like(pieces: Sequence[Piece]) -> bool:
    """Whether the texts of a line may be headings: words or years."""
    return all(YEAR.fullmatch(p.text) or not is_value_text(p.text) for p in pieces)


def first_values(rows: Sequence[Sequence[Piece]]) -> int | None:
    """The first line with values in most of the columns of values that it fills.

    Those are columns beside the first that mostly hold values. Years alone are headings, unless
    they stand on the next line too.
    """
    columns = value_columns(rows)
    beside = [[piece for piece in pieces if piece.column in columns] for pieces in rows]
    values = [[piece for piece in own if is_value_text(piece.text)] for own in beside]
    for number, (own, found) in enumerate(zip(beside, values, strict=True)):
        if not own or 2 * len(found) < len(own):
            continue
        following = values[number + 1] if number + 1 < len(rows) else found
        if are_years(found) and not are_years(following):
            continue
        return number
    return None


def value_columns(rows: Sequence[Sequence[Piece]]) -> set[int]:
    """The columns beside the first in which at least half of the texts are values."""
    texts: dict[int, list[str]] = {}
    for piece in (piece for pieces in rows for piece in pieces if piece.column > 0):
        texts.setdefault(piece.column, []).append(piece.text)
    return {c for c, own in texts.items() if 2 * sum(map(is_value_text, own)) >= len(own)}


def are_years(pieces: Sequence[Piece]) -> bool:
    """Whether texts are years, perhaps beside signs without digits; none are not."""
    years = [bool(YEAR.fullmatch(piece.text)) for piece in pieces]
    others = (piece.text for piece, year in zip(pieces, years, strict=True) if not year)
    return any(years) and not any(sign.isdigit() for text in others for sign in text)


def heading_cells(lines: Sequence[RunLine], columns: Columns, rules: Rules) -> list[list[Piece]]:
    """The cells of heading lines, by row: lines of one heading are one cell."""
    cells: list[Piece] = []
    for line in lines:
        for piece in heading_pieces(line, columns, rules):
            home = heading_before(piece, cells, rules)
            if home is None:
                cells.append(piece)
            else:
                home.take(piece)
    rows = in_rows(cells)
    for number, row in enumerate(rows[:-1]):
        below = [piece for later in rows[number + 1 :] for piece in later]
        for piece in row:
            widen(piece, row, below, columns)
    return rows


def heading_pieces(line: RunLine, columns: Columns, rules: Rules) -> list[Piece]:
    """The texts of a heading line with the columns that they stand over."""
    pieces: list[Piece] = []
    for run in runs_over_columns(line, columns):
        first, last = columns.touched(run.box.x0, run.box.x1)
        rule = rules.spanning(run.box, RUN_GAP_TIMES_HEIGHT * line.height)
        if rule is not None:
            under = columns.touched(rule.start, rule.end)
            first, last = min(first, under[0]), max(last, under[1])
        own = Piece(first, last, list(run.words))
        before = pieces[-1] if pieces else None
        if before is None or before.last < first:
            pieces.append(own)
        elif last == before.last:
            before.take(own)
        else:
            before.last = max(before.column, first - 1)
            own.column = max(first, before.last + 1)
            pieces.append(own)
    for piece in pieces:
        over_both(piece, pieces, columns)
    return pieces


def over_both(piece: Piece, line: Sequence[Piece], columns: Columns) -> None:
    """Let a heading in the middle of the white between two columns cover both."""
    box = piece.box
    for left, ((start, end), (after, stop)) in enumerate(pairwise(columns.extents)):
        free = not any(o.covers(c) for o in line if o is not piece for c in (left, left + 1))
        off = abs((start + stop) / 2 - box.middle[0])
        if (
            left
            and end <= box.x0
            and box.x1 <= after
            and off < CENTRED_TIMES_HEIGHT * piece.height
            and free
        ):
            piece.column, piece.last = left, left + 1


def runs_over_columns(line: RunLine, columns: Columns) -> Iterator[Run]:
    """The runs of a heading line: gaps over the white between two columns part them sooner.

    So does each gap of words that stand one over each of several columns.
    """
    for run in split_runs(line.words, HEADING_GAP_TIMES_HEIGHT):
        under = [columns.touched(word.box.x0, word.box.x1) for word in run.words]
        apart = len(under) > 2 and all(
            a == b and c == d and a < c for (a, b), (c, d) in pairwise(under)
        )
        words = [run.words[0]]
        for before, word in pairwise(run.words):
            gap = word.box.x0 - before.box.x1
            wide = gap > WORD_GAP_TIMES_HEIGHT * line.height
            if apart or (wide and is_over_white(before.box.x1, word.box.x0, columns)):
                yield Run(tuple(words))
                words = []
            words.append(word)
        yield Run(tuple(words))


def is_over_white(start: float, end: float, columns: Columns) -> bool:
    """Whether a gap lies over the middle of the white between two columns."""
    whites = ((left + right) / 2 for (_, left), (right, _) in pairwise(columns.extents))
    return any(start - TOUCHING_POINTS <= x <= end + TOUCHING_POINTS for x in whites)


def heading_before(piece: Piece, cells: Sequence[Piece], rules: Rules) -> Piece | None:
    """The heading cell that a text goes on with, if it does.

    Lines of a heading over several columns differ in length: they have the same middle.
    """
    over = [c for c in cells if c.column <= piece.last and c.last >= piece.column]
    if not over:
        return None
    lowest = max(over, key=lambda c: c.box.bottom)
    same = (lowest.column, lowest.last) == (piece.column, piece.last)
    wide = lowest.column < lowest.last or piece.column < piece.last
    if not same and wide:
        same = abs(lowest.box.middle[0] - piece.box.middle[0]) < SAME_PLACE_POINTS
    apart = piece.box.top - lowest.box.bottom > HEADING_LINE_TIMES_HEIGHT * piece.height
    ruled = rules.crossing(piece.box, lowest.box.middle[1], piece.box.middle[1])
    return lowest if same and not apart and not ruled else None


def in_rows(cells: Sequence[Piece]) -> list[list[Piece]]:
    """Heading cells by row: each below those that it stands under, the lowest in the last row."""
    depth: dict[int, int] = {}
    for n in sorted(range(len(cells)), key=lambda n: -cells[n].box.bottom):
        own = cells[n]
        below = [
            depth[m]
            for m in depth
            if cells[m].column <= own.last
            and cells[m].last >= own.column
            and cells[m].box.middle[1] > own.box.bottom - TOUCHING_POINTS
        ]
        depth[n] = max(below, default=-1) + 1
    rows = max(depth.values(), default=-1) + 1
    return [[cells[n] for n in range(len(cells)) if depth[n] == rows - 1 - r] for r in range(rows)]


def widen(piece: Piece, row: Sequence[Piece], below: Sequence[Piece], columns: Columns) -> None:
    """Let a heading cover the columns in whose middle it stands, where none stands beside it."""
    if piece.column == 0 or not any(other.covers(piece.column) for other in below):
        return
    before = [other.last for other in row if other.last < piece.column]
    after = [other.column for other in row if other.column > piece.last]
    lowest, highest = max(before, default=0) + 1, min(after, default=len(columns.extents))
    middle, near = piece.box.middle[0], CENTRED_TIMES_HEIGHT * piece.height
    fitting = [
        (first, last)
        for first in range(lowest, piece.column + 1)
        for last in range(piece.last, highest)
        if abs((columns.extents[first][0] + columns.extents[last][1]) / 2 - middle) < near
    ]
    if fitting:
        piece.column, piece.last = max(fitting, key=lambda place: place[1] - place[0])
