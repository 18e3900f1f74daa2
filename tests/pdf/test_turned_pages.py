"""Which way up a page is: the way most of its letters run, where it has enough of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.drawing import Paper
from tests.support.reading import read_document

SIZE = 10.0
UP = 90
# Letters that tell which way up a page is, and of a hundred those that must run one way.
ENOUGH, MOST, ALL = 20, 80, 100


class TurningPaper(Paper):
    """Pages with letters that run to the right and letters that run up."""

    def page(self, upright: int, turned: int) -> None:
        """A page with so many letters of both kinds."""
        self.text(20, 40, "o" * upright, SIZE)
        self.canvas.saveState()
        self.canvas.translate(300, 20)
        self.canvas.rotate(UP)
        self.canvas.setFont("Helvetica", SIZE)
        for line, start in enumerate(range(0, turned, 40)):
            self.canvas.drawString(0, -14 * line, "o" * min(40, turned - start))
        self.canvas.restoreState()
        self.next_page()


def turns(folder: Path, *pages: tuple[int, int]) -> list[int]:
    """How each page of a document is turned, which has so many upright and turned letters."""
    paper = TurningPaper(folder / "turned.pdf", (400, 300))
    for upright, turned in pages:
        paper.page(upright, turned)
    paper.save()
    return [page.turn for page in read_document(paper.path).pages]


@pytest.mark.parametrize(("turned", "turn"), [(MOST, UP), (MOST - 1, 0), (ALL - MOST, 0)])
def test_a_page_is_turned_where_most_of_its_letters_are(
    tmp_path: Path, turned: int, turn: int
) -> None:
    assert turns(tmp_path, (ALL - turned, turned)) == [turn]


def test_a_page_with_letters_that_run_both_ways_is_upright_whatever_the_one_before_is(
    tmp_path: Path,
) -> None:
    assert turns(tmp_path, (0, ALL), (ALL - MOST + 1, MOST - 1)) == [UP, 0]


def test_a_page_with_few_letters_is_turned_like_the_one_before(tmp_path: Path) -> None:
    pages = [(0, ENOUGH - 1), (0, ENOUGH), (ENOUGH - 1, 0), (0, 0), (ENOUGH, 0), (0, ENOUGH - 1)]
    assert turns(tmp_path, *pages) == [0, UP, UP, UP, 0, 0]
