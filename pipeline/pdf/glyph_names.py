"""Where a font's `ToUnicode` contradicts the names of its glyphs.

A font may say twice which letter a code draws: by the name of the glyph, which viewers draw, and by
its `ToUnicode`, which they copy. Where the two differ to a reader's eye, one of them is wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from pdfminer.encodingdb import EncodingDB
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from pipeline.pdf.symbol_encodings import own_encoding, own_glyph_names, symbol_letter, symbol_of
from pipeline.text.strings import is_unreadable, readable

# Characters that look the same, or that fonts draw with one glyph; the first stands for all.
LOOK_ALIKE = (
    "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7",
    "'\u2018\u2019\u201b\u2032\u02b9\u02bc\u02c8`\u00b4\u02ca\u02cb",
    '"\u201c\u201d\u201f\u2033\u02ba\u02dd',
    ",\u201a\u060c",
    "\u2022\u00b7\u2219\u22c5\u2027\u30fb\u0387\u25cf",
    "~\u02dc\u223c",
    "^\u02c6",
    "\u00af\u02c9\u203e",
    "|\u00a6\u2223\u01c0",
    "/\u2044\u2215",
    "*\u2217\u204e",
    "\u00b0\u00ba\u02da\u2218",
    "\u00a4\u20ac",
    "\u0394\u2206",
    "\u03a3\u2211",
    "\u03a0\u220f",
    "\u03b2\u00df",
    "\u00d8\u2205\u2300",
    "\u00d0\u0110\u0189",
    "i\u0131",
    "j\u0237",
    "\u25a0\u25aa\uffed",
    "\u25a1\u25ab\u2610",
    "x\u00d7\u0445",
    "A\u0391\u0410",
    "B\u0392\u0412",
    "C\u0421",
    "E\u0395\u0415",
    "H\u0397\u041d",
    "I\u0399\u0406",
    "J\u0408",
    "K\u039a\u041a",
    "M\u039c\u041c",
    "N\u039d",
    "O\u039f\u041e",
    "P\u03a1\u0420",
    "S\u0405",
    "T\u03a4\u0422",
    "X\u03a7\u0425",
    "Y\u03a5",
    "Z\u0396",
    "a\u0430",
    "c\u0441",
    "e\u0435",
    "o\u03bf\u043e",
    "p\u0440",
    "s\u0455",
    "y\u0443",
    # Marks below a letter: older lists of glyphs call a comma a cedilla.
    "\u0327\u0326",
)
ONE_FOR_ALL = str.maketrans({other: group[0] for group in LOOK_ALIKE for other in group[1:]})
# Signs of no width: a control, a format, a space.
NOT_SEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
# What follows the first point of a glyph's name says how the letter is drawn: `a.sc` is a small A.
VARIANT = "."
# The name of the glyph that stands for one that a font does not have.
NO_GLYPH = ".notdef"
# What a font's descriptor holds where its glyphs are in the PDF (ISO 32000-1, table 122).
FONT_FILES = ("FontFile", "FontFile2", "FontFile3")


def contradictions(font: Any, spec: Any) -> dict[int, str]:
    """What the names of glyphs say of codes whose `ToUnicode` says something else.

    Args:
        font: a font with one byte to a code, by the PDF library.
        spec: its dictionary.
    """
    if font.unicode_map is None:
        return {}
    mapped = font.unicode_map.cid2unichr
    return {
        code: letter
        for code, glyph, letter in named_letters(font.basefont, spec)
        if code in mapped
        and contradicts(symbol_of(font.basefont, mapped[code]), letter, VARIANT in glyph)
    }


def contradicts(mapped: str, named: str, is_variant: bool) -> bool:
    """Whether two texts of a glyph differ to a reader's eye.

    Args:
        mapped: what `ToUnicode` says; what nobody can read is another fault.
        named: what the glyph's name says.
        is_variant: whether the name is that of a form of a letter, such as a small capital.
    """
    if any(not text or is_unreadable(readable(text)) for text in (mapped, named)):
        return False
    one, other = seen(mapped), seen(named)
    return one != other and not (is_variant and one.casefold() == other.casefold())


def seen(text: str) -> str:
    """What a reader sees of a text, the same for what looks the same."""
    plain = unicodedata.normalize("NFKD", text.translate(ONE_FOR_ALL)).translate(ONE_FOR_ALL)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in NOT_SEEN)


def named_letters(basefont: str, spec: Any) -> Iterator[tuple[int, str, str]]:
    """The codes of a font whose glyphs have names that mean a letter: code, name, letter."""
    named = dict(named_glyphs(spec))
    if own_encoding(basefont) is None:
        encoding = base_encoding(spec) or built_in_encoding(basefont, spec)
        for code, letter in EncodingDB.encodings.get(encoding, {}).items():
            if code not in named:
                yield code, "", letter
    for code, glyph in {**own_glyph_names(basefont), **named}.items():
        if glyph != NO_GLYPH and (letter := symbol_letter(basefont, glyph)):
            yield code, glyph, letter


def base_encoding(spec: Any) -> str:
    """The name of the encoding that a font's dictionary gives; empty where it gives none."""
    encoding = resolve1(spec.get("Encoding"))
    if isinstance(encoding, dict):
        encoding = resolve1(encoding.get("BaseEncoding"))
    return str(encoding.name) if isinstance(encoding, PSLiteral) else ""


def built_in_encoding(basefont: str, spec: Any) -> str:
    """The name of the encoding of a standard font that the viewer has; empty for another font.

    It is that of the standard fonts of usual letters (ISO 32000-1, annex D.1).
    """
    descriptor = resolve1(spec.get("FontDescriptor")) or {}
    is_embedded = any(entry in descriptor for entry in FONT_FILES)
    is_type_1 = getattr(resolve1(spec.get("Subtype")), "name", "") == "Type1"
    is_standard = basefont in FONT_METRICS and is_type_1 and not is_embedded
    return "StandardEncoding" if is_standard else ""


def named_glyphs(spec: Any) -> Iterator[tuple[int, str]]:
    """The codes to which a font's dictionary gives glyphs by their names, and the names."""
    encoding = resolve1(spec.get("Encoding"))
    changes = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    code = 0
    for entry in map(resolve1, changes or []):
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, PSLiteral):
            yield code, str(entry.name)
            code += 1
