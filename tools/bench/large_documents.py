"""Times the whole way of large documents, step by step: 50 to 1,600 pages, and 10² to 10⁵ cells.

`python -m tools.bench.large_documents [MOST]`, as `make bench LARGE=1` does; with a number no
document of more pages, or more cells, is looked at. Each document is drawn in a temporary folder
and read in a process of its own. Where a step takes time in proportion to what is on the pages, the
time for a page, or for a cell, stays what it is in the smaller documents.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
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
from pipeline.outputs.report import DecideCommand
from pipeline.pages.model import Document
from pipeline.schema.consistency import load_checked_schema
from tools.bench.steps import read_all, seconds

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (50, 100, 200, 400, 800, 1600)
CELLS = (100, 1_000, 10_000, 100_000)
ROWS_OF_PAGE, WIDTHS, HEADINGS = 30, (120, 120, 60, 60), ("Service", "Provider", "Number", "Area")
WORDS = ("advice", "coaching", "support", "training", "search", "group", "visit", "guidance")
MARGIN, ROW_HEIGHT, TYPE_SIZE = 40, 24, 8
# A page is no longer and no wider than this, in points: the PDF specification allows 14,400.
LARGEST_GRID = 14_000
USUAL_CELL = (60, 14)


@dataclass(frozen=True)
class Measured:
    """Seconds of each step of the whole way, and the peak memory of all in MiB.

    Args:
        read: reading the pages, which a build leaves to a child process.
        draft: extraction with the schemas of this project, and drafting others from it.
        build: from pages to everything that is to be said, with the draft.
        outputs: the bytes of all output files.
        peak: memory; 0 where the system does not tell.
    """

    read: float
    draft: float
    build: float
    outputs: float
    peak: float

    def line(self, count: int) -> str:
        """The measures as a line; the last number is milliseconds for a page or a cell."""
        steps = (self.read, self.draft, self.build, self.outputs)
        whole = sum(steps)
        times = "".join(f"{step:9.2f}" for step in (*steps, whole))
        return f"{count:8}{times}{self.peak:10.0f}{1000 * whole / count:10.2f}"


def draw_pages(path: Path, count: int) -> None:
    """One table of four columns over many pages of equal rows, its headings on each."""
    canvas = Canvas(str(path), pagesize=(2 * MARGIN + sum(WIDTHS), 842))
    for page in range(count):
        first = page * ROWS_OF_PAGE
        rows = [
            (f"{WORDS[n % 8]} {n}", WORDS[n // 3 % 8], str(n * 7 % 1000), f"area {n % 6}")
            for n in range(first, first + ROWS_OF_PAGE)
        ]
        draw_table(canvas, 800, WIDTHS, ROW_HEIGHT, TYPE_SIZE, [HEADINGS, *rows])
        canvas.showPage()
    canvas.save()


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
    canvas: Canvas, top: float, widths: Any, height: float, size: float, rows: Any
) -> None:
    """A table that rulings draw whole, from its upper edge down."""
    canvas.setFont("Helvetica", size)
    borders = [MARGIN + sum(widths[:column]) for column in range(len(widths) + 1)]
    bottom = top - height * len(rows)
    for number in range(len(rows) + 1):
        canvas.line(borders[0], top - number * height, borders[-1], top - number * height)
    for border in borders:
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
    read, pages = seconds(lambda: read_all(pdf))
    document = Document(tuple(pages), sha256_of(pdf.read_bytes()))

    def draft() -> None:
        known = load_checked_schema(ROOT / "schemas")
        found = extract(document.pages, known).pages
        grids = [grid for page in found for grid in page.grids]
        proposed = propose_tables(grids, known.description.conjunctions)
        write_draft(folder, proposed, known, readings_by_draft(found, proposed, known))

    drafted, _ = seconds(draft)
    schema = load_checked_schema(folder)
    request = Request(pdf, None, "en")
    built, result = seconds(
        lambda: build(request, document, load_source(pdf, document.sha256), schema)
    )
    command = DecideCommand("", False)
    written, _ = seconds(
        lambda: dict(output_files(result, command, "large.xlsx", True, KeptWorkbook(False)))
    )
    return Measured(read, drafted, built, written, peak_memory())


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
    for kind, draw, counts in (("pages", draw_pages, PAGES), ("cells", draw_grid, CELLS)):
        print(f"{kind:>8}     read    draft    build  outputs      all  peak MiB  ms/{kind[:-1]}")
        for count in (count for count in counts if count <= most):
            with tempfile.TemporaryDirectory() as folder:
                pdf = Path(folder) / "large.pdf"
                draw(pdf, count)
                print(measure_apart(pdf, Path(folder) / "draft").line(count), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(asdict(measure(Path(sys.argv[1]), Path(sys.argv[2])))))
    else:
        main(*map(float, sys.argv[1:]))
