"""Whether a text is a value, such as a number, a date or a sign, rather than words."""

from __future__ import annotations

import re
import unicodedata

from pipeline.text.tolerances import FEWEST_SENTENCE_WORDS

LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")
# A year or a span of years, perhaps after a short word: `FY 2007`, `2003–04 to 2008–09`.
YEAR = re.compile(
    r"(?:[^\W\d]{1,4}\.? )?(?:19|20)\d\d(?: ?(?:[–/-]|[^\W\d]{1,4}) ?(?:19|20)?\d\d)*[*†‡]*"
)
# The Unicode category of signs of currencies.
CURRENCY = "Sc"
# What a sentence ends with.
SENTENCE_ENDS = (".", ".)", "!")
# A value may have so many letters beside its digits, such as those of a unit.
UNIT_LETTERS = 3


def count_letters(text: str) -> int:
    """How many letters a text has."""
    return len(LETTER.findall(text))


def is_value_text(text: str) -> bool:
    """Whether a text is a number or a sign: without letters, or with few beside many digits."""
    letters = count_letters(text)
    return letters == 0 or (letters <= UNIT_LETTERS and letters < len(DIGIT.findall(text)))


def is_currency(text: str) -> bool:
    """Whether a text is the sign of a currency alone."""
    return all(unicodedata.category(sign) == CURRENCY for sign in text)


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence, and not as an abbreviation."""
    return text.endswith(SENTENCE_ENDS) and len(text.split()) >= FEWEST_SENTENCE_WORDS
