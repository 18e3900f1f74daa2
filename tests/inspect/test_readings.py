"""How a draft proposes to read columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.inspect.readings import propose_readings
from tests.support.command_line import read_csv, run
from tests.support.ruled_tables import Rows, print_pages

PLAIN: Mapping[str, Any] = {"decimal": "", "thousands": [], "decimals": 0}


def reader_and_remark(texts: Sequence[str]) -> tuple[Mapping[str, Any], str, str]:
    """What is proposed for a column that is alone."""
    proposed = propose_readings({"field": texts})["field"]
    return proposed.reader, proposed.type, proposed.remark


@pytest.mark.parametrize(
    ("texts", "expected", "kind"),
    [
        (["2019", "2020", ""], PLAIN, "integer"),
        (["–5", "7"], PLAIN, "integer"),
        (["+5", "7"], {**PLAIN, "signs": ["minus", "plus"]}, "integer"),
        (["12", "(35)", "7"], {**PLAIN, "signs": ["minus", "parentheses"]}, "integer"),
        (["1,234,567", "12"], {**PLAIN, "thousands": [","]}, "integer"),
        (["12 345", "1 234"], {**PLAIN, "thousands": [" "]}, "integer"),
        (["0.05", "1.10"], {**PLAIN, "decimal": ".", "decimals": 2}, "number"),
        (["1.234,5", "2,5"], {"decimal": ",", "thousands": ["."], "decimals": 1}, "number"),
        (["12.5 %", "3 %"], {"decimal": ".", "thousands": [], "units": ["%"]}, "number"),
        (["$1,200", "3", "1,234,567"], {**PLAIN, "thousands": [","], "units": ["$"]}, "integer"),
    ],
)
def test_numbers_have_the_format_that_they_are_printed_in(
    texts: Sequence[str], expected: Mapping[str, Any], kind: str
) -> None:
    reader, found, remark = reader_and_remark(texts)
    assert reader == {"reader": "number", "format": expected}
    cells = sum(bool(text) for text in texts)
    assert (found, remark) == (kind, f"number: 100 % of {cells} cells fit")


@pytest.mark.parametrize(
    ("texts", "pattern"),
    [
        (["1.2.2019", "13.4.2020"], "%d.%m.%Y"),
        (["12/31/2019", "1/2/2020"], "%m/%d/%Y"),
        (["31/12/2019", "1/2/2020"], "%d/%m/%Y"),
        (["2019-02-01", "2020-12-31"], "%Y-%m-%d"),
        (["Jan 5, 2020", "March 7, 2021"], "%B %d, %Y"),
        (["5. elokuuta 2020", "1. toukokuuta 2021"], "%d. %B %Y"),
    ],
)
def test_dates_have_the_pattern_that_they_are_printed_in(
    texts: Sequence[str], pattern: str
) -> None:
    reader, found, _ = reader_and_remark(texts)
    assert (reader, found) == ({"reader": "date", "format": [pattern]}, "date")


def test_marks_for_what_is_missing_are_blank() -> None:
    reader, _, remark = reader_and_remark(["1", "n.a.", "2", ":", "N.A."])
    assert reader == {"reader": "number", "format": PLAIN, "blank": ["N.A.", ":"]}
    assert remark == "number: 100 % of 5 cells fit"
    assert reader_and_remark(["–", "–", "–"]) == ({"reader": "text"}, "string", "")


@pytest.mark.parametrize(
    ("texts", "remark"),
    [
        (["1", "2", "x1", "4", "y"], 'number: 60 % of 5 cells fit, not: "x1", "y"'),
        (["1", "x", "y", "z"], ""),
        # One value is no column of them.
        (["1"], ""),
        # What may be read in two ways is not read in one.
        (["1,234", "2"], 'number: 100 % of 2 cells fit; in 2 ways: "1234", "1.234"'),
        (["1/2/19", "3/4/20"], 'date: 100 % of 2 cells fit; in 2 ways: "2019-02-01", "2019-01-02"'),
        # Codes with zeros before them, shares among other numbers, and two numbers in a cell.
        (["007", "008"], ""),
        (["5 %", "6"], ""),
        (["5 %", "6 %", "7"], 'number: 66 % of 3 cells fit, not: "7"'),
        (["12 345", "1234", "2345"], 'number: 66 % of 3 cells fit, not: "12 345"'),
        (["a", "b"] * 3, 'code: 2 wordings in 6 cells: "a", "b"'),
        (["a", "b", "c"] * 2, ""),
        ([*"abcd"] * 3, 'code: 4 wordings in 12 cells: "a", "b", "c", and 1 more'),
        ([str(n) + "x" for n in range(13)] * 3, ""),
        (["a" * 31] * 3, ""),
    ],
)
def test_what_does_not_fit_stays_text_with_a_remark(texts: Sequence[str], remark: str) -> None:
    reader, found, said = reader_and_remark(texts)
    assert (reader, found) == ({"reader": "text"}, "string")
    assert said == remark


def test_the_other_columns_tell_which_sign_parts_thousands() -> None:
    columns = {"one": ["1,234", "2"], "other": ["1.5", "2.5"]}
    assert propose_readings(columns)["one"].type == "integer"
    columns["other"] = ["1,5", "2,5"]
    assert propose_readings(columns)["one"].type == "number"
    # Where they do not agree nothing is told.
    columns["third"] = ["1.5", "2.5"]
    assert propose_readings(columns)["one"].type == "string"


def test_a_remark_is_one_line_that_every_parser_takes() -> None:
    _, _, remark = reader_and_remark(["1", "2", "3", 'a\x85\u2028"b'])
    assert remark == 'number: 75 % of 4 cells fit, not: "a\ufffd\ufffd\\"b"'


ROWS: Rows = (
    ("No.", "Name", "Day", "Amount", "Share", ""),
    ("1", "Lahti", "1.2.2019", "1,234.50", "n.a.", "x"),
    ("2", "Heinola", "28.2.2019", "12.00", "7 %", "y"),
    ("3", "Sysmä", "3.12.2020", "7.25", "12 %", "about"),
)


def test_a_draft_reads_what_it_proposes_without_a_finding(tmp_path: Path) -> None:
    path, draft = tmp_path / "towns.pdf", tmp_path / "draft"
    print_pages(path, [(60, ROWS)])
    assert run("inspect", path, "--draft-schema", draft).returncode == 0
    text = (draft / "document.yaml").read_text(encoding="utf-8")
    assert "  # date: 100 % of 3 cells fit\n  day:\n    reader: date\n" in text
    completed = run("build", path, "--schemas", draft, "--output", tmp_path / "output")
    assert completed.returncode == 0, completed.stderr
    assert read_csv(tmp_path / "output" / "towns" / "findings.csv") == []
    records = read_csv(tmp_path / "output" / "towns" / "records.csv")
    columns = ("no", "name", "day", "amount", "share", "unheaded")
    assert [tuple(record[column] for column in columns) for record in records] == [
        ("1", "Lahti", "2019-02-01", "1234.50", "", "x"),
        ("2", "Heinola", "2019-02-28", "12.00", "7", "y"),
        ("3", "Sysmä", "2020-12-03", "7.25", "12", "about"),
    ]


def test_a_draft_builds_two_tables_with_like_headings_on_one_page(tmp_path: Path) -> None:
    path, draft = tmp_path / "two.pdf", tmp_path / "draft"
    again = (ROWS[0], *((f"{n}", f"Town {n}", "", "", "", "") for n in (4, 5)))
    print_pages(path, [(60, ROWS), (300, again)])
    assert run("inspect", path, "--draft-schema", draft).returncode == 0
    completed = run("build", path, "--schemas", draft, "--output", tmp_path / "output")
    assert completed.returncode == 0, completed.stderr
    records = read_csv(tmp_path / "output" / "two" / "records.csv")
    assert [(record["table"], record["name"]) for record in records] == [
        *(("table-1", "Lahti"), ("table-1", "Heinola"), ("table-1", "Sysmä")),
        *(("table-2", "Town 4"), ("table-2", "Town 5")),
    ]
