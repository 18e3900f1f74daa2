"""Who builds the documents: this process one after the other, or several side by side."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from pipeline.cli.document import build_or_fail
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome

# Documents with what became of them, as they are done.
Outcomes: TypeAlias = Generator[tuple[Job, Outcome], None, None]


class DocumentExecutor(Protocol):
    """Builds documents."""

    def run(self, jobs: Sequence[Job]) -> Outcomes:
        """Build documents; each with its outcome as soon as it is done, in any order.

        What one document does to another is nothing: an error in one is its outcome. Where the
        run is stopped (`Stopped`), or the generator is closed, all that was begun is ended before
        that passes, and what was written until then is in `outputs.writing.WRITTEN`.

        Args:
            jobs: the documents, in their order.
        """


class OneAfterTheOther:
    """Builds documents in this process, in their order.

    Args:
        begin: called with each document that is begun.
    """

    def __init__(self, begin: Callable[[Path], None] = lambda pdf: None) -> None:
        self.begin = begin

    def run(self, jobs: Sequence[Job]) -> Outcomes:
        """Build documents; each with its outcome as soon as it is done."""
        for place, job in enumerate(jobs):
            if place:
                # Nobody looks for cycles meanwhile.
                gc.collect()
            self.begin(job.pdf)
            yield job, build_or_fail(job)
