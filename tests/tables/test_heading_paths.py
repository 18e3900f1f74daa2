"""Headings in several rows: the path of each column, its field, and the cells that hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.grids.model import Cell, Grid
from pipeline.tables.headings import column_headings, heading_text
from tests.support.ruled_tables import (
    ACROSS,
    DOWN,
    Joined,
    Rows,
    grids_of,
    join,
    print_pages,
    schema_of,
    table_of,
)

HEADINGS = (
    ("Area", "Plan", ACROSS, "Done", ACROSS),
    (DOWN, "2019", "2020", "2019", "2020"),
)
BODY = (("Lahti", "1", "2", "3", "4"), ("Heinola", "5", "6", "7", "8"))
PATHS = {
    "name": "Area",
    "plan_2019": "Plan / 2019",
    "plan_2020": "Plan 2020",
    "done_2019": "DONE/2019",
    "done_2020": "Done / 2020",
}


def text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines)


def paths(grid: Grid) -> list[str]:
    return [heading_text(path) for path in column_headings(grid, text_of)]


def first_grid(tmp_path: Path, rows: Rows, heading_rows: int | None) -> Grid:
    path = tmp_path / "one.pdf"
    print_pages(path, [(60, rows)])
    (page,) = grids_of(path, heading_rows)
    (grid,) = page.grids
    return grid


@pytest.fixture(name="areas")
def read_areas(tmp_path: Path) -> Joined:
    """A table of two pages with its two heading rows on both, read with their paths."""
    path, source = tmp_path / "areas.pdf", tmp_path / "schema"
    source.mkdir()
    again = (*HEADINGS, ("Orimattila", "9", "10", "11", "12"))
    print_pages(path, [(60, (*HEADINGS, *BODY))], [(60, again)])
    return join(path, grids_of(path, 2), schema_of(source, {"areas": PATHS}))


@pytest.mark.parametrize(
    ("rows", "heading_rows", "expected"),
    [
        (
            (*HEADINGS, *BODY),
            2,
            ["Area", "Plan / 2019", "Plan / 2020", "Done / 2019", "Done / 2020"],
        ),
        # Nobody knows how many rows hold headings: the first, as ever.
        ((*HEADINGS, *BODY), None, ["Area", "Plan", "", "Done", ""]),
        ((*HEADINGS, *BODY), 0, [""] * 5),
        ((*HEADINGS, *BODY), 1, ["Area", "Plan", "", "Done", ""]),
        (
            (("All", ACROSS, ACROSS), ("all", "Plan", ACROSS), ("Area", "2019", ""), ("a",) * 3),
            3,
            ["All / Area", "All / Plan / 2019", "All / Plan"],
        ),
    ],
)
def test_the_heading_of_a_column_is_what_stands_over_it(
    tmp_path: Path, rows: Rows, heading_rows: int | None, expected: list[str]
) -> None:
    assert paths(first_grid(tmp_path, rows, heading_rows)) == expected


def test_a_schema_names_a_heading_by_its_path_or_by_its_end() -> None:
    table = table_of(name="Area", plan="Plan / 2019", done="Done 2019", note="Note")
    headings = [("Area",), ("Plan", "2019"), ("Done", "2019"), ("More", "Note"), ("More", "Other")]
    assert table.fields_under(headings) == [["name"], ["plan"], ["done"], ["note"], []]
    assert [table.field_of(" / ".join(parts)) for parts in headings[1:4]] == [
        *("plan", "done", "note")
    ]


def test_the_end_of_a_heading_tells_its_column_only_where_no_other_ends_so() -> None:
    table = table_of(name="State", handgun="Handgun")
    twice = [("State",), ("Permit", "Handgun"), ("Redemption", "Handgun")]
    assert table.fields_under(twice) == [["name"], [], []]
    assert table.fields_under(twice[:2]) == [["name"], ["handgun"]]
    # A heading that is whole is known however others end.
    assert table.fields_under([("Handgun",), ("Permit", "Handgun")]) == [["handgun"], []]


def test_one_wording_under_seven_groups_is_seven_fields(tmp_path: Path) -> None:
    groups = [f"Kind {letter}" for letter in "ABCDEFG"]
    path, source = tmp_path / "guns.pdf", tmp_path / "schema"
    source.mkdir()
    rows = (("State", *groups), (DOWN, *["Handgun"] * 7), ("Ohio", *map(str, range(1, 8))))
    print_pages(path, [(60, rows)])
    columns = {f"kind_{n}": f"{group} / Handgun" for n, group in enumerate(groups, 1)}
    read = join(path, grids_of(path, 2), schema_of(source, {"guns": {"name": "State", **columns}}))
    values = {f"kind_{n}": str(n) for n in range(1, 8)}
    assert read.records == {"guns.ohio": {"name": "Ohio", **values}}
    assert read.checks == []


def test_every_heading_row_is_one_and_has_its_number(areas: Joined) -> None:
    (table,) = areas.tables.tables
    assert [(row.kind, row.number) for row in table.rows] == [
        *(("heading", 0), ("heading", 1), ("record", 2), ("record", 3)),
        *(("repeated", 4), ("repeated", 5), ("record", 6)),
    ]
    assert areas.names == [["Lahti", "Heinola", "Orimattila"]]
    assert areas.records["areas.heinola"] == dict(zip(PATHS, BODY[1], strict=True))
    assert areas.checks == []


def test_every_printed_heading_cell_is_told_of_once(areas: Joined) -> None:
    told = [
        (item.row, item.column, item.text, item.cell_ref.removeprefix("areas/"), item.field)
        for item in areas.items
        if item.page == 1 and item.row is not None and item.row < 2
    ]
    assert sorted(told) == [
        (0, 1, "Area", "heading/name", "name"),
        (0, 2, "Plan", "heading-group/plan", ""),
        (0, 4, "Done", "heading-group/done", ""),
        (1, 2, "2019", "heading/plan_2019", "plan_2019"),
        (1, 3, "2020", "heading/plan_2020", "plan_2020"),
        (1, 4, "2019", "heading/done_2019", "done_2019"),
        (1, 5, "2020", "heading/done_2020", "done_2020"),
    ]
    assert {item.fate for item in areas.items if item.page == 1} == {"used"}


def test_headings_printed_again_have_the_references_of_the_first(areas: Joined) -> None:
    refs = [
        [(item.text, item.cell_ref) for item in areas.items if item.page == page and not item.keys]
        for page in (1, 2)
    ]
    assert refs[0] == refs[1]
    again = [item for item in areas.items if item.page == 2 and not item.keys]
    assert {(item.fate, item.rule) for item in again} == {("set_aside", "heading-again")}
    places = [(item.row, item.column) for item in areas.items]
    assert len(set(places)) == len(places)


def test_groups_of_one_wording_have_references_of_their_own(tmp_path: Path) -> None:
    path, source = tmp_path / "groups.pdf", tmp_path / "schema"
    source.mkdir()
    rows = (
        ("Area", "Plan", ACROSS, "Plan", ACROSS),
        (DOWN, "A", "B", "C", "D"),
        ("Lahti", *"1234"),
    )
    print_pages(path, [(60, rows)])
    columns = {"name": "Area", **{f"plan_{c.lower()}": f"Plan / {c}" for c in "ABC"}}
    read = join(path, grids_of(path, 2), schema_of(source, {"areas": columns}))
    groups = [i.cell_ref for i in read.items if i.text == "Plan"]
    assert groups == ["areas/heading-group/plan", "areas/heading-group/plan-2"]
    # The column that no schema knows is set aside by name, as ever.
    assert read.checks == ["heading-unknown"]
    assert [i.fate for i in read.items if i.text in ("D", "4")] == ["set_aside"] * 2


def test_a_printed_stroke_makes_no_path(tmp_path: Path) -> None:
    path, source = tmp_path / "stroke.pdf", tmp_path / "schema"
    source.mkdir()
    print_pages(path, [(60, (("Area", "Old / New"), ("Lahti", "1")))])
    schema = schema_of(source, {"areas": {"name": "Area", "new": "New"}})
    for told in (None, 1):
        read = join(path, grids_of(path, told), schema)
        assert read.checks == ["heading-unknown", "heading-missing"]
        assert [i.fate for i in read.items] == ["used", "set_aside"] * 2


def test_a_group_of_unknown_columns_is_set_aside_with_them(tmp_path: Path) -> None:
    path, source = tmp_path / "groups.pdf", tmp_path / "schema"
    source.mkdir()
    print_pages(path, [(60, (*HEADINGS, *BODY))])
    columns = {name: text for name, text in PATHS.items() if not name.startswith("done")}
    read = join(path, grids_of(path, 2), schema_of(source, {"areas": columns}))
    assert [(i.fate, i.rule) for i in read.items if i.text == "Done"] == [
        ("set_aside", "column-unknown")
    ]
