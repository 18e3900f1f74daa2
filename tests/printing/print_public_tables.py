"""Prints two public documents anew from their text, and what must be read from them.

`python -m tests.printing.print_public_tables` writes the committed files, made from the facts
without the pipeline. The facts are those of the published documents; the drawing is not.

- `layoff-notices`: State of California, Employment Development Department, *WARN Report*,
  notices received 07/01/2015-03/25/2016. All 633 rows and the summary of the last pages. The
  printed totals leave out the one notice that was cancelled.
- `transport-contracts`: Ghana, Ministry of Roads and Highways, *Publication of award of bids for
  the transport sector*, August 2016. The 13 contracts of its first page, misprints included.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.printing.layout_papers import CompactPaper, FontPaper
from tests.printing.print_other_tables import joined, write_csv
from tests.support.drawing import LIGHT_BLUE, Paper, text_width

FOLDER = Path(__file__).resolve().parent.parent / "documents"
NOTICES, CONTRACTS = FOLDER / "layoff-notices", FOLDER / "transport-contracts"
LETTER = (792.0, 612.0)
SIZE, ROW, BESIDE = 7.5, 12.5, 2.5
LEFT, TOP, FIRST_TOP = 24.0, 30.0, 112.0
# Half the width of a border drawn as a thin rectangle.
THIN = 0.24
# A letter set apart from the one before it by so much is read as a word of its own.
APART = 2.6
Lines = list[list[str]]
Draw = Callable[[Paper, float, float, float, float], None]

NOTICE_COLUMNS = (
    ("Notice Date", 62.0),
    ("Effective", 62.0),
    ("Received", 62.0),
    ("Company", 222.0),
    ("City", 110.0),
    ("No. Of", 60.0),
    ("Layoff/Closure", 150.0),
)
NOTICE_TITLE = (
    "WARN Report*",
    "Summary by Received Date",
    "07/01/2015 - 03/25/2016",
    "Fiscal Year",
)
NOTICE_NOTE = (
    "*Publication Note: This bi-weekly report is updated on the 10th and 25th of each month, if "
    "these dates fall on a weekend or holiday then the report is published the following working "
    "day."
)
CANCELLED = "** Lay-offs have been cancelled by the Company."
# Rows on the first page, and on each later one.
FIRST_ROWS, PAGE_ROWS = 36, 43
SUMMARY_COLUMNS = (
    ("Summary by\nMonth", 92.0),
    ("Notices", 60.0),
    ("Employees\nAffected", 70.0),
    ("Permanent\nLayoff", 70.0),
    ("Temporary\nLayoff", 70.0),
    ("Not Identified\nLayoff", 80.0),
    ("Permanent\nClosure", 70.0),
    ("Temporary\nClosure", 70.0),
    ("Not Identified Closure", 100.0),
)
# As printed; the rows of the months are divided between two pages after the second.
SUMMARY = (
    ("July 2015", "71", "8,574", "30", "2", "13", "25", "1", "0"),
    ("August 2015", "69", "5,890", "28", "2", "7", "31", "0", "1"),
    ("September 2015", "76", "4,864", "47", "2", "18", "7", "2", "0"),
    ("October 2015", "71", "6,102", "38", "1", "8", "19", "2", "3"),
    ("November 2015", "41", "2,940", "13", "0", "13", "10", "3", "2"),
    ("December 2015", "69", "8,729", "21", "2", "7", "35", "2", "2"),
    ("January 2016", "85", "6,617", "28", "0", "7", "47", "0", "3"),
    ("February 2016", "92", "6,899", "52", "2", "12", "24", "1", "1"),
    ("March 2016", "58", "2,839", "38", "0", "5", "14", "1", "0"),
    ("Total", "632", "53,454", "295", "11", "90", "212", "12", "12"),
)
SUMMARY_BREAK = 2

CONTRACTS_TITLE = "Publication of award of bids for the transport sector, August 2016"
CONTRACT_WIDTHS = (34.0, 92.0, 86.0, 58.0, 90.0, 72.0, 58.0, 46.0, 56.0, 62.0, 52.0)
CONTRACTS_TOP, LEADING = 52.0, 11.0
# Lines of rows on a page: few, so that the contracts fill five pages.
PAGE_LINES = 9


@dataclass(frozen=True)
class NoticeLayout:
    """How the report is printed.

    Args:
        border: draws one border.
        repeated: whether the headings stand on each page.
        apart: whether letters of the dates stand apart.
        summary: its rows.
    """

    border: Draw
    repeated: bool = False
    apart: bool = True
    summary: Sequence[Sequence[str]] = SUMMARY


def thin_rectangle(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """A border as a thin filled rectangle."""
    paper.rectangle(x0 - THIN, top - THIN, x1 + THIN, bottom + THIN, fill=(0, 0, 0))


def thin_line(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """A border as a line."""
    paper.line(x0, top, x1, bottom, 0.5)


def no_border(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    """No border."""


def notices() -> list[list[str]]:
    """The rows of the report."""
    with (NOTICES / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def print_notices(
    path: Path, rows: Sequence[Sequence[str]], layout: NoticeLayout
) -> list[list[int]]:
    """Print the report; the pages of each row."""
    paper = CompactPaper(path, LETTER)
    print_title(paper)
    printed: list[list[int]] = []
    pages = list(notice_pages(rows))
    for number, page in enumerate(pages, 1):
        heading = [[h for h, _ in NOTICE_COLUMNS]] if number == 1 or layout.repeated else []
        widths = [width for _, width in NOTICE_COLUMNS]
        top = FIRST_TOP if number == 1 else TOP
        bottom = print_grid(paper, top, widths, [*heading, *page], layout, bool(heading))
        printed += [[number]] * len(page)
        if number == len(pages):
            print_summary(paper, bottom + ROW, layout)
        paper.next_page()
    paper.save()
    return printed


def notice_pages(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """The rows page by page."""
    yield rows[:FIRST_ROWS]
    for start in range(FIRST_ROWS, len(rows), PAGE_ROWS):
        yield rows[start : start + PAGE_ROWS]


def print_title(paper: Paper) -> None:
    """The title in a box of its own, which does not stand above the table's borders, and a seal."""
    paper.rectangle(150, 22, 640, 86, fill=LIGHT_BLUE)
    thin_rectangle(paper, 150, 22, 640, 22)
    thin_rectangle(paper, 150, 86, 640, 86)
    paper.picture(40, 24, 120, 84)
    for number, line in enumerate(NOTICE_TITLE):
        x = (LETTER[0] - text_width(line, 11, True)) / 2
        paper.text(x, 36 + 15 * number, line, 11, bold=True)
    paper.text(LEFT, 102, NOTICE_NOTE, 6.5)


