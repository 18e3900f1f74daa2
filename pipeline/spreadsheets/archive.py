"""The ZIP file that a spreadsheet is: its parts, unpacked one at a time and never beyond a limit.

Nothing is written to a disk, and no part but those asked for is unpacked.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from pipeline.spreadsheets.limits import (
    MOST_PARTS,
    TREE_LIMIT,
    UNPACKED_LIMIT,
    damaged_file,
    protected,
    too_large,
)

# What begins the entry of a part in the list of parts, and how long the header before its data is.
ENTRY_MARKER = b"PK\x01\x02"
HEADER_LENGTH = 30
ENCRYPTED_FLAG = 1
# How spreadsheet programs pack parts (ISO/IEC 29500-2, annex C; OpenDocument 1.3 part 2).
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PIECE = 1 << 16
# What zipfile raises for broken files, by what in them is broken.
BROKEN_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ValueError, OverflowError),
)


class Archive:
    """The parts of a ZIP file in memory.

    Args:
        path: what to call the file in messages.
        content: its bytes.

    Raises:
        InputError: it is no whole ZIP file, or one made to do harm.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.unpacked = 0
        if content.count(ENTRY_MARKER) > MOST_PARTS:
            raise too_large(path, f"it has more than {MOST_PARTS:,} parts")
        try:
            self.file = zipfile.ZipFile(BytesIO(content))
        except BROKEN_ERRORS:
            raise damaged_file(path, "it is no whole ZIP file") from None
        self.parts: dict[str, zipfile.ZipInfo] = {}
        for entry in self.file.infolist():
            if not entry.is_dir():
                self.add(entry)
        self.require_apart()

    def add(self, entry: zipfile.ZipInfo) -> None:
        """Take a part by its name, whose case is free.

        Raises:
            InputError: no spreadsheet program would write it.
        """
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise damaged_file(self.path, f"a part of it has a name that leads out of it ({name})")
        if name.lower() in self.parts:
            raise damaged_file(self.path, f"it has two parts of the name {name}")
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise protected(self.path)
        if entry.compress_type not in PACKINGS:
            raise damaged_file(self.path, f"{name} is packed as in no spreadsheet")
        self.parts[name.lower()] = entry

    def require_apart(self) -> None:
        """Go on only where no two parts share bytes, by which small files unpack to huge ones.

        Raises:
            InputError: some do.
        """
        found = sorted(self.parts.values(), key=lambda entry: entry.header_offset)
        end = self.file.start_dir
        starts = [*(entry.header_offset for entry in found), end]
        for entry, (start, following) in zip(found, pairwise(starts), strict=True):
            if start + HEADER_LENGTH + entry.compress_size > following:
                raise damaged_file(self.path, f"{entry.filename} lies over another part of it")

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower() in self.parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece.

        Raises:
            InputError: there is no such part, it is broken, or more than the limit is unpacked.
        """
        if not self.has(name):
            raise damaged_file(self.path, f"it has no part {name}")
        entry = self.parts[name.lower()]
        self.count(entry.file_size)
        try:
            with self.file.open(entry) as part:
                while piece := part.read(PIECE):
                    yield piece
        except BROKEN_ERRORS:
            # One that is longer than it says ends with a wrong checksum as well.
            raise damaged_file(self.path, f"its part {name} cannot be unpacked") from None

    def count(self, size: int) -> None:
        """Count what is unpacked.

        Raises:
            InputError: it is too much.
        """
        self.unpacked += size
        if self.unpacked > UNPACKED_LIMIT:
            self.refuse_size()

    def refuse_size(self) -> NoReturn:
        """Say that the file unpacks to too much."""
        limit = UNPACKED_LIMIT // 1024**2
        raise too_large(self.path, f"unpacked it has more than {limit} MiB")

    def small(self, name: str) -> Iterator[bytes]:
        """A part that is kept in memory as a whole.

        Raises:
            InputError: it is missing, broken or too large for that.
        """
        if self.has(name) and self.parts[name.lower()].file_size > TREE_LIMIT:
            limit = TREE_LIMIT // 1024**2
            raise too_large(self.path, f"its part {name} has more than {limit} MiB")
        return self.pieces(name)

    def first_bytes(self, name: str, length: int) -> bytes:
        """How a part begins; nothing where it is missing."""
        if not self.has(name):
            return b""
        found = b""
        for piece in self.pieces(name):
            found += piece
            if len(found) >= length:
                break
        return found[:length]


def resolved(base: str, target: str) -> str:
    """The name of a part that another one names, seen from where that one lies.

    Args:
        base: the part that names it.
        target: how it does.
    """
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
