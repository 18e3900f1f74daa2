"""Arabic and Hebrew on a page come out in the order in which they are read.

The texts are written here with the numbers of their letters, as editors show them turned round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.grids.lines import lines_of
from pipeline.text.right_to_left import (
    brackets_are_meant,
    has_right_to_left,
    word_as_read,
    words_as_read,
)
from tests.support.raw_pdf import FIRST_MORE, map_stream, pdf_with_fonts, text_at
from tests.support.reading import read_document

# Shalom and olam: as read, first letter first.
SHALOM, OLAM = "\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd"
# Madrasa, a school.
SCHOOL = "\u0645\u062f\u0631\u0633\u0629"
# The same as drawn: each letter in the form that it has beside the others.
SCHOOL_FORMS = "\ufee3\u062f\u0631\ufeb3\ufe94"
SEEN_SHALOM, SEEN_OLAM = SHALOM[::-1], OLAM[::-1]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        (SEEN_SHALOM, SHALOM),
        # Numbers and Latin letters stay as they are seen.
        (f"12{SEEN_SHALOM}", f"{SHALOM}12"),
        (f"1,234.5-{SEEN_SHALOM}", f"{SHALOM}-1,234.5"),
        (f"50%{SEEN_SHALOM}", f"{SHALOM}50%"),
        (f"R&D-{SEEN_SHALOM}", f"{SHALOM}-R&D"),
        # Brackets are seen as they open.
        (f"({SEEN_SHALOM})", f"({SHALOM})"),
        (f"{SEEN_SHALOM})", f"({SHALOM}"),
        (f".{SEEN_SHALOM}", f"{SHALOM}."),
        (SCHOOL_FORMS[::-1], SCHOOL),
        # A sign that only says how text runs is not seen.
        (f"\u200f{SEEN_SHALOM}", SHALOM),
        # Beside such a text, so are the signs around a number or a Latin word.
        ("(12,5%", "12,5%)"),
        (".R&D", "R&D."),
        # So does a word of Latin letters and numbers.
        ("ABC-12", "ABC-12"),
        ("12-ABC", "12-ABC"),
        ("A/1,5%", "A/1,5%"),
        ("(ABC-12)", "(ABC-12)"),
        (f"ABC-12-{SEEN_SHALOM}", f"{SHALOM}-ABC-12"),
    ],
)
def test_letters_of_a_word_come_out_as_they_are_read(seen: str, read: str) -> None:
    assert word_as_read(list(seen)) == read


def test_some_fonts_say_how_a_bracket_is_meant() -> None:
    seen = f"){SEEN_SHALOM}("
    assert brackets_are_meant(seen)
    assert word_as_read(list(seen), are_meant=True) == f"({SHALOM})"
    assert not brackets_are_meant(f"({SEEN_SHALOM}) ({SEEN_OLAM})")
    assert not brackets_are_meant(SEEN_SHALOM)


def test_letters_of_one_glyph_are_in_order_already() -> None:
    # Lam and alef are drawn as one, whichever way the font says so.
    for lam_alef in ("\ufefb", "\u0644\u0627"):
        assert word_as_read(["\u0645", lam_alef, "\u0633"]) == "\u0633\u0644\u0627\u0645"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ([OLAM, SHALOM], [SHALOM, OLAM]),
        ([OLAM, "2024", SHALOM], [SHALOM, "2024", OLAM]),
        ([OLAM, "12", "500", SHALOM], [SHALOM, "12", "500", OLAM]),
        ([OLAM, "New", "York", SHALOM], [SHALOM, "New", "York", OLAM]),
        ([OLAM, "Windows", "10", SHALOM], [SHALOM, "Windows", "10", OLAM]),
        ([OLAM, "Windows", "-", "10", SHALOM], [SHALOM, "Windows", "-", "10", OLAM]),
        # A line that runs to the right keeps its order around what runs to the left.
        (["The", "word", OLAM, SHALOM, "twice"], ["The", "word", SHALOM, OLAM, "twice"]),
        (["In", "the", "year", "12", OLAM], ["In", "the", "year", "12", OLAM]),
        (["Remarks:", OLAM, "12", SHALOM, "(end)"], ["Remarks:", SHALOM, "12", OLAM, "(end)"]),
        (["New", "York", "10", "%"], ["New", "York", "10", "%"]),
    ],
)
def test_words_of_a_line_come_out_as_they_are_read(seen: list[str], read: list[str]) -> None:
    assert words_as_read(seen) == read


def test_only_letters_that_run_to_the_left_do() -> None:
    assert has_right_to_left(SHALOM)
    assert has_right_to_left(f"a{SCHOOL_FORMS}")
    assert not any(map(has_right_to_left, ("", "abc", "\u0661\u0662", "\u2714", "\u4e2d")))


def read_lines(
    folder: Path, drawn: Sequence[tuple[Any, ...]], letters: Mapping[int, str]
) -> list[str]:
    """The lines that are read of texts drawn at places, some higher, in a font of such letters."""
    path = folder / "left.pdf"
    font = (
        "/Subtype /TrueType /BaseFont /ABCDEF+Letters /FirstChar 0 "
        f"/Widths [{'600 ' * 256}] /ToUnicode {FIRST_MORE} 0 R"
    )
    content = "".join(text_at(x, 100 + sum(up), "F1", codes) for x, codes, *up in drawn)
    pdf_with_fonts(path, {"F1": font}, content, [map_stream(letters)])
    (page,) = read_document(path).pages
    return [line.text for line in lines_of(page.words)]


def test_a_line_on_a_page_is_read_from_the_right(tmp_path: Path) -> None:
    letters = dict(enumerate(SHALOM + OLAM + "12", 65))
    # From left to right: olam turned round, the number, shalom turned round.
    drawn = [(50, "HGFE"), (86, "IJ"), (110, "DCBA")]
    assert read_lines(tmp_path, drawn, letters) == [f"{SHALOM} 12 {OLAM}"]
    # Whatever is drawn first: each letter for itself, from the right on.
    single = [(110 + 6 * (3 - n), code) for n, code in enumerate("ABCD")]
    assert read_lines(tmp_path, [*single, *drawn[:2]], letters) == [f"{SHALOM} 12 {OLAM}"]


@pytest.mark.parametrize("brackets", ["()", ")("])
def test_brackets_around_several_words_and_numbers_open_where_they_are_read(
    tmp_path: Path, brackets: str
) -> None:
    """Whichever of the two a font says of each."""
    letters = dict(enumerate(SHALOM + OLAM + "12", 65)) | {91: brackets[0], 93: brackets[1]}
    # From left to right: a number behind a bracket, olam turned round and one, shalom.
    drawn = [(44, "[IJ"), (68, "HGFE]"), (104, "DCBA")]
    assert read_lines(tmp_path, drawn, letters) == [f"{SHALOM} ({OLAM} 12)"]
    # A number that stands apart is left as it is.
    apart = [(44, "[IJ"), (168, "HGFE]"), (204, "DCBA")]
    assert read_lines(tmp_path, apart, letters)[0].endswith(f" {brackets[0]}12")


def test_marks_drawn_on_a_letter_stay_with_it(tmp_path: Path) -> None:
    shin, dot, lamed = "\u05e9", "\u05c1", "\u05dc"
    letters = {65: shin, 66: dot, 67: lamed}
    # Lamed at the left; the dot is drawn over the shin, a little to its right, or higher.
    for place in (55, 56, 57):
        for above in (0, 3):
            drawn = [(56, "A"), (place, "B", above), (50, "C")]
            assert read_lines(tmp_path, drawn, letters) == [shin + dot + lamed]
