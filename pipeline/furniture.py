"""What stands on the pages around tables without rulings: running lines and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import Page, Word
from pipeline.grids import Line, lines_of, runs_of
from pipeline.schema import Schema

# Running lines stand at the same height on each page, to this many points.
SAME_HEIGHT = 2.0
# They stand off from the text on the page by more than so many times the distance of two lines.
STANDING_OFF = 1.5


def words_around(pages: Sequence[Page], schema: Schema, pitch: float) -> set[int]:
    """The ids of the words that belong to no table, whatever columns they stand in.

    Those are the marks across a page, and the first and last lines of pages that stand off from
    the rest and are repeated on another page at the same height, or are page numbers there.

    Args:
        pages: the pages without rulings.
        schema: says what page numbers look like.
        pitch: the usual distance of two lines, in points.
    """
    outer = [(page.number, line) for page in pages for line in outer_lines(page, pitch)]
    patterns = [
        rule.pattern
        for rule in schema.description.set_aside
        if rule.where == "outside" and rule.pattern
    ]

    def kind_of(line: Line) -> str:
        """What is the same on each page: the text, or that it is a page number."""
        return "" if any(p.fullmatch(line.text) for p in patterns) else line.text

    around = {id(word) for page in pages for word in page.words if word.loose}
    for number, line in outer:
        for other_number, other in outer:
            near = abs(line.box.top - other.box.top) <= SAME_HEIGHT
            if number != other_number and near and kind_of(line) == kind_of(other):
                around.update(id(word) for word in line.words)
    return around


def outer_lines(page: Page, pitch: float) -> Iterator[Line]:
    """The first and the last line of a page, where nothing stands beside them or near."""
    lines = lines_of(word for word in page.words if not word.loose)
    gaps = [below.box.top - line.box.top for line, below in pairwise(lines)]
    for place, gap in ((0, 0), (-1, -1)):
        if gaps and gaps[gap] > pitch * STANDING_OFF and is_one_run(lines[place]):
            yield lines[place]


def is_one_run(line: Line) -> bool:
    """Whether nothing stands beside a line's text."""
    words: Sequence[Word] = line.words
    return len(list(runs_of(words))) == 1
