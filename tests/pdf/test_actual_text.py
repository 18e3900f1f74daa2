"""Text that a PDF gives for what it draws is what is read, at the place where it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.grids.lines import lines_of
from pipeline.pages.model import Word
from pipeline.text.strings import join_lines
from tests.support.raw_pdf import FIRST_MORE, pdf_with_fonts, text_at
from tests.support.reading import read_document

FONTS = {"F1": "/Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding"}
# Every letter of Courier is as wide.
SIZE, LETTER = 10.0, 6.0
LEFT, BASE = 50.0, 100.0


def utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def span(text: str, drawn: str) -> str:
    """Marked content that gives a text, as it is written in the PDF, for what it draws."""
    return f"/Span << /ActualText {text} >> BDC\n{drawn}EMC\n"


def at(x: float, text: str, y: float = BASE) -> str:
    return text_at(x, y, "F1", text, SIZE)


def read(folder: Path, content: str, more: Sequence[str] = (), resources: str = "") -> list[Word]:
    path = folder / "given.pdf"
    pdf_with_fonts(path, FONTS, content, more, resources=resources)
    (page,) = read_document(path).pages
    return list(page.words)


def texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ("(Birch)", "Birch"),
        (utf16("Bírch"), "Bírch"),
        (f"<EFBBBF{'Bírch'.encode().hex()}>", "Bírch"),
        # PDFDocEncoding has other signs than Latin 1 from 128 on.
        ("(B\\200\\240ch)", "B•€ch"),
        (utf16("\x1ben\x1bBirch"), "Birch"),
        # The letters of one sign count as one.
        (utf16("Bi\u0308rch"), "Bïrch"),
    ],
)
def test_a_text_as_long_as_what_is_drawn_goes_letter_by_letter(
    tmp_path: Path, given: str, read_as: str
) -> None:
    (word,) = read(tmp_path, span(given, at(LEFT, "B1rch")))
    assert word.text == read_as
    assert (word.box.x0, word.box.x1) == (LEFT, LEFT + 5 * LETTER)


def test_without_a_text_what_is_drawn_is_read(tmp_path: Path) -> None:
    marked = "/Span << /Lang (fi) /MCID 0 >> BDC\n" + at(LEFT, "B1rch") + "EMC\n"
    assert texts(read(tmp_path, marked + at(150, "oak"))) == ["B1rch", "oak"]


def test_a_text_ends_with_its_span(tmp_path: Path) -> None:
    content = at(LEFT, "pre-") + span("(Birch)", at(80, "B1rch")) + at(120, "oak")
    assert texts(read(tmp_path, content)) == ["pre-", "Birch", "oak"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("(kilometres)", ["kilometres"]),
        ("(k)", ["k"]),
        ("(square kilometres)", ["square", "kilometres"]),
        ("( km )", ["km"]),
    ],
)
def test_a_text_of_another_length_fills_the_place_of_what_is_drawn(
    tmp_path: Path, given: str, words: list[str]
) -> None:
    found = read(tmp_path, at(20, "12") + span(given, at(LEFT, "km2")) + at(80, "x"))
    assert texts(found) == ["12", *words, "x"]
    assert (found[1].box.x0, found[-2].box.x1) == (LEFT, LEFT + 3 * LETTER)
    assert {word.box.top for word in found} == {found[0].box.top}


def test_what_is_drawn_apart_is_one_word_where_the_text_is(tmp_path: Path) -> None:
    drawn = at(LEFT, "1") + at(LEFT + 12, "0") + at(LEFT + 24, "25")
    assert texts(read(tmp_path, drawn)) == ["1", "0", "25"]
    assert texts(read(tmp_path, span("(1025)", drawn))) == ["1025"]
    assert texts(read(tmp_path, span("(10250)", drawn))) == ["10250"]
    assert texts(read(tmp_path, span("(1025)", at(LEFT, "1 0 25")))) == ["1025"]
    assert texts(read(tmp_path, span("(1 0 25)", at(LEFT, "1 0 25")))) == ["1", "0", "25"]


def test_a_text_of_several_lines_keeps_its_words_whole(tmp_path: Path) -> None:
    drawn = at(LEFT, "Amnt", BASE) + at(LEFT, "d.", BASE - SIZE)
    words = read(tmp_path, span("(Amount due)", drawn))
    assert [line.text for line in lines_of(words)] == ["Amount", "due"]
    # A raised letter begins no line.
    raised = at(LEFT, "m", BASE) + at(LEFT + LETTER, "2", BASE + SIZE * 0.4)
    words = read(tmp_path, span("(sq.m)", raised))
    assert "".join(sorted(texts(words), reverse=True)) == "sq.m"
    assert max(word.box.x1 for word in words) == LEFT + 2 * LETTER


def test_an_empty_text_means_that_nothing_is_read(tmp_path: Path) -> None:
    assert texts(read(tmp_path, at(20, "a") + span("()", at(LEFT, "....")) + at(90, "b"))) == [
        "a",
        "b",
    ]


@pytest.mark.parametrize("drawn", ["", "50 105 m 60 115 l 50 115 m 60 105 l S\n"])
def test_a_text_for_what_has_no_letters_gives_no_letters(tmp_path: Path, drawn: str) -> None:
    path = tmp_path / "given.pdf"
    pdf_with_fonts(path, FONTS, at(20, "a") + span("(yes)", drawn) + at(90, "b"))
    (page,) = read_document(path).pages
    assert texts(page.words) == ["a", "b"]
    assert [ink.kind for ink in page.ink] == (["drawing"] if drawn else [])
    assert not page.disagreements


def test_a_soft_hyphen_for_a_printed_one_is_no_letter_of_the_joined_word(tmp_path: Path) -> None:
    first = at(LEFT, "ser") + span(utf16("\xad"), at(LEFT + 3 * LETTER, "-"))
    words = read(tmp_path, first + at(LEFT, "vices", BASE - 12))
    assert join_lines([line.text for line in lines_of(words)], []) == "services"
    plain = read(tmp_path, at(LEFT, "ser-") + at(LEFT, "vices", BASE - 12))
    assert join_lines([line.text for line in lines_of(plain)], []) == "ser-vices"


def test_what_a_browser_gives_where_a_word_might_be_broken_parts_no_word(tmp_path: Path) -> None:
    """It draws a space that takes no place, and gives a soft hyphen for it or for its word."""
    pieces = at(LEFT, "ser") + span(utf16("\xad"), at(LEFT + 3 * LETTER, " "))
    assert texts(read(tmp_path, pieces + at(LEFT + 3 * LETTER, "vices"))) == ["services"]
    drawn = at(LEFT, "ser ") + at(LEFT + 3 * LETTER, "vices of")
    (word, other) = read(tmp_path, span(utf16("ser\xadvices of"), drawn))
    assert (word.text, other.text) == ("services", "of")
    assert word.box.x1 == LEFT + 8 * LETTER


def test_a_sign_that_prints_nothing_is_no_text(tmp_path: Path) -> None:
    drawn = at(LEFT, "a") + span(utf16("\x07"), at(LEFT + LETTER, " ")) + at(LEFT + 2 * LETTER, "b")
    assert texts(read(tmp_path, drawn)) == ["a", "b"]
    assert texts(read(tmp_path, span(utf16("a\x03b"), at(LEFT, "xy")))) == ["ab"]


def test_the_outermost_of_nested_texts_counts(tmp_path: Path) -> None:
    inner = span("(XX)", at(LEFT, "ab"))
    nested = span("(Birch)", inner + at(LEFT + 2 * LETTER, "cde"))
    assert texts(read(tmp_path, nested)) == ["Birch"]
    # Marked content that gives no text is no end of one, nor one around it.
    silent = "/P << /MCID 1 >> BDC\n" + inner + at(LEFT + 2 * LETTER, "c") + "EMC\n"
    assert texts(read(tmp_path, silent)) == ["XXc"]
    within = "/P BMC\n" + at(LEFT, "ab") + "EMC\n" + at(LEFT + 2 * LETTER, "c")
    assert texts(read(tmp_path, span("(XYZ)", within))) == ["XYZ"]


def test_a_text_is_found_by_its_name_in_the_resources(tmp_path: Path) -> None:
    content = "/Span /P1 BDC\n" + at(LEFT, "B1rch") + "EMC\n"
    lists = f"/Properties << /P1 {FIRST_MORE} 0 R >>"
    given = "<< /ActualText (Birch) >>"
    assert texts(read(tmp_path, content, [given], lists)) == ["Birch"]
    assert texts(read(tmp_path, content, ["<< /MCID 3 >>"], lists)) == ["B1rch"]
    assert texts(read(tmp_path, content)) == ["B1rch"]


def test_a_span_without_an_end_and_an_end_without_a_span_change_nothing(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "EMC\n" + at(LEFT, "B1rch"))) == ["B1rch"]
    begun = "/Span << /ActualText (Birch) >> BDC\n" + at(LEFT, "B1rch")
    assert texts(read(tmp_path, begun)) == ["B1rch"]


@pytest.mark.parametrize(("matrix", "turn"), [("0 1 -1 0 200 50", 90), ("-1 0 0 -1 200 50", 180)])
def test_a_text_of_another_length_is_given_to_turned_letters(
    tmp_path: Path, matrix: str, turn: int
) -> None:
    drawn = f"BT /F1 {SIZE:g} Tf {matrix} Tm (km2) Tj ET\n"
    plain = [word for word in read(tmp_path, drawn + at(LEFT, "upright")) if word.turn]
    words = [
        word for word in read(tmp_path, span("(sq km)", drawn) + at(LEFT, "upright")) if word.turn
    ]
    assert texts(words) == ["sq", "km"]
    assert {word.turn for word in words} == {turn} == {plain[0].turn}
    sides = ("x0", "top", "x1", "bottom")
    edges = [[getattr(word.box, side) for word in words] for side in sides]
    around = (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))
    assert around == tuple(getattr(plain[0].box, side) for side in sides)


@pytest.mark.parametrize("given", ["\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd 12"])
def test_a_text_that_runs_to_the_left_is_given_as_it_is_read(tmp_path: Path, given: str) -> None:
    drawn = at(LEFT, "abcd")
    assert [line.text for line in lines_of(read(tmp_path, span(utf16(given), drawn)))] == [given]