def print_grid(
    paper: Paper,
    top: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    layout: NoticeLayout,
    headed: bool,
) -> float:
    """Print ruled rows; where they end."""
    borders = [LEFT + sum(widths[:n]) for n in range(len(widths) + 1)]
    start = top
    layout.border(paper, borders[0], top, borders[-1], top)
    for number, row in enumerate(rows):
        bold = headed and number == 0
        lines = [cell.split("\n") for cell in row]
        end = top + ROW + (max(map(len, lines)) - 1) * SIZE
        for column, cell in enumerate(lines):
            for place, line in enumerate(cell):
                apart = layout.apart and not bold and widths[0] == widths[2] and column < 3
                print_line(paper, borders[column] + BESIDE, top + (place + 1) * SIZE + 1, line,
                           bold, 1 + (number + column) % 9 if apart else 0)  # fmt: skip
        layout.border(paper, borders[0], end, borders[-1], end)
        top = end
    for x in borders:
        layout.border(paper, x, start, x, top)
    return top


def print_line(paper: Paper, x: float, baseline: float, text: str, bold: bool, apart: int) -> None:
    """A line of text; where it is to be set apart, its letters from one on stand further off."""
    if apart:
        paper.text(x, baseline, text[:apart], SIZE, bold)
        x += text_width(text[:apart], SIZE, bold) + APART
    paper.text(x, baseline, text[apart:], SIZE, bold)


