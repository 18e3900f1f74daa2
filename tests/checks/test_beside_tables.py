"""Lines beside the rows of a table: which of them a rule sets aside, and which are a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.outputs.result import Result
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import (
    BASELINE,
    ROW_HEIGHT,
    SIZE,
    DrawnRow,
    Edits,
    draw_rows,
    read_sample,
)

HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
TOP, LEFT = 60.0, 4.0
# Rules that would set any number, and running text, aside.
RULES: Edits = {
    "grants.yaml": [
        (
            "\nset_aside:\n",
            "\nset_aside:\n  - {rule: running, where: repeated}\n"
            "  - {rule: number, where: outside, pattern: '\\d+'}\n",
        )
    ],
    "labels.yaml": [
        (
            "\nrules:\n",
            "\nrules:\n  running: {fi: Toistuva, en: Running text}\n"
            "  number: {fi: Numero, en: Number}\n",
        )
    ],
}


def listed(folder: Path, texts: Sequence[str], rows: int = 0, pages: int = 1) -> Result:
    """A list of grants with texts at the left of its rows.

    Args:
        folder: where to print.
        texts: at the left of the first rows.
        rows: of the list, where not as many.
        pages: with the same texts.
    """
    paper = Paper(folder / "list.pdf", (PORTRAIT[0] + 100, PORTRAIT[1]))
    for page in range(pages):
        grants = [
            DrawnRow((f"{page + 1}.{n:02}", f"Avustus {n}", "1,00"))
            for n in range(rows or len(texts))
        ]
        draw_rows(paper, TOP, [HEADING, *grants])
        for n, text in enumerate(texts):
            paper.text(LEFT, TOP + (n + 1) * ROW_HEIGHT + BASELINE, text, SIZE / 2)
        paper.next_page()
    paper.save()
    return read_sample(paper.path, LIST, RULES)


def outside(result: Result) -> list[str]:
    """The lines outside the tables that are findings."""
    return [f.value for f in result.findings if f.check == "text-outside-tables"]


def is_column(result: Result) -> bool:
    """Whether a column is said to stand beside the table."""
    return any(f.check == "column-beside" for f in result.findings)


NAMES = ("Espoo", "Vantaa", "Lahti", "Turku")


@pytest.mark.parametrize("count", [2, 3])
def test_three_names_beside_three_rows_are_a_column(tmp_path: Path, count: int) -> None:
    result = listed(tmp_path, NAMES[:count])
    assert outside(result) == sorted(NAMES[:count])
    assert is_column(result) == (count == 3)


def test_one_row_without_a_name_is_enough_to_be_none(tmp_path: Path) -> None:
    assert not is_column(listed(tmp_path, NAMES[:3], rows=4))


@pytest.mark.parametrize(("words", "is_name"), [(3, True), (5, False)])
def test_texts_of_many_words_are_prose(tmp_path: Path, words: int, is_name: bool) -> None:
    texts = [" ".join([letter] * words) for letter in "abc"]
    assert is_column(listed(tmp_path, texts)) == is_name


@pytest.mark.parametrize(
    ("texts", "are_aside"),
    [
        (("7", "8", "9"), True),
        (("7", "9", "8"), False),
        (("2021", "2022", "2023"), False),
        (("12",), True),
    ],
)
def test_numbers_beside_rows_are_set_aside_only_where_they_count_them(
    tmp_path: Path, texts: Sequence[str], are_aside: bool
) -> None:
    result = listed(tmp_path, texts, rows=3)
    assert outside(result) == ([] if are_aside else sorted(texts))


def test_the_same_names_beside_the_rows_of_two_pages_are_no_running_text(tmp_path: Path) -> None:
    result = listed(tmp_path, NAMES, pages=2)
    assert set(outside(result)) == set(NAMES)
    assert is_column(result)
