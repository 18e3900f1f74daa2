"""Which lines of a page are a table, and which stand outside of it."""

from __future__ import annotations

import pytest

from tests.support.white_tables import PITCH, TYPE, WhitePaper, read_page

STOPS = ("l60", "r220", "r300")
HEADING = ("Town", "People", "Area")
TOWNS = (
    ("Lahti", "120", "517.6"),
    ("Heinola", "18", "839.3"),
    ("Sysmä", "4", "936.2"),
    ("Hollola", "23", "726.5"),
)
TABLE = [HEADING, *TOWNS]
MORE = (("Asikkala", "8", "755.7"), ("Orimattila", "16", "814.1"), ("Padasjoki", "3", "730.3"))
LONG_TABLE = [*TABLE, *MORE, *TOWNS, *MORE]
# Lines of running text of one column.
TEXT = (
    "The towns of the region have grown since",
    "the railway was opened, and those at the",
    "lake have become larger than the others.",
    "Most people work in the largest of them,",
    "where the mills stood that were built on",
    "the shore when timber was floated there.",
    "Visitors come in summer, and in winter a",
    "race over the ice brings many more there.",
)


def test_a_table_without_any_rulings_is_read(paper: WhitePaper) -> None:
    paper.rows(60, TABLE, STOPS)
    page = read_page(paper)
    assert page.table == TABLE
    assert page.outside == []
    assert (page.grid.found_by, page.grid.heading_rows) == ("alignment", 1)


def test_captions_and_notes_are_outside(paper: WhitePaper) -> None:
    paper.put(60, 30, "Table 1. The towns of the region by their people and area")
    paper.rows(60, TABLE, STOPS)
    paper.put(60, 60 + 5 * PITCH + 16, "Source: the statistics office of the region, 2019.")
    page = read_page(paper)
    assert page.table == TABLE
    assert page.outside == [
        "Table 1. The towns of the region by their people and area",
        "Source: the statistics office of the region, 2019.",
    ]


def test_a_note_under_the_last_rule_is_outside(paper: WhitePaper) -> None:
    paper.rows(60, TABLE, STOPS)
    for top in (58, 72, 60 + 5 * PITCH - 2):
        paper.rule(top, 58, 302)
    paper.row(60 + 5 * PITCH, ("a: of the year", "", "b: with water"), STOPS)
    page = read_page(paper)
    assert page.table == TABLE
    assert page.outside == ["a: of the year b: with water"]


def test_tables_above_each_other_are_two(paper: WhitePaper) -> None:
    below = paper.rows(60, TABLE, STOPS)
    paper.put(60, below + 30, "Table 2. The rivers that flow through several of those towns")
    paper.rows(
        below + 50,
        [("River", "Length"), ("Kymi", "203"), ("Porvoo", "143"), ("Vantaa", "99")],
        ("l60", "r240"),
    )
    page = read_page(paper)
    assert page.tables == [
        TABLE,
        [("River", "Length"), ("Kymi", "203"), ("Porvoo", "143"), ("Vantaa", "99")],
    ]
    assert page.outside == ["Table 2. The rivers that flow through several of those towns"]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_table_beside_running_text_stands_alone(paper: WhitePaper, side: str) -> None:
    x, shift = (330, 0) if side == "right" else (60, 270)
    paper.prose(x, 63, TEXT * 2)
    paper.rows(60, LONG_TABLE, [f"{stop[0]}{float(stop[1:]) + shift}" for stop in STOPS], 15)
    page = read_page(paper)
    assert page.table == LONG_TABLE
    assert page.outside == list(TEXT * 2)


def test_two_columns_of_running_text_are_no_table(paper: WhitePaper) -> None:
    paper.prose(60, 60, TEXT)
    paper.prose(330, 60, TEXT[::-1])
    page = read_page(paper)
    assert page.tables == []


def test_a_table_of_contents_is_no_table(paper: WhitePaper) -> None:
    for n, name in enumerate(("Purpose", "The region", "Towns", "Rivers", "Sources")):
        end = paper.put(60, 60 + n * PITCH, name)
        dots = "." * int((280 - end) / 2.78)
        paper.put(end + 3, 60 + n * PITCH, dots)
        paper.put(290, 60 + n * PITCH, str(3 * n + 1))
    assert read_page(paper).tables == []


def test_a_list_of_numbered_texts_is_no_table(paper: WhitePaper) -> None:
    for n, text in enumerate(TEXT[:5]):
        paper.row(60 + n * PITCH, (f"{n + 1}.", text), ("l60", "l80"))
    assert read_page(paper).tables == []


