"""Fonts of symbols, whose codes mean what the font's name says and no usual letters.

Symbol and ZapfDingbats are standard fonts with encodings of their own (ISO 32000-1, annexes D.5
and D.6). Word and LibreOffice write the codes of such fonts as characters of private use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pdfminer.encodingdb import name2unicode

BULLET = "\u2022"
# What a producer puts before the name of a font of which it embeds a part.
SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
STYLE = re.compile(r"[,].*$|-(?:regular|roman|normal|bold|italic)$")
NOT_IN_NAME = re.compile(r"[^a-z0-9]")
# Where Windows puts the codes of a font of symbols among the characters of private use.
FIRST_PRIVATE, LAST_PRIVATE, CODE_BITS = "\uf020", "\uf0ff", 0xFF
# Word's bullet, by its code in the Symbol font; the font's name may be lost on the way.
PRIVATE_BULLET = "\uf0b7"

# The glyphs of Symbol, from its codes 32 and 160 on.
SYMBOL_GLYPHS = {
    32: """space exclam universal numbersign existential percent ampersand suchthat parenleft
    parenright asteriskmath plus comma minus period slash zero one two three four five six seven
    eight nine colon semicolon less equal greater question congruent Alpha Beta Chi Delta Epsilon
    Phi Gamma Eta Iota theta1 Kappa Lambda Mu Nu Omicron Pi Theta Rho Sigma Tau Upsilon sigma1 Omega
    Xi Psi Zeta bracketleft therefore bracketright perpendicular underscore radicalex alpha beta chi
    delta epsilon phi gamma eta iota phi1 kappa lambda mu nu omicron pi theta rho sigma tau upsilon
    omega1 omega xi psi zeta braceleft bar braceright similar""",
    160: """Euro Upsilon1 minute lessequal fraction infinity florin club diamond heart spade
    arrowboth arrowleft arrowup arrowright arrowdown degree plusminus second greaterequal multiply
    proportional partialdiff bullet divide notequal equivalence approxequal ellipsis arrowvertex
    arrowhorizex carriagereturn aleph Ifraktur Rfraktur weierstrass circlemultiply circleplus
    emptyset intersection union propersuperset reflexsuperset notsubset propersubset reflexsubset
    element notelement angle gradient registerserif copyrightserif trademarkserif product radical
    dotmath logicalnot logicaland logicalor arrowdblboth arrowdblleft arrowdblup arrowdblright
    arrowdbldown lozenge angleleft registersans copyrightsans trademarksans summation parenlefttp
    parenleftex parenleftbt bracketlefttp bracketleftex bracketleftbt bracelefttp braceleftmid
    braceleftbt braceex .notdef angleright integral integraltp integralex integralbt parenrighttp
    parenrightex parenrightbt bracketrighttp bracketrightex bracketrightbt bracerighttp
    bracerightmid bracerightbt""",
}
# The glyphs to which Adobe's list gives characters of private use, and what they look like.
PRIVATE_GLYPHS = """registerserif ® copyrightserif © trademarkserif ™ registersans ® copyrightsans ©
    trademarksans ™ radicalex ‾ arrowvertex ⏐ arrowhorizex ⎯ parenlefttp ⎛ parenleftex ⎜ parenleftbt
    ⎝ bracketlefttp ⎡ bracketleftex ⎢ bracketleftbt ⎣ bracelefttp ⎧ braceleftmid ⎨ braceleftbt ⎩
    braceex ⎪ integralex ⎮ parenrighttp ⎞ parenrightex ⎟ parenrightbt ⎠ bracketrighttp ⎤
    bracketrightex ⎥ bracketrightbt ⎦ bracerighttp ⎫ bracerightmid ⎬ bracerightbt ⎭"""
# The numbers of the glyphs of ZapfDingbats (a1, a2, a202), from its codes 33, 128 and 161 on.
DINGBAT_NUMBERS = {
    33: """1 2 202 3 4 5 119 118 117 11 12 13 14 15 16 105 17 18 19 20 21 22 23 24 25 26 27 28 6 7 8
    9 10 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58
    59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 203 75 204 76 77 78 79 81 82 83 84 97 98 99
    100""",
    128: "89 90 93 94 91 92 205 85 206 86 87 88 95 96",
    161: """101 102 103 104 106 107 108 112 111 110 109 120 121 122 123 124 125 126 127 128 129 130
    131 132 133 134 135 136 137 138 139 140 141 142 143 144 145 146 147 148 149 150 151 152 153 154
    155 156 157 158 159 160 161 163 164 196 165 192 166 167 168 169 170 171 172 173 162 174 175 176
    177 178 179 193 180 199 181 200 182 - 201 183 184 197 185 194 198 186 195 187 188 189 190
    191""",
}
# Unicode has the signs of ZapfDingbats in the same order, from these characters on, but for those
# that it had elsewhere already.
FIRST_DINGBATS = {33: 0x2701, 128: 0x2768, 161: 0x2761}
DINGBATS_ELSEWHERE = {
    **dict(zip((37, 42, 43, 72, 108, 110, 115, 116, 117, 119), "☎☛☞★●■▲▼◆◗", strict=True)),
    **dict(zip((*range(168, 182), 213, 214, 215), "♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩→↔↕", strict=True)),
}
# Fonts of Microsoft: the bullets, ticks, crosses, boxes and arrows that lists and forms use.
WINGDINGS = {
    **dict(zip(range(ord("l"), ord("y")), "●❍■□❐❑❒⬧⧫◆❖⬥⌧", strict=True)),
    **dict(zip(b"()*JKLNRSTjk {|", "☎✆✉☺😐☹☠☼💧❄&& ❀✿", strict=True)),
    **dict(zip(range(128, 150), "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿", strict=True)),
    **dict(zip((*range(158, 163), 164, 165, 167, 168), "·•▪○⭕◉◎▪◻", strict=True)),
    **dict(zip(range(170, 176), "✦★✶✴✹✵", strict=True)),
    **dict(zip((216, 220, *range(223, 235)), "➢➲←→↑↓↖↗↙↘⬅➔⬆⬇", strict=True)),
    **dict(zip(range(239, 245), "⇦⇨⇧⇩⬄⇳", strict=True)),
    **dict(zip(range(251, 255), "✘✔☒☑", strict=True)),
}
WINGDINGS_2 = dict(zip(b" OPQRST", " ✗✓☒☑☒☒", strict=True))
WEBDINGS = dict(zip(b" acgnr=", " ✔□■●✖•", strict=True))


def glyph_letter(glyph: str) -> str:
    """The character that a glyph's name stands for; empty where it stands for none."""
    if glyph in PRIVATE_LETTERS:
        return PRIVATE_LETTERS[glyph]
    try:
        return name2unicode(glyph)
    except (KeyError, ValueError):
        return ""


