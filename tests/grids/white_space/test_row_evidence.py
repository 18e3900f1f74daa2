"""What tells rows and tables apart where lines alone do not: rules, fills, words over numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.drawing import RGB
from tests.support.white_tables import PITCH, WhitePaper, read_page

GREY: RGB = (0.9, 0.9, 0.9)
STOPS = ("l60", "l160", "r320")
HEADING = ("Service", "Unit", "Visits")
# Lines of rows, some of which have two lines of text beside the name.
ROWS = [
    [("", "Unit of the", ""), ("Advice", "", "120"), ("", "municipality", "")],
    [("Coaching", "Lahti", "18")],
    [("", "Unit of the", ""), ("Training", "", "17"), ("", "county", "")],
    [("Guidance", "Hollola", "11")],
]
READ = [
    ("Advice", "Unit of the / municipality", "120"),
    ("Coaching", "Lahti", "18"),
    ("Training", "Unit of the / county", "17"),
    ("Guidance", "Hollola", "11"),
]


@pytest.mark.parametrize("parted_by", ["rules", "fills"])
def test_lines_between_two_rules_are_one_row(paper: WhitePaper, parted_by: str) -> None:
    top = 60 + PITCH
    tops = [top]
    for row in ROWS:
        top += 6 * len(row) + 12
        tops.append(top)
    for number, (upper, lower) in enumerate(pairwise(tops)):
        if parted_by == "fills" and number % 2:
            paper.rectangle(50, upper, 330, lower, fill=GREY)
    paper.row(60, HEADING, STOPS)
    for upper, row in zip(tops, ROWS, strict=False):
        paper.rows(upper + 3, row, STOPS, 6, size=6)
    if parted_by == "rules":
        for y in tops:
            paper.rule(y, 50, 330)
    assert read_page(paper).table == [HEADING, *READ]


def test_a_last_row_without_a_name_leaves_the_others_rows(paper: WhitePaper) -> None:
    stops = ("l60", "l110", "l200", "r360")
    rows = [("No", "Firm", "Town", "Sum")]
    rows += [(str(n), f"Firm {'abcd'[n - 1]}", "Lahti", f"{n}20,00") for n in (1, 2, 3, 4)]
    rows += [("", "", "Total", "1 200,00")]
    paper.rows(60, rows, stops)
    read = read_page(paper)
    assert read.table == rows
    assert read.grid.heading_rows == 1


@pytest.mark.parametrize("gap", [4.0, 18.0])
def test_words_over_columns_of_numbers_begin_a_table(paper: WhitePaper, gap: float) -> None:
    one = [("Service", "2021", "2022"), ("Advice", "10", "11"), ("Coaching", "47", "48")]
    two = [("Unit", "Men", "Women"), ("Library", "1", "2"), ("Museum", "3", "4")]
    stops = ("l60", "r200", "r260")
    top = paper.rows(60, one, stops) + gap
    paper.put(60, top, "Staff")
    paper.rows(top + PITCH + gap, two, stops)
    assert read_page(paper).tables == [one, two]


def test_a_running_title_above_is_no_heading(paper: WhitePaper) -> None:
    rows = [("Service", "2021", "2022"), ("Advice", "10", "11"), ("Coaching", "47", "48")]
    paper.row(40, ("Report", "1 (2)"), ("l60", "r260"))
    paper.rows(70, rows, ("l60", "r200", "r260"))
    assert read_page(paper).tables == [rows]


@pytest.mark.parametrize("closed", [True, False])
def test_the_second_line_of_the_last_name_is_part_of_it(paper: WhitePaper, closed: bool) -> None:
    stops = ("l60", "r240", "r300")
    rows = [("Expense", "2018", "2019"), ("Wages", "120", "118"), ("Heating", "18", "17")]
    top = paper.rows(60, rows, stops, 20)
    paper.row(top, ("Materials for", "11", "10"), stops)
    paper.put(60, top + 11, "the workshops")
    if closed:
        for y in (56, 76, top + 24):
            paper.rule(y, 50, 310)
    paper.put(60, top + 40, "Source: accounts")
    read = read_page(paper)
    assert read.table[-1] == ("Materials for / the workshops", "11", "10")
    assert read.outside == ["Source: accounts"]


def test_years_beside_a_sign_are_headings(paper: WhitePaper) -> None:
    paper.rows(60, [("Service", "Visits", "Visits", "Change,")], ("l60", "r200", "r280", "r360"))
    paper.rows(71, [("", "in 2022", "in 2023", "%")], ("l60", "r200", "r280", "r360"))
    rows = [("Advice", "10", "101", "3.5"), ("Coaching", "47", "138", "2.5")]
    paper.rows(90, rows, ("l60", "r200", "r280", "r360"))
    headings = ("Service", "Visits / in 2022", "Visits / in 2023", "Change, / %")
    assert read_page(paper).table == [headings, *rows]


def test_years_with_marks_are_headings(paper: WhitePaper) -> None:
    rows = [("Service", "2021", "2022*", "2023**"), ("Advice", "10", "101", "9")]
    rows += [("Coaching", "47", "138", "8")]
    paper.rows(60, rows, ("l60", "r200", "r280", "r360"))
    read = read_page(paper)
    assert (read.table, read.grid.heading_rows) == (rows, 1)