def print_summary(paper: Paper, top: float, layout: NoticeLayout) -> None:
    """The summary, on two pages, and the note below it."""
    widths = [width for _, width in SUMMARY_COLUMNS]
    heading = [[h for h, _ in SUMMARY_COLUMNS]]
    first = [*heading, *layout.summary[:SUMMARY_BREAK]]
    print_grid(paper, top, widths, first, layout, headed=True)
    paper.next_page()
    rest = layout.summary[SUMMARY_BREAK:]
    heading = heading if layout.repeated else []
    end = print_grid(paper, TOP, widths, [*heading, *rest], layout, headed=layout.repeated)
    paper.text(LEFT, end + 2 * ROW, CANCELLED, SIZE)


def iso(day: str) -> str:
    """A date of the report in ISO 8601."""
    month, number, year = day.split("/")
    return f"{year}-{month}-{number}"


def code(event: str) -> str:
    """A kind of event as its code."""
    kind, duration = event.split(" ", 1)
    return f"{kind}_{duration.split(' ', 1)[0]}".lower()


def write_notices() -> None:
    """The report and what must be read from it."""
    rows = notices()
    pages = print_notices(NOTICES / "layoff-notices.pdf", rows, NoticeLayout(thin_rectangle))
    header = ["notice_date", "effective_date", "received_date", "company", "city"]
    header += ["employees", "event", "pages"]
    expected = [
        (iso(n), iso(e), iso(r), company, city, employees, code(event), joined(on))
        for (n, e, r, company, city, employees, event), on in zip(rows, pages, strict=True)
    ]
    write_csv(NOTICES / "expected.csv", header, expected)


def print_contracts(path: Path, border: Draw, closed: bool = True) -> None:
    """Print the contracts: their headings on each page, rows broken over pages.

    Args:
        path: the PDF to write.
        border: draws one border.
        closed: whether a border stands where a page breaks a row.
    """
    with (CONTRACTS / "facts.csv").open(encoding="utf-8", newline="") as file:
        heading, *rows = [[cell.split("\n") for cell in row] for row in csv.reader(file)]
    paper = FontPaper(path, LETTER)
    paper.text(LEFT, TOP, CONTRACTS_TITLE, 11, bold=True)
    pages = list(pages_of_lines(rows))
    for number, page in enumerate(pages, 1):
        print_page(paper, [(heading, False), *page], border, closed)
        paper.text(LETTER[0] / 2, LETTER[1] - 20, f"{number}", SIZE)
        paper.next_page()
    paper.save()


def pages_of_lines(rows: Sequence[Lines]) -> Iterator[list[tuple[Lines, bool]]]:
    """The rows page by page, each with whether it goes on on the next one."""
    page: list[tuple[Lines, bool]] = []
    room = PAGE_LINES
    for row in rows:
        rest = row
        while (height := max(map(len, rest))) > room:
            page.append(([cell[:room] for cell in rest], True))
            yield page
            rest = [cell[room:] for cell in rest]
            page, room = [], PAGE_LINES
        page.append((rest, False))
        room -= height
        if not room:
            yield page
            page, room = [], PAGE_LINES
    if page:
        yield page


def print_page(
    paper: Paper, rows: Sequence[tuple[Lines, bool]], border: Draw, closed: bool
) -> None:
    """Print one page of contracts."""
    borders = [LEFT + sum(CONTRACT_WIDTHS[:n]) for n in range(len(CONTRACT_WIDTHS) + 1)]
    top = start = CONTRACTS_TOP
    border(paper, borders[0], top, borders[-1], top)
    for number, (row, goes_on) in enumerate(rows):
        for x, cell in zip(borders, row, strict=False):
            for place, line in enumerate(cell):
                baseline = top + (place + 1) * LEADING
                paper.text(x + BESIDE, baseline, line, SIZE, bold=number == 0)
        top += max(map(len, row)) * LEADING + 2 * BESIDE
        if closed or not goes_on:
            border(paper, borders[0], top, borders[-1], top)
    for x in borders:
        border(paper, x, start, x, top)


def main() -> None:
    """Write all committed files."""
    write_notices()
    print_contracts(CONTRACTS / "transport-contracts.pdf", thin_line)


if __name__ == "__main__":
    main()
