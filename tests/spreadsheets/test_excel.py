"""Excel workbooks: what their cells show, what is left out, and what there is to report."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.spreadsheets.model import SheetCell, SheetNote
from tests.support.raw_spreadsheets import (
    STRICT,
    TRANSITIONAL,
    excel_parts,
    link,
    pack,
)
from tests.support.spreadsheet_files import first_sheet, notes, read, texts

UNSEEN = "näkymätön"
MAIN = TRANSITIONAL[0]


def new_sheet() -> Worksheet:
    sheet = openpyxl.Workbook().worksheets[0]
    sheet.title = "Palvelut"
    return sheet


def saved(sheet: Worksheet, folder: Path) -> Path:
    path = folder / "book.xlsx"
    sheet.parent.save(path)
    return path


def raw(folder: Path, rows: str, **more: str) -> Path:
    return pack(folder / "raw.xlsx", excel_parts(rows, **more))  # type: ignore[arg-type]


def styled(folder: Path, rows: str, styles: str, **more: str) -> Path:
    links = link("rId2", "styles", "styles.xml")
    parts = excel_parts(rows, links=links, **more)  # type: ignore[arg-type]
    return pack(
        folder / "styled.xlsx",
        parts | {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'},
    )


def sharing(folder: Path, strings: str, rows: str) -> Path:
    parts = excel_parts(rows, links=link("rId2", "sharedStrings", "sharedStrings.xml"))
    return pack(
        folder / "shared.xlsx",
        parts | {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'},
    )


def test_values_show_as_their_formats_say(tmp_path: Path) -> None:
    sheet = new_sheet()
    values: list[tuple[object, str, str]] = [
        ("Palvelu", "General", "Palvelu"),
        (1234.5, "#,##0.00", "1\N{NO-BREAK SPACE}234,50"),
        (0.25, "0%", "25%"),
        (date(2025, 3, 4), "mm-dd-yy", "4.3.2025"),
        (datetime(2025, 3, 4, 13, 5), "d.m.yyyy h:mm", "4.3.2025 13:05"),
        (time(9, 30), "h:mm", "9:30"),
        (True, "General", "TRUE"),
        (False, "0.00", "FALSE"),
        ("#N/A", "General", "#N/A"),
        (12, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "12,00 €"),
        (1 / 3, "General", "0,333333333"),
    ]
    for row, (value, code, _) in enumerate(values, start=1):
        sheet.cell(row, 1, value).number_format = code
    found = first_sheet(saved(sheet, tmp_path))
    assert texts(found) == {(row, 1): shown for row, (_, _, shown) in enumerate(values, start=1)}
    assert notes(found) == []


def test_a_format_that_is_not_known_is_told_beside_the_plain_value(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["B2"] = 1.5
    sheet["B2"].number_format = "# ?/?"
    found = first_sheet(saved(sheet, tmp_path))
    assert texts(found) == {(2, 2): "1,5"}
    assert notes(found) == [("format-unknown", "B2", "# ?/?", 0)]


def test_a_value_whose_format_shows_nothing_is_left_out_and_told(tmp_path: Path) -> None:
    sheet = new_sheet()
    for name, value in (("A1", 5), ("A2", UNSEEN), ("A3", 0)):
        sheet[name] = value
        sheet[name].number_format = ";;;"
    found = first_sheet(saved(sheet, tmp_path))
    assert found.cells == ()
    assert [note[:2] for note in notes(found)] == [
        ("cell-not-shown", "A1"),
        ("cell-not-shown", "A2"),
    ]
    assert UNSEEN not in str(found)


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet.parent.epoch = CALENDAR_MAC_1904
    sheet["A1"] = date(2025, 3, 4)
    sheet["A1"].number_format = "d.m.yyyy"
    assert texts(first_sheet(saved(sheet, tmp_path))) == {(1, 1): "4.3.2025"}


def test_formulas_have_their_stored_values(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>NOW()</f></c><c r="E1"><f>1</f><v/></c>'
        '<c r="F1" t="b"><f>TRUE()</f><v>1</v></c>'
        '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    found = first_sheet(raw(tmp_path, rows))
    assert texts(found) == {(1, 1): "2", (1, 2): "ab", (1, 6): "TRUE", (1, 7): "#DIV/0!"}
    assert notes(found) == [
        ("formula-not-stored", "D1", "=NOW()", 0),
        ("formula-not-stored", "E1", "=1", 0),
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "[1]Sheet1!A1",
        "SUM('[1]Other sheet'!A1:B2)",
        "[2]!Name",
        "'C:\\kansio\\[kirja.xlsx]Sheet'!A1",
        '_xlfn.WEBSERVICE("http://a/b")',
        'IF(A1,RTD("x",,"y"),1)',
        "Ohjelma|'aihe'!A1",
        "Muualla+1",
        'CUBEVALUE("x","y")',
    ],
)
def test_a_value_of_another_file_is_told(tmp_path: Path, formula: str) -> None:
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;")
    names = '<definedNames><definedName name="Muualla">[1]Taul!$A$1</definedName></definedNames>'
    rows = f'<row r="1"><c r="A1"><f>{escaped}</f><v>7</v></c></row>'
    found = first_sheet(raw(tmp_path, rows, workbook=names))
    assert texts(found) == {(1, 1): "7"}
    assert notes(found) == [("external-link", "A1", f"={formula}", 0)]


@pytest.mark.parametrize(
    "formula",
    [
        *("SUM(A1:B2)", "Table1[[#This Row],[Summa]]*2", "Sheet1!A1", "'Toinen taulukko'!A1"),
        *("Table1[Määrä]", '"[1]Sheet!A1"', '"WEBSERVICE("&amp;"x"', "[0]!Nimi", "CALLS(1)"),
        "Table1[1]*Sheet2!A1",
    ],
)
def test_a_value_of_the_file_itself_is_not(tmp_path: Path, formula: str) -> None:
    rows = f'<row r="1"><c r="A1"><f>{formula}</f><v>7</v></c></row>'
    assert notes(first_sheet(raw(tmp_path, rows))) == []


def test_cells_that_share_a_formula_of_another_file_are_all_told(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A2">[1]S!B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert [note[:2] for note in notes(first_sheet(raw(tmp_path, rows)))] == [
        ("external-link", "A1"),
        ("external-link", "A2"),
    ]


def test_hidden_rows_columns_and_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    sheet = new_sheet()
    for row in range(1, 9):
        for column in range(1, 7):
            sheet.cell(row, column, f"r{row}c{column}")
    for row in (3, 4, 6, 7):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.column_dimensions.group("E", "F", hidden=True)
    sheet["A3"].comment = Comment(UNSEEN, "minä")
    for state in ("hidden", "veryHidden"):
        other = sheet.parent.create_sheet(state)
        other.sheet_state = state
        other["A1"] = UNSEEN
    sheet.parent.create_sheet("tyhjä").sheet_state = "hidden"
    found = read(saved(sheet, tmp_path))
    assert found.sheet_count == 4
    assert found.notes == (
        SheetNote("sheet-hidden", "", "hidden", 1),
        SheetNote("sheet-hidden", "", "veryHidden", 1),
        SheetNote("sheet-hidden", "", "tyhjä", 0),
    )
    shown = found.sheets[0]
    assert texts(shown) == {
        (row, column): f"r{row}c{column}" for row in (1, 2, 5, 8) for column in (1, 3)
    }
    assert (shown.hidden_rows, shown.hidden_columns) == ((3, 4, 6, 7), (2,))
    assert notes(shown) == [
        ("rows-hidden", "3:4", "", 12),
        ("rows-hidden", "6:7", "", 12),
        ("columns-hidden", "B:B", "", 8),
        ("columns-hidden", "D:F", "", 24),
    ]
    everything = str(found)
    assert UNSEEN not in everything
    assert "r3c1" not in everything


def test_rows_and_columns_without_size_are_hidden(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{letter}{{0}}"><v>1</v></c>' for letter in "ABC")
    rows = f'<row r="1">{cells.format(1)}</row><row r="2" ht="0">{cells.format(2)}</row>'
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'
    found = first_sheet(raw(tmp_path, rows, before=columns))
    assert texts(found) == {(1, 1): "1", (1, 3): "1"}
    assert notes(found) == [("rows-hidden", "2:2", "", 3), ("columns-hidden", "B:B", "", 2)]


def test_rows_that_a_filter_hides_are_left_out(tmp_path: Path) -> None:
    sheet = new_sheet()
    for row in range(1, 5):
        sheet.cell(row, 1, f"r{row}")
    sheet.auto_filter.ref = "A1:A4"
    sheet.row_dimensions[2].hidden = True
    assert texts(first_sheet(saved(sheet, tmp_path))) == {(1, 1): "r1", (3, 1): "r3", (4, 1): "r4"}


def test_rows_hidden_by_default_are_told_where_they_are_not_listed(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 2, 5))
    found = first_sheet(raw(tmp_path, rows, before='<sheetFormatPr zeroHeight="1"/>'))
    assert texts(found) == {(1, 1): "1", (2, 1): "2", (5, 1): "5"}
    assert found.hidden_rows == (3, 4)
    assert [note[1] for note in notes(found)] == ["3:4", "6:1048576"]


def test_merged_cells_are_one(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"], sheet["C3"], sheet["E5"] = "otsikko", "x", "y"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:D4")
    sheet.merge_cells("A3:B3")
    found = first_sheet(saved(sheet, tmp_path))
    assert found.cells == (
        SheetCell(1, 1, 1, 4, "otsikko"),
        SheetCell(3, 1, 1, 2),
        SheetCell(3, 3, 2, 2, "x"),
        SheetCell(5, 5, text="y"),
    )


def test_text_under_a_merged_cell_is_left_out_and_told(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    found = first_sheet(raw(tmp_path, rows, after=merged))
    assert found.cells == (SheetCell(1, 1, 1, 2, "1"),)
    assert notes(found) == [("cell-covered", "B1", "", 0)]


def test_a_merged_cell_shows_where_any_of_it_does(tmp_path: Path) -> None:
    sheet = new_sheet()
    for name in ("A1", "B1", "C1", "A2", "A3", "A4"):
        sheet[name] = name
    sheet.merge_cells("B1:B4")
    sheet.merge_cells("C1:C2")
    for row in (1, 2, 4):
        sheet.row_dimensions[row].hidden = True
    found = first_sheet(saved(sheet, tmp_path))
    assert found.cells == (SheetCell(3, 1, text="A3"), SheetCell(3, 2, text="B1"))
    assert notes(found) == [("rows-hidden", "1:2", "", 3), ("rows-hidden", "4:4", "", 1)]


def test_a_title_merged_along_all_columns_ends_with_the_table(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"], sheet["A2"], sheet["C2"] = "otsikko", "a", "c"
    sheet.merge_cells("A1:XFD1")
    assert first_sheet(saved(sheet, tmp_path)).cells[0] == SheetCell(1, 1, 1, 3, "otsikko")


def test_bold_and_struck_text_are_told_apart(tmp_path: Path) -> None:
    sheet = new_sheet()
    bold, struck = InlineFont(b=True), InlineFont(strike=True)
    sheet["A1"] = "kaikki"
    sheet["A1"].font = Font(bold=True, strike=True)
    sheet["A2"] = CellRichText(
        "yksi ", TextBlock(struck, "kaksi"), " kolme ", TextBlock(struck, "4")
    )
    sheet["A3"] = CellRichText(TextBlock(bold, "a"), TextBlock(bold, "b"))
    sheet["A4"] = CellRichText(TextBlock(bold, "a"), "b")
    sheet["A5"] = CellRichText("a ", TextBlock(InlineFont(), "b"))
    sheet["A5"].font = Font(bold=True, strike=True)
    found = {
        cell.row: (cell.text, cell.bold, cell.struck)
        for cell in first_sheet(saved(sheet, tmp_path)).cells
    }
    assert found == {
        1: ("kaikki", True, ((0, 6),)),
        2: ("yksi kaksi kolme 4", False, ((5, 10), (17, 18))),
        3: ("ab", True, ()),
        4: ("ab", False, ()),
        5: ("a b", False, ((0, 2),)),
    }


def test_properties_that_are_turned_off_are_off(tmp_path: Path) -> None:
    run = '<r><rPr><b val="0"/><strike val="false"/></rPr><t>x</t></r>'
    font = '<fonts><font><b val="0"/><strike val="0"/></font></fonts>'
    styles = f'{font}<cellXfs><xf fontId="0"/></cellXfs>'
    rows = (
        f'<row r="1"><c r="A1" s="0" t="inlineStr"><is>{run}</is></c><c r="B1"><v>1</v></c></row>'
    )
    found = first_sheet(styled(tmp_path, rows, styles))
    assert [(cell.bold, cell.struck) for cell in found.cells] == [(False, ()), (False, ())]


def test_fills_have_the_names_of_their_colours(tmp_path: Path) -> None:
    sheet = new_sheet()
    colours = {
        1: ("FFDDEEFF", "(0.867, 0.933, 1.0)"),
        2: (Color(theme=4), "(0.31, 0.506, 0.741)"),
        3: (Color(theme=0, tint=-0.5), "(0.502, 0.502, 0.502)"),
        4: (Color(theme=1, tint=0.5), "(0.502, 0.502, 0.502)"),
        5: (Color(indexed=10), "(1.0, 0.0, 0.0)"),
        6: ("FFFFFFFF", ""),
        7: (Color(theme=0), ""),
        8: (Color(indexed=65), ""),
    }
    for row, (colour, _) in colours.items():
        sheet.cell(row, 1, "x").fill = PatternFill("solid", fgColor=colour)
    sheet.cell(9, 1, "x").fill = PatternFill("gray125")
    found = {cell.row: cell.fill for cell in first_sheet(saved(sheet, tmp_path)).cells}
    assert found == {row: name for row, (_, name) in colours.items()} | {9: "gray125"}


def test_empty_cells_are_given_where_they_are_filled_beside_text(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"], sheet["C3"] = "a", "c"
    for name in ("B1", "B3", "D1", "A4"):
        sheet[name].fill = PatternFill("solid", fgColor="FFFF0000")
    found = first_sheet(saved(sheet, tmp_path))
    assert [(c.row, c.column, c.text, bool(c.fill)) for c in found.cells] == [
        (1, 1, "a", False),
        (1, 2, "", True),
        (3, 2, "", True),
        (3, 3, "c", False),
    ]


def test_rows_and_columns_fill_the_cells_that_are_not_listed(tmp_path: Path) -> None:
    red = '<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>'
    styles = f'<fills><fill/>{red}</fills><cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs>'
    rows = (
        '<row r="1" s="1" customFormat="1"><c r="C1" s="0"/><c r="E1"><v>1</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="D3" s="0"/></row>'
    )
    columns = '<cols><col min="4" max="16384" style="1"/></cols>'
    found = first_sheet(styled(tmp_path, rows, styles, before=columns))
    assert {(c.row, c.column) for c in found.cells if c.fill} == {(1, 1), (1, 2), (1, 4), (3, 5)}


def test_comments_are_told_and_join_no_text(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"] = "x"
    sheet["A1"].comment = Comment("Tarkista\nluku", "minä")
    sheet["C2"].comment = Comment("tyhjän solun", "minä")
    found = first_sheet(saved(sheet, tmp_path))
    assert texts(found) == {(1, 1): "x"}
    assert notes(found) == [
        ("cell-comment", "A1", "Tarkista\nluku", 0),
        ("cell-comment", "C2", "tyhjän solun", 0),
    ]


RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def linked_sheet(*links: str) -> dict[str, str]:
    content = f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(links)}</Relationships>'
    return {"xl/worksheets/_rels/sheet1.xml.rels": content}


def test_a_thread_of_comments_is_told_once(tmp_path: Path) -> None:
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts = excel_parts() | linked_sheet(
        link("rId1", "comments", "../comments1.xml"),
        f'<Relationship Id="rId2" Type="{kind}" Target="../threadedComments/t1.xml"/>',
    )
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>[Threaded comment] old'
        "</t></text></comment></commentList></comments>"
    )
    parts["xl/threadedComments/t1.xml"] = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="A1"><text>Onko näin?</text>'
        '</threadedComment><threadedComment ref="A1"><text>On.</text></threadedComment>'
        "</ThreadedComments>"
    )
    found = first_sheet(pack(tmp_path / "a.xlsx", parts))
    assert notes(found) == [("cell-comment", "A1", "Onko näin?\nOn.", 0)]


def test_text_of_shapes_over_the_cells_is_told(tmp_path: Path) -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    text = "http://schemas.openxmlformats.org/drawingml/2006/main"
    parts = excel_parts() | linked_sheet(link("rId1", "drawing", "/xl/drawings/drawing1.xml"))
    parts["xl/drawings/drawing1.xml"] = (
        f'<d:wsDr xmlns:d="{drawing}" xmlns:x="{text}"><d:twoCellAnchor><d:from><d:col>1</d:col>'
        "<d:row>3</d:row></d:from><d:sp><d:txBody><x:p><x:r><x:t>Luon</x:t></x:r><x:r><x:t>nos"
        "</x:t></x:r></x:p><x:p/></d:txBody></d:sp></d:twoCellAnchor></d:wsDr>"
    )
    found = first_sheet(pack(tmp_path / "a.xlsx", parts))
    assert notes(found) == [("drawing-text", "B4", "Luonnos", 0)]


def test_chart_sheets_have_no_cells_and_are_told(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"] = "x"
    sheet.parent.create_chartsheet("Kuvio", 0)
    found = read(saved(sheet, tmp_path))
    assert [(s.number, s.name) for s in found.sheets] == [(2, "Palvelut")]
    assert (found.notes, found.sheet_count) == ((SheetNote("sheet-is-chart", "", "Kuvio"),), 2)


def test_strict_files_are_read_as_others(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d" s="1"><v>2025-03-04</v></c>'
        '<c r="C1" t="d" s="1"><v>2025-03-04T12:00:00Z</v></c></row>'
    )
    links = link("rId2", "sharedStrings", "sharedStrings.xml", STRICT)
    links += link("rId3", "styles", "styles.xml", STRICT)
    parts = excel_parts(rows, names=STRICT, links=links)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{STRICT[0]}"><si><t>Palvelu</t></si></sst>'
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{STRICT[0]}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>"
    )
    found = texts(first_sheet(pack(tmp_path / "strict.xlsx", parts)))
    assert found == {(1, 1): "Palvelu", (1, 2): "4.3.2025", (1, 3): "4.3.2025"}


def test_strings_are_read_without_phonetic_guides_and_with_escapes_undone(tmp_path: Path) -> None:
    strings = (
        "<si><r><t>東</t></r><r><rPr><b/></rPr><t>京</t></r>"
        "<rPh sb='0' eb='2'><t>とうきょう</t></rPh>"
        "<phoneticPr fontId='1'/></si><si><t>a_x000D_\nb_x005F_x000D_</t></si>"
        "<si><t xml:space='preserve'>  c </t></si><si><t>   </t></si><si/>"
    )
    rows = "".join(f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c></row>' for n in range(5))
    found = first_sheet(sharing(tmp_path, strings, rows))
    assert texts(found) == {(1, 1): "東京", (2, 1): "a\nb_x000D_", (3, 1): "  c "}


def test_cells_and_rows_without_names_follow_each_other(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row/>"
        "<row><c r='C3'><v>3</v></c><c><v>4</v></c></row>"
    )
    assert texts(first_sheet(raw(tmp_path, rows))) == {
        (1, 1): "1",
        (1, 2): "2",
        (3, 3): "3",
        (3, 4): "4",
    }


def test_zeros_that_the_sheet_does_not_show_are_empty(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>1</v></c></row>'
    view = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    assert texts(first_sheet(raw(tmp_path, rows, before=view))) == {(1, 2): "1"}


def test_styles_that_are_not_there_are_the_plain_one(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="99"><v>1</v></c><c r="B1" s="1"><v>2</v></c></row>'
    styles = '<cellXfs><xf/><xf fontId="7" fillId="8" numFmtId="999"/></cellXfs>'
    assert texts(first_sheet(styled(tmp_path, rows, styles))) == {(1, 1): "1", (1, 2): "2"}


def test_lines_of_a_cell_are_parted_by_line_feeds(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"] = "yksi\nkaksi\n\nkolme"
    assert texts(first_sheet(saved(sheet, tmp_path))) == {(1, 1): "yksi\nkaksi\n\nkolme"}


def test_an_apostrophe_before_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    sheet = new_sheet()
    sheet["A1"] = "0401"
    sheet["A1"].quotePrefix = True
    assert texts(first_sheet(saved(sheet, tmp_path))) == {(1, 1): "0401"}
