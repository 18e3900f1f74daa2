"""A spreadsheet read in a child process while the parent goes on.

What the child found crosses as JSON, one sheet a line: a broken or hostile file can end the child,
but cannot run code in the parent. The child hashes the bytes that it reads, and by that hash the
document is known from then on.
"""

from __future__ import annotations

import json
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
from pipeline.spreadsheets.model import (
    SheetNote,
    ShownSheet,
    Spreadsheet,
    note_from_json,
    note_to_json,
    sheet_from_json,
    sheet_to_json,
)
from pipeline.spreadsheets.signs import NumberSigns
from pipeline.system.bounds import TIME_LIMIT_SECONDS, more_seconds

# What the child runs: this module as a program.
SHEET_CHILD = "pipeline.spreadsheets.sheet_reader"
SAVE_ANEW = "keep the sheets and rows that count in a new file and use that"
ReportSheets = Callable[[int, int], None]


class SheetReader:
    """Reads a spreadsheet in a child process.

    Args:
        path: the file (.xlsx, .xlsm, .ods or .csv).
        progress: called with sheets read and sheets in all, from another thread.
        time_limit: seconds after which the child is ended.
        memory_limit: bytes of address space the child may use.
        debug: leave the child's error output visible.
        per_page: seconds more for each sheet, once it is known how many there are.
        signs: the decimal and thousands sign of displayed numbers.
    """

    def __init__(
        self,
        path: Path,
        progress: ReportSheets = lambda done, total: None,
        time_limit: float = TIME_LIMIT_SECONDS,
        debug: bool = False,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        per_page: float = 0,
        signs: NumberSigns = NumberSigns(),  # noqa: B008 — frozen
    ) -> None:
        self.path = path
        self.progress = progress
        self.time_limit = time_limit
        self.per_page = per_page
        self.sheets: list[ShownSheet] = []
        self.total = 0
        self.sheet_count = 0
        self.sha256 = ""
        self.notes: tuple[SheetNote, ...] | None = None
        self.refusal: InputError | None = None
        self.failure: BaseException | None = None
        task = json.dumps([signs.decimal, signs.thousands])
        self.child = Child(SHEET_CHILD, path, time_limit, memory_limit, task, debug)
        self.thread = threading.Thread(target=self.receive, daemon=True)
        self.thread.start()

    def receive(self) -> None:
        """Take the child's lines as they come, so that it never waits; keep what goes wrong."""
        try:
            for message in self.child.messages():
                if self.take(message):
                    self.progress(len(self.sheets), self.total)
        except BaseException as error:
            # Nothing that was read in part may be held by the error.
            clear_frames(error.__traceback__)
            self.failure = error
            self.child.process.kill()

    def take(self, message: Message) -> bool:
        """Take a message; whether it was a sheet.

        One that the child of this program does not send raises one of `JUNK_ERRORS`.
        """
        if "number" in message:
            self.sheets.append(sheet_from_json(message))
            return True
        if "code" in message:
            self.refusal = InputError(str(message["code"]), str(message["message"]))
        elif "notes" in message:
            self.notes = tuple(map(note_from_json, message["notes"]))
        else:
            self.sha256, self.total = str(message["sha256"]), int(message["shown"])
            self.sheet_count = int(message["sheets"])
            more = more_seconds(self.time_limit, self.total, self.per_page)
            self.time_limit += more
            self.child.allow(more)
        return False

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.child.close()
        self.thread.join()
        self.child.close_output()

    def spreadsheet(self) -> Spreadsheet:
        """Wait for the child; the spreadsheet it read.

        Raises:
            InputError: the file cannot be read, or the child met a limit.
        """
        self.thread.join()
        exit_code = self.child.wait()
        self.close()
        if self.refusal is not None:
            raise self.refusal
        if self.child.timed_out:
            raise InputError(
                "time-limit",
                f"{self.path} was not read within {self.time_limit:g} seconds: {SAVE_ANEW}, or "
                "allow more time with --time-limit.",
            )
        self.raise_failure()
        if self.notes is None or len(self.sheets) != self.total:
            raise InputError(
                "parser-ended",
                f"{self.path} makes the spreadsheet reader stop (exit {exit_code}): open it in a "
                "spreadsheet program, save it to a new file and use that.",
            )
        return Spreadsheet(tuple(self.sheets), self.sha256, self.notes, self.sheet_count)

    def raise_failure(self) -> None:
        """Raise what went wrong while messages were taken; junk leaves sheets missing.

        Raises:
            InputError: a sheet, or all of them, are too large.
        """
        if isinstance(self.failure, MessageTooLongError):
            raise InputError(
                "memory-limit",
                f"{self.path} has a sheet with more than {MESSAGE_LIMIT_BYTES // 1024**2} MiB of "
                f"cells: {SAVE_ANEW}.",
            )
        if isinstance(self.failure, MemoryError):
            self.sheets.clear()
            raise InputError(
                "memory-limit",
                f"{self.path} needs more memory than the program may use: {SAVE_ANEW}.",
            )
        if isinstance(self.failure, JUNK_ERRORS):
            self.notes = None
        elif self.failure is not None:
            raise self.failure


def write_sheets(errand: Errand) -> None:
    """Send the sheets of a spreadsheet to the parent, one JSON line each."""
    try:
        from pipeline.spreadsheets.read import open_spreadsheet, read_bytes

        decimal, thousands = json.loads(errand.task)
        content = read_bytes(errand.path)
        refuse_actions()
        opened = open_spreadsheet(errand.path, content, NumberSigns(decimal, thousands))
        errand.allow_for(opened.shown_count)
        counts = {"sheets": opened.sheet_count, "shown": opened.shown_count}
        errand.send({"sha256": sha256_of(content), **counts})
        errand.output.flush()
        for sheet in opened.sheets():
            errand.send(sheet_to_json(sheet))
            errand.output.flush()
        errand.send({"notes": list(map(note_to_json, opened.notes))})
    except InputError as error:
        errand.send_error(error)
    except MemoryError:
        errand.send_error(
            InputError(
                "memory-limit",
                f"{errand.path} needs more than {errand.memory_limit // 1024**2} MiB to read: "
                f"{SAVE_ANEW}.",
            )
        )
    errand.close()


if __name__ == "__main__":
    write_sheets(begin(sys.argv[1:]))
