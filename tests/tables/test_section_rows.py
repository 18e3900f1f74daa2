"""What makes a section heading of a row with nothing but a name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import LIGHT_BLUE, RGB, Paper
from tests.support.small_lists import DrawnRow, draw_rows, read_sample

YELLOW: RGB = (1, 1, 0.8)
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
NAME = "Kirjastot"


def row(number: int, fill: RGB | None = None, bold: bool = False) -> DrawnRow:
    """A row of a list of grants."""
    return DrawnRow((f"2.0{number}", f"Avustus {number}", "100,00"), fill, bold)


def sections(folder: Path, *rows: DrawnRow) -> list[str]:
    """The section of each record of a list; that of one with a name alone is doubled."""
    paper = Paper(folder / "list.pdf", PORTRAIT)
    draw_rows(paper, 60, [HEADING, *rows])
    paper.save()
    return list(read_sample(paper.path, LIST).records.frame["chapter"])


def named(fill: RGB | None = None, bold: bool = False) -> DrawnRow:
    """The row with nothing but a name."""
    return DrawnRow(("", NAME, ""), fill, bold)


# The rows above the one with a name alone, that one, and the rows below it; whether it is a section
# heading. Where it is none it is a record, so that there is one more.
FILLS: dict[str, tuple[Sequence[DrawnRow], DrawnRow, bool]] = {
    "nothing": ([row(1), row(2)], named(), False),
    "fill that no other row has": ([row(1), row(2)], named(LIGHT_BLUE), True),
    "fill of all other rows": ([row(1, YELLOW), row(2, YELLOW)], named(YELLOW), False),
    "fill of one other row": ([row(1), row(2, YELLOW)], named(YELLOW), False),
    "another fill than the other rows": ([row(1, YELLOW), row(2, YELLOW)], named(LIGHT_BLUE), True),
    "no fill where the other rows have one": ([row(1, YELLOW), row(2, YELLOW)], named(), False),
    "bold type": ([row(1), row(2)], named(bold=True), True),
    "bold type of half the other rows": ([row(1, bold=True), row(2)], named(bold=True), True),
    "bold type of most of the other rows": (
        [row(1, bold=True), row(2, bold=True), row(3)],
        named(bold=True),
        False,
    ),
}


@pytest.mark.parametrize(("others", "own", "is_section"), FILLS.values(), ids=FILLS)
def test_a_fill_or_bold_type_that_ordinary_rows_do_not_have_tells_a_section(
    tmp_path: Path, others: Sequence[DrawnRow], own: DrawnRow, is_section: bool
) -> None:
    first, *below = others
    found = sections(tmp_path, first, own, *below)
    assert found == (["", *[NAME] * len(below)] if is_section else [""] * (len(others) + 1))
