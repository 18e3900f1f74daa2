"""What inspect says, from pieces made by hand."""

from __future__ import annotations

import pytest

from pipeline.grids.model import PageGrids
from pipeline.inspect.as_text import PageNames, headings_line, page_lines, page_ranges
from pipeline.inspect.facts import (
    differences,
    height_difference,
    is_recognised,
    nearest_heading,
    page_facts,
)
from pipeline.schema.consistency import load_checked_schema
from pipeline.tables.model import Column, Fragment, Row, Table
from tests.support.command_line import SCHEMAS
from tests.support.pieces import grid

SCHEMA = load_checked_schema(SCHEMAS)
BLANK = {"words": 0, "grids": [], "tables": [], "left_out": []}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Monialaiset", "multidisciplinary"),
        ("Palvelutyyppi", "service_type"),
        ("TYYPPI", "service_type"),
        ("Hinta", None),
        ("", None),
    ],
)
def test_a_heading_near_to_one_of_the_schema(heading: str, field: str | None) -> None:
    assert nearest_heading(heading, SCHEMA).get("near", {}).get("field") == field


def test_numbers_and_headings_in_a_line() -> None:
    assert page_ranges([1, 2, 3, 5, 7, 8]) == "1–3, 5, 7–8"
    assert page_ranges([]) == ""
    assert headings_line(["A", ""]) == "A, (empty heading)"
    assert headings_line([]) == "none"


def test_blank_pages_share_a_line() -> None:
    pages = [{"page": number, **BLANK} for number in (1, 2)]
    assert list(page_lines(pages, PageNames("pages", {}))) == ["        1–2  blank"]


def test_a_page_with_words_that_cannot_be_read() -> None:
    facts = page_facts(["ab", "(cid:3)"], PageGrids(1, (grid(1, (0, 20, 40)),), ()))
    assert (facts["words"], facts["unreadable_words"]) == (2, 1)
    assert (facts["grids"][0]["rows"], facts["grids"][0]["columns"]) == (2, 2)
    (line,) = page_lines([{**facts, "tables": [], "left_out": ["Hinta"]}], PageNames("pages", {}))
    assert line.endswith("ruled; 1 words cannot be read; no page for “Hinta”")


def table(*headings: str) -> Table:
    """A table of the schema with some headings."""
    source = SCHEMA.description.tables[0]
    columns = tuple(Column(heading, source.field_of(heading), True) for heading in headings)
    return Table(source, 0, columns, rows=())


def test_what_told_two_tables_apart() -> None:
    (pair,) = differences([table("Tyyppi", "A"), table("tyyppi", "B"), table("C")])
    assert (pair["alike"], pair["only"]) == (["Tyyppi"], [["A"], ["B"]])


def test_a_table_is_recognised_by_a_printed_heading() -> None:
    assert is_recognised(table("Tyyppi"))
    assert not is_recognised(table("Hinta"))


def test_heights_of_a_row_on_two_pages() -> None:
    cells = [grid(page, rows).cells[0] for page, rows in ((1, (0, 20)), (2, (1, 24)))]
    fragments = {n: (Fragment(n + 1, cell),) for n, cell in enumerate(cells)}
    assert height_difference(Row("record", 1, dict(fragments), (1, 2))) == 4
