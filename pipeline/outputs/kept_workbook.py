"""A workbook that an earlier build left: of which source it is, told without trusting it.

Anything may lie in its place: a broken file, a bomb, a device. One property of a few bytes is
read from the archive, within limits; whatever is not as it must be is of unknown source.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

HASH_PROPERTY = "source_sha256"
SHA256 = re.compile("[0-9a-f]{64}")
# Where a workbook keeps the properties that a program gave it (ECMA-376, part 2 and 22.3).
PROPERTIES_PART = "docProps/custom.xml"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
PROPERTY = f"{NAMESPACE} property"
# Bytes that a list of the archive's files may take, and the properties; those of a workbook
# take a thousandth and a hundredth of that.
LONGEST_DIRECTORY, LONGEST_PROPERTIES = 1 << 20, 1 << 16
# The end of an archive, and what stands before it where that is larger than 4 GB
# (APPNOTE 6.3.10, 4.3.16 and 4.3.15); after it a comment of up to 65,535 bytes.
END, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
LARGE_END, LARGE_END_LENGTH = b"PK\x06\x07", 20


class NotAsWrittenError(Exception):
    """A file is not what this program writes as a workbook."""


@dataclass(frozen=True)
class KeptWorkbook:
    """What lies where the workbook of a build has its place.

    Args:
        is_there: whether anything does.
        source: SHA-256 of the PDF that it was built from; None where that cannot be told.
    """

    is_there: bool
    source: str | None = None


def kept_workbook(path: Path) -> KeptWorkbook:
    """What lies in the place of a workbook, and of which source it is."""
    try:
        # Never opened before it is known to be a file: opening a pipe waits for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return KeptWorkbook(True)
        with path.open("rb") as file:
            return KeptWorkbook(True, source_in(file))
    except (FileNotFoundError, NotADirectoryError):
        return KeptWorkbook(False)
    except (
        *(NotAsWrittenError, OSError, ValueError, LookupError, EOFError, RuntimeError),
        *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError),
    ):
        return KeptWorkbook(True)


def source_in(file: BinaryIO) -> str:
    """The hash that a workbook keeps of its source.

    Raises:
        NotAsWrittenError: it keeps none, or is larger in some part than a workbook is.
    """
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise NotAsWrittenError
    check_directory(file)
    with zipfile.ZipFile(file) as archive:
        part = archive.getinfo(PROPERTIES_PART)
        # What else a zip file may be packed with unpacks without a limit.
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotAsWrittenError
        with archive.open(part) as packed:
            content = packed.read(LONGEST_PROPERTIES + 1)
    if len(content) > LONGEST_PROPERTIES:
        raise NotAsWrittenError
    source = property_in(content, HASH_PROPERTY)
    if not SHA256.fullmatch(source):
        raise NotAsWrittenError
    return source


def check_directory(file: BinaryIO) -> None:
    """Check that the list of an archive's files is short, before it is read.

    Raises:
        NotAsWrittenError: it is long, or the file is no archive.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END_LENGTH - LONGEST_COMMENT - LARGE_END_LENGTH))
    tail = file.read()
    place = tail.rfind(END)
    if place < 0 or tail[max(0, place - LARGE_END_LENGTH) : place].startswith(LARGE_END):
        raise NotAsWrittenError
    (length,) = struct.unpack_from("<L", tail, place + 12)
    if length > LONGEST_DIRECTORY:
        raise NotAsWrittenError


def property_in(content: bytes, name: str) -> str:
    """The value of a property, empty where there is none of that name.

    Raises:
        NotAsWrittenError: the properties declare a document type, with which entities come.
        ExpatError: they are no XML.
    """
    texts: list[str] = []
    inside = False

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = inside or (tag == PROPERTY and attributes.get("name") == name)

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and tag != PROPERTY

    def refuse(*_: object) -> None:
        raise NotAsWrittenError

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: texts.append(text) if inside else None
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
    return "".join(texts).strip()
