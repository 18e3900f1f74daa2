"""Signals that end a process: they end it in good order, and never in the midst of a set of files.

Without this, SIGTERM and SIGHUP end a process at once, and SIGINT wherever it happens to be.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

# Those a person or a system ends a process by; not every system has each.
ENDING_SIGNALS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]
# What a shell adds to the number of the signal that ended a process.
SIGNAL_EXIT = 128


class Stopped(KeyboardInterrupt):
    """The process was told to end.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.number = number

    @property
    def exit_code(self) -> int:
        """What a shell says of a process that such a signal ended."""
        return SIGNAL_EXIT + self.number


class StopRequest:
    """What was asked of the process meanwhile.

    Args:
        number: of the first signal to come; None as long as there is none.
    """

    def __init__(self, number: int | None = None) -> None:
        self.number = number

    def check(self) -> None:
        """Go on only where nothing was asked.

        Raises:
            Stopped: the process was told to end.
        """
        if self.number is not None:
            raise Stopped(self.number)


# Of those who wait for signals now, outermost first.
REQUESTS: list[StopRequest] = []


@contextmanager
def signals_stop() -> Iterator[None]:
    """Have the first signal that ends a process raise `Stopped`; those after it change nothing.

    What is ignored, as `nohup` has it, stays ignored.
    """
    request = StopRequest()

    def stop(number: int, _frame: FrameType | None) -> None:
        first = request.number is None
        request.number = request.number or number
        if first:
            raise Stopped(number)

    REQUESTS.append(request)
    try:
        with handlers_replaced(stop):
            yield
    finally:
        REQUESTS.remove(request)


def check_stopped() -> None:
    """Go on only where nobody has asked the process to end.

    Libraries make errors of their own of what they are interrupted by, or none.

    Raises:
        Stopped: the process was told to end.
    """
    for request in REQUESTS:
        request.check()


@contextmanager
def signals_held() -> Iterator[StopRequest]:
    """Keep signals that end a process until the end of what must not be cut in two.

    The request that is given tells whether one has come. It takes its effect at the end.
    """
    request = StopRequest()

    def keep(number: int, _frame: FrameType | None) -> None:
        request.number = request.number or number

    try:
        with handlers_replaced(keep):
            yield request
    finally:
        if request.number is not None:
            signal.raise_signal(request.number)


@contextmanager
def handlers_replaced(handler: Any) -> Iterator[None]:
    """Have a function take the signals that end a process, save those that are ignored.

    Python gives signals to its main thread alone; elsewhere there is nothing to replace.
    """
    before: dict[int, Any] = {}
    try:
        if threading.current_thread() is threading.main_thread():
            for number in ENDING_SIGNALS:
                known = signal.getsignal(number)
                if known not in (signal.SIG_IGN, None):
                    before[number] = known
                    signal.signal(number, handler)
        yield
    finally:
        for number, known in before.items():
            # Unless signals were told to change nothing meanwhile.
            if signal.getsignal(number) is handler:
                signal.signal(number, known)


@contextmanager
def signals_unheard() -> Iterator[None]:
    """Have processes that are started meanwhile hear no signals until they call `hear_signals`.

    Those that come meanwhile are heard by this one at the end. Windows knows no such thing.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_signals() -> None:
    """Hear signals that end a process from now on, those included that came before."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)


def handle_ending_signals(handler: Any) -> None:
    """Have a function take the signals that end a process for good, save those that are ignored."""
    for number in ENDING_SIGNALS:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            signal.signal(number, handler)


def signals_ignored() -> None:
    """Let nothing end the process any more but its own end."""
    for number in ENDING_SIGNALS:
        with suppress(ValueError, OSError):
            signal.signal(number, signal.SIG_IGN)
