"""Pages whose `/Rotate` is no multiple of 90 are shown, and read, as viewers show them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.support.raw_pdf import PAGE_SIZE, pdf_with_fonts, text_at
from tests.support.reading import read_document

FONT = {"F1": "/Subtype /Type1 /BaseFont /Helvetica"}
X, Y, SIZE = 50.0, 100.0, 10.0


@pytest.mark.parametrize(
    ("rotate", "turn"),
    [
        ("0", 0),
        ("45", 0),
        ("89", 0),
        ("90", 90),
        ("100", 90),
        ("-45", 0),
        ("-90", 270),
        ("-100", 270),
        ("269", 180),
        ("450", 90),
        ("90.0", 90),
        ("90.7", 90),
        ("89.9", 0),
        ("5 0 R", 90),
        ("6 0 R", 0),
        ("(90)", 0),
        ("null", 0),
    ],
)
def test_what_is_beyond_a_whole_quarter_turns_nothing(
    tmp_path: Path, rotate: str, turn: int
) -> None:
    path = tmp_path / "turned.pdf"
    content = text_at(X, Y, "F1", "vinossa", SIZE)
    pdf_with_fonts(path, FONT, content, ["90", "45"], page=f"/Rotate {rotate}")
    (page,) = read_document(path).pages
    (word,) = page.words
    assert word.text == "vinossa"
    assert word.turn == (-turn) % 360
    width, height = PAGE_SIZE
    corner = {
        0: (X, height - Y),
        90: (Y, X),
        180: (width - X, Y),
        270: (height - Y, width - X),
    }[turn]
    # The word begins at its corner, to the height of its letters.
    box = word.box
    assert min(abs(box.x0 - corner[0]), abs(box.x1 - corner[0])) < SIZE
    assert min(abs(box.top - corner[1]), abs(box.bottom - corner[1])) < SIZE
    with pypdfium2.PdfDocument(path) as shown:
        assert shown[0].get_rotation() == turn
