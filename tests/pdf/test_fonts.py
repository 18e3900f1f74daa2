"""Codes of fonts: letters where the font says so, numbers where nothing speaks for a letter."""

from __future__ import annotations

import logging

import pytest
from pdfminer.psparser import LIT

from pipeline.pdf.fonts import HonestEncoding, counts_glyphs, is_letter, names_code


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
