"""A column in which only fills say anything, beside fills that say nothing by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import RGB, Paper
from tests.support.small_lists import BORDERS, ROW_HEIGHT, DrawnRow, draw_rows, read_sample

HEADING = tuple(text for text, _ in LIST_LAYOUT.columns)
TOP = 100.0
RED: RGB = (0.9, 0.2, 0.2)
GREEN: RGB = (0.2, 0.7, 0.2)
GREY: RGB = (0.9, 0.9, 0.9)
NAMES = ("Kalusto", "Koulutus", "Tilat", "Matkat")
# Fills by row, from 0 for the headings, and by column.
Fills = Mapping[tuple[int, int], RGB]
ALL = range(len(NAMES) + 1)


def found(
    folder: Path, *pages: tuple[Fills, Sequence[str]], heading_fill: RGB | None = None
) -> list[tuple[str, str, str]]:
    """The columns that are told, each with its message, of pages of a list.

    Args:
        folder: where to print.
        pages: the fills of each, and the amounts of its rows.
        heading_fill: that of the heading rows.
    """
    paper = Paper(folder / "list.pdf", PORTRAIT)
    for number, (fills, amounts) in enumerate(pages):
        for (row, column), fill in fills.items():
            top = TOP + row * ROW_HEIGHT
            paper.rectangle(BORDERS[column], top, BORDERS[column + 1], top + ROW_HEIGHT, fill=fill)
        rows = [
            DrawnRow((f"{number}.0{n}", name, amount))
            for n, (name, amount) in enumerate(zip(NAMES, amounts, strict=True), 1)
        ]
        draw_rows(paper, TOP, [DrawnRow(HEADING, fill=heading_fill, bold=True), *rows])
        paper.next_page()
    paper.save()
    return [
        (f.field, f.cell_ref, f"{f.details['count']} on {f.details['pages']}")
        for f in read_sample(paper.path, LIST).findings
        if f.check == "colour-only"
    ]


EMPTY = ("",) * len(NAMES)
AMOUNTS = "grants/heading/amount"


def test_fills_of_some_cells_of_an_empty_column_are_told(tmp_path: Path) -> None:
    fills = {(1, 2): GREEN, (2, 2): RED, (4, 2): GREEN}
    assert found(tmp_path, (fills, EMPTY)) == [("amount", AMOUNTS, "3 on 1")]


def test_fills_of_all_cells_in_several_colours_are_told(tmp_path: Path) -> None:
    fills = {(row, 2): GREEN if row % 2 else RED for row in ALL[1:]}
    assert found(tmp_path, (fills, EMPTY)) == [("amount", AMOUNTS, "4 on 1")]


def test_the_pages_of_the_filled_cells_are_told(tmp_path: Path) -> None:
    pages: list[tuple[Fills, Sequence[str]]] = [
        ({(1, 2): GREEN}, EMPTY),
        ({}, EMPTY),
        ({(2, 2): RED, (3, 2): RED}, EMPTY),
    ]
    assert found(tmp_path, *pages) == [("amount", AMOUNTS, "3 on 1, 3")]


def test_colours_beside_stripes_are_told(tmp_path: Path) -> None:
    stripes = {(row, column): GREY for row in (2, 4) for column in (0, 1, 2)}
    fills = {**stripes, (1, 2): GREEN, (2, 2): RED}
    assert found(tmp_path, (fills, EMPTY)) == [("amount", AMOUNTS, "2 on 1")]


@pytest.mark.parametrize(
    "fills",
    [
        {},
        {(row, column): GREY for row in (2, 4) for column in (0, 1, 2)},
        {(row, column): GREY for row in (1, 3) for column in (1, 2)},
        {(row, 2): GREY for row in ALL},
        {(row, 2): GREY for row in ALL[1:]},
        {(0, column): GREY for column in (0, 1, 2)},
        {(0, 2): RED},
    ],
    ids=["none", "stripes", "half stripes", "column", "its cells", "headings", "its heading"],
)
def test_stripes_shaded_columns_and_headings_are_no_sign(tmp_path: Path, fills: Fills) -> None:
    assert found(tmp_path, (fills, EMPTY)) == []


def test_fills_of_a_column_with_text_are_none(tmp_path: Path) -> None:
    fills = {(1, 2): GREEN, (2, 2): RED}
    assert found(tmp_path, (fills, ("1,00", "", "", ""))) == []
