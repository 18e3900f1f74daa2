"""Words that are in a PDF and are no values, and words that are struck out: told, never lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.checks.items import Item, PlaceOnPage, items_by_page
from pipeline.finding import Finding
from pipeline.grids.drawn_marks import lies_within
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Line
from pipeline.grids.tolerances import BEYOND_CELL_POINTS
from pipeline.pages.model import AsideReason, Page, Word
from pipeline.pdf.box_places import BoxPlaces
from pipeline.tables.model import Fragment

STRUCK_CHECK, NESTED_CHECK = "text-struck", "table-in-cell"
# A cell of a table, or the piece of one on a page, with what is told of it.
HomeCell = tuple[Fragment, Item]


def aside_items(pages: Sequence[Page], homes: Sequence[HomeCell]) -> Iterator[Item]:
    """The words that are no values: those of one cell or line, and of one reason, together.

    Args:
        pages: the pages of the document.
        homes: the cells of the tables on them, empty ones included.
    """
    by_page: dict[int, list[HomeCell]] = {}
    for home_cell in homes:
        by_page.setdefault(home_cell[0].page, []).append(home_cell)
    for page in pages:
        own = by_page.get(page.number, [])
        places = BoxPlaces([fragment.cell.box for fragment, _ in own])
        inside: dict[tuple[int, AsideReason], list[Word]] = {}
        outside: dict[AsideReason, list[Word]] = {}
        for word in page.aside:
            if word.aside is None:
                continue
            home = smallest_home(word, own, places)
            if home is None:
                outside.setdefault(word.aside, []).append(word)
            else:
                inside.setdefault((home, word.aside), []).append(word)
        for (number, reason), words in inside.items():
            yield aside_item(own[number][1], lines_of(words), reason)
        for reason, words in outside.items():
            for line in lines_of(words):
                place = PlaceOnPage.of_line(line)
                item = Item(page=page.number, lines=(line,), place=place, text="", fate="set_aside")
                yield aside_item(item, (line,), reason)


def smallest_home(word: Word, homes: Sequence[HomeCell], places: BoxPlaces) -> int | None:
    """The number of the smallest cell around a word's centre; None where there is none.

    A word that is cut off at the edge of a cell is that cell's, wherever it would have gone on.

    Args:
        word: the word.
        homes: the cells of its page.
        places: where they lie.
    """
    if word.within is not None:
        for number in places.near(word.within, 2 * BEYOND_CELL_POINTS):
            if lies_within(word.within, homes[number][0].cell.box):
                return number
    at = places.at(word.box.middle)
    boxes = [(number, homes[number][0].cell.box) for number in at]
    around = [
        ((box.x1 - box.x0) * (box.bottom - box.top), number)
        for number, box in boxes
        if box.holds(word.box.middle)
    ]
    return min(around)[1] if around else None


def aside_item(home: Item, lines: tuple[Line, ...], reason: AsideReason) -> Item:
    """The item of words that stand in a cell or line and are no value."""
    text = " ".join(line.text for line in lines)
    return replace(
        home, lines=lines, text=text, fate="set_aside", rule=reason, aside=reason, inner=""
    )


def aside_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """What is to say of words that are no values: one finding for each cell or line."""
    by_page = items_by_page(items)
    for item in items:
        if item.aside is not None:
            beside = {"printed": text_beside(item, by_page[item.page])}
            yield item_finding(item, item.aside, item.text, beside)


def text_beside(aside: Item, items: Sequence[Item]) -> str:
    """The text that words which are no value stand in or beside; empty where there is none.

    Args:
        aside: the words.
        items: of their page.
    """
    own = [item for item in items if item.aside is None]
    for item in own:
        if item.cell_ref == aside.cell_ref:
            return item.text
    x, y = aside.box.middle
    level = [item for item in own if item.box.top <= y <= item.box.bottom]
    near = [(max(item.box.x0 - x, x - item.box.x1, 0.0), item.text) for item in level]
    return min(near)[1] if near else ""


def struck_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """A warning for each cell or line in which words are struck out; they stay in its value."""
    for item in items:
        struck = [word.text for line in item.lines for word in line.words if word.struck]
        if struck:
            yield item_finding(item, STRUCK_CHECK, " ".join(struck), {"printed": item.text})


def nested_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """A warning for each cell with a table inside it."""
    for item in items:
        if item.inner:
            yield item_finding(item, NESTED_CHECK, item.inner, {})


def item_finding(item: Item, check: str, value: str, details: dict[str, str]) -> Finding:
    """A finding on words of a cell or line."""
    return Finding(
        check=check,
        key=item.keys[0] if item.keys else "",
        field=item.field,
        page=item.page,
        cell_ref=item.cell_ref,
        value=value,
        position=item.position,
        details={"page": str(item.page), **details},
    )
