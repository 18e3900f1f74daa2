"""Letters as a person reads them, however they are drawn; each on a real PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Page, Word
from pipeline.isolation import PageReader
from tests.drawing import Paper

SIZE = 10.0
LEFT, BASELINE = 50.0, 100.0


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "page.pdf", (400, 300))


def read(paper: Paper) -> Page:
    paper.save()
    (page,) = PageReader(paper.path).document().pages
    return page


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def test_marks_drawn_over_letters_are_joined_to_them(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "Pa", SIZE)
    width = paper.canvas.stringWidth("P", "Helvetica", SIZE)
    letter = paper.canvas.stringWidth("a", "Helvetica", SIZE)
    mark = paper.canvas.stringWidth("\u00a8", "Helvetica", SIZE)
    paper.text(LEFT + width + (letter - mark) / 2, BASELINE, "\u00a8", SIZE)
    paper.text(LEFT + width + letter, BASELINE, "iv", SIZE)
    assert texts(read(paper)) == ["Päiv"]


def test_a_mark_by_itself_stays(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "\u00a8", SIZE)
    assert texts(read(paper)) == ["\u00a8"]


def test_text_printed_twice_counts_once_and_is_bold(paper: Paper) -> None:
    for shift in (0.0, 0.3):
        paper.text(LEFT + shift, BASELINE, "Hollolassa illalla", SIZE)
    words = read(paper).words
    assert [(word.text, word.bold) for word in words] == [("Hollolassa", True), ("illalla", True)]


def test_the_same_letters_side_by_side_are_all_kept(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "illilli 1111 ...", SIZE)
    words = read(paper).words
    assert [(word.text, word.bold) for word in words] == [
        ("illilli", False),
        ("1111", False),
        ("...", False),
    ]


def test_text_in_a_mode_that_shows_nothing_is_not_read(paper: Paper) -> None:
    hidden = paper.canvas.beginText(LEFT, 150)
    hidden.setFont("Helvetica", SIZE)
    hidden.setTextRenderMode(3)
    hidden.textOut("piilossa ")
    hidden.setTextRenderMode(0)
    hidden.textOut("esillä")
    paper.canvas.drawText(hidden)
    (word,) = read(paper).words
    assert word.text == "esillä"
    assert word.box.x0 > LEFT + 30


def test_white_text_is_read_on_a_fill_alone(paper: Paper) -> None:
    paper.rectangle(40, 90, 200, 110, fill=(0, 0, 0.5))
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.text(LEFT, BASELINE, "otsikko", SIZE)
    paper.text(LEFT, BASELINE + 100, "piilossa", SIZE)
    assert texts(read(paper)) == ["otsikko"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_text_turned_as_a_whole_is_read_upright(paper: Paper, degrees: int) -> None:
    paper.canvas.translate(200, 150)
    paper.canvas.rotate(degrees)
    for number, line in enumerate(("ensimmäinen rivi", "toinen rivi")):
        paper.canvas.setFont("Helvetica", SIZE)
        paper.canvas.drawString(0, -14 * number, line)
    words = read(paper).words
    assert [word.text for word in words] == ["ensimmäinen", "rivi", "toinen", "rivi"]
    first, second, third, _ = words
    assert first.box.x1 < second.box.x0
    assert first.box.bottom < third.box.bottom
    assert around(first, 200, 150)


def around(word: Word, x: float, y: float) -> bool:
    """Whether a word's box on the page as displayed begins at a point."""
    box = word.shown
    assert box is not None
    near = SIZE * 1.2
    return (
        min(abs(box.x0 - x), abs(box.x1 - x)) < near
        and min(abs(box.top - y), abs(box.bottom - y)) < near
    )


def test_one_turned_word_does_not_turn_the_page(paper: Paper) -> None:
    for number in range(8):
        paper.text(LEFT, 50 + 20 * number, "tavallinen rivi", SIZE)
    paper.canvas.saveState()
    paper.canvas.translate(300, 100)
    paper.canvas.rotate(90)
    paper.canvas.drawString(0, 0, "leima")
    paper.canvas.restoreState()
    page = read(paper)
    assert texts(page).count("tavallinen") == 8
    assert all(word.shown is None for word in page.words)


def test_a_slanted_word_across_the_page_is_in_no_cell(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "Palvelu", SIZE)
    paper.canvas.saveState()
    paper.canvas.translate(LEFT, BASELINE)
    paper.canvas.rotate(35)
    paper.canvas.setFont("Helvetica", 6 * SIZE)
    paper.canvas.drawString(0, 0, "LUONNOS")
    paper.canvas.restoreState()
    assert [(word.text, word.loose) for word in read(paper).words] == [
        ("Palvelu", False),
        ("LUONNOS", True),
    ]


def test_a_large_title_over_nothing_is_ordinary_text(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "Palvelu", SIZE)
    paper.text(LEFT, BASELINE + 80, "Liite", 4 * SIZE)
    assert not any(word.loose for word in read(paper).words)


def test_a_space_drawn_over_a_letter_parts_no_word(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "palve", SIZE)
    width = paper.canvas.stringWidth("palve", "Helvetica", SIZE)
    paper.text(LEFT + width, BASELINE, " ", SIZE)
    paper.text(LEFT + width, BASELINE, "lut", SIZE)
    assert texts(read(paper)) == ["palvelut"]
