"""What pages are found to hold: lines of text, and grids with their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.pages.geometry import Box, union
from pipeline.pages.model import Ink, Word
from pipeline.text.right_to_left import words_as_read


@dataclass(frozen=True)
class Line:
    """A line of text in a cell or outside the tables, its words from left to right."""

    words: tuple[Word, ...]

    @property
    def number(self) -> int:
        """The number of its first word, which is in no other line of its page."""
        return self.words[0].number

    @property
    def text(self) -> str:
        """The words in the order in which they are read, one space between them."""
        return " ".join(words_as_read([word.text for word in self.words]))

    @cached_property
    def box(self) -> Box:
        """The union of the words' boxes."""
        return union(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid.

    Args:
        row: the first it covers.
        column: the first it covers.
        row_span: how many rows it covers.
        column_span: how many columns it covers.
        box: its borders.
        lines: its text.
        colours: of the fills around its middle.
        inner: the text of tables inside it, which is among its lines too.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[Line, ...] = ()
    colours: frozenset[str] = frozenset()
    inner: str = ""

    @property
    def bold(self) -> bool:
        """Whether the cell has text and all of it is bold."""
        return bool(self.lines) and all(word.bold for line in self.lines for word in line.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of one page: its columns, rows and cells.

    Args:
        page: page number.
        columns: x of the column borders, left to right.
        rows: y of the row borders, top to bottom.
        cells: every cell once, by row and column.
        open_top: whether the first row has no upper border: it goes on from the page before.
        open_bottom: whether the last row has no lower border: it goes on on the next page.
        found_by: what told rows and columns: rulings, the alignment of the text, or the cells of a
            spreadsheet.
        begins: the table that it begins under an empty heading, as later pages tell.
        by_order: whether the order of pages alone told which columns it has.
        heading_rows: how many of its first rows hold headings; 0 where it goes on from a page
            before without any, None where its reader cannot tell.
        other_columns: how many columns another reading, nearly as good, has; None where none is.
        by_row: the cells that cover each row, once they were asked for.
    """

    page: int
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False
    found_by: Literal["rulings", "alignment", "cells"] = "rulings"
    begins: str = ""
    by_order: bool = False
    heading_rows: int | None = None
    other_columns: int | None = None
    by_row: dict[int, list[Cell]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def box(self) -> Box:
        """The outer border."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def row(self, number: int) -> list[Cell]:
        """The cells that cover a row, left to right; merged cells come again in each row."""
        if not self.by_row:
            for cell in self.cells:
                for row in range(cell.row, cell.row + cell.row_span):
                    self.by_row.setdefault(row, []).append(cell)
        return list(self.by_row.get(number, ()))

    def row_of_own(self, number: int) -> list[Cell]:
        """The cells that begin in a row, left to right."""
        return [cell for cell in self.row(number) if cell.row == number]


@dataclass(frozen=True, slots=True)
class PageGrids:
    """The grids of a page, top to bottom, the lines of text outside them, and what is in no cell.

    Args:
        page: page number.
        grids: the grids.
        outside: the lines outside them.
        ink: what shows in no cell.
        charts: the boxes of rulings that draw charts.
    """

    page: int
    grids: tuple[Grid, ...]
    outside: tuple[Line, ...]
    ink: tuple[Ink, ...] = ()
    charts: tuple[Box, ...] = ()
