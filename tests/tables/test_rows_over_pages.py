"""A row at the top of a page that goes on from the page before, by its wording alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST_LAYOUT
from tests.support.small_lists import read_grants

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
