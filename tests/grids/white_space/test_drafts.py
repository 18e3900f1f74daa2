"""Tables that white space parts, from `inspect --draft-schema` to the records of a build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import read_csv, run
from tests.support.white_tables import PITCH, Rows, WhitePaper

STOPS = ("l60", "r220", "r300")
WIDER = ("l60", "r280", "r420")
HEADING = ("Town", "People", "Area")
TOWNS: Rows = (
    ("Lahti", "120", "517.6"),
    ("Heinola", "18", "839.3"),
    ("Sysmä", "4", "936.2"),
    ("Hollola", "23", "726.5"),
)
MORE: Rows = (
    ("Asikkala", "8", "755.7"),
    ("Orimattila", "16", "814.1"),
    ("Padasjoki", "3", "730.3"),
)


def drafted(paper: WhitePaper) -> tuple[dict[str, Any], Path]:
    """What an inspection says of a document, and the outputs of a build with its draft."""
    paper.save()
    draft, output = paper.path.parent / "draft", paper.path.parent / "output"
    seen = json.loads(run("inspect", paper.path, "--json", "--draft-schema", draft).stdout)
    completed = run("build", paper.path, "--schemas", draft, "--output", output)
    assert completed.returncode == 0, completed.stderr
    return seen, output / paper.path.stem


def values(outputs: Path) -> list[tuple[str, ...]]:
    """The texts of the cells of each record, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for cell in read_csv(outputs / "cells.csv"):
        if cell["record_id"]:
            found.setdefault((cell["table"], cell["row"]), []).append(cell["text"])
    return [tuple(texts) for texts in found.values()]


def checks(outputs: Path) -> list[str]:
    """The checks that found something."""
    return [finding["check"] for finding in read_csv(outputs / "findings.csv")]


def test_a_table_without_rulings(paper: WhitePaper) -> None:
    paper.put(60, 30, "Table 1. The towns of the region by their people and area")
    paper.rows(60, [HEADING, *TOWNS], STOPS)
    seen, outputs = drafted(paper)
    (table,) = seen["unknown_tables"]
    assert table["rows"]["record"] == 4
    assert [record["name"] for record in read_csv(outputs / "records.csv")] == [
        row[0] for row in TOWNS
    ]
    assert values(outputs) == [*TOWNS]
    assert checks(outputs) == []


@pytest.mark.parametrize("stops", [STOPS, WIDER], ids=["as-wide", "wider"])
@pytest.mark.parametrize("headed", [True, False], ids=["headings", "none"])
def test_a_table_goes_on_on_the_next_page(
    paper: WhitePaper, stops: tuple[str, ...], headed: bool
) -> None:
    paper.rows(60, [HEADING, *TOWNS], STOPS)
    paper.next_page()
    paper.rows(60, [HEADING, *MORE] if headed else MORE, stops)
    _, outputs = drafted(paper)
    assert [record["name"] for record in read_csv(outputs / "records.csv")] == [
        row[0] for row in (*TOWNS, *MORE)
    ]
    assert len({record["table"] for record in read_csv(outputs / "records.csv")}) == 1


def test_a_table_goes_on_in_smaller_type(paper: WhitePaper) -> None:
    paper.rows(60, [HEADING, *TOWNS], STOPS)
    paper.next_page()
    paper.rows(60, [HEADING, *MORE], ("l60", "r180", "r250"), 11, size=8)
    _, outputs = drafted(paper)
    assert values(outputs) == [*TOWNS, *MORE]
    assert checks(outputs) == []


def test_bold_headings_of_sections_have_no_record(paper: WhitePaper) -> None:
    top = paper.rows(60, [HEADING], STOPS, bold=True)
    for name, rows in (("Päijänne Tavastia", TOWNS), ("Kymenlaakso", MORE)):
        paper.put(60, top, name, bold=True)
        top = paper.rows(top + PITCH, rows, STOPS)
    _, outputs = drafted(paper)
    assert values(outputs) == [*TOWNS, *MORE]


def test_headings_repeated_in_the_middle_of_a_page_are_set_aside(paper: WhitePaper) -> None:
    paper.rows(60, [HEADING, *TOWNS, HEADING, *MORE], STOPS)
    _, outputs = drafted(paper)
    assert [record["name"] for record in read_csv(outputs / "records.csv")] == [
        row[0] for row in (*TOWNS, *MORE)
    ]
    cells = read_csv(outputs / "cells.csv")
    aside = [(cell["text"], cell["rule"]) for cell in cells if cell["fate"] != "used"]
    assert aside == [(text, "repeated-heading") for text in HEADING]
    assert checks(outputs) == []


def test_headings_of_groups_are_joined_with_those_under_them(paper: WhitePaper) -> None:
    paper.row(60, ("People", "Homes"), ("c210", "c350"))
    stops = ("l60", "r200", "r240", "r340", "r380")
    body: Rows = (("Lahti", "119", "120", "44", "45"), ("Iitti", "8", "7", "3", "4"))
    paper.rows(74, [("Town", "2018", "2019", "2018", "2019"), *body], stops)
    seen, outputs = drafted(paper)
    (table,) = seen["unknown_tables"]
    assert [column["heading"] for column in table["columns"]] == [
        "Town",
        "People / 2018",
        "People / 2019",
        "Homes / 2018",
        "Homes / 2019",
    ]
    assert values(outputs) == [*body]
