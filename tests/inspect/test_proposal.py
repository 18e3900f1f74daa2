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


def test_a_table_without_any_heading_is_none_to_draft() -> None:
    assert propose_tables([grid(1, ROWS, [["", ""], ["a", "1"]])], []) == []


def test_a_heading_printed_twice_is_one_field() -> None:
    (table,) = propose_tables([grid(1, ROWS, [["Value", "Value"], ["a", "1"]])], [])
    assert table.columns == {"name": "Value"}


def test_names_stand_in_the_first_column_that_is_nearly_always_filled() -> None:
    (group,) = groups_of([grid(1, (0, 20, 40, 60), [["", "B"], ["", "b"], ["x", "c"]])], [])
    assert named_column(group) == 1


def test_fields_have_names_of_their_own() -> None:
    known = {"hinta": fold("Hinta (€)"), "hinta_2": fold("Hinta (yks.)")}
    headings = ("hinta (€)", "HINTA (YKS.)", "Hinta (kk)", "2024", "Table", "")
    names = [field_name(heading, known) for heading in headings]
    assert names == ["hinta", "hinta_2", "hinta_3", "column_2024", "column_table", "unheaded"]


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
