"""Tables joined down and across pages: their columns and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.finding import Finding
from pipeline.grids.model import Cell, Grid, Line
from pipeline.schema.source_table import SourceTable

RowKind = Literal[
    "heading", "repeated", "section", "total", "unread", "record", "unnamed", "aside", "note"
]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A cell, or the piece of one on a page."""

    page: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a joined table.

    Args:
        kind: what the row is; `unnamed` has text, but none in its name column; `unread` is one
            of a table of totals in which no check looks for one; `aside` is one that a rule of the
            schema sets aside, and `note` one that only says something about the table.
        number: row in the table; the heading row is 0.
        cells: the cell of each column; several fragments where it goes on on further pages.
        pages: the pages the row is printed on.
        anew: whether a further sheet begins here with headings of its own.
    """

    kind: RowKind
    number: int
    cells: Mapping[int, tuple[Fragment, ...]]
    pages: tuple[int, ...]
    anew: bool = False

    @property
    def top(self) -> float:
        """Its upper edge on its first page."""
        tops = [f.cell.box.top for fragments in self.cells.values() for f in fragments[:1]]
        return min(tops, default=0.0)

    def filled_columns(self) -> list[int]:
        """The columns in which something is printed."""
        return [
            column
            for column, fragments in self.cells.items()
            if any(fragment.cell.lines for fragment in fragments)
        ]

    def cell(self, column: int) -> list[Cell]:
        """The fragments of a column's cell that have text.

        The text of a cell merged down over a page break may be printed on both pages: it counts
        once.
        """
        filled = [f.cell for f in self.cells.get(column, ()) if f.cell.lines]
        return [
            cell
            for place, cell in enumerate(filled)
            if not (
                place
                and max(cell.row_span, filled[place - 1].row_span) > 1
                and plain_text([cell]) == plain_text([filled[place - 1]])
            )
        ]

    def page(self, column: int) -> int:
        """The page on which a column's cell begins; that of the row where it is not printed."""
        fragments = self.cells.get(column, ())
        filled = [f for f in fragments if f.cell.lines] or fragments
        return filled[0].page if filled else self.pages[0]


def plain_text(cells: Sequence[Cell]) -> str:
    """The lines of a cell, one space between them."""
    return " ".join(line.text for cell in cells for line in cell.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a joined table; `field` is None where it is set aside or in doubt.

    `names_again` tells that it repeats the names.
    """

    heading: str
    field: str | None
    known: bool
    names_again: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A joined table.

    Args:
        source: the table of the schema.
        index: its place among the schema's tables.
        columns: its columns, in printed order.
        rows: its rows, in printed order.
        unjoined: cells of column groups that could not be matched.
        by_field: the first column of each field, once one was asked for.
    """

    source: SourceTable
    index: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unjoined: tuple[Fragment, ...] = ()
    by_field: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column_of(self, field_name: str) -> int | None:
        """The column of a field, if the table has it."""
        if not self.by_field:
            for number, column in enumerate(self.columns):
                if column.field is not None:
                    self.by_field.setdefault(column.field, number)
        return self.by_field.get(field_name)

    @property
    def missing(self) -> list[str]:
        """Fields of the schema's table for which no column was found."""
        found = {column.field for column in self.columns}
        return [name for name in self.source.columns if name not in found]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document, the text outside them, and what was found on the way."""

    tables: Sequence[Table]
    outside: Sequence[tuple[int, tuple[Line, ...]]]
    loose: Sequence[Grid]
    findings: Sequence[Finding]
