"""Dates as printed: what is read from them, and what is no date of a pattern."""

from __future__ import annotations

import pytest

from pipeline.text.dates import date_parser, is_date_pattern

FINNISH, SHORT, NAMED, PACKED = "%d.%m.%Y", "%d.%m.%y", "%d %B %Y", "%d%m%Y"


@pytest.mark.parametrize(
    ("pattern", "text", "day"),
    [
        (FINNISH, "1.2.2024", "2024-02-01"),
        (FINNISH, "01. 02. 2024", "2024-02-01"),
        (FINNISH, " 1.2.2024 ", "2024-02-01"),
        # Days that there are.
        (FINNISH, "29.2.2024", "2024-02-29"),
        (FINNISH, "29.2.2023", None),
        (FINNISH, "31.4.2024", None),
        (FINNISH, "0.1.2024", None),
        (FINNISH, "1.13.2024", None),
        (FINNISH, "001.2.2024", None),
        (FINNISH, "1.2.24", None),
        (FINNISH, "1.2.20245", None),
        (FINNISH, "1-2-2024", None),
        # Years in two digits: 1969 to 2068.
        (SHORT, "1.2.69", "1969-02-01"),
        (SHORT, "1.2.68", "2068-02-01"),
        (SHORT, "1.2.00", "2000-02-01"),
        (SHORT, "1.2.2024", None),
        # Months by name: English ones of three letters or more, Finnish ones with their endings.
        (NAMED, "3 March 2024", "2024-03-03"),
        (NAMED, "3 MAR. 2024", "2024-03-03"),
        (NAMED, "3rd mar 2024", "2024-03-03"),
        (NAMED, "3 ma 2024", None),
        (NAMED, "3 Marchs 2024", None),
        (NAMED, "3 May 2024", "2024-05-03"),
        (NAMED, "3 jun 2024", "2024-06-03"),
        (NAMED, "3 jul 2024", "2024-07-03"),
        (NAMED, "3 elo 2024", "2024-08-03"),
        (NAMED, "3 elokuu 2024", "2024-08-03"),
        (NAMED, "3 elokuuta 2024", "2024-08-03"),
        (NAMED, "3 elok 2024", None),
        (NAMED, "3 joulukuuta 2024", "2024-12-03"),
        # With nothing between its digits each part has all of them.
        (PACKED, "01022024", "2024-02-01"),
        (PACKED, "1022024", None),
        ("%d %m %Y", "01 02 2024", "2024-02-01"),
        ("%d %m %Y", "1 2 2024", None),
        # Any hyphen for a hyphen.
        ("%d-%m-%Y", "1–2−2024", "2024-02-01"),
        ("%d-%m-%Y", "1‐2‑2024", "2024-02-01"),
        ("%d-%m-%Y", "1/2/2024", None),
    ],
)
def test_a_date_is_read_as_its_pattern_has_it(pattern: str, text: str, day: str | None) -> None:
    assert date_parser([pattern])(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2.3.2024", "2024-03-02"), ("3.13.2024", "2024-03-13"), ("13.13.2024", None)],
)
def test_of_several_patterns_the_first_counts_that_gives_a_day(text: str, day: str | None) -> None:
    assert date_parser([FINNISH, "%m.%d.%Y"])(text) == day


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [
        (FINNISH, True),
        (SHORT, True),
        (NAMED, True),
        (PACKED, True),
        ("%d.%m", False),
        ("%d.%d.%m.%Y", False),
        ("%d.%m.%B.%Y", False),
        ("%d.%m.%Y %y", False),
        ("%d.%m.%Y %H", False),
        ("", False),
    ],
)
def test_a_pattern_has_day_month_and_year_once_each(pattern: str, is_one: bool) -> None:
    assert is_date_pattern(pattern) == is_one
