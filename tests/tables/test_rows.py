"""Rows that go on on the next page, and what tells a section heading."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest

from pipeline.finding import Position
from pipeline.grids.model import Cell
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.model import Fragment, Row
from pipeline.tables.rows import (
    BareRow,
    continuation_sign,
    is_section,
    join_continued_rows,
    looks_of,
    with_merged_over_pages,
)
from tests.support.command_line import ROOT, SCHEMAS
from tests.support.pieces import cell

SCHEMA = load_checked_schema(SCHEMAS)
TABLE = SourceTable(table="t", columns={"name": ["Name"]}, sections=["Known part:"])


def bare(*texts: str, comes: bool = False, goes_on: bool = False) -> BareRow:
    """A row with the given texts, the name first."""
    cells: dict[int, tuple[Fragment, ...]] = {
        column: (Fragment(1, cell(text, column=column)),) for column, text in enumerate(texts)
    }
    return BareRow(cells, (1,), first=True, comes=comes, goes_on=goes_on)


@pytest.mark.parametrize(
    ("before", "row", "sign"),
    [
        (bare("Name", "x"), bare("Other", "x"), ""),
        # No border between the two: either end tells.
        (bare("Name", "x", goes_on=True), bare("Other", "x"), "place"),
        (bare("Name", "x"), bare("Other", "x", comes=True), "place"),
        # A row without a name goes on, but not from a section heading.
        (bare("Name", "x"), bare("", "y"), "place"),
        (bare("Name", ""), bare("", "y"), ""),
        # Lower case is not enough: a bracket is open, or a usual value is missing.
        (bare("Name", "x"), bare("other", "x"), ""),
        (bare("Name (open", "x"), bare("other", "x"), "wording"),
        (bare("Name (open", "x"), bare("Other)", "x"), "wording"),
        (bare("Name (open", "x"), bare("Other (new)", "x"), ""),
        (bare("Name", "x", "z"), bare("other", "", "z"), "wording"),
        (bare("", ""), bare("other", "x"), ""),
    ],
)
def test_what_tells_that_a_row_goes_on(before: BareRow, row: BareRow, sign: str) -> None:
    assert continuation_sign(before, row, 0, {1}) == sign


def test_text_repeated_on_the_next_page_counts_once_in_a_merged_cell_alone() -> None:
    def row(span: int) -> Row:
        fragments = (Fragment(1, cell("same", span=span)), Fragment(2, cell("same")))
        return Row("record", 1, {0: fragments}, (1, 2))

    assert len(row(2).cell(0)) == 1
    assert len(row(1).cell(0)) == 2


def test_bold_tells_a_section_only_where_other_rows_are_not_bold() -> None:
    heading, plain, bold = cell("Part", bold=True), cell("Row"), cell("Row", bold=True)
    assert is_section(TABLE, [heading], looks_of([plain, plain]))
    assert not is_section(TABLE, [heading], looks_of([bold, bold, plain]))
    assert not is_section(TABLE, [plain], looks_of([plain]))
    assert is_section(TABLE, [cell("known")], looks_of([plain])) is False
    assert is_section(TABLE, [cell("KNOWNPART")], looks_of([plain]))


def test_a_total_at_the_top_of_a_page_does_not_go_on_from_the_row_before() -> None:
    schema = load_checked_schema(ROOT / "tests" / "documents" / "government-list" / "schemas")
    source = schema.description.tables[0]
    record, total = bare("Name", "x", "5"), bare("", "Kaikki yhteensä", "5")
    apart = join_continued_rows([record, total], 0, source, 0, schema)
    assert apart == ([record, total], [])
    ((one,), findings) = join_continued_rows([record, bare("", "muuta", "")], 0, source, 0, schema)
    assert [len(fragments) for fragments in one.cells.values()] == [2, 2, 2]
    assert findings == []


def test_a_row_whose_wording_alone_tells_that_it_goes_on_is_reported() -> None:
    rows = [bare("Name (open", "x"), bare("other)", "y")]
    (one,), findings = join_continued_rows(rows, 0, TABLE, 3, SCHEMA)
    assert [f.cell.lines[0].text for f in one.cells[0]] == ["Name (open", "other)"]
    (finding,) = findings
    assert (finding.check, finding.value) == ("row-continued", "other)")
    assert finding.position == Position.of_table_page(3, 1)
    # What is joined is new: the printed rows are as they were.
    assert [len(row.cells[0]) for row in rows] == [1, 1]


def printed_over_pages(below: Cell) -> list[BareRow]:
    """A row at the foot of page 1, and two at the top of page 2 beside a merged cell."""
    foot = {0: (Fragment(1, cell("Name")),), 1: (Fragment(1, cell("both", column=1, span=2)),)}
    tops = [
        {0: (Fragment(2, cell(name, row=row)),), 1: (Fragment(2, below),)}
        for row, name in enumerate(("First", "Second"))
    ]
    return [BareRow(foot, (1,)), BareRow(tops[0], (2,), first=True), BareRow(tops[1], (2,))]


def test_rows_get_the_cell_that_is_merged_down_over_them_from_the_page_before() -> None:
    rows = printed_over_pages(cell(column=1, span=2))
    before = deepcopy(rows)
    merged = with_merged_over_pages(rows)
    above, below = rows[0].cells[1][0], rows[1].cells[1][0]
    assert [row.cells[1] for row in merged] == [(above,), (above, below), (above, below)]
    assert [row.cells[0] for row in merged] == [row.cells[0] for row in rows]
    # The rows that were given are as they were.
    assert rows == before


@pytest.mark.parametrize(
    "below",
    [
        cell(column=1, span=1),
        cell("own text", column=1, span=2),
    ],
    ids=["not merged", "not empty"],
)
def test_rows_keep_a_cell_that_is_not_merged_or_not_empty(below: Cell) -> None:
    rows = printed_over_pages(below)
    assert with_merged_over_pages(rows) == rows


def test_rows_keep_an_empty_cell_below_an_empty_one_and_one_that_is_not_at_the_top() -> None:
    rows = printed_over_pages(cell(column=1, span=2))
    blank = replace(rows[0], cells={**rows[0].cells, 1: (Fragment(1, cell(column=1)),)})
    assert with_merged_over_pages([blank, *rows[1:]]) == [blank, *rows[1:]]
    lower = [rows[0], *(replace(row, first=False) for row in rows[1:])]
    assert with_merged_over_pages(lower) == lower
