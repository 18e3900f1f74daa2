"""CSV files: encodings, delimiters, and texts as they stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.spreadsheets.model import SheetCell
from tests.support.spreadsheet_files import first_sheet, read, texts

ROWS = "Palvelu;Tuottaja\nTyönhakijan ohjaus;Päijät-Häme – ”itse”\n"
SHOWN = {
    (1, 1): "Palvelu",
    (1, 2): "Tuottaja",
    (2, 1): "Työnhakijan ohjaus",
    (2, 2): "Päijät-Häme – ”itse”",
}


def written(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "Palvelut 2025.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_encoding_that_programs_save_is_read(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = written(tmp_path, ROWS.replace("\n", line_end), encoding)
    assert texts(first_sheet(path)) == SHOWN


def test_utf_16_is_read_from_its_other_end(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xfe\xff" + ROWS.encode("utf-16-be"))
    assert texts(first_sheet(path)) == SHOWN


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter_is_told(tmp_path: Path, delimiter: str) -> None:
    rows = [["a", "b", "c"], ["1", "", "x; y"], ["", "2, 3", "z"]]
    lines = (delimiter.join(f'"{value}"' for value in row) for row in rows)
    assert texts(first_sheet(written(tmp_path, "\n".join(lines)))) == {
        **{(1, 1): "a", (1, 2): "b", (1, 3): "c"},
        **{(2, 1): "1", (2, 3): "x; y", (3, 2): "2, 3", (3, 3): "z"},
    }


@pytest.mark.parametrize(
    ("content", "first_row"),
    [
        ("nimi;1,5\ntoinen;2,5\n", ["nimi", "1,5"]),
        ("a, b;c, d;e\nf, g;h;i, j\n", ["a, b", "c, d", "e"]),
        ("a;b,c;d,e\nf,g;h,i\n", ["a;b", "c;d", "e"]),
        ("Otsikko\n\na,b,c\nd,e,f\n", ["Otsikko"]),
        ("yksi\nkaksi\n", ["yksi"]),
        ("yksi, kaksi\n", ["yksi", " kaksi"]),
        ("sep=;\na,b;c\n", ["a,b", "c"]),
        ("SEP=,\r\na;b,c\r\n", ["a;b", "c"]),
        ('"a;b";"c\nd"\ne;f\n', ["a;b", "c\nd"]),
        ('a "b" c;d\n', ['a "b" c', "d"]),
        ('"a ""b""";c\n', ['a "b"', "c"]),
    ],
)
def test_what_parts_most_rows_alike_is_the_delimiter(
    tmp_path: Path, content: str, first_row: list[str]
) -> None:
    found = texts(first_sheet(written(tmp_path, content)))
    assert [text for (row, _), text in found.items() if row == 1] == first_row


def test_the_sheet_is_named_after_the_file_and_rows_may_be_ragged(tmp_path: Path) -> None:
    sheet = first_sheet(written(tmp_path, "a;b;c;d\n\ne\n;;f\n   ;g;\n"))
    assert (sheet.number, sheet.name, sheet.notes) == (1, "Palvelut 2025", ())
    assert sheet.cells == (
        *(SheetCell(1, column, text=text) for column, text in enumerate("abcd", start=1)),
        SheetCell(3, 1, text="e"),
        SheetCell(4, 3, text="f"),
        SheetCell(5, 2, text="g"),
    )


def test_lines_of_a_value_are_parted_by_line_feeds(tmp_path: Path) -> None:
    path = written(tmp_path, '"a\r\nb\rc\nd";e\r\nf;g\r\n')
    assert texts(first_sheet(path)) == {(1, 1): "a\nb\nc\nd", (1, 2): "e", (2, 1): "f", (2, 2): "g"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a;b\nc;d\0e\n", "wrong-kind"),
        (b"\x00\x01\x02\x03", "wrong-kind"),
        ("a;ä\n".encode("utf-16-le"), "encoding-unknown"),
        (ROWS.encode("cp850", errors="replace"), "encoding-unknown"),
        ("ä".encode() + "ö".encode("cp1252"), "encoding-unknown"),
        ("Päivä;Šakki\n".encode("iso-8859-15"), "encoding-unknown"),
        ("Päivä;5 €\n".encode("iso-8859-15"), "encoding-unknown"),
        (b'a;b\n"c;d\n', "spreadsheet-damaged"),
        (b'"a"b;c\n', "spreadsheet-damaged"),
        (b";" * 20_000, "spreadsheet-too-large"),
    ],
)
def test_what_is_no_csv_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = written(tmp_path, content)
    error = refusal(path)
    assert error.code == code
    assert error.message.startswith(f"{path} ")
    assert error.message.endswith(".")


def test_the_line_that_is_wrong_is_named(tmp_path: Path) -> None:
    assert "line 3" in refusal(written(tmp_path, 'sep=;\na;b\n"c;d\n')).message
    assert "line 2" in refusal(written(tmp_path, b"a;b\nc;d\0e\n")).message
