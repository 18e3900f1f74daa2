"""Words that are printed across every page, over its tables: they are in no cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.tolerances import FEWEST_PAGES, OVERPRINT_SHARE_OF_HEIGHT
from pipeline.pages.model import Page, Word
from pipeline.schema.model import Schema
from pipeline.text.strings import fold


def mark_overprinted_words(pages: Sequence[Page], schema: Schema) -> list[Page]:
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
        if place_of(word) in running and is_printed_over(word, page)
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


def is_printed_over(word: Word, page: Page) -> bool:
    """Whether a word is printed over another word or over a horizontal ruling of its page."""
    box, reach = word.box, (word.box.bottom - word.box.top) * OVERPRINT_SHARE_OF_HEIGHT
    left, right, top, bottom = box.x0 + reach, box.x1 - reach, box.top + reach, box.bottom - reach
    over_words = any(
        other.number != word.number
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
