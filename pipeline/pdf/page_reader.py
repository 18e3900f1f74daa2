"""A PDF read in a child process while the parent goes on.

What the child found crosses as JSON, one page a line: a broken or hostile PDF can end the child,
but cannot run code in the parent.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import InputError
from pipeline.pdf.child_process import (
    MEMORY_LIMIT_BYTES,
    TIME_LIMIT_SECONDS,
    child_command,
    child_environment,
    limit_memory,
    send,
)
from pipeline.pdf.model import Document, Page, page_from_json, page_to_json

# What the child runs: this module as a program.
READING_CHILD = "pipeline.pdf.page_reader"
ReportProgress = Callable[[int, int], None]


class PageReader:
    """Reads a PDF in a child process.

    Args:
        path: the PDF.
        progress: called with pages read and pages in all, from another thread.
        time_limit: seconds after which the child is ended.
        memory_limit: bytes of address space the child may use.
        debug: leave the child's error output visible.
    """

    def __init__(
        self,
        path: Path,
        progress: ReportProgress = lambda done, total: None,
        time_limit: float = TIME_LIMIT_SECONDS,
        debug: bool = False,
        memory_limit: int = MEMORY_LIMIT_BYTES,
    ) -> None:
        self.path = path
        self.progress = progress
        self.time_limit = time_limit
        self.timed_out = False
        self.pages: list[Page] = []
        self.total = 0
        self.ending: dict[str, str | list[str]] | None = None
        self.process = subprocess.Popen(
            child_command(READING_CHILD, path, memory_limit),
            stdout=subprocess.PIPE,
            stderr=None if debug else subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            env=child_environment(),
            encoding="utf-8",
        )
        self.timer = threading.Timer(time_limit, self.end_late_child)
        self.timer.start()
        self.thread = threading.Thread(target=self.receive)
        self.thread.start()

    def end_late_child(self) -> None:
        """End the child when its time is up."""
        self.timed_out = True
        self.process.kill()

    def receive(self) -> None:
        """Take the child's lines as they come, so that it never waits."""
        for line in self.process.stdout or ():
            try:
                message = json.loads(line)
            except ValueError:
                return
            if "pages" in message:
                self.total = message["pages"]
            elif "number" in message:
                self.pages.append(page_from_json(message))
                self.progress(len(self.pages), self.total)
            else:
                self.ending = message

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.timer.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.thread.join()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process.wait()

    def document(self) -> Document:
        """Wait for the child; the document it read.

        Raises:
            InputError: the PDF cannot be read, or the child met a limit.
        """
        self.thread.join()
        self.process.wait()
        self.close()
        if self.ending is not None and "code" in self.ending:
            raise InputError(str(self.ending["code"]), str(self.ending["message"]))
        if self.timed_out:
            raise InputError(
                "time-limit",
                f"{self.path} was not read within {self.time_limit:g} seconds: print it to a new "
                "PDF, or allow more time with --time-limit.",
            )
        if self.ending is None or len(self.pages) != self.total:
            raise InputError(
                "parser-ended",
                f"{self.path} makes the PDF reader stop (exit {self.process.returncode}): "
                "print it to a new PDF and use that.",
            )
        remarks = self.ending["remarks"]
        return Document(tuple(self.pages), tuple(remarks))


def write_pages(path: Path, memory_limit: int) -> None:
    """Write the pages of a PDF to standard output, one JSON line each."""
    limit_memory(memory_limit)
    from pipeline.pdf.read import RemarkCollector, read_pages

    collector = RemarkCollector()
    try:
        for item in read_pages(path, collector):
            send({"pages": item} if isinstance(item, int) else page_to_json(item))
        send({"remarks": list(collector.remarks)})
    except InputError as error:
        send({"code": error.code, "message": error.message})
    except MemoryError:
        limit = memory_limit // 1024**2
        send(
            {
                "code": "memory-limit",
                "message": f"{path} needs more than {limit} MiB to read: print it to a new PDF "
                "and use that.",
            }
        )


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), int(sys.argv[2]))
