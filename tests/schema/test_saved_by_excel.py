"""Vocabularies that a spreadsheet program saved are read like others."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.schema.vocabulary import load_vocabulary
from tests.support.command_line import SCHEMAS

VOCABULARIES = sorted((SCHEMAS / "vocabulary").glob("*.csv"))


def saved_rows(text: str, trailing: bool) -> str:
    """A vocabulary as Excel saves it: empty columns at the end left out, or further ones added."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text)):
        while not trailing and not row[-1]:
            row.pop()
        writer.writerow([*row, "", ""] if trailing else row)
    return lines.getvalue()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_a_vocabulary_saved_by_excel_is_the_same(tmp_path: Path, path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    saved = tmp_path / path.name
    saved.write_bytes(saved_rows(text, trailing=False).encode(encoding))
    assert load_vocabulary(saved) == load_vocabulary(path)
    saved.write_bytes((saved_rows(text, trailing=True) + ";;;;;;\r\n").encode(encoding))
    assert load_vocabulary(saved) == load_vocabulary(path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x,,yy,kunta,", None),
        ("x,yy,kunta,", "has 4 values, not 5"),
        ("x,,kunta", "has 3 values, not 5"),
        ("x", "has 1 values, not 5"),
        ("x,y,z,a\0b,", "line 2: pattern has the character U[+]0000"),
        ('x,y,"z,kunta,', "line 2: is no CSV .a quote"),
    ],
)
def test_a_line_that_was_mistyped_is_named(tmp_path: Path, line: str, says: str | None) -> None:
    path = tmp_path / "a.csv"
    first = "x,yy,yy,," if says is None else ""
    path.write_text(f"code,fi,en,pattern,misprint\n{first}\n{line}\n", encoding="utf-8")
    if says is None:
        assert load_vocabulary(path).codes == ["x"]
        return
    with pytest.raises(SchemaError, match=says.replace("line 2", "line 3")):
        load_vocabulary(path)
