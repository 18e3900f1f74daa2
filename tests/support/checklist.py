"""The essential items of the accessibility checklist for spreadsheets, as checks of a workbook.

Source: UK Government Analysis Function, "Making spreadsheets accessible: a brief checklist of the
basics" (items marked E are essential), as the documentation of gptables lists them, and WCAG 2.2
for contrast (success criterion 1.4.3, level AA). Two items are left knowingly, and the cover
says so: filters and frozen panes on long lists (desirable only), and a footer on printed pages.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

# Contrast of text of any size against its background (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5
# Points (Formatting, item 2).
SMALLEST_TEXT = 10
SANS_SERIF = ("Calibri", "Carlito", "Arial")
WHITE, BLACK = "FFFFFF", "000000"
# Texts that say nothing of where a link leads.
PAGE_PLACES = ("service-", "finding-")
EMPTY_LINK_TEXTS = ("", "linkki", "link", "tästä", "here")
# Drawn shapes, with or without a namespace prefix.
TEXT_BOX = re.compile(rb"<(?:\w+:)?(?:sp|txSp)[ >]|<v:textbox")
SUPERSCRIPT = b'val="superscript"'


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    channels = [int(colour[-6:][i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, definitions)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def cells(sheet: Any) -> Iterator[Any]:
    """The cells that hold something."""
    for row in sheet.iter_rows():
        yield from (cell for cell in row if cell.value is not None)


def bounds(sheet: Any) -> tuple[int, int, int, int]:
    """Left, top, right and lower edge of a sheet's one table."""
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    return int(left), int(top), int(right), int(bottom)


def data_sheets(workbook: Any) -> list[Any]:
    """The sheets after the cover."""
    return list(workbook.worksheets[1:])


def tables_are_marked_up(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 1 (E), Structure 6: each sheet after the cover has one marked-up table."""
    for sheet in data_sheets(workbook):
        assert len(sheet.tables) == 1, sheet.title


def tables_have_names(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 2: names that mean something, each once."""
    names = [name for sheet in data_sheets(workbook) for name in sheet.tables]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z_]{3,}", name) for name in names), names


