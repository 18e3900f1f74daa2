"""A path → the bytes of a PDF, read once, before anything of them is looked into."""

from __future__ import annotations

from pathlib import Path

from pipeline.child.input_file import read_input
from pipeline.errors import InputError
from pipeline.system.regular_files import PDF_LIMIT

# The PDF specification has %PDF at the start of a file and %%EOF at its end; readers accept each
# within this many bytes of it (ISO 32000-1, annex H.3, notes 13 and 18).
MARKER_REACH = 1024
FIRST_MARKER = b"%PDF"


def read_file(path: Path) -> bytes:
    """The bytes of a PDF, read once, and looked at before any parser does.

    Raises:
        InputError: there is no such file, it is no file, is empty, or is no PDF.
    """
    content = read_input(path, PDF_LIMIT, "a PDF file")
    if FIRST_MARKER not in content[:MARKER_REACH]:
        raise InputError(
            "not-a-pdf", f"{path} is not a PDF, whatever its name: save the document as PDF."
        )
    return content
