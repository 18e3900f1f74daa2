"""Processor time of the steps of a build, taken where one function calls the next.

It holds on a busy machine too. What child processes took is told when they have ended, where the
system tells.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from typing import Any
from unittest.mock import patch

# The functions that begin a step within another, by the modules that call them.
FUNCTIONS = {
    "pipeline.build.extract": "grids",
    "pipeline.extraction.join_reading": "tables",
    "pipeline.build.printed_records": "records",
    "pipeline.build.apply_corrections": "records",
    "pipeline.build.read_records": "records",
    "pipeline.build.collect_items": "evidence",
    "pipeline.build.empty_cells": "evidence",
    "pipeline.build.cross_tables": "counts",
    "pipeline.outputs.files.workbook_bytes": "workbook",
}


def processor_seconds() -> float:
    """The processor time of this process and of those of its children that have ended."""
    return time.process_time() + sum(os.times()[2:4])


class ProcessorTimes:
    """Processor time in seconds of each step, by name; that of a step within another is its own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.running: list[str] = []
        self.since = processor_seconds()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what runs inside as a step."""
        self.count()
        self.running.append(name)
        try:
            yield
        finally:
            self.count()
            self.running.pop()

    def count(self) -> None:
        """Give the step that runs what went by since the last change."""
        now = processor_seconds()
        if self.running:
            name = self.running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self.since
        self.since = now

    @contextmanager
    def functions_counted(self) -> Iterator[None]:
        """Count the functions of a build that are steps, wherever they are called inside."""
        with ExitStack() as stack:
            for target, name in FUNCTIONS.items():
                module, _, function = target.rpartition(".")
                usual = getattr(import_module(module), function)
                stack.enter_context(patch(target, self.counted(usual, name)))
            yield

    def counted(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """A function that is counted as a step."""

        @wraps(function)
        def work(*arguments: Any, **named: Any) -> Any:
            with self.step(name):
                return function(*arguments, **named)

        return work
