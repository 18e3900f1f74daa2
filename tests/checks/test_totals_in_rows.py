"""Totals printed in rows of the table they add up: which rows, and which cells they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import DrawnRow, Edits, draw_rows, read_grants, read_sample

# The first is called nearly as its total is, and is none.
CHAPTERS = ("Luku-yhteensä", "Museot", "Liikunta")
AMOUNTS = (("1,00", "2,00"), ("10,00", "20,00"), ("100,00", "200,00"))
TOTALS = ("3,00", "30,00", "300,00")
OWN_TOTAL, ALL = "Luku yhteensä", "Kaikki yhteensä"
# A table that sums up the list, in which no check looks for a total.
SUMMARY: Edits = {
    "grants.yaml": [
        (
            "\nfields:\n",
            "  - table: summary\n    totals: true\n    columns:\n      part: ['Osa']\n"
            "      kind: ['Laji']\n      sum: ['Yhteensä €']\n\nfields:\n",
        )
    ]
}


def chapters(totals: Sequence[str]) -> list[tuple[str, str, str]]:
    """Three chapters of a list, each with its total, and the total of all."""
    rows = []
    for number, (chapter, amounts) in enumerate(zip(CHAPTERS, AMOUNTS, strict=True), 1):
        rows.append(("", chapter, ""))
        rows += [(f"{number}.0{n}", f"Avustus {n}", text) for n, text in enumerate(amounts, 1)]
        rows.append(("", OWN_TOTAL, totals[number - 1]))
    return [*rows, ("", ALL, "333,00")]


def test_each_cell_of_rows_that_begin_alike_has_a_reference_of_its_own(tmp_path: Path) -> None:
    result = read_grants(tmp_path, chapters(TOTALS))
    assert result.findings == []
    refs = {item.cell_ref: item.text for item in result.items if item.text in TOTALS}
    assert refs == {
        "grants/total/luku-yhteensa/amount": "3,00",
        "grants/total/luku-yhteensa-2/amount": "30,00",
        "grants/total/luku-yhteensa-3/amount": "300,00",
    }
    assert max(Counter(item.cell_ref for item in result.items).values()) == 1


@pytest.mark.parametrize(("number", "ref"), [(0, ""), (1, "-2"), (2, "-3")])
def test_a_finding_names_the_cell_of_its_own_total(tmp_path: Path, number: int, ref: str) -> None:
    totals = [*TOTALS[:number], "4,00", *TOTALS[number + 1 :]]
    result = read_grants(tmp_path, chapters(totals))
    (finding,) = result.findings
    assert (finding.check, finding.value) == ("chapter-total-differs", "4,00")
    assert finding.cell_ref == f"grants/total/luku-yhteensa{ref}/amount"
    texts = [item.text for item in result.items if item.cell_ref == finding.cell_ref]
    assert texts == ["4,00"]


def test_rows_that_no_check_looks_at_have_references_of_their_own_too(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "list.pdf", PORTRAIT)
    heading = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
    bottom = draw_rows(paper, 60, [heading, DrawnRow(("1.01", "Kalusto", "3,00"))])
    rows = [("Osa", "Laji", "Yhteensä €"), ("Museot", "kalusto", "1,00"), ("Museot", "muu", "2,00")]
    draw_rows(paper, bottom + 60, [DrawnRow(rows[0], bold=True), *map(DrawnRow, rows[1:])])
    paper.save()
    items = read_sample(paper.path, LIST, SUMMARY).items
    assert {item.cell_ref: item.text for item in items if "/total/" in item.cell_ref} == {
        "summary/total/museot/part": "Museot",
        "summary/total/museot/kind": "kalusto",
        "summary/total/museot/sum": "1,00",
        "summary/total/museot-2/part": "Museot",
        "summary/total/museot-2/kind": "muu",
        "summary/total/museot-2/sum": "2,00",
    }


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_total_of_a_chapter_that_is_not_printed_is_missed(tmp_path: Path, number: int) -> None:
    rows = chapters(TOTALS)
    place = [n for n, row in enumerate(rows) if row[1] == OWN_TOTAL][number]
    (finding,) = read_grants(tmp_path, [*rows[:place], *rows[place + 1 :]]).findings
    assert (finding.check, finding.value) == ("total-missing", CHAPTERS[number])


def test_rows_above_the_first_chapter_have_a_total_of_their_own(tmp_path: Path) -> None:
    above, rows = [("0.01", "Avustus", "5,00")], chapters(TOTALS)
    rows[-1] = ("", ALL, "338,00")
    total = ("", OWN_TOTAL, "5,00")
    missed = []
    for printed in ([*above, total, *rows], [*above, *rows]):
        findings = read_grants(tmp_path, printed).findings
        missed.append([(f.check, f.value) for f in findings if "total" in f.check])
    assert missed == [[], [("total-missing", "grants")]]
