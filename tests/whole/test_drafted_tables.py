"""A draft, and a build with it: the tables that the draft saw are those that are built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import read_csv, run
from tests.support.ruled_tables import Rows, print_pages

Pages = list[list[tuple[float, Rows]]]
HEAD = ("Town", "People", "Area", "")
# Pages of ruled tables, each at its height, and the names in each table that is to be built.
LIKE_ON_A_PAGE: Pages = [
    [(60, (HEAD, ("Lahti", "120", "517.6", "a"))), (300, (HEAD, ("Heinola", "18", "839.3", "")))]
]
LIKE_OVER_PAGES: Pages = [
    [(60, (HEAD, ("Lahti", "120", "517.6", "a")))],
    [
        (60, (HEAD, ("Heinola", "18", "839.3", "b"))),
        (300, (HEAD, ("Sysmä", "4", "936.2", "c"))),
    ],
    [(60, (HEAD, ("Hollola", "23", "726.5", "d")))],
]
WITHOUT_HEADINGS: Pages = [
    [(60, (("",) * 4, ("Lahti", "120", "517.6", "a"), ("Heinola", "18", "839.3", "")))],
]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (LIKE_ON_A_PAGE, [["Lahti"], ["Heinola"]]),
        (LIKE_OVER_PAGES, [["Lahti", "Heinola"], ["Sysmä", "Hollola"]]),
        (WITHOUT_HEADINGS, [["Lahti", "Heinola"]]),
    ],
    ids=["like-on-a-page", "like-over-pages", "without-headings"],
)
def test_a_build_has_the_tables_that_its_draft_saw(
    tmp_path: Path, pages: Pages, expected: list[list[str]]
) -> None:
    pdf, draft, output = tmp_path / "towns.pdf", tmp_path / "draft", tmp_path / "output"
    print_pages(pdf, *pages)
    seen = json.loads(run("inspect", pdf, "--json", "--draft-schema", draft).stdout)
    assert [table["rows"]["record"] for table in seen["unknown_tables"]] == [
        len(names) for names in expected
    ]
    completed = run("build", pdf, "--schemas", draft, "--output", output)
    assert completed.returncode == 0, completed.stderr
    assert read_csv(output / "towns" / "findings.csv") == []
    found: dict[str, list[str]] = {}
    for record in read_csv(output / "towns" / "records.csv"):
        found.setdefault(record["table"], []).append(record["name"])
    assert list(found.values()) == expected
    # Each printed cell is told of once, at a place of its own in its table.
    cells = read_csv(output / "towns" / "cells.csv")
    places = [(cell["table"], cell["row"], cell["column"]) for cell in cells]
    assert len(set(places)) == len(places)
    texts = [text for page in pages for _, rows in page for row in rows for text in row if text]
    assert sorted(cell["text"] for cell in cells) == sorted(texts)
