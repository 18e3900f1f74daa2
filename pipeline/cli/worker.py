"""A worker process: it builds the documents that it is handed, and ends when its parent does.

A worker stays for many documents. Nothing of one is left for the next: what was written is told
with each answer, and what is no longer needed is given back before the next one comes.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType

from pipeline.cli.document import build_or_fail
from pipeline.cli.job import Job
from pipeline.cli.memory import limited_memory
from pipeline.cli.outcomes import Outcome
from pipeline.outputs.writing import WRITTEN
from pipeline.system.stopping import (
    ENDING_SIGNALS,
    Stopped,
    handle_ending_signals,
    hear_signals,
    signals_stop,
)
from pipeline.system.terminal import unraisable_dropped

# How long a worker may take to put away what it was doing, sets of files that it writes included.
STOP_SECONDS = 30.0
# How often it is told meanwhile: a signal between two documents is lost.
TELL_SECONDS = 0.1
# How long an answer may take to leave before the worker does.
LEAVE_SECONDS = 1.0
# The exit code of a worker that ended by itself.
LEFT_ALONE = 3


@dataclass(frozen=True)
class Answer:
    """What a worker says of a document.

    Args:
        outcome: what became of it; None where the worker was stopped, or met an error.
        written: the folders that were written meanwhile.
        trace: of an error that is to be shown with its trace, or that nobody foresaw.
    """

    outcome: Outcome | None
    written: tuple[Path, ...]
    trace: str = ""


class State:
    """What the threads of a worker know of each other."""

    def __init__(self) -> None:
        self.idle = threading.Event()
        self.idle.set()
        self.stopping = threading.Event()


STATE = State()


def begin_worker(parent: Connection) -> None:
    """Make this process ready for documents.

    Args:
        parent: at whose end, which the parent closes or the system when the parent is gone, this
            process ends as well.
    """
    # As in the parent, which looks for no cycles while there is little of them.
    gc.disable()
    handle_ending_signals(leave_if_terminated)
    hear_signals()
    threading.Thread(target=stop_with_parent, args=(parent,), daemon=True).start()


def build_in_worker(job: Job) -> Answer:
    """Build a document, unless this process is to end."""
    WRITTEN.clear()
    STATE.idle.clear()
    outcome, trace = None, ""
    try:
        with signals_stop(), unraisable_dropped(), limited_memory():
            if not STATE.stopping.is_set():
                outcome = build_or_fail(job)
        gc.collect()
    except Stopped as stop:
        if stop.number == signal.SIGTERM:
            leave_soon()
    except Exception:
        trace = traceback.format_exc()
    finally:
        STATE.idle.set()
    return Answer(outcome, tuple(WRITTEN), trace)


def leave_if_terminated(number: int, _frame: FrameType | None) -> None:
    """What a signal does between two documents.

    An interrupt from a terminal goes to the parent too, which knows what to do.
    """
    if number == signal.SIGTERM:
        leave_soon()


def leave_soon() -> None:
    """End this process, which somebody else told to end, as soon as its answer has left."""
    STATE.stopping.set()
    leaving = threading.Timer(LEAVE_SECONDS, os._exit, (LEFT_ALONE,))
    leaving.daemon = True
    leaving.start()


def stop_with_parent(parent: Connection) -> None:
    """Wait until the parent closes its end, and stop what is being done; if it is gone, end."""
    process = multiprocessing.parent_process()
    if process is None:
        # Nobody started this process as a worker.
        return
    wait([parent, process.sentinel])
    STATE.stopping.set()
    end = time.monotonic() + STOP_SECONDS
    while time.monotonic() < end:
        if not STATE.idle.is_set():
            tell_main_thread()
        elif wait([process.sentinel], 0):
            break
        time.sleep(TELL_SECONDS)
    os._exit(LEFT_ALONE)


def tell_main_thread() -> None:
    """Have the main thread get a signal that stops what it does; none where all are ignored."""
    heard = (n for n in ENDING_SIGNALS if signal.getsignal(n) not in (signal.SIG_IGN, None))
    number = next(heard, None)
    if number is None:
        return
    if hasattr(signal, "pthread_kill"):
        # One that goes to another thread does not wake the main thread where it waits.
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        signal.raise_signal(number)
