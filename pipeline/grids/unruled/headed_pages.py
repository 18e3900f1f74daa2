"""Pages with the rows of headings on them; running lines and titles are around the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.grids.lines import lines_of, runs_of
from pipeline.grids.unruled.heading_rows import HeadingRow, find_heading_rows
from pipeline.grids.unruled.running_text import words_around
from pipeline.grids.unruled.tolerances import LARGER_TYPE_TIMES_HEIGHT, SAME_EDGE_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.pages.model import Page, Word
from pipeline.schema.model import Schema

# A word, where it begins, and how far it stands above headings.
PlaceAbove = tuple[Word, float, float]


@dataclass(frozen=True, slots=True)
class HeadedPage:
    """A page, the rows of known headings on it, and the words around its tables.

    Args:
        page: the page, without the words around its tables.
        headings: the rows of headings.
        around: running lines, page numbers and marks across the page.
    """

    page: Page
    headings: list[HeadingRow]
    around: list[Word]

    @property
    def first(self) -> float:
        """The upper edge of the first headings."""
        return min((row.box.top for row in self.headings), default=float("inf"))

    def words_above(self) -> list[Word]:
        """The words above the first headings."""
        first = self.first
        return [word for word in self.page.words if word.box.middle[1] < first]

    def words_under(self, number: int) -> list[Word]:
        """The words from a row of headings down to the next one."""
        last = number + 1 == len(self.headings)
        end = float("inf") if last else self.headings[number + 1].box.top
        start = self.headings[number].box.top
        return [word for word in self.page.words if start <= word.box.middle[1] < end]


def headed_pages(pages: Sequence[Page], schema: Schema) -> list[HeadedPage]:
    """Pages with the rows of known headings on them."""
    outer = words_around(pages, schema)
    headed = []
    above: dict[tuple[str, ...], list[PlaceAbove]] = {}
    for page in pages:
        around = [word for word in page.words if (page.number, word.number) in outer]
        inside = tuple(w for w in page.words if (page.number, w.number) not in outer)
        rows = find_heading_rows(inside, schema)
        ends = [row.box.top for row in rows] + ([float("inf")] if page is pages[-1] else [])
        titles = {word.number for word in text_below(inside, rows, ends)}
        if rows:
            known = above.setdefault(tuple(text for text, _ in rows[0].cells), [])
            places = places_above(inside, rows[0])
            if all(any(is_same_place(place, other) for other in known) for place in places):
                titles.update(word.number for word, _, _ in places)
            known += places
        around += [word for word in inside if word.number in titles]
        kept = replace(page, words=tuple(word for word in inside if word.number not in titles))
        headed.append(HeadedPage(kept if around else page, rows, around))
    return headed


def places_above(words: Sequence[Word], row: HeadingRow) -> list[PlaceAbove]:
    """The words above a row of headings.

    What stands there on an earlier page too, and nothing else, is repeated with the headings.
    """
    top = row.box.top
    return [(w, w.box.x0, top - w.box.top) for w in words if w.box.middle[1] < top]


def is_same_place(one: PlaceAbove, other: PlaceAbove) -> bool:
    """Whether two words are the same at the same place beside their headings."""
    return one[0].text == other[0].text and are_same_positions(one[1:], other[1:], SAME_EDGE_POINTS)


def text_below(
    words: Sequence[Word], rows: Sequence[HeadingRow], ends: Sequence[float]
) -> Iterator[Word]:
    """The words in larger type below the tables that end at some heights, such as a title."""
    starts = [0.0, *(row.box.bottom for row in rows)]
    for start, end in zip(starts, ends, strict=False):
        body = [word for word in words if start < word.box.middle[1] < end]
        usual = median([height_of_word(word) for word in body]) if body else 0.0
        for line in reversed(lines_of(body)):
            is_larger = min(map(height_of_word, line.words)) >= usual * LARGER_TYPE_TIMES_HEIGHT
            if not is_larger or len(list(runs_of(line.words))) > 1:
                break
            yield from line.words


def height_of_word(word: Word) -> float:
    """The height of a word's box, which its type has."""
    return word.box.bottom - word.box.top
