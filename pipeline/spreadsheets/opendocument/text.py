"""Text of a cell, a comment or a shape of an OpenDocument spreadsheet, from its events."""

from __future__ import annotations

import re

from pipeline.spreadsheets.limits import MOST_LETTERS
from pipeline.spreadsheets.opendocument.styles import TEXT_FAMILY, Styles
from pipeline.spreadsheets.rich_text import TextRun
from pipeline.spreadsheets.xml_parts import XmlAttributes, whole_number

PARAGRAPHS = ("text.p", "text.h")
SPAN, SPACES_ELEMENT, TAB, LINE_BREAK_ELEMENT = "text.span", "text.s", "text.tab", "text.line-break"
# How a word is said, above it.
GUIDE = "text.ruby-text"
# White space with a line break or a tab in it, by which files are laid out. LibreOffice writes runs
# of spaces as they are, where the standard (part 3, 6.1.2) has an element for them.
WHITE_SPACE = re.compile("[ ]*[\t\r\n][ \t\r\n]*")


class TextEvents:
    """Makes the runs of a text; its paragraphs are lines.

    Args:
        styles: those of the document.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.runs: list[TextRun] = []
        self.spans: list[str] = []
        self.paragraphs = 0
        self.depth = self.guides = 0
        self.after_space = True

    def start(self, name: str, attributes: XmlAttributes) -> None:
        """Take an element that begins, by its short name."""
        if name in PARAGRAPHS:
            self.depth += 1
            if self.paragraphs:
                self.add("\n")
            self.paragraphs += 1
            self.after_space = True
        elif name == SPAN:
            self.spans.append(attributes.get("text.style-name", ""))
        elif name == GUIDE:
            self.guides += 1
        elif self.depth and name == SPACES_ELEMENT:
            self.add(" " * min(max(1, whole_number(attributes.get("text.c"), 1)), MOST_LETTERS))
        elif self.depth and name in (TAB, LINE_BREAK_ELEMENT):
            self.add("\t" if name == TAB else "\n")
            self.after_space = name == LINE_BREAK_ELEMENT

    def end(self, name: str) -> None:
        """Take an element that ends."""
        if name in PARAGRAPHS:
            self.depth -= 1
        elif name == SPAN and self.spans:
            self.spans.pop()
        elif name == GUIDE:
            self.guides -= 1

    def text(self, words: str) -> None:
        """Take text; what lays out the file is one space, and none where a line begins."""
        if not self.depth or self.guides:
            return
        laid_out = WHITE_SPACE.match(words)
        shown = WHITE_SPACE.sub(" ", words)
        if self.after_space and laid_out:
            shown = shown.removeprefix(" ")
        if shown:
            self.after_space = shown.endswith(" ")
            self.add(shown)

    def add(self, text: str) -> None:
        """Add text in the style of the innermost span that says something."""
        bold = struck = None
        for name in self.spans:
            looks = self.styles.looks(TEXT_FAMILY, name)
            bold = bold if looks.bold is None else looks.bold
            struck = struck if looks.struck is None else looks.struck
        self.runs.append(TextRun(text, bold, struck))
