"""What stands on the pages around tables without rulings: running lines and page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Line
from pipeline.grids.tolerances import SAME_RUNNING_HEIGHT_POINTS
from pipeline.grids.unruled.heading_rows import find_heading_rows
from pipeline.grids.unruled.tolerances import RUNNING_SHARE_OF_PAGES, RUNNING_WORD_LETTERS
from pipeline.pages.model import Page
from pipeline.schema.model import Schema
from pipeline.text.strings import running_texts

# A word of a document: the number of its page, and its own there.
NumberInDocument = tuple[int, int]


def words_around(pages: Sequence[Page], schema: Schema) -> set[NumberInDocument]:
    """The words that belong to no table, whatever columns they stand in.

    Those are the marks across a page, and the first and last lines of pages that stand off from
    the rest and are printed at the same height on most pages, or are page numbers there.

    Args:
        pages: the pages without rulings.
        schema: says what page numbers look like.
    """
    around = {(page.number, word.number) for page in pages for word in page.words if word.loose}
    headings = {
        (page.number, word.number)
        for page in pages
        for row in find_heading_rows(page.words, schema)
        for word in row.words
    }
    while more := running_words(pages, around, headings, schema):
        around |= more
    return around


def running_words(
    pages: Sequence[Page],
    around: set[NumberInDocument],
    headings: set[NumberInDocument],
    schema: Schema,
) -> set[NumberInDocument]:
    """The words of running lines, which are outermost apart from words around."""
    outer = Counter(
        like
        for page in pages
        for line in outer_lines(page, around, headings)
        if (like := likeness_of(page.number, line, schema)).kinds
    )
    least = max(2, len(pages) * RUNNING_SHARE_OF_PAGES)
    running = [
        like
        for like in outer
        if sum(count for other, count in outer.items() if like.is_alike(other)) >= least
    ]
    return {
        (page.number, word.number)
        for page in pages
        for line in (ends_of(page, around) if running else ())
        for like in (likeness_of(page.number, line, schema),)
        if any(like.is_alike(other) for other in running)
        for word in line.words
    }


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells running lines of one kind: their height on the page, and what they say."""

    top: float
    kinds: frozenset[str]

    def is_alike(self, other: Likeness) -> bool:
        """Whether a line is of one kind with another one, at the same height."""
        near = abs(self.top - other.top) <= SAME_RUNNING_HEIGHT_POINTS
        return near and not self.kinds.isdisjoint(other.kinds)


def likeness_of(page: int, line: Line, schema: Schema) -> Likeness:
    """What tells whether a line is a running one, with the number of its page."""
    return Likeness(line.box.top, frozenset(kinds_of(page, line, schema)))


def kinds_of(page: int, line: Line, schema: Schema) -> set[str]:
    """What a line has in common with those of other pages, or that it is a page number."""
    rules = schema.description.set_aside
    if any(r.where == "outside" and r.pattern and r.pattern.fullmatch(line.text) for r in rules):
        return {""}
    long = any(len(word.text.strip(".,;:()")) >= RUNNING_WORD_LETTERS for word in line.words)
    return set(running_texts(line.text, page)) if long else set()


def lines_left(page: Page, around: set[NumberInDocument]) -> tuple[Line, ...]:
    """The lines of a page apart from words around."""
    return lines_of(word for word in page.words if (page.number, word.number) not in around)


def ends_of(page: Page, around: set[NumberInDocument]) -> tuple[Line, ...]:
    """The first and the last line of a page."""
    lines = lines_left(page, around)
    return (*lines[:1], *lines[-1:])


def outer_lines(
    page: Page, around: set[NumberInDocument], headings: set[NumberInDocument]
) -> Iterator[Line]:
    """The first and the last line of a page that stand further off than any lines between.

    How far a heading stands below another table does not count.
    """
    lines = lines_left(page, around)
    heads = [any((page.number, w.number) in headings for w in line.words) for line in lines]
    gaps = [below.box.top - line.box.top for line, below in pairwise(lines)]
    inner = [gap for gap, head in zip(gaps, heads[1:], strict=True) if not head][1:-1]
    for place in (0, -1) if gaps else ():
        if gaps[place] > max(inner, default=0.0) and not heads[place]:
            yield lines[place]
