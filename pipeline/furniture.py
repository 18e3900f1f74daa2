"""What stands on the pages around tables without rulings: running lines and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.grids import Line, lines_of
from pipeline.heading_search import find_heading_rows
from pipeline.pdf.model import Page, Word
from pipeline.schema.model import Schema
from pipeline.text.strings import fold, running_texts

# Words that are the same on fewer pages say nothing by it.
FEWEST_PAGES = 3
# Running lines stand at the same height on each page, to this many points.
SAME_HEIGHT = 2.0
# They are printed on at least this share of the pages: rows of a table may look alike on a few.
RUNNING_SHARE = 0.5
# A word of running text is at least so long: shorter ones may be marks in a table.
RUNNING_WORD = 4
# Text printed over other text or a ruling reaches into it by this share of its height: letters
# may touch, and lines under words stand lower.
OVERPRINT = 0.25


def with_loose_words(pages: Sequence[Page], schema: Schema) -> list[Page]:
    """Pages whose running words are loose where they are printed over a table.

    Those are words other than headings that stand at the same place on each page with words, on a
    line of which a word is printed over other text or a ruling on some page.

    Args:
        pages: the pages.
        schema: says which headings are known.
    """
    filled = [page for page in pages if page.words]
    if len(filled) < FEWEST_PAGES:
        return list(pages)
    running = set.intersection(*({place_of(word) for word in page.words} for page in filled))
    known = "\n".join(schema.known_headings)
    running = {place for place in running if fold(place[0]) not in known}
    tops = {
        word.box.top
        for page in (filled if running else ())
        for word in page.words
        if place_of(word) in running and is_over_others(word, page)
    }
    loose = {place for place in running if place[2] in tops}
    if not loose:
        return list(pages)
    return [
        replace(
            page, words=tuple(replace(w, loose=w.loose or place_of(w) in loose) for w in page.words)
        )
        for page in pages
    ]


def place_of(word: Word) -> tuple[str, float, float]:
    """What is the same of a word that is printed on each page: its text and its place."""
    return word.text, word.box.x0, word.box.top


def is_over_others(word: Word, page: Page) -> bool:
    """Whether a word is printed over another word or over a horizontal ruling of its page."""
    box, reach = word.box, (word.box.bottom - word.box.top) * OVERPRINT
    left, right, top, bottom = box.x0 + reach, box.x1 - reach, box.top + reach, box.bottom - reach
    over_words = any(
        other is not word
        and other.box.x0 < right
        and other.box.x1 > left
        and other.box.top < bottom
        and other.box.bottom > top
        for other in page.words
    )
    return over_words or any(
        r.direction == "h" and r.start < right and r.end > left and top < r.position < bottom
        for r in page.rulings
    )


def words_around(pages: Sequence[Page], schema: Schema) -> set[int]:
    """The ids of the words that belong to no table, whatever columns they stand in.

    Those are the marks across a page, and the first and last lines of pages that stand off from
    the rest and are printed at the same height on most pages, or are page numbers there.

    Args:
        pages: the pages without rulings.
        schema: says what page numbers look like.
    """
    around = {id(word) for page in pages for word in page.words if word.loose}
    rows = (row for page in pages for row in find_heading_rows(page.words, schema))
    headings = {id(word) for row in rows for word in row.words}
    while more := running_words(pages, around, headings, schema):
        around |= more
    return around


def running_words(
    pages: Sequence[Page], around: set[int], headings: set[int], schema: Schema
) -> set[int]:
    """The ids of the words of running lines, which are outermost apart from words around."""
    outer = [(p.number, line) for p in pages for line in outer_lines(p, around, headings)]
    running = []
    for place in outer:
        alike = [other for other in outer if is_alike(place, other, schema)]
        if len(alike) > 1 and len(alike) >= len(pages) * RUNNING_SHARE:
            running.append(place)
    return {
        id(word)
        for page in pages
        for line in ends_of(page, around)
        if any(is_alike((page.number, line), other, schema) for other in running)
        for word in line.words
    }


def is_alike(place: tuple[int, Line], other: tuple[int, Line], schema: Schema) -> bool:
    """Whether two lines, with their pages, are running lines of one kind at the same height."""
    near = abs(place[1].box.top - other[1].box.top) <= SAME_HEIGHT
    return near and bool(kinds_of(*place, schema) & kinds_of(*other, schema))


def kinds_of(page: int, line: Line, schema: Schema) -> set[str]:
    """What a line has in common with those of other pages, or that it is a page number."""
    rules = schema.description.set_aside
    if any(r.where == "outside" and r.pattern and r.pattern.fullmatch(line.text) for r in rules):
        return {""}
    long = any(len(word.text.strip(".,;:()")) >= RUNNING_WORD for word in line.words)
    return set(running_texts(line.text, page)) if long else set()


def lines_left(page: Page, around: set[int]) -> tuple[Line, ...]:
    """The lines of a page apart from words around."""
    return lines_of(word for word in page.words if id(word) not in around)


def ends_of(page: Page, around: set[int]) -> tuple[Line, ...]:
    """The first and the last line of a page."""
    lines = lines_left(page, around)
    return (*lines[:1], *lines[-1:])


def outer_lines(page: Page, around: set[int], headings: set[int]) -> Iterator[Line]:
    """The first and the last line of a page that stand further off than any lines between.

    How far a heading stands below another table does not count.
    """
    lines = lines_left(page, around)
    heads = [any(id(word) in headings for word in line.words) for line in lines]
    gaps = [below.box.top - line.box.top for line, below in pairwise(lines)]
    inner = [gap for gap, head in zip(gaps, heads[1:], strict=True) if not head][1:-1]
    for place in (0, -1) if gaps else ():
        if gaps[place] > max(inner, default=0.0) and not heads[place]:
            yield lines[place]
