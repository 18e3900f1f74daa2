"""The values that arguments of the command line may have."""

from __future__ import annotations

import argparse
import errno
from datetime import date
from pathlib import Path

from pipeline.system.bounds import LONGEST_SECONDS, is_time_limit

HTML_SUFFIXES = (".html", ".htm")


def seconds(text: str) -> float:
    """A number of seconds that can be waited for."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds") from None
    if not is_time_limit(value):
        raise argparse.ArgumentTypeError(
            f"{text} is not above 0 and at most {LONGEST_SECONDS} seconds, a week"
        )
    return value


def job_count(text: str) -> int:
    """How many documents are built side by side."""
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is below 1")
    return value


def named_pdf(text: str) -> Path:
    """The path of a document; no text at all, which a shell makes of an unset variable, is none."""
    if not text:
        raise argparse.ArgumentTypeError("is empty: name a file or a folder")
    return Path(text)


def named_path(text: str) -> Path:
    """A path that a file or a folder can have."""
    path = named_pdf(text)
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise argparse.ArgumentTypeError("is longer than a name can be: shorten it") from None
    return path


def named_html(text: str) -> Path:
    """The path of a page to write; with another ending it may be a file that is no page."""
    path = named_path(text)
    if path.suffix.lower() not in HTML_SUFFIXES:
        raise argparse.ArgumentTypeError(f"{text} does not end with {HTML_SUFFIXES[0]}")
    return path


def non_blank(text: str) -> str:
    """A text that is not blank."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is blank")
    return text


def day(text: str) -> date:
    """A day such as 2026-01-31 or 31.1.2026."""
    # Imported here, because it needs a library that most calls do not.
    from pipeline.text.dates import typed_day

    found = typed_day(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no date like 2026-01-31 or 31.1.2026")
    return found
