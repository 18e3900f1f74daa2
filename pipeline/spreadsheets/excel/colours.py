"""Colours of an Excel workbook: by number, by their place in its theme, or in digits → RGB."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from pipeline.spreadsheets.colour_names import colour_name
from pipeline.spreadsheets.excel.tables import INDEXED_COLOURS
from pipeline.spreadsheets.xml_parts import decimal_number, whole_number

# In what order numbers mean the colours of a theme (ECMA-376 part 1, 18.3.1.15).
THEME_ORDER = (
    *("lt1", "dk1", "lt2", "dk2"),
    *("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"),
)
# The theme of a file that has none.
OFFICE_THEME = (
    *("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31"),
    *("A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"),
)
# Numbers for the colours of text and paper.
SYSTEM_TEXT, SYSTEM_PAPER = 64, 65
RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


class Palette:
    """The colours that a workbook names.

    Args:
        theme: those of its theme in digits, in the order of their numbers.
        indexed: those with numbers, where it has its own.
    """

    def __init__(self, theme: Sequence[str] = (), indexed: Sequence[str] = ()) -> None:
        self.theme = theme or OFFICE_THEME
        self.indexed = indexed or INDEXED_COLOURS

    def name(self, element: Element | None) -> str:
        """The name of the colour of an element; empty for white, or none that is known."""
        if element is None:
            return ""
        digits = self.digits(element)
        if digits is None:
            return ""
        red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
        tint = max(-1.0, min(1.0, decimal_number(element.get("tint"), 0)))
        return colour_name(*tinted(red, green, blue, tint))

    def digits(self, element: Element) -> str | None:
        """The six digits of a colour, before its tint; None where it is not known."""
        if element.get("rgb"):
            found = RGB.fullmatch(element.get("rgb", ""))
            return found[1] if found else None
        if element.get("theme"):
            number = whole_number(element.get("theme"), -1)
            return self.theme[number] if 0 <= number < len(self.theme) else None
        number = whole_number(element.get("indexed"), -1)
        if number in (SYSTEM_TEXT, SYSTEM_PAPER):
            return "000000" if number == SYSTEM_TEXT else "FFFFFF"
        if 0 <= number < len(self.indexed):
            found = RGB.fullmatch(self.indexed[number])
            return found[1] if found else None
        return None


def tinted(red: float, green: float, blue: float, tint: float) -> tuple[float, float, float]:
    """A colour made darker (below 0) or lighter (above 0) (ECMA-376 part 1, 18.8.19)."""
    if not tint:
        return red, green, blue
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)


def theme_colours(theme: Element) -> tuple[str, ...]:
    """The colours of a theme in digits, in the order of their numbers."""
    scheme = theme.find("a.themeElements/a.clrScheme")
    if scheme is None:
        return ()
    found = {}
    for element in scheme:
        name = element.tag.rpartition(".")[2]
        for colour in element:
            digits = colour.get("lastClr") or colour.get("val") or ""
            if RGB.fullmatch(digits):
                found[name] = digits[-6:]
    return tuple(
        found.get(name, other) for name, other in zip(THEME_ORDER, OFFICE_THEME, strict=True)
    )
