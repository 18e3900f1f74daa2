"""Numbers as printed → exact plain digits, by declared formats.

Nothing is read with regard to a locale, and no number goes through binary floating point.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MINUS_SIGNS = "-−–"
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")

# More than any document has; without an end, zeros and units would fill the memory.
MOST_DECIMALS, MOST_SIGNS_OF_NUMBERS, LONGEST_SIGN = 30, 200, 60
PrintedSign = Annotated[str, Field(max_length=LONGEST_SIGN)]

# The value as the outputs have it, or None where a text does not fit.
ValueParser = Callable[[str], str | None]


class NumberFormat(BaseModel):
    """How a number is printed.

    Args:
        decimal: the decimal sign; empty where numbers have no decimals.
        thousands: signs that may stand between groups of three digits; a space stands for
            no-break and thin spaces too.
        decimals: how many decimals the outputs have, and the most that may be printed; None
            for as many as needed.
        units: texts that may stand before or after the number, such as a currency.
        signs: how the sign of a number may be printed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    decimal: str = Field(default=",", max_length=1)
    thousands: list[PrintedSign] = Field(default=[" "], max_length=MOST_SIGNS_OF_NUMBERS)
    decimals: int | None = Field(default=None, ge=0, le=MOST_DECIMALS)
    units: list[PrintedSign] = Field(default=[], max_length=MOST_SIGNS_OF_NUMBERS)
    signs: list[Literal["minus", "plus", "parentheses"]] = ["minus"]


def number_parser(form: NumberFormat) -> ValueParser:
    """The function that reads numbers of a format."""
    groups = [rf"\d{{1,3}}(?:{thousands_pattern(sign)}\d{{3}})+" for sign in form.thousands]
    whole = "|".join([*groups, r"\d+"])
    fraction = rf"(?:{re.escape(form.decimal)}(?P<fraction>\d+))?" if form.decimal else ""
    leading = "".join(["+" * ("plus" in form.signs), MINUS_SIGNS * ("minus" in form.signs)])
    sign = rf"(?P<sign>[{re.escape(leading)}]?)" if leading else "(?P<sign>)"
    units = "|".join(re.escape(unit) for unit in sorted(form.units, key=len, reverse=True))
    unit = rf"(?:{units})?" if units else ""
    number = rf"{unit}\s*{sign}\s*{unit}\s*(?P<whole>{whole})"
    if form.decimal:
        number += fraction
    pattern = re.compile(rf"(?P<open>\()?\s*{number}\s*{unit}\s*(?P<close>\))?\s*{unit}")

    def parse(text: str) -> str | None:
        found = pattern.fullmatch(text.strip())
        if found is None:
            return None
        brackets = {bool(found["open"]), bool(found["close"])}
        if len(brackets) > 1 or (True in brackets and "parentheses" not in form.signs):
            return None
        if True in brackets and found["sign"]:
            return None
        digits = re.sub(r"\D", "", found["whole"])
        decimals = (found["fraction"] if form.decimal else None) or ""
        if form.decimals is not None and len(decimals) > form.decimals:
            return None
        number = Decimal(f"{digits}.{decimals or 0}")
        negative = True in brackets or (found["sign"] != "" and found["sign"] in MINUS_SIGNS)
        return plain_number(-number if negative else number, form.decimals)

    return parse


def thousands_pattern(sign: str) -> str:
    """A pattern for a sign between digits; any white space for a space."""
    return r"\s" if sign.isspace() else re.escape(sign)


def plain_number(number: Decimal, decimals: int | None) -> str:
    """A number in plain digits: with a fixed number of decimals, or no more than needed."""
    text = format(number, "f")
    whole, _, fraction = text.partition(".")
    fraction = (
        fraction.rstrip("0") if decimals is None else fraction.rstrip("0").ljust(decimals, "0")
    )
    return f"{whole}.{fraction}" if fraction else whole
