"""Fonts that do not say which letters they draw, told from those that do.

The PDF library takes the codes of such a font for letters of a usual encoding, which is a guess
and may be a wrong letter. Here a code stays a bare number where nothing speaks for the guess. Fonts
of symbols have encodings of their own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFTrueTypeFont, PDFType1Font
from pdfminer.pdftypes import resolve1

from pipeline.pdf.glyph_names import base_encoding, contradictions, named_glyphs
from pipeline.pdf.symbol_encodings import (
    BULLET,
    DINGBATS_BY_NAME,
    names_its_glyphs,
    own_encoding,
    own_glyph_names,
    symbol_letter,
)

LOGGER = logging.getLogger("pdfminer.fonts")
# The flag of a font with glyphs other than the usual letters (ISO 32000-1, table 123).
SYMBOLIC = 4
# Below it no usual encoding has a letter: who uses these codes counts glyphs.
FIRST_LETTER = 32
CODE_IN_NAME = re.compile(r"\d+$")
HEXADECIMAL_CODE_IN_NAME = re.compile(r"[0-9A-Fa-f]{2,4}$")


# The codes above the space that WinAnsiEncoding leaves unused are bullets (ISO 32000-1, annex D.2,
# note 3).
UNUSED_IN_WIN_ANSI = (127, 129, 141, 143, 144, 157)
WIN_ANSI = "WinAnsiEncoding"
# The standard fonts got this sign after the lists of widths that the library has were made. Adobe's
# own lists have it, in thousandths of its size, by how the names of typefaces begin.
EURO = "€"
EURO_WIDTHS = {"Courier": 600, "Helvetica": 556, "Arial": 556, "Times": 500}
# The width of a space in ZapfDingbats, whose place in the library's list a sign has taken.
DINGBAT_SPACE_WIDTH = 278
# How far below the baseline letters reach, in thousandths of their size: Helvetica's. The standard
# fonts of symbols say otherwise, so that a symbol beside a letter would seem to be of another line.
USUAL_DESCENT = -207


class HonestType1Font(PDFType1Font):
    """A font whose codes mean what its own encoding says, and which says where it is contradicted.

    Args:
        manager: of the resources, by the PDF library.
        spec: the font's dictionary.
    """

    def __init__(self, manager: Any, spec: Any) -> None:
        super().__init__(manager, spec)
        speak_for_itself(self, spec)
        self.contradicted = contradictions(self, spec)


class HonestTrueTypeFont(PDFTrueTypeFont):
    """A font with glyphs of its own, whose codes mean letters only where it says so.

    Without an encoding its codes choose glyphs, not letters (ISO 32000-1, 9.6.6.4 and 9.10.2).

    Args:
        manager: of the resources, by the PDF library.
        spec: the font's dictionary.
    """

    def __init__(self, manager: Any, spec: Any) -> None:
        super().__init__(manager, spec)
        own_glyphs = bool("FontFile2" in self.descriptor and self.flags & SYMBOLIC)
        self.choose_letters(spec, own_glyphs)
        self.contradicted = {} if own_glyphs else contradictions(self, spec)

    def choose_letters(self, spec: Any, own_glyphs: bool) -> None:
        """Keep the letters that the font speaks for; a map of none but spaces says nothing."""
        if own_encoding(self.basefont) is not None and not (own_glyphs and counts_glyphs(spec)):
            speak_for_itself(self, spec)
            return
        if "Encoding" in spec or not own_glyphs:
            speak_for_itself(self, spec)
            return
        if self.unicode_map is not None and any(
            map(str.strip, self.unicode_map.cid2unichr.values())
        ):
            spaces = {code: text for code, text in self.cid2unicode.items() if text.isspace()}
            self.cid2unicode = spaces
        elif counts_glyphs(spec):
            self.cid2unicode = {}
        else:
            remark_guess(self.basefont)


class HonestEncoding(EncodingDB):
    """Encodings in which a glyph's name that means nothing does not stand for a usual letter."""

    @classmethod
    def get_encoding(cls, name: str, diff: Iterable[object] | None = None) -> dict[int, str]:
        """The letters of an encoding, by their codes."""
        changes = list(diff or [])
        letters = super().get_encoding(name, changes)
        code = 0
        for entry in changes:
            if isinstance(entry, int):
                code = entry
                continue
            glyph = str(getattr(entry, "name", ""))
            if not is_letter(glyph) and letters.get(code, " ").strip():
                if names_code(glyph, code):
                    remark_guess(glyph)
                else:
                    del letters[code]
            code += 1
        return letters


