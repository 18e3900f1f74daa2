"""Numbers and dates as printed → exact plain digits and ISO 8601 dates, by declared formats.

Nothing is read with regard to a locale, and no number goes through binary floating point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MINUS_SIGNS = "-−–"
# Signs that documents print for a hyphen: hyphen-minus, hyphen, no-break hyphen, minus, en dash.
HYPHENS = "-‐‑−–"
# What a date pattern may hold: the day, also with the ending of an English ordinal; the month in
# digits or as a name; the year in four digits or in two.
DATE_PARTS = {
    "%d": r"(?P<d>\d{1,2})(?:\s*(?:st|nd|rd|th))?",
    "%m": r"(?P<m>\d{1,2})",
    "%B": r"(?P<B>[^\W\d_]+)\.?",
    "%Y": r"(?P<Y>\d{4})",
    "%y": r"(?P<y>\d{2})",
}
DIGITS = {"%d", "%m", "%Y", "%y"}
MONTH_PARTS, YEAR_PARTS = ("%m", "%B"), ("%Y", "%y")
PART = re.compile("(%.)")
# Years in two digits from this on are of the 1900s, those below it of the 2000s (as in POSIX).
FIRST_OF_1900S = 69
# English names may be cut short, to no fewer letters than tell each from all others.
MONTH_LETTERS = 3
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
# Finnish names stand in dates as *elo*, *elokuu* or *elokuuta*.
FINNISH_MONTHS = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka"),
    *("marras", "joulu"),
)
FINNISH_ENDINGS = ("", "kuu", "kuuta")
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# The value as the outputs have it, or None where a text does not fit.
Parser = Callable[[str], str | None]


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
    thousands: list[str] = [" "]
    decimals: int | None = Field(default=None, ge=0)
    units: list[str] = []
    signs: list[Literal["minus", "plus", "parentheses"]] = ["minus"]


def number_parser(form: NumberFormat) -> Parser:
    """The function that reads numbers of a format."""
    groups = [rf"\d{{1,3}}(?:{spaced(sign)}\d{{3}})+" for sign in form.thousands]
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


def spaced(sign: str) -> str:
    """A pattern for a sign between digits; any white space for a space."""
    return r"\s" if sign.isspace() else re.escape(sign)


def plain_number(number: Decimal, decimals: int | None) -> str:
    """A number in plain digits: with a fixed number of decimals, or no more than needed."""
    text = format(number if number else abs(number), "f")
    whole, _, fraction = text.partition(".")
    fraction = (
        fraction.rstrip("0") if decimals is None else fraction.rstrip("0").ljust(decimals, "0")
    )
    return f"{whole}.{fraction}" if fraction else whole


def date_parser(patterns: Sequence[str]) -> Parser:
    """The function that reads dates of some patterns, the first that fits."""
    compiled = [date_pattern(pattern) for pattern in patterns]

    def parse(text: str) -> str | None:
        for pattern in compiled:
            if found := pattern.fullmatch(text.strip()):
                try:
                    return date_of(found.groupdict()).isoformat()
                except ValueError:
                    continue
        return None

    return parse


def date_of(parts: Mapping[str, str]) -> date:
    """The date that the parts of a pattern say.

    Raises:
        ValueError: there is no such day, month or year.
    """
    month = month_number(parts["B"]) if "B" in parts else int(parts["m"])
    year = int(parts["Y"]) if "Y" in parts else int(parts["y"])
    if "y" in parts:
        year += 1900 if year >= FIRST_OF_1900S else 2000
    return date(year, month, int(parts["d"]))


def month_number(name: str) -> int:
    """The number of a month by its English or Finnish name.

    Raises:
        ValueError: no month is called so.
    """
    name = name.casefold()
    for number, (english, finnish) in enumerate(zip(ENGLISH_MONTHS, FINNISH_MONTHS, strict=True)):
        shortened = len(name) >= MONTH_LETTERS and english.startswith(name)
        if shortened or name in [finnish + ending for ending in FINNISH_ENDINGS]:
            return number + 1
    raise ValueError(f"{name} is no month")


def date_pattern(pattern: str) -> re.Pattern[str]:
    """A date pattern as a regular expression.

    White space may stand beside its signs. Where nothing but white space stands between parts
    in digits, each has all its digits, so that no date is read in two ways.
    """
    pieces = PART.split("".join(pattern.split()))
    packed = any({one, other} <= DIGITS for one, other in neighbours(pieces))
    found = []
    for piece in pieces:
        if piece not in DATE_PARTS:
            found += [beside(sign) for sign in piece] or [r"\s*"]
        elif packed and piece in DIGITS:
            found.append(DATE_PARTS[piece].replace("{1,2}", "{2}"))
        else:
            found.append(DATE_PARTS[piece])
    return re.compile("".join(found), re.IGNORECASE)


def neighbours(pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each two parts of a pattern with no sign between them."""
    for one, between, other in zip(pieces[1::2], pieces[2::2], pieces[3::2], strict=False):
        if not between:
            yield one, other


def beside(sign: str) -> str:
    """A pattern for a sign between the parts of a date; any hyphen for a hyphen."""
    return rf"\s*[{HYPHENS}]\s*" if sign in HYPHENS else rf"\s*{re.escape(sign)}\s*"


def is_date_pattern(pattern: str) -> bool:
    """Whether a pattern has day, month and year once each, and no other part."""
    parts = PART.findall(pattern)
    kinds = [parts.count("%d")] + [sum(map(parts.count, k)) for k in (MONTH_PARTS, YEAR_PARTS)]
    return kinds == [1, 1, 1] and set(parts) <= set(DATE_PARTS)