def nothing_is_merged(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 3 (E): no merged cells, and no table inside another."""
    for sheet in workbook.worksheets:
        assert not sheet.merged_cells.ranges, sheet.title


def no_cell_of_a_table_is_empty(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 4 and 8 (E): no blank rows or columns inside, and no cell without a word."""
    for sheet in data_sheets(workbook):
        (table,) = sheet.tables.values()
        for row in sheet[table.ref]:
            for cell in row:
                assert cell.value not in (None, ""), (sheet.title, cell.coordinate)


def headers_are_single_and_distinct(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 5 (E): one tagged header row whose texts are there and all different."""
    for sheet in data_sheets(workbook):
        (table,) = sheet.tables.values()
        header = [cell.value for cell in sheet[table.ref][0]]
        assert table.headerRowCount == 1
        assert all(isinstance(text, str) and text.strip() for text in header)
        assert len({text.casefold() for text in header}) == len(header), header
        assert [column.name for column in table.tableColumns] == header


def text_is_wrapped(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 6 (E): texts in tables are wrapped."""
    for sheet in data_sheets(workbook):
        (table,) = sheet.tables.values()
        for row in sheet[table.ref]:
            for cell in row:
                assert not isinstance(cell.value, str) or cell.alignment.wrap_text, cell


def nothing_is_hidden(workbook: Any, _: zipfile.ZipFile) -> None:
    """Tables 9: no hidden sheets, rows or columns."""
    for sheet in workbook.worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())


def no_superscript(_: Any, archive: zipfile.ZipFile) -> None:
    """Footnotes 1 (E): no superscript that points to a note."""
    assert not any(SUPERSCRIPT in archive.read(name) for name in archive.namelist())


def words_for_nothing_stand_in_brackets(workbook: Any, _: zipfile.ZipFile) -> None:
    """Footnotes 1 (E): shorthand is in square brackets, and the cover explains it."""
    cover = " ".join(str(cell.value) for cell in cells(workbook.worksheets[0]))
    shorthand = {
        cell.value
        for sheet in data_sheets(workbook)
        for cell in cells(sheet)
        if isinstance(cell.value, str) and re.fullmatch(r"\[\D+\]", cell.value)
    }
    assert all(word in cover for word in shorthand), shorthand


def links_say_where_they_lead(workbook: Any, _: zipfile.ZipFile) -> None:
    """Formatting, links (E): a link has a text, and leads to a cell or to a file of a build."""
    for sheet in workbook.worksheets:
        for cell in cells(sheet):
            if cell.hyperlink is not None:
                assert str(cell.value).casefold() not in EMPTY_LINK_TEXTS
                if cell.hyperlink.target is not None:
                    assert cell.hyperlink.target.endswith((".html", ".xlsx"))
                    place = cell.hyperlink.location
                    assert place is None or place.startswith(PAGE_PLACES)
                    continue
                name, place = cell.hyperlink.location.rsplit("!", 1)
                assert workbook[name[1:-1].replace("''", "'")][place].value is not None


def text_is_legible(workbook: Any, _: zipfile.ZipFile) -> None:
    """Formatting 2: sans serif, large enough, upright, level."""
    for sheet in workbook.worksheets:
        for cell in cells(sheet):
            assert cell.font.name in SANS_SERIF, cell
            assert cell.font.sz >= SMALLEST_TEXT, cell
            assert not cell.font.i, cell
            assert not cell.alignment.textRotation, cell


def titles_are_tagged(workbook: Any, _: zipfile.ZipFile) -> None:
    """Formatting 3 (E): a title in A1, tagged as a heading; headings below it tagged too."""
    for sheet in workbook.worksheets:
        assert sheet["A1"].value
        assert sheet["A1"].style == "Heading 1", sheet.title
    assert any(cell.style == "Heading 2" for cell in cells(workbook.worksheets[0]))


def footers_repeat_what_cells_say(workbook: Any, archive: zipfile.ZipFile) -> None:
    """Formatting 5 (E), left knowingly: no headers, no text boxes; the footer has no text."""
    for sheet in workbook.worksheets:
        assert not any(part.text for part in (sheet.oddHeader.left, sheet.oddHeader.center))
        footer = (
            sheet.oddFooter.left.text,
            sheet.oddFooter.center.text,
            sheet.oddFooter.right.text,
        )
        assert footer == ("&A", None, "&P / &N")
    for name in (n for n in archive.namelist() if "drawing" in n.lower()):
        assert not TEXT_BOX.search(archive.read(name))


def colour_says_nothing_alone(workbook: Any, _: zipfile.ZipFile) -> None:
    """Formatting 8 (E): where colour follows a value, the value is there to be read."""
    for sheet in workbook.worksheets:
        for area in sheet.conditional_formatting:
            places = (place for part in area.sqref.ranges for place in part.cells)
            assert all(isinstance(sheet.cell(*place).value, int | float) for place in places)


def contrast_is_enough(workbook: Any, _: zipfile.ZipFile) -> None:
    """Formatting 9 (E): letters against their background, at the darkest shade there is."""
    for sheet in workbook.worksheets:
        shaded: dict[tuple[int, int], str] = {}
        for area in sheet.conditional_formatting:
            (rule,) = area.rules
            colours = [colour.rgb for colour in rule.colorScale.color]
            for part in area.sqref.ranges:
                shaded |= dict.fromkeys(part.cells, min(colours, key=luminance))
        for cell in cells(sheet):
            letters = cell.font.color.rgb if cell.font.color and cell.font.color.rgb else BLACK
            letters = letters if isinstance(letters, str) else BLACK
            solid = cell.fill.fill_type == "solid"
            ground = cell.fill.fgColor.rgb if solid else WHITE
            ground = shaded.get((cell.row, cell.column), ground)
            assert contrast(letters, ground) >= LEAST_CONTRAST, (sheet.title, cell.coordinate)


def drawings_have_descriptions(_: Any, archive: zipfile.ZipFile) -> None:
    """Formatting 10: each chart has a title and a text for those who cannot see it."""
    for name in archive.namelist():
        if name.startswith("xl/drawings/drawing"):
            frames = re.findall(rb"<xdr:cNvPr [^>]*>|<cNvPr [^>]*>", archive.read(name))
            assert frames
            for frame in frames:
                assert re.search(rb'descr="[^"]{40,}"', frame), frame


def there_are_no_macros(_: Any, archive: zipfile.ZipFile) -> None:
    """Formatting 11: no macros, and no formulas either."""
    assert not any("vba" in name.lower() for name in archive.namelist())
    sheets = (n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
    assert not any(b"<f>" in archive.read(name) for name in sheets)


def sheets_have_names(workbook: Any, _: zipfile.ZipFile) -> None:
    """Structure 1 (E): names that Excel takes, each once."""
    names = workbook.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def no_sheet_is_blank(workbook: Any, _: zipfile.ZipFile) -> None:
    """Structure 2 (E): something on each sheet."""
    assert all(any(cells(sheet)) for sheet in workbook.worksheets)


def column_a_explains(workbook: Any, _: zipfile.ZipFile) -> None:
    """Structure 3 (E): title and notes in column A above the table, without an empty row."""
    for sheet in data_sheets(workbook):
        left, top, _right, _bottom = bounds(sheet)
        assert top > 2, sheet.title
        for row in range(1, top):
            assert sheet.cell(row, left).value, (sheet.title, row)
            assert sheet.cell(row, left + 1).value is None


def tables_stand_left_and_alone(workbook: Any, _: zipfile.ZipFile) -> None:
    """Structure 4 (E) and 5: tables begin in column A, with nothing beside or below them."""
    for sheet in data_sheets(workbook):
        left, top, right, bottom = bounds(sheet)
        assert left == 1
        for cell in cells(sheet):
            assert cell.row < top or (cell.row <= bottom and cell.column <= right), cell


def document_is_described(workbook: Any, _: zipfile.ZipFile) -> None:
    """Before publishing 3 (E): title, organisation and language of the document."""
    properties = workbook.properties
    assert properties.title
    assert properties.creator
    assert properties.language in ("fi-FI", "en-GB")


def cursor_is_at_the_start(workbook: Any, _: zipfile.ZipFile) -> None:
    """Before publishing 4 (E): the cursor stands in A1 of the first sheet."""
    assert workbook.active is workbook.worksheets[0]
    assert workbook.active.sheet_view.selection[0].activeCell == "A1"


ITEMS: tuple[Callable[[Any, zipfile.ZipFile], None], ...] = (
    tables_are_marked_up,
    tables_have_names,
    nothing_is_merged,
    no_cell_of_a_table_is_empty,
    headers_are_single_and_distinct,
    text_is_wrapped,
    nothing_is_hidden,
    no_superscript,
    words_for_nothing_stand_in_brackets,
    links_say_where_they_lead,
    text_is_legible,
    titles_are_tagged,
    footers_repeat_what_cells_say,
    colour_says_nothing_alone,
    contrast_is_enough,
    drawings_have_descriptions,
    there_are_no_macros,
    sheets_have_names,
    no_sheet_is_blank,
    column_a_explains,
    tables_stand_left_and_alone,
    document_is_described,
    cursor_is_at_the_start,
)


def check_all(path: Path) -> None:
    """Check every item of a workbook file."""
    workbook = load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        for item in ITEMS:
            item(workbook, archive)