def number_glyphs(tables: Mapping[int, str]) -> dict[int, str]:
    """The names in lists, by their codes.

    Args:
        tables: the names from a code on, by that code.
    """
    return {
        code: glyph
        for first, glyphs in tables.items()
        for code, glyph in enumerate(glyphs.split(), first)
    }


def dingbat(code: int) -> str:
    """The sign that ZapfDingbats has for a code."""
    first = max(start for start in FIRST_DINGBATS if start <= code)
    return DINGBATS_ELSEWHERE.get(code) or chr(FIRST_DINGBATS[first] + code - first)


PRIVATE_LETTERS = dict(zip(PRIVATE_GLYPHS.split()[::2], PRIVATE_GLYPHS.split()[1::2], strict=True))
SYMBOL = {
    code: letter
    for code, glyph in number_glyphs(SYMBOL_GLYPHS).items()
    if (letter := glyph_letter(glyph))
}
DINGBAT_GLYPHS = {
    code: f"a{number}"
    for code, number in number_glyphs(DINGBAT_NUMBERS).items()
    if number.isdecimal()
}
ZAPF_DINGBATS = {32: " ", **{code: dingbat(code) for code in DINGBAT_GLYPHS}}
DINGBATS_BY_NAME = {glyph: dingbat(code) for code, glyph in DINGBAT_GLYPHS.items()}
# Fonts by their names without signs, those of other foundries with the same codes included.
ENCODINGS: Mapping[str, Mapping[int, str]] = {
    **dict.fromkeys(("symbol", "symbolmt", "symbolstd", "standardsyml"), SYMBOL),
    "standardsymbolsps": SYMBOL,
    **dict.fromkeys(("zapfdingbats", "itczapfdingbats", "zapfdingbatsitc"), ZAPF_DINGBATS),
    **dict.fromkeys(("dingbats", "d050000l"), ZAPF_DINGBATS),
    "wingdings": WINGDINGS,
    "wingdings2": WINGDINGS_2,
    "webdings": WEBDINGS,
}


@cache
def own_encoding(font: str) -> Mapping[int, str] | None:
    """The characters of a font of symbols, by their codes; None for any other font.

    Args:
        font: its name as a PDF has it.
    """
    name = STYLE.sub("", SUBSET_TAG.sub("", font).lower())
    return ENCODINGS.get(NOT_IN_NAME.sub("", name))


def names_its_glyphs(font: str) -> bool:
    """Whether a font of symbols has glyphs whose names say what they are."""
    return bool(own_glyph_names(font))


def own_glyph_names(font: str) -> Mapping[int, str]:
    """The names of the glyphs of Symbol or ZapfDingbats, by their codes; none for another font."""
    letters = own_encoding(font)
    if letters is SYMBOL:
        return number_glyphs(SYMBOL_GLYPHS)
    return {32: "space", **DINGBAT_GLYPHS} if letters is ZAPF_DINGBATS else {}


def symbol_of(font: str, text: str) -> str:
    """What a character that a font gives is in print: another one where the font has symbols.

    Args:
        font: its name as a PDF has it.
        text: what the font says of a code.
    """
    if FIRST_PRIVATE <= text <= LAST_PRIVATE and len(text) == 1:
        letters = own_encoding(font)
        if letters is not None:
            return letters.get(ord(text) & CODE_BITS, text)
        is_other = "dings" in font.lower()
        return BULLET if text == PRIVATE_BULLET and not is_other else text
    letters = own_encoding(font)
    if letters is None or len(text) != 1:
        return text
    # A font without any usual letter cannot draw one: its code was taken for it.
    is_usual = text.isascii() and text.isalpha() if letters is SYMBOL else "!" <= text <= "\xff"
    return letters.get(ord(text), text) if is_usual else text


def symbol_letter(font: str, glyph: str) -> str:
    """The character of a glyph by its name; empty where that means nothing.

    Args:
        font: the font's name; those of the glyphs of ZapfDingbats mean nothing in any other font.
        glyph: the glyph's name.
    """
    dingbats = DINGBATS_BY_NAME if own_encoding(font) is ZAPF_DINGBATS else {}
    return dingbats.get(glyph) or glyph_letter(glyph)
