"""Times extraction step by step beside pdfplumber's own `extract_tables` on the same file."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.alignment import with_aligned_grids
from pipeline.document import Page
from pipeline.grids import PageGrids, find_grids
from pipeline.pages import RemarkCollector, read_pages
from pipeline.schema import Schema
from pipeline.schema_checks import checked_schema
from pipeline.tables import join_tables
from pipeline.wording import Wording

ROUNDS = 7


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long a piece of work takes, and what it gives."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def extract_tables(pdf: Path) -> list[Any]:
    """The raw tables of a PDF, as pdfplumber has them."""
    with pdfplumber.open(pdf) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def read_all(pdf: Path) -> list[Page]:
    """The pages of a PDF, as this project reads them."""
    return [item for item in read_pages(pdf, RemarkCollector()) if isinstance(item, Page)]


def all_grids(pages: list[Page]) -> list[PageGrids]:
    """The ruled grids of all pages."""
    return [find_grids(page) for page in pages]


def joined(pages: list[Page], grids: list[PageGrids], schema: Schema) -> Any:
    """The joined tables of a document."""
    every = with_aligned_grids(pages, grids, schema)
    cells = (cell for page in every for grid in page.grids for cell in grid.cells)
    return join_tables(every, schema, Wording(cells, schema))


def print_steps(pdf: Path, schemas: Path) -> None:
    """Print the medians of each step, and the ratio of their sum to `extract_tables`."""
    schema = checked_schema(schemas)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        raw, _ = seconds(partial(extract_tables, pdf))
        reading, pages = seconds(partial(read_all, pdf))
        finding, grids = seconds(partial(all_grids, pages))
        joining, _ = seconds(partial(joined, pages, grids, schema))
        # The first round fills the system's caches and is not counted.
        if number:
            steps = {"extract_tables": raw, "pages": reading, "grids": finding, "tables": joining}
            for name, value in steps.items():
                times.setdefault(name, []).append(value)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:14} {value:6.3f} s")
    own = sum(value for name, value in medians.items() if name != "extract_tables")
    print(f"extraction / extract_tables: {own / medians['extract_tables']:.2f}")
