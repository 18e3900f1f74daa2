"""Lines under the headings → rows: a line is one, or goes on with one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.grids.white_space.pieces import Columns, Piece
from pipeline.grids.white_space.rules import Rules
from pipeline.grids.white_space.runs import RunLine
from pipeline.text.values import is_value_text


def body_rows(
    lines: Sequence[RunLine], rows: Sequence[list[Piece]], columns: Columns, rules: Rules
) -> list[list[list[Piece]]]:
    """The rows of the lines under the headings, each as the pieces of its lines."""
    keys = key_columns(rows, len(columns.extents))
    joined: list[list[int]] = []
    goes_before = [False] * len(rows)
    goes_after = [False] * len(rows)
    full = [bool({p.column for p in row} & keys) for row in rows]
    right = max((p.box.x1 for row in rows for p in row if p.column == p.last == 0), default=0.0)
    gaps = [b.box.top - a.box.bottom for a, b in zip(lines, lines[1:], strict=False)]
    full_gaps = [g for g, a, b in zip(gaps, full, full[1:], strict=False) if a and b]
    pitch = median(full_gaps) if full_gaps else None
    for n, row in enumerate(rows):
        if not full[n] or not keys or any(p.column == 0 for p in row):
            continue
        # The name stands on lines above and below the height of its values.
        above = n > 0 and not full[n - 1] and gaps[n - 1] < 0.15 * lines[n].height
        below = n + 1 < len(rows) and not full[n + 1] and gaps[n] < 0.15 * lines[n].height
        if above and below:
            goes_after[n - 1] = goes_before[n + 1] = True
    for n, row in enumerate(rows):
        if full[n] or not keys or not row or goes_before[n] or goes_after[n]:
            continue
        before = n > 0 and not ruled_apart(lines[n - 1], lines[n], rules)
        after = n + 1 < len(rows) and not ruled_apart(lines[n], lines[n + 1], rules)
        gap_before = gaps[n - 1] if n > 0 else 1e9
        gap_after = gaps[n] if n + 1 < len(rows) else 1e9
        text = row[0].text
        first_word = row[0].words[0].box
        wrapped = False
        if before and rows[n - 1]:
            prior = rows[n - 1][0]
            room = right - prior.box.x1
            wrapped = (
                prior.column == row[0].column
                and first_word.x1 - first_word.x0 > room - 2
                and prior.words[-1].bold == row[0].words[0].bold
                and not prior.text.endswith(":")
                and row[0].box.x0 >= prior.box.x0 - 2
            )
        lower = text[:1].islower() or text[:1] in "(&"
        tight = pitch is not None and gap_before < pitch - 0.15 * row[0].height
        if (
            before
            and gap_before < 0.9 * row[0].height
            and (
                (wrapped and (lower or tight or row[0].box.x0 > rows[n - 1][0].box.x0 + 2))
                or (lower and (tight or wrapped))
                or (
                    tight
                    and gap_before + 0.3 < gap_after
                    and row[0].box.x0 > rows[n - 1][0].box.x0 + 2
                )
            )
        ):
            goes_before[n] = True
            continue
        if after and full[n + 1] and rows[n + 1] and rows[n + 1][0].column == row[0].column:
            nxt = rows[n + 1][0]
            room = right - row[0].box.x1
            word = nxt.words[0].box
            low = nxt.text[:1].islower()
            if (
                gap_after < 0.9 * row[0].height
                and word.x1 - word.x0 > room - 2
                and low
                and not text.endswith(":")
                and row[0].words[-1].bold == nxt.words[0].bold
            ):
                goes_after[n] = True
    for n in range(len(rows)):
        if joined and (goes_before[n] or (n > 0 and goes_after[n - 1])):
            joined[-1].append(n)
        else:
            joined.append([n])
    return [[rows[n] for n in group] for group in joined]


def ruled_apart(upper: RunLine, lower: RunLine, rules: Rules) -> bool:
    """Whether a rule parts two lines."""
    return rules.is_long(upper.box.middle[1], lower.box.middle[1])


def key_columns(rows: Sequence[Sequence[Piece]], count: int) -> set[int]:
    """The columns beside the first that mostly hold values."""
    keys = set()
    for column in range(1, count):
        own = [p for row in rows for p in row if p.column == p.last == column]
        if own and 2 * sum(is_value_text(p.text) for p in own) >= len(own):
            keys.add(column)
    return keys
