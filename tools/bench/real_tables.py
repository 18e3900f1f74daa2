"""Times extraction beside pdfplumber's on real documents with known cells, and counts those found.

`python -m tools.bench.real_tables FOLDER`, as `make bench REAL=FOLDER` does. The folder has
`pdf/NAME.pdf` and `expected/NAME.json`: in `alternatives` lists of tables, each with `cells` as
`[row, column, last row, last column, text]`.
"""

from __future__ import annotations

import difflib
import json
import statistics
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.extraction import Extraction, extract
from pipeline.grids.model import Grid, PageGrids
from pipeline.inspect.drafted import join_by_draft
from pipeline.inspect.proposal import propose_tables
from pipeline.pages.model import Page
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from tools.bench.steps import extract_tables, read_all, seconds

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 3
COLUMNS = "file      pages  read  extract   peer  extract/peer  whole/peer   cells  in order"


@dataclass(frozen=True)
class Measured:
    """What was measured of a document.

    Args:
        ruled: whether rulings draw its tables, for the most part.
        pages: how many it has.
        read: seconds for reading its pages.
        extracted: seconds from pages to tables, with a schema drafted from it.
        peer: seconds pdfplumber takes: by lines where it is ruled, else by text.
        cells: how many cells are expected.
        found: how many of them stand in their order among the cells found.
    """

    ruled: bool
    pages: int
    read: float
    extracted: float
    peer: float
    cells: int
    found: int

    def line(self, name: str) -> str:
        """The measures as a line: milliseconds a page, ratios, and the share of cells."""
        each = (1000 * value / self.pages for value in (self.read, self.extracted, self.peer))
        ratios = (part / self.peer for part in (self.extracted, self.read + self.extracted))
        return (
            f"{name:8} {self.pages:6} {next(each):5.0f} {next(each):8.1f} {next(each):6.0f}"
            f" {next(ratios):13.2f} {next(ratios):11.2f} {self.cells:7}"
            f" {self.found / max(1, self.cells):8.1%}"
        )


def measure_document(pdf: Path, expected: Path, base: Schema) -> Measured:
    """The medians of some rounds on one document, each step in turn in every round."""
    pages = read_all(pdf)
    schema = drafted_schema(pages, base)
    extraction = extract(pages, schema)
    ruled = is_ruled(extraction.pages)
    times: dict[str, list[float]] = {"read": [], "extracted": [], "peer": []}
    for _ in range(ROUNDS):
        times["read"].append(seconds(partial(read_all, pdf))[0])
        times["extracted"].append(seconds(partial(extract, pages, schema))[0])
        peer = partial(extract_tables, pdf, "lines" if ruled else "text")
        times["peer"].append(seconds(peer)[0])
    medians = {name: statistics.median(values) for name, values in times.items()}
    cells, found = count_cells(expected, extraction)
    return Measured(ruled, len(pages), cells=cells, found=found, **medians)


def drafted_schema(pages: Sequence[Page], base: Schema) -> Schema:
    """The schema that a draft for the pages is; the given one where there is nothing to draft."""
    grids = extract(pages, base).pages
    every = [grid for page in grids for grid in page.grids]
    proposed = propose_tables(every, base.description.conjunctions)
    return join_by_draft(grids, proposed, base).schema or base


def is_ruled(pages: Sequence[PageGrids]) -> bool:
    """Whether most cells of a document are in grids that rulings draw."""
    grids = [grid for page in pages for grid in page.grids]
    ruled = sum(len(grid.cells) for grid in grids if grid.found_by == "rulings")
    return 2 * ruled > sum(len(grid.cells) for grid in grids)


def count_cells(expected: Path, extraction: Extraction) -> tuple[int, int]:
    """How many cells are expected, and how many of them stand in order among those found.

    A cell counts where its whole text, white space aside, is that of a cell that was found, in the
    order of rows and columns. Where several answers are right, the one that fits best counts.
    """
    grids = (grid for page in extraction.pages for grid in page.grids)
    found = [text for grid in grids for text in texts_in_order(grid)]
    answers = []
    for tables in json.loads(expected.read_text(encoding="utf-8"))["alternatives"]:
        wanted = [
            text
            for table in tables
            for text in plain_texts(cell[4] for cell in sorted(table["cells"]))
        ]
        matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
        answers.append((len(wanted), sum(block.size for block in matcher.get_matching_blocks())))
    return max(answers, key=lambda answer: answer[1] / max(1, answer[0]))


def texts_in_order(grid: Grid) -> list[str]:
    """The texts of a grid's cells, row by row."""
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return plain_texts(" ".join(line.text for line in cell.lines) for cell in cells)


def plain_texts(texts: Iterable[str]) -> list[str]:
    """Texts without white space and kinds of letter; empty ones left out."""
    plain = ("".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return [text for text in plain if text]


def summed(measured: Sequence[Measured]) -> Measured:
    """The measures of several documents together."""
    return Measured(
        measured[0].ruled,
        sum(one.pages for one in measured),
        *(
            sum(getattr(one, name) for one in measured)
            for name in ("read", "extracted", "peer", "cells", "found")
        ),
    )


def main(folder: Path) -> None:
    """Print a line for each document, for each of the two kinds, and for all."""
    base = load_checked_schema(ROOT / "schemas")
    measured: dict[str, Measured] = {}
    for pdf in sorted((folder / "pdf").glob("*.pdf")):
        expected = folder / "expected" / f"{pdf.stem}.json"
        if expected.exists():
            measured[pdf.stem] = measure_document(pdf, expected, base)
    if not measured:
        sys.exit(f"{folder} has no pdf/NAME.pdf with an expected/NAME.json")
    print(f"{ROUNDS} rounds, medians, milliseconds a page; peer: pdfplumber’s extract_tables")
    for ruled, title in ((True, "ruled, peer by lines"), (False, "not ruled, peer by text")):
        own = {name: one for name, one in measured.items() if one.ruled == ruled}
        if own:
            print(f"\n{title}\n{COLUMNS}")
            print("\n".join(one.line(name) for name, one in own.items()))
            print(summed(list(own.values())).line("together"))
    every = summed(list(measured.values()))
    print(f"\n{every.found} of {every.cells} cells in order: {every.found / every.cells:.1%}")


if __name__ == "__main__":
    if len(sys.argv) != len(("program", "FOLDER")):
        sys.exit("name the folder: make bench REAL=FOLDER")
    main(Path(sys.argv[1]))
