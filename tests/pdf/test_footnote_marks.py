"""Small raised or lowered type beside letters is a mark of its own, beside what only looks so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.pages.model import Page
from tests.support.drawing import Paper, text_width
from tests.support.reading import read_document

SIZE, LEFT, BASELINE = 10.0, 60.0, 100.0
# What word processors do: type of this size, raised or lowered by this, as shares of the size.
SMALL, RAISED, LOWERED = 0.6, 0.35, -0.2
# A text, the share of the usual size that it is set in, and by which share of that it is raised.
Piece = tuple[str, float, float]


def draw(paper: Paper, pieces: Sequence[Piece], gap: float = 0.0, size: float = SIZE) -> None:
    """Draw pieces of text after each other, some space between them."""
    x = LEFT
    for text, share, raised in pieces:
        paper.text(x, BASELINE - raised * size, text, share * size)
        x += text_width(text, share * size) + gap * size


def page_of(paper: Paper) -> Page:
    """The only page of a drawing."""
    paper.save()
    (page,) = read_document(paper.path).pages
    return page


def read(folder: Path, *pieces: Piece, gap: float = 0.0) -> tuple[list[str], list[str]]:
    """The words of a line, and the marks beside them."""
    paper = Paper(folder / "line.pdf", (400, 200))
    draw(paper, pieces, gap)
    page = page_of(paper)
    assert {word.aside for word in page.aside} <= {"footnote-mark"}
    by_place = sorted(page.words, key=lambda word: (round(word.box.bottom), word.box.x0))
    return [word.text for word in by_place], [word.text for word in page.aside]


def usual(text: str) -> Piece:
    return text, 1.0, 0.0


def raised(text: str, share: float = SMALL, by: float = RAISED) -> Piece:
    return text, share, by


def lowered(text: str) -> Piece:
    return text, SMALL, LOWERED


@pytest.mark.parametrize(
    "mark", ["1", "2", "12", "103", "1)", "(1)", "1,2", "1, 2", "1)2)", "a", "b,c", "*", "**", "#"]
)
def test_raised_small_type_is_a_mark(tmp_path: Path, mark: str) -> None:
    words, marks = read(tmp_path, usual("987"), raised(mark))
    assert words == ["987"]
    assert "".join(marks) == mark.replace(" ", "")


@pytest.mark.parametrize(
    ("share", "by"), [(0.58, 0.33), (0.65, 0.35), (0.83, 0.33), (0.7, 0.5), (0.85, 0.21)]
)
def test_marks_are_raised_and_small_in_many_ways(tmp_path: Path, share: float, by: float) -> None:
    assert read(tmp_path, usual("987"), raised("2", share, by)) == (["987"], ["2"])


@pytest.mark.parametrize(
    ("share", "by"),
    [
        (0.6, 0.0),  # on the same line
        (0.6, 0.15),  # in the middle of the line
        (0.9, 0.35),  # not small
        (1.0, 0.35),
        (0.6, 1.0),  # on a line above
        (0.6, -1.2),  # on a line below
        (0.6, -0.05),
    ],
)
def test_other_type_is_none(tmp_path: Path, share: float, by: float) -> None:
    assert read(tmp_path, usual("987"), raised("2", share, by))[1] == []


@pytest.mark.parametrize("text", ["st", "TM", "o", "0", "+", "%", "A", "-3", "Huom", "1234"])
def test_longer_text_or_other_signs_are_none(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, usual("987"), raised(text))[1] == []


def test_a_mark_before_its_word_is_one(tmp_path: Path) -> None:
    assert read(tmp_path, raised("2"), usual("Arvio"), gap=0.2) == (["Arvio"], ["2"])


def test_letters_around_a_mark_are_one_word(tmp_path: Path) -> None:
    assert read(tmp_path, usual("CO"), lowered("2"), usual("-päästöt")) == (["CO-päästöt"], ["2"])


def test_lowered_letters_are_none(tmp_path: Path) -> None:
    assert read(tmp_path, usual("x"), lowered("i"))[1] == []


def test_a_letter_as_text_of_its_own_type_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, usual("987²")) == (["987²"], [])


def test_small_text_alone_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, raised("2")) == (["2"], [])


def test_a_mark_of_a_line_in_small_type_is_one(tmp_path: Path) -> None:
    line = ("2", 0.45, 0.25), (" Arvio kunnista", 0.7, 0.0)
    assert read(tmp_path, *line) == (["Arvio", "kunnista"], ["2"])


def test_halves_of_a_fraction_and_cents_stay(tmp_path: Path) -> None:
    assert read(tmp_path, usual("3"), raised("1"), usual("/"), lowered("2"))[1] == []
    assert read(tmp_path, usual("12,"), raised("50")) == (["12,50"], [])
    # After the end of a sentence a digit is a mark.
    assert read(tmp_path, usual("kunnat."), raised("50")) == (["kunnat."], ["50"])


@pytest.mark.parametrize(("gap", "marks"), [(0.0, ["2"]), (0.3, ["2"]), (0.6, [])])
def test_a_mark_stands_close_to_its_letters(tmp_path: Path, gap: float, marks: list[str]) -> None:
    assert read(tmp_path, usual("987"), raised("2"), gap=gap)[1] == marks


def test_no_mark_stands_beyond_a_ruling(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "cells.pdf", (400, 200))
    draw(paper, [usual("987"), raised("2")], gap=0.2)
    border = LEFT + text_width("987", SIZE) + 0.1 * SIZE
    paper.line(border, BASELINE - 2 * SIZE, border, BASELINE + SIZE)
    page = page_of(paper)
    assert [word.text for word in page.words] == ["987", "2"]
    assert page.aside == ()


def test_a_mark_has_the_place_where_it_is_printed(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "mark.pdf", (400, 200))
    draw(paper, [usual("987"), raised("2")])
    page = page_of(paper)
    (word,), (mark,) = page.words, page.aside
    assert word.box.x1 == pytest.approx(LEFT + text_width("987", SIZE), abs=0.1)
    assert mark.box.x0 == pytest.approx(word.box.x1, abs=0.1)
    assert mark.box.bottom - mark.box.top == pytest.approx(SMALL * SIZE, abs=0.1)
    assert mark.box.bottom < word.box.bottom - 0.3 * SIZE
    assert word.number != mark.number


@pytest.mark.parametrize("turned", [90, 270])
def test_a_mark_of_turned_text_is_one(tmp_path: Path, turned: int) -> None:
    paper = Paper(tmp_path / "turned.pdf", (400, 400))
    paper.text(40, 380, "Taulukon otsikko on pystyssä muuten kuin tässä", SIZE)
    paper.canvas.saveState()
    paper.canvas.translate(200, 200)
    paper.canvas.rotate(turned)
    paper.canvas.setFont("Helvetica", SIZE)
    paper.canvas.drawString(0, 0, "Kunnat")
    paper.canvas.setFont("Helvetica", SMALL * SIZE)
    paper.canvas.drawString(text_width("Kunnat", SIZE), RAISED * SIZE, "1")
    paper.canvas.restoreState()
    page = page_of(paper)
    assert "Kunnat" in [word.text for word in page.words]
    assert [word.text for word in page.aside] == ["1"]
    assert {word.turn for word in page.aside} == {turned}


def test_the_digits_of_a_heading_in_large_type_do_not_make_marks_of_a_table(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "table.pdf", (400, 200))
    paper.text(LEFT, BASELINE, "Taulukko 1", 2 * SIZE)
    paper.text(LEFT, BASELINE + 0.9 * SIZE, "1", SIZE)
    paper.text(LEFT + 40, BASELINE + 0.9 * SIZE, "2", SIZE)
    assert page_of(paper).aside == ()
