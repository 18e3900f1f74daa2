"""Columns and pages without rulings around their cells."""

from __future__ import annotations

import pytest

from pipeline.grids.ruled import find_grids
from pipeline.grids.unruled.columns import column_boxes
from pipeline.grids.unruled.heading_rows import HeadingRow
from pipeline.grids.unruled.reader import with_aligned_grids
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page, Ruling
from pipeline.schema.consistency import load_checked_schema
from tests.support.command_line import SCHEMAS
from tests.support.pieces import word

SCHEMA = load_checked_schema(SCHEMAS)
HEIGHTS = (0.0, 30.0, 60.0, 90.0)


def test_text_left_of_the_first_heading_is_a_column_unless_it_reaches_under_it() -> None:
    row = HeadingRow((("Tyyppi", Box(100, 0, 130, 10)),), ())
    apart = [word("ab", 10, top) for top in (20, 40)]
    under = [word("a" * 20, 40, top) for top in (60, 80, 100)]
    assert [text for text, _ in column_boxes(row, apart)] == ["", "Tyyppi"]
    assert [text for text, _ in column_boxes(row, [*apart, *under])] == ["Tyyppi"]
    assert [text for text, _ in column_boxes(row, under)] == ["Tyyppi"]


def ruled(number: int, width: float, *texts: str, heights: tuple[float, ...] = HEIGHTS) -> Page:
    """A page with horizontal rulings only, and a text in each row."""
    rulings = tuple(Ruling("h", y, 10, 10 + width) for y in heights)
    words = tuple(word(text, 12, 10 + 30 * r) for r, text in enumerate(texts) if text)
    return Page(number, words, rulings, ())


@pytest.mark.parametrize(
    ("width", "heights", "found"),
    [
        (60, HEIGHTS, True),
        # As wide as the names, or with rows of other heights: not known to be its page.
        (150, HEIGHTS, False),
        (60, (0.0, 25.0, 60.0, 90.0), False),
        (60, (0.0, 90.0), False),
    ],
)
def test_a_page_that_is_only_ruled_is_one_of_its_columns(
    width: float, heights: tuple[float, ...], found: bool
) -> None:
    pages = [
        ruled(1, 150, "Henkilöasiakkaanpalvelut", "Neuvonta", "Ohjaus"),
        ruled(2, 150, "Valmennus", "Tuki", "Apu"),
        ruled(3, 60, "Kotoutuja", "x", "x"),
        ruled(4, width, heights=heights),
    ]
    grids = with_aligned_grids(pages, [find_grids(page) for page in pages], SCHEMA)
    assert [bool(page.grids) for page in grids] == [True, True, True, found]


def unruled(number: int, heading: str, *texts: str) -> Page:
    """A page of one column under a heading, without rulings; each text begins a row."""
    words = [
        word(piece, 12, 10 + 30 * row + 12 * number)
        for row, text in enumerate((heading, *texts))
        for number, piece in enumerate(text.split())
    ]
    return Page(number, tuple(words), (), ())


def test_pages_without_names_go_beside_the_pages_with_names_in_their_order() -> None:
    # The short page's rows stand at heights that the long page has too.
    name, mark = "Henkilöasiakkaanpalvelut", "Kotoutuja"
    pages = [
        unruled(1, name, "Neuvonta lisää", "Ohjaus lisää", "Tuki", "Apu"),
        unruled(2, name, "Valmennus lisää", "Koulutus"),
        unruled(3, mark, "x", "x", "x", "x"),
        unruled(4, mark, "x", "x"),
    ]
    grids = with_aligned_grids(pages, [find_grids(page) for page in pages], SCHEMA)
    rows = [page.grids[0].rows for page in grids]
    assert [len(borders) for borders in rows] == [6, 4, 6, 4]
    assert rows[2:] == rows[:2]
