"""Text for a terminal: what a PDF or a file name has in it never gives a terminal orders."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

# Controls but the line break and the tabulator, line and paragraph separators, what turns the
# direction of text round, tags that nothing shows, and halves of surrogate pairs.
UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# In a line of its own a break or a tabulator is as strange as the others.
UNSHOWN_IN_A_LINE = re.compile(f"[\t\n]|{UNSHOWN.pattern}")
NAMED_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
LAST_OF_FOUR_DIGITS = 0xFFFF
# The name under which Python knows how to print letters that a terminal cannot show.
ESCAPING = "liitetaulukko-escapes"
STANDARD_STREAMS = (("stdin", 0), ("stdout", 1), ("stderr", 2))


def shown_block(text: str) -> str:
    """A text of lines, what would give a terminal orders shown as JSON escapes it."""
    return UNSHOWN.sub(lambda found: escaped(found[0]), text)


def shown_line(text: str) -> str:
    """The same of a text that is to stay on one line."""
    return UNSHOWN_IN_A_LINE.sub(lambda found: escaped(found[0]), text)


def escaped(text: str) -> str:
    """Each letter of a text as JSON escapes it, so that JSON stays the same JSON."""
    return "".join(NAMED_ESCAPES.get(letter) or escaped_letter(ord(letter)) for letter in text)


def escaped_letter(number: int) -> str:
    """A letter as JSON escapes it, by its number in Unicode."""
    if number <= LAST_OF_FOUR_DIGITS:
        return f"\\u{number:04x}"
    high, low = divmod(number - LAST_OF_FOUR_DIGITS - 1, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def escape_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Stand in for letters that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return escaped(error.object[error.start : error.end]), error.end


class ShownOutput(io.TextIOBase):
    """Standard output, with shown text alone, which tells at the end what it could not print.

    What is printed after a failure is dropped: a build goes on even if nobody can read of it. It
    is no terminal, so that nothing is coloured by what would be shown as text.

    Args:
        inner: the stream to print to.
    """

    def __init__(self, inner: TextIO) -> None:
        self.inner = inner
        self.problem: OSError | None = None

    def write(self, text: str) -> int:
        """Print a text."""
        if self.problem is None:
            try:
                self.inner.write(shown_block(text))
            except OSError as error:
                self.fail(error)
        return len(text)

    def flush(self) -> None:
        """Have what was printed arrive."""
        if self.problem is None:
            try:
                self.inner.flush()
            except OSError as error:
                self.fail(error)

    def fail(self, error: OSError) -> None:
        """Keep the first failure, and let Python end without another one."""
        self.problem = error
        drop(self.inner)


@contextmanager
def shown_output() -> Iterator[ShownOutput]:
    """Have everything that is printed shown as text."""
    before = sys.stdout
    # A terminal that cannot show a letter gets its number instead of an error.
    codecs.register_error(ESCAPING, escape_unencodable)
    for stream in (before, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPING)
    output = ShownOutput(before)
    sys.stdout = output
    try:
        yield output
    finally:
        sys.stdout = before


def open_missing_streams() -> None:
    """Open standard streams that are closed, to nowhere.

    Python prints nothing on a closed one, but the next file that is opened would get its number,
    and with it what a library or another process prints.
    """
    for name, number in STANDARD_STREAMS:
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free, which is this one.
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            # It stays open until the process ends.
            stream = open(os.devnull, "r+" if number == 0 else "w", encoding="utf-8")  # noqa: PTH123, SIM115
            setattr(sys, name, stream)


def complain(message: str) -> None:
    """One line on standard error, if anybody can read it there."""
    try:
        print(f"liitetaulukko: {shown_line(message)}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        drop(sys.stderr)


@contextmanager
def unraisable_dropped() -> Iterator[None]:
    """Print nothing of errors that nobody can catch, in what a library does to put things away.

    They come where a function was interrupted, and that is told already.
    """
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


def drop(stream: TextIO) -> None:
    """Let a stream that failed lead nowhere, lest Python fail again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
