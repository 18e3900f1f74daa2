"""An Excel workbook (.xlsx, .xlsm) → its sheets as they show.

It is read as events, part by part. openpyxl, which writes the workbooks, would keep an object for
each cell that has a style alone, reads no strict files, refuses styles that Excel takes, and takes
longer to load than most workbooks to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.spreadsheets.archive import Archive
from pipeline.spreadsheets.excel.colours import theme_colours
from pipeline.spreadsheets.excel.notes import gather_notes
from pipeline.spreadsheets.excel.parts import Relationship, related, relationships, tree_of
from pipeline.spreadsheets.excel.sheet import gather_sheet
from pipeline.spreadsheets.excel.strings import shared_strings
from pipeline.spreadsheets.excel.styles import cell_styles, palette_of
from pipeline.spreadsheets.excel.values import Workbook
from pipeline.spreadsheets.file_kind import has_macros, require_archive
from pipeline.spreadsheets.formulas import is_external
from pipeline.spreadsheets.gathered import Budget, Gathered, shown_sheet
from pipeline.spreadsheets.limits import MOST_SHEETS, damaged_file, too_large
from pipeline.spreadsheets.model import SheetNote, ShownSheet
from pipeline.spreadsheets.opened import Opened
from pipeline.spreadsheets.rich_text import TextRun
from pipeline.spreadsheets.signs import NumberSigns
from pipeline.spreadsheets.xml_parts import is_on

WORKBOOK_KIND = "officeDocument"
WORKSHEET, CHART_SHEET = "worksheet", "chartsheet"
MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet", "dialogsheet")
SHOWN = "visible"


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it.

    Args:
        number: from 1.
        name: as its tab shows it.
        is_hidden: whether there is no tab.
        kind: worksheet, chart sheet or another.
        part: the name of its part.
    """

    number: int
    name: str
    is_hidden: bool
    kind: str
    part: str


def open_xlsx(path: Path, content: bytes, signs: NumberSigns) -> Opened:
    """An Excel workbook, its sheets ready to be read.

    Args:
        path: what to call it in messages.
        content: its bytes.
        signs: the signs that numbers are displayed with.

    Raises:
        InputError: it is no such file, needs a password, is damaged or too large.
    """
    archive = require_archive(path, content)
    part = next(related(relationships(path, archive, ""), WORKBOOK_KIND), "")
    if not part:
        raise damaged_file(path, "it does not say which of its parts is the workbook")
    root = tree_of(path, archive, part)
    parts = relationships(path, archive, part)
    listed = list(listed_sheets(path, root, parts))
    book = workbook(path, archive, root, parts, signs)
    shown = sum(sheet.kind == WORKSHEET and not sheet.is_hidden for sheet in listed)
    return Opened(len(listed), shown, read_sheets(archive, listed, book))


def listed_sheets(
    path: Path, root: Element, parts: dict[str, Relationship]
) -> Iterator[ListedSheet]:
    """The sheets that a workbook lists.

    Raises:
        InputError: it has too many, or one that has no part.
    """
    sheets = root.findall("sheets/sheet")
    if not sheets:
        raise damaged_file(path, "it has no sheets")
    if len(sheets) > MOST_SHEETS:
        raise too_large(path, f"it has more than {MOST_SHEETS:,} sheets")
    for number, sheet in enumerate(sheets, start=1):
        name = sheet.get("name", "")
        part = parts.get(sheet.get("r.id", ""))
        if part is None or not part.target:
            raise damaged_file(path, f"its sheet {name} is missing")
        is_hidden = sheet.get("state", SHOWN) != SHOWN
        yield ListedSheet(number, name, is_hidden, part.kind, part.target)


def workbook(
    path: Path,
    archive: Archive,
    root: Element,
    parts: dict[str, Relationship],
    signs: NumberSigns,
) -> Workbook:
    """What all sheets of a workbook share.

    Raises:
        InputError: a part is damaged or too large.
    """
    styles = optional_tree(path, archive, parts, "styles")
    theme = optional_tree(path, archive, parts, "theme")
    palette = palette_of(styles, () if theme is None else theme_colours(theme))
    strings: list[tuple[TextRun, ...]] = []
    for part in related(parts, "sharedStrings"):
        strings = shared_strings(path, archive, part)
    properties = root.find("workbookPr")
    from_1904 = properties is not None and is_on(properties.get("date1904"))
    outside = frozenset(
        element.get("name", "").lower()
        for element in root.findall("definedNames/definedName")
        if is_external(element.text or "")
    )
    return Workbook(path, signs, cell_styles(styles, palette), strings, from_1904, outside)


def optional_tree(
    path: Path, archive: Archive, parts: dict[str, Relationship], kind: str
) -> Element | None:
    """A part of a kind as a tree; None where the workbook has none.

    Raises:
        InputError: it is damaged or too large.
    """
    part = next(related(parts, kind), None)
    return None if part is None else tree_of(path, archive, part)


def read_sheets(
    archive: Archive, listed: list[ListedSheet], book: Workbook
) -> Iterator[ShownSheet | SheetNote]:
    """The sheets of a workbook, and what there is to report of it.

    Raises:
        InputError: a sheet is damaged or too large.
    """
    budget = Budget(book.path)
    if has_macros(archive) or any(sheet.kind in MACRO_SHEETS for sheet in listed):
        yield SheetNote("macros-not-run")
    for sheet in listed:
        if sheet.kind == CHART_SHEET:
            yield SheetNote("sheet-is-chart", detail=sheet.name)
        if sheet.kind != WORKSHEET:
            continue
        gathered = Gathered(sheet.number, sheet.name, budget)
        gather_sheet(sheet.part, archive.pieces(sheet.part), gathered, book)
        if sheet.is_hidden:
            yield SheetNote("sheet-hidden", detail=sheet.name, count=gathered.text_count)
            continue
        found = relationships(book.path, archive, sheet.part)
        gather_notes(book.path, archive, found, gathered)
        yield shown_sheet(gathered)
