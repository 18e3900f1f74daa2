"""OpenDocument spreadsheets: what their cells show, what is left out, and what is to be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.spreadsheets.model import SheetCell, SheetNote, ShownSheet
from tests.support.raw_spreadsheets import ods_parts, pack
from tests.support.spreadsheet_files import first_sheet, notes, read, texts

UNSEEN = "näkymätön"


def cell(content: str = "", **attributes: str) -> str:
    """A cell of a table, with attributes by their names without prefix."""
    prefixes = {"value_type": "office", "value": "office", "boolean_value": "office"}
    prefixes |= {"string_value": "office", "date_value": "office"}
    said = " ".join(
        f'{prefixes.get(name, "table")}:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<table:table-cell {said}>{content}</table:table-cell>"


def p(text: str, **attributes: str) -> str:
    return cell(f"<text:p>{text}</text:p>", **attributes)


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet_of(folder: Path, content: str, styles: str = "", common: str = "") -> ShownSheet:
    table = f'<table:table table:name="Palvelut">{content}</table:table>'
    return first_sheet(pack(folder / "a.ods", ods_parts(table, styles, common)))


def style(name: str, family: str, properties: str = "", above: str = "") -> str:
    parent = f'style:parent-style-name="{above}"' if above else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {parent}>{properties}'
        "</style:style>"
    )


BOLD = '<style:text-properties fo:font-weight="bold"/>'
NORMAL = '<style:text-properties fo:font-weight="normal"/>'
STRUCK = '<style:text-properties style:text-line-through-style="solid"/>'
NOT_STRUCK = '<style:text-properties style:text-line-through-style="none"/>'
RED = '<style:table-cell-properties fo:background-color="#ff0000"/>'
RED_NAME = "(1.0, 0.0, 0.0)"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<text:p>yksi</text:p><text:p>kaksi</text:p>", "yksi\nkaksi"),
        ("<text:p>yksi</text:p><text:p/><text:p>kaksi</text:p>", "yksi\n\nkaksi"),
        ("<text:p>a<text:line-break/>b</text:p>", "a\nb"),
        ('<text:p>a<text:s/>b<text:s text:c="3"/>c</text:p>', "a b   c"),
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ("<text:p>\n  a\n   b </text:p>", "a b "),
        ("<text:p>a <text:span>\n b</text:span></text:p>", "a b"),
        ("<text:p>  a  b</text:p>", "  a  b"),
        ('<text:p><text:a xlink:href="http://a">linkki</text:a> x</text:p>', "linkki x"),
        ("<text:p><text:span>a<text:span>b</text:span></text:span>c</text:p>", "abc"),
        (
            "<text:p><text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>ひがし"
            "</text:ruby-text></text:ruby></text:p>",
            "東",
        ),
    ],
)
def test_the_text_of_a_cell_is_what_shows(tmp_path: Path, content: str, shown: str) -> None:
    content = content.replace("xlink:href", 'office:x="" office:href')
    assert texts(sheet_of(tmp_path, row(cell(content)))) == {(1, 1): shown}


def test_values_show_by_their_texts(tmp_path: Path) -> None:
    cells = (
        p("1 234,50 €", value_type="currency", value="1234.5"),
        p("4.3.2025", value_type="date", date_value="2025-03-04"),
        p("TOSI", value_type="boolean", boolean_value="true"),
        p("6", formula="of:=[.A1]*2", value_type="float", value="6"),
    )
    found = sheet_of(tmp_path, row(*cells))
    assert list(texts(found).values()) == ["1 234,50 €", "4.3.2025", "TOSI", "6"]
    assert notes(found) == []


def test_values_without_texts_are_given_plain_and_told(tmp_path: Path) -> None:
    cells = (
        cell(value_type="float", value="1234.5"),
        cell(value_type="boolean", boolean_value="true"),
        cell(value_type="date", date_value="2025-03-04"),
        cell(value_type="string", string_value="x"),
        cell("<text:p/>", value_type="float", value="5"),
        cell(formula="of:=NOW()"),
        cell("<text:p/>", formula="of:=&quot;&quot;", value_type="string", string_value=""),
    )
    found = sheet_of(tmp_path, row(*cells))
    assert list(texts(found).values()) == ["1234,5", "TRUE", "2025-03-04", "x"]
    assert notes(found) == [
        ("format-unknown", "A1", "float", 0),
        ("format-unknown", "B1", "boolean", 0),
        ("format-unknown", "C1", "date", 0),
        ("cell-not-shown", "E1", "", 0),
        ("formula-not-stored", "F1", "of:=NOW()", 0),
    ]


def test_rows_and_cells_are_repeated(tmp_path: Path) -> None:
    rows = (
        row(p("a", number_columns_repeated="2"), cell(number_columns_repeated="3"), p("b")),
        row(cell(), more='table:number-rows-repeated="5"'),
        row(p("c"), more='table:number-rows-repeated="2"'),
        row(cell(number_columns_repeated="16384"), more='table:number-rows-repeated="1048568"'),
    )
    found = sheet_of(tmp_path, "".join(rows))
    assert texts(found) == {(1, 1): "a", (1, 2): "a", (1, 6): "b", (7, 1): "c", (8, 1): "c"}


def test_merged_cells_are_one_and_what_they_cover_is_told(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell><text:p>alla</text:p></table:covered-table-cell>"
    rows = (
        row(p("x", number_columns_spanned="2", number_rows_spanned="2"), covered, p("y")),
        row('<table:covered-table-cell table:number-columns-repeated="2"/>', p("z")),
    )
    found = sheet_of(tmp_path, "".join(rows))
    assert found.cells == (
        SheetCell(1, 1, 2, 2, "x"),
        SheetCell(1, 3, text="y"),
        SheetCell(2, 3, text="z"),
    )
    assert notes(found) == [("cell-covered", "B1", "", 0)]


def test_hidden_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    styles = style("r0", "table-row", '<style:table-row-properties style:row-height="0cm"/>')
    styles += style(
        "k0", "table-column", '<style:table-column-properties style:column-width="0in"/>'
    )
    columns = (
        "<table:table-column/><table:table-column table:visibility='collapse'/>"
        "<table:table-column-group table:display='false'><table:table-column "
        "table:number-columns-repeated='2'/></table:table-column-group>"
        "<table:table-column table:style-name='k0'/><table:table-column/>"
    )
    full = [p(f"c{number}") for number in range(1, 7)]
    hidden = [p(UNSEEN)] * 6
    rows = (
        row(*full),
        row(*hidden, more="table:visibility='collapse'"),
        row(*hidden, more="table:visibility='filter'"),
        row(*full),
        f"<table:table-row-group table:display='false'>{row(*hidden)}</table:table-row-group>",
        f"<table:table-row-group>{row(*full)}</table:table-row-group>",
        row(*hidden, more="table:style-name='r0'"),
    )
    found = sheet_of(tmp_path, columns + "".join(rows), styles)
    assert texts(found) == {
        (number, column): f"c{column}" for number in (1, 4, 6) for column in (1, 6)
    }
    assert notes(found) == [
        ("rows-hidden", "2:3", "", 12),
        ("rows-hidden", "5:5", "", 6),
        ("rows-hidden", "7:7", "", 6),
        ("columns-hidden", "B:E", "", 28),
    ]
    assert UNSEEN not in str(found)


def test_hidden_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    styles = style("t0", "table", '<style:table-properties table:display="false"/>')
    tables = (
        f'<table:table table:name="Piilo" table:style-name="t0">{row(p(UNSEEN))}</table:table>'
        f'<table:table table:name="Näkyvä">{row(p("x"))}</table:table>'
    )
    found = read(pack(tmp_path / "a.ods", ods_parts(tables, styles)))
    assert [(s.number, s.name) for s in found.sheets] == [(2, "Näkyvä")]
    assert found.notes == (SheetNote("sheet-hidden", "", "Piilo", 1),)
    assert found.sheet_count == 2
    assert UNSEEN not in str(found)


def test_comments_and_shapes_are_told_and_join_no_text(tmp_path: Path) -> None:
    comment = (
        "<office:annotation><text:p>Tarkista</text:p><text:p>luku</text:p></office:annotation>"
    )
    shape = "<draw:frame><draw:text-box><text:p>Luonnos</text:p></draw:text-box></draw:frame>"
    chart = f"<draw:frame><draw:object><text:p>{UNSEEN}</text:p></draw:object></draw:frame>"
    found = sheet_of(
        tmp_path,
        f"<table:shapes>{shape}</table:shapes>"
        + row(cell(f"{comment}<text:p>x</text:p>{shape}{chart}"), cell(comment)),
    )
    assert texts(found) == {(1, 1): "x"}
    assert notes(found) == [
        ("drawing-text", "", "Luonnos", 0),
        ("cell-comment", "A1", "Tarkista\nluku", 0),
        ("drawing-text", "A1", "Luonnos", 0),
        ("cell-comment", "B1", "Tarkista\nluku", 0),
    ]


def test_bold_struck_and_fill_come_from_styles_and_those_above(tmp_path: Path) -> None:
    common = style("Ylin", "table-cell", BOLD + RED) + style("Väli", "table-cell", "", "Ylin")
    styles = style("c1", "table-cell", STRUCK, "Väli")
    styles += style("c2", "table-cell", NORMAL, "Väli")
    styles += style("t1", "text", NOT_STRUCK) + style("t2", "text", STRUCK)
    styles += '<style:default-style style:family="table-cell"/>'
    runs = '<text:p>a<text:span text:style-name="t1">b</text:span>c</text:p>'
    part = '<text:p>a<text:span text:style-name="t2">b</text:span></text:p>'
    rows = row(
        p("x", style_name="c1"), cell(runs, style_name="c1"), cell(part), p("y", style_name="c2")
    )
    found = sheet_of(tmp_path, rows, styles, common)
    assert [(c.bold, c.struck, c.fill) for c in found.cells] == [
        (True, ((0, 1),), RED_NAME),
        (True, ((0, 1), (2, 3)), RED_NAME),
        (False, ((1, 2),), ""),
        (False, (), RED_NAME),
    ]


def test_text_that_is_struck_out_over_several_lines_is_one_piece(tmp_path: Path) -> None:
    line = '<text:p><text:span text:style-name="t2">{}</text:span>{}</text:p>'
    content = line.format("yksi", "") + line.format("kaksi", " kolme")
    found = sheet_of(tmp_path, row(cell(content)), style("t2", "text", STRUCK))
    assert [(c.text, c.struck) for c in found.cells] == [("yksi\nkaksi kolme", ((0, 10),))]


def test_cells_without_a_style_have_that_of_their_row_or_column(tmp_path: Path) -> None:
    styles = style("red", "table-cell", RED) + style("bold", "table-cell", BOLD)
    columns = (
        '<table:table-column table:default-cell-style-name="bold"/>'
        '<table:table-column table:default-cell-style-name="red" '
        'table:number-columns-repeated="2"/>'
    )
    rows = (
        row(p("a"), cell(number_columns_repeated="3")),
        row(p("b", style_name="red"), p("c"), cell(), p("d")),
        row(p("e"), cell(), more='table:default-cell-style-name="red"'),
    )
    found = sheet_of(tmp_path, columns + "".join(rows), styles)
    assert [(c.row, c.column, c.text, c.bold, bool(c.fill)) for c in found.cells] == [
        (1, 1, "a", True, False),
        (1, 2, "", False, True),
        (1, 3, "", False, True),
        (2, 1, "b", False, True),
        (2, 2, "c", False, True),
        (2, 3, "", False, True),
        (2, 4, "d", False, False),
        (3, 1, "e", False, True),
        (3, 2, "", False, True),
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "of:='file:///tmp/a.ods'#$Sheet1.A1",
        'of:=WEBSERVICE("http://a")',
        'of:=DDE("a";"b";"c")',
    ],
)
def test_a_value_of_another_file_is_told(tmp_path: Path, formula: str) -> None:
    escaped = formula.replace('"', "&quot;")
    found = sheet_of(tmp_path, row(p("7", formula=escaped, value_type="float", value="7")))
    assert texts(found) == {(1, 1): "7"}
    assert notes(found) == [("external-link", "A1", formula, 0)]


def test_a_sheet_that_is_linked_to_a_file_is_told(tmp_path: Path) -> None:
    source = '<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="a.ods"/>'
    found = sheet_of(tmp_path, source + row(p("x")))
    assert notes(found) == [("external-link", "", "a.ods", 0)]


def test_what_is_kept_of_another_file_is_no_sheet(tmp_path: Path) -> None:
    kept = f"<table:table table:name=\"'file:///a.ods'#Taul\">{row(p(UNSEEN))}</table:table>"
    tables = f'<table:table table:name="A">{row(p("x"))}</table:table>{kept}'
    found = read(pack(tmp_path / "a.ods", ods_parts(tables)))
    assert (found.sheet_count, found.notes) == (1, ())
    assert UNSEEN not in str(found)


def test_changes_that_are_kept_are_no_cells(tmp_path: Path) -> None:
    old = row(p(UNSEEN))
    table = f'<table:table table:name="Vanha">{old}</table:table>'
    changes = f"<table:tracked-changes><table:x>{old}{table}</table:x></table:tracked-changes>"
    tables = f'{changes}<table:table table:name="Uusi">{row(p("x"))}</table:table>'
    found = read(pack(tmp_path / "a.ods", ods_parts(tables)))
    assert [s.name for s in found.sheets] == ["Uusi"]
    assert UNSEEN not in str(found)


def test_a_table_within_a_cell_is_no_sheet(tmp_path: Path) -> None:
    inner = f'<table:table table:name="sisällä">{row(p(UNSEEN))}</table:table>'
    found = sheet_of(tmp_path, row(cell(f"<text:p>x</text:p>{inner}")) + row(p("y")))
    assert texts(found) == {(1, 1): "x", (2, 1): "y"}


def test_programs_in_a_document_are_told(tmp_path: Path) -> None:
    parts = ods_parts(f'<table:table table:name="a">{row(p("x"))}</table:table>')
    found = read(pack(tmp_path / "a.ods", parts | {"Basic/Standard/Module1.xml": "<x/>"}))
    assert [note.kind for note in found.notes] == ["macros-not-run"]


def test_rows_that_are_filled_down_to_the_last_are_no_matter(tmp_path: Path) -> None:
    styles = style("red", "table-cell", RED)
    filled = cell(style_name="red", number_columns_repeated="16384")
    rows = row(p("x"), p("y")) + row(filled) + row(p("z"))
    rows += row(filled, more='table:number-rows-repeated="1048573"')
    found = sheet_of(tmp_path, rows, styles)
    assert [(c.row, c.column, bool(c.fill)) for c in found.cells] == [
        (1, 1, False),
        (1, 2, False),
        (2, 1, True),
        (2, 2, True),
        (3, 1, False),
    ]
