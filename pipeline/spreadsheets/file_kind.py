"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.spreadsheets.archive import Archive
from pipeline.spreadsheets.excel.parts import CONTENT_TYPES, content_types
from pipeline.spreadsheets.limits import damaged_file, protected, wrong_kind

ZIP_MARKERS = (b"PK\x03\x04", b"PK\x05\x06")
# Compound files hold the formats of Excel 97 to 2003, and whatever Office has encrypted. The names
# of their parts are in UTF-16.
OLE_MARKER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
MIMETYPE_PART, MIMETYPE_LENGTH = "mimetype", 100
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MANIFEST_PART = "META-INF/manifest.xml"
MACRO_PART = "vbaproject.bin"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroenabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
# How far into a file its kind is looked for.
REACH = 4096
SAVE_AS_XLSX = "open it in a spreadsheet program and save it as .xlsx"
# How other kinds of files begin, what they are, and what to do with them.
OTHER_KINDS = (
    (re.compile(rb"[\s\S]{0,1024}%PDF-"), "a PDF", "give it a name that ends in .pdf"),
    (
        re.compile(rb"\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|table|head|body)\b", re.I),
        "a web page (HTML)",
        SAVE_AS_XLSX,
    ),
    (re.compile(rb"\s*<\?xml|\s*<(?:ss:)?Workbook\b"), "a file in XML", SAVE_AS_XLSX),
    (re.compile(rb"\{\\rtf"), "a text document (RTF)", SAVE_AS_XLSX),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}", re.S), "a picture", "read it as a PDF"),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!"), "a packed file", "unpack it and use what is in it"),
)
KIND_NAMES = {".xlsx": "an Excel workbook", ".xlsm": "an Excel workbook with macros"}
KIND_NAMES |= {".ods": "an OpenDocument spreadsheet", ".csv": "a CSV file"}


def require_csv(path: Path, content: bytes) -> None:
    """Go on for what may be a CSV file.

    Raises:
        InputError: it is something else.
    """
    if content.startswith(ZIP_MARKERS):
        kind = zip_kind(path, Archive(path, content))
        if kind in KIND_NAMES:
            raise wrong_kind(path, KIND_NAMES[kind], f"give it a name that ends in {kind}")
        raise wrong_kind(path, kind or "a ZIP file", SAVE_AS_XLSX)
    refuse_others(path, content)


def require_archive(path: Path, content: bytes) -> Archive:
    """The parts of what is the kind of ZIP file that its name says.

    Raises:
        InputError: it is something else.
    """
    wanted = path.suffix.lower()
    if not content.startswith(ZIP_MARKERS):
        refuse_others(path, content)
        if is_text(content):
            advice = "give it a name that ends in .csv if it is a table in text"
            raise wrong_kind(path, "a text file", advice)
        raise damaged_file(path, f"it is no {wanted} file")
    archive = Archive(path, content)
    kind = zip_kind(path, archive)
    if wanted == ".xlsx" and (kind == ".xlsm" or has_macros(archive)):
        advice = "save it as .xlsx without macros, or give it a name that ends in .xlsm"
        raise wrong_kind(path, "a workbook with macros", advice)
    if kind in KIND_NAMES and kind != wanted:
        raise wrong_kind(path, KIND_NAMES[kind], f"give it a name that ends in {kind}")
    if kind not in KIND_NAMES:
        raise wrong_kind(path, kind or "another ZIP file", SAVE_AS_XLSX)
    return archive


def zip_kind(path: Path, archive: Archive) -> str:
    """The ending of the spreadsheet that a ZIP file is, what else it is, or nothing.

    Raises:
        InputError: what says so is damaged.
    """
    mimetype = archive.first_bytes(MIMETYPE_PART, MIMETYPE_LENGTH).strip()
    if mimetype.startswith(ODS_TYPE):
        return ".ods"
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "another kind of OpenDocument file"
    if not archive.has(CONTENT_TYPES):
        if archive.has("xl/workbook.xml") or archive.has("content.xml"):
            raise damaged_file(path, "the part that says what it is is missing")
        return ""
    types = content_types(path, archive)
    if MACRO_TYPE in types:
        return ".xlsm"
    if WORKBOOK_TYPE in types:
        return ".xlsx"
    if BINARY_TYPE in types:
        return "a binary workbook (.xlsb)"
    return "another kind of Office file"


def has_macros(archive: Archive) -> bool:
    """Whether a workbook holds a program."""
    return any(name.endswith(MACRO_PART) for name in archive.parts)


def refuse_others(path: Path, content: bytes) -> None:
    """Go on for what is no other known kind of file.

    Raises:
        InputError: it is.
    """
    if content.startswith(OLE_MARKER):
        if ENCRYPTED_PART in content:
            raise protected(path)
        raise wrong_kind(path, "an Office file of before 2007 (such as .xls)", SAVE_AS_XLSX)
    head = content[:REACH].removeprefix(b"\xef\xbb\xbf")
    for beginning, what, advice in OTHER_KINDS:
        if beginning.match(head):
            raise wrong_kind(path, what, advice)


def is_text(content: bytes) -> bool:
    """Whether a file begins as text does."""
    return not re.search(rb"[\0-\x08\x0e-\x1a]", content[:REACH])
