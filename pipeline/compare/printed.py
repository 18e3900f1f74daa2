"""Outputs → where each of their cells is printed: its text, page and boxes, by what names it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.compare.kinds import CELL_COLUMN
from pipeline.compare.texts import EMPTY_CELLS, KEY_SEPARATOR, PLACE_COLUMNS, cells_and_lines
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

SIDES = ("x0", "top", "x1", "bottom")
# Boxes in points are written with as many decimals as `cells.csv` has.
SIDE_DECIMALS = 1
Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A cell, or a fragment of one, on a page.

    Args:
        page: number of the page.
        box: around its text, or of the empty cell; points from the top left of the page as it is
            displayed. None on a sheet of a spreadsheet.
        is_empty: whether the cell has no text.
        place: on a sheet what the file calls the cell, with the name of the sheet; else empty.
    """

    page: int
    box: Sides | None
    is_empty: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What is printed in a cell, and where.

    Args:
        text: fragments joined; empty where the cell is.
        pieces: where it stands; none where the outputs do not say so.
    """

    text: str
    pieces: tuple[PrintedPiece, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show of it."""
        return bool(self.text or self.pieces)


@dataclass(frozen=True)
class PrintedCells:
    """The cells of an output.

    Args:
        output: the output.
        schema: names the column of keys, and says which cell a value is read from.
    """

    output: Output
    schema: Schema

    @cached_property
    def lines(self) -> Sequence[CsvRow]:
        """The cells with text, and the lines outside the tables."""
        return cells_and_lines(self.output)

    @cached_property
    def empty(self) -> Sequence[CsvRow]:
        """The cells without text, where the output tells of them."""
        if f"{EMPTY_CELLS}.csv" not in self.output.files:
            return []
        return self.output.rows(EMPTY_CELLS, ("cell_ref", *PLACE_COLUMNS))

    @cached_property
    def by_reference(self) -> Mapping[str, list[CsvRow]]:
        """The rows of each cell, by its reference and that of each record that it serves."""
        found: defaultdict[str, list[CsvRow]] = defaultdict(list)
        key = self.schema.record.key
        for row in (*self.lines, *self.empty):
            keys = filter(None, row.get(key, "").split(KEY_SEPARATOR))
            own = [f"{one}/{row['field']}" for one in keys if row.get("field")]
            for reference in dict.fromkeys([row["cell_ref"], *own]):
                found[reference].append(row)
        return found

    @cached_property
    def by_key(self) -> Mapping[str, list[CsvRow]]:
        """The rows of each record's cells, those without text aside, by its key."""
        found: defaultdict[str, list[CsvRow]] = defaultdict(list)
        for row in self.lines:
            for key in filter(None, row[self.schema.record.key].split(KEY_SEPARATOR)):
                found[key].append(row)
        return found

    def at(self, reference: str) -> PrintedCell:
        """The cell of a reference."""
        return self.joined(self.by_reference.get(reference, ()))

    def is_in_table(self, reference: str) -> bool:
        """Whether a reference is that of a cell; those of lines outside say nothing elsewhere."""
        return any(row["table"] for row in self.by_reference.get(reference, ()))

    def of_field(self, key: str, column: str) -> PrintedCell:
        """The cell of a record that a column of its file, or of its lists, is read from."""
        return self.at(f"{key}/{self.field_of(column)}")

    def field_of(self, column: str) -> str:
        """The field that a column is read with; the column where it has no other."""
        for name, reading in self.schema.description.fields.items():
            listed = reading.list_.code_field if reading.list_ else None
            if column in (reading.rest_field, reading.uncertain_field, listed):
                return name
        return column

    def outside(self, text: str, name: str = "") -> PrintedCell:
        """The first line outside the tables that has a text, or is read into a field."""
        lines = (row for row in self.lines if not row["table"])
        fits = (row for row in lines if row["text"] == text or (name and row["field"] == name))
        return self.joined([row for row in [next(fits, None)] if row])

    def section(self, key: str, text: str) -> PrintedCell:
        """The heading of a section in the table of a record."""
        tables = {row["table"] for row in self.by_key.get(key, ())}
        begun = (
            row
            for row in self.lines
            if row["table"] in tables
            and not row[self.schema.record.key]
            and "/section/" in row["cell_ref"]
            and text
            and row["text"].startswith(text)
        )
        return self.joined([row for row in [next(begun, None)] if row])

    def record(self, key: str) -> PrintedCell:
        """All cells of a record that have text; their text is that of the first."""
        rows = self.by_key.get(key, [])
        first = self.joined(rows[:1])
        return PrintedCell(first.text, tuple(self.pieces(rows)))

    def joined(self, rows: Iterable[CsvRow]) -> PrintedCell:
        """A cell from its rows."""
        rows = list(rows)
        text = " ".join(row["text"] for row in rows if row.get("text"))
        return PrintedCell(text, tuple(self.pieces(rows)))

    def pieces(self, rows: Iterable[CsvRow]) -> Iterator[PrintedPiece]:
        """Where the rows of cells stand."""
        for row in rows:
            place = row.get(CELL_COLUMN, "")
            box = None if place else self.box_of(row)
            yield PrintedPiece(self.page_of(row), box, not row.get("text"), place)

    def box_of(self, row: CsvRow) -> Sides:
        """The box of a row.

        Raises:
            InputError: it is none.
        """
        try:
            x0, top, x1, bottom = (round(float(row[side]), SIDE_DECIMALS) for side in SIDES)
        except (ValueError, OverflowError):
            x0 = top = x1 = bottom = math.nan
        if not all(map(math.isfinite, (x0, top, x1, bottom))):
            raise self.output.unreadable("cells.csv", f"has no box for {row['cell_ref']}")
        return x0, top, x1, bottom

    def page_of(self, row: CsvRow) -> int:
        """The page of a row.

        Raises:
            InputError: it is none.
        """
        if not row["page"].isdecimal() or int(row["page"]) < 1:
            raise self.output.unreadable("cells.csv", f"has no page for {row['cell_ref']}")
        return int(row["page"])

    @cached_property
    def turns(self) -> Mapping[int, int]:
        """By how many degrees clockwise each page is to be turned to be upright.

        Where the rows of a table go down the page, it is upright; where they go to the right,
        its text goes up.
        """
        votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
        before: dict[tuple[str, str, str], CsvRow] = {}
        for row in self.lines:
            if not row["row"] or not row["column"] or row.get(CELL_COLUMN):
                continue
            column = row["page"], row["table"], row["column"]
            if (above := before.get(column)) and above["row"] != row["row"]:
                votes[self.page_of(row)][self.turn_between(above, row)] += 1
            before[column] = row
        return {page: turns.most_common(1)[0][0] for page, turns in votes.items()}

    def turn_between(self, above: CsvRow, below: CsvRow) -> int:
        """How a page is to be turned, from two cells one below the other."""
        (x0, top, x1, bottom), (u0, under, u1, end) = self.box_of(above), self.box_of(below)
        # Whichever edge the texts of the column are aligned at says how they follow each other.
        right = min(u0 - x0, u1 - x1, (u0 + u1 - x0 - x1) / 2, key=abs)
        down = min(under - top, end - bottom, (under + end - top - bottom) / 2, key=abs)
        if abs(down) >= abs(right):
            return 0 if down >= 0 else 180
        return 90 if right > 0 else 270
