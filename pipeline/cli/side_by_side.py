"""Documents built side by side in worker processes.

Each worker builds one document at a time and starts its own children for it. One that dies takes
no other document with it: what was being built then is built once more, each document alone.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType, TracebackType

from pipeline.cli.document import failed_outcome
from pipeline.cli.executors import Outcomes
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome
from pipeline.cli.worker import Answer, begin_worker, build_in_worker
from pipeline.errors import InputError
from pipeline.outputs.writing import WRITTEN
from pipeline.system.stopping import signals_held, signals_unheard

# Windows waits for no more processes at once.
MOST_WORKERS = 61 if sys.platform == "win32" else 1024


class WorkerError(Exception):
    """An error in a worker that is to be shown with its trace."""


class SideBySide:
    """Builds documents in worker processes.

    Args:
        workers: how many there are at most.
        begin: called with each document that is begun.
    """

    def __init__(self, workers: int, begin: Callable[[Path], None] = lambda pdf: None) -> None:
        self.workers = min(workers, MOST_WORKERS)
        self.begin = begin

    def run(self, jobs: Sequence[Job]) -> Outcomes:
        """Build documents; each with its outcome as soon as it is done."""
        waiting = deque(jobs)
        while waiting:
            lost = yield from self.built(waiting, self.workers)
            for job in lost:
                if (yield from self.built(deque([job]), 1)):
                    yield job, died_outcome(job)

    def built(
        self, waiting: deque[Job], workers: int
    ) -> Generator[tuple[Job, Outcome], None, list[Job]]:
        """Build documents as long as no worker dies; those that were lost with one.

        No document waits for a worker that has not begun it, so that few are lost and the memory
        that is needed depends on the number of workers alone.

        Args:
            waiting: the documents; those that are begun are taken from it.
            workers: how many there are at most.
        """
        lost: list[Job] = []
        with WorkerPool(min(workers, len(waiting))) as pool:
            while pool.building or (waiting and not lost):
                while waiting and not lost and len(pool.building) < workers:
                    job = waiting.popleft()
                    self.begin(job.pdf)
                    if not pool.take(job):
                        lost.append(job)
                for job, outcome in pool.done():
                    if outcome is None:
                        lost.append(job)
                    else:
                        yield job, outcome
        return lost


class WorkerPool:
    """Worker processes, which end with the block of code that they are made for.

    Args:
        workers: how many there are at most; one is started when it is needed.

    Raises:
        InputError: none can be started.
    """

    def __init__(self, workers: int) -> None:
        # By spawn on every system: a copy of a process with threads is no sound process.
        context = get_context("spawn")
        self.building: dict[Future[Answer], Job] = {}
        self.theirs, self.ours = context.Pipe(duplex=False)
        try:
            # The process that watches over what is shared must outlive the closing of a terminal.
            with signals_unheard():
                self.pool = ProcessPoolExecutor(workers, context, begin_worker, (self.theirs,))
        except (OSError, ImportError, NotImplementedError) as error:
            raise pool_not_started(error) from None

    def __enter__(self) -> WorkerPool:
        """Give the pool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers, and wait until they have ended; where an error comes, at once."""
        if kind is not None:
            self.ours.close()
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.ours.close()
        self.theirs.close()
        for future in self.building:
            if not future.cancelled() and future.exception() is None:
                WRITTEN.extend(future.result().written)

    def take(self, job: Job) -> bool:
        """Hand a document to a worker; whether there was one to take it.

        Raises:
            InputError: none can be started.
        """
        try:
            # A worker that is half started when a signal comes would print what befell it.
            with signals_held(), signals_unheard(), program_hidden():
                self.building[self.pool.submit(build_in_worker, job)] = job
        except BrokenExecutor:
            return False
        except OSError as error:
            raise pool_not_started(error) from None
        return True

    def done(self) -> list[tuple[Job, Outcome | None]]:
        """Wait for the next documents; each with its outcome, or None where its worker is gone.

        Raises:
            WorkerError: a worker met an error that is to be shown with its trace.
        """
        wait(self.building, return_when=FIRST_COMPLETED)
        return [
            (self.building.pop(future), answered(future))
            for future in list(self.building)
            if future.done()
        ]


@contextmanager
def program_hidden() -> Iterator[None]:
    """Have processes that are started meanwhile not load the program that this process runs.

    They would run it again under another name: a script that calls the command line would begin
    anew in each of them, and one that came from standard input is not to be had.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def answered(future: Future[Answer]) -> Outcome | None:
    """The outcome that a worker answered; None where it is gone.

    Raises:
        WorkerError: it met an error that is to be shown with its trace.
    """
    try:
        answer = future.result()
    except BrokenExecutor:
        return None
    WRITTEN.extend(answer.written)
    if answer.trace:
        raise WorkerError(f"in a process that builds documents:\n{answer.trace}")
    return answer.outcome


def pool_not_started(error: Exception) -> InputError:
    """The error for a system that starts no workers."""
    reason = getattr(error, "strerror", None) or error
    return InputError(
        "workers-not-started",
        f"no processes can be started that build documents side by side ({reason}): end other "
        "programs, or build one document after the other with --jobs 1.",
    )


def died_outcome(job: Job) -> Outcome:
    """The outcome of a document whose worker died twice, the second time with nothing beside it."""
    error = InputError(
        "worker-died",
        f"{job.pdf} was not built, because the process that built it was ended twice, maybe for "
        "want of memory: end other programs and run again, or print fewer pages to a new PDF.",
    )
    return failed_outcome(job.pdf, job.options, error.exit_code, str(error))
