"""Rows that go on on the next page, and what tells a section heading."""

from __future__ import annotations

import pytest

from pipeline.finding import Finding
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import SourceTable
from pipeline.tables.model import Fragment, Row, Table
from pipeline.tables.rows import BareRow, continuation_sign, is_section, join_continued_rows
from tests.support.command_line import ROOT
from tests.support.pieces import cell

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
    assert is_section(TABLE, [heading], [plain, plain])
    assert not is_section(TABLE, [heading], [bold, bold, plain])
    assert not is_section(TABLE, [plain], [plain])
    assert is_section(TABLE, [cell("known")], [plain]) is False
    assert is_section(TABLE, [cell("KNOWNPART")], [plain])


def test_a_total_at_the_top_of_a_page_does_not_go_on_from_the_row_before() -> None:
    schema = load_checked_schema(ROOT / "tests" / "documents" / "government-list" / "schemas")
    table = Table(schema.description.tables[0], 0, [])
    findings: list[Finding] = []
    record, total = bare("Name", "x", "5"), bare("", "Kaikki yhteensä", "5")
    assert list(join_continued_rows([record, total], 0, table, schema, findings)) == [record, total]
    (one,) = join_continued_rows([record, bare("", "muuta", "")], 0, table, schema, findings)
    assert [len(fragments) for fragments in one.cells.values()] == [2, 2, 2]
    assert findings == []
