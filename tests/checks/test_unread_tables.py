"""Lines outside the tables: which of them are a table that was not read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper, text_width
from tests.support.small_lists import SIZE, DrawnRow, Edits, draw_rows, read_sample

HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
TABLE_TOP, TOP, PITCH = 500.0, 60.0, 14.0
# The left edges of the texts of a line.
PLACES = (60.0, 220.0, 330.0)
# Text that is the same on several pages is set aside as running text.
RUNNING: Edits = {
    "grants.yaml": [("\nset_aside:\n", "\nset_aside:\n  - {rule: running, where: repeated}\n")],
    "labels.yaml": [("\nrules:\n", "\nrules:\n  running: {fi: Toistuva, en: Running text}\n")],
}
ROWS = [("Espoo", "305,2", "12"), ("Vantaa", "239,1", "9"), ("Lahti", "120,0", "31")]


def unread(
    folder: Path,
    lines: Sequence[Sequence[str]],
    pitch: float = PITCH,
    shifts: Sequence[float] = (),
    pages: int = 1,
) -> list[str]:
    """The values of the findings on tables that were not read, of lines above a table.

    Args:
        folder: where to print.
        lines: their texts, each at its place.
        pitch: from one to the next, in points.
        shifts: how much further to the right the texts of each line stand but the first.
        pages: on how many pages they stand.
    """
    paper = Paper(folder / "list.pdf", PORTRAIT)
    for page in range(pages):
        for n, texts in enumerate(lines):
            shift = shifts[n] if shifts else 0.0
            for column, (text, x) in enumerate(zip(texts, PLACES, strict=False)):
                paper.text(x + (shift if column else 0), TOP + n * pitch, text, SIZE)
        draw_rows(paper, TABLE_TOP, [HEADING, DrawnRow((f"1.0{page}", "Kalusto", "1,00"))])
        paper.next_page()
    paper.save()
    findings = read_sample(paper.path, LIST, RUNNING).findings
    return [f.value for f in findings if f.check == "table-not-read"]


@pytest.mark.parametrize("count", [2, 3])
def test_three_lines_with_figures_below_each_other_are_a_table(tmp_path: Path, count: int) -> None:
    # They are set aside as the introduction, which must not hide a table.
    assert unread(tmp_path, ROWS[:count]) == (["Espoo 305,2 12"] if count == 3 else [])


TEXTS: dict[str, Sequence[Sequence[str]]] = {
    "prose in two columns": [
        ("Avustuksia haettiin", "Vuonna 2023 niitä"),
        ("aiempaa enemmän, ja", "myönnettiin 305, ja"),
        ("niitä myönnettiin 12.", "vuonna 2024 vain 9."),
        ("Muita oli 9 kunnassa.", "Loput 31 hylättiin."),
    ],
    "a table of contents": [
        ("Johdanto", "1"),
        ("Hakijat", "3"),
        ("Päätökset", "3"),
        ("Loput", "8"),
    ],
    "a table of contents with leaders": [
        ("Johdanto ..........................", "9"),
        ("Hakijat ............................", "4"),
        ("Päätökset .....................", "3"),
    ],
    "a form": [("Nimi _______", "12"), ("Osoite ______", "34"), ("Puhelin ______", "56")],
    "signatures": [
        ("Lahti 12.3.2024", "Espoo 13.3.2024"),
        ("Maija Mallikas", "Matti Mallikas"),
        ("kunnanjohtaja", "hallintojohtaja"),
    ],
    "a list": [("1.", "Kalusto"), ("2.", "Matkat"), ("3.", "Palkat"), ("4.", "Muut")],
    "the axes of a chart": [("300", "30"), ("200", "20"), ("100", "10")],
    "an address": [
        ("Mallikunta", "Puhelin 09 1234 567"),
        ("Malliraitti 1", "Faksi 09 1234 568"),
        ("00100 Mallila", "www.example.org"),
    ],
}


@pytest.mark.parametrize("lines", TEXTS.values(), ids=TEXTS)
def test_text_that_only_stands_side_by_side_is_none(
    tmp_path: Path, lines: Sequence[Sequence[str]]
) -> None:
    assert unread(tmp_path, lines) == []


def test_page_numbers_that_go_down_are_no_contents(tmp_path: Path) -> None:
    assert unread(tmp_path, [("Espoo", "9"), ("Vantaa", "4"), ("Lahti", "3")]) == ["Espoo 9"]


def test_running_text_is_none(tmp_path: Path) -> None:
    assert unread(tmp_path, ROWS, pages=2) == []


@pytest.mark.parametrize(("heights", "is_table"), [(2.4, True), (3.6, False)])
def test_lines_of_a_table_are_not_far_below_each_other(
    tmp_path: Path, heights: float, is_table: bool
) -> None:
    # What is left between two lines, besides the line itself.
    pitch = SIZE * (heights + 1)
    assert bool(unread(tmp_path, ROWS, pitch=pitch)) == is_table


@pytest.mark.parametrize(("shift", "is_table"), [(2.0, True), (4.0, False)])
def test_figures_of_a_table_stand_below_each_other(
    tmp_path: Path, shift: float, is_table: bool
) -> None:
    lines = [("Espoo", "305"), ("Vantaa", "239"), ("Lahti", "120")]
    assert len({text_width(number, SIZE) for _, number in lines}) == 1
    assert bool(unread(tmp_path, lines, shifts=(0.0, shift, -shift))) == is_table
