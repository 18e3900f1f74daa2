"""Texts and numbers as cells of a CSV file that Excel opens, and back."""

from __future__ import annotations

import pytest

from pipeline.text.excel_csv import (
    excel_number,
    excel_text,
    number_of_excel,
    text_of_excel,
)


@pytest.mark.parametrize(
    "text",
    [
        # Excel runs these.
        *("=1+1", "+358 40 123", "-5", "-minus", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "＝1"),
        # It takes these for a number without its zeros, for one of another size, or loses digits.
        *("0001", "00,5", "1e5", "1,5E-3", "1234567890123456", "1 234 567 890 123 456"),
        # For one without the zeros at its end, or with one before it; for a negative one.
        *("1,50", "1 234,00", "0,0", "5,", ",5", "(5)", "(1 234,5)"),
        # For a day or a time.
        *("1/2", "1.1", "1.01", "1-2-2026", "31.1.2026", "12:30", "2024-13", "1. 2."),
        *("5 maalis", "maalis 2024", "MAR1", "SEPT-2", "1 Jan 26", "dec.31"),
        # For a truth or an error.
        *("TRUE", "tosi", "Epätosi", "#N/A", "#REF!", "#NIMI?"),
        # The sign itself.
        *("'quote", "''"),
    ],
)
def test_what_excel_would_change_begins_with_an_apostrophe(text: str) -> None:
    assert excel_text(text) == f"'{text}"
    assert text_of_excel(excel_text(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "x",
            "(x)",
            "?",
            "16",
            "2;16;30",
            "1000",
            "123456789012345",
            "12 %",
            "1,5 €",
            "1,5",
            "(5 kpl)",
            "1, 2",
        ),
        *("Työnhakijan palvelut", "a=b", "a-b", "1 Työn löytyminen", "H/2023/1", "person.a-b"),
        *(
            "mar",
            "tammikuu",
            "Maaliskuun 5 jälkeen",
            "3 Koulu",
            "true story",
            "# 5 tuolia ja pöytä",
        ),
        *("0", "100000000000000000000", "1.2.3.4", "a\tb", "€ 5"),
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert excel_text(text) == text
    assert text_of_excel(text) == text


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        *(("0", "0"), ("5", "5"), ("-5", "-5"), ("1.50", "1,50"), ("-1234.5", "-1234,5")),
        *(("123456789012345", "123456789012345"), ("0.001", "0,001")),
        # Excel keeps fifteen digits.
        *(("1234567890123456", "'1234567890123456"), ("-12345678901234.56", "'-12345678901234,56")),
    ],
)
def test_a_number_has_a_decimal_comma_and_stays_a_number(number: str, cell: str) -> None:
    assert excel_number(number) == cell
    assert number_of_excel(cell) == number


def test_what_is_no_number_comes_back_as_it_was() -> None:
    assert number_of_excel("'=1,5") == "=1,5"
    assert number_of_excel("1,2,3") == "1,2,3"
