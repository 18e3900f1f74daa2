"""A font that says two things of a letter is told from one that says the same in two ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.checks.readings import reading_findings
from pipeline.pages.model import Disagreement, Page
from pipeline.pdf.glyph_names import contradicts
from tests.support.raw_pdf import (
    FIRST_MORE,
    block_font_objects,
    map_stream,
    pdf_with_fonts,
    text_at,
)
from tests.support.reading import read_document

LEFT, BASE = 50.0, 100.0
MAPPED = f"/ToUnicode {FIRST_MORE} 0 R"
WIN_ANSI = "/Encoding /WinAnsiEncoding"
TYPE_1 = "/Subtype /Type1 /BaseFont /Helvetica"


def names(*glyphs: str) -> str:
    """An encoding that gives glyphs to the codes from A on."""
    return f"/Encoding << /Differences [65 {' '.join(f'/{glyph}' for glyph in glyphs)}] >>"


def read(folder: Path, font: str, codes: str, letters: Mapping[int, str], before: str = "") -> Page:
    path = folder / "named.pdf"
    content = before + text_at(LEFT, BASE, "F1", codes)
    pdf_with_fonts(path, {"F1": f"{font} {MAPPED}"}, content, [map_stream(letters)])
    (page,) = read_document(path).pages
    return page


def differences(page: Page) -> list[tuple[str, str]]:
    return [(found.words, found.other) for found in page.disagreements]


@pytest.mark.parametrize(
    ("encoding", "codes", "letters", "found"),
    [
        (names("one", "eight"), "AB", "17", [("17", "18")]),
        (names("one", "eight"), "AB", "18", []),
        # Both are read as printed where nothing is drawn that is in doubt.
        (names("one", "eight"), "AAA", "17", []),
        (WIN_ANSI, "AB", "AB", []),
        (WIN_ANSI, "AB", "AD", [("AD", "AB")]),
        ("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [66 /x] >>", "AB", "Bx",
            [("Bx", "Ax")]),
        # Without an encoding a standard font has its own.
        ("", "AB", "AD", [("AD", "AB")]),
        ("", "AB", "AB", []),
        ("/Encoding << /Differences [66 /x] >>", "AB", "Bx", [("Bx", "Ax")]),
        # There is one reading where a name means nothing.
        (names(".notdef", "B"), "AB", "xB", []),
        # What nobody can read is another fault.
        (names("one", "eight"), "AB", "1\ue008", []),
        (names("one", "eight"), "AB", "1\x01", []),
        # A letter that is taken for a space ends a word, and is in none.
        (names("one", "eight"), "AB", "1 ", [("", "8")]),
    ],
)  # fmt: skip
def test_the_names_of_drawn_glyphs_are_held_against_the_map(
    tmp_path: Path, encoding: str, codes: str, letters: str, found: list[tuple[str, str]]
) -> None:
    page = read(tmp_path, f"{TYPE_1} {encoding}", codes, dict(enumerate(letters, 65)))
    assert differences(page) == found


@pytest.mark.parametrize(
    "font",
    [
        "/Subtype /Type1 /BaseFont /Kivi /FirstChar 65 /Widths [600 600]",
        "/Subtype /TrueType /BaseFont /Kivi /FirstChar 65 /Widths [600 600]",
    ],
)
def test_a_font_of_another_name_without_an_encoding_says_one_thing(
    tmp_path: Path, font: str
) -> None:
    page = read(tmp_path, font, "AB", dict(enumerate("xy", 65)))
    assert [word.text for word in page.words] == ["xy"]
    assert differences(page) == []


def test_names_of_drawn_glyphs_that_mean_nothing_contradict_no_map(tmp_path: Path) -> None:
    glyphs = ("g12", "glyph8", "c66")
    font = (
        f"/Subtype /Type1 /BaseFont /Block /FirstChar 65 /Widths [600 600 600] "
        f"/FontDescriptor {FIRST_MORE + 1} 0 R {names(*glyphs)} {MAPPED}"
    )
    objects = [
        map_stream({65: "x", 66: "y"}),
        *block_font_objects(FIRST_MORE + 1, dict(enumerate(glyphs, 1))),
    ]
    path = tmp_path / "nameless.pdf"
    pdf_with_fonts(path, {"F1": font}, text_at(LEFT, BASE, "F1", "AB"), objects)
    (page,) = read_document(path).pages
    assert [word.text for word in page.words] == ["xy"]
    assert not page.disagreements


def test_a_font_with_glyphs_of_its_own_is_not_bound_by_names(tmp_path: Path) -> None:
    """Viewers leave the encoding of such a font aside (ISO 32000-1, 9.6.6.4)."""
    path = tmp_path / "own.pdf"
    for flags, count in ((4, 0), (32, 1)):
        number = FIRST_MORE + 1
        font = (
            f"/Subtype /TrueType /BaseFont /ABCDEF+Own /FirstChar 65 /Widths [600 600] {MAPPED} "
            f"/FontDescriptor {number} 0 R {WIN_ANSI}"
        )
        descriptor = f"<< /Type /FontDescriptor /Flags {flags} /FontFile2 {number + 1} 0 R >>"
        more: list[str | bytes] = [
            map_stream({65: "x"}),
            descriptor,
            "<< /Length 0 >>\nstream\n\nendstream",
        ]
        pdf_with_fonts(path, {"F1": font}, text_at(LEFT, BASE, "F1", "A"), more)
        (page,) = read_document(path).pages
        assert len(page.disagreements) == count


def test_a_disagreement_has_the_place_of_its_word(tmp_path: Path) -> None:
    before = text_at(LEFT, BASE + 30, "F1", "AA")
    page = read(
        tmp_path, f"{TYPE_1} {names('one', 'eight')}", "AB A", {65: "1", 66: "7", 32: " "}, before
    )
    (found,) = page.disagreements
    assert found == Disagreement("17", "18", page.words[1].box)
    assert [word.text for word in page.words] == ["11", "17", "1"]


def test_a_text_that_is_given_leaves_no_doubt(tmp_path: Path) -> None:
    font = f"{TYPE_1} {names('one', 'eight')} {MAPPED}"
    content = "/Span << /ActualText (18) >> BDC " + text_at(LEFT, BASE, "F1", "AB") + " EMC"
    path = tmp_path / "given.pdf"
    pdf_with_fonts(path, {"F1": font}, content, [map_stream({65: "1", 66: "7"})])
    (page,) = read_document(path).pages
    assert [word.text for word in page.words] == ["18"]
    assert not page.disagreements


def test_each_disagreement_is_a_finding_with_both_readings(tmp_path: Path) -> None:
    page = read(tmp_path, f"{TYPE_1} {names('one', 'eight')}", "AB", {65: "1", 66: "7"})
    (finding,) = reading_findings([page], [])
    assert (finding.check, finding.value, finding.page) == ("readers-differ", "17", 1)
    assert finding.details == {"page": "1", "other": "18"}


@pytest.mark.parametrize(
    ("mapped", "named"),
    [
        (" ", "\xa0"),
        ("\u200b", " "),
        ("-", "\xad"),
        ("-", "\u2010"),
        ("-", "\u2212"),
        ("\u2013", "-"),
        ("\u03bc", "\xb5"),
        ("\u0394", "\u2206"),
        ("\u03a9", "\u2126"),
        ("'", "\u2019"),
        ("fi", "\ufb01"),
        ("2", "\xb2"),
        ("\u021b", "\u0163"),
        ("\u2022", "\xb7"),
        ("e\u0301", "\xe9"),
        ("\u041e", "O"),
        ("i", "\u0131"),
        ("\u0633", "\ufeb3"),
        ("\u2211", "\u03a3"),
        ("\u20ac", "\xa4"),
    ],
)
def test_what_looks_the_same_is_no_difference(mapped: str, named: str) -> None:
    assert not contradicts(mapped, named, is_variant=False)
    assert not contradicts(named, mapped, is_variant=False)


@pytest.mark.parametrize(
    ("mapped", "named"),
    [
        ("1", "7"),
        ("a", "A"),
        ("a", "ä"),
        (".", ","),
        ("+", "-"),
        ("a", " "),
        ("x", "xy"),
        ("≤", "≥"),
    ],
)
def test_what_looks_otherwise_is_a_difference(mapped: str, named: str) -> None:
    assert contradicts(mapped, named, is_variant=False)
    assert contradicts(named, mapped, is_variant=False)


def test_a_form_of_a_letter_may_have_its_other_case() -> None:
    assert not contradicts("A", "a", is_variant=True)
    assert contradicts("B", "a", is_variant=True)
