"""Letters that the first reader cannot find are read from the second one, with a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.pages.model import Fault, Word
from tests.support.raw_pdf import (
    FIRST_MORE,
    block_font_objects,
    map_stream,
    pdf_with_fonts,
    stream,
    text_at,
)
from tests.support.reading import read_document

LETTERS = {ord(letter): letter for letter in "AB"}
USUAL = (
    f"/Subtype /Type1 /BaseFont /Block /FirstChar 65 /LastChar 66 /Widths [600 600] "
    f"/FontDescriptor {FIRST_MORE} 0 R"
)
# The same, its codes those of a map in the file, which the first reader does not know.
OWN_CODES = (
    f"/Subtype /Type0 /BaseFont /Block /Encoding {FIRST_MORE + 2} 0 R "
    f"/ToUnicode {FIRST_MORE + 3} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 "
    "/BaseFont /Block /CIDSystemInfo << /Registry (Own) /Ordering (Own) /Supplement 0 >> "
    f"/DW 600 /FontDescriptor {FIRST_MORE} 0 R >>]"
)
CODES = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def "
    b"1 begincodespacerange <00> <FF> endcodespacerange "
    b"2 begincidchar <41> 1 <42> 2 endcidchar endcmap end end"
)


def words_of(path: Path, font: str, turn: int) -> tuple[tuple[Word, ...], tuple[Fault, ...]]:
    """The words of a page that is turned, and what is broken."""
    own = stream(CODES, "/Type /CMap /CMapName /Own")
    glyphs = block_font_objects(FIRST_MORE, LETTERS)
    content = text_at(50, 100, "F1", "AB", 20) + text_at(150, 100, "F1", "BA", 20)
    more = [*glyphs, own, map_stream(LETTERS)]
    pdf_with_fonts(path, {"F1": font}, content, more, page=f"/Rotate {turn}")
    document = read_document(path)
    assert document.pages[0].proven and not document.pages[0].disagreements
    return document.pages[0].words, document.faults


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_by_the_reader_that_finds_its_letters(turn: int, tmp_path: Path) -> None:
    usual, faults = words_of(tmp_path / "usual.pdf", USUAL, turn)
    assert ([word.text for word in usual], faults) == (["AB", "BA"], ())
    seen, faults = words_of(tmp_path / "own.pdf", OWN_CODES, turn)
    assert [word.text for word in seen] == ["AB", "BA"]
    assert faults == (Fault("page-read-once", "", 1),)
    for one, other in zip(usual, seen, strict=True):
        assert one.turn == other.turn
        assert one.box.holds(other.box.middle)
