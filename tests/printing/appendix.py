"""Prints appendices like the real one from rows like those of its transcription.

Rows run down over pages, columns over further pages; the later column groups have no row key,
and blank pages follow each group. `Printing` says how a printed appendix differs from that.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.support.drawing import LIGHT_BLUE, Paper, text_width

TRANSCRIPTION = Path(__file__).resolve().parent.parent / "documents" / "transcription.csv"
AREA = "Päijät-Hämeen työllisyysalue"
A4 = (595.28, 841.89)
TITLE = (
    "{area}en palveluita koskeva liitetaulukko.",
    "Tässä on alustavalla tavalla kartoitettu palveluiden tuottamista ja",
    "tulevan työvoimaviranomaisen palveluita.",
)
COLUMN_GROUPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "person": (
        ("service", "type", "producer"),
        ("shared", "tem", "integration_client", "multidisciplinary"),
        ("new_jobseeker",),
    ),
    "employer": (("service", "type", "producer"), ("shared", "tem")),
}
# Services that begin a page in the original, besides those for which a page is full.
PAGE_BREAKS = ("Kuntouttava työtoiminta", "Yritysjärjestöt")
# Column widths of the original, for its type size.
WIDTHS = {
    "service": 244.2,
    "type": 83.2,
    "producer": 138.7,
    "shared": 110.9,
    "tem": 210.9,
    "integration_client": 66.6,
    "multidisciplinary": 72.2,
    "new_jobseeker": 72.1,
}
EXTRA_WIDTH = 80.0
ORIGINAL_FONT_SIZE = 9.0
LEFT, TOP = 28.8, 36.0
# Shares of the type size: from line to line, above and below the text, beside it.
LEADING, ABOVE, BESIDE = 4 / 3, 0.2, 0.11
# Where a line of text stands in its share of the height.
BASELINE = 0.76

TranscribedRow = dict[str, str]


@dataclass(frozen=True)
class ExtraColumn:
    """A column that the original does not have, at the right of a column group."""

    table: str
    group: int
    heading: str
    text: str = ""


@dataclass(frozen=True)
class Printing:
    """How an appendix is printed.

    Args:
        title: lines of the first page; `{area}` stands for the area.
        area: the employment area, in the title and in the producer cells.
        page_size: width and height in points.
        font_size: size of the type; the columns and rows go with it.
        blank_pages: pages without anything after each column group.
        column_groups: for each table, the keys of the columns printed side by side.
        extra_columns: further columns.
        page_breaks: services that begin a page.
        repeat_headings: the heading row on each page, not on the first of a group alone.
        leave_out_empty_last_page: no last page of a column group whose cells are empty there.
        heights: rows as high as all their cells need (`table`), so that they stand beside each
            other on all pages, or only as those of their own column group do (`group`).
        user_password: needed to open the file.
        owner_password: needed to change the file.
    """

    title: tuple[str, ...] = TITLE
    area: str = AREA
    page_size: tuple[float, float] = A4
    font_size: float = ORIGINAL_FONT_SIZE
    blank_pages: int = 1
    column_groups: Mapping[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=lambda: COLUMN_GROUPS
    )
    extra_columns: tuple[ExtraColumn, ...] = ()
    page_breaks: tuple[str, ...] = PAGE_BREAKS
    repeat_headings: bool = False
    leave_out_empty_last_page: bool = False
    heights: Literal["table", "group"] = "table"
    user_password: str = ""
    owner_password: str = ""

    @property
    def leading(self) -> float:
        """From line to line."""
        return self.font_size * LEADING

    def height(self, cells: Sequence[PrintedCell]) -> float:
        """The height a row needs for some of its cells."""
        lines = max((len(cell.lines) for cell in cells), default=1)
        return max(lines, 1) * self.leading + 2 * ABOVE * self.font_size


@dataclass(frozen=True)
class PrintedCell:
    """A cell: its lines and the width of its column."""

    lines: tuple[str, ...]
    width: float


@dataclass(frozen=True)
class PrintedRow:
    """A row: its kind, its name, and the cells of each column group."""

    kind: str
    name: str
    groups: tuple[tuple[PrintedCell, ...], ...]


def transcription() -> list[TranscribedRow]:
    """The rows of the real appendix, cell by cell as printed."""
    with TRANSCRIPTION.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(
    rows: list[TranscribedRow], table: str, row_number: int, **cells: str
) -> list[TranscribedRow]:
    """A copy of the rows with cells of one row changed.

    Raises:
        ValueError: there is no such row or column, or nothing changes.
    """
    place = place_of(rows, table, row_number)
    for name, text in cells.items():
        if rows[place].get(name) in (None, text):
            raise ValueError(f"{table} row {row_number}: {name} does not change")
    return [{**row, **cells} if i == place else dict(row) for i, row in enumerate(rows)]


def inserted(
    rows: list[TranscribedRow], table: str, row_number: int, **cells: str
) -> list[TranscribedRow]:
    """A copy of the rows with a service inserted above one; `row` is numbered anew."""
    place = place_of(rows, table, row_number)
    blank = {**dict.fromkeys(rows[0], ""), "table": table, "kind": "service"}
    result = [dict(row) for row in rows]
    result.insert(place, {**blank, **cells})
    counts: dict[str, int] = {}
    for row in result:
        row["row"] = str(counts.setdefault(row["table"], 0))
        counts[row["table"]] += 1
    return result


def place_of(rows: list[TranscribedRow], table: str, row_number: int) -> int:
    """The index of a row."""
    for i, row in enumerate(rows):
        if row["table"] == table and row["row"] == str(row_number):
            return i
    raise ValueError(f"{table} has no row {row_number}")


def print_appendix(
    path: Path, rows: list[TranscribedRow], printing: Printing | None = None
) -> None:
    """Print an appendix.

    Args:
        path: the PDF to write.
        rows: the rows of all tables, as in the transcription.
        printing: how to print it; as the original without it.

    Raises:
        ValueError: a line does not fit its column, or a page its paper.
    """
    printing = printing or Printing()
    paper = Paper(path, printing.page_size, printing.user_password, printing.owner_password)
    for number, line in enumerate(printing.title):
        text = line.format(area=printing.area)
        paper.text(2 * LEFT, 2 * TOP + 15 * (number + 1), text, 11)
    paper.next_page()
    for table in printing.column_groups:
        own = [row for row in rows if row["table"] == table]
        print_table(paper, [printed_row(row, table, printing) for row in own], printing)
    paper.save()


def print_table(paper: Paper, rows: list[PrintedRow], printing: Printing) -> None:
    """Print the column groups of a table, one after the other."""
    pages = pages_of(rows, printing)
    for group in range(len(rows[0].groups)):
        printed = list(pages)
        if printing.leave_out_empty_last_page and is_empty(printed[-1], group):
            del printed[-1]
        for number, page in enumerate(printed):
            heading = rows[:1] if number == 0 or printing.repeat_headings else []
            print_part(paper, [*heading, *page], group, printing)
            paper.next_page()
        for _ in range(printing.blank_pages):
            paper.next_page()


def printed_row(row: TranscribedRow, table: str, printing: Printing) -> PrintedRow:
    """A row with its cells sorted into column groups."""
    groups = []
    for index, names in enumerate(printing.column_groups[table]):
        cells = [(row[name], WIDTHS.get(name, EXTRA_WIDTH)) for name in names]
        for extra in printing.extra_columns:
            if (extra.table, extra.group) == (table, index):
                texts = {"header": extra.heading, "service": extra.text}
                cells.append((texts.get(row["kind"], ""), EXTRA_WIDTH))
        groups.append(tuple(printed_cell(text, width, row, printing) for text, width in cells))
    return PrintedRow(row["kind"], row["service"].split("\n")[0], tuple(groups))


def printed_cell(text: str, width: float, row: TranscribedRow, printing: Printing) -> PrintedCell:
    """A cell with its lines; the area's name where the original has its own."""
    width *= printing.font_size / ORIGINAL_FONT_SIZE
    own = printing.area.rsplit(" ", 1)
    if row["kind"] == "service":
        text = text.replace("\n".join(AREA.rsplit(" ", 1)), "\n".join(own))
    lines = tuple(text.split("\n")) if text else ()
    for line in lines:
        needed = text_width(line, printing.font_size, is_bold(row["kind"]))
        if needed + 2 * BESIDE * printing.font_size > width:
            raise ValueError(f"“{line}” is {needed:.0f} points wide, its column {width:.0f}")
    return PrintedCell(lines, width)


