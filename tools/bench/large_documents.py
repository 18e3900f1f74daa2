"""Times the whole way of large documents, step by step: 50 to 1,600 pages, and 10² to 10⁵ cells.

`python -m tools.bench.large_documents [MOST]`, as `make bench LARGE=1` does; with a number no
document of more pages, or more cells, is looked at. Each document is drawn in a temporary folder
and read in a process of its own. The figures are milliseconds of processor time for a page, or for
a cell: where a step takes time in proportion to what is on the pages, they stay what they are in
the smaller documents. The last line of a kind says how many times they grew.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isqrt
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from pipeline.build import Request, build
from pipeline.child.in_child import sha256_of
from pipeline.extraction import extract
from pipeline.inputs.source import load_source
from pipeline.inspect.draft import write_draft
from pipeline.inspect.drafted import readings_by_draft
from pipeline.inspect.proposal import propose_tables
from pipeline.outputs.files import output_files
from pipeline.outputs.kept_workbook import KeptWorkbook
from pipeline.outputs.page.review import review_page
from pipeline.outputs.report import DecideCommand
from pipeline.pages.model import Document
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from tools.bench.outputs import drawn
from tools.bench.processor import ProcessorTimes
from tools.bench.steps import read_all

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (50, 100, 200, 400, 800, 1600)
CELLS = (100, 1_000, 10_000, 100_000)
ROWS_OF_PAGE, WIDTHS, HEADINGS = 30, (120, 120, 60, 60), ("Service", "Provider", "Number", "Area")
WORDS = ("advice", "coaching", "support", "training", "search", "group", "visit", "guidance")
MARGIN, ROW_HEIGHT, TYPE_SIZE = 40, 24, 8
PAGE_SIZE = (2 * MARGIN + sum(WIDTHS), 842)
WORKBOOK = "large.xlsx"
# A page is no longer and no wider than this, in points: the PDF specification allows 14,400.
LARGEST_GRID = 14_000
USUAL_CELL = (60, 14)


# The steps of the whole way, in order. Pages are read, and their pictures drawn, by a child process
# in a build; a draft is made once for a kind of table.
STEPS = (
    *("read", "draft", "grids", "tables", "records", "evidence", "findings", "counts"),
    *("text", "workbook", "pictures", "page"),
)


@dataclass(frozen=True)
class Measured:
    """Processor seconds of each step of the whole way, and the peak memory of all in MiB.

    Args:
        steps: seconds by the name of the step.
        peak: memory; 0 where the system does not tell.
    """

    steps: Mapping[str, float]
    peak: float

    def each(self, count: int) -> list[float]:
        """Milliseconds of each step, and of all, for one of so many pages or cells."""
        seconds = [self.steps[name] for name in STEPS]
        return [1000 * taken / count for taken in (*seconds, sum(seconds))]

    def line(self, count: int) -> str:
        """The measures as a line."""
        times = "".join(f"{taken:9.2f}" for taken in self.each(count))
        return f"{count:8}{times}{self.peak:10.0f}"


def draw_pages(path: Path, count: int) -> None:
    """One table of four columns over many pages of equal rows, its headings on each."""
    canvas = Canvas(str(path), pagesize=PAGE_SIZE)
    for page in range(count):
        draw_table(canvas, 800, WIDTHS, ROW_HEIGHT, TYPE_SIZE, [HEADINGS, *rows_of_page(page)])
        canvas.showPage()
    canvas.save()


def draw_unruled(path: Path, count: int) -> None:
    """The same without a line."""
    canvas = Canvas(str(path), pagesize=PAGE_SIZE)
    for page in range(count):
        rows = [HEADINGS, *rows_of_page(page)]
        draw_table(canvas, 800, WIDTHS, ROW_HEIGHT, TYPE_SIZE, rows, ruled=False)
        canvas.showPage()
    canvas.save()


def draw_groups(path: Path, count: int) -> None:
    """A table whose last two columns stand on further pages, as many as its first two have."""
    canvas = Canvas(str(path), pagesize=PAGE_SIZE)
    for columns in (slice(0, 2), slice(2, 4)):
        for page in range(count // 2):
            rows = rows_of_page(page)
            shown = [row[columns] for row in ([HEADINGS, *rows] if not page else rows)]
            draw_table(canvas, 800, WIDTHS[columns], ROW_HEIGHT, TYPE_SIZE, shown)
            canvas.showPage()
    canvas.save()


def rows_of_page(page: int) -> list[tuple[str, ...]]:
    """The rows of a page, by its number from 0."""
    first = page * ROWS_OF_PAGE
    return [
        (f"{WORDS[n % 8]} {n}", WORDS[n // 3 % 8], str(n * 7 % 1000), f"area {n % 6}")
        for n in range(first, first + ROWS_OF_PAGE)
    ]


def draw_grid(path: Path, count: int) -> None:
    """One page with a grid of about so many cells, as many rows as columns."""
    side = isqrt(count)
    width, height = (min(usual, LARGEST_GRID / side) for usual in USUAL_CELL)
    size = (2 * MARGIN + side * width, 2 * MARGIN + side * height)
    canvas = Canvas(str(path), pagesize=size)
    rows = [
        (f"row {row}", *(str((row * 37 + column * 11) % 1000) for column in range(1, side)))
        for row in range(1, side)
    ]
    headings = ["Row", *(f"C {column}" for column in range(1, side))]
    top = MARGIN + side * height
    draw_table(canvas, top, [width] * side, height, min(TYPE_SIZE, width / 5), [headings, *rows])
    canvas.showPage()
    canvas.save()


def draw_table(
    canvas: Canvas,
    top: float,
    widths: Any,
    height: float,
    size: float,
    rows: Any,
    ruled: bool = True,
) -> None:
    """A table that rulings draw whole, or not at all, from its upper edge down."""
    canvas.setFont("Helvetica", size)
    borders = [MARGIN + sum(widths[:column]) for column in range(len(widths) + 1)]
    bottom = top - height * len(rows)
    for number in range(len(rows) + 1 if ruled else 0):
        canvas.line(borders[0], top - number * height, borders[-1], top - number * height)
    for border in borders if ruled else ():
        canvas.line(border, bottom, border, top)
    for number, texts in enumerate(rows, 1):
        for border, text in zip(borders, texts, strict=False):
            canvas.drawString(border + 2, top - number * height + height / 4, text)


def measure(pdf: Path, folder: Path) -> Measured:
    """Take a document the whole way.

    Args:
        pdf: the document.
        folder: where a schemas folder for it is drafted; not there yet.
    """
    times = ProcessorTimes()
    with times.step("read"):
        document = Document(tuple(read_all(pdf)), sha256_of(pdf.read_bytes()))
    with times.step("draft"):
        schema = drafted(document, folder)
    request = Request(pdf, None, "en", page_file="large.html")
    with times.functions_counted():
        with times.step("findings"):
            result = build(request, document, load_source(pdf, document.sha256), schema)
        with times.step("text"):
            output_files(result, DecideCommand("", False), WORKBOOK, True, KeptWorkbook(False))
    with times.step("pictures"):
        pictures = drawn(pdf, result)
    with times.step("page"):
        review_page(result, pictures, True, WORKBOOK)
    return Measured(times.seconds, peak_memory())


def drafted(document: Document, folder: Path) -> Schema:
    """Extraction with the schemas of this project, and the schemas that are drafted from it."""
    known = load_checked_schema(ROOT / "schemas")
    found = extract(document.pages, known).pages
    grids = [grid for page in found for grid in page.grids]
    proposed = propose_tables(grids, known.description.conjunctions)
    write_draft(folder, proposed, known, readings_by_draft(found, proposed, known))
    return load_checked_schema(folder)


def peak_memory() -> float:
    """The most memory that this process held, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def measure_apart(pdf: Path, folder: Path) -> Measured:
    """Take a document the whole way in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "tools.bench.large_documents", str(pdf), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def main(most: float = float("inf")) -> None:
    """Print the measures of all documents, the smallest first.

    Args:
        most: how many pages, or cells, are looked at at the most.
    """
    for kind, (draw, counts) in KINDS.items():
        names = "".join(f"{name:>9}" for name in (*STEPS, "all"))
        print(f"{kind:>8}{names}  peak MiB")
        lines = []
        for count in (count for count in counts if count <= most):
            with tempfile.TemporaryDirectory() as folder:
                pdf = Path(folder) / "large.pdf"
                draw(pdf, count)
                measured = measure_apart(pdf, Path(folder) / "draft")
                lines.append(measured.each(count))
                print(measured.line(count), flush=True)
        if len(lines) > 1:
            print(growth_line(lines))


def growth_line(lines: Sequence[Sequence[float]]) -> str:
    """How many times the time for one, of each step, is that of the smallest document."""
    ratios = (
        last / first if first else 1.0 for first, last in zip(lines[0], lines[-1], strict=True)
    )
    return f"{'times':>8}" + "".join(f"{ratio:9.2f}" for ratio in ratios)


# What is drawn, and how many pages or cells it has.
KINDS: Mapping[str, tuple[Callable[[Path, int], None], tuple[int, ...]]] = {
    "pages": (draw_pages, PAGES),
    "unruled": (draw_unruled, PAGES),
    "groups": (draw_groups, PAGES),
    "cells": (draw_grid, CELLS),
}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        # As a run does.
        gc.disable()
        print(json.dumps(asdict(measure(Path(sys.argv[1]), Path(sys.argv[2])))))
    else:
        main(*map(float, sys.argv[1:]))