def test_dots_lead_to_the_values_of_a_table(paper: WhitePaper) -> None:
    for n, row in enumerate(TABLE):
        paper.row(60 + n * PITCH, row, STOPS)
        if n:
            end = 60 + 40
            paper.put(end + 3, 60 + n * PITCH, "." * 25)
    page = read_page(paper)
    assert [row[1:] for row in page.table] == [row[1:] for row in TABLE]
    assert [row[0].rstrip(" .") for row in page.table] == [row[0] for row in TABLE]


def apart(paper: WhitePaper, pitch: float, space: float, between: int = 0) -> int:
    """Print two parts of a table so many heights apart, or the lines between; how many are read."""
    top = paper.rows(60, TABLE, STOPS, pitch) - (pitch - TYPE) + space * TYPE
    for n in range(between):
        paper.put(60, top, f"part {n}")
        top += (1 + space) * TYPE
    paper.rows(top, MORE, STOPS, pitch)
    return len(read_page(paper).tables)


@pytest.mark.parametrize(("space", "tables"), [(2.0, 1), (3.2, 2)])
def test_parts_of_a_table_are_close(paper: WhitePaper, space: float, tables: int) -> None:
    assert apart(paper, PITCH, space) == tables


@pytest.mark.parametrize(("space", "tables"), [(1.2, 1), (1.7, 2)])
def test_lines_in_a_table_are_hardly_further_apart_than_its_rows(
    paper: WhitePaper, space: float, tables: int
) -> None:
    assert apart(paper, 1.8 * TYPE, space, between=4) == tables


@pytest.mark.parametrize(("between", "tables"), [(3, 1), (5, 2)])
def test_few_lines_that_are_no_rows_stand_in_a_table(
    paper: WhitePaper, between: int, tables: int
) -> None:
    assert apart(paper, PITCH, 0.4, between) == tables


# Of 24 letters, and of 16.
RUNNING = (
    "the towns of our region have",
    "those at the lakeside have",
    "mills were built on our land",
)
NAMES = ("Lahti of Hollola", "Asikkala of Häme", "the lake Vesijärvi")


@pytest.mark.parametrize(
    ("texts", "tables"), [(RUNNING, 0), (NAMES, 1)], ids=["running-text", "table"]
)
def test_lines_of_running_text_are_longer_than_names(
    paper: WhitePaper, texts: tuple[str, ...], tables: int
) -> None:
    for n in range(9):
        paper.row(60 + n * PITCH, [texts[(n + k) % 3] for k in range(3)], ("l50", "l220", "l390"))
    assert len(read_page(paper).tables) == tables


@pytest.mark.parametrize(("lines", "parted"), [(5, False), (8, True)])
def test_running_text_has_more_lines_than_few_cells(
    paper: WhitePaper, lines: int, parted: bool
) -> None:
    paper.rows(60, LONG_TABLE[:lines], STOPS, 15)
    paper.prose(330, 62, TEXT[:lines], 15)
    assert (read_page(paper).table == LONG_TABLE[:lines]) == parted


@pytest.mark.parametrize(("off", "parted"), [(0.07, False), (0.15, True)])
def test_lines_of_running_text_stand_at_other_heights_than_rows(
    paper: WhitePaper, off: float, parted: bool
) -> None:
    paper.rows(60, LONG_TABLE[:8], STOPS, 15)
    paper.prose(330, 60 + off * TYPE, TEXT, 15)
    assert (read_page(paper).table == LONG_TABLE[:8]) == parted


LAKES = list(enumerate(["Saimaa", "Inari", "Keitele", "Pielinen", "Vesijärvi", "Lohja"], 1))


@pytest.mark.parametrize("named", [True, False])
def test_tables_of_the_same_headings_beside_each_other_are_two(
    paper: WhitePaper, named: bool
) -> None:
    left = [("Lake", "Area", "Depth"), *((name, f"{n}1", f"{n}2") for n, name in LAKES)]
    right = [("Lake", "Area", "Depth"), *((name[::-1], f"{n}3", f"{n}4") for n, name in LAKES)]
    if not named:
        # Numbers in the place of names: they are columns of a group of headings.
        right = [right[0], *((f"{n}9", *row[1:]) for n, row in enumerate(right[1:]))]
    paper.rows(60, left, ("l40", "r180", "r240"))
    paper.rows(60, right, ("l320", "r460", "r520"))
    tables = read_page(paper).tables
    assert tables == (
        [left, right] if named else [[(*a, *b) for a, b in zip(left, right, strict=True)]]
    )


def test_tables_beside_each_other_are_two(paper: WhitePaper) -> None:
    rivers = [("River", "Length", "Fall"), ("Kymi", "203", "78"), ("Porvoo", "143", "121")]
    rivers += [("Vantaa", "99", "111"), ("Mustio", "78", "31")]
    paper.rows(60, TABLE, STOPS)
    paper.rows(66, rivers, ("l380", "r480", "r540"), 17)
    assert sorted(read_page(paper).tables) == sorted([TABLE, rivers])
