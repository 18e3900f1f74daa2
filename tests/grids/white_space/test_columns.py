"""Where the columns of a table lie that white space parts."""

from __future__ import annotations

import pytest

from tests.support.white_tables import PITCH, TYPE, WhitePaper, read_page


def test_columns_of_text_and_of_values_are_parted(paper: WhitePaper) -> None:
    rows = [
        ("Code", "Name", "Type", "Amount"),
        ("A1", "Road", "new", "1,200.50"),
        ("A2", "Bridge", "repair", "900.00"),
        ("B7", "Lamp", "new", "17.25"),
    ]
    paper.rows(60, rows, ("l60", "l100", "c200", "r300"))
    assert read_page(paper).table == rows


def test_spaces_part_thousands_and_no_columns(paper: WhitePaper) -> None:
    rows = [
        ("Town", "Income", "Costs"),
        ("Lahti", "12 300", "10 211"),
        ("Heinola", "8 120", "7 950"),
        ("Sysmä", "1 015", "1 400"),
        ("Hollola", "4 500", "3 925"),
        ("Asikkala", "2 310", "2 100"),
        ("Padasjoki", "1 950", "1 800"),
    ]
    paper.rows(60, rows, ("l60", "r200", "r300"))
    assert read_page(paper).table == rows


@pytest.mark.parametrize(
    ("wide", "parted"), [(0.6, False), (1.2, True)], ids=["a-space", "a-column"]
)
def test_thousands_are_parted_by_a_space_and_no_more(
    paper: WhitePaper, wide: float, parted: bool
) -> None:
    """Counts of one to three digits may stand close before those of three, as columns do."""
    pairs = [
        ("12", "300"),
        ("8", "120"),
        ("1", "015"),
        ("4", "500"),
        ("2", "310"),
        ("1", "950"),
    ] * 5
    for n, (one, other) in enumerate(pairs):
        top = 60 + n * PITCH
        paper.row(top, (f"Town {n:02}", one, other), ("l60", "r200", f"l{200 + wide * TYPE}"))
    expected = [
        ("Town", one, other) if parted else ("Town", f"{one} {other}") for one, other in pairs
    ]
    found = [(row[0][:4], *row[1:]) for row in read_page(paper).table]
    assert found == expected


def test_currency_signs_stand_with_their_numbers(paper: WhitePaper) -> None:
    rows = [
        ("Cash", "$", "1,200", "$", "900"),
        ("Debt", "", "300", "", "250"),
        ("Rent", "", "80", "", "75"),
        ("Total", "$", "1,580", "$", "1,225"),
    ]
    paper.rows(60, rows, ("l60", "l150", "r210", "l240", "r300"))
    assert read_page(paper).table == [
        ("Cash", "$ 1,200", "$ 900"),
        ("Debt", "300", "250"),
        ("Rent", "80", "75"),
        ("Total", "$ 1,580", "$ 1,225"),
    ]


def test_percent_signs_stand_with_the_numbers_before_them(paper: WhitePaper) -> None:
    rows = [
        ("Town", "Share", "", "People"),
        ("Lahti", "57", "%", "120"),
        ("Heinola", "9", "%", "18"),
        ("Sysmä", "2", "%", "4"),
    ]
    paper.rows(60, rows, ("l60", "r170", "l182", "r300"))
    assert read_page(paper).table == [
        ("Town", "Share", "People"),
        ("Lahti", "57 %", "120"),
        ("Heinola", "9 %", "18"),
        ("Sysmä", "2 %", "4"),
    ]


def test_a_column_that_few_rows_fill_is_one(paper: WhitePaper) -> None:
    rows = [
        ("Town", "People", "Note", "Area"),
        ("Lahti", "120", "", "517.6"),
        ("Heinola", "18", "", "839.3"),
        ("Sysmä", "4", "a", "936.2"),
        ("Hollola", "23", "", "726.5"),
        ("Asikkala", "8", "", "755.7"),
    ]
    paper.rows(60, rows, ("l60", "r180", "c225", "r320"))
    assert read_page(paper).table == rows


def test_a_dash_at_another_place_of_a_column_is_in_it(paper: WhitePaper) -> None:
    stops = ("l60", "r200", "r300")
    paper.rows(60, [("Town", "People", "Area"), ("Lahti", "120,350", "517.62")], stops)
    paper.rows(
        60 + 2 * PITCH,
        [("Heinola", "–", "839.31"), ("Sysmä", "–", "936.20")],
        ("l60", "l140", "r300"),
    )
    paper.rows(
        60 + 4 * PITCH, [("Hollola", "23,410", "726.55"), ("Asikkala", "118,130", "755.70")], stops
    )
    assert read_page(paper).table == [
        ("Town", "People", "Area"),
        ("Lahti", "120,350", "517.62"),
        ("Heinola", "–", "839.31"),
        ("Sysmä", "–", "936.20"),
        ("Hollola", "23,410", "726.55"),
        ("Asikkala", "118,130", "755.70"),
    ]


def test_a_name_that_runs_over_the_next_column_stays_whole(paper: WhitePaper) -> None:
    rows = [(f"Town {n}", f"{n}.5", f"1{n}") for n in range(20)]
    rows[7] = ("Municipalities without a railway station", "", "17")
    paper.rows(60, rows, ("l60", "r180", "r300"))
    table = read_page(paper).table
    assert table[7] == ("Municipalities without a railway station", "<", "17")
    assert [row for n, row in enumerate(table) if n != 7] == [
        row for n, row in enumerate(rows) if n != 7
    ]


def gap_rows(paper: WhitePaper, count: int, wide: float) -> None:
    """Print rows of two texts and a value, the texts so many heights apart."""
    for n in range(count):
        top, text = 60 + n * PITCH, "Lahti Asikka Hollola Kouvola"[n % 7 : n % 7 + 12].strip()
        paper.row(
            top,
            (text, "upper" if n % 2 else "lower", f"{n}.5"),
            ("r200", f"l{200 + wide * TYPE}", "r400"),
        )


# The least white between columns by lines, and what is a column or none so close to it.
@pytest.mark.parametrize(
    ("count", "least"), [(2, 1.0), (4, 0.8), (8, 0.6), (15, 0.5), (25, 0.4), (40, 0.34)]
)
@pytest.mark.parametrize("times", [0.9, 1.15])
def test_white_between_columns_is_wider_where_fewer_lines_tell(
    paper: WhitePaper, count: int, least: float, times: float
) -> None:
    gap_rows(paper, count, least * times)
    rows = [row for table in read_page(paper).tables for row in table]
    if times > 1:
        assert [row[1] for row in rows] == ["upper" if n % 2 else "lower" for n in range(count)]
    # Two lines of one gap are no table.
    assert {len(row) for row in rows} == ({3} if times > 1 else {2} if count > 2 else set())


def test_text_close_before_a_column_is_one_of_its_own(paper: WhitePaper) -> None:
    """Two rows of twenty have it: more than may run over white."""
    rows = [(f"Town {n:02}", "a" if n in (3, 11) else "", f"{n:02}8.2") for n in range(20)]
    paper.rows(60, rows, ("l60", "r169", "r200"))
    assert read_page(paper).table == rows


@pytest.mark.parametrize(("times", "other"), [(0.5, None), (0.85, 3), (1.15, 2), (1.8, None)])
def test_a_reading_that_is_nearly_as_good_is_told(
    paper: WhitePaper, times: float, other: int | None
) -> None:
    gap_rows(paper, 8, 0.6 * times)
    assert read_page(paper).grid.other_columns == other
