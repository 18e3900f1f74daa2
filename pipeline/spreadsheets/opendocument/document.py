"""An OpenDocument spreadsheet (.ods) → its sheets as they show.

Programs store what each cell shows, so that no format has to be worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.spreadsheets.archive import Archive
from pipeline.spreadsheets.file_kind import MANIFEST_PART, require_archive
from pipeline.spreadsheets.gathered import Budget, shown_sheet
from pipeline.spreadsheets.limits import damaged_file, protected
from pipeline.spreadsheets.model import SheetNote, ShownSheet
from pipeline.spreadsheets.opendocument.names import DOCUMENT_NAMES
from pipeline.spreadsheets.opendocument.sheet import ContentEvents, OdsSheet
from pipeline.spreadsheets.opendocument.styles import Styles
from pipeline.spreadsheets.opened import Opened
from pipeline.spreadsheets.signs import NumberSigns
from pipeline.spreadsheets.xml_parts import XmlAttributes, parse_events, parse_tree

CONTENT_PART, STYLES_PART = "content.xml", "styles.xml"
ENCRYPTED = "manifest.encryption-data"
# Folders with programs, by the languages they are written in.
MACRO_FOLDERS = ("basic/", "scripts/")


def open_ods(path: Path, content: bytes, signs: NumberSigns) -> Opened:
    """An OpenDocument spreadsheet, its sheets ready to be handed out.

    All of them are in one part, which is read here.

    Args:
        path: what to call it in messages.
        content: its bytes.
        signs: the signs of numbers whose text is not stored.

    Raises:
        InputError: it is no such file, needs a password, is damaged or too large.
    """
    archive = require_archive(path, content)
    refuse_encrypted(path, archive)
    styles = Styles()
    if archive.has(STYLES_PART):
        read_styles(path, archive, styles)
    events = ContentEvents(Budget(path), styles, signs)

    def start(name: str, attributes: XmlAttributes) -> None:
        events.start(DOCUMENT_NAMES.of(name), DOCUMENT_NAMES.attributes(attributes))

    def end(name: str) -> None:
        events.end(DOCUMENT_NAMES.of(name))

    parse_events(path, CONTENT_PART, archive.pieces(CONTENT_PART), start, end, events.text)
    if not events.sheets:
        raise damaged_file(path, "it has no sheets")
    shown = sum(not sheet.is_hidden for sheet in events.sheets)
    has_macros = any(name.startswith(MACRO_FOLDERS) for name in archive.parts)
    return Opened(len(events.sheets), shown, found_in(events.sheets, has_macros))


def found_in(sheets: list[OdsSheet], has_macros: bool) -> Iterator[ShownSheet | SheetNote]:
    """The sheets of a document, and what there is to report of it.

    Raises:
        InputError: a sheet is damaged or too large.
    """
    if has_macros:
        yield SheetNote("macros-not-run")
    for sheet in sheets:
        if sheet.is_hidden:
            name, count = sheet.gathered.name, sheet.gathered.text_count
            yield SheetNote("sheet-hidden", detail=name, count=count)
        else:
            yield shown_sheet(sheet.gathered)


def refuse_encrypted(path: Path, archive: Archive) -> None:
    """Go on for a document whose parts are not encrypted.

    Raises:
        InputError: they are.
    """
    if archive.has(MANIFEST_PART):
        manifest = parse_tree(path, MANIFEST_PART, archive.small(MANIFEST_PART), DOCUMENT_NAMES)
        if next(manifest.iter(ENCRYPTED), None) is not None:
            raise protected(path)


def read_styles(path: Path, archive: Archive, styles: Styles) -> None:
    """Take the styles that all sheets share.

    Raises:
        InputError: they are damaged or too large.
    """

    def start(name: str, attributes: XmlAttributes) -> None:
        styles.start(DOCUMENT_NAMES.of(name), DOCUMENT_NAMES.attributes(attributes))

    def end(name: str) -> None:
        styles.end(DOCUMENT_NAMES.of(name))

    def text(_: str) -> None:
        return None

    parse_events(path, STYLES_PART, archive.small(STYLES_PART), start, end, text)
