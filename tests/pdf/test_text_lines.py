"""Lines that belong to text rule nothing, beside borders that are as close to text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.grids.ruled import find_grids
from pipeline.pages.model import Page
from tests.support.drawing import BLACK, Paper, text_width
from tests.support.pieces import texts_of_grid
from tests.support.reading import read_document

SIZE, LEFT, BASELINE = 10.0, 60.0, 100.0
# Where an underline and a strike-through stand below the line of letters, as shares of their size.
UNDER, THROUGH = 0.12, -0.3
NAME = "Ammatinvalinnan ohjaus"


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "drawn.pdf", (400, 300))


def page_of(paper: Paper) -> Page:
    """The only page of a drawing."""
    paper.save()
    (page,) = read_document(paper.path).pages
    return page


def line_at(paper: Paper, share: float, start: float, end: float) -> None:
    """A line that stands so far below the letters, as a share of their size."""
    y = BASELINE + share * SIZE
    paper.line(start, y, end, y, 0.5)


def draw(paper: Paper, share: float, text: str = NAME, before: str = "", after: str = "") -> None:
    """A line of text, a part of which has a line below or through it."""
    paper.text(LEFT, BASELINE, before + text + after, SIZE)
    start = LEFT + text_width(before, SIZE)
    line_at(paper, share, start, start + text_width(text, SIZE))


def struck(page: Page) -> list[str]:
    return [word.text for word in page.words if word.struck]


@pytest.mark.parametrize("share", [0.03, UNDER, 0.19])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("Katso ", ""), ("Katso ", " tästä")])
def test_an_underline_rules_nothing(paper: Paper, share: float, before: str, after: str) -> None:
    draw(paper, share, NAME, before, after)
    page = page_of(paper)
    assert page.rulings == ()
    assert struck(page) == []


def test_an_underline_that_takes_a_space_along_rules_nothing(paper: Paper) -> None:
    draw(paper, UNDER, NAME + " ", "Katso ", "tästä")
    assert page_of(paper).rulings == ()


def test_underlines_of_a_link_over_several_lines_rule_nothing(paper: Paper) -> None:
    for number, text in enumerate(["https://www.hyvinvointi", "palvelut.fi/ohjaus", "/nuoret"]):
        baseline = BASELINE + number * 12
        paper.text(LEFT, baseline, text, SIZE)
        paper.line(LEFT, baseline + 1.2, LEFT + text_width(text, SIZE), baseline + 1.2, 0.5)
    assert page_of(paper).rulings == ()


def test_pieces_of_an_underline_between_letters_that_reach_below_rule_nothing(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "Yrityspalvelut", SIZE)
    end = LEFT + text_width("Yrityspalvelut", SIZE)
    gaps = [text_width("Yrit", SIZE), text_width("Yritys", SIZE)]
    start = LEFT
    for gap in gaps:
        line_at(paper, UNDER, start, LEFT + gap - 1)
        start = LEFT + gap + 0.6 * SIZE
    line_at(paper, UNDER, start, end)
    assert page_of(paper).rulings == ()


def test_an_underline_as_a_thin_rectangle_rules_nothing(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, NAME, SIZE)
    y = BASELINE + UNDER * SIZE
    paper.rectangle(LEFT, y - 0.3, LEFT + text_width(NAME, SIZE), y + 0.3, fill=BLACK)
    assert page_of(paper).rulings == ()


def test_a_double_underline_rules_nothing(paper: Paper) -> None:
    draw(paper, UNDER)
    line_at(paper, UNDER + 0.15, LEFT, LEFT + text_width(NAME, SIZE))
    assert page_of(paper).rulings == ()


@pytest.mark.parametrize("share", [-0.2, THROUGH, -0.4])
def test_a_strike_through_rules_nothing_and_its_words_are_struck(
    paper: Paper, share: float
) -> None:
    draw(paper, share, NAME, "Vain ", " jatkuu")
    page = page_of(paper)
    assert page.rulings == ()
    assert struck(page) == NAME.split()


def test_a_word_that_is_struck_in_part_is_struck(paper: Paper) -> None:
    draw(paper, THROUGH, "10", "", "3000 euroa")
    assert struck(page_of(paper)) == ["103000"]


@pytest.mark.parametrize(
    ("share", "past"),
    [
        (0.35, 0.0),  # a rule under a heading, as wide as it
        (-0.9, 0.0),  # a total line above its number, as wide as it
        (-0.55, 0.0),
        (UNDER, 0.3),  # a border little wider than its text
        (UNDER, -0.3),
        (THROUGH, 3.0),  # a border that text of a low row reaches over
    ],
)
def test_other_lines_near_text_rule(paper: Paper, share: float, past: float) -> None:
    paper.text(LEFT, BASELINE, NAME, SIZE)
    end = LEFT + text_width(NAME, SIZE)
    line_at(paper, share, LEFT - past * SIZE, end + past * SIZE)
    page = page_of(paper)
    assert len(page.rulings) == 1
    assert struck(page) == []


def test_a_rule_below_two_texts_far_apart_rules(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, "Nimi", SIZE)
    paper.text(LEFT + 100, BASELINE, "Arvo", SIZE)
    line_at(paper, UNDER, LEFT, LEFT + 100 + text_width("Arvo", SIZE))
    assert len(page_of(paper).rulings) == 1


def test_a_box_close_around_its_text_rules(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, NAME, SIZE)
    end = LEFT + text_width(NAME, SIZE)
    paper.rectangle(LEFT, BASELINE - SIZE, end, BASELINE + UNDER * SIZE, stroke=True)
    assert len(page_of(paper).rulings) == 4


def test_rules_of_a_column_that_is_as_wide_as_one_of_its_texts_rule(paper: Paper) -> None:
    end = LEFT + text_width(NAME, SIZE)
    for number, text in enumerate([NAME, "Ohjaus", ""]):
        baseline = BASELINE + number * 15
        paper.text(LEFT, baseline, text, SIZE)
        paper.line(LEFT, baseline + UNDER * SIZE, end, baseline + UNDER * SIZE, 0.5)
    assert len(page_of(paper).rulings) == 3


def table(paper: Paper, columns: Sequence[float], rows: Sequence[float]) -> None:
    for x in columns:
        paper.line(x, rows[0], x, rows[-1])
    for y in rows:
        paper.line(columns[0], y, columns[-1], y)


@pytest.mark.parametrize("beside", [0.5, 1.5, 2.9])
@pytest.mark.parametrize("share", [UNDER, THROUGH])
def test_a_cell_whose_text_has_a_line_is_one_row(paper: Paper, beside: float, share: float) -> None:
    # The line ends as close to both borders as a ruling that would rule the cell.
    right = LEFT + text_width(NAME, SIZE) + (beside if beside > 1 else 2.0)
    table(paper, (LEFT - beside, right, right + 80), (80, 110, 140))
    draw(paper, share)
    paper.text(right + 4, BASELINE, "Kunta", SIZE)
    page = page_of(paper)
    (grid,) = find_grids(page).grids
    assert texts_of_grid(grid) == [[NAME, "Kunta"], ["", ""]]
    assert struck(page) == (NAME.split() if share == THROUGH else [])


def test_lines_of_text_that_is_laid_upright_rule_nothing(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "turned.pdf", (400, 300))
    paper.place(90, (0, 0, 300, 400), None)
    draw(paper, UNDER)
    page = page_of(paper)
    assert [word.text for word in page.words] == NAME.split()
    assert page.rulings == ()


def test_a_line_through_a_single_mark_strikes_it_out(paper: Paper) -> None:
    draw(paper, THROUGH, "x")
    page = page_of(paper)
    assert struck(page) == ["x"]
    assert page.ink == ()


def test_a_short_underline_is_no_drawing(paper: Paper) -> None:
    draw(paper, UNDER, "1)")
    page = page_of(paper)
    assert (page.rulings, page.ink) == ((), ())


def test_a_short_line_alone_is_one(paper: Paper) -> None:
    paper.text(LEFT, BASELINE, NAME, SIZE)
    line_at(paper, THROUGH, LEFT + 200, LEFT + 208)
    page = page_of(paper)
    assert struck(page) == []
    assert len(page.ink) == 1


def rows_of_a_table(paper: Paper, height: float) -> None:
    """Three ruled rows, one name in each; the first one stands on the baseline."""
    first = BASELINE - 0.35 * SIZE - height / 2
    for number in range(4):
        y = first + number * height
        paper.line(LEFT - 20, y, LEFT + 250, y, 0.5)
        if number < 3:
            paper.text(LEFT, BASELINE + number * height, NAME, SIZE)
    for x in (LEFT - 20, LEFT + 150, LEFT + 250):
        paper.line(x, first, x, first + 3 * height, 0.5)


@pytest.mark.parametrize(("start", "end"), [(LEFT - 20, LEFT + 250), (LEFT - 8, LEFT + 140)])
def test_a_line_through_a_whole_row_strikes_out_its_text(
    paper: Paper, start: float, end: float
) -> None:
    rows_of_a_table(paper, 20)
    line_at(paper, THROUGH, start, end)
    page = page_of(paper)
    assert struck(page) == NAME.split()
    (grid,) = find_grids(page).grids
    assert len(grid.rows) == 4


def test_a_border_that_a_text_runs_over_strikes_out_nothing(paper: Paper) -> None:
    rows_of_a_table(paper, 20)
    # The border below the first row goes through a text that is set too low.
    paper.text(LEFT + 160, BASELINE - 0.35 * SIZE + 10 + 0.3 * SIZE, "Liian matala", SIZE)
    page = page_of(paper)
    assert struck(page) == []
    (grid,) = find_grids(page).grids
    assert len(grid.rows) == 4
