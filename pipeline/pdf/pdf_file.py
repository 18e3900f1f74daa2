"""A path → the bytes of a PDF, read once, before anything of them is looked into."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.system.regular_files import PDF_LIMIT, NotRegularError, read_regular

# The PDF specification has %PDF at the start of a file and %%EOF at its end; readers accept each
# within this many bytes of it (ISO 32000-1, annex H.3, notes 13 and 18).
MARKER_REACH = 1024
FIRST_MARKER = b"%PDF"


def read_file(path: Path) -> bytes:
    """The bytes of a PDF, read once, and looked at before any parser does.

    Raises:
        InputError: there is no such file, it is no file, is empty, or is no PDF.
    """
    try:
        content = read_regular(path, PDF_LIMIT)
    except FileNotFoundError:
        what = "leads to a file that does not exist" if path.is_symlink() else "does not exist"
        raise InputError("file-missing", f"{path} {what}: check the name.") from None
    except NotRegularError as error:
        what = str(error.strerror).removeprefix("it ")
        raise InputError("not-a-file", f"{path} {what}: name a PDF file.") from None
    except OSError as error:
        raise InputError(
            "file-unreadable",
            f"{path} cannot be opened ({error.strerror}): check its name and permissions.",
        ) from None
    if not content:
        raise InputError("file-empty", f"{path} is empty: download or save it again.")
    if FIRST_MARKER not in content[:MARKER_REACH]:
        raise InputError(
            "not-a-pdf", f"{path} is not a PDF, whatever its name: save the document as PDF."
        )
    return content
