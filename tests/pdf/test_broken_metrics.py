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
    # Tails are about a fifth of the size long, whatever the font says.
    assert word.seen.bottom - (HEIGHT - BASELINE) >= SIZE * 0.19


@pytest.mark.parametrize("letters", ["AB", 12 * "AB"], ids=["turned words", "turned page"])
@pytest.mark.parametrize("flag", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_room_for_tails_is_below_the_line_however_it_is_turned(
    letters: str, flag: int, degrees: int, tmp_path: Path
) -> None:
    path = tmp_path / "turned.pdf"
    across, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
    codes = letters.encode().hex()
    content = f"BT /F1 10 Tf {across} {up} {-up} {across} 200 150 Tm <{codes}> Tj ET"
    more = block_font_objects(FIRST_MORE, LETTERS)
    pdf_with_fonts(path, {"F1": FONT}, content, more, page=f"/Rotate {flag}")
    (word,) = read_document(path).pages[0].words
    assert word.text == letters
    own, seen = word.shown or word.box, word.seen
    grown = {
        0: own.x0 - seen.x0,
        90: own.top - seen.top,
        180: seen.x1 - own.x1,
        270: seen.bottom - own.bottom,
    }
    # Below a text that is turned clockwise by a quarter is at its left.
    below = {0: 270, 90: 0, 180: 90, 270: 180}[(flag - degrees) % 360]
    assert grown == pytest.approx({side: 2 * (side == below) for side in grown}, abs=0.02)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_narrow_letters_of_turned_text_stay_on_its_line(turn: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    font = "/Subtype /Type1 /BaseFont /Helvetica"
    content = text_at(50, BASELINE, "F1", "villi", SIZE)
    pdf_with_fonts(path, {"F1": font}, content, page=f"/Rotate {turn}")
    (word,) = read_document(path).pages[0].words
    assert word.text == "villi"
