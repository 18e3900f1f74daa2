"""Numbers as printed: what is read from them, and what is no number of a format."""

from __future__ import annotations

import pytest

from pipeline.text.numbers import NumberFormat, number_parser

EUROS = NumberFormat(decimal=",", thousands=[" "], decimals=2, units=["€"])
WHOLE = NumberFormat(decimal="", thousands=[","], decimals=0)
EXACT = NumberFormat(decimal=",", thousands=[" ", "."], decimals=None)
MONTHLY = NumberFormat(units=["€", "€/kk"])
BRACKETS = NumberFormat(signs=["parentheses", "plus"])
BOTH = NumberFormat(signs=["parentheses", "minus"])


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        (EUROS, "1234", "1234.00"),
        (EUROS, "1 234,5", "1234.50"),
        (EUROS, "1\u00a0234\u202f567,89 €", "1234567.89"),
        (EUROS, "€ 5", "5.00"),
        (EUROS, "0,05", "0.05"),
        (EUROS, "  7  ", "7.00"),
        # The decimals that the outputs have, and no more.
        (EUROS, "1,23", "1.23"),
        (EUROS, "1,234", None),
        (EUROS, "1,", None),
        (EUROS, ",5", None),
        # Groups of three digits, the first of one to three.
        (EUROS, "123 456", "123456.00"),
        (EUROS, "1234 567", None),
        (EUROS, "1 23", None),
        (EUROS, "1 2345", None),
        (EUROS, "1.234", None),
        (EUROS, "12,345.00", None),
        (EUROS, "noin 5", None),
        (EUROS, "5 $", None),
        (EUROS, "", None),
        # A minus sign of any kind; a plus sign and brackets only where they are declared.
        (EUROS, "-5", "-5.00"),
        (EUROS, "−5", "-5.00"),
        (EUROS, "– 5", "-5.00"),
        (EUROS, "-0,00", "0.00"),
        (EUROS, "+5", None),
        (EUROS, "(5)", None),
        (EUROS, "--5", None),
        (BRACKETS, "(5)", "-5"),
        (BRACKETS, "+5", "5"),
        (BRACKETS, "-5", None),
        (BRACKETS, "(5", None),
        (BRACKETS, "5)", None),
        (BOTH, "-5", "-5"),
        (BOTH, "(-5)", None),
        (WHOLE, "1,234", "1234"),
        (WHOLE, "1,23", None),
        (WHOLE, "1.5", None),
        # As many decimals as are needed; one sign between groups, not two.
        (EXACT, "1,500", "1.5"),
        (EXACT, "2,0", "2"),
        (EXACT, "1.234.567,25", "1234567.25"),
        (EXACT, "1.234 567", None),
        (MONTHLY, "5 €/kk", "5"),
        (MONTHLY, "5 €", "5"),
        (MONTHLY, "5 €/v", None),
    ],
)
def test_a_number_is_read_as_its_format_has_it(
    form: NumberFormat, text: str, value: str | None
) -> None:
    assert number_parser(form)(text) == value
