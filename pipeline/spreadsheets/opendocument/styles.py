"""The styles of an OpenDocument spreadsheet, each with what it takes from those above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from pipeline.spreadsheets.colour_names import colour_name
from pipeline.spreadsheets.xml_parts import XmlAttributes

STYLE_ELEMENT, DEFAULT_STYLE = "style.style", "style.default-style"
CELL_FAMILY, TEXT_FAMILY, TABLE_FAMILY, ROW_FAMILY, COLUMN_FAMILY = (
    "table-cell",
    "text",
    "table",
    "table-row",
    "table-column",
)
# Styles above each other. More are a circle, or made to do harm.
MOST_ABOVE = 100
HEX_COLOUR = re.compile(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
ZERO_LENGTH = re.compile(r"0(?:\.0+)?[a-z]*")
BOLD_FROM = 600
NONE = "none"


@dataclass(frozen=True, slots=True)
class StyleLooks:
    """What a style says; None where it says nothing of that.

    Args:
        bold: whether text is.
        struck: whether text is struck out.
        fill: name of the colour; empty for none or white.
        hidden: whether a table, row or column is, by being turned off or by having no size.
    """

    bold: bool | None = None
    struck: bool | None = None
    fill: str | None = None
    hidden: bool | None = None

    def over(self, below: StyleLooks) -> StyleLooks:
        """What this says, and where it says nothing, what another one does."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(below, **{name: value for name, value in own.items() if value is not None})


class Styles:
    """The styles of a document, taken from the events of its parts."""

    def __init__(self) -> None:
        self.own: dict[tuple[str, str], StyleLooks] = {}
        self.above: dict[tuple[str, str], str] = {}
        self.known: dict[tuple[str, str], StyleLooks] = {}
        self.current: tuple[str, str] | None = None

    def start(self, name: str, attributes: XmlAttributes) -> None:
        """Take an element that begins, by its short name."""
        if name in (STYLE_ELEMENT, DEFAULT_STYLE):
            family = attributes.get("style.family", "")
            self.current = (family, attributes.get("style.name", ""))
            self.own[self.current] = StyleLooks()
            if parent := attributes.get("style.parent-style-name"):
                self.above[self.current] = parent
        elif self.current is not None and name.startswith("style."):
            looks = looks_in(name, attributes)
            self.own[self.current] = looks.over(self.own[self.current])

    def end(self, name: str) -> None:
        """Take an element that ends."""
        if name in (STYLE_ELEMENT, DEFAULT_STYLE):
            self.current = None

    def looks(self, family: str, name: str) -> StyleLooks:
        """What a style says together with all above it."""
        key = (family, name)
        if key not in self.known:
            found = StyleLooks()
            current: str | None = name
            for _ in range(MOST_ABOVE):
                if not current:
                    break
                found = found.over(self.own.get((family, current), StyleLooks()))
                current = self.above.get((family, current))
            self.known[key] = found.over(self.own.get((family, ""), StyleLooks()))
        return self.known[key]


def looks_in(name: str, attributes: XmlAttributes) -> StyleLooks:
    """What the properties of a style say."""
    if name == "style.text-properties":
        return StyleLooks(bold=says_bold(attributes), struck=says_struck(attributes))
    if name == "style.table-cell-properties":
        return StyleLooks(fill=fill_of(attributes.get("fo.background-color")))
    if name == "style.table-properties":
        display = attributes.get("table.display")
        return StyleLooks(hidden=None if display is None else display == "false")
    if name == "style.table-row-properties":
        return StyleLooks(hidden=is_zero(attributes.get("style.row-height")))
    if name == "style.table-column-properties":
        return StyleLooks(hidden=is_zero(attributes.get("style.column-width")))
    return StyleLooks()


def says_bold(attributes: XmlAttributes) -> bool | None:
    """Whether text is bold: by a word, or by a weight."""
    weight = attributes.get("fo.font-weight")
    if weight is None:
        return None
    return weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= BOLD_FROM)


def says_struck(attributes: XmlAttributes) -> bool | None:
    """Whether text is struck out: lines through it have a style, a type, or both."""
    said = [
        attributes[name]
        for name in ("style.text-line-through-style", "style.text-line-through-type")
        if name in attributes
    ]
    return NONE not in said if said else None


def fill_of(colour: str | None) -> str | None:
    """The name of a colour; empty for none and white."""
    if colour is None:
        return None
    found = HEX_COLOUR.fullmatch(colour)
    if found is None:
        return ""
    red, green, blue = (int(digits, 16) / 255 for digits in found.groups())
    return colour_name(red, green, blue)


def is_zero(length: str | None) -> bool | None:
    """Whether a length is none at all."""
    return None if length is None else ZERO_LENGTH.fullmatch(length) is not None
