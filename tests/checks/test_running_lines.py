"""Lines outside the tables: what sets them aside where they run over pages or stand above all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import BORDERS, SIZE, DrawnRow, Edits, draw_rows, read_sample

EDITS: Edits = {
    "grants.yaml": [("\nset_aside:\n", "\nset_aside:\n  - {rule: running, where: repeated}\n")],
    "labels.yaml": [("\nrules:\n", "\nrules:\n  running: {fi: Toistuva, en: Running text}\n")],
}
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
# Baselines of a line on the first page; the tables are above it.
FOOT, TABLE_TOP = 700.0, 100.0
# Lines of running text stand at one height, to this many points.
SAME_HEIGHT = 2.0


def outside(folder: Path, *pages: tuple[float, str], above: str = "") -> list[str]:
    """The lines that are findings, of pages with a table and a line at a height.

    Args:
        folder: where to print.
        pages: the baseline and the text of the line on each page.
        above: a line above the first table.
    """
    paper = Paper(folder / "list.pdf", PORTRAIT)
    if above:
        paper.text(BORDERS[0], TABLE_TOP - 12, above, SIZE)
    for number, (baseline, text) in enumerate(pages, 1):
        draw_rows(paper, TABLE_TOP, [HEADING, DrawnRow((f"1.0{number}", "Kalusto", "1,00"))])
        paper.text(BORDERS[0], baseline, text, SIZE)
        paper.next_page()
    paper.save()
    findings = read_sample(paper.path, LIST, EDITS).findings
    return [f.value for f in findings if f.check == "text-outside-tables"]


@pytest.mark.parametrize("start", [0.0, 0.5, 1.0, 1.5])
def test_a_text_at_one_height_on_two_pages_is_running_text(tmp_path: Path, start: float) -> None:
    lines = [(FOOT + start, "Liite"), (FOOT + start + SAME_HEIGHT - 0.1, "Liite")]
    assert outside(tmp_path, *lines) == []


def test_a_text_at_other_heights_is_none(tmp_path: Path) -> None:
    # Places overlap, so that texts up to twice as far apart may be taken for one.
    apart = 2 * SAME_HEIGHT + 0.1
    assert outside(tmp_path, (FOOT, "Liite"), (FOOT + apart, "Liite")) == ["Liite"]


def test_a_text_on_one_page_is_none(tmp_path: Path) -> None:
    assert outside(tmp_path, (FOOT, "Liite"), (FOOT, "Huomautus")) == ["Liite", "Huomautus"]


@pytest.mark.parametrize(
    ("second", "is_running"), [("Liite, sivu 2", True), ("Liite, sivu 3", False)]
)
def test_a_number_that_runs_with_the_pages_runs(
    tmp_path: Path, second: str, is_running: bool
) -> None:
    found = outside(tmp_path, (FOOT, "Liite, sivu 1"), (FOOT, second))
    assert found == ([] if is_running else ["Liite, sivu 1", second])


def test_a_line_above_the_tables_introduces_them_and_one_below_does_not(tmp_path: Path) -> None:
    assert outside(tmp_path, (FOOT, "Alaviite"), above="Johdanto") == ["Alaviite"]
