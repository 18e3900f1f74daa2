"""How far apart words stand, and in how many rows, before columns were read as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper, text_width
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

SHAPES = ("columns-in-one", "words-apart", "rows-in-one")
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
TOP, NAME = 60.0, BORDERS[1] + BESIDE
# A text drawn over a row: its row, its distance from the name's left edge in points, and the text.
Beside = tuple[int, float, str]


def found(folder: Path, names: Sequence[str], texts: Sequence[Beside]) -> list[tuple[str, str]]:
    """The check and the value of each finding on the shape of a list with some names."""
    paper = Paper(folder / "list.pdf", PORTRAIT)
    rows = [DrawnRow((f"1.{n:02}", name, "1,00")) for n, name in enumerate(names)]
    draw_rows(paper, TOP, [HEADING, *rows])
    for row, distance, text in texts:
        paper.text(NAME + distance, TOP + (row + 1) * ROW_HEIGHT + BASELINE, text, SIZE)
    paper.save()
    findings = read_sample(paper.path, LIST).findings
    return [(f.check, f.value) for f in findings if f.check in SHAPES]


def beside(text: str, other: str, letters: float) -> float:
    """Where a text begins that stands so many letters after another one."""
    width = text_width(text, SIZE)
    letter = (width + text_width(other, SIZE)) / len(text + other)
    return width + letters * letter


@pytest.mark.parametrize(("letters", "is_apart"), [(1.8, False), (2.2, True)])
def test_words_stand_apart_where_two_letters_have_room(
    tmp_path: Path, letters: float, is_apart: bool
) -> None:
    place = beside("Kalusto", "muille", letters)
    expected = [("words-apart", "Kalusto muille")] if is_apart else []
    assert found(tmp_path, ["Kalusto", "Matkat"], [(0, place, "muille")]) == expected


@pytest.mark.parametrize(
    ("name", "other", "check"),
    [
        ("12", "34", "columns-in-one"),
        ("12,50", "–", "columns-in-one"),
        ("x", "34", "columns-in-one"),
        ("12", "€ 34", "columns-in-one"),
        ("12", "kpl", "words-apart"),
        # A sign before its number, and the number of an item of a list, stand apart for a reason.
        ("€", "34", ""),
        ("3.", "Kalusto", ""),
        ("•", "Kalusto", ""),
        ("2024.", "Kalusto", "words-apart"),
    ],
)
def test_figures_apart_are_of_two_columns(
    tmp_path: Path, name: str, other: str, check: str
) -> None:
    expected = [(check, f"{name} {other}")] if check else []
    assert found(tmp_path, [name, "Matkat"], [(0, 80.0, other)]) == expected


@pytest.mark.parametrize(("rows", "check"), [(2, "words-apart"), (3, "columns-in-one")])
def test_the_same_gap_in_three_rows_parts_two_columns(
    tmp_path: Path, rows: int, check: str
) -> None:
    names = [f"Kalusto {'abcd'[n]}" for n in range(4)]
    texts = [(n, 120.0, "muille") for n in range(rows)]
    results = found(tmp_path, names, texts)
    assert {name for name, _ in results} == {check}
    # Two columns in one are told once; words apart for each cell.
    assert len(results) == (1 if check == "columns-in-one" else rows)


def test_a_gap_that_as_many_rows_fill_parts_nothing(tmp_path: Path) -> None:
    names = ["Kalusto"] * 3 + ["Kalusto ja muut pienet hankinnat"] * 3
    texts = [(n, 90.0, f"muille {n}") for n in range(3)]
    assert {name for name, _ in found(tmp_path, names, texts)} == {"words-apart"}
    assert {name for name, _ in found(tmp_path, names[:5], texts)} == {"columns-in-one"}


@pytest.mark.parametrize(("letters", "check"), [(0.7, "words-apart"), (1.3, "columns-in-one")])
def test_gaps_of_several_rows_are_one_where_a_letter_has_room_in_all(
    tmp_path: Path, letters: float, check: str
) -> None:
    # The gap of the second name begins where that of the others has so many letters left.
    first, second = "Kalusto", "Kalusto ja pienet hankinnat"
    letter = (text_width(first, SIZE) + text_width("muille", SIZE)) / len(first + "muille")
    start = text_width(second, SIZE) + letters * letter
    texts = [(0, start, "muille"), (1, start + 60, "muille"), (2, start + 60, "muille")]
    names = [first, second, second]
    results = found(tmp_path, names, texts)
    assert {name for name, _ in results} == {check}


@pytest.mark.parametrize(
    ("lines", "shift", "is_found"),
    [(2, 0.0, False), (3, 0.0, True), (3, 1.0, True), (3, 2.0, False)],
)
def test_three_numbers_beside_three_names_are_rows(
    tmp_path: Path, lines: int, shift: float, is_found: bool
) -> None:
    paper = Paper(tmp_path / "list.pdf", PORTRAIT)
    # Rulings part the other rows, so that they are taken to part these too.
    others = [DrawnRow((f"1.0{n}", "Muu", "1,00")) for n in (7, 8, 9)]
    draw_rows(paper, TOP, [HEADING, DrawnRow(("", "", "1,00")), *others])
    size = 5.0
    for n in range(lines):
        y = TOP + ROW_HEIGHT + 5 + 5.5 * n
        paper.text(BORDERS[0] + BESIDE, y, f"1.0{n}", size)
        paper.text(NAME, y + shift, f"Avustus {'abc'[n]}", size)
    paper.save()
    findings = read_sample(paper.path, LIST).findings
    assert ("rows-in-one" in {f.check for f in findings}) == is_found


def test_words_of_which_some_are_no_figures_are_lines_of_one_cell(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "list.pdf", PORTRAIT)
    draw_rows(paper, TOP, [HEADING, DrawnRow(("", "", "1,00")), DrawnRow(("1.09", "Muu", "1,00"))])
    for n, number in enumerate(("1.01", "1.02", "ja")):
        y = TOP + ROW_HEIGHT + 5 + 5.5 * n
        paper.text(BORDERS[0] + BESIDE, y, number, 5.0)
        paper.text(NAME, y, f"Avustus {'abc'[n]}", 5.0)
    paper.save()
    assert "rows-in-one" not in {f.check for f in read_sample(paper.path, LIST).findings}