def speak_for_itself(font: PDFType1Font, spec: Any) -> None:
    """Give a font the letters of its own encoding, and the bullets of unused codes."""
    named = dict(named_glyphs(spec))
    letters = own_encoding(font.basefont)
    if letters is None:
        if base_encoding(spec) == WIN_ANSI:
            unused = {code: BULLET for code in UNUSED_IN_WIN_ANSI if code not in named}
            font.cid2unicode = {**font.cid2unicode, **unused}
        # The library looks for the width of what `ToUnicode` says, which need not be what is drawn.
        known = widths_of_letters(font.basefont)
        drawn: dict[int | str, float] = {
            code: known[letter] for code, letter in font.cid2unicode.items() if letter in known
        }
        font.widths = {**font.widths, **drawn}
        return
    # An encoding by name does not hold for such a font; viewers leave it aside too.
    has_file = "FontFile" in font.descriptor and "Encoding" not in spec
    own = {**letters, **(font.cid2unicode if has_file else {})}
    if names_its_glyphs(font.basefont):
        own |= {
            code: letter
            for code, glyph in named.items()
            if (letter := symbol_letter(font.basefont, glyph))
        }
    font.cid2unicode = own
    glyphs = {**own_glyph_names(font.basefont), **named}
    if font.basefont in FONT_METRICS:
        font.descent = USUAL_DESCENT
        font.widths = {**font.widths, **standard_widths(FONT_METRICS[font.basefont][1], glyphs)}


def widths_of_letters(typeface: str) -> Mapping[str, int]:
    """The widths of a standard font's letters, in thousandths of its size; none of other fonts."""
    if typeface not in FONT_METRICS:
        return {}
    known: Mapping[str, int] = FONT_METRICS[typeface][1]
    begun = (width for name, width in EURO_WIDTHS.items() if typeface.startswith(name))
    return {**known, **dict(zip([EURO], begun, strict=False))}


def standard_widths(known: Mapping[str, int], glyphs: Mapping[int, str]) -> dict[int | str, float]:
    """The widths of a standard font of symbols by its codes, in thousandths of its size.

    Args:
        known: the library's, by characters, or by the numbers of the glyphs of ZapfDingbats.
        glyphs: the names of the font's glyphs by their codes.
    """
    widths: dict[int | str, float] = {}
    for code, glyph in glyphs.items():
        number = glyph.removeprefix("a")
        if glyph in DINGBATS_BY_NAME:
            widths[code] = known.get(chr(int(number)), 0)
        elif glyph == "space" and chr(1) in known:
            widths[code] = DINGBAT_SPACE_WIDTH
        elif is_letter(glyph):
            widths[code] = known.get(name2unicode(glyph), 0)
    return widths


def counts_glyphs(spec: Any) -> bool:
    """Whether a font's codes are numbers of its glyphs one after the other, and no letters."""
    first = resolve1(spec.get("FirstChar", 0))
    widths = resolve1(spec.get("Widths")) or []
    return any(
        resolve1(width) for code, width in enumerate(widths, first) if 0 < code < FIRST_LETTER
    )


def is_letter(glyph: str) -> bool:
    """Whether a glyph's name is that of a character."""
    try:
        return bool(name2unicode(glyph))
    except (KeyError, ValueError):
        return False


def names_code(glyph: str, code: int) -> bool:
    """Whether a glyph's name ends with its own code, so that the code may be that of a letter."""
    decimal, hexadecimal = CODE_IN_NAME.search(glyph), HEXADECIMAL_CODE_IN_NAME.search(glyph)
    return bool(
        (decimal and int(decimal[0]) == code) or (hexadecimal and int(hexadecimal[0], 16) == code)
    )


def remark_guess(name: str) -> None:
    """Remark that letters are guessed, in a font or for a glyph of a name."""
    LOGGER.warning("%s does not say which letter it is: guessed from its code", name)
