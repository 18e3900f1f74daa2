"""Fonts that do not say which letters they draw, told from those that do.

The PDF library takes the codes of such a font for letters of a usual encoding, which is a guess
and may be a wrong letter. Here a code stays a bare number where nothing speaks for the guess.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Any

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.pdffont import PDFTrueTypeFont
from pdfminer.pdftypes import resolve1

LOGGER = logging.getLogger("pdfminer.fonts")
# The flag of a font with glyphs other than the usual letters (ISO 32000-1, table 123).
SYMBOLIC = 4
# Below it no usual encoding has a letter: who uses these codes counts glyphs.
FIRST_LETTER = 32
CODE_IN_NAME = re.compile(r"\d+$")
HEXADECIMAL_CODE_IN_NAME = re.compile(r"[0-9A-Fa-f]{2,4}$")


class HonestTrueTypeFont(PDFTrueTypeFont):
    """A font with glyphs of its own, whose codes mean letters only where it says so.

    Without an encoding its codes choose glyphs, not letters (ISO 32000-1, 9.6.6.4 and 9.10.2).
    """

    def __init__(self, manager: Any, spec: Any) -> None:
        super().__init__(manager, spec)
        own_glyphs = "FontFile2" in self.descriptor and self.flags & SYMBOLIC
        if "Encoding" in spec or not own_glyphs:
            return
        if self.unicode_map is not None:
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
