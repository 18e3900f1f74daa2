"""A PDF read in a child process while the parent goes on.

What the child found crosses as JSON, one page a line: a broken or hostile PDF can end the child,
but cannot run code in the parent. The child hashes the bytes that it reads, and by that hash the
document is known from then on.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import clear_frames

from pipeline.child.child_process import (
    JUNK_ERRORS,
    MEMORY_LIMIT_BYTES,
    MESSAGE_LIMIT_BYTES,
    Child,
    Message,
    MessageTooLongError,
)
from pipeline.child.in_child import Errand, begin, refuse_actions, sha256_of
from pipeline.errors import InputError
from pipeline.pages.model import Document, Fault, Page, page_from_json, page_to_json
from pipeline.system.bounds import TIME_LIMIT_SECONDS, memory_error, more_seconds

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
        per_page: seconds more for each page, once it is known how many there are.
    """

    def __init__(
        self,
        path: Path,
        progress: ReportProgress = lambda done, total: None,
        time_limit: float = TIME_LIMIT_SECONDS,
        debug: bool = False,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        per_page: float = 0,
    ) -> None:
        self.path = path
        self.progress = progress
        self.time_limit = time_limit
        self.per_page = per_page
        self.pages: list[Page] = []
        self.total = 0
        self.sha256 = ""
        self.remarks: tuple[str, ...] | None = None
        self.faults: tuple[Fault, ...] = ()
        self.searched = False
        self.refusal: InputError | None = None
        self.failure: BaseException | None = None
        self.child = Child(READING_CHILD, path, time_limit, memory_limit, debug=debug)
        self.thread = threading.Thread(target=self.receive, daemon=True)
        self.thread.start()

    def receive(self) -> None:
        """Take the child's lines as they come, so that it never waits; keep what goes wrong."""
        try:
            for message in self.child.messages():
                if self.take(message):
                    self.progress(len(self.pages), self.total)
        except BaseException as error:
            # Nothing that was read in part may be held by the error.
            clear_frames(error.__traceback__)
            self.failure = error
            self.child.process.kill()

    def take(self, message: Message) -> bool:
        """Take a message; whether it was a page.

        One that the child of this program does not send raises one of `JUNK_ERRORS`.
        """
        if "number" in message:
            self.pages.append(page_from_json(message))
            return True
        if "code" in message:
            self.refusal = InputError(str(message["code"]), str(message["message"]))
        elif "remarks" in message:
            self.remarks = tuple(map(str, message["remarks"]))
            self.faults = tuple(Fault(*fault) for fault in message["faults"])
            self.searched = bool(message["searched"])
        else:
            self.sha256, self.total = str(message["sha256"]), int(message["pages"])
            more = more_seconds(self.time_limit, self.total, self.per_page)
            self.time_limit += more
            self.child.allow(more)
        return False

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.child.close()
        self.thread.join()
        self.child.close_output()

    def document(self) -> Document:
        """Wait for the child; the document it read.

        Raises:
            InputError: the PDF cannot be read, or the child met a limit.
        """
        self.thread.join()
        exit_code = self.child.wait()
        self.close()
        if self.refusal is not None:
            raise self.refusal
        if self.child.timed_out:
            raise InputError(
                "time-limit",
                f"{self.path} was not read within {self.time_limit:g} seconds: print it to a new "
                "PDF, or allow more time with --time-limit.",
            )
        self.raise_failure()
        if self.remarks is None or len(self.pages) != self.total:
            raise InputError(
                "parser-ended",
                f"{self.path} makes the PDF reader stop (exit {exit_code}): "
                "print it to a new PDF and use that.",
            )
        pages = tuple(self.pages)
        return Document(pages, self.sha256, self.remarks, self.faults, self.searched)

    def raise_failure(self) -> None:
        """Raise what went wrong while messages were taken; junk leaves pages missing.

        Raises:
            InputError: a page, or all of them, are too large.
        """
        if isinstance(self.failure, MessageTooLongError):
            raise InputError(
                "memory-limit",
                f"{self.path} has a page with more than {MESSAGE_LIMIT_BYTES // 1024**2} MiB of "
                "text and lines: print it to a new PDF and use that.",
            )
        if isinstance(self.failure, MemoryError):
            self.pages.clear()
            raise memory_error(self.path)
        if isinstance(self.failure, JUNK_ERRORS):
            self.remarks = None
        elif self.failure is not None:
            raise self.failure


def write_pages(errand: Errand) -> None:
    """Send the pages of a PDF to the parent, one JSON line each."""
    try:
        from pipeline.pdf.pdf_file import read_file
        from pipeline.pdf.read import RemarkCollector, read_content

        content = read_file(errand.path)
        refuse_actions()
        collector = RemarkCollector()
        for item in read_content(errand.path, content, collector):
            if isinstance(item, int):
                errand.allow_for(item)
                errand.send({"sha256": sha256_of(content), "pages": item})
                errand.output.flush()
            else:
                errand.send(page_to_json(item))
        faults = [[fault.kind, fault.detail, fault.page] for fault in collector.faults]
        remarks = list(collector.remarks)
        errand.send({"remarks": remarks, "faults": faults, "searched": collector.searched})
    except InputError as error:
        errand.send_error(error)
    except MemoryError:
        errand.send_error(
            InputError(
                "memory-limit",
                f"{errand.path} needs more than {errand.memory_limit // 1024**2} MiB to read: "
                "print it to a new PDF and use that.",
            )
        )
    errand.close()


if __name__ == "__main__":
    write_pages(begin(sys.argv[1:]))
