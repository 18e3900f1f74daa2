"""The styles of an Excel workbook: of each its number format, bold, strike and fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from pipeline.spreadsheets.excel.colours import Palette
from pipeline.spreadsheets.excel.tables import BUILT_IN_FORMATS
from pipeline.spreadsheets.xml_parts import is_on, whole_number

GENERAL_FORMAT = "General"
NO_PATTERN, SOLID = "none", "solid"
Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How cells of a style look.

    Args:
        number_format: its code.
        bold: whether text is.
        struck: whether text is struck out.
        fill: name of the colour; empty for none or white.
    """

    number_format: str = GENERAL_FORMAT
    bold: bool = False
    struck: bool = False
    fill: str = ""


def cell_styles(root: Element | None, palette: Palette) -> list[CellStyle]:
    """The styles that cells name by their number.

    Args:
        root: the part of styles; None for a workbook without one.
        palette: the colours of the workbook.
    """
    if root is None:
        return [CellStyle()]
    formats = {
        whole_number(element.get("numFmtId"), -1): element.get("formatCode", GENERAL_FORMAT)
        for element in root.findall("numFmts/numFmt")
    }
    fonts = [(is_set(font, "b"), is_set(font, "strike")) for font in root.findall("fonts/font")]
    fills = [fill_name(fill, palette) for fill in root.findall("fills/fill")]
    styles = []
    for entry in root.findall("cellXfs/xf"):
        bold, struck = at(fonts, entry.get("fontId"), (False, False))
        fill = at(fills, entry.get("fillId"), "")
        code = format_code(whole_number(entry.get("numFmtId")), formats)
        styles.append(CellStyle(code, bold, struck, fill))
    return styles or [CellStyle()]


def format_code(number: int, own: dict[int, str]) -> str:
    """The code of a number format by its number."""
    builtin = BUILT_IN_FORMATS.get(number)
    return own.get(number) or builtin or GENERAL_FORMAT


def at(found: list[Listed], number: str | None, otherwise: Listed) -> Listed:
    """What stands at a number; another where nothing does."""
    place = whole_number(number)
    return found[place] if 0 <= place < len(found) else otherwise


def is_set(properties: Element, name: str) -> bool:
    """Whether letters have a property, which stands there without a value or with one."""
    element = properties.find(name)
    return element is not None and is_on(element.get("val", "1"))


def fill_name(fill: Element, palette: Palette) -> str:
    """The name of the colour of a fill; of a gradient its first one."""
    pattern = fill.find("patternFill")
    if pattern is None:
        return palette.name(fill.find("gradientFill/stop/color"))
    kind = pattern.get("patternType", NO_PATTERN)
    if kind == NO_PATTERN:
        return ""
    colour = pattern.find("fgColor")
    if kind == SOLID:
        return palette.name(colour)
    return f"{kind} {palette.name(colour)}".strip()


def palette_of(root: Element | None, theme: tuple[str, ...]) -> Palette:
    """The colours of a workbook, from its theme and its part of styles."""
    own = [] if root is None else root.findall("colors/indexedColors/rgbColor")
    return Palette(theme, [element.get("rgb", "") for element in own])
