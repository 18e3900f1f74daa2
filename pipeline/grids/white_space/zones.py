"""A page → zones: columns of running text part it, so that a table beside one stands alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

from pipeline.grids.white_space.runs import RunLine, run_lines, split_runs
from pipeline.grids.white_space.tolerances import (
    FEWEST_PROSE_LINES,
    NEXT_LINE_TIMES_HEIGHT,
    OFF_LINE_SHARE_OF_HEIGHT,
    PROSE_LETTERS,
    RUN_GAP_TIMES_HEIGHT,
    SAME_PLACE_POINTS,
)
from pipeline.pages.model import Word
from pipeline.text.strings import fold
from pipeline.text.values import count_letters, is_value_text

# Columns of running text are parted so often: three gutters make the most that pages have.
MOST_GUTTERS = 3


def zones_of(words: Sequence[Word], depth: int = MOST_GUTTERS) -> list[list[RunLine]]:
    """The zones of a page, each as its lines; the whole page where no running text parts it."""
    lines = run_lines(words)
    cuts = Cuts(lines)
    for gutter in gutters_of(lines) if depth else ():
        if not cuts.may_part(gutter):
            continue
        segments = segments_of(lines, gutter)
        if not any(not over and are_columns(segment, gutter) for over, segment in segments):
            continue
        zones: list[list[RunLine]] = [[]]
        for over, segment in segments:
            if over or not are_columns(segment, gutter):
                zones[-1] += segment
                continue
            own = [word for line in segment for word in line.words]
            for side in (True, False):
                zones += zones_of([w for w in own if (w.box.middle[0] < gutter) == side], depth - 1)
            zones.append([])
        return [zone for zone in zones if zone]
    return [lines]


class Cuts:
    """Lines as they may be cut at a gutter: whether that surely makes no columns of running text.

    It saves the looking at all words for each of the many gaps that the columns of a table have.

    Args:
        lines: those of a zone.
    """

    def __init__(self, lines: Sequence[RunLine]) -> None:
        self.lines = [CutLine(line) for line in lines]

    def may_part(self, gutter: float) -> bool:
        """Whether columns of running text, or tables of the same headings, may stand at its sides.

        Half of the lines of running text, or more, have as many letters as it has.
        """
        left = right = 0
        for line in self.lines:
            letters, others = line.letters_beside(gutter)
            left += letters >= PROSE_LETTERS
            right += others >= PROSE_LETTERS
            if 2 * max(left, right) >= FEWEST_PROSE_LINES or line.may_be_repeated(gutter):
                return True
        return False


class CutLine:
    """A line that is cut at gutters: its words by their middles, where these are in order.

    Args:
        line: the line.
    """

    def __init__(self, line: RunLine) -> None:
        self.words = line.words
        self.middles = [word.box.middle[0] for word in line.words]
        self.is_ordered = all(a <= b for a, b in pairwise(self.middles))
        self.letters = [0, *accumulate(count_letters(word.text) for word in line.words)]

    def letters_beside(self, gutter: float) -> tuple[int, int]:
        """How many letters the words at each side of a gutter have; all, where that is not told."""
        if not self.is_ordered:
            return self.letters[-1], self.letters[-1]
        letters = self.letters[bisect_left(self.middles, gutter)]
        return letters, self.letters[-1] - letters

    def may_be_repeated(self, gutter: float) -> bool:
        """Whether the texts at a side of a gutter may be those at the other.

        Both begin and end alike then.
        """
        if not self.is_ordered:
            return True
        place = bisect_left(self.middles, gutter)
        if not 0 < place < len(self.words):
            return False
        left, right = self.words[:place], self.words[place:]
        first, other = fold(left[0].text)[:1], fold(right[0].text)[:1]
        last, end = fold(left[-1].text)[-1:], fold(right[-1].text)[-1:]
        return (not first or not other or first == other) and (not last or not end or last == end)


def gutters_of(lines: Sequence[RunLine]) -> list[float]:
    """The places of gaps that several lines have in common, those of most lines first.

    The gaps between the columns of a table are among them.
    """
    gaps = [(a.box.x1, b.box.x0) for line in lines for a, b in pairwise(line.runs)]
    events = sorted([(x, 1) for x, _ in gaps] + [(x, -1) for _, x in gaps])
    depth, found = 0, []
    for (x, change), (after, following) in pairwise(events):
        depth += change
        if change > following and depth >= FEWEST_PROSE_LINES:
            found.append((-depth, (x + after) / 2))
    return [place for _, place in sorted(found)]


def segments_of(lines: Sequence[RunLine], gutter: float) -> list[tuple[bool, list[RunLine]]]:
    """Lines in segments: those that run over a gutter, and those that do not, by turns.

    Headings that stand again at the other side of it begin one.
    """
    segments: list[tuple[bool, list[RunLine]]] = []
    for line in lines:
        over = any(run.box.x0 < gutter < run.box.x1 for run in line.runs)
        begins = not over and are_same_texts(*sides_of(line, gutter))
        if segments and segments[-1][0] == over and not begins:
            segments[-1][1].append(line)
        else:
            segments.append((over, [line]))
    return segments


def are_columns(segment: Sequence[RunLine], gutter: float) -> bool:
    """Whether running text stands at a side of a gutter, and the other side is apart from it.

    So do two tables with the same headings, each at a side with names of its own.
    """
    sides = [sides_of(line, gutter) for line in segment]
    left, right = [side[0] for side in sides], [side[1] for side in sides]
    prose = [is_prose([own for own in side if own]) for side in (left, right)]
    if not any(prose):
        first = [own[0].text for own in right if own]
        named = 2 * sum(not is_value_text(text) for text in first) > len(first)
        return named and are_same_texts(left[0], right[0])
    return all(prose) or are_apart(left, right)


def sides_of(line: RunLine, gutter: float) -> tuple[list[Word], list[Word]]:
    """The words of a line at both sides of a gutter."""
    left = [word for word in line.words if word.box.middle[0] < gutter]
    return left, [word for word in line.words if word.box.middle[0] >= gutter]


def are_same_texts(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether several texts side by side, as headings are, stand again beside them."""
    texts = [
        [fold(run.text) for run in split_runs(own, RUN_GAP_TIMES_HEIGHT)] if own else []
        for own in (left, right)
    ]
    return len(texts[0]) > 1 and texts[0] == texts[1] and len(set(texts[0])) > 1


def is_prose(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether lines are running text: long, one close below the other, from a common edge."""
    if len(lines) < FEWEST_PROSE_LINES:
        return False
    letters = [sum(count_letters(w.text) for w in line) for line in lines]
    if median(letters) < PROSE_LETTERS:
        return False
    edges = sorted(line[0].box.x0 for line in lines)
    common = max(sum(0 <= other - edge <= SAME_PLACE_POINTS for other in edges) for edge in edges)
    height = median(w.box.bottom - w.box.top for line in lines for w in line)
    gaps = [b[0].box.top - a[0].box.bottom for a, b in pairwise(lines)]
    tight = sum(gap < NEXT_LINE_TIMES_HEIGHT * height for gap in gaps)
    return 2 * common >= len(lines) and 2 * tight >= len(gaps)


def are_apart(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]]) -> bool:
    """Whether the lines at both sides stand at other heights, as those of rows do not."""
    both = [(a[0].box, b[0].box) for a, b in zip(left, right, strict=True) if a and b]
    off = sum(
        abs(a.bottom - b.bottom) > OFF_LINE_SHARE_OF_HEIGHT * (a.bottom - a.top) for a, b in both
    )
    return not both or 2 * off > len(both)
