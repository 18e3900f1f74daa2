"""A spreadsheet → a document: each sheet as a page, its cells laid on an invented paper.

Nothing is wrapped: each column is as wide as its longest line, each row as high as its lines. All
sheets are laid on one paper, so that a row or column of a number stands at one place on each of
them. So do pages that are printed from a spreadsheet, and the same steps join them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.pages.geometry import Box
from pipeline.pages.model import Document, DocumentNote, Fill, Page, Word
from pipeline.pages.sheet import SheetGrid, SheetGridCell, column_letters
from pipeline.spreadsheets.model import SheetCell, SheetNote, ShownSheet, Spreadsheet
from pipeline.text.right_to_left import has_right_to_left, words_as_read
from pipeline.text.strings import readable

# How wide a letter is, how high it is, and how far apart lines are, in points.
LETTER_POINTS, LETTER_HEIGHT_POINTS, LINE_POINTS = 5.0, 10.0, 12.0
# White around the text of a cell; at its right there is room for some letters more, so that no
# line looks as if it were full and broken there.
PADDING_POINTS = 3.0
SPARE_LETTERS = 3
WORD_IN_LINE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class RoomNeeded:
    """How much room a cell needs along an axis.

    Args:
        start: its first row or column.
        end: the one after its last.
        points: how wide or high its text is.
    """

    start: int
    end: int
    points: float


def document_of_sheets(spreadsheet: Spreadsheet) -> Document:
    """A spreadsheet as a document: a page for each sheet that is not hidden.

    Args:
        spreadsheet: as it was read.
    """
    cells = [cell for sheet in spreadsheet.sheets for cell in sheet.cells]
    widths = (RoomNeeded(c.column, c.column + c.column_span, cell_width(c)) for c in cells)
    heights = (RoomNeeded(c.row, c.row + c.row_span, cell_height(c)) for c in cells)
    columns = positions(widths, 2 * PADDING_POINTS + LETTER_POINTS)
    rows = positions(heights, LINE_POINTS)
    pages = [page_of(sheet, rows, columns) for sheet in spreadsheet.sheets]
    noted: list[tuple[int | None, SheetNote]] = [(None, note) for note in spreadsheet.notes]
    noted += [(sheet.number, note) for sheet in spreadsheet.sheets for note in sheet.notes]
    notes = (DocumentNote(n.kind, page, n.place, n.detail, n.count) for page, n in noted)
    return Document(tuple(pages), spreadsheet.sha256, notes=tuple(notes))


def cell_width(cell: SheetCell) -> float:
    """How wide a cell is for its longest line, in points.

    The room at the right is that at the left of the line that begins first, and some letters more.
    """
    lines = [line for line in cell.text.split("\n") if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    letters = max((len(line.rstrip()) for line in lines), default=0)
    return (letters + indent + SPARE_LETTERS) * LETTER_POINTS + 2 * PADDING_POINTS


def cell_height(cell: SheetCell) -> float:
    """How high a cell is for its lines, in points."""
    return (cell.text.count("\n") + 1) * LINE_POINTS + 2 * PADDING_POINTS


def positions(needs: Iterable[RoomNeeded], least: float) -> Mapping[int, float]:
    """Where rows or columns begin at which a cell begins or ends, in points.

    What lies between two of them is as large as the cells there need, and a cell over several of
    them makes the last one larger where it needs more.

    Args:
        needs: of all cells along the axis.
        least: how large something without a cell of its own is.
    """
    every = sorted(needs, key=lambda need: (need.end - need.start, need.start, need.end))
    marks = sorted({mark for need in every for mark in (need.start, need.end)})
    place = {mark: number for number, mark in enumerate(marks)}
    sizes = [least for _ in marks[1:]]
    several: list[tuple[int, int, float]] = []
    for need in every:
        first, end = place[need.start], place[need.end]
        if end - first == 1:
            sizes[first] = max(sizes[first], need.points)
        else:
            several.append((first, end, need.points))
    for first, end, points in several:
        sizes[end - 1] += max(0.0, points - sum(sizes[first:end]))
    return dict(zip(marks, accumulate(sizes, initial=0.0), strict=False))


@dataclass(frozen=True, slots=True)
class LaidAxis:
    """The rows or the columns of a sheet that are laid.

    Args:
        numbers: what the file calls each of them.
        edges: where they begin and where the last one ends, in points.
        starts: the first number that each stands for.
    """

    numbers: tuple[int, ...]
    edges: tuple[float, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, places: Mapping[int, float], hidden: Iterable[int]) -> LaidAxis:
        """Those of a sheet: what is hidden takes no room, and stands for nothing.

        Args:
            places: of all sheets, in order.
            hidden: numbers of the rows or columns that are hidden.
        """
        left_out = set(hidden)
        shown = [
            (start, number)
            for start, end in pairwise(places)
            if (number := first_shown(start, end, left_out)) is not None
        ]
        last = max(places, default=0)
        edges = (*(places[start] for start, _ in shown), places.get(last, 0.0))
        return cls(tuple(n for _, n in shown), edges, tuple(start for start, _ in shown))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first place of a cell and the one after its last, among those that are laid."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def first_shown(start: int, end: int, hidden: set[int]) -> int | None:
    """The first number from one to another that is not hidden; None where all are."""
    return next((number for number in range(start, end) if number not in hidden), None)


def page_of(sheet: ShownSheet, rows: Mapping[int, float], columns: Mapping[int, float]) -> Page:
    """A sheet as a page.

    Args:
        sheet: the sheet.
        rows: where rows begin, in points.
        columns: where columns begin, in points.
    """
    down, across = LaidAxis.of(rows, sheet.hidden_rows), LaidAxis.of(columns, sheet.hidden_columns)
    laid = [(cell, grid_cell(cell, down, across)) for cell in sheet.cells]
    words: list[Word] = []
    for cell, placed in laid:
        words.extend(words_in_cell(cell, placed.box, len(words)))
    return Page(
        number=sheet.number,
        words=tuple(words),
        rulings=(),
        fills=tuple(Fill(placed.box, placed.fill) for _, placed in laid if placed.fill),
        width=across.edges[-1],
        height=down.edges[-1],
        sheet=SheetGrid(
            sheet.name,
            down.numbers,
            across.numbers,
            down.edges,
            across.edges,
            tuple(placed for _, placed in laid),
        ),
    )


def grid_cell(cell: SheetCell, down: LaidAxis, across: LaidAxis) -> SheetGridCell:
    """A cell of a file as it is laid on the page."""
    top, bottom = down.span(cell.row, cell.row + cell.row_span)
    left, right = across.span(cell.column, cell.column + cell.column_span)
    box = Box(across.edges[left], down.edges[top], across.edges[right], down.edges[bottom])
    place = f"{column_letters(cell.column)}{cell.row}"
    if cell.row_span > 1 or cell.column_span > 1:
        last = column_letters(cell.column + cell.column_span - 1)
        place = f"{place}:{last}{cell.row + cell.row_span - 1}"
    return SheetGridCell(top, left, bottom - top, right - left, box, place, cell.fill)


def words_in_cell(cell: SheetCell, box: Box, first: int) -> Iterator[Word]:
    """The words of a cell, each at the place of its letters.

    Args:
        cell: the cell.
        box: its borders.
        first: the number of the first word.
    """
    begins = 0
    number = first
    for place, line in enumerate(cell.text.split("\n")):
        top = box.top + PADDING_POINTS + place * LINE_POINTS
        found = list(WORD_IN_LINE.finditer(line))
        texts = [readable(word[0]) for word in found]
        # Words are placed as they are seen, as those of a printed page are.
        if has_right_to_left(line):
            texts = words_as_read(texts)
        for word, text in zip(found, texts, strict=True):
            start, end = begins + word.start(), begins + word.end()
            yield Word(
                number=number,
                text=text,
                box=Box(
                    box.x0 + PADDING_POINTS + word.start() * LETTER_POINTS,
                    top,
                    box.x0 + PADDING_POINTS + word.end() * LETTER_POINTS,
                    top + LETTER_HEIGHT_POINTS,
                ),
                bold=cell.bold,
                struck=any(start < until and since < end for since, until in cell.struck),
            )
            number += 1
        begins += len(line) + 1
