"""Samples of the checks of the shape of what was read: columns or rows that were run together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper, text_width
from tests.support.samples.appendix import Case, Found, at, found_in
from tests.support.small_lists import (
    BASELINE,
    BESIDE,
    BORDERS,
    ROW_HEIGHT,
    SIZE,
    DrawnRow,
    draw_rows,
    read_sample,
)

TOP = 150.0
# Baseline of the second of the grants, and points from the beginning of its name to a text beside.
SECOND, FAR, NEAR = TOP + 3 * ROW_HEIGHT + BASELINE, 100.0, 43.0
# From there to the last column.
OVER = 320.0
# From the beginning of a heading in small type to the word after it.
NEXT = 19.0
# The second line of such a heading, which runs over the border of the last column.
UNDER = " ".join(["ja muut laitokset"] * 10)
NAME = BORDERS[1] + BESIDE
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
CHAPTER = DrawnRow(("", "Kirjastot", ""), bold=True)
FIRST = DrawnRow(("2.01", "Kalusto", "1 200,00"))
SECOND_ROW = DrawnRow(("2.02", "Koulutus", "300,50"))
TOTALS = (
    DrawnRow(("", "Luku yhteensä", "1 500,50")),
    DrawnRow(("", "Kaikki yhteensä", "1 500,50")),
)
# A text at a place: its left edge, its baseline and its size.
Placed = tuple[float, float, str, float]


@dataclass(frozen=True)
class DrawnList:
    """A list of grants drawn by hand.

    Args:
        second: its second grant.
        rows: all rows below the headings, where not the usual ones.
        texts: drawn besides.
    """

    second: DrawnRow = SECOND_ROW
    rows: tuple[DrawnRow, ...] | None = None
    texts: Sequence[Placed] = ()

    def __call__(self, folder: Path) -> set[Found]:
        paper = Paper(folder / "list.pdf", PORTRAIT)
        rows = (CHAPTER, FIRST, self.second, *TOTALS) if self.rows is None else self.rows
        draw_rows(paper, TOP, [HEADING, *rows])
        for x, baseline, text, size in self.texts:
            paper.text(x, baseline, text, size)
        paper.save()
        findings = read_sample(paper.path, LIST).findings
        return found_in(findings, load_checked_schema(LIST / "schemas"))


def named(name: str, beside: str, distance: float) -> DrawnList:
    """A list with a name in whose cell another text stands some points after its beginning."""
    second = DrawnRow(("2.02", name, "300,50"))
    return DrawnList(second, texts=[(NAME + distance, SECOND, beside, SIZE)])


def stacked(lines: int) -> DrawnList:
    """A list with a row that has so many numbers, each beside a name."""
    texts = [
        (x + BESIDE, SECOND - 8 + 5.5 * n, text, 5.0)
        for n in range(lines)
        for x, text in ((BORDERS[0], f"2.0{n + 2}"), (BORDERS[1], f"Koulutus {'abc'[n]}"))
    ]
    return DrawnList(DrawnRow(("", "", "300,50")), texts=texts)


def headed(distance: float) -> DrawnList:
    """A list with a heading merged over two columns, and a text in it that begins so far on.

    A second line of it runs over the border, so that no column is told for its texts.
    """
    chapter = DrawnRow(("", "", ""), merged=True)
    baseline, small = SECOND - 2 * ROW_HEIGHT, SIZE / 2
    texts = [
        (NAME, baseline - 6, "Kirjastot", small),
        (NAME + distance, baseline - 6, "kaikki", small),
        (NAME, baseline + 1, UNDER, small),
    ]
    return DrawnList(rows=(chapter, FIRST, SECOND_ROW, *TOTALS), texts=texts)


def listed(lines: int) -> DrawnList:
    """A list above which so many lines have a name and a number."""
    texts = [
        (x, 60 + 14.0 * n, text, SIZE)
        for n in range(lines)
        for x, text in ((60.0, f"Avustus {'abc'[n]}"), (200.0, f"{9 - n} 000"))
    ]
    return DrawnList(texts=texts)


def beside_rows(lines: int) -> DrawnList:
    """A list with numbers at the left of so many of its five rows."""
    texts = [(8.0, TOP + (n + 1) * ROW_HEIGHT + BASELINE, f"{n + 1}11", SIZE) for n in range(lines)]
    return DrawnList(texts=texts)


def noted(text: str) -> DrawnList:
    """A list with a text in a row merged over two columns below its totals."""
    row = DrawnRow(("", text, ""), merged=True)
    return DrawnList(rows=(CHAPTER, FIRST, SECOND_ROW, *TOTALS, row))


@dataclass(frozen=True)
class UnruledList:
    """A list of grants without rulings.

    Args:
        gap: how far its sums stand from the longest name, as a share of the size of the type.
    """

    gap: float

    def __call__(self, folder: Path) -> set[Found]:
        paper = Paper(folder / "list.pdf", PORTRAIT)
        rows = (HEADING, CHAPTER, FIRST, SECOND_ROW, *TOTALS)
        longest = max(text_width(row.texts[1], SIZE) for row in rows[1:])
        places = (BORDERS[0], NAME, NAME + longest + self.gap * SIZE)
        for number, row in enumerate(rows):
            for x, text in zip(places, row.texts, strict=True):
                paper.text(x, TOP + number * ROW_HEIGHT + BASELINE, text, SIZE, row.bold)
        paper.save()
        findings = read_sample(paper.path, LIST).findings
        return found_in(findings, load_checked_schema(LIST / "schemas"))


SHAPES: dict[str, Case] = {
    "columns-in-doubt": Case(
        UnruledList(1.0),
        {("columns-in-doubt", "warning", "", "", "", 1, "Luku ja numero | Nimi | Määräraha €")},
        UnruledList(1.5),
    ),
    "columns-in-one": Case(
        named("Koulutus 12", "34", FAR),
        {at("columns-in-one", "error", "2-02/name", 1, "Koulutus 12 34")},
        named("Koulutus 12", "34", NEAR + 11),
    ),
    "words-apart": Case(
        named("Koulutus", "muille", FAR),
        {at("words-apart", "warning", "2-02/name", 1, "Koulutus muille")},
        named("Koulutus", "muille", NEAR),
    ),
    "rows-in-one": Case(
        stacked(3),
        {("rows-in-one", "error", "", "", "", 1,
            "2.02 2.03 2.04 | Koulutus a Koulutus b Koulutus c | 300,50")},
        stacked(2),
    ),
    "table-empty": Case(
        DrawnList(rows=(DrawnRow(("", "Kaikki yhteensä", "0,00")),)),
        {("table-empty", "error", "", "", "", 1, "grants")},
        DrawnList(),
    ),
    "section-apart": Case(
        headed(OVER),
        {("section-apart", "error", "", "", "", 1, "Kirjastot kaikki " + UNDER)},
        headed(NEXT),
    ),
    "column-beside": Case(
        beside_rows(5),
        {
            ("column-beside", "error", "", "", "p1/1", 1, "111"),
            *(
                ("text-outside-tables", "warning", "", "", f"p1/{n + 1}", 1, f"{n + 1}11")
                for n in range(5)
            ),
        },
        beside_rows(4),
        beside=("text-outside-tables",),
    ),
    "note-in-table": Case(
        noted("Huom. Luvut ovat alustavia"),
        {("note-in-table", "warning", "", "", "", 1, "Huom. Luvut ovat alustavia")},
        DrawnList(rows=(replace(CHAPTER, merged=True), FIRST, SECOND_ROW, *TOTALS)),
    ),
    "table-not-read": Case(
        listed(3),
        {
            ("table-not-read", "error", "", "", "p1/1", 1, "Avustus a 9 000"),
            *(
                ("text-outside-tables", "warning", "", "", f"p1/{n + 1}", 1,
                    f"Avustus {'abc'[n]} {9 - n} 000")
                for n in range(3)
            ),
        },
        listed(2),
    ),
}  # fmt: skip
