"""A sheet of the workbook as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class FileLink:
    """A text that leads to a file beside the workbook, or to a place in it.

    Args:
        value: what the cell shows.
        file: the address of the file.
        place: what stands behind `#`; empty where the link leads to the file as a whole.
    """

    value: str
    file: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A word in place of a value that there is not, so that no cell of a table is empty."""

    value: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A number or a date that Excel would change: its text."""

    value: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1."""

    value: float


@dataclass(frozen=True)
class Bars:
    """A column of numbers in a chart.

    Args:
        column: the column, from 0.
        hatched: whether it is drawn hatched.
    """

    column: int
    hatched: bool = False


@dataclass(frozen=True)
class BarChart:
    """Bars for the rows of another sheet's table.

    Args:
        table: that table.
        rows: how many of its first rows.
        bars: the columns of its numbers; several are stacked.
        heading: what the chart shows.
        description: the same in words, for those who cannot see it.
    """

    table: str
    rows: int
    bars: tuple[Bars, ...]
    heading: str
    description: str


@dataclass(frozen=True)
class Panels:
    """Charts of the same rows, one for each group of columns, in one scale.

    Args:
        heading: what they show.
        text: how they are read.
        panels: the charts.
        row_names: what the rows are called.
        numbers: all that are drawn.
        least: the least number of the scale.
        most: the greatest.
    """

    heading: str
    text: str
    panels: tuple[BarChart, ...]
    row_names: tuple[str, ...]
    numbers: tuple[float, ...]
    least: float
    most: float

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_names)

    @property
    def length(self) -> float:
        """How long the scale is."""
        return self.most - self.least


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook.

    Args:
        table: name of the Excel table, and of the sheet among the words (`sheet_…`, `title_…`).
        header: column headings.
        rows: values, plain or in one of the classes above.
        notes: sentences between title and table.
        wide_notes: what stands in their place where the table is so wide that it takes several
            pages beside each other; none where they stand there too.
        is_list: whether it is long: its header stays in view, and its columns have filters.
        is_wide: whether it is no list and yet has so many columns that its header and first
            columns stay in view.
        fixed_columns: how many columns stay in view.
        shaded: the columns whose numbers are shaded by their size, from 0, the last one left out.
        possible: the columns that count what is possible only.
        total_rows: how many of the last rows are totals.
        groups: the columns that count the same, from 0: what, and which they are.
        panels: what is drawn above the table.
        charts: what is drawn beside it.
        cut: the headings that are longer than Excel allows, whole, by column from 0.
    """

    table: str
    header: list[str]
    rows: list[list[Any]]
    notes: tuple[str, ...] = ()
    wide_notes: tuple[str, ...] = ()
    is_list: bool = False
    is_wide: bool = False
    fixed_columns: int = 1
    shaded: tuple[int, int] = (0, 0)
    possible: frozenset[int] = frozenset()
    total_rows: int = 0
    groups: tuple[tuple[str, tuple[int, ...]], ...] = ()
    panels: tuple[Panels, ...] = ()
    charts: tuple[BarChart, ...] = ()
    cut: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """A line of the cover with links beside it.

    Args:
        value: the line.
        links: what leads to files, each in a column of its own.
    """

    value: str
    links: tuple[FileLink, ...]


@dataclass(frozen=True)
class CoverPart:
    """A heading of the cover, and the lines below it."""

    heading: str
    lines: Sequence[str | Link | Beside]


# What holds the value that a cell shows; put together once, as it is asked of every cell.
HOLDING = (Link, FileLink, Blank, Exact, Share, Beside)


def shown_value(cell: Any) -> Any:
    """The value that a cell shows."""
    while isinstance(cell, HOLDING):
        cell = cell.value
    return cell


def is_exact(cell: Any) -> bool:
    """Whether a cell holds the text of a number or a date."""
    return isinstance(cell.value if isinstance(cell, Link) else cell, Exact)


def text_or(text: str, blank: str) -> str | Blank:
    """A text, or a word in its place where it is empty."""
    return text if text else Blank(blank)
