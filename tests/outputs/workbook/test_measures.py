"""How much room texts take in the workbook, and names that are short enough and all different."""

from __future__ import annotations

import pytest

from pipeline.outputs.workbook.exact_values import distinct_headings
from pipeline.outputs.workbook.measures import (
    LINE_HEIGHT,
    column_widths,
    lines_needed,
    pages_wide,
    row_height,
    sheet_names,
)

# A column with room for 20 digits of the body font, and not for 21: a digit is taken to be 1.07 of
# its width wide, and 1.04 times as much by other programs, so that 20 are 22.26 and 21 are 23.37
# wide; beside its text the column has 1.5.
WIDTH = 24.0
ROOM = 20


def digits(*counts: int) -> str:
    """Words of so many digits."""
    return " ".join("8" * count for count in counts)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        (digits(ROOM), 1),
        # A word that is wider than the column goes on on the next line.
        (digits(ROOM + 1), 2),
        (digits(2 * ROOM), 2),
        (digits(2 * ROOM + 1), 3),
        (digits(3 * ROOM), 3),
        # Words stand beside each other while they fit, with a space of half a digit.
        (digits(10, 9), 1),
        (digits(10, 10), 2),
        (digits(5, 5, 4, 4), 1),
        (digits(5, 5, 5, 5), 2),
        (digits(10, 10, 10), 3),
        (digits(10, 9, 10, 9), 2),
        # What is left of a long word takes room from the next.
        (digits(ROOM + 5, 13), 2),
        (digits(ROOM + 5, 15), 3),
        (digits(3, ROOM + 5), 3),
        # Each paragraph begins a line; an empty one is a line too.
        (f"{digits(5)}\n{digits(5)}", 2),
        (f"{digits(5)}\n\n{digits(10, 10)}", 4),
    ],
    ids=lambda value: (
        value if isinstance(value, int) else " ".join(map(str, map(len, value.split(" "))))
    ),
)
def test_a_text_takes_the_lines_that_it_needs(text: str, lines: int) -> None:
    assert lines_needed(text, WIDTH) == lines


def test_bold_letters_need_more_room() -> None:
    assert lines_needed(digits(ROOM), WIDTH, 1.05) == 2
    assert lines_needed(digits(ROOM - 1), WIDTH, 1.05) == 1


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    assert row_height([digits(ROOM), digits(ROOM + 1), ""], [WIDTH] * 3) == 2 * LINE_HEIGHT


@pytest.mark.parametrize(
    ("widths", "pages"), [([190], 1), ([190, 56], 1), ([190, 58], 2), ([190, 190, 56], 2), ([1], 1)]
)
def test_a_sheet_is_printed_on_the_pages_that_make_it_readable(
    widths: list[float], pages: int
) -> None:
    assert pages_wide(widths) == pages


def test_a_column_holds_its_longest_word_up_to_a_limit() -> None:
    # 16 digits are 17.8 wide.
    assert column_widths(["a"] * 2, [["8", digits(16)]], False) == [8, 20]
    # A longer word than 24 digits is broken where the sheet has no room left; the first column
    # is not narrower than 28. Beside its text a column has 1.5.
    assert column_widths(["a"] * 8, [[digits(50)] * 8], False) == [30, *[26] * 7]


def test_headings_differ_in_more_than_case() -> None:
    assert distinct_headings(["Nimi", "nimi", "NIMI", "", "Nimi (2)"]) == [
        "Nimi",
        "nimi (2)",
        "NIMI (3)",
        "4",
        "Nimi (2) (2)",
    ]


def test_names_of_sheets_are_short_and_differ() -> None:
    name = "a" * 31
    assert sheet_names([name, name + "b", name, "History", "x/y", ""]) == [
        name,
        "a" * 27 + " (2)",
        "a" * 27 + " (3)",
        "History (2)",
        "x y",
        "-",
    ]


def test_a_long_heading_gets_a_wide_column_and_no_row_is_higher_than_excel_has() -> None:
    body = [["a", "1"]]
    narrow = column_widths(["Nimi", "Osuus"], body, False)[1]
    wide = column_widths(["Nimi", "Osuus asukkaista " * 15], body, False)[1]
    assert narrow < 12 < 24 <= wide
    assert row_height(["x " * 10_000], [10]) == 409
