"""Which rows lie beside each other."""

from __future__ import annotations

from pipeline.grids.column_group import ColumnGroup, TablePart
from pipeline.schema.source_table import SourceTable
from pipeline.tables.joining import alignments_of, have_same_rows
from tests.support.pieces import grid, part

TABLE = SourceTable(table="t", columns={"name": ["Name"]})
SHORT, LONG = (0.0, 20.0, 40.0), (0.0, 20.0, 60.0)


def group(*parts: TablePart) -> ColumnGroup:
    return ColumnGroup(TABLE, [""], [None], list(parts))


def test_rows_are_the_same_where_heights_and_headings_agree() -> None:
    assert have_same_rows(part(1, SHORT), part(2, SHORT))
    assert not have_same_rows(part(1, SHORT), part(2, LONG))
    assert not have_same_rows(part(1, SHORT, headed=True), part(2, SHORT))


def test_without_rulings_the_upper_border_does_not_count() -> None:
    lower = (9.0, 20.0, 40.0)
    assert not have_same_rows(part(1, SHORT), part(2, lower))
    assert have_same_rows(part(1, SHORT), TablePart(grid(2, lower, found_by="alignment"), False))


def test_heights_that_fit_twice_do_not_decide() -> None:
    keyed = group(part(1, SHORT), part(2, SHORT), part(3, LONG))
    assert list(alignments_of(group(part(4, SHORT), part(5, LONG)), keyed)) == [[0, 2], [1, 2]]
    assert list(alignments_of(group(part(4, SHORT), part(5, SHORT)), keyed)) == [[0, 1]]
    assert list(alignments_of(group(part(4, LONG), part(5, SHORT)), keyed)) == []
