"""What stands on the pages around tables without rulings: running lines and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.grids.lines import lines_of
from pipeline.grids.model import Line
from pipeline.grids.tolerances import SAME_RUNNING_HEIGHT_POINTS
from pipeline.grids.unruled.heading_rows import find_heading_rows
from pipeline.grids.unruled.tolerances import RUNNING_SHARE_OF_PAGES, RUNNING_WORD_LETTERS
from pipeline.pdf.model import Page
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
    outer = [(p.number, line) for p in pages for line in outer_lines(p, around, headings)]
    running = []
    for place in outer:
        alike = [other for other in outer if is_alike(place, other, schema)]
        if len(alike) > 1 and len(alike) >= len(pages) * RUNNING_SHARE_OF_PAGES:
            running.append(place)
    return {
        (page.number, word.number)
        for page in pages
        for line in ends_of(page, around)
        if any(is_alike((page.number, line), other, schema) for other in running)
        for word in line.words
    }


def is_alike(place: tuple[int, Line], other: tuple[int, Line], schema: Schema) -> bool:
    """Whether two lines, with their pages, are running lines of one kind at the same height."""
    near = abs(place[1].box.top - other[1].box.top) <= SAME_RUNNING_HEIGHT_POINTS
    return near and bool(kinds_of(*place, schema) & kinds_of(*other, schema))


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
