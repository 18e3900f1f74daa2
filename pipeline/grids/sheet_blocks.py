"""A sheet → blocks: cells with text that no empty row and no empty column parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pipeline.grids.model import Line
from pipeline.pages.model import Page, Word
from pipeline.pages.sheet import SheetGrid, SheetGridCell, number_at
from pipeline.text.strings import fold


@dataclass(frozen=True)
class TextCell:
    """A cell of a sheet that has text.

    Args:
        cell: the cell.
        lines: its text.
    """

    cell: SheetGridCell
    lines: tuple[Line, ...]

    @property
    def row(self) -> int:
        """The first row that it covers, among those of its sheet."""
        return self.cell.row

    @property
    def column(self) -> int:
        """The first column that it covers."""
        return self.cell.column

    @property
    def end_row(self) -> int:
        """The row after the last that it covers."""
        return self.cell.row + self.cell.row_span

    @property
    def end_column(self) -> int:
        """The column after the last that it covers."""
        return self.cell.column + self.cell.column_span

    @cached_property
    def text(self) -> str:
        """Its lines, one space between them."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        """Its text for comparison."""
        return fold("".join(line.text for line in self.lines))

    @cached_property
    def bold(self) -> bool:
        """Whether all of its text is bold."""
        return all(word.bold for line in self.lines for word in line.words)


@dataclass(frozen=True)
class SheetBlock:
    """Cells with text and the rows and columns that they cover.

    Args:
        cells: at least one, by row and column.
    """

    cells: tuple[TextCell, ...]

    @cached_property
    def top(self) -> int:
        """The first row."""
        return self.cells[0].row

    @cached_property
    def bottom(self) -> int:
        """The row after the last."""
        return max(cell.end_row for cell in self.cells)

    @cached_property
    def left(self) -> int:
        """The first column."""
        return min(cell.column for cell in self.cells)

    @cached_property
    def right(self) -> int:
        """The column after the last."""
        return max(cell.end_column for cell in self.cells)

    @cached_property
    def rows(self) -> dict[int, list[TextCell]]:
        """The cells that begin in each row in which any does, top to bottom."""
        return {row: list(own) for row, own in groupby(self.cells, key=lambda cell: cell.row)}

    @property
    def is_lone(self) -> bool:
        """Whether nothing in it stands side by side."""
        return all(len(own) == 1 for own in self.rows.values())


def block_of(cells: Sequence[TextCell]) -> SheetBlock:
    """The block of some cells."""
    return SheetBlock(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def text_cells(page: Page) -> list[TextCell]:
    """The cells of a sheet that have text, by row and column.

    Args:
        page: one that stands for a sheet.
    """
    sheet = page.sheet
    if sheet is None:
        return []
    lines: dict[SheetGridCell, list[Line]] = {}
    for (cell, _), words in groupby(page.words, key=lambda word: line_place(word, sheet)):
        if cell is not None:
            lines.setdefault(cell, []).append(Line(tuple(words)))
    cells = [TextCell(cell, tuple(own)) for cell, own in lines.items()]
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def line_place(word: Word, sheet: SheetGrid) -> tuple[SheetGridCell | None, float]:
    """The cell of a sheet in which a word stands, and the height of its line."""
    x, y = word.box.middle
    row, column = number_at(sheet.row_edges, y), number_at(sheet.column_edges, x)
    return sheet.cell_at(row, column), word.box.top


def sheet_blocks_of(cells: Sequence[TextCell]) -> list[SheetBlock]:
    """Cells in blocks, from top to bottom, those at one height from left to right.

    Empty rows and columns part them, again and again until none goes through a block. A title that
    is merged over several blocks is one of its own.
    """
    found: list[SheetBlock] = []
    waiting = [list(cells)] if cells else []
    while waiting:
        own = waiting.pop()
        parts = parted(own)
        if len(parts) > 1:
            waiting += parts
        else:
            found.append(block_of(own))
    return sorted(found, key=lambda block: (block.top, block.left))


def parted(cells: Sequence[TextCell]) -> list[list[TextCell]]:
    """Cells parted at empty rows, else at empty columns; all of them where there are none."""
    by_rows = parts_along([(cell.row, cell.end_row, cell) for cell in cells])
    if len(by_rows) > 1:
        return by_rows
    by_columns = parts_along([(cell.column, cell.end_column, cell) for cell in cells])
    if len(by_columns) > 1:
        return by_columns
    titles = leading_titles(cells)
    rest = [cell for cell in cells if cell not in titles]
    below = parts_along([(cell.column, cell.end_column, cell) for cell in rest]) if titles else []
    return [titles, *below] if len(below) > 1 else [list(cells)]


def leading_titles(cells: Sequence[TextCell]) -> list[TextCell]:
    """The first cells that are alone in their rows and merged over several columns."""
    titles: list[TextCell] = []
    for own in block_of(cells).rows.values():
        if len(own) > 1 or own[0].cell.column_span < 2:
            break
        titles += own
    return titles


def parts_along(spans: Sequence[tuple[int, int, TextCell]]) -> list[list[TextCell]]:
    """Cells in groups between which nothing is.

    Args:
        spans: the first row or column of each cell, the one after its last, and the cell.
    """
    groups: list[list[TextCell]] = []
    reach = 0
    for start, end, cell in sorted(spans, key=lambda span: span[:2]):
        if not groups or start > reach:
            groups.append([])
            reach = end
        groups[-1].append(cell)
        reach = max(reach, end)
    return groups
