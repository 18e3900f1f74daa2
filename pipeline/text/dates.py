"""Dates as printed → ISO 8601 dates, by declared patterns.

Nothing is read with regard to a locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.text.numbers import ValueParser

# Signs that documents print for a hyphen: hyphen-minus, hyphen, no-break hyphen, minus, en dash.
HYPHEN_SIGNS = "-‐‑−–"
# What a date pattern may hold: the day, also with the ending of an English ordinal; the month in
# digits or as a name; the year in four digits or in two.
DATE_PARTS = {
    "%d": r"(?P<d>\d{1,2})(?:\s*(?:st|nd|rd|th))?",
    "%m": r"(?P<m>\d{1,2})",
    "%B": r"(?P<B>[^\W\d_]+)\.?",
    "%Y": r"(?P<Y>\d{4})",
    "%y": r"(?P<y>\d{2})",
}
LONGEST_DATE_PATTERN = 60
PARTS_IN_DIGITS = {"%d", "%m", "%Y", "%y"}
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
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# A day as a Finnish spreadsheet program saves it.
FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def date_parser(patterns: Sequence[str]) -> ValueParser:
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


def typed_day(text: str) -> date | None:
    """A day that a person typed, such as 2026-01-31 or 31.1.2026; None for anything else."""
    try:
        if ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
        if found := FINNISH_DATE.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def typed_like(day: date, example: str) -> str:
    """A day written as another one is: 31.1.2026 or 01.02.2026 as they are, else 2026-01-31."""
    if not FINNISH_DATE.fullmatch(example):
        return day.isoformat()
    padded = example.startswith("0") or ".0" in example
    return f"{day:%d.%m.%Y}" if padded else f"{day.day}.{day.month}.{day.year}"


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
    packed = any({one, other} <= PARTS_IN_DIGITS for one, other in neighbours(pieces))
    found = []
    for piece in pieces:
        if piece not in DATE_PARTS:
            found += [sign_pattern(sign) for sign in piece] or [r"\s*"]
        elif packed and piece in PARTS_IN_DIGITS:
            found.append(DATE_PARTS[piece].replace("{1,2}", "{2}"))
        else:
            found.append(DATE_PARTS[piece])
    joined = "".join(found)
    # White space that may stand in two places would be tried in all of them.
    while r"\s*\s*" in joined:
        joined = joined.replace(r"\s*\s*", r"\s*")
    return re.compile(joined, re.IGNORECASE)


def neighbours(pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each two parts of a pattern with no sign between them."""
    for one, between, other in zip(pieces[1::2], pieces[2::2], pieces[3::2], strict=False):
        if not between:
            yield one, other


def sign_pattern(sign: str) -> str:
    """A pattern for a sign between the parts of a date; any hyphen for a hyphen."""
    return rf"\s*[{HYPHEN_SIGNS}]\s*" if sign in HYPHEN_SIGNS else rf"\s*{re.escape(sign)}\s*"


def is_date_pattern(pattern: str) -> bool:
    """Whether a pattern has day, month and year once each, and no other part."""
    if len(pattern) > LONGEST_DATE_PATTERN:
        return False
    parts = PART.findall(pattern)
    kinds = [parts.count("%d")] + [sum(map(parts.count, k)) for k in (MONTH_PARTS, YEAR_PARTS)]
    return kinds == [1, 1, 1] and set(parts) <= set(DATE_PARTS)
