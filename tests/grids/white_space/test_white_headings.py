"""The headings of tables that white space parts."""

from __future__ import annotations

import pytest

from tests.support.drawing import text_width
from tests.support.white_tables import PITCH, TYPE, Rows, WhitePaper, read_page

STOPS = ("l60", "r200", "r260", "r330", "r390")
BODY: Rows = (
    ("Lahti", "120.5", "118.2", "44.1", "43.9"),
    ("Heinola", "18.1", "18.4", "7.0", "7.2"),
    ("Sysmä", "4.2", "4.3", "1.1", "1.2"),
    ("Hollola", "23.6", "23.5", "9.8", "9.7"),
)
YEARS = ("Town", "2018", "2019", "2018", "2019")


def centre(paper: WhitePaper, left: float, right: float, top: float, text: str) -> None:
    """Print a text in the middle of a stretch."""
    paper.row(top, (text,), (f"c{(left + right) / 2}",))


def test_years_are_headings(paper: WhitePaper) -> None:
    paper.rows(60, [YEARS, *BODY], STOPS)
    page = read_page(paper)
    assert page.table == [YEARS, *BODY]
    assert page.grid.heading_rows == 1


@pytest.mark.parametrize("ruled", [False, True], ids=["white", "rules"])
def test_headings_of_groups_cover_their_columns(paper: WhitePaper, ruled: bool) -> None:
    centre(paper, 178, 260, 60, "People")
    centre(paper, 310, 390, 60, "Dwellings")
    if ruled:
        paper.rule(72, 176, 262)
        paper.rule(72, 306, 392)
    paper.rows(60 + PITCH, [YEARS, *BODY], STOPS)
    page = read_page(paper)
    assert page.table == [("", "People", "<", "Dwellings", "<"), YEARS, *BODY]
    assert page.grid.heading_rows == 2


def test_a_rule_tells_which_columns_a_heading_covers_that_stands_at_an_end(
    paper: WhitePaper,
) -> None:
    paper.put(178, 60, "People")
    paper.rule(72, 176, 262)
    paper.put(310, 60, "Dwellings")
    paper.rule(72, 306, 392)
    paper.rows(60 + PITCH, [YEARS, *BODY], STOPS)
    assert read_page(paper).table[0] == ("", "People", "<", "Dwellings", "<")


def test_three_levels_of_headings(paper: WhitePaper) -> None:
    centre(paper, 178, 390, 60, "Of the region")
    centre(paper, 178, 260, 76, "People")
    centre(paper, 310, 390, 76, "Dwellings")
    paper.rule(73, 176, 392)
    paper.rows(92, [YEARS, *BODY], STOPS)
    page = read_page(paper)
    assert page.table[:3] == [
        ("", "Of the region", "<", "<", "<"),
        ("", "People", "<", "Dwellings", "<"),
        YEARS,
    ]
    assert page.grid.heading_rows == 3


def test_a_heading_broken_over_lines_is_one(paper: WhitePaper) -> None:
    stops = ("l60", "r220", "r330")
    paper.rows(60, [("", "People in", ""), ("Town", "all at the", "Area")], stops, 12)
    paper.rows(84, [("", "end of 2019", "km2"), *(row[:3] for row in BODY)], stops, 12)
    page = read_page(paper)
    assert page.table == [
        ("Town", "People in / all at the / end of 2019", "Area / km2"),
        *(row[:3] for row in BODY),
    ]
    assert page.grid.heading_rows == 1


def test_headings_between_rules_are_those_of_the_table(paper: WhitePaper) -> None:
    paper.put(60, 40, "Table 4. The people")
    for top in (57, 73):
        paper.rule(top, 58, 392)
    paper.rows(60, [("Town", "Men", "Women", "Homes", "Flats")], STOPS)
    paper.rows(76, BODY, STOPS)
    paper.rule(76 + 4 * PITCH, 58, 392)
    page = read_page(paper)
    assert page.table == [("Town", "Men", "Women", "Homes", "Flats"), *BODY]
    assert page.outside == ["Table 4. The people"]


def test_rules_between_all_rows_part_them(paper: WhitePaper) -> None:
    rows = [
        ("Town", "Land", "Lake", "Kind", "State"),
        ("Lahti", "Häme", "Vesijärvi", "city", "new"),
    ]
    rows += [("Heinola", "Savo", "Ruotsalainen", "town", "old")]
    rows += [("Sysmä", "Häme", "Päijänne", "village", "old")]
    paper.rows(60, rows, ("l60", "l130", "l190", "l280", "l340"), 16)
    for n in range(5):
        paper.rule(57 + 16 * n, 58, 380)
    page = read_page(paper)
    assert page.table == rows
    assert page.grid.heading_rows == 1


def test_bold_headings_above_text_are_told_by_their_type(paper: WhitePaper) -> None:
    stops = ("l60", "l130", "l200", "l300")
    paper.rows(
        60,
        [("Town", "Land", "Lake", "Kind"), ("name", "of old", "nearest", "of place")],
        stops,
        bold=True,
    )
    below = [("Lahti", "Häme", "Vesijärvi", "city"), ("Heinola", "Savo", "Konnivesi", "town")]
    paper.rows(60 + 2 * PITCH, below, stops)
    page = read_page(paper)
    assert page.table[-2:] == below
    assert len(page.table) - page.grid.heading_rows == 2  # type: ignore[operator]


