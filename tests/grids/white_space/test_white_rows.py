"""The rows of tables that white space parts: lines that are rows, and those that go on."""

from __future__ import annotations

import pytest

from tests.support.white_tables import PITCH, TYPE, Rows, WhitePaper, read_page

STOPS = ("l60", "r220", "r300")
HEADING = ("Expense", "2018", "2019")


def table_of(paper: WhitePaper, rows: Rows, pitch: float = PITCH) -> list[tuple[str, ...]]:
    """The rows under the heading of a table with rows at one pitch."""
    paper.rows(60, [HEADING, *rows], STOPS, pitch)
    table = read_page(paper).table
    assert table[0] == HEADING
    return table[1:]


def test_indented_names_are_rows(paper: WhitePaper) -> None:
    rows = [
        ("Wages", "120", "118"),
        ("Materials", "18", "17"),
        ("wood", "11", "10"),
        ("iron", "7", "7"),
        ("Rent", "4", "4"),
    ]
    paper.rows(60, [HEADING, *rows[:2]], STOPS)
    paper.rows(60 + 3 * PITCH, rows[2:4], ("l72", "r220", "r300"))
    paper.rows(60 + 5 * PITCH, rows[4:], STOPS)
    assert read_page(paper).table == [HEADING, *rows]


def test_the_name_above_indented_ones_is_a_row_of_its_own(paper: WhitePaper) -> None:
    paper.rows(60, [HEADING, ("Wages", "120", "118"), ("Materials:",)], STOPS)
    paper.rows(60 + 3 * PITCH, [("wood", "11", "10"), ("iron", "7", "7")], ("l72", "r220", "r300"))
    paper.rows(60 + 5 * PITCH, [("Rent", "4", "4")], STOPS)
    assert read_page(paper).table == [
        HEADING,
        ("Wages", "120", "118"),
        ("Materials:", "", ""),
        ("wood", "11", "10"),
        ("iron", "7", "7"),
        ("Rent", "4", "4"),
    ]


def test_headings_of_sections_are_rows(paper: WhitePaper) -> None:
    rows = [
        ("Schools", "", ""),
        ("Wages", "120", "118"),
        ("Rent", "18", "17"),
        ("Libraries", "", ""),
        ("Wages", "11", "10"),
        ("Rent", "7", "7"),
    ]
    assert table_of(paper, rows) == rows


def test_a_total_at_the_end_is_a_row(paper: WhitePaper) -> None:
    rows = [("Wages", "120", "118"), ("Rent", "18", "17"), ("Total", "138", "135")]
    paper.rows(60, [HEADING, *rows[:2]], STOPS)
    paper.rule(60 + 3 * PITCH, 180, 302)
    paper.rows(60 + 3 * PITCH + 4, rows[2:], STOPS)
    assert read_page(paper).table == [HEADING, *rows]


NAME = ("Wages of the teachers and of", "others who work in schools")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([(NAME[0], "120", "118"), (NAME[1], "", "")], " / ".join(NAME)),
        ([(NAME[0], "", ""), (NAME[1], "120", "118")], " / ".join(NAME)),
    ],
    ids=["first", "last"],
)
def test_a_name_of_two_lines_has_its_values_on_one(
    paper: WhitePaper, lines: Rows, name: str
) -> None:
    """Though rows are as close as lines: the columns with one value a row tell."""
    rows = [("Rent", "18", "17"), *lines, ("Travel of all kinds", "4", "4")]
    paper.rows(60, [HEADING, *rows], ("l60", "r240", "r300"), 12)
    assert read_page(paper).table == [
        HEADING,
        ("Rent", "18", "17"),
        (name, "120", "118"),
        ("Travel of all kinds", "4", "4"),
    ]


def test_values_in_the_middle_of_two_lines_of_a_name(paper: WhitePaper) -> None:
    rows = [("Rent", "18", "17"), ("", "120", "118"), ("Travel", "4", "4")]
    for top, row in zip((60 + 20, 60 + 46, 60 + 72), rows, strict=True):
        paper.row(top, row, STOPS)
    paper.row(60, HEADING, STOPS)
    paper.put(60, 60 + 40, "Wages of all")
    paper.put(60, 60 + 52, "who teach")
    assert read_page(paper).table == [
        HEADING,
        ("Rent", "18", "17"),
        ("Wages of all / who teach", "120", "118"),
        ("Travel", "4", "4"),
    ]


