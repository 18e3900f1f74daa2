"""What children that draw pages have in common: both sides, and how pictures cross, as base64."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, Any

from pipeline.child.child_process import JUNK_ERRORS, Child, MessageTooLongError
from pipeline.child.in_child import Errand, refuse_actions, sha256_of
from pipeline.errors import InputError
from pipeline.system.bounds import Deadline, memory_error

if TYPE_CHECKING:
    from pipeline.pdf.viewer import Viewer


class DrawingChild:
    """A child process that draws pages of a PDF, while its parent goes on.

    Args:
        module: what it runs; it opens the PDF with `opened_viewer` and sends pictures with
            `send_picture`.
        path: the PDF.
        task: what to draw, with the hash of the bytes that were read in `sha256`, and in
            `searched` whether their parts had to be searched for.
        deadline: until when it may run.
        debug: leave its error output visible.
    """

    def __init__(
        self, module: str, path: Path, task: Mapping[str, Any], deadline: Deadline, debug: bool
    ) -> None:
        self.path, self.seconds = path, deadline.seconds
        self.pictures: dict[int, bytes] = {}
        self.sizes: dict[int, tuple[float, float]] = {}
        self.is_junk = False
        self.refusal: InputError | None = None
        self.failure: BaseException | None = None
        self.child = Child(module, path, deadline.remaining(), task=json.dumps(task), debug=debug)
        self.thread = threading.Thread(target=self.receive, daemon=True)
        self.thread.start()

    def receive(self) -> None:
        """Take the pictures as they come, so that the child never waits; keep what goes wrong."""
        try:
            for message in self.child.messages():
                if "code" in message:
                    self.refusal = InputError(str(message["code"]), str(message["message"]))
                else:
                    page, (width, height) = int(message["page"]), message["size"]
                    self.sizes[page] = float(width), float(height)
                    self.pictures[page] = base64.b64decode(message["png"])
        except (*JUNK_ERRORS, MessageTooLongError):
            self.is_junk = True
            self.child.process.kill()
        except BaseException as error:
            # Nothing that was taken in part may be held by the error.
            clear_frames(error.__traceback__)
            self.failure = error
            self.child.process.kill()

    def wait(self) -> str:
        """Wait until it has drawn what it can; how it ended, for a page that is missing.

        Raises:
            InputError: the PDF is another by now, or a limit was met.
        """
        try:
            self.thread.join()
            exit_code = self.child.wait()
        finally:
            self.close()
        if self.refusal is not None:
            raise self.refusal
        if self.child.timed_out:
            raise InputError(
                "time-limit",
                f"{self.path} was not drawn within {self.seconds:g} seconds: print it to a new "
                "PDF, or allow more time with --time-limit.",
            )
        if isinstance(self.failure, MemoryError):
            self.pictures.clear()
            raise memory_error(self.path)
        if self.failure is not None:
            raise self.failure
        return "its picture is none" if self.is_junk else f"exit {exit_code}"

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.child.close()
        self.thread.join()
        self.child.close_output()


def opened_viewer(errand: Errand, task: Mapping[str, Any]) -> Viewer | None:
    """In the child: what shows the pages as they were shown when they were read.

    From then on the child is refused what drawing never needs. None where it is told to the parent
    that the PDF is another by now.
    """
    from pipeline.pdf.viewer import Viewer

    try:
        content = content_with_hash(errand.path, task["sha256"])
    except InputError as error:
        errand.send_error(error)
        return None
    refuse_actions()
    return Viewer(content, searched=task["searched"])


def content_with_hash(path: Path, sha256: str) -> bytes:
    """The bytes of a PDF, if they are those of a hash.

    Raises:
        InputError: they are others by now, or there are none.
    """
    content = b""
    with suppress(OSError):
        content = path.read_bytes()
    if sha256_of(content) != sha256:
        raise InputError("pdf-replaced", f"{path} was replaced while it was looked at: run again.")
    return content


def send_picture(errand: Errand, page: int, size: tuple[float, float], png: bytes) -> None:
    """In the child: a picture to the parent, which has it even if the next page ends the child.

    Args:
        errand: what the child is to do.
        page: number of the page.
        size: its width and height as displayed, in points.
        png: the picture.
    """
    errand.send({"page": page, "size": size, "png": base64.b64encode(png).decode("ascii")})
    errand.output.flush()
