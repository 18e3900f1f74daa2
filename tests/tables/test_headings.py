"""Pages sorted into column groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.grids.column_group import ColumnGroup, choose_table
from pipeline.grids.ruled import find_grids
from pipeline.schema.consistency import load_checked_schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.column_groups import Grouped, is_heading_row, sort_into_groups
from tests.support.command_line import SCHEMAS
from tests.support.drawing import Paper
from tests.support.pieces import grid
from tests.support.reading import read_document

SCHEMA = load_checked_schema(SCHEMAS)
HEADINGS = ("Henkilöasiakkaan palvelut", "Tyyppi", "Monialainen")
ROWS = (40, 70, 100, 130)


def page(paper: Paper, width: float, *texts: str) -> None:
    """A page with one ruled column of three rows."""
    for top in ROWS:
        paper.line(30, top, 30 + width, top)
    for x in (30, 30 + width):
        paper.line(x, ROWS[0], x, ROWS[-1])
    for top, text in zip(ROWS, texts, strict=False):
        paper.text(34, top + 18, text, 9)
    paper.next_page()


def grouped(paper: Paper) -> Grouped:
    paper.save()
    pages = [find_grids(p) for p in read_document(paper.path).pages]
    grids = [grid for found in pages for grid in found.grids]
    return sort_into_groups(grids, SCHEMA, CellTexts((c for g in grids for c in g.cells), SCHEMA))


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "pages.pdf", (300, 200))


def test_pages_down_first(paper: Paper) -> None:
    for heading in HEADINGS:
        page(paper, 150, heading, "a", "b")
        page(paper, 150, "c", "d", "e")
    result = grouped(paper)
    assert [group.pages for group in result.groups] == [[1, 2], [3, 4], [5, 6]]
    assert {finding.check for finding in result.findings} == {"joined-by-order"}


def test_pages_over_first(paper: Paper) -> None:
    for heading in HEADINGS:
        page(paper, 150, heading, "a", "b")
    for _ in range(2):
        for _ in HEADINGS:
            page(paper, 150, "c", "d", "e")
    result = grouped(paper)
    assert [group.pages for group in result.groups] == [[1, 4, 7], [2, 5, 8], [3, 6, 9]]
    assert {finding.check for finding in result.findings} == {"joined-by-order"}


def test_widths_tell_without_a_finding(paper: Paper) -> None:
    widths = (150.0, 100.0, 60.0)
    for heading, width in zip(HEADINGS, widths, strict=True):
        page(paper, width, heading, "a", "b")
    for width in widths:
        page(paper, width, "c", "d", "e")
    result = grouped(paper)
    assert [group.pages for group in result.groups] == [[1, 4], [2, 5], [3, 6]]
    assert result.findings == ()


def test_headings_printed_again_go_on_with_their_group(paper: Paper) -> None:
    for _ in range(2):
        for heading in HEADINGS:
            page(paper, 150, heading, "a", "b")
    result = grouped(paper)
    assert [group.pages for group in result.groups] == [[1, 4], [2, 5], [3, 6]]
    assert result.findings == ()


def test_headings_go_to_the_table_that_still_misses_most_of_them() -> None:
    person, employer = SCHEMA.description.tables
    whole = ColumnGroup(person, [""], list(person.columns))
    shared = ["Tyyppi", "Ohjaus/mahdollinen tuottaminen"]
    assert choose_table(shared, [], SCHEMA) is person
    assert choose_table(shared, [whole], SCHEMA) is employer
    assert choose_table(["Muu"], [], SCHEMA) is None


@pytest.mark.parametrize(
    ("headings", "fits", "expected"),
    [
        (["Tyyppi", "Muu"], True, True),
        # One known wording among others is a value of a page that goes on.
        (["Tyyppi", "Muu", "Toinen"], True, False),
        (["Tyyppi", "Muu", "Toinen"], False, True),
        (["Muu", "Toinen"], False, False),
        (["", ""], False, False),
    ],
)
def test_what_makes_a_row_of_headings(headings: list[str], fits: bool, expected: bool) -> None:
    first = grid(1, (0, 20, 40), [headings, [""] * len(headings)], range(len(headings) + 1))
    assert is_heading_row(first, headings, SCHEMA, fits) == expected
