"""Tables printed without the rulings that would part them, and what is read from a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.grids.model import Cell, Grid, PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.grids.white_space.drawings import without_drawings
from pipeline.grids.white_space.reader import refined, with_white_space
from tests.support.drawing import Paper, text_width
from tests.support.reading import read_document
from tests.support.ruled_tables import ACROSS, DOWN

PAGE = (595.0, 842.0)
# The height of a word is that of its type; its box begins so much above its baseline.
TYPE, ABOVE_BASELINE = 10.0, 0.793
PITCH = 14.0
# How a text stands at its place: it begins, is centred, or ends there.
SHARES = {"l": 0.0, "c": 0.5, "r": 1.0}
Rows = Sequence[Sequence[str]]
# Where a column stands, and how: `r200` ends at 200.
Stops = Sequence[str]


class WhitePaper(Paper):
    """Paper for tables, whose lines are placed by the tops of their words."""

    def __init__(self, path: Path, size: tuple[float, float] = PAGE) -> None:
        super().__init__(path, size)

    def put(self, x: float, top: float, text: str, bold: bool = False, size: float = TYPE) -> float:
        """Print a text of which a word's box begins at a place; where it ends at the right."""
        self.text(x, top + ABOVE_BASELINE * size, text, size, bold)
        return x + text_width(text, size, bold)

    def row(
        self,
        top: float,
        texts: Sequence[str],
        stops: Stops,
        bold: bool = False,
        size: float = TYPE,
    ) -> None:
        """Print the texts of a row at the places of their columns."""
        for text, stop in zip(texts, stops, strict=False):
            if text:
                share, place = SHARES[stop[0]], float(stop[1:])
                self.put(place - share * text_width(text, size, bold), top, text, bold, size)

    def rows(
        self,
        top: float,
        rows: Rows,
        stops: Stops,
        pitch: float = PITCH,
        bold: bool = False,
        size: float = TYPE,
    ) -> float:
        """Print rows below each other; where the next one would begin."""
        for row in rows:
            self.row(top, row, stops, bold, size)
            top += pitch
        return top

    def rule(self, top: float, left: float, right: float) -> None:
        """Draw a horizontal rule."""
        self.line(left, top, right, top)

    def prose(self, x: float, top: float, lines: Sequence[str], pitch: float = 12.0) -> float:
        """Print lines of running text; where the next one would begin."""
        return self.rows(top, [(line,) for line in lines], [f"l{x}"], pitch)


@dataclass(frozen=True)
class ReadPage:
    """What is read from a page: its tables as rows of texts, and the lines outside of them."""

    found: PageGrids

    @property
    def tables(self) -> list[list[tuple[str, ...]]]:
        """The tables, top to bottom, each as the texts of its rows."""
        return [rows_of(grid) for grid in self.found.grids]

    @property
    def table(self) -> list[tuple[str, ...]]:
        """The only table."""
        (table,) = self.tables
        return table

    @property
    def grid(self) -> Grid:
        """The only grid."""
        (grid,) = self.found.grids
        return grid

    @property
    def outside(self) -> list[str]:
        """The lines outside the tables."""
        return [line.text for line in self.found.outside]


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    """The texts of the rows of a grid, signs where a cell goes on from the left or from above."""
    places = {(cell.row, cell.column): text_of(cell) for cell in grid.cells}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                if row > cell.row or column > cell.column:
                    sign = DOWN if row > cell.row else ACROSS
                    assert places.setdefault((row, column), sign) == sign
    return [
        tuple(places[row, column] for column in range(len(grid.columns) - 1))
        for row in range(len(grid.rows) - 1)
    ]


def text_of(cell: Cell) -> str:
    """The text of a cell, its lines parted by a stroke."""
    return " / ".join(line.text for line in cell.lines)


def read_pages(path: Path) -> list[ReadPage]:
    """What is read from each page of a PDF, without any schema."""
    pages = read_document(path).pages
    ruled = without_drawings([refined(find_grids(page)) for page in pages])
    found = map(with_white_space, pages, ruled)
    return [ReadPage(page) for page in found]


def read_page(paper: Paper) -> ReadPage:
    """What is read from paper with one page, which is saved."""
    paper.save()
    (page,) = read_pages(paper.path)
    return page


def read_refined(paper: Paper) -> ReadPage:
    """What is read from the rulings of paper with one page, and from white in their cells alone."""
    paper.save()
    (page,) = read_document(paper.path).pages
    return ReadPage(refined(find_grids(page)))
