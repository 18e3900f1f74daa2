"""A value and its number format code → what a spreadsheet program shows in the cell."""

from __future__ import annotations

import operator
from collections.abc import Callable
from math import isfinite

from pipeline.spreadsheets.display.codes import Section, UnknownFormatError, sections_of
from pipeline.spreadsheets.display.dates import shown_date
from pipeline.spreadsheets.display.numbers import general, shown_number
from pipeline.spreadsheets.signs import NumberSigns

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"=": operator.eq, "<>": operator.ne},
}
BELOW_ZERO = ("<", "<=")
# Sections of a code that are for negative numbers, for zero and for text, from 0.
NEGATIVE, ZERO, TEXT_SECTION = 1, 2, 3


def displayed_value(value: float, code: str, signs: NumberSigns, from_1904: bool = False) -> str:
    """A number, date or time as its format shows it.

    Args:
        value: as it is stored.
        code: number format code.
        signs: the signs that numbers are displayed with.
        from_1904: whether days are counted from 1904.

    Raises:
        UnknownFormatError: the code is not understood, or cannot show the value.
    """
    if not isfinite(value):
        raise UnknownFormatError(code)
    section, is_absolute = section_for(value, sections_of(code), code)
    number = abs(value) if is_absolute else value
    if not section.tokens:
        return "-" if number < 0 else ""
    if section.is_date:
        return shown_date(number, section, code, signs, from_1904)
    if section.has("at"):
        return around_at(section, general(number, signs))
    return shown_number(number, section, code, signs)


def displayed_words(text: str, code: str) -> str:
    """A text as a number format shows it.

    Raises:
        UnknownFormatError: the code is not understood.
    """
    sections = sections_of(code)
    if len(sections) > TEXT_SECTION:
        return around_at(sections[TEXT_SECTION], text)
    if sections[-1].has("at"):
        return around_at(sections[-1], text)
    return text


def around_at(section: Section, text: str) -> str:
    """A text with what its section puts around it."""
    return "".join(
        text if token.kind in ("at", "general") else token.text for token in section.tokens
    )


def section_for(value: float, sections: tuple[Section, ...], code: str) -> tuple[Section, bool]:
    """The section that shows a number, and whether it shows it without its sign.

    Raises:
        UnknownFormatError: no section does.
    """
    numeric = sections[:TEXT_SECTION]
    if len(numeric) > 1 and numeric[-1].has("at"):
        # The last of two or three sections is for text where it has the sign for it.
        numeric = numeric[:-1]
    if any(section.condition for section in numeric):
        return conditional_section(value, numeric, code)
    if len(numeric) == 1:
        return numeric[0], False
    if value < 0:
        return numeric[NEGATIVE], True
    if value == 0 and len(numeric) > ZERO:
        return numeric[ZERO], False
    return numeric[0], False


def conditional_section(
    value: float, sections: tuple[Section, ...], code: str
) -> tuple[Section, bool]:
    """The first section whose condition a number meets; one without any is for all others.

    Raises:
        UnknownFormatError: it meets none, or whether its minus sign shows is not known: programs
            differ where a section is not for negative numbers alone.
    """
    for section in sections:
        if section.condition is None:
            is_for_negative = False
        else:
            comparison, limit = section.condition
            if not COMPARISONS[comparison](value, limit):
                continue
            is_for_negative = comparison in BELOW_ZERO and limit <= 0
        if value < 0 and not is_for_negative:
            break
        return section, is_for_negative
    raise UnknownFormatError(code)