def test_names_go_on_closer_than_rows_stand(paper: WhitePaper) -> None:
    top = 60.0
    paper.row(top, HEADING, STOPS)
    for name in (("Wages", "of teachers"), ("Rent",), ("Travel", "to courses"), ("Books",)):
        top += 18
        paper.row(top, (name[0], "120", "118"), STOPS)
        for more in name[1:]:
            top += 11
            paper.put(60, top, more)
    assert read_page(paper).table == [
        HEADING,
        ("Wages / of teachers", "120", "118"),
        ("Rent", "120", "118"),
        ("Travel / to courses", "120", "118"),
        ("Books", "120", "118"),
    ]


def test_cells_of_text_with_several_lines(paper: WhitePaper) -> None:
    """The rows begin where lines stand further apart, and all that begins there tells."""
    stops = ("l60", "l120", "l220", "l330")
    rows = [
        [("Code", "Name", "Duties", "Place")],
        [("A1", "Teacher", "teaches children", "school"), ("", "of the class", "to read", "")],
        [("A2", "Librarian", "lends books and", "library"), ("", "", "mends them", "")],
        [("A3", "Cook", "cooks", "school"), ("", "", "and serves", "kitchen")],
    ]
    top = 60.0
    for row in rows:
        top = paper.rows(top, row, stops, 11) + 6
    assert read_page(paper).table == [
        ("Code", "Name", "Duties", "Place"),
        ("A1", "Teacher / of the class", "teaches children / to read", "school"),
        ("A2", "Librarian", "lends books and / mends them", "library"),
        ("A3", "Cook", "cooks / and serves", "school / kitchen"),
    ]


def test_a_rule_parts_a_name_from_the_row_before_it(paper: WhitePaper) -> None:
    rows = [
        ("Rent of rooms and halls", "18", "17"),
        ("kept for later uses of", "", ""),
        ("Travel", "4", "4"),
    ]
    paper.rows(60, [HEADING, *rows], STOPS)
    for n in (1, 2, 3, 4):
        paper.rule(60 + n * PITCH - 2, 58, 302)
    assert read_page(paper).table == [HEADING, *rows]


def next_line(
    paper: WhitePaper, between: float, gap: float, text: str, indent: float = 0.0
) -> list[tuple[str, ...]]:
    """The rows of a table so far apart, with a further line below the third one."""
    rows = [
        ("Rent of all the rooms that are used", "18"),
        ("Books", "4"),
        ("Wages", "120"),
        ("Travel", "7"),
        ("Food", "9"),
    ]
    top, stops = 60.0, ("l60", "r300")
    for name, value in rows:
        paper.row(top, (name, value), stops)
        top += TYPE
        if name == "Wages":
            top += gap * TYPE
            paper.put(60 + indent, top, text)
            top += TYPE
        top += between * TYPE
    return read_page(paper).table[2:-2]


JOINED, APART = ("Wages / of teachers", "120"), [("Wages", "120"), ("of teachers", "")]


@pytest.mark.parametrize(("gap", "joined"), [(0.7, True), (1.3, False)])
def test_a_name_goes_on_on_the_next_line(paper: WhitePaper, gap: float, joined: bool) -> None:
    assert next_line(paper, 2.0, gap, "of teachers") == ([JOINED] if joined else APART)


@pytest.mark.parametrize(("closer", "joined"), [(0.2, True), (0.1, False)])
def test_lines_of_a_name_are_closer_than_rows(
    paper: WhitePaper, closer: float, joined: bool
) -> None:
    assert next_line(paper, 0.6, 0.6 - closer, "of teachers") == ([JOINED] if joined else APART)


@pytest.mark.parametrize(("indent", "joined"), [(3.0, True), (1.3, False)])
def test_a_name_goes_on_indented(paper: WhitePaper, indent: float, joined: bool) -> None:
    rows = [("Wages / Teachers", "120")] if joined else [("Wages", "120"), ("Teachers", "")]
    assert next_line(paper, 0.8, 0.2, "Teachers", indent) == rows
