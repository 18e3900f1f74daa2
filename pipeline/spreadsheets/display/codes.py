"""Number format codes (ECMA-376 part 1, 18.8.31) → sections of tokens.

A code has up to four sections: for positive numbers, negative ones, zero and text; or sections with
conditions. What is not understood raises an error; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

TokenKind = Literal[
    "text", "general", "digit", "point", "comma", "percent", "exponent", "at", "date", "elapsed"
]
GENERAL_CODE = re.compile("general", re.I)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
# A currency or a word, and the number of the language that dates are written in.
CURRENCY_CODE = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+|[A-Za-z]{2,3}(?:-[A-Za-z0-9-]+)?))?\]")
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.I)
COLOUR = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]{1,2})\]", re.I
)
DATE_PART = re.compile(r"y+|m+|d+|h+|s+(?:\.0{1,3})?|am/pm|a/p", re.I)
EXPONENT = re.compile(r"E[+-]", re.I)
QUOTED = re.compile(r'"([^"]*)"')
# What stands for itself without being quoted (18.8.31); letters beyond ASCII do in every program.
PLAIN_SIGNS = "$-+/():!^&'~{}<>= €£¥\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
SINGLE: dict[str, TokenKind] = {
    **dict.fromkeys("0#?", "digit"),
    **{".": "point", ",": "comma", "%": "percent", "@": "at"},
}
MOST_SECTIONS = 4


class UnknownFormatError(ValueError):
    """A format code, or a part of it, that is not understood."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format code: what it does, and its letters or the text it stands for."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a format code, for some values.

    Args:
        tokens: its pieces.
        condition: comparison and number that it is for, where it says so.
        language: language that months and days are written in, as the code has it.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    language: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time."""
        return any(token.kind in ("date", "elapsed") for token in self.tokens)

    def has(self, kind: TokenKind) -> bool:
        """Whether it has a token of a kind."""
        return any(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=4096)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code.

    Raises:
        UnknownFormatError: a part of it is not understood.
    """
    sections = []
    rest = code
    while True:
        section, rest = next_section(rest)
        sections.append(section)
        if not rest:
            break
        rest = rest[1:]
    if len(sections) > MOST_SECTIONS:
        raise UnknownFormatError(code)
    return tuple(sections)


def next_section(code: str) -> tuple[Section, str]:
    """The first section of a code, and what follows it, its semicolon first.

    Raises:
        UnknownFormatError: a part of it is not understood.
    """
    tokens: list[Token] = []
    condition = None
    language = ""
    while code and code[0] != ";":
        if found := CONDITION.match(code):
            condition = (found[1], float(found[2]))
        elif found := COLOUR.match(code):
            pass
        elif found := CURRENCY_CODE.match(code):
            tokens.append(Token("text", found[1]))
            language = found[2] or language
        else:
            token, length = next_token(code, tokens)
            tokens.append(token)
            code = code[length:]
            continue
        code = code[found.end() :]
    return Section(tuple(tokens), condition, language), code


def next_token(code: str, before: list[Token]) -> tuple[Token, int]:
    """The first token of a code, and how many letters it takes.

    Raises:
        UnknownFormatError: it is not understood.
    """
    first = code[0]
    if found := QUOTED.match(code):
        return Token("text", found[1]), found.end()
    if first == "\\" and len(code) > 1:
        return Token("text", code[1]), 2
    if first == "_" and len(code) > 1:
        # Room as wide as a letter, to align numbers by.
        return Token("text", " "), 2
    if first == "*" and len(code) > 1:
        # Fills the width of the cell with a letter, which is no part of the value.
        return Token("text", ""), 2
    if found := GENERAL_CODE.match(code):
        return Token("general", ""), found.end()
    if found := ELAPSED.match(code):
        return Token("elapsed", found[1].lower()), found.end()
    if found := EXPONENT.match(code):
        return Token("exponent", found[0]), found.end()
    if found := DATE_PART.match(code):
        return Token("date", found[0].lower()), found.end()
    if first in SINGLE:
        return Token(SINGLE[first], first), 1
    if first == "/" and any(token.kind == "digit" for token in before):
        # A fraction.
        raise UnknownFormatError(code)
    if first in PLAIN_SIGNS or (not first.isascii() and not first.isspace()):
        return Token("text", first), 1
    raise UnknownFormatError(code)
