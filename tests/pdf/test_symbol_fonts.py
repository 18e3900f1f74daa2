"""Fonts of symbols: what is seen is read, in print as in the characters of private use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase import rl_codecs  # type: ignore[import-untyped]

from pipeline.pages.model import Word
from pipeline.pdf.symbol_encodings import BULLET, SYMBOL, ZAPF_DINGBATS, own_encoding, symbol_of
from pipeline.text.strings import is_unreadable
from tests.support.raw_pdf import FIRST_MORE, map_stream, pdf_with_fonts, text_at
from tests.support.reading import read_document

TYPE_1, TRUE_TYPE = "/Subtype /Type1", "/Subtype /TrueType"
PLAIN = f"{TYPE_1} /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
MAPPED = f"/ToUnicode {FIRST_MORE} 0 R"
WIN_ANSI = "/Encoding /WinAnsiEncoding"


def read(
    folder: Path, font: str, codes: str, more: Sequence[bytes] = (), after: str = ""
) -> list[Word]:
    """The words drawn with a font, and with Helvetica right after."""
    path = folder / "symbols.pdf"
    content = text_at(50, 100, "F1", codes) + text_at(200, 100, "F2", after)
    pdf_with_fonts(path, {"F1": font, "F2": PLAIN}, content, more)
    (page,) = read_document(path).pages
    return list(page.words)


def texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("font", "codes", "printed"),
    [
        ("/BaseFont /Symbol", "\xa3\xb3mc\xb7", "≤≥µχ•"),
        # The encoding of usual letters does not hold for it, whoever names it.
        (f"/BaseFont /Symbol {WIN_ANSI}", "\xa3\xb3", "≤≥"),
        ("/BaseFont /ZapfDingbats", "48n\xac", "✔✘■①"),
        ("/BaseFont /ABCDEF+ITCZapfDingbats", "4", "✔"),
        # Names of glyphs say more than the encoding that is built in.
        ("/BaseFont /ZapfDingbats /Encoding << /Differences [65 /a20 /a24] >>", "AB4", "✔✘✔"),
        ("/BaseFont /Symbol /Encoding << /Differences [65 /greaterequal] >>", "AB", "≥Β"),
        # And nothing of that holds for another font.
        ("/BaseFont /Helvetica", "48", "48"),
        ("/BaseFont /Symbola", "48mc", "48mc"),
    ],
)
def test_standard_fonts_of_symbols_have_their_own_encodings(
    tmp_path: Path, font: str, codes: str, printed: str
) -> None:
    assert texts(read(tmp_path, f"{TYPE_1} {font}", codes)) == [printed]


@pytest.mark.parametrize(
    ("font", "table"),
    [
        ("ABCDEF+Symbol", SYMBOL),
        ("Symbol,Bold", SYMBOL),
        ("ABCDEF+ITCZapfDingbats", ZAPF_DINGBATS),
        ("Symbola", None),
        ("OpenSymbol", None),
        ("SYMBOL+Helvetica", None),
    ],
)
def test_a_font_is_known_by_its_name_embedded_or_not(
    font: str, table: dict[int, str] | None
) -> None:
    assert own_encoding(font) is table


@pytest.mark.parametrize(("codec", "table"), [("symbol", SYMBOL), ("zapfdingbats", ZAPF_DINGBATS)])
def test_the_encodings_are_those_of_another_library(codec: str, table: dict[int, str]) -> None:
    rl_codecs.RL_Codecs.register()
    for code, letter in table.items():
        other = bytes([code]).decode(codec)
        # The pieces of large brackets have characters of their own by now.
        assert letter == other or is_unreadable(other)
    for code in {*range(33, 256)} - {*table}:
        with pytest.raises(UnicodeDecodeError):
            bytes([code]).decode(codec)


@pytest.mark.parametrize(
    ("font", "codes", "widths"),
    [
        ("Symbol", "m\xa3 \xd2", (576, 549, 250, 790)),
        ("ZapfDingbats", "4 8", (846, 278, 677)),
    ],
)
def test_symbols_are_as_wide_as_they_are_drawn(
    tmp_path: Path, font: str, codes: str, widths: Sequence[int]
) -> None:
    words = read(tmp_path, f"{TYPE_1} /BaseFont /{font}", codes)
    start, end = words[0].box.x0, words[-1].box.x1
    assert end - start == pytest.approx(sum(widths) / 100, abs=0.01)


def test_a_symbol_beside_letters_is_of_their_word(tmp_path: Path) -> None:
    path = tmp_path / "unit.pdf"
    content = text_at(50, 100, "F1", "m") + text_at(55.76, 100, "F2", "g/l")
    pdf_with_fonts(path, {"F1": f"{TYPE_1} /BaseFont /Symbol", "F2": PLAIN}, content)
    (page,) = read_document(path).pages
    assert texts(page.words) == ["µg/l"]


@pytest.mark.parametrize(
    ("font", "mapped", "printed"),
    [
        ("ABCDEE+Symbol", "\uf0b7", "•"),
        ("ABCDEE+Symbol", "\uf0a3", "≤"),
        ("SymbolMT", "\uf06d", "µ"),
        # The codes were taken for letters that such a font does not have.
        ("SymbolMT", "m", "µ"),
        ("ABCDEE+Wingdings", "ü", "✔"),
        ("Wingdings-Regular", "\uf0fc", "✔"),
        ("Wingdings-Regular", "\uf0a7", "▪"),
        ("Wingdings", "\uf0fe", "☑"),
        ("Wingdings2", "\uf050", "✓"),
        ("Webdings", "\uf061", "✔"),
        # The font's name may be lost.
        ("Calibri", "\uf0b7", "•"),
        # What has a character of its own is left alone.
        ("Wingdings", "✓", "✓"),
        ("Calibri", "m", "m"),
    ],
)
@pytest.mark.parametrize("kind", [TYPE_1, TRUE_TYPE])
def test_characters_of_private_use_are_what_the_font_draws(
    tmp_path: Path, kind: str, font: str, mapped: str, printed: str
) -> None:
    entries = f"{kind} /BaseFont /{font} {MAPPED}"
    words = read(tmp_path, entries, "!", [map_stream({33: mapped})])
    assert texts(words) == [printed]


@pytest.mark.parametrize(
    ("font", "mapped"),
    [
        ("Wingdings", "\uf0b7"),
        ("Wingdings", "\uf041"),
        ("Calibri", "\uf0fc"),
        ("OpenSymbol", "\ue00c"),
    ],
)
def test_what_no_list_knows_stays_unreadable(font: str, mapped: str) -> None:
    assert symbol_of(font, mapped) == mapped
    assert is_unreadable(mapped)


def test_codes_of_wingdings_are_its_marks_and_no_letters(tmp_path: Path) -> None:
    font = f"{TRUE_TYPE} /BaseFont /Wingdings {WIN_ANSI} /FirstChar 251 /Widths [890 890]"
    assert texts(read(tmp_path, font, "\xfc")) == ["✔"]
    (word,) = read(tmp_path, font, "M")
    assert is_unreadable(word.text)


def test_unused_codes_are_bullets_in_win_ansi_alone(tmp_path: Path) -> None:
    assert texts(read(tmp_path, PLAIN, "\x7f\x81\x8d\x8f\x90\x9d\x95")) == ["•" * 7]
    standard = f"{TYPE_1} /BaseFont /Helvetica /Encoding /StandardEncoding"
    named = "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [129 /g7] >>"
    # Nothing shows of such a code there, nor of a name that means nothing; neither is a bullet.
    assert BULLET not in "".join(texts(read(tmp_path, standard, "\x81")))
    nameless = f"{TYPE_1} /BaseFont /Helvetica {named}"
    assert BULLET not in "".join(texts(read(tmp_path, nameless, "\x81")))
    assert texts(read(tmp_path, nameless, "\x8d")) == [BULLET]
