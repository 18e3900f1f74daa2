"""Ruled tables in which rulings are not all that parts the cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.drawing import LIGHT_BLUE, text_width
from tests.support.ruled_tables import draw_ruled
from tests.support.white_tables import TYPE, Rows, WhitePaper, read_page, read_refined

BORDERS = (50.0, 150.0, 230.0, 310.0)
STOPS = ("l54", "r226", "r306")
HEADING = ("Town", "People", "Area")
TOWNS: Rows = (
    ("Lahti", "120", "517.6"),
    ("Heinola", "18", "839.3"),
    ("Sysmä", "4", "936.2"),
    ("Hollola", "23", "726.5"),
    ("Asikkala", "8", "755.7"),
    ("Orimattila", "16", "814.1"),
    ("Padasjoki", "3", "730.3"),
    ("Hartola", "3", "675.5"),
    ("Kärkölä", "4", "259.2"),
    ("Iitti", "7", "687.4"),
    ("Nastola", "15", "362.9"),
    ("Hämeenkoski", "2", "196.1"),
)
ROW = 18.0


def frame(
    paper: WhitePaper, rows: Sequence[float], columns: Sequence[float], closed: bool = True
) -> None:
    """Rule borders at heights and places, from one end of the table to the other."""
    for y in rows:
        paper.line(columns[0], y, columns[-1], y)
    for x in columns if closed else columns[1:-1]:
        paper.line(x, rows[0], x, rows[-1])


def test_unruled_rows_in_a_ruled_frame_are_rows(paper: WhitePaper) -> None:
    paper.rows(64, [HEADING, *TOWNS], STOPS, ROW)
    frame(paper, (60, 60 + ROW, 60 + 13 * ROW), BORDERS)
    assert read_page(paper).table == [HEADING, *TOWNS]


def test_verticals_alone_part_columns(paper: WhitePaper) -> None:
    paper.rows(64, [HEADING, *TOWNS], STOPS, ROW)
    for x in BORDERS[1:-1]:
        paper.line(x, 60, x, 60 + 13 * ROW)
    assert read_page(paper).table == [HEADING, *TOWNS]


def test_a_table_whose_outer_frame_is_open(paper: WhitePaper) -> None:
    paper.rows(64, [HEADING, *TOWNS[:3]], STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(5)], BORDERS, closed=False)
    assert read_page(paper).table == [HEADING, *TOWNS[:3]]


def test_zebra_fills_change_nothing(paper: WhitePaper) -> None:
    for n in range(0, 12, 2):
        paper.rectangle(50, 60 + n * ROW, 310, 60 + (n + 1) * ROW, fill=LIGHT_BLUE)
    paper.rows(64, [HEADING, *TOWNS], STOPS, ROW)
    page = read_page(paper)
    assert page.table == [HEADING, *TOWNS]
    if page.grid.found_by == "alignment":
        coloured = {cell.row for cell in page.grid.cells if cell.colours}
        assert coloured == set(range(0, 12, 2))


def test_a_row_without_inner_verticals_is_parted_by_those_of_its_columns(
    paper: WhitePaper,
) -> None:
    rows = [HEADING, *TOWNS[:4]]
    paper.rows(64, rows, STOPS, ROW)
    for n in range(6):
        paper.line(BORDERS[0], 60 + n * ROW, BORDERS[-1], 60 + n * ROW)
    for x in BORDERS:
        inner = x in BORDERS[1:-1]
        paper.line(x, 60, x, 60 + (2 if inner else 5) * ROW)
        paper.line(x, 60 + (3 if inner else 2) * ROW, x, 60 + 5 * ROW)
    assert read_page(paper).table == rows


def test_a_section_over_all_columns_stays_one_cell(paper: WhitePaper) -> None:
    rows = [HEADING, TOWNS[0], ("Towns without a station", "<", "<"), *TOWNS[1:3]]
    draw_ruled(paper, 60, rows)
    assert read_page(paper).table == rows


def test_columns_that_no_ruling_parts_are_parted_by_white(paper: WhitePaper) -> None:
    rows = [HEADING, *TOWNS[:5]]
    paper.rows(64, rows, STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(7)], (50.0, 150.0, 310.0))
    assert read_page(paper).table == rows


def test_a_cell_merged_down_whose_last_line_is_a_value_is_two(paper: WhitePaper) -> None:
    """No rule parts the heading of the second column from its first value."""
    rows = [HEADING, *TOWNS[:3]]
    paper.rows(64, rows, STOPS, ROW)
    for x in BORDERS:
        paper.line(x, 60, x, 60 + 4 * ROW)
    for n in range(5):
        y = 60 + n * ROW
        paper.line(BORDERS[0], y, BORDERS[1] if n == 1 else BORDERS[3], y)
    paper.line(BORDERS[2], 60 + ROW, BORDERS[3], 60 + ROW)
    assert read_page(paper).table == rows


@pytest.mark.parametrize("end", [238.0, 258.0], ids=["left", "right"])
def test_a_number_with_thousands_stays_in_the_cell_that_holds_more_of_it(
    paper: WhitePaper, end: float
) -> None:
    paper.rows(64, [HEADING, *TOWNS[:2]], STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(5)], BORDERS)
    paper.row(64 + 3 * ROW, ("Kouvola", "1 208 850"), ("l54", f"r{end}"))
    number = ("1 208 850", "") if end < 240 else ("", "1 208 850")
    assert read_page(paper).table == [HEADING, *TOWNS[:2], ("Kouvola", *number)]


def test_a_text_that_runs_over_into_an_empty_cell_stays_where_it_starts(
    paper: WhitePaper,
) -> None:
    paper.rows(64, [HEADING, *TOWNS[:2]], STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(5)], BORDERS)
    paper.row(64 + 3 * ROW, ("Towns of the neighbourhood", "", "84.0"), ("l57", *STOPS[1:]))
    assert text_width("Towns of the neighbourhood", TYPE) > 96
    assert read_page(paper).table == [
        HEADING,
        *TOWNS[:2],
        ("Towns of the neighbourhood", "", "84.0"),
    ]


def test_headings_of_groups_are_heading_rows(paper: WhitePaper) -> None:
    rows = [
        ("Town", "People", "<", "Area", "<"),
        ("^", "2018", "2019", "2018", "2019"),
        ("Lahti", "119", "120", "517", "517"),
        ("Heinola", "19", "18", "839", "839"),
    ]
    draw_ruled(paper, 60, rows)
    page = read_page(paper)
    assert page.table == rows
    assert page.grid.heading_rows == 2


def test_a_caption_in_the_frame_is_outside(paper: WhitePaper) -> None:
    rows = [HEADING, *TOWNS[:3]]
    draw_ruled(paper, 60, [("The towns of the region", "<", "<"), *rows])
    page = read_page(paper)
    assert page.table == rows
    assert page.outside == ["The towns of the region"]


def test_rulings_that_part_texts_wrongly_do_not_tell(paper: WhitePaper) -> None:
    """A frame whose one inner vertical parts no columns: white space tells more."""
    paper.rows(
        64, [("Town", "Men", "Women", "Homes"), *TWO_EACH], ("l54", "r150", "r200", "r300"), ROW
    )
    frame(paper, [60 + n * ROW for n in range(6)], (50.0, 90.0, 310.0))
    assert read_page(paper).table == [("Town", "Men", "Women", "Homes"), *TWO_EACH]


TWO_EACH: Rows = (
    ("Lahti", "120", "118", "44"),
    ("Iitti", "18", "19", "7"),
    ("Sysmä", "4", "5", "1"),
    ("Asko", "23", "24", "9"),
)


def inner_texts(paper: WhitePaper, gap: float) -> list[tuple[str, ...]]:
    """What is read in a row whose cells hold lines so far apart."""
    rows = [("Lahti", "city", "Häme"), ("Heinola", "town", "Savo"), ("Sysmä", "village", "Häme")]
    paper.row(64, ("Town", "Kind", "Land"), ("l54", "l154", "l234"))
    paper.rows(84, rows, ("l54", "l154", "l234"), (1 + gap) * TYPE)
    frame(paper, (60, 80, 90 + 3 * (1 + gap) * TYPE), BORDERS)
    return read_page(paper).table[1:]


@pytest.mark.parametrize(("gap", "parted"), [(0.5, False), (1.0, True)])
def test_white_through_all_columns_parts_rows_of_text(
    paper: WhitePaper, gap: float, parted: bool
) -> None:
    one = ("Lahti / Heinola / Sysmä", "city / town / village", "Häme / Savo / Häme")
    assert inner_texts(paper, gap) == (
        [("Lahti", "city", "Häme"), ("Heinola", "town", "Savo"), ("Sysmä", "village", "Häme")]
        if parted
        else [one]
    )


@pytest.mark.parametrize(
    ("both", "alone", "parted"),
    [(2, 0, False), (3, 0, True), (4, 6, False), (7, 3, True)],
)
def test_most_lines_of_a_column_tell_that_it_is_several(
    paper: WhitePaper, both: int, alone: int, parted: bool
) -> None:
    names = [name for name, *_ in TOWNS[: both + alone]]
    rows = [(name, "12" if n < both else "", "517") for n, name in enumerate(names)]
    paper.rows(64, [("Town", "Figures"), *rows], STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(both + alone + 2)], (50.0, 150.0, 310.0))
    assert len(read_refined(paper).grid.columns) == (4 if parted else 3)


TEXT_STOPS = ("l54", "l110", "l180", "l250")
PLACES: Rows = (
    ("Lahti", "city", "Häme", "38"),
    ("Heinola", "town", "Savo", "48"),
    ("Sysmä", "land", "Häme", "58"),
    ("Iitti", "land", "Savo", "68"),
)


@pytest.mark.parametrize(("faults", "found_by"), [(2, "rulings"), (3, "alignment")])
def test_few_texts_in_one_cell_leave_rulings_as_they_are(
    paper: WhitePaper, faults: int, found_by: str
) -> None:
    rows = [row if n < faults else (*row[:2], "", "") for n, row in enumerate(PLACES)]
    paper.rows(64, rows, TEXT_STOPS, ROW)
    frame(paper, [60 + n * ROW for n in range(5)], (50.0, 100.0, 310.0))
    assert read_page(paper).grid.found_by == found_by


@pytest.mark.parametrize(("lines", "found_by"), [(4, "rulings"), (1, "alignment")])
def test_white_space_tells_where_it_holds_most_words_of_a_frame(
    paper: WhitePaper, lines: int, found_by: str
) -> None:
    """Twenty words stand in columns, and five on each further line."""
    paper.rows(64, [(f"Town{n}", "city", "Häme", f"{n}7") for n in range(5)], TEXT_STOPS, ROW)
    paper.rows(180, [("those towns have a station",)] * lines, ("l110",), ROW)
    further = [170 + n * ROW for n in range(1, lines + 1)]
    frame(paper, [*(60 + n * ROW for n in range(6)), *further], (50.0, 100.0, 310.0))
    assert read_page(paper).grid.found_by == found_by
