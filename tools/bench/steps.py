"""Times extraction step by step beside pdfplumber's own `extract_tables` on the same file."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.extraction import extract
from pipeline.pages.model import Page
from pipeline.pdf.read import RemarkCollector, read_pages
from pipeline.schema.consistency import load_checked_schema

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


class StepTimes:
    """How long each step of an extraction takes, in seconds by its name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Time what runs inside."""
        started = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - started


def print_steps(pdf: Path, schemas: Path) -> None:
    """Print the medians of each step, and the ratios of their sum to `extract_tables`."""
    schema = load_checked_schema(schemas)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        lines, _ = seconds(partial(extract_tables, pdf, "lines"))
        text, _ = seconds(partial(extract_tables, pdf, "text"))
        reading, pages = seconds(partial(read_all, pdf))
        steps = StepTimes()
        extracting, _ = seconds(partial(extract, pages, schema, steps.time))
        # The first round fills the system's caches and is not counted.
        if number:
            raw = {"extract_tables": lines, "… by text": text}
            parts = {"pages": reading, **steps.seconds, "extraction": reading + extracting}
            for name, value in {**raw, **parts}.items():
                times.setdefault(name, []).append(value)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{pdf.name}, {ROUNDS} rounds, medians")
    for name, value in medians.items():
        print(f"{name:14} {value:6.3f} s")
    by_lines, by_text = (
        medians["extraction"] / medians[name] for name in ("extract_tables", "… by text")
    )
    print(f"extraction / extract_tables: {by_lines:.2f}, by text: {by_text:.2f}")
