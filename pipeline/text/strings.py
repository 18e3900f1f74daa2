"""Printed text: lines joined, folded for comparison, made into slugs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

SOFT_HYPHEN = "\u00ad"
# What a word may be broken after: hyphen-minus, and the hyphens that only look like it.
HYPHENS = ("-", "\u2010", "\u2011")
# The sign that a browser prints where it breaks a word, between two of its letters.
BREAKING_HYPHEN = "\u2010"
REPLACEMENT = "\ufffd"
# What no XML file may hold (XML 1.0, section 2.2): control characters other than white
# space, halves of surrogate pairs, and the two characters that are none.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Excel keeps no more characters in a cell (Excel specifications and limits).
LONGEST_CELL_TEXT = 32_767
# A glyph whose font does not say which character it is; pdfminer prints its number.
UNMAPPED = re.compile(r"\(cid:\d+\)")
# Characters of private use mean what one font wants (Unicode 23.5), and nothing without it.
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
PARENTHESISED = re.compile(r"\([^()]*(\)|$)")
DIGITS_IN_TEXT = re.compile(r"\d+")
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
UNNAMED = "unnamed"
# Characters of an identifier's slug, unless a schema says otherwise.
SLUG_LENGTH = 48


def readable(text: str) -> str:
    """Text in NFC, with a visible mark for each character that cannot be written."""
    return unicodedata.normalize("NFC", UNWRITABLE.sub(REPLACEMENT, text))


def why_unwritable(text: str) -> str:
    """What keeps a text that people wrote out of the outputs; empty where nothing does."""
    if found := UNWRITABLE.search(text):
        return f"has the character U+{ord(found[0]):04X}, which no output can hold: take it out"
    if len(text) > LONGEST_CELL_TEXT:
        return f"has {len(text)} characters, but a cell holds {LONGEST_CELL_TEXT}: shorten it"
    return ""


def is_unreadable(text: str) -> bool:
    """Whether a character of the text could not be read or written."""
    return REPLACEMENT in text or any(p.search(text) for p in (UNMAPPED, PRIVATE_USE))


def squash(text: str) -> str:
    """Text with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def join_lines(lines: Iterable[str], conjunctions: Iterable[str]) -> str:
    """The lines of a cell as one text.

    Lines are joined by a space; after a hyphen without one, unless the next word is a
    conjunction (*työ- ja koulutuskokeilut*) or the hyphen stands alone, as a dash. A
    soft hyphen is removed, with the line break after it; so is the sign printed for one.

    Args:
        lines: the lines, top to bottom.
        conjunctions: words before which a hyphen stands for an omitted part.
    """
    joined = ""
    for line in (squash(line) for line in lines):
        omitted = first_word(line) in set(conjunctions)
        inside = joined[-2:-1].isalpha() and line[:1].islower() and not omitted
        if joined.endswith(SOFT_HYPHEN) or (joined.endswith(BREAKING_HYPHEN) and inside):
            joined = joined[:-1] + line
        elif is_broken(joined) and not omitted:
            joined += line
        else:
            joined = f"{joined} {line}" if joined else line
    return squash(joined.replace(SOFT_HYPHEN, ""))


def is_broken(text: str) -> bool:
    """Whether a text ends in a hyphen that belongs to a word."""
    return text.endswith(HYPHENS) and not text[:-1].endswith((" ", *HYPHENS)) and len(text) > 1


def first_word(line: str) -> str:
    """The first word of a line, folded, without punctuation around it."""
    word = line.split(" ", 1)[0]
    return fold(word.strip(".,;:()"))


def fold(text: str) -> str:
    """Text for comparison: without case, white space and soft hyphens."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split()).replace(SOFT_HYPHEN, "")


def without_parentheses(text: str) -> str:
    """A text without its parts in parentheses; one that is not closed goes to the end."""
    while (shorter := PARENTHESISED.sub("", text)) != text:
        text = shorter
    return text


def slug(text: str, length: int) -> str:
    """The slug of a printed name, by the rules of the output contract.

    Parenthesised parts are dropped (an unclosed one to the end), the rest is cut at the first
    colon, transliterated to ASCII, and every run of other characters becomes one hyphen.

    Args:
        text: the name as printed, lines joined.
        length: what is longer is cut back to the last hyphen of its first `length + 1`
            characters, or at `length` if there is none.
    """
    name = without_parentheses(squash(readable(text)))
    plain = NOT_IN_SLUG.sub("-", anyascii(name.split(":", 1)[0]).lower()).strip("-")
    if len(plain) > length:
        head = plain[: length + 1]
        plain = head.rsplit("-", 1)[0] if "-" in head else plain[:length]
    return plain or UNNAMED


def running_texts(text: str, page: int) -> list[str]:
    """What a running line has in common with those of other pages.

    That is its text, or what is left of it where one number in it runs with the pages.
    """
    return [
        text,
        *(
            f"{text[: found.start()]}{int(found[0]) - page:+}{text[found.end() :]}"
            for found in DIGITS_IN_TEXT.finditer(text)
        ),
    ]
