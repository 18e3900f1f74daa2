"""A row at the top of a page that goes on from the page before, by its wording alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.outputs.result import Result
from tests.printing.print_other_tables import LIST, LIST_LAYOUT
from tests.support.drawing import Paper
from tests.support.small_lists import DrawnRow, Edits, draw_rows, read_grants, read_sample

# Low enough for a heading and two rows on its first page, and four rows on each other page.
LOW = replace(LIST_LAYOUT, paper=(LIST_LAYOUT.paper[0], 200.0))
ABOVE = [("1.01", "Kalusto", "10,00"), ("1.02", "Koulutus", "20,00")]
# It begins in lower case, and has no amount.
NEXT = ("1.03", "ja muut kulut", "")


@pytest.mark.parametrize(
    ("below", "goes_on"),
    [
        # Four of five rows with a name and something else have an amount.
        ([("1.04", "Palkat", "1,00"), ("1.05", "Matkat", "2,00")], True),
        ([("1.04", "Palkat", "1,00"), ("1.05", "Matkat", "")], False),
    ],
)
def test_a_value_is_missed_in_a_column_that_four_rows_of_five_fill(
    tmp_path: Path, below: list[tuple[str, str, str]], goes_on: bool
) -> None:
    result = read_grants(tmp_path, [*ABOVE, NEXT, *below], layout=LOW)
    names = ["Kalusto", "Koulutus", "ja muut kulut", "Palkat", "Matkat"]
    if goes_on:
        names[1:3] = ["Koulutus ja muut kulut"]
    assert list(result.records.frame["name"]) == names
    continued = [f for f in result.findings if f.check == "row-continued"]
    assert [(f.page, f.value) for f in continued] == ([(2, "ja muut kulut")] if goes_on else [])


def test_a_value_that_the_row_before_lacks_too_is_not_missed(tmp_path: Path) -> None:
    rows = [ABOVE[0], ("1.02", "Koulutus", ""), NEXT]
    rows += [(f"1.{n:02}", f"Avustus {n}", "1,00") for n in range(4, 12)]
    result = read_grants(tmp_path, rows, layout=LOW)
    assert len(result.records.frame) == len(rows)


def test_many_pages_of_equal_rows_are_laid_one_below_the_other(tmp_path: Path) -> None:
    # Each page could be laid beside each other one: to try them all would never end.
    rows = [(f"1.{n:03}", f"Avustus {n}", "1,00") for n in range(1, 123)]
    result = read_grants(tmp_path, rows, layout=LOW)
    assert (
        len({page for source in result.printed.sources.values() for page in source.row.pages}) > 30
    )
    assert list(result.records.frame["name"]) == [name for _, name, _ in rows]
    assert not [f for f in result.findings if f.check == "rows-unjoined"]


HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
CONJUNCTIONS: Edits = {"grants.yaml": [("\nset_aside:\n", "\nconjunctions: [ja]\n\nset_aside:\n")]}


def two_pages(folder: Path, names: Sequence[str], name: str, bold: bool = False) -> Result:
    """A list of grants whose second page begins with a row with a name alone, between borders."""
    paper = Paper(folder / "list.pdf", LIST_LAYOUT.paper)
    first = [DrawnRow((f"1.0{n}", own, "1,00")) for n, own in enumerate(names)]
    second = [DrawnRow(("", name, ""), bold=bold), DrawnRow(("1.09", "Palkat", "1,00"))]
    for rows in (first, second):
        draw_rows(paper, 60, [HEADING, *rows])
        paper.next_page()
    paper.save()
    return read_sample(paper.path, LIST, CONJUNCTIONS)


def continued(result: Result) -> list[str]:
    """The values of the findings on rows that go on."""
    return [f.value for f in result.findings if f.check == "row-continued"]


@pytest.mark.parametrize(
    ("last", "name", "goes_on"),
    [
        # It begins in lower case, as no other name does.
        ("Koulutus", "ja muut kulut", True),
        ("Koulutus", "Muut kulut", False),
        # The name before it does not end there.
        ("Koulutus,", "Muut kulut", True),
        ("Koulutus ja", "Muut kulut", True),
        ("Koulutus-", "Muut kulut", True),
        ("Koulutus /", "Muut kulut", True),
        ("Koulutus (", "Muut kulut", True),
        # The row would close the bracket.
        ("Koulutus (ja", "Muut kulut", False),
        # A note is none.
        ("Koulutus", "huom. arvioita", False),
    ],
)
def test_a_name_alone_goes_on_where_its_wording_says_so(
    tmp_path: Path, last: str, name: str, goes_on: bool
) -> None:
    result = two_pages(tmp_path, ["Kalusto", last], name)
    assert continued(result) == ([name] if goes_on else [])
    names = list(result.records.frame["name"])
    assert any(name in own and own != name for own in names) == goes_on


@pytest.mark.parametrize(("small", "goes_on"), [(0, True), (1, True), (2, False)])
def test_lower_case_says_nothing_where_more_than_a_fifth_of_names_have_it(
    tmp_path: Path, small: int, goes_on: bool
) -> None:
    # Besides these there is one more name, on the second page.
    names = ["kalusto"] * small + ["Koulutus"] * (6 - small)
    result = two_pages(tmp_path, names, "muut kulut")
    assert bool(continued(result)) == goes_on


def test_a_bold_name_alone_is_a_section_however_it_begins(tmp_path: Path) -> None:
    result = two_pages(tmp_path, ["Kalusto", "Koulutus"], "muut kulut", bold=True)
    assert list(result.records.frame["chapter"]) == ["", "", "muut kulut"]
