"""Strings of an Excel workbook: those that cells share, and those within a cell."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.spreadsheets.archive import Archive
from pipeline.spreadsheets.excel.parts import OFFICE_NAMES
from pipeline.spreadsheets.limits import MOST_CELLS, too_large
from pipeline.spreadsheets.rich_text import TextRun
from pipeline.spreadsheets.xml_parts import XmlAttributes, is_on, parse_events

# A character that XML cannot hold, or an underscore before what looks like one (ST_Xstring,
# ECMA-376 part 1, 22.9.2.19).
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
PHONETIC, RUN_ELEMENT, TEXT_ELEMENT, PROPERTIES = "rPh", "r", "t", "rPr"
ITEM = "si"


def unescaped(text: str) -> str:
    """A string with the characters that it has in escaped form."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class StringEvents:
    """Makes the runs of one string from the events of its parts; its phonetic guide is left out."""

    def __init__(self) -> None:
        self.runs: list[TextRun] = []
        self.parts: list[str] = []
        self.is_text = self.is_phonetic = False
        self.bold: bool | None = None
        self.struck: bool | None = None

    def start(self, name: str, attributes: XmlAttributes) -> None:
        """Take an element that begins, by its short name."""
        if name == PHONETIC:
            self.is_phonetic = True
        elif name == TEXT_ELEMENT:
            self.is_text = not self.is_phonetic
            self.parts = []
        elif name == RUN_ELEMENT:
            self.bold = self.struck = None
        elif name == PROPERTIES:
            self.bold = self.struck = False
        elif name == "b":
            self.bold = is_on(attributes.get("val", "1"))
        elif name == "strike":
            self.struck = is_on(attributes.get("val", "1"))

    def end(self, name: str) -> None:
        """Take an element that ends."""
        if name == PHONETIC:
            self.is_phonetic = False
        elif name == TEXT_ELEMENT and self.is_text:
            self.is_text = False
            self.runs.append(TextRun(unescaped("".join(self.parts)), self.bold, self.struck))

    def text(self, words: str) -> None:
        """Take text."""
        if self.is_text:
            self.parts.append(words)


def shared_strings(path: Path, archive: Archive, part: str) -> list[tuple[TextRun, ...]]:
    """The strings that cells name by their number.

    Raises:
        InputError: the part is damaged, or has too many.
    """
    found: list[tuple[TextRun, ...]] = []
    current = StringEvents()

    def start(name: str, attributes: XmlAttributes) -> None:
        nonlocal current
        short = OFFICE_NAMES.of(name)
        if short == ITEM:
            current = StringEvents()
        else:
            current.start(short, attributes)

    def end(name: str) -> None:
        short = OFFICE_NAMES.of(name)
        if short != ITEM:
            current.end(short)
            return
        if len(found) == MOST_CELLS:
            raise too_large(path, f"it has more than {MOST_CELLS:,} strings")
        found.append(tuple(current.runs))

    def text(words: str) -> None:
        current.text(words)

    parse_events(path, part, archive.pieces(part), start, end, text)
    return found
