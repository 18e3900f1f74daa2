"""How long a document may take, and what is said where it takes longer or needs too much memory.

The PDF libraries run in a child process that can be killed. All that follows runs in the process
itself, mostly as loops of Python, and is interrupted there: by an exception that another thread
raises in it. Signals would do so as well, but in the main thread alone, not on every system, and
a program that uses this one may need them itself.
"""

from __future__ import annotations

import ctypes
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pipeline.errors import InputError

# Without another limit: enough for any short document on a busy machine, and more for a long one. A
# full page takes a fifth of a second in all, so that five times that is a broken or hostile one.
TIME_LIMIT_SECONDS = 120.0
SECONDS_PER_PAGE = 1.0
# More pages than these add nothing: about an hour is enough for any document.
PAGES_COUNTED = 3600
# A week: nobody waits longer, and no system's clock for waiting threads ends earlier (the
# shortest, that of Windows, after 49 days).
LONGEST_SECONDS = 7 * 24 * 3600
# An exception is lost where it is raised in a destructor; so it is raised again after this time,
# which is long enough for one that is on its way to arrive.
AGAIN_AFTER_SECONDS = 1
# What the packages of the program do, for the sentence that says what took too long.
STEPS = {
    "grids": "finding its cells",
    "tables": "joining its tables",
    "records": "reading its records",
    "checks": "checking what was read",
    "outputs": "making its outputs",
    "inspect": "drafting a schema for it",
}
ANY_STEP = "working out what it holds"
Returned = TypeVar("Returned")


class TimeIsUpError(BaseException):
    """Raised in a thread whose time is up; nothing but `Deadline` shall catch it."""


class Deadline:
    """Until when a document must be done, from the moment that this is made.

    Args:
        path: the document.
        seconds: how long it may take.
        per_page: how many seconds more for each page, once it is known how many there are.
    """

    def __init__(self, path: Path, seconds: float, per_page: float = 0) -> None:
        self.path = path
        self.seconds = seconds
        self.per_page = per_page
        self.end = time.monotonic() + seconds

    def allow_for(self, pages: int) -> None:
        """Allow the time for a number of pages."""
        more = more_seconds(self.seconds, pages, self.per_page)
        self.seconds += more
        self.end += more

    def remaining(self) -> float:
        """The seconds that are left; none where the time is up."""
        return max(0, self.end - time.monotonic())

    def run(self, work: Callable[[], Returned]) -> Returned:
        """What a function returns, unless it takes too long or needs too much memory.

        It may be interrupted at any place, so that it must change nothing outside itself.

        Raises:
            InputError: the time was up or the memory used up before it was done.
        """
        alarm = Alarm(self.remaining())
        try:
            try:
                alarm.thread.start()
                with memory_named(self.path):
                    return work()
            finally:
                alarm.stop()
        except TimeIsUpError as error:
            alarm.stop()
            step = step_of(error.__traceback__)
        raise InputError(
            "time-limit",
            f"{self.path} was read, but {step} was not done within {self.seconds:g} seconds: put "
            "fewer of its pages or rows into a new file, or allow more time with --time-limit.",
        )


class Alarm:
    """A thread that interrupts the one in which it was made, once its time is up.

    Args:
        seconds: until then.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.sleeper = threading.get_ident()
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        self.rang = False
        self.thread = threading.Thread(target=self.ring, daemon=True)

    def ring(self) -> None:
        """Wait, then interrupt, until that has been heard."""
        wait = self.seconds
        while not self.stopped.wait(wait):
            with self.lock:
                if not self.stopped.is_set():
                    self.rang = True
                    interrupt(self.sleeper)
            wait = AGAIN_AFTER_SECONDS

    def stop(self) -> None:
        """Interrupt no more; an interruption that has not arrived yet arrives here.

        Python can take one back as well, but goes on looking for it ever after then: that takes
        time, and a program that is traced or profiled hangs.
        """
        is_over = False
        while not is_over:
            try:
                self.stopped.set()
                with self.lock:
                    may_be_late, self.rang = self.rang, False
                if may_be_late:
                    interrupt(self.sleeper)
                    while True:
                        time.sleep(0)
                is_over = True
            except TimeIsUpError:
                # That was it: once more round, to see that no other one is left.
                continue


def interrupt(thread: int) -> None:
    """Raise in a thread that its time is up, in place of one that is on its way."""
    error = ctypes.py_object(TimeIsUpError)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)


def step_of(trace: TracebackType | None) -> str:
    """What the program was doing: the innermost of its packages that an error came through."""
    names = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(trace)]
    packages = [name.split(".")[1] for name in names if name.startswith("pipeline.")]
    return next((STEPS[name] for name in reversed(packages) if name in STEPS), ANY_STEP)


@contextmanager
def memory_named(path: Path) -> Iterator[None]:
    """Say of which document it is that the memory was not enough for.

    Raises:
        InputError: it was not.
    """
    try:
        yield
    except MemoryError as error:
        # What used up the memory is held by the functions that the error came through.
        traceback.clear_frames(error.__traceback__)
        raise memory_error(path) from None


def memory_error(path: Path) -> InputError:
    """The error for a document that needs more memory than there is."""
    return InputError(
        "memory-limit",
        f"{path} needs more memory than the program may use: put fewer of its pages or rows "
        "into a new file and use that.",
    )


def time_allowed(chosen: float | None) -> tuple[float, float]:
    """The seconds for a document and for each of its pages: those chosen, or the usual ones."""
    return (TIME_LIMIT_SECONDS, SECONDS_PER_PAGE) if chosen is None else (chosen, 0)


def more_seconds(seconds: float, pages: int, per_page: float) -> float:
    """The seconds that pages add to others, up to the longest time there is."""
    return max(0, min(min(pages, PAGES_COUNTED) * per_page, LONGEST_SECONDS - seconds))


def is_time_limit(seconds: float) -> bool:
    """Whether a number is a time that can be waited for; neither endless nor no number is."""
    return 0 < seconds <= LONGEST_SECONDS
