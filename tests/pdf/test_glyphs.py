"""Letters as a person reads them, however they are drawn; each on a real PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.grids.lines import lines_of
from pipeline.grids.ruled import find_grids
from pipeline.pages.model import Page, Word
from tests.support.drawing import Paper
from tests.support.reading import read_document

SIZE = 10.0
LEFT, BASELINE = 50.0, 100.0


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "page.pdf", (400, 300))


def read(paper: Paper) -> Page:
    paper.save()
    (page,) = read_document(paper.path).pages
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


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_text_on_an_upright_page_is_read_as_words(paper: Paper, degrees: int) -> None:
    for number in range(8):
        paper.text(LEFT, 50 + 20 * number, "tavallinen rivi", SIZE)
    turned_block(paper, degrees, ("uusi työn-", "hakija illalla"))
    page = read(paper)
    turned = [word for word in page.words if word.turn]
    assert {word.turn for word in turned} == {degrees}
    assert [line.text for line in lines_of(turned)] == ["uusi työn-", "hakija illalla"]
    assert all(120 < word.box.middle[0] < 390 for word in turned)
    assert texts(page).count("tavallinen") == 8


def turned_block(paper: Paper, degrees: int, lines: Sequence[str]) -> None:
    """Lines of text turned around a point."""
    paper.canvas.saveState()
    paper.canvas.translate(260, 150)
    paper.canvas.rotate(degrees)
    for number, line in enumerate(lines):
        paper.canvas.setFont("Helvetica", SIZE)
        paper.canvas.drawString(0, -14 * number, line)
    paper.canvas.restoreState()


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_word_on_a_turned_page_has_its_place_there(paper: Paper, degrees: int) -> None:
    paper.canvas.translate(200, 150)
    paper.canvas.rotate(degrees)
    for number in range(8):
        paper.canvas.setFont("Helvetica", SIZE)
        paper.canvas.drawString(-100, 50 - 14 * number, "tavallinen rivi")
    paper.canvas.rotate(90)
    paper.canvas.drawString(0, -20, "leima")
    page = read(paper)
    (stamp,) = [word for word in page.words if word.turn]
    assert (stamp.text, page.turn) == ("leima", degrees)
    assert stamp.shown is not None
    # The stamp stands beside the middle of the page, turned by both angles.
    assert abs(stamp.shown.middle[0] - 200) < 60
    assert abs(stamp.shown.middle[1] - 150) < 60


def test_slanted_text_belongs_to_no_line(paper: Paper) -> None:
    for number in range(8):
        paper.text(LEFT, 50 + 20 * number, "tavallinen rivi", SIZE)
    paper.canvas.translate(60, 120)
    paper.canvas.rotate(40)
    paper.canvas.setFont("Helvetica", 30)
    paper.canvas.drawString(0, 0, "Luonnos 2")
    page = read(paper)
    assert {word.text for word in page.words} == {"tavallinen", "rivi"}
    assert [word.text for word in page.slanted] == ["Luonnos", "2"]
    assert [line.text for line in find_grids(page).outside][-2:] == ["2", "Luonnos"]


def test_words_of_all_kinds_have_numbers_of_their_own_on_each_page(paper: Paper) -> None:
    for _ in range(2):
        for number in range(8):
            paper.text(LEFT, 50 + 20 * number, "tavallinen rivi", SIZE)
        # Over the lines, so that it is a mark across the page.
        paper.text(LEFT, 150, "LUONNOS", 6 * SIZE)
        turned_block(paper, 90, ("kyljellään",))
        paper.canvas.translate(60, 120)
        paper.canvas.rotate(40)
        paper.text(0, paper.size[1], "Vinossa on", SIZE)
        paper.next_page()
    paper.save()
    pages = read_document(paper.path).pages
    for page in pages:
        assert [word.text for word in page.words if word.loose] == ["LUONNOS"]
        assert [word.text for word in page.words if word.turn] == ["kyljellään"]
        assert [word.text for word in page.slanted] == ["Vinossa", "on"]
        assert [word.number for word in (*page.words, *page.slanted)] == list(range(20))
    assert pages[0].words == pages[1].words


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
