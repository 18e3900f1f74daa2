"""Pages and grids, read from small PDFs drawn for one question each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.grids.model import Grid
from pipeline.grids.ruled import find_grids
from pipeline.pages.model import Page
from tests.support.drawing import BLACK, LIGHT_BLUE, WHITE, Paper, text_width
from tests.support.reading import read_document

SIZE = (400.0, 300.0)
TYPE = 10.0
COLUMNS, ROWS = (40.0, 150.0, 260.0), (60.0, 100.0, 130.0, 180.0)

Places = Sequence[float]


@pytest.fixture(name="paper")
def blank_paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "drawn.pdf", SIZE)


def read(paper: Paper) -> Page:
    """The only page of a drawing."""
    paper.next_page()
    paper.save()
    (page,) = read_document(paper.path).pages
    return page


def only_grid(paper: Paper) -> Grid:
    """The only grid of a drawing of one page, where nothing stands outside it."""
    found = find_grids(read(paper))
    assert found.outside == ()
    (grid,) = found.grids
    return grid


def lines(paper: Paper, columns: Places, rows: Places) -> None:
    """A table ruled with lines from end to end."""
    for x in columns:
        paper.line(x, rows[0], x, rows[-1])
    for y in rows:
        paper.line(columns[0], y, columns[-1], y)


def pieces(paper: Paper, columns: Places, rows: Places) -> None:
    """A table ruled with one short line for each side of each cell."""
    for top, bottom in pairwise(rows):
        for left, right in pairwise(columns):
            paper.line(left, top, right, top)
            paper.line(left, bottom, right, bottom)
            paper.line(left, top, left, bottom)
            paper.line(right, top, right, bottom)


def thin_rectangles(paper: Paper, columns: Places, rows: Places) -> None:
    """A table ruled with thin black rectangles."""
    for x in columns:
        paper.rectangle(x - 0.4, rows[0], x + 0.4, rows[-1], fill=BLACK)
    for y in rows:
        paper.rectangle(columns[0], y - 0.4, columns[-1], y + 0.4, fill=BLACK)


def stroked_rectangles(paper: Paper, columns: Places, rows: Places) -> None:
    """A table of outlined rectangles, one for each cell."""
    for top, bottom in pairwise(rows):
        for left, right in pairwise(columns):
            paper.rectangle(left, top, right, bottom, stroke=True)


def words(page: Page) -> list[str]:
    return [word.text for word in sorted(page.words, key=lambda w: (w.box.top, w.box.x0))]


def cell_lines(grid: Grid) -> dict[tuple[int, int], list[str]]:
    return {(c.row, c.column): [line.text for line in c.lines] for c in grid.cells if c.lines}


def spans(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    return {(c.row, c.column): (c.row_span, c.column_span) for c in grid.cells}


# Words and rulings between them.


@pytest.mark.parametrize("gap", [0.0, 0.3, 0.6])
def test_a_word_is_cut_at_a_ruling_between_two_cells(paper: Paper, gap: float) -> None:
    lines(paper, (40, 150, 260), (60, 80))
    paper.text(150 - gap - text_width("Lakisääteinen", TYPE), 74, "Lakisääteinen", TYPE)
    paper.text(150 + gap, 74, "Kunnat", TYPE)
    assert cell_lines(only_grid(paper)) == {(0, 0): ["Lakisääteinen"], (0, 1): ["Kunnat"]}


def test_a_word_is_cut_at_each_of_several_rulings(paper: Paper) -> None:
    width = text_width("MM", TYPE)
    lines(paper, [40 + n * width for n in range(4)], (60, 80))
    paper.text(40, 74, "MMMMMM", TYPE)
    assert cell_lines(only_grid(paper)) == {(0, 0): ["MM"], (0, 1): ["MM"], (0, 2): ["MM"]}


def test_a_word_is_not_cut_by_a_ruling_at_another_height(paper: Paper) -> None:
    paper.line(150, 80, 150, 140)
    paper.text(150 - text_width("Lakisää", TYPE), 74, "Lakisääteinen", TYPE)
    assert words(read(paper)) == ["Lakisääteinen"]


def test_a_word_that_a_ruling_goes_through_stays_whole_and_in_its_cell(paper: Paper) -> None:
    lines(paper, (40, 150, 260), (60, 80))
    before = text_width("Yhteiskuntaorienta", TYPE) + text_width("m", TYPE) / 2
    paper.text(150 - before, 74, "Yhteiskuntaorientamio", TYPE)
    assert cell_lines(only_grid(paper)) == {(0, 0): ["Yhteiskuntaorientamio"]}


def test_a_word_belongs_to_the_cell_of_its_centre(paper: Paper) -> None:
    lines(paper, (40, 150, 260), (60, 80))
    paper.text(150 - text_width("m", TYPE) / 2, 74, "mahdollinen", TYPE)
    assert cell_lines(only_grid(paper)) == {(0, 1): ["mahdollinen"]}


def test_lines_of_a_cell_stand_top_to_bottom_and_left_to_right(paper: Paper) -> None:
    lines(paper, (40, 260), (60, 120))
    paper.text(90, 86, "ohjaus", TYPE)
    paper.text(44, 98, "neuvonta", TYPE)
    paper.text(44, 74, "palvelu", TYPE)
    paper.text(44, 86, "Tieto,", TYPE)
    assert cell_lines(only_grid(paper)) == {(0, 0): ["palvelu", "Tieto, ohjaus", "neuvonta"]}


def test_lines_of_two_cells_at_nearly_one_height_are_not_mixed(paper: Paper) -> None:
    lines(paper, (40, 150, 260), (60, 120))
    for number in range(3):
        paper.text(44, 80 + 12 * number, f"vasen{number} rivi", TYPE)
        paper.text(154, 83 + 12 * number, f"oikea{number} rivi", TYPE)
    assert cell_lines(only_grid(paper)) == {
        (0, 0): ["vasen0 rivi", "vasen1 rivi", "vasen2 rivi"],
        (0, 1): ["oikea0 rivi", "oikea1 rivi", "oikea2 rivi"],
    }


def test_bold_is_told_word_by_word_and_a_cell_is_bold_as_a_whole(paper: Paper) -> None:
    lines(paper, (40, 150, 260, 370), (60, 80))
    paper.text(44, 74, "Tyyppi", TYPE, bold=True)
    paper.text(154, 74, "Tyyppi", TYPE)
    paper.text(264, 74, "Tyyppi", TYPE, bold=True)
    paper.text(310, 74, "tai", TYPE)
    page = read(paper)
    assert [w.bold for w in sorted(page.words, key=lambda w: w.box.x0)] == [
        True,
        False,
        True,
        False,
    ]
    (grid,) = find_grids(page).grids
    assert [cell.bold for cell in grid.cells] == [True, False, False]


# Rulings and fills.


@pytest.mark.parametrize("draw", [lines, pieces, thin_rectangles, stroked_rectangles])
def test_rulings_of_all_kinds_make_the_same_grid(
    paper: Paper, draw: Callable[[Paper, Places, Places], None]
) -> None:
    draw(paper, COLUMNS, ROWS)
    paper.text(44, 85, "ylhäällä", TYPE)
    paper.text(154, 160, "alhaalla", TYPE)
    grid = only_grid(paper)
    assert grid.columns == pytest.approx(COLUMNS, abs=0.5)
    assert grid.rows == pytest.approx(ROWS, abs=0.5)
    assert spans(grid) == {(row, column): (1, 1) for row in range(3) for column in range(2)}
    assert cell_lines(grid) == {(0, 0): ["ylhäällä"], (2, 1): ["alhaalla"]}


def test_slanted_lines_and_pictures_are_no_rulings(paper: Paper) -> None:
    paper.line(40, 60, 260, 180)
    paper.picture(300, 60, 380, 180)
    paper.line(40, 200, 260, 200)
    page = read(paper)
    assert [(r.direction, r.position) for r in page.rulings] == [("h", 200)]
    assert find_grids(page).grids == ()


def test_a_fill_shades_its_cell_and_rules_nothing(paper: Paper) -> None:
    paper.rectangle(40, 60, 150, 100, fill=LIGHT_BLUE)
    paper.rectangle(150, 60, 260, 100, fill=WHITE)
    paper.rectangle(60, 105, 120, 125, fill=LIGHT_BLUE)
    lines(paper, COLUMNS, (60, 100, 130, 180))
    grid = only_grid(paper)
    assert grid.columns == pytest.approx(COLUMNS)
    assert {(c.row, c.column) for c in grid.cells if c.colours} == {(0, 0), (1, 0)}


def test_different_fills_are_told_apart(paper: Paper) -> None:
    paper.rectangle(40, 60, 150, 100, fill=LIGHT_BLUE)
    paper.rectangle(150, 60, 260, 100, fill=(1, 1, 0.8))
    lines(paper, COLUMNS, (60, 100))
    one, other = only_grid(paper).cells
    assert one.colours and other.colours and not one.colours & other.colours


# Where a page begins, and which way up it is.

PLACES = {
    "as drawn": (0, (0, 0, 400, 300), None),
    "CropBox": (0, (0, 0, 500, 400), (60, 30, 460, 330)),
    "MediaBox not at 0": (0, (100, 50, 500, 350), None),
    "MediaBox below 0": (0, (-100, -50, 300, 250), None),
    "MediaBox not at 0 and CropBox": (0, (100, 50, 640, 450), (160, 80, 560, 380)),
    "rotated by 90": (90, (0, 0, 300, 400), None),
    "rotated by 180": (180, (0, 0, 400, 300), None),
    "rotated by 270": (270, (0, 0, 300, 400), None),
    "rotated by 90 and CropBox": (90, (0, 0, 390, 500), (30, 60, 330, 460)),
    "rotated by 180 and CropBox": (180, (0, 0, 500, 400), (60, 30, 460, 330)),
    "rotated by 270 and CropBox": (270, (0, 0, 390, 500), (30, 60, 330, 460)),
    "rotated by 90 and MediaBox not at 0": (90, (100, 50, 400, 450), None),
    "rotated by 270, MediaBox not at 0, CropBox": (270, (10, 20, 400, 520), (40, 80, 340, 480)),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_coordinates_are_those_of_the_page_as_displayed(
    paper: Paper, place: tuple[int, tuple[float, ...], tuple[float, ...] | None]
) -> None:
    paper.place(*place)
    paper.rectangle(40, 60, 150, 100, fill=LIGHT_BLUE)
    lines(paper, COLUMNS, ROWS)
    paper.text(50, 85, "Kotoutuja", TYPE)
    paper.text(154, 160, "x", TYPE)
    page = read(paper)
    assert (page.width, page.height) == pytest.approx(paper.size)
    (grid,) = find_grids(page).grids
    assert grid.columns == pytest.approx(COLUMNS, abs=0.1)
    assert grid.rows == pytest.approx(ROWS, abs=0.1)
    assert cell_lines(grid) == {(0, 0): ["Kotoutuja"], (2, 1): ["x"]}
    assert [c.colours != frozenset() for c in grid.cells] == [True] + [False] * 5
    box = next(word.box for word in page.words if word.text == "Kotoutuja")
    assert (box.x0, box.x1) == pytest.approx((50, 50 + text_width("Kotoutuja", TYPE)), abs=0.1)
    assert 85 - TYPE < box.top < 85 - 0.6 * TYPE
    assert 85 < box.bottom < 85 + 0.4 * TYPE


def test_text_outside_the_crop_box_is_not_on_the_page(paper: Paper) -> None:
    paper.place(0, (0, 0, 500, 400), (60, 30, 460, 330))
    paper.text(-50, 85, "leikattu", TYPE)
    paper.text(50, -10, "ylhäältä", TYPE)
    paper.text(50, 85, "näkyvä", TYPE)
    assert words(read(paper)) == ["näkyvä"]


def test_a_crop_box_wider_than_its_page_shows_only_the_page(paper: Paper) -> None:
    paper.canvas.setCropBox((-20, -10, 440, 330))
    lines(paper, COLUMNS, ROWS)
    page = read(paper)
    assert (page.width, page.height) == pytest.approx(paper.size)
    (grid,) = find_grids(page).grids
    assert grid.columns == pytest.approx(COLUMNS, abs=0.1)
    assert grid.rows == pytest.approx(ROWS, abs=0.1)


# Several tables, frames, merged cells.


def test_two_tables_one_above_the_other_stay_apart(paper: Paper) -> None:
    lines(paper, (40, 150, 260), (180, 210, 240))
    lines(paper, (40, 150, 260), (60, 90, 120, 150))
    paper.text(44, 78, "ensimmäinen", TYPE)
    paper.text(44, 168, "välissä", TYPE)
    paper.text(44, 198, "toinen", TYPE)
    found = find_grids(read(paper))
    assert [len(grid.rows) for grid in found.grids] == [4, 3]
    assert [cell_lines(g) for g in found.grids] == [{(0, 0): ["ensimmäinen"]}, {(0, 0): ["toinen"]}]
    assert [line.text for line in found.outside] == ["välissä"]


def test_two_tables_side_by_side_stay_apart(paper: Paper) -> None:
    lines(paper, (40, 100, 160), (60, 90, 120))
    lines(paper, (172, 230, 300, 340), (60, 90, 120))
    paper.text(44, 78, "vasen", TYPE)
    paper.text(176, 78, "oikea", TYPE)
    found = find_grids(read(paper))
    assert [len(grid.columns) for grid in found.grids] == [3, 4]
    assert [cell_lines(g) for g in found.grids] == [{(0, 0): ["vasen"]}, {(0, 0): ["oikea"]}]


def test_a_frame_around_a_table_is_no_table(paper: Paper) -> None:
    paper.rectangle(20, 20, 380, 280, stroke=True)
    lines(paper, COLUMNS, ROWS)
    paper.text(44, 40, "Otsikko", TYPE)
    paper.text(44, 85, "taulukossa", TYPE)
    found = find_grids(read(paper))
    (grid,) = found.grids
    assert grid.columns == pytest.approx(COLUMNS)
    assert cell_lines(grid) == {(0, 0): ["taulukossa"]}
    assert [line.text for line in found.outside] == ["Otsikko"]


def test_cells_without_a_ruling_between_them_are_merged(paper: Paper) -> None:
    for x in (40, 260):
        paper.line(x, 50, x, 140)
    paper.line(113, 80, 113, 140)
    paper.line(186, 50, 186, 140)
    for y in (50, 80, 140):
        paper.line(40, y, 260, y)
    paper.line(40, 110, 186, 110)
    paper.text(60, 68, "yli kahden sarakkeen", TYPE)
    paper.text(200, 113, "yli", TYPE)
    paper.text(220, 113, "rivien", TYPE)
    paper.text(44, 128, "yksin", TYPE)
    grid = only_grid(paper)
    assert spans(grid) == {
        (0, 0): (1, 2),
        (0, 2): (1, 1),
        (1, 0): (1, 1),
        (1, 1): (1, 1),
        (1, 2): (2, 1),
        (2, 0): (1, 1),
        (2, 1): (1, 1),
    }
    assert cell_lines(grid) == {
        (0, 0): ["yli kahden sarakkeen"],
        (1, 2): ["yli rivien"],
        (2, 0): ["yksin"],
    }
    merged = next(cell for cell in grid.cells if cell.row_span == 2)
    assert merged in grid.row(1) and merged in grid.row(2)
    assert merged not in grid.row(0)


def test_a_cell_merged_down_and_across_is_one_cell(paper: Paper) -> None:
    paper.rectangle(40, 60, 280, 150, stroke=True)
    paper.line(200, 60, 200, 150)
    paper.line(40, 120, 280, 120)
    paper.line(200, 90, 280, 90)
    paper.line(120, 120, 120, 150)
    paper.text(110, 94, "neljän ruudun solu", TYPE)
    grid = only_grid(paper)
    assert spans(grid) == {
        (0, 0): (2, 2),
        (0, 2): (1, 1),
        (1, 2): (1, 1),
        (2, 0): (1, 1),
        (2, 1): (1, 1),
        (2, 2): (1, 1),
    }
    assert cell_lines(grid) == {(0, 0): ["neljän ruudun solu"]}


def test_an_edge_over_less_than_half_a_side_separates_nothing(paper: Paper) -> None:
    paper.rectangle(40, 60, 260, 140, stroke=True)
    paper.line(150, 60, 150, 140)
    paper.line(40, 100, 80, 100)
    grid = only_grid(paper)
    assert spans(grid) == {(0, 0): (2, 1), (0, 1): (2, 1)}


def test_a_black_line_that_fills_whole_pixels_rules(paper: Paper) -> None:
    paper.rectangle(40, 60, 150, 100, stroke=True)
    page = read(paper)
    assert len(page.rulings) == 4
    assert page.ink == ()
