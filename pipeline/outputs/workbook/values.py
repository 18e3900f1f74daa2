"""A sheet of the workbook as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Link:
    """A value that leads to a row of another sheet.

    Args:
        value: what the cell shows.
        table: the other sheet's table.
        row: its row, from 0; None for the sheet itself.
    """

    value: Any
    table: str
    row: int | None = None


@dataclass(frozen=True)
class Blank:
    """A word in place of a value that there is not, so that no cell of a table is empty."""

    value: str


@dataclass(frozen=True)
class Exact:
    """A number or a date that Excel would change: its text."""

    value: str


@dataclass(frozen=True)
class Share:
    """A part of a whole, from 0 to 1."""

    value: float


@dataclass(frozen=True)
class Bars:
    """A column of numbers in a chart.

    Args:
        column: the column, from 0.
        hue: which colour it has, from 0.
        hatched: whether it is drawn hatched.
    """

    column: int
    hue: int = 0
    hatched: bool = False


@dataclass(frozen=True)
class BarChart:
    """Bars for the rows of another sheet's table.

    Args:
        table: that table.
        rows: how many of its first rows.
        bars: the columns of its numbers; several are stacked.
        title: what the chart shows.
        row_title: what a bar is.
        number_title: what its length is.
        description: the same in words, for those who cannot see it.
    """

    table: str
    rows: int
    bars: tuple[Bars, ...]
    title: str
    row_title: str
    number_title: str
    description: str


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook.

    Args:
        table: name of the Excel table, and of the sheet among the words (`sheet_…`, `title_…`).
        header: column headings.
        rows: values, plain or in one of the classes above.
        notes: sentences between title and table.
        is_list: whether it is long: its header stays in view, and its columns have filters.
        fixed_columns: how many columns of a list stay in view.
        shaded: the columns whose numbers are shaded by their size, from 0, the last one left out.
        possible: the columns that count what is possible only.
        total_rows: how many of the last rows are totals.
        charts: what is drawn beside the table.
        cut: the headings that are longer than Excel allows, whole, by column from 0.
    """

    table: str
    header: list[str]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()
    is_list: bool = False
    fixed_columns: int = 1
    shaded: tuple[int, int] = (0, 0)
    possible: frozenset[int] = frozenset()
    total_rows: int = 0
    charts: tuple[BarChart, ...] = ()
    cut: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CoverPart:
    """A heading of the cover, and the lines below it."""

    heading: str
    lines: Sequence[str | Link]


def shown_value(cell: Any) -> Any:
    """The value that a cell shows."""
    while isinstance(cell, Link | Blank | Exact | Share):
        cell = cell.value
    return cell


def is_exact(cell: Any) -> bool:
    """Whether a cell holds the text of a number or a date."""
    return isinstance(cell.value if isinstance(cell, Link) else cell, Exact)


def text_or(text: str, blank: str) -> str | Blank:
    """A text, or a word in its place where it is empty."""
    return text if text else Blank(blank)
