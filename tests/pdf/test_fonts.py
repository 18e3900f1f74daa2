"""Codes of fonts: letters where the font says so, numbers where nothing speaks for a letter."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pdfminer.psparser import LIT
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from pipeline.pdf.fonts import HonestEncoding, counts_glyphs, is_letter, names_code
from tests.support.raw_pdf import FIRST_MORE, map_stream, pdf_with_fonts, stream, text_at
from tests.support.reading import read_document


@pytest.mark.parametrize(
    ("glyph", "code", "letter"),
    [
        ("adieresis", 65, "ä"),
        ("uni0160", 65, "Š"),
        ("g1", 65, None),
        (".notdef", 65, None),
        # Its own number in its name: the code may be that of the usual letter.
        ("a65", 65, "A"),
        ("G41", 65, "A"),
        # A space is drawn with whatever a font has.
        (".notdef", 32, " "),
    ],
)
def test_a_name_that_means_nothing_is_no_usual_letter(
    glyph: str, code: int, letter: str | None
) -> None:
    letters = HonestEncoding.get_encoding("WinAnsiEncoding", [code, LIT(glyph)])
    assert letters.get(code) == letter
    assert letters[66] == "B"


def test_a_guess_is_remarked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        HonestEncoding.get_encoding("WinAnsiEncoding", [65, LIT("adieresis"), LIT("a66")])
    assert [record.getMessage().split(" ")[0] for record in caplog.records] == ["a66"]


def test_a_font_that_counts_its_glyphs_has_widths_where_no_letter_is() -> None:
    assert counts_glyphs({"FirstChar": 0, "Widths": [600, 500, 500]})
    assert not counts_glyphs({"FirstChar": 0, "Widths": [600, *[0] * 31, 300]})
    assert not counts_glyphs({"FirstChar": 32, "Widths": [300, 500]})
    assert not counts_glyphs({})


def test_names_of_glyphs() -> None:
    assert is_letter("f_i")
    assert not is_letter("glyph12")
    assert names_code("cid_66", 66)
    assert not names_code("g1", 66)


@pytest.mark.parametrize(
    ("letters", "read"),
    [
        # A map of no letters, or of spaces, is as none: what the codes usually mean is a guess.
        ({}, "AB"),
        ({32: " ", 160: "\xa0"}, "AB"),
        ({65: "A", 66: "B"}, "AB"),
        # One that has a letter is believed, also in what it leaves out.
        ({65: "A"}, "A(cid:66)"),
    ],
)
def test_a_map_without_letters_says_nothing(
    letters: dict[int, str], read: str, tmp_path: Path
) -> None:
    font = (
        "/Subtype /TrueType /BaseFont /Own /FirstChar 65 /LastChar 66 /Widths [684 686] "
        f"/FontDescriptor {FIRST_MORE} 0 R /ToUnicode {FIRST_MORE + 2} 0 R"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /Ascent 800 "
        f"/Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontFile2 {FIRST_MORE + 1} 0 R >>"
    )
    file = TTFont("Own", "Vera.ttf").face._ttf_data
    more: list[str | bytes] = [
        descriptor,
        stream(file, f"/Length1 {len(file)}"),
        map_stream(letters),
    ]
    path = tmp_path / "mapped.pdf"
    pdf_with_fonts(path, {"F1": font}, text_at(50, 100, "F1", "AB", 20), more)
    document = read_document(path)
    assert [word.text for word in document.pages[0].words] == [read]
    assert any("guessed" in remark for remark in document.remarks) == (
        read == "AB" and 65 not in letters
    )


@pytest.mark.parametrize(
    ("typeface", "width"), [("Helvetica-Bold", 5.56), ("Times-Roman", 5.0), ("Courier", 6.0)]
)
def test_the_euro_sign_of_a_standard_font_is_as_wide_as_it_is_drawn(
    typeface: str, width: float, tmp_path: Path
) -> None:
    font = f"/Subtype /Type1 /BaseFont /{typeface} /Encoding /WinAnsiEncoding"
    path = tmp_path / "euro.pdf"
    pdf_with_fonts(path, {"F1": font}, text_at(50, 100, "F1", "1\x80"))
    (word,) = read_document(path).pages[0].words
    digit = 6.0 if typeface == "Courier" else width
    assert word.text == "1€"
    assert word.box.x1 == pytest.approx(50 + digit + width, abs=0.01)
