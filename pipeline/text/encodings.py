"""Bytes of a file that people wrote → its text, or what else it is saved as.

Nothing is guessed: bytes that could be two texts are named, so that no letter is ever another.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

UTF_8, WINDOWS = "utf-8", "cp1252"
# What begins a text in UTF-16 or UTF-32.
WIDE_MARKS = (BOM_UTF16_LE, BOM_UTF16_BE, b"\x00\x00\xfe\xff")
# ä, ö and å where Windows-1252 has them: DOS and Mac have signs there that no text has.
FINNISH_LETTER = re.compile(rb"[\xe4\xf6\xe5\xc4\xd6\xc5]")
# Such letters in UTF-8, or where DOS and Mac have them: a file of two encodings, pasted together.
# So are Š, š and ž of ISO 8859-15 in a word, and its €: Windows-1252 has signs there.
OTHER_LETTER = re.compile(
    rb"[\xc2\xc3\xe2][\x80-\xbf]|[A-Za-z][\x84\x86\x8c]"
    rb"|[A-Za-z\xc0-\xff][\xa6\xa8\xb8]|[\xa6\xa8\xb8][A-Za-z\xc0-\xff]|\xa4"
)


class EncodingError(ValueError):
    """A text is not in an encoding that is read; the words say which it seems to be."""


def decoded_text(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        EncodingError: it is saved otherwise.
    """
    if content.startswith(WIDE_MARKS):
        raise EncodingError("is saved in UTF-16 (“Unicode Text”): save it in UTF-8")
    try:
        return content.removeprefix(BOM_UTF8).decode(UTF_8)
    except UnicodeDecodeError as error:
        if is_windows_text(content):
            raise EncodingError("is saved in Windows-1252 (“ANSI”): save it in UTF-8") from None
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"the byte 0x{content[error.start]:02X} on line {line}"
        raise EncodingError(f"is not in UTF-8 ({byte}): save it in UTF-8") from None


def is_windows_text(content: bytes) -> bool:
    """Whether bytes that are no UTF-8 are Windows-1252, and could hardly be anything else."""
    # Some letters of UTF-16 hold the same bytes; no text in Windows-1252 has a zero.
    if content.startswith(WIDE_MARKS) or b"\0" in content:
        return False
    try:
        content.decode(WINDOWS)
    except UnicodeDecodeError:
        return False
    return FINNISH_LETTER.search(content) is not None and not OTHER_LETTER.search(content)


def not_in_windows(text: str) -> str:
    """What of a text a file in Windows-1252 cannot hold; nothing where it holds all.

    That is a letter it does not have, or signs that would be taken for letters of UTF-8 or DOS, so
    that the file would no longer be Windows-1252 beyond doubt.
    """
    try:
        content = text.encode(WINDOWS)
    except UnicodeEncodeError as error:
        return text[error.start]
    doubtful = OTHER_LETTER.search(content)
    return doubtful[0].decode(WINDOWS) if doubtful else ""
