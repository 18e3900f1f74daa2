"""Numbers, dates and times as their formats show them."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from pipeline.spreadsheets.display.codes import UnknownFormatError
from pipeline.spreadsheets.display.value import displayed_value, displayed_words
from pipeline.spreadsheets.signs import NumberSigns
from tests.support.spreadsheet_files import (
    CSV_FILTER,
    ENGLISH,
    convert,
    first_sheet,
    needs_office,
    notes,
    texts,
)

FINNISH = NumberSigns()
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        # What Excel shows of numbers in its General format: eleven letters, or an exponent.
        (0, "General", "0"),
        (-7, "General", "-7"),
        (0.1 + 0.2, "General", "0,3"),
        (1 / 3, "General", "0,333333333"),
        (1234567890.12, "General", "1234567890"),
        (12345678901, "General", "12345678901"),
        (123456789012, "General", "1,23457E+11"),
        (0.0001, "General", "0,0001"),
        (0.0000123, "General", "0,0000123"),
        (0.000012345678, "General", "1,23457E-05"),
        (1e20, "General", "1E+20"),
        (1e-20, "General", "1E-20"),
        # Rounding: halves away from zero, of the fifteen digits that count.
        (1.005, "0.00", "1,01"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.001, "0.00", "0,00"),
        (1234.5, "#,##0.00", f"1{NO_BREAK}234,50"),
        (1234567.891, "#,##0", f"1{NO_BREAK}234{NO_BREAK}568"),
        (12, "#,##0", "12"),
        (7, "00000", "00007"),
        (1234567, "0,000", f"1{NO_BREAK}234{NO_BREAK}567"),
        (1.5, "0.0##", "1,5"),
        (1, "0.0##", "1,0"),
        (0.5, ".00", ",50"),
        (1.5, ".00", "1,50"),
        (0.256, "0%", "26%"),
        (0.256, "0.0 %", "25,6 %"),
        (1234567, "0.0,,", "1,2"),
        (1234567, "#,##0,", f"1{NO_BREAK}235"),
        (12345, "0.00E+00", "1,23E+04"),
        (0.00012, "0.0E+0", "1,2E-4"),
        (12345, "##0.0E+0", "12,3E+3"),
        (1500, '#,##0 "kpl"', f"1{NO_BREAK}500 kpl"),
        (19.9, "#,##0.00\\ [$€-40B]", "19,90 €"),
        (19.9, "[$€-2] 0.00", "€ 19,90"),
        (19.9, "0.00 €", "19,90 €"),
        (5, "0 \\k\\p\\l", "5 kpl"),
        (5, '"n. "0', "n. 5"),
        (401234567, "000 000 0000", "040 123 4567"),
        # Sections: positive, negative, zero, text; and conditions.
        (-5, "0;(0)", "(5)"),
        (-5, "0;-0;;@", "-5"),
        (0, '0;-0;"ei";@', "ei"),
        (0, "0;-0;;@", ""),
        (5, ";;;", ""),
        (-5, "0;[Red]0", "5"),
        (150, '[>=100]"paljon";[<10]"vähän";0', "paljon"),
        (5, '[>=100]"paljon";[<10]"vähän";0', "vähän"),
        (50, '[>=100]"paljon";[<10]"vähän";0', "50"),
        (-5, "[<0]0;0", "5"),
        (3, 'General" kpl"', "3 kpl"),
        (-3, "General", "-3"),
        (3, "@", "3"),
        (3, '"teksti"', "teksti"),
        # Dates: the first of January 1900 is day 1, and 1900 has a 29th of February.
        (45720, "d.m.yyyy", "4.3.2025"),
        (45720, "dd.mm.yy", "04.03.25"),
        (45720, "yyyy-mm-dd", "2025-03-04"),
        (45720, "yyyy\\-mm\\-dd;@", "2025-03-04"),
        (45720, "[$-40B]d. mmmm\\t\\a yyyy", "4. maaliskuuta 2025"),
        (45720, "[$-40B]d. mmmm yyyy", "4. maaliskuuta 2025"),
        (45720, "[$-40B]mmmm yyyy", "maaliskuu 2025"),
        (45720, '[$-40B]d. mmmm"ta "yyyy', "4. maaliskuuta 2025"),
        (45720, "[$-409]mmmm d, yyyy", "March 4, 2025"),
        (45720, "[$-41D]dddd d mmm", "tisdag 4 mar"),
        (45720, "ddd d.m.", "ti 4.3."),
        (45720, "[$-en-US]dddd", "Tuesday"),
        (45720, "mmmmm", "M"),
        (1, "d.m.yyyy", "1.1.1900"),
        (59, "d.m.yyyy", "28.2.1900"),
        (60, "d.m.yyyy", "29.2.1900"),
        (61, "d.m.yyyy", "1.3.1900"),
        (0, "d.m.yyyy", "0.1.1900"),
        (2958465, "d.m.yyyy", "31.12.9999"),
        # Times: minutes stand behind hours or before seconds.
        (0.5, "h:mm", "12:00"),
        (45720.75, "d.m.yyyy h:mm", "4.3.2025 18:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0, "h AM/PM", "12 AM"),
        (0.123456, "hh:mm:ss", "02:57:47"),
        (0.123456, "mm:ss.0", "57:46,6"),
        (0.123456, "mm:ss.000", "57:46,598"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[mm]", "2160"),
        (0.001, "[ss]", "86"),
        (1.99999999, "d.m.yyyy h:mm", "2.1.1900 0:00"),
        (0.5, 'h "h" m "min"', "12 h 0 min"),
        (45720, 'm"/"yyyy', "3/2025"),
    ],
)
def test_values_show_as_their_formats_say(value: float, code: str, shown: str) -> None:
    assert displayed_value(value, code, FINNISH) == shown


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert displayed_value(0, "d.m.yyyy", FINNISH, from_1904=True) == "1.1.1904"
    assert displayed_value(45720 - 1462, "d.m.yyyy", FINNISH, from_1904=True) == "4.3.2025"


def test_the_signs_of_numbers_are_those_asked_for() -> None:
    assert displayed_value(-1234.5, "#,##0.00", ENGLISH) == "-1,234.50"
    assert displayed_value(0.5, "General", ENGLISH) == "0.5"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        *((1.5, code) for code in ("# ?/?", "0/8", "e", "[$-411]ggge", "[DBNum1]0", "bbbb")),
        *((1.5, code) for code in ("0.0.0", "0E+0E+0", "kpl", "[Vihreä]0", "0;0;0;@;0", '"a')),
        *((45720, code) for code in ("[$-804]mmmm", "[$-F800]dddd", "yyyy 0", "dd@")),
        *((-1, code) for code in ("d.m.yyyy", "[h]:mm")),
        (2958466, "d.m.yyyy"),
        (float("inf"), "0"),
        (5, "[>100]0;[<2]0"),
        (-5, "[>=100]0.0;0.000"),
    ],
)
def test_what_is_not_understood_is_said_and_never_guessed(value: float, code: str) -> None:
    with pytest.raises(UnknownFormatError):
        displayed_value(value, code, FINNISH)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        *(("General", "x"), ("@", "x"), ("0.00", "x"), ("0;0;0", "x"), ("d.m.yyyy", "x")),
        *(('@" kpl"', "x kpl"), ('0;0;0;"("@")"', "(x)"), ("0;0;0;", ""), (";;;", "")),
    ],
)
def test_texts_show_as_their_formats_say(code: str, shown: str) -> None:
    assert displayed_words("x", code) == shown


# What LibreOffice and Excel both show; where they differ (days before March 1900, General, parts of
# the last second that shows), Excel is followed, and the tests above say so.
CODES = (
    *("0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "#,##0;(#,##0)", "0.0##"),
    *('#,##0" kpl"', "00000", "#,##0.00 [$€-40B]", '0;-0;"nolla"', "[>=100]0.0;0.000", "0.0,"),
    *("yyyy-mm-dd", "d.m.yyyy", "dd.mm.yy", "d.m.yyyy h:mm", "h:mm:ss", "[h]:mm", "[$-409]mmm d"),
    *("hh:mm AM/PM", "mm:ss.00", "[$-40B]d. mmmm yyyy", "[$-40B]dddd"),
)
VALUES = (0, 1, 2.5, 7.125, 61, 99.625, 1234.5625, 36525.5, 45720, 45720.125, 0.0625, 0.75)


@needs_office
def test_what_shows_is_what_libreoffice_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, code in enumerate(CODES, start=1):
        for column, value in enumerate((*VALUES, -2.5), start=1):
            lowest = 61 if "d" in code or "y" in code else 0 if set("hs[") & set(code) else -3
            if value >= lowest:
                sheet.cell(row, column, value).number_format = code
    path = tmp_path / "formats.xlsx"
    book.save(path)
    table = convert(path, CSV_FILTER, tmp_path)
    with table.open(encoding="utf-8", newline="") as file:
        shown = {
            (row, column): text.strip()
            for row, values in enumerate(csv.reader(file), start=1)
            for column, text in enumerate(values, start=1)
            if text
        }
    found = first_sheet(path, ENGLISH)
    assert notes(found) == []
    assert texts(found) == shown
