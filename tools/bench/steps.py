"""Times extraction step by step beside pdfplumber's own `extract_tables` on the same file."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.grids.frames import without_frames
from pipeline.grids.model import PageGrids
from pipeline.grids.overprint import mark_overprinted_words
from pipeline.grids.ruled import find_grids
from pipeline.grids.unruled.reader import with_aligned_grids
from pipeline.pdf.model import Page
from pipeline.pdf.read import RemarkCollector, read_pages
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.joining import join_tables

ROUNDS = 7


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long a piece of work takes, and what it gives."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def extract_tables(pdf: Path, strategy: str) -> list[Any]:
    """The raw tables of a PDF, as pdfplumber has them by lines (its default) or by text."""
    settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
    with pdfplumber.open(pdf) as document:
        return [table for page in document.pages for table in page.extract_tables(settings)]


def read_all(pdf: Path) -> list[Page]:
    """The pages of a PDF, as this project reads them."""
    return [item for item in read_pages(pdf, RemarkCollector()) if isinstance(item, Page)]


def all_grids(pages: list[Page], schema: Schema) -> tuple[list[Page], list[PageGrids]]:
    """The pages without words printed over tables, and their ruled grids."""
    printed = mark_overprinted_words(pages, schema)
    return printed, without_frames([find_grids(page) for page in printed], schema)


def joined(pages: list[Page], grids: list[PageGrids], schema: Schema) -> Any:
    """The joined tables of a document."""
    every = with_aligned_grids(pages, grids, schema)
    cells = (cell for page in every for grid in page.grids for cell in grid.cells)
    return join_tables(every, schema, CellTexts(cells, schema))


def print_steps(pdf: Path, schemas: Path) -> None:
    """Print the medians of each step, and the ratios of their sum to `extract_tables`."""
    schema = load_checked_schema(schemas)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        lines, _ = seconds(partial(extract_tables, pdf, "lines"))
        text, _ = seconds(partial(extract_tables, pdf, "text"))
        reading, pages = seconds(partial(read_all, pdf))
        finding, (printed, grids) = seconds(partial(all_grids, pages, schema))
        joining, _ = seconds(partial(joined, printed, grids, schema))
        # The first round fills the system's caches and is not counted.
        if number:
            raw = {"extract_tables": lines, "… by text": text}
            steps = {"pages": reading, "grids": finding, "tables": joining}
            for name, value in {**raw, **steps, "extraction": sum(steps.values())}.items():
                times.setdefault(name, []).append(value)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{pdf.name}, {ROUNDS} rounds, medians")
    for name, value in medians.items():
        print(f"{name:14} {value:6.3f} s")
    by_lines, by_text = (
        medians["extraction"] / medians[name] for name in ("extract_tables", "… by text")
    )
    print(f"extraction / extract_tables: {by_lines:.2f}, by text: {by_text:.2f}")
