"""Two readers have the same letters, or it is told where they have not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.pages.geometry import Box
from pipeline.pages.model import Disagreement
from pipeline.pdf.two_readers import differences_by_place
from pipeline.pdf.viewer import SeenLetter
from tests.support.raw_pdf import FIRST_MORE, map_stream, pdf_with_fonts, text_at
from tests.support.reading import read_document
from tests.support.shown import HELVETICA, Drawn, form, text

Glyph = dict[str, object]
STEP = 6.0


def glyphs(words: str, x: float = 50.0, fate: str = "shown", source: str = "page") -> list[Glyph]:
    """Letters as the first reader has them, side by side; none for a space."""
    return [
        {
            "text": letter,
            "origin": (x + STEP * n, 100.0),
            "displayed": Box(x + STEP * n, 92, x + STEP * (n + 1), 102),
            "size": 10.0,
            "matrix": (1, 0, 0, 1, x + STEP * n, 0),
            "fate": fate,
            "source": source,
            "invisible": False,
        }
        for n, letter in enumerate(words)
        if letter != " "
    ]


def seen(words: str, x: float = 50.0, y: float = 100.0, item: int = 0) -> list[SeenLetter]:
    """Letters as the second reader has them."""
    return [SeenLetter(letter, x + STEP * n, y, item) for n, letter in enumerate(words)]


def told(ours: list[Glyph], theirs: list[SeenLetter]) -> list[tuple[str, str]]:
    """What is said of two readings."""
    return [(found.words, found.other) for found in differences_by_place(ours, theirs)]


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("1234", "1234", []),
        ("1234", "1284", [("1234", "1284")]),
        # One word of a line, and a letter that one of them lacks.
        ("12 34", "12 84", [("34", "84")]),
        ("1234", "123", [("1234", "123")]),
        ("123", "1234", [("", "4")]),
        # Spaces, dashes, and forms of the same letter do not count.
        ("12 34", "12\xa034", []),
        ("1-3", "1\u20133", []),
        ("1\xad3", "1-3", []),
        ("\ufb01n", "fn", []),
        ("m\xb2", "m2", []),
        # What looks the same is the same.
        ("\u2022", "\xb7", []),
        ("\u22123", "-3", []),
        ("\u0410", "A", []),
        # What one of them cannot read is another fault.
        ("\ufffd23", "123", []),
        ("\ue00823", "123", []),
    ],
)
def test_letters_that_differ_are_told_with_their_words(
    ours: str, theirs: str, found: list[tuple[str, str]]
) -> None:
    assert told(glyphs(ours), seen(theirs)) == found


def test_the_same_letters_at_other_places_are_no_difference() -> None:
    assert told(glyphs("1234"), seen("1234", x=80)) == []
    assert told(glyphs("1234"), seen("1235", x=80)) == [("1234", ""), ("", "5")]
    # A letter that moved by less than a reader may err.
    assert told(glyphs("1234"), seen("1234", x=50.9)) == []


@pytest.mark.parametrize(
    ("fate", "found"),
    [("shown", [("12", "")]), ("covered", [("12", "")]), ("text-hidden", []), ("text-cut", [])],
)
def test_letters_that_do_not_show_need_no_second_reader(
    fate: str, found: list[tuple[str, str]]
) -> None:
    assert told(glyphs("12", fate=fate), []) == found


def test_letters_of_the_second_reader_are_told_by_what_draws_them() -> None:
    others = seen("ab", x=200, item=1) + seen("cd", x=300, item=2)
    found = list(differences_by_place(glyphs("12"), seen("12") + others))
    assert [(f.words, f.other) for f in found] == [("", "ab"), ("", "cd")]
    assert [round(f.box.x0) for f in found] == [200, 300]
    assert all(isinstance(f, Disagreement) for f in found)


@pytest.mark.parametrize(
    "content",
    [
        text("1 234,50 euroa - yht."),
        text("samat") + text("samat", 50, 150),
        # Printed twice for bold; the second reader has it once.
        text("lihava") + text("lihava", 50.3),
        # Hidden, covered, or white: whatever one of them makes of it.
        "1 g " + text("valkoinen"),
        text("alla") + " 40 90 100 30 re f",
        "BT 3 Tr ET " + text("poissa"),
        # Turned, mirrored, and beyond the page.
        "0 1 -1 0 300 0 cm " + text("pystyss\xe4"),
        text("ulkona", 500),
        # Set apart, letter by letter.
        "BT /F1 10 Tf 4 Tc 50 100 Td (harvaan) Tj 0 Tc ET",
        "BT /F1 10 Tf 50 Tz 50 100 Td (kapea) Tj ET",
        "BT /F1 10 Tf 50 100 Td [(sa) -200 (na)] TJ ET",
    ],
)
def test_usual_pages_are_read_alike(content: str, tmp_path: Path) -> None:
    assert not Drawn(content).read(tmp_path).disagreements


@pytest.mark.parametrize(
    ("content", "words"),
    [
        # Leader dots that mean nothing, and a text for other letters.
        (text("sivu") + "/Span << /ActualText () >> BDC " + text(".....", 80) + " EMC", ["sivu"]),
        ("/Span << /ActualText (Koivu) >> BDC " + text("K01vu") + " EMC", ["Koivu"]),
        ("/Span << /ActualText (Koivu 2) >> BDC " + text("K01vu") + " EMC", ["Koivu", "2"]),
    ],
)
def test_letters_whose_text_is_given_are_not_compared(
    content: str, words: list[str], tmp_path: Path
) -> None:
    page = Drawn(content).read(tmp_path)
    assert [word.text for word in page.words] == words
    assert not page.disagreements


def test_letters_beside_a_given_text_are_compared() -> None:
    ours = [*glyphs("12"), *glyphs("34", x=100)]
    for glyph in ours[:2]:
        glyph["is_given"] = True
    assert told(ours, seen("35", x=100)) == [("34", "35")]


@pytest.mark.parametrize(("codes", "read_as"), [("\xfc", "\u2714"), ("\xfb\xfc", "\u2718\u2714")])
def test_a_font_of_symbols_without_its_file_is_read_alike(
    codes: str, read_as: str, tmp_path: Path
) -> None:
    path = tmp_path / "symbols.pdf"
    font = (
        "/Subtype /TrueType /BaseFont /Wingdings /FirstChar 251 /Widths [891 891] "
        f"/FontDescriptor {FIRST_MORE} 0 R"
    )
    descriptor = "<< /Type /FontDescriptor /FontName /Wingdings /Flags 4 >>"
    pdf_with_fonts(path, {"F1": font}, text_at(50, 100, "F1", codes), [descriptor])
    (page,) = read_document(path).pages
    assert [word.text for word in page.words] == [read_as]
    assert not page.disagreements


def test_a_letter_is_as_wide_as_it_is_drawn_whatever_the_map_says(tmp_path: Path) -> None:
    """Or what follows it would stand at another place than the second reader finds it."""
    path = tmp_path / "bullet.pdf"
    mapped = f"{HELVETICA} /ToUnicode {FIRST_MORE} 0 R"
    content = text_at(50, 100, "F1", "\x95 kivi")
    pdf_with_fonts(path, {"F1": mapped}, content, [map_stream({0x95: "\uf0b7"})])
    (page,) = read_document(path).pages
    assert [word.text for word in page.words] == ["\u2022", "kivi"]
    assert page.words[0].box.x1 - page.words[0].box.x0 == pytest.approx(3.5)
    assert not page.disagreements


def test_text_in_forms_drawn_twice_is_read_alike(tmp_path: Path) -> None:
    own = form(text("kahdesti"), f"/Font << /F1 << /Type /Font {HELVETICA} >> >>")
    twice = "/X1 Do q 1 0 0 1 100 50 cm /X1 Do Q"
    page = Drawn(twice, "/XObject << /X1 5 0 R >>", (own,)).read(tmp_path)
    assert [word.text for word in page.words].count("kahdesti") == 2
    assert not page.disagreements


def test_a_font_that_says_nothing_else_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "mapped.pdf"
    mapped = f"{HELVETICA} /ToUnicode {FIRST_MORE} 0 R"
    content = text_at(50, 100, "F1", "fi")
    pdf_with_fonts(path, {"F1": mapped}, content, [map_stream({102: "f", 105: "i"})])
    (page,) = read_document(path).pages
    assert not page.disagreements
