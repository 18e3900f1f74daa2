"""Which columns a grid goes on with: one decision for a schema and for a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.drawing import Paper
from tests.support.ruled_tables import (
    ACROSS,
    LEFT,
    Joined,
    Rows,
    draw_ruled,
    grids_of,
    join,
    join_drafted,
    print_pages,
    schema_of,
)

HEAD = ("Name", "Value")
COLUMNS = {"name": "Name", "value": "Value"}
Pages = Sequence[Sequence[tuple[float, Rows]]]


def headed(*names: str) -> Rows:
    """A table of names with their values, under its headings."""
    return (HEAD, *body(*names))


def body(*names: str) -> Rows:
    """Names with their values."""
    return tuple((name, f"{number}") for number, name in enumerate(names, 1))


def read_with(
    folder: Path, pages: Pages, heading_rows: int | Sequence[int | None] | None, tables: int
) -> Joined:
    """What a schema of some tables with the same headings joins."""
    path, source = folder / "tables.pdf", folder / "schema"
    source.mkdir()
    print_pages(path, *pages)
    schema = schema_of(source, {f"table-{number + 1}": COLUMNS for number in range(tables)})
    return join(path, grids_of(path, heading_rows), schema)


def drafted(
    folder: Path, pages: Pages, heading_rows: int | Sequence[int | None] | None = 1
) -> Joined:
    """What the draft of a document joins."""
    path = folder / "tables.pdf"
    print_pages(path, *pages)
    return join_drafted(path, grids_of(path, heading_rows))


ONE_PAGE: Pages = [[(60, headed("a", "b")), (300, headed("c", "d"))]]
OVER_PAGES: Pages = [[(60, headed("a", "b"))], [(60, headed("c")), (300, headed("d", "e"))]]
NOT_LAST: Pages = [
    [(60, headed("a", "b")), (300, (("Other", "Thing", "More"), ("x", "y", "z")))],
    [(60, headed("c"))],
]


def under(running: Sequence[str]) -> Pages:
    """Three pages of a table, each under a framed line of its own."""
    lines = zip(running, ("a", "b", "c"), strict=True)
    return [[(30, (("Report", text, ACROSS),)), (60, headed(name))] for text, name in lines]


@pytest.mark.parametrize("heading_rows", [None, 1])
@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (ONE_PAGE, [["a", "b"], ["c", "d"]]),
        # At the top of the next page the same headings go on; below, they begin a table.
        (OVER_PAGES, [["a", "b", "c"], ["d", "e"]]),
    ],
    ids=["one-page", "over-pages"],
)
def test_like_headings_are_two_tables_unless_they_come_again_on_the_next_page(
    tmp_path: Path, pages: Pages, expected: list[list[str]], heading_rows: int | None
) -> None:
    read = read_with(tmp_path, pages, heading_rows, 2)
    assert (read.names, read.checks) == (expected, [])
    found = drafted(tmp_path, pages, heading_rows)
    assert (found.names, found.checks) == (expected, [])


def test_what_stands_between_ends_a_table(tmp_path: Path) -> None:
    read = read_with(tmp_path, NOT_LAST, [1, 1, 1], 2)
    assert read.names == [["a", "b"], ["c"]]
    assert drafted(tmp_path, NOT_LAST).names == [["a", "b"], ["x"], ["c"]]


def test_where_the_schema_has_no_further_table_the_same_one_goes_on(tmp_path: Path) -> None:
    read = read_with(tmp_path, ONE_PAGE, 1, 1)
    assert (read.names, read.checks) == ([["a", "b", "c", "d"]], [])


def test_a_table_that_runs_through_the_pages_stands_between_none(tmp_path: Path) -> None:
    found = drafted(tmp_path, under(["Draft"] * 3))
    assert found.names == [["a", "b", "c"]]
    # What runs through the pages is one table too.
    assert len(found.tables.tables) == 2
    numbered = under([f"Page {number}" for number in (1, 2, 3)])
    assert drafted(tmp_path, numbered).names == [["a", "b", "c"]]
    assert read_with(tmp_path, numbered, 1, 3).names == [["a", "b", "c"]]


def test_other_tables_above_end_a_table(tmp_path: Path) -> None:
    found = drafted(tmp_path, under(["One", "Two", "Three"]))
    assert found.names == [["a"], ["b"], ["c"]]


def test_headings_at_another_width_on_the_next_page_go_on_with_the_table(tmp_path: Path) -> None:
    wide = [("Name", "Value", ACROSS), ("c", "3", ACROSS)]
    further = [("d", "4", ACROSS)]
    pages: Pages = [[(60, headed("a", "b"))], [(60, wide)], [(60, further)]]
    read = read_with(tmp_path, pages, [1, 1, 0], 1)
    assert (read.names, read.checks) == ([["a", "b", "c", "d"]], [])


def test_tables_side_by_side_on_a_page_do_not_go_on_with_each_other(tmp_path: Path) -> None:
    path, source = tmp_path / "tables.pdf", tmp_path / "schema"
    source.mkdir()
    paper = Paper(path, (595, 842))
    for left, names in ((LEFT, ("a", "b")), (LEFT + 300, ("c", "d"))):
        draw_ruled(paper, 60, headed(*names), left)
    paper.save()
    grids = grids_of(path, 1)
    assert join_drafted(path, grids).names == [["a", "b"], ["c", "d"]]
    # Where the schema has one such table, its headings are there twice.
    read = join(path, grids, schema_of(source, {"one": COLUMNS}))
    assert set(read.checks) >= {"heading-doubled"}


def test_pages_without_headings_that_run_over_first_go_on_in_turn(tmp_path: Path) -> None:
    beside = (("More", "Most"), ("x", "y"), ("u", "v"))
    pages: Pages = [
        *([(60, headed("a", "b"))], [(60, beside)]),
        *([(60, body("c"))], [(60, (("p", "q"),))]),
    ]
    read = drafted(tmp_path, pages, [1, 1, 0, 0])
    assert [list(record.values()) for record in read.records.values()] == [
        *(["a", "1", "x", "y"], ["b", "2", "u", "v"], ["c", "1", "p", "q"])
    ]
    assert set(read.checks) == {"joined-by-order"}


def test_a_grid_told_to_have_no_headings_never_begins_a_table_by_its_first_row(
    tmp_path: Path,
) -> None:
    # Its first row reads like the headings: they are printed again.
    pages: Pages = [[(60, headed("a", "b"))], [(60, headed("c"))]]
    read = read_with(tmp_path, pages, [1, 0], 2)
    assert read.names == [["a", "b", "c"]]
    kinds = [row.kind for row in read.tables.tables[0].rows]
    assert kinds == ["heading", "record", "record", "repeated", "record"]
    assert drafted(tmp_path, pages, [1, 0]).names == [["a", "b", "c"]]


def test_first_rows_told_to_be_headings_are_so_whatever_a_schema_knows(tmp_path: Path) -> None:
    strange = (("First", "Second"), ("c", "3"))
    pages: Pages = [[(60, headed("a", "b"))], [(60, strange)]]
    read = read_with(tmp_path, pages, 1, 1)
    assert read.names == [["a", "b"]]
    assert [f.value for f in read.tables.findings] == ["First | Second"]
    assert read.checks == ["table-unknown"]
    assert drafted(tmp_path, pages).names == [["a", "b"], ["c"]]


def test_unknown_headings_beside_rows_of_a_table_are_columns_of_it(tmp_path: Path) -> None:
    beside = (("Strange", "Odd", "More"), ("1", "2", "3"), ("4", "5", "6"))
    pages: Pages = [[(60, headed("a", "b"))], [(60, beside)]]
    read = read_with(tmp_path, pages, 1, 1)
    assert read.checks == ["heading-unknown"] * 3
    assert len(read.tables.tables[0].columns) == 5


@pytest.mark.parametrize(
    ("rows", "heading_rows", "kinds"),
    [
        (body("a", "b"), 0, ["record", "record"]),
        # An empty heading row is no row of the table.
        ((("", ""), *body("a", "b")), 1, ["record", "record"]),
        ((("", ""), *body("a", "b")), None, ["record", "record"]),
    ],
    ids=["none", "empty", "untold"],
)
def test_a_table_without_headings_is_drafted_and_read(
    tmp_path: Path, rows: Rows, heading_rows: int | None, kinds: list[str]
) -> None:
    pages: Pages = [[(60, rows)], [(60, body("c"))]]
    read = drafted(tmp_path, pages, [heading_rows, 0])
    assert [list(record.values()) for record in read.records.values()] == [
        *(["a", "1"], ["b", "2"], ["c", "1"])
    ]
    (table,) = read.tables.tables
    assert [row.kind for row in table.rows if row.filled_columns()] == [*kinds, "record"]
    assert list(table.source.columns.values()) == [[""], [""]]
    assert read.checks == []


def test_rows_without_headings_are_numbered_from_the_first(tmp_path: Path) -> None:
    read = drafted(tmp_path, [[(60, body("a", "b"))]], 0)
    assert [row.number for row in read.tables.tables[0].rows] == [0, 1]
    assert sorted({item.row for item in read.items if item.row is not None}) == [0, 1]


def test_columns_without_headings_lie_beside_rows_of_their_heights(tmp_path: Path) -> None:
    beside = (("x", "y", "z"), ("u", "v", "w"))
    other = (("p", "q", "r", "s"),)
    pages: Pages = [[(60, body("a", "b"))], [(60, beside)], [(60, other)]]
    read = drafted(tmp_path, pages, 0)
    assert [list(record.values()) for record in read.records.values()][:2] == [
        ["a", "1", "x", "y", "z"],
        ["b", "2", "u", "v", "w"],
    ]
    assert len(read.tables.tables) == 2
    assert read.checks == []


def test_rows_without_headings_of_other_heights_are_no_columns_of_a_table(tmp_path: Path) -> None:
    path, source = tmp_path / "tables.pdf", tmp_path / "schema"
    source.mkdir()
    print_pages(path, [(60, body("a", "b"))], [(60, (("x", "y", "z"),) * 3)])
    columns = dict.fromkeys(("name", "value", "one", "two", "three"), "")
    read = join(path, grids_of(path, 0), schema_of(source, {"table": columns}))
    assert read.names == [["a", "b"]]
    assert "table-unknown" in read.checks


def test_each_column_without_a_heading_keeps_its_values(tmp_path: Path) -> None:
    rows = (("", "Value", "", ""), ("a", "1", "x", ""), ("b", "2", "y", "z"))
    read = drafted(tmp_path, [[(60, rows)]])
    assert read.records == {
        "table-1.a": {"name": "a", "value": "1", "unheaded": "x", "unheaded_2": ""},
        "table-1.b": {"name": "b", "value": "2", "unheaded": "y", "unheaded_2": "z"},
    }
    assert read.checks == []


def test_a_schema_tells_empty_headings_by_their_order(tmp_path: Path) -> None:
    path, source = tmp_path / "tables.pdf", tmp_path / "schema"
    source.mkdir()
    print_pages(path, [(60, (("", "Value", ""), ("a", "1", "x")))])
    columns = {"unit": "", "value": "Value", "name": ""}
    read = join(path, grids_of(path, 1), schema_of(source, {"one": columns}))
    assert read.records == {"one.x": {"unit": "a", "value": "1", "name": "x"}}
