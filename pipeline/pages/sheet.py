"""A sheet of a spreadsheet as a page has it: its rows, columns and cells on an invented paper.

All sheets of a file are laid on one paper: a column or row of a number stands at the same place
on each, as the columns of a table do that goes on on a further page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.pages.geometry import Box

LETTERS_OF_COLUMNS = 26
# A sheet with such a name needs no quotes, unless the name reads as a cell or a row of one.
PLAIN_SHEET_NAME = re.compile(r"[^\W\d][\w.]*")
READ_AS_CELL = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetGridCell:
    """A cell of a sheet that has text or a fill, or is merged.

    Args:
        row: the first that it covers, among those of its `SheetGrid`, from 0.
        column: the first that it covers, likewise.
        row_span: how many of those rows it covers.
        column_span: how many of those columns it covers.
        box: its borders, in points of the page.
        place: what the file calls it: `C12`, or `C12:D13` where it is merged.
        fill: name of its colour; empty for none or white.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    place: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The rows, columns and cells of a sheet.

    Rows and columns that are hidden are left out, and of some that follow each other with nothing
    in them, or in the same merged cells alone, all but the first.

    Args:
        name: of the sheet; empty where the file has no names, as CSV has none.
        rows: the numbers that the file gives its rows, from 1.
        columns: the numbers that the file gives its columns, from 1.
        row_edges: y of the row borders in points, one more than there are rows.
        column_edges: x of the column borders in points, one more than there are columns.
        cells: by row and column.
    """

    name: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    row_edges: tuple[float, ...]
    column_edges: tuple[float, ...]
    cells: tuple[SheetGridCell, ...]
    by_place: dict[tuple[int, int], SheetGridCell] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def cell_at(self, row: int, column: int) -> SheetGridCell | None:
        """The cell that covers a row and a column of the grid; None where nothing is there."""
        if not self.by_place:
            for cell in self.cells:
                for r in range(cell.row, cell.row + cell.row_span):
                    for c in range(cell.column, cell.column + cell.column_span):
                        self.by_place[r, c] = cell
        return self.by_place.get((row, column))

    def place_of(self, box: Box) -> str:
        """What the file calls the cells that a box reaches over: `C12` for one, else `C12:D13`.

        Args:
            box: in points of the page; the borders of a cell, or something inside them.
        """
        middle = box.middle
        first = self.cell_near(min(box.x0 + EDGE_POINTS, middle[0]), box.top, middle[1])
        last = self.cell_near(max(box.x1 - EDGE_POINTS, middle[0]), box.bottom, middle[1])
        if first == last:
            return first
        begins, ends = first.split(":")[0], last.split(":")[-1]
        return begins if begins == ends else f"{begins}:{ends}"

    def cell_near(self, x: float, y: float, middle: float) -> str:
        """What the file calls the cell at a point that lies no further out than a border.

        Args:
            x: of the point.
            y: of the point, which may lie on a border.
            middle: the height towards which the point is moved off it.
        """
        y += EDGE_POINTS if y < middle else -EDGE_POINTS if y > middle else 0
        row = number_at(self.row_edges, y)
        column = number_at(self.column_edges, x)
        cell = self.cell_at(row, column)
        return cell.place if cell else f"{column_letters(self.columns[column])}{self.rows[row]}"

    def address(self, place: str) -> str:
        """A place with the name of the sheet, as formulas have it: `Palvelut!C12`."""
        if not self.name:
            return place
        return f"{sheet_in_formulas(self.name)}!{place}" if place else self.name


# A printed page has about so many rows: a sheet takes as long as the pages that it would fill.
ROWS_THAT_FILL_A_PAGE = 40
# Something within a cell is no nearer to its borders, and a border of two cells is this far inside
# neither.
EDGE_POINTS = 0.25
# The sheets of a document, by the number of their page.
Sheets = Mapping[int, SheetGrid]


def pages_filled(pages: int, sheets: Iterable[SheetGrid]) -> int:
    """How many pages a document has, or a spreadsheet would fill.

    Args:
        pages: how many pages there are, a sheet being one.
        sheets: of a spreadsheet; none of a PDF.
    """
    return pages + sum(len(sheet.rows) // ROWS_THAT_FILL_A_PAGE for sheet in sheets)


def sheet_cell(sheets: Sheets, page: int, box: Box) -> str:
    """Sheet and cell of something that stands on a page: `Palvelut!C12`.

    Args:
        sheets: of the document.
        page: its number.
        box: its borders, or something inside them, in points of the page.
    """
    sheet = sheets[page]
    return sheet.address(sheet.place_of(box))


def number_at(edges: tuple[float, ...], position: float) -> int:
    """Which row or column lies at a position; the nearest where none does.

    Args:
        edges: the borders in points, in order.
        position: in points.
    """
    return min(max(bisect_right(edges, position) - 1, 0), len(edges) - 2)


def column_letters(number: int) -> str:
    """What a spreadsheet calls a column: A to Z, then AA and so on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, LETTERS_OF_COLUMNS)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_in_formulas(name: str) -> str:
    """The name of a sheet as formulas have it: in quotes where it needs them."""
    if PLAIN_SHEET_NAME.fullmatch(name) and not READ_AS_CELL.fullmatch(name):
        return name
    doubled = name.replace("'", "''")
    return f"'{doubled}'"
