"""CSV files as spreadsheet programs save them: read, told apart, and written back so."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.text.edited_csv import EditedCsv, read_edited_csv

COLUMNS = ["code", "label"]
LIMIT = 500_000
# As the module has it in a new process.
LONGEST_VALUE = 131_072
ROWS = [(2, ["yö", "Yötyö, myös å"]), (3, ["é", "2019–2020"])]
TEXT = 'code,label\nyö,"Yötyö, myös å"\né,2019–2020\n'
SEMICOLONS = "code;label\r\nyö;Yötyö, myös å\r\né;2019–2020\r\n"
SAVED = {
    "plain": TEXT.encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "Excel's CSV UTF-8": b"\xef\xbb\xbf" + SEMICOLONS.encode(),
    "Excel's CSV": SEMICOLONS.encode("cp1252"),
    "tabs": SEMICOLONS.replace(";", "\t").encode("cp1252"),
    "old line ends": SEMICOLONS.replace("\r\n", "\r").encode("cp1252"),
    "no last line end": SEMICOLONS.rstrip().encode("cp1252"),
    "empty columns left over": SEMICOLONS.replace("\r\n", ";;; ;\r\n").encode("cp1252"),
    "empty rows left over": (SEMICOLONS + ";;\r\n\r\n;;;;\r\n").encode("cp1252"),
    "quoted header": SEMICOLONS.replace("code;label", '"code";"label"').encode(),
}


def read(path: Path) -> EditedCsv:
    return read_edited_csv(path, COLUMNS, LIMIT, SchemaError)


@pytest.mark.parametrize("content", SAVED.values(), ids=SAVED)
def test_a_file_is_read_as_it_was_saved(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert read(path).rows == ROWS


@pytest.mark.parametrize("content", SAVED.values(), ids=SAVED)
def test_a_file_is_written_back_as_it_was_saved(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    found = read(path)
    again = found.with_rows([["ä", 'Työ; "x", y']])
    assert again.startswith(content)
    end = b"\r\n" if b"\r\n" in content else b"\r" if b"\r" in content else b"\n"
    added = again.removeprefix(content)
    assert added.lstrip(end).endswith(end)
    assert added.replace(end, b"").count(b"\r") == added.replace(end, b"").count(b"\n") == 0
    assert ("ä".encode("cp1252") in added) == (b"y\xf6" in content)
    path.write_bytes(again)
    last = found.next_line
    assert read(path).rows == [*ROWS, (last, ["ä", 'Työ; "x", y'])]


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("word", ["Yötyö", "ÄLÄ", "Åland", "työ”", "–"])
def test_another_encoding_is_named_and_no_letter_is_another(
    tmp_path: Path, encoding: str, word: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"code;label\r\n1;{word}\r\n".encode(encoding, errors="replace"))
    if "?" in path.read_bytes().decode(encoding) and "utf" not in encoding:
        pytest.skip("the encoding does not have the sign")
    with pytest.raises(
        SchemaError, match=r"save it in UTF-8 \(in Excel “CSV UTF-8”\)|columns must"
    ):
        read(path)


@pytest.mark.parametrize("word", ["Yötyö", "ÄLÄ", "–", "x"])
def test_unicode_text_is_named(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"code\tlabel\r\n1\t{word}\r\n".encode("utf-16"))
    with pytest.raises(SchemaError, match=r"UTF-16 .“Unicode Text”.: save it in UTF-8"):
        read(path)


def test_two_encodings_in_one_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("code;label\n1;Työ\n".encode() + "2;Yö\n".encode("cp1252"))
    with pytest.raises(SchemaError, match=r"is not in UTF-8 .* on line 3.: save it in UTF-8"):
        read(path)


BROKEN = {
    "a quote that is not closed": ('1,"x\n2,y\n3,z\n', "line 2: is no CSV .a quote"),
    "one in a file of a megabyte": (
        '1,x\n2,"x\n' + "3,z\n" * 100_000,
        "line 3: is no CSV .a quote",
    ),
    "a quote that is closed too early": ('1,x\n2,"x"y\n', "line 3: is no CSV"),
    "a value longer than any cell": ("1,x\n2," + "x" * 200_000 + "\n", "line 3: is no CSV"),
    "more than the limit": ("1,x\n" * 200_000, "more than 500,000 bytes"),
    "nothing": (None, "line 1: the columns must be code, label"),
    "other columns": ("", "line 1: the columns must be code, label"),
}


@pytest.fixture(name="usual_limit")
def limit_of_a_new_process() -> Iterator[None]:
    """The longest value that the csv module takes, which libraries of other tests raise."""
    raised = csv.field_size_limit(LONGEST_VALUE)
    yield
    csv.field_size_limit(raised)


@pytest.mark.parametrize(("rest", "says"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_csv_file_is_named_with_its_line(
    tmp_path: Path, usual_limit: None, rest: str | None, says: str
) -> None:
    path = tmp_path / "a.csv"
    header = "" if rest is None else "code,name\n" if not rest else "code,label\n"
    path.write_text(header + (rest or ""), encoding="utf-8")
    with pytest.raises(SchemaError, match=says):
        read(path)
