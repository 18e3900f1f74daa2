"""Totals printed in lines outside the tables: each is one of the table above it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import BORDERS, SIZE, DrawnRow, Edits, draw_rows, read_sample

NUMBER, NAME, AMOUNT = (text for text, _ in LIST_LAYOUT.columns)
LOAN = "Lainan nimi"
# Two kinds of table, whose totals stand in lines.
EDITS: Edits = {
    "grants.yaml": [
        ("row: '^Kaikki yhteensä$'", "line: '^Kaikki yhteensä (?P<number>.+) euroa$'"),
        ("  key_prefix: false\n", ""),
        (
            "\nfields:\n",
            f"  - table: loans\n    columns:\n      number: ['{NUMBER}']\n"
            f"      name: ['{LOAN}']\n      amount: ['{AMOUNT}']\n\nfields:\n",
        ),
    ]
}
# Where lines stand below, between and above two tables on one page.
FIRST_TOP, LINE, SECOND_TOP = 100.0, 24.0, 240.0


def grants(name: str, *amounts: int) -> list[DrawnRow]:
    """A table whose names have a heading, with rows of the given amounts."""
    heading = DrawnRow((NUMBER, name, AMOUNT), bold=True)
    rows = [(f"1.{n:02}", f"Avustus {n}", f"{amount},00") for n, amount in enumerate(amounts, 1)]
    return [heading, *map(DrawnRow, rows)]


def differing(
    folder: Path,
    first: Sequence[int | str],
    second: Sequence[int | str],
    on_next_page: bool = False,
) -> list[tuple[int | None, str]]:
    """The page and text of each total that is not what its table adds up to.

    Args:
        folder: where to print.
        first: the total above the first table, if there is one, and the one below it.
        second: the total below the second table.
        on_next_page: whether the second table begins a page.
    """
    paper = Paper(folder / "list.pdf", PORTRAIT)
    *above, below = first
    for total in above:
        line(paper, FIRST_TOP - LINE, total)
    bottom = draw_rows(paper, FIRST_TOP, grants(NAME, 10, 20))
    line(paper, bottom + LINE, below)
    if on_next_page:
        paper.next_page()
    # On a page of its own the second table stands higher than the first one does on its page.
    bottom = draw_rows(paper, FIRST_TOP / 2 if on_next_page else SECOND_TOP, grants(LOAN, 3, 4))
    for total in second:
        line(paper, bottom + LINE, total)
    paper.save()
    found = read_sample(paper.path, LIST, EDITS).findings
    return [(f.page, f.value) for f in found if f.check == "total-differs"]


def line(paper: Paper, baseline: float, total: int | str) -> None:
    """A line with a total."""
    paper.text(BORDERS[0], baseline, f"Kaikki yhteensä {total},00 euroa", SIZE)


@pytest.mark.parametrize("on_next_page", [False, True])
def test_a_total_is_one_of_the_table_above_it(tmp_path: Path, on_next_page: bool) -> None:
    assert differing(tmp_path, [30], [7], on_next_page) == []


@pytest.mark.parametrize(("on_next_page", "page"), [(False, 1), (True, 2)])
def test_a_total_of_another_table_is_wrong_there(
    tmp_path: Path, on_next_page: bool, page: int
) -> None:
    assert differing(tmp_path, [7], [30], on_next_page) == [(1, "7,00"), (page, "30,00")]


def test_a_total_above_all_tables_is_one_of_the_first(tmp_path: Path) -> None:
    assert differing(tmp_path, [30, 30], [7]) == []


def test_a_total_above_all_tables_is_none_of_the_second(tmp_path: Path) -> None:
    assert differing(tmp_path, [7, 30], [7]) == [(1, "7,00")]


@pytest.mark.parametrize(
    ("of", "totals", "missed"),
    [
        # Of a total of each table one line is enough to show that the others are not wanted.
        ("table", [], ["grants", "loans"]),
        ("table", [30], []),
        # A total of all records is missed once.
        ("document", [], ["loans"]),
        ("document", [37], []),
    ],
)
def test_a_total_in_no_line_is_missed_of_each_table_or_once_of_all(
    tmp_path: Path, of: str, totals: Sequence[int], missed: Sequence[str]
) -> None:
    paper = Paper(tmp_path / "list.pdf", PORTRAIT)
    bottom = draw_rows(paper, FIRST_TOP, grants(NAME, 10, 20))
    for total in totals:
        line(paper, bottom + LINE, total)
    draw_rows(paper, SECOND_TOP, grants(LOAN, 3, 4))
    paper.save()
    edits = {"grants.yaml": [*EDITS["grants.yaml"], ("of: table", f"of: {of}")]}
    findings = read_sample(paper.path, LIST, edits).findings
    # Totals of chapters are missing too.
    missing = [f for f in findings if f.check == "total-missing"]
    found = [f.value for f in missing if "total-differs" in f.details["check"].split(", ")]
    assert found == missed
    assert "total-differs" not in {f.check for f in findings}
