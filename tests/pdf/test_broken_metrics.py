"""Letters whose font says wrongly how they lie on their line are read where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.raw_pdf import FIRST_MORE, block_font_objects, pdf_with_fonts, text_at
from tests.support.reading import read_document

LETTERS = {ord(letter): letter for letter in "AB"}
FONT = (
    f"/Subtype /Type1 /BaseFont /Block /FirstChar 65 /LastChar 66 /Widths [600 600] "
    f"/FontDescriptor {FIRST_MORE} 0 R"
)
BASELINE, SIZE, HEIGHT = 100.0, 20.0, 300.0


@pytest.mark.parametrize(
    ("ascent", "descent"),
    [(700, 0), (800, -200), (-1500, -2500), (-100, -900), (2500, -2000), (0, 0)],
)
def test_a_letter_stands_on_its_line(ascent: int, descent: int, tmp_path: Path) -> None:
    path = tmp_path / "metrics.pdf"
    descriptor, *rest = block_font_objects(FIRST_MORE, LETTERS)
    said = b"/Ascent 700 /Descent 0"
    assert said in descriptor
    descriptor = descriptor.replace(said, b"/Ascent %d /Descent %d" % (ascent, descent))
    content = text_at(50, BASELINE, "F1", "AB", SIZE)
    pdf_with_fonts(path, {"F1": FONT}, content, [descriptor, *rest])
    (word,) = read_document(path).pages[0].words
    assert word.text == "AB"
    assert word.box.top < HEIGHT - BASELINE
    assert word.box.bottom > HEIGHT - BASELINE - SIZE / 20


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_narrow_letters_of_turned_text_stay_on_its_line(turn: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    font = "/Subtype /Type1 /BaseFont /Helvetica"
    content = text_at(50, BASELINE, "F1", "villi", SIZE)
    pdf_with_fonts(path, {"F1": font}, content, page=f"/Rotate {turn}")
    (word,) = read_document(path).pages[0].words
    assert word.text == "villi"