def is_bold(kind: str) -> bool:
    """Whether a row is set in bold type, on a fill."""
    return kind in ("header", "section")


def pages_of(rows: list[PrintedRow], printing: Printing) -> list[list[PrintedRow]]:
    """The rows below the headings, page by page: the same for all column groups."""
    space = printing.page_size[1] - 2 * TOP
    heading = table_height(rows[0], printing)
    pages: list[list[PrintedRow]] = [[]]
    used = heading
    for row in rows[1:]:
        height = table_height(row, printing)
        if pages[-1] and (used + height > space or row.name in printing.page_breaks):
            pages.append([])
            used = heading if printing.repeat_headings else 0.0
        pages[-1].append(row)
        used += height
    return pages


def table_height(row: PrintedRow, printing: Printing) -> float:
    """The height that all cells of a row need."""
    return printing.height([cell for group in row.groups for cell in group])


def is_empty(rows: list[PrintedRow], group: int) -> bool:
    """Whether a column group has nothing in some rows."""
    return not any(cell.lines for row in rows for cell in row.groups[group])


def print_part(paper: Paper, rows: list[PrintedRow], group: int, printing: Printing) -> None:
    """Print some rows of a column group on one page, ruled."""
    widths = [cell.width for cell in rows[0].groups[group]]
    borders = [LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
    if borders[-1] > printing.page_size[0]:
        raise ValueError(f"column group {group} is wider than its page")
    tops = [TOP]
    for row in rows:
        own = printing.height(row.groups[group])
        height = own if printing.heights == "group" else table_height(row, printing)
        tops.append(tops[-1] + height)
    for row, top, bottom in zip(rows, tops, tops[1:], strict=False):
        if is_bold(row.kind):
            paper.rectangle(borders[0], top, borders[-1], bottom, fill=LIGHT_BLUE)
        for cell, x in zip(row.groups[group], borders, strict=False):
            print_cell(paper, cell, x, (top + bottom) / 2, is_bold(row.kind), printing)
    for x in borders:
        paper.line(x, tops[0], x, tops[-1])
    for top in tops:
        paper.line(borders[0], top, borders[-1], top)


def print_cell(
    paper: Paper, cell: PrintedCell, x: float, middle: float, bold: bool, printing: Printing
) -> None:
    """Print the lines of a cell around the middle of its height."""
    top = middle - len(cell.lines) * printing.leading / 2
    for number, line in enumerate(cell.lines):
        baseline = top + (number + BASELINE) * printing.leading
        paper.text(x + BESIDE * printing.font_size, baseline, line, printing.font_size, bold)
