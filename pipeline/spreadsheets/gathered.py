"""What a reader gathers of a sheet → the sheet as it shows: without what is hidden or covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.spreadsheets.limits import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_MERGED,
    MOST_NOTES,
    too_large,
)
from pipeline.spreadsheets.merged import in_areas
from pipeline.spreadsheets.model import NoteKind, SheetCell, SheetNote, ShownSheet
from pipeline.spreadsheets.places import Area, cell_name, columns_name
from pipeline.spreadsheets.runs import Runs

CellPlace = tuple[int, int]
# How many rows or columns a merged cell may reach beyond the last text: some do by mistake, and
# titles are merged along all the columns that there are.
MOST_BEYOND = 50


@dataclass
class Budget:
    """What was gathered of a file, and the error where that is more than people read.

    Args:
        path: what to call the file in messages.
    """

    path: Path
    cells: int = 0
    letters: int = 0
    merged: int = 0
    notes: int = 0

    def count_cells(self, number: int, letters: int = 0) -> None:
        """Count cells that are kept, and their letters.

        Raises:
            InputError: they are too many.
        """
        self.require_room(number)
        self.cells += number
        self.letters += letters
        if self.letters > MOST_LETTERS:
            raise too_large(self.path, f"its cells show more than {MOST_LETTERS:,} letters")

    def require_room(self, number: int) -> None:
        """Go on only where so many more cells may be kept, before each of them is taken.

        Raises:
            InputError: they would be too many.
        """
        if self.cells + number > MOST_CELLS:
            raise too_large(self.path, f"more than {MOST_CELLS:,} of its cells are filled")

    def count_merged(self) -> None:
        """Count a merged cell.

        Raises:
            InputError: they are too many.
        """
        self.merged += 1
        if self.merged > MOST_MERGED:
            raise too_large(self.path, f"it has more than {MOST_MERGED:,} merged cells")

    def count_note(self) -> None:
        """Count something to report.

        Raises:
            InputError: there is too much of it.
        """
        self.notes += 1
        if self.notes > MOST_NOTES:
            why = f"it has more than {MOST_NOTES:,} comments, hidden runs and the like"
            raise too_large(self.path, why)


@dataclass
class Gathered:
    """A sheet as its file gives it, hidden cells too.

    Args:
        number: from 1 among all sheets of the file.
        name: as its tab shows it.
        budget: counts what is gathered.
        cells: those with text, by row and column.
        fills: areas of cells and their colours, later ones over earlier ones; empty for none.
        merged: areas that are one cell.
        hidden_rows: runs of them.
        hidden_columns: runs of them.
        notes: what there is to report of cells.
        row_fills: colours of rows, for their cells that have none of their own.
        column_fills: colours of columns, for cells without one of their own or of their row.
    """

    number: int
    name: str
    budget: Budget
    cells: dict[CellPlace, SheetCell] = field(default_factory=dict)
    fills: list[tuple[Area, str]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[CellPlace, SheetNote]] = field(default_factory=list)
    row_fills: dict[int, str] = field(default_factory=dict)
    column_fills: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, cell: SheetCell) -> None:
        """Take a cell with text."""
        self.budget.count_cells(1, len(cell.text))
        self.cells[cell.row, cell.column] = cell

    def fill(self, area: Area, colour: str) -> None:
        """Take the colour of cells, from left to right and from top to bottom."""
        if self.fills:
            last, before = self.fills[-1]
            is_beside = last.last_column + 1 == area.first_column
            if before == colour and is_beside and last[::2] == area[::2]:
                self.fills[-1] = (last._replace(last_column=area.last_column), colour)
                return
        self.budget.count_cells(1)
        self.fills.append((area, colour))

    def merge(self, area: Area) -> None:
        """Take an area that is one cell."""
        self.budget.count_merged()
        self.merged.append(area)

    def note(self, place: CellPlace, kind: NoteKind, detail: str = "") -> None:
        """Take what there is to report of a cell; of the whole sheet at row 0."""
        self.budget.count_note()
        name = cell_name(*place) if place[0] else ""
        self.notes.append((place, SheetNote(kind, name, detail)))

    def hide_row(self, row: int, count: int = 1) -> None:
        """Take rows that are hidden, in the order of the sheet."""
        runs = self.hidden_rows
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row + count - 1)
        else:
            self.budget.count_note()
            runs.append((row, row + count - 1))

    @property
    def text_count(self) -> int:
        """How many of its cells have text."""
        return sum(bool(cell.text) for cell in self.cells.values())


def shown_sheet(gathered: Gathered) -> ShownSheet:
    """The sheet as it shows.

    Raises:
        InputError: cells that are merged lie over each other, or too many are filled.
    """
    hidden = Hidden(Runs(gathered.hidden_rows), Runs(gathered.hidden_columns))
    fills = all_fills(gathered)
    for area in gathered.merged:
        place = (area.first_row, area.first_column)
        if place not in gathered.cells:
            gathered.cells[place] = SheetCell(*place, fill=fills.get(place, ""))
    shown = list(cells_that_show(gathered, hidden))
    texts = [cell for cell in shown if cell.text]
    last_row = max((cell.row for cell in texts), default=0)
    last_column = max((cell.column for cell in texts), default=0)
    inside = [
        cut_off(cell, last_row, last_column, hidden)
        for cell in shown
        if cell.row <= last_row and cell.column <= last_column
    ]
    inside += [
        cell
        for cell in filled_cells(gathered, fills, hidden)
        if cell.row <= last_row and cell.column <= last_column
    ]
    inside.sort(key=lambda cell: (cell.row, cell.column))
    return ShownSheet(
        number=gathered.number,
        name=gathered.name,
        cells=tuple(inside),
        hidden_rows=hidden.rows.up_to(last_row),
        hidden_columns=hidden.columns.up_to(last_column),
        notes=(*hidden.notes(), *cell_notes(gathered, hidden)),
    )


class Hidden:
    """What of a sheet is hidden, and how many cells with text that holds.

    Args:
        rows: those that are hidden.
        columns: and columns.
    """

    def __init__(self, rows: Runs, columns: Runs) -> None:
        self.rows, self.columns = rows, columns
        self.in_rows: Counter[int] = Counter()
        self.in_columns: Counter[int] = Counter()

    def holds(self, place: CellPlace) -> bool:
        """Whether a cell is hidden."""
        row, column = place
        return self.rows.run_of(row) is not None or self.columns.run_of(column) is not None

    def shown_part(self, area: Area) -> Area | None:
        """An area from its first row and column that show to its last; None where none do."""
        part = Area(
            self.rows.first_outside(area.first_row),
            self.columns.first_outside(area.first_column),
            self.rows.last_outside(area.last_row),
            self.columns.last_outside(area.last_column),
        )
        is_left = part.first_row <= part.last_row and part.first_column <= part.last_column
        return part if is_left else None

    def count(self, area: Area) -> None:
        """Count a cell with text that is hidden, by all that hides it."""
        row, column = self.rows.run_of(area.first_row), self.columns.run_of(area.first_column)
        if row is not None and self.rows.first_outside(area.first_row) > area.last_row:
            self.in_rows[row] += 1
        if column is not None and self.columns.first_outside(area.first_column) > area.last_column:
            self.in_columns[column] += 1

    def notes(self) -> Iterator[SheetNote]:
        """What is hidden, run by run."""
        for index, (first, last) in enumerate(self.rows):
            yield SheetNote("rows-hidden", f"{first}:{last}", "", self.in_rows[index])
        for index, (first, last) in enumerate(self.columns):
            place = columns_name(first, last)
            yield SheetNote("columns-hidden", place, "", self.in_columns[index])


def cells_that_show(gathered: Gathered, hidden: Hidden) -> Iterator[SheetCell]:
    """The cells that show, merged ones as far as they do; a covered text is noted."""
    areas = gathered.merged
    places = sorted(gathered.cells)
    for place, around in zip(places, in_areas(gathered.budget.path, areas, places), strict=True):
        cell = gathered.cells[place]
        if around is None and not hidden.holds(place):
            yield cell
            continue
        area = around or Area(*place, *place)
        if (area.first_row, area.first_column) != place:
            if cell.text:
                gathered.note(place, "cell-covered")
            continue
        part = hidden.shown_part(area)
        if part is not None:
            yield in_area(cell, part)
        elif cell.text:
            hidden.count(area)


def in_area(cell: SheetCell, area: Area) -> SheetCell:
    """A cell that takes an area."""
    return replace(
        cell,
        row=area.first_row,
        column=area.first_column,
        row_span=area.last_row - area.first_row + 1,
        column_span=area.last_column - area.first_column + 1,
    )


def cut_off(cell: SheetCell, last_row: int, last_column: int, hidden: Hidden) -> SheetCell:
    """A merged cell that reaches far beyond all texts, cut off behind the last one."""
    if cell.row_span == cell.column_span == 1:
        return cell
    rows = cut_end(cell.row, cell.row_span, last_row)
    columns = cut_end(cell.column, cell.column_span, last_column)
    return replace(
        cell,
        row_span=hidden.rows.last_outside(rows) - cell.row + 1,
        column_span=hidden.columns.last_outside(columns) - cell.column + 1,
    )


def cut_end(first: int, span: int, last: int) -> int:
    """The last row or column of a merged cell that begins at one, where the last text is known."""
    end = first + span - 1
    return end if end <= last + MOST_BEYOND else last


def all_fills(gathered: Gathered) -> dict[CellPlace, str]:
    """The colours of cells without text, as far as there are texts; empty where they have none.

    Rows and columns fill the cells that the file does not list, but only in rows with a text: a
    column is filled down to the last row that a sheet can have.

    Raises:
        InputError: there are too many.
    """
    last_row = max((row for row, _ in gathered.cells), default=0)
    last_column = max((column for _, column in gathered.cells), default=0)
    fills: dict[CellPlace, str] = {}
    of_columns = {
        column: colour
        for first, last, colour in gathered.column_fills
        for column in range(first, min(last, last_column) + 1)
    }
    for row in {row for row, _ in gathered.cells}:
        of_row = gathered.row_fills.get(row, "")
        columns = range(1, last_column + 1) if of_row else of_columns
        gathered.budget.count_cells(len(columns))
        fills |= {(row, column): of_row or of_columns[column] for column in columns}
    for area, colour in gathered.fills:
        columns = range(area.first_column, min(area.last_column, last_column) + 1)
        rows = range(area.first_row, min(area.last_row, last_row) + 1)
        for row in rows if columns else ():
            gathered.budget.count_cells(len(columns))
            fills |= {(row, column): colour for column in columns}
    return fills


def filled_cells(
    gathered: Gathered, fills: dict[CellPlace, str], hidden: Hidden
) -> Iterator[SheetCell]:
    """Cells without text that are filled, show and are not merged.

    Args:
        gathered: the sheet.
        fills: colours by row and column.
        hidden: what is hidden of it.
    """
    places = sorted(place for place, colour in fills.items() if colour)
    around = in_areas(gathered.budget.path, gathered.merged, places)
    for place, area in zip(places, around, strict=True):
        if area is None and place not in gathered.cells and not hidden.holds(place):
            yield SheetCell(*place, fill=fills[place])


def cell_notes(gathered: Gathered, hidden: Hidden) -> Iterator[SheetNote]:
    """What there is to report of cells, without those that are hidden."""
    for place, note in sorted(gathered.notes, key=lambda item: item[0]):
        if not hidden.holds(place):
            yield note