def test_headings_without_a_rule_that_stand_over_the_columns_alone(paper: WhitePaper) -> None:
    """A caption above begins where the first column does; the heading of a group does not."""
    paper.put(60, 46, "The people by town")
    centre(paper, 178, 390, 60, "People and dwellings of the region")
    paper.rows(60 + PITCH, [YEARS, *BODY], STOPS)
    page = read_page(paper)
    assert page.table[:2] == [("", "People and dwellings of the region", "<", "<", "<"), YEARS]
    assert page.outside == ["The people by town"]


@pytest.mark.parametrize(
    ("apart", "expected"),
    [
        (0.35, ("Town", "Inhabitants of all the homes", "<")),
        (0.75, ("Town", "Inhabitants of all", "the homes")),
    ],
    ids=["one-heading", "two-headings"],
)
def test_headings_stand_closer_than_values(
    paper: WhitePaper, apart: float, expected: tuple[str, ...]
) -> None:
    """Their gap lies over the second column, which does not tell."""
    paper.put(60, 60, "Town")
    paper.put(255 - text_width("Inhabitants of all", TYPE), 60, "Inhabitants of all")
    paper.put(255 + apart * TYPE, 60, "the homes")
    body = [(name, f"1,350,{n}17", f"9,875,{n}03") for n, (name, *_) in enumerate(BODY)]
    paper.rows(60 + PITCH, body, ("l60", "r200", "r300"))
    assert read_page(paper).table == [expected, *body]


@pytest.mark.parametrize(("below", "covers"), [(0.7, True), (1.3, False)])
def test_the_rule_under_a_heading_is_close_to_it(
    paper: WhitePaper, below: float, covers: bool
) -> None:
    for left, right, text in ((176, 262, "People"), (306, 392, "Dwellings")):
        paper.put(left, 60, text)
        paper.rule(70 + below * TYPE, left, right)
    paper.rows(88, [YEARS, *BODY], STOPS)
    over = "<" if covers else ""
    assert read_page(paper).table[0] == ("", "People", over, "Dwellings", over)


@pytest.mark.parametrize(("reach", "covers"), [(0.35, False), (0.8, True)])
def test_a_heading_that_only_touches_a_column_does_not_cover_it(
    paper: WhitePaper, reach: float, covers: bool
) -> None:
    body = [(name, "100.5", "200.5") for name, *_ in BODY]
    paper.put(60, 60, "Town")
    second = 260 - text_width("200.5", TYPE)
    paper.put(second + reach - text_width("Inhabitants", TYPE), 60, "Inhabitants")
    paper.rows(60 + PITCH, body, STOPS)
    assert read_page(paper).table[0] == ("Town", "Inhabitants", "<" if covers else "")


@pytest.mark.parametrize(("off", "covers"), [(0.3, True), (0.6, False)])
def test_a_heading_stands_in_the_middle_of_the_columns_that_it_covers(
    paper: WhitePaper, off: float, covers: bool
) -> None:
    body = [(name, "1100.5", "1200.5") for name, *_ in BODY]
    middle = (200 - text_width("1100.5", TYPE) + 260) / 2
    centre(paper, middle + off * TYPE, middle + off * TYPE, 60, "Pe")
    paper.rows(60 + PITCH, [("Town", "2018", "2019"), *body], STOPS)
    assert (("", "Pe", "<") in read_page(paper).table) == covers


@pytest.mark.parametrize(("apart", "rows"), [(0.45, 1), (0.9, 2)])
def test_lines_of_a_heading_are_close_together(paper: WhitePaper, apart: float, rows: int) -> None:
    step = (1 + apart) * TYPE
    paper.rows(
        60,
        [("Town", "People", "Area", "Men", "Women"), ("", "living", "all", "in all", "in all")],
        STOPS,
        step,
    )
    paper.rows(60 + 2 * step, BODY, STOPS)
    page = read_page(paper)
    assert page.grid.heading_rows == rows
    assert page.table[0][1] == ("People / living" if rows == 1 else "People")


TEXTS: Rows = (
    ("Town", "Land", "Lake", "Kind"),
    ("today", "of old", "nearest", "of town"),
    ("Lahti", "Häme", "Vesijärvi", "city"),
    ("Heinola", "Savo", "Ruotsalainen", "town"),
    ("Sysmä", "Häme", "Päijänne", "village"),
)


@pytest.mark.parametrize(("share", "rows"), [(0.45, 1), (0.7, 2)])
def test_a_rule_with_gaps_parts_headings(paper: WhitePaper, share: float, rows: int) -> None:
    paper.rows(60, TEXTS, ("l60", "l150", "l240", "r360"), 18)
    for left in (60, 145, 230):
        paper.rule(91, left, left + 75 * share)
    paper.rule(91, 360 - 75 * share, 360)
    assert read_page(paper).grid.heading_rows == rows


@pytest.mark.parametrize(("share", "rows"), [(0.036, 2), (0.075, 1)])
def test_a_rule_that_parts_headings_begins_at_the_end_of_the_table(
    paper: WhitePaper, share: float, rows: int
) -> None:
    paper.rows(60, TEXTS, ("l60", "l150", "l240", "r360"), 18)
    paper.rule(91, 60 + share * 300, 360)
    assert read_page(paper).grid.heading_rows == rows
