"""Text of a cell as it is displayed: line breaks are line feeds, and signs that show nothing go."""

from __future__ import annotations

import re

LINE_BREAK = re.compile(r"\r\n?|[\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
# Control characters but tabs and line feeds; code points that are no characters; halves of pairs;
# spaces without width, which come along with text that is copied from web pages.
SHOWS_NOTHING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\u200b\u2060\ufeff]"
)


def clean_text(text: str) -> str:
    """A text with line feeds alone between its lines, and without what shows nothing."""
    return SHOWS_NOTHING.sub("", LINE_BREAK.sub("\n", text))


def displayed_text(text: str) -> str:
    """The text of a cell; empty where it is white space alone."""
    cleaned = clean_text(text)
    return cleaned if cleaned.strip() else ""
