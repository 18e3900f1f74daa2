"""Tables without a schema, and the folder that is drafted from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.inspect.draft import require_empty, write_draft
from pipeline.inspect.proposal import field_name, heading_texts, named_column, propose_tables
from pipeline.inspect.proposal import propose_column_groups as groups_of
from pipeline.schema.consistency import load_checked_schema
from pipeline.text.strings import fold
from tests.support.command_line import SCHEMAS
from tests.support.pieces import grid

ROWS = (0, 20, 40)
ONE = grid(1, ROWS, [["Name", "Value"], ["a", "1"]])
MORE = grid(2, ROWS, [["b", "2"], ["c", "3"]])
BESIDE = grid(3, ROWS, [["Price", "Seller"], ["5", "x"]], columns=(0, 50, 200))
OTHER = grid(4, (0, 30), [["Title", "Value"]], columns=(0, 90, 200))


def test_pages_go_on_with_their_columns_and_lie_beside_rows_of_their_heights() -> None:
    first, second = propose_tables([ONE, MORE, BESIDE, OTHER], [])
    assert first.columns == {"name": "Name", "value": "Value", "price": "Price", "seller": "Seller"}
    assert first.grids == [ONE, MORE, BESIDE]
    assert second.columns == {"name": "Title", "value": "Value"}
    assert propose_tables([grid(1, (0, 20), [["boxed"]], columns=(0, 100))], []) == []


def test_a_table_without_any_heading_has_columns_told_by_their_order() -> None:
    (table,) = propose_tables([grid(1, ROWS, [["", ""], ["a", "1"]])], [])
    assert table.columns == {"name": "", "unheaded": ""}


def test_headings_alone_lie_beside_no_others() -> None:
    alone = grid(1, (0, 20), [["Name", "Value"]])
    other = grid(2, (0, 20), [["Thing", "Price"]], columns=(0, 50, 200))
    assert [table.grids for table in propose_tables([alone, other], [])] == [[alone], [other]]


def test_two_tables_with_the_same_headings_never_lie_beside_each_other() -> None:
    first, last = (grid(p, ROWS, [["Name", "Value"], ["ab"[p - 1], "1"]]) for p in (1, 2))
    between = grid(1, (50, 70, 90), [["Title", "Sum"], ["b", "2"]], columns=(0, 90, 200))
    tables = propose_tables([first, between, last], [])
    assert [table.grids for table in tables] == [[first], [between], [last]]


def test_a_grid_without_text_is_no_table() -> None:
    assert propose_tables([grid(1, ROWS)], []) == []


def test_a_heading_over_two_columns_is_two_fields() -> None:
    (table,) = propose_tables([grid(1, ROWS, [["Value", "Value"], ["a", "1"]])], [])
    assert table.columns == {"name": "Value", "value": "Value"}


def test_names_stand_in_the_first_column_that_is_nearly_always_filled() -> None:
    (group,) = groups_of([grid(1, (0, 20, 40, 60), [["", "B"], ["", "b"], ["x", "c"]])], [])
    assert named_column(group) == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Words before numbers, wherever they stand.
        ([["1", "a"], ["2", "b"]], 1),
        ([["1", "2"], ["2", "3"]], 0),
        ([["D/1/2024", "a"], ["D/2/2024", "b"]], 0),
        # Nine rows of ten are nearly all; a column that every row fills is better.
        ([["a", "1"]] * 9 + [["", "2"]], 0),
        ([["a", "x"]] * 9 + [["", "y"]], 1),
        ([["a", "1"]] * 8 + [["", "2"]] * 2, 1),
        ([["a", ""], ["", "1"], ["b", ""]], 0),
    ],
)
def test_names_are_words_that_every_row_has(rows: list[list[str]], expected: int) -> None:
    heights = range(0, 20 * (len(rows) + 2), 20)
    (group,) = groups_of([grid(1, heights, [["A", "B"], *rows])], [])
    assert named_column(group) == expected


def test_a_row_that_may_go_on_from_the_page_before_needs_no_name() -> None:
    first = grid(1, (0, 20, 40, 60), [["A", "B"], ["a", "x"], ["b", "y"]])
    (group,) = groups_of([first, grid(2, (0, 20, 40), [["", "goes on"], ["c", "z"]])], [])
    assert named_column(group) == 0


def test_names_stand_in_any_of_two_columns_with_one_heading() -> None:
    (group,) = groups_of([grid(1, ROWS, [["Value", "Value"], ["1", "a"]])], [])
    assert named_column(group) == 1


def test_fields_have_names_of_their_own() -> None:
    known = {"hinta": fold("Hinta (€)"), "hinta_2": fold("Hinta (yks.)")}
    headings = ("hinta (€)", "HINTA (YKS.)", "Hinta (kk)", "2024", "Table", "")
    names = [field_name(heading, known) for heading in headings]
    assert names == ["hinta", "hinta_2", "hinta_3", "column_2024", "column_table", "unheaded"]
    assert field_name("", {"unheaded": ""}, ("unheaded",)) == "unheaded_2"


def test_headings_of_two_tables_share_a_field_where_they_read_alike() -> None:
    alike = grid(5, (0, 30), [["Title", "VALUE"]], columns=(0, 90, 200))
    other = grid(6, (0, 50), [["Title", "Value (€)"]], columns=(0, 70, 200))
    tables = propose_tables([ONE, alike, other], [])
    assert [[*table.columns] for table in tables] == [
        ["name", "value"],
        ["name", "value"],
        ["name", "value_2"],
    ]


def test_the_first_row_is_read_by_columns() -> None:
    assert heading_texts(ONE, []) == ["Name", "Value"]


def test_a_draft_is_a_schemas_folder_and_needs_an_empty_place(tmp_path: Path) -> None:
    base = load_checked_schema(SCHEMAS)
    write_draft(tmp_path / "draft", propose_tables([ONE, MORE, BESIDE, OTHER], []), base)
    draft = load_checked_schema(tmp_path / "draft")
    assert [table.table for table in draft.description.tables] == ["table-1", "table-2"]
    with pytest.raises(PipelineError, match="not an empty folder"):
        require_empty(tmp_path / "draft")
    require_empty(tmp_path / "none")
