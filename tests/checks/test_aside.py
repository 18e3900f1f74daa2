"""Words that are no value: each is told with its cell, and counted with the words read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.outputs.result import Result, balances
from pipeline.pages.model import Page, Word
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper, text_width
from tests.support.reading import read, read_document
from tests.support.small_lists import BESIDE, BORDERS, SIZE, DrawnRow, draw_rows

HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
TOP, NOTE = 100.0, 300.0
SCHEMA = load_checked_schema(LIST / "schemas")
# Where the first letter of the names stands.
NAMES = BORDERS[1] + BESIDE


class MarkedList(Paper):
    """A list in which a small raised digit follows some texts."""

    marks: dict[str, str]

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        super().text(x, baseline, text, size, bold)
        if text in self.marks:
            after = x + text_width(text, size, bold)
            super().text(after, baseline - 0.35 * size, self.marks[text], 0.6 * size, bold)


def marked_list(folder: Path, marks: dict[str, str]) -> Paper:
    """A list of two grants, and a line below it, with marks beside some of their texts."""
    paper = MarkedList(folder / "list.pdf", PORTRAIT)
    paper.marks = marks
    rows = [
        DrawnRow(("", "Kirjastot", ""), bold=True),
        DrawnRow(("2.01", "Kalusto", "1 200,00")),
        DrawnRow(("2.02", "Koulutus", "300,50")),
    ]
    draw_rows(paper, TOP, [HEADING, *rows])
    paper.text(BORDERS[0], NOTE, "Arvio", SIZE)
    paper.save()
    return paper


def result_of(paper: Paper) -> Result:
    return read(paper.path, read_document(paper.path), SCHEMA)


def aside(result: Result) -> list[tuple[str, str, str, str]]:
    """Reference, record, field and text of what is no value."""
    items = [item for item in result.items if item.aside]
    assert {item.fate for item in items} <= {"set_aside"}
    assert all(item.rule == item.aside for item in items)
    return [(item.cell_ref, ";".join(item.keys), item.field, item.text) for item in items]


def findings(result: Result, check: str) -> list[tuple[str, str, str]]:
    """Reference, value and English message of the findings of a check."""
    return [
        (f.cell_ref, f.value, f.message(SCHEMA, "en")) for f in result.findings if f.check == check
    ]


@pytest.fixture(name="plain", scope="module")
def plain_list(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return result_of(marked_list(tmp_path_factory.mktemp("plain"), {}))


def test_marks_beside_numbers_names_codes_and_headings_change_no_record(
    tmp_path: Path, plain: Result
) -> None:
    marks = {"1 200,00": "2", "2.02": "1", "Koulutus": "a", "Nimi": "1", "Kirjastot": "3"}
    result = result_of(marked_list(tmp_path, marks))
    assert result.records.frame.equals(plain.records.frame)
    assert aside(plain) == []
    assert aside(result) == [
        ("grants/heading/name", "", "name", "1"),
        ("grants/section/kirjastot", "", "chapter", "3"),
        ("2-01/amount", "2-01", "amount", "2"),
        ("2-02/number", "2-02", "number", "1"),
        ("2-02/name", "2-02", "name", "a"),
    ]
    found = findings(result, "footnote-mark")
    assert sorted(ref for ref, _, _ in found) == sorted(ref for ref, *_ in aside(result))
    (message,) = (message for ref, _, message in found if ref == "2-01/amount")
    assert "“1 200,00”" in message
    assert "“2”" in message


def test_a_mark_has_a_box_of_its_own(tmp_path: Path) -> None:
    result = result_of(marked_list(tmp_path, {"Kalusto": "1"}))
    (mark,) = (item for item in result.items if item.aside)
    (cell,) = (item for item in result.items if item.cell_ref == "2-01/name" and not item.aside)
    assert (mark.table, mark.row, mark.column) == (cell.table, cell.row, cell.column)
    assert mark.box.x0 == pytest.approx(cell.box.x1, abs=0.1)
    assert result.items.index(mark) == result.items.index(cell) + 1


def test_words_that_are_no_value_are_counted_as_words_alone(tmp_path: Path, plain: Result) -> None:
    result = result_of(marked_list(tmp_path, {"1 200,00": "2", "Arvio": "2"}))
    words, cells, lines = balances(result)
    before = balances(plain)
    assert (words.read, words.set_aside) == (before[0].read + 2, before[0].set_aside + 2)
    assert [cells, lines] == before[1:]
    assert findings(result, "words-lost") == []


def test_a_mark_outside_the_tables_is_told_as_a_line_is(tmp_path: Path) -> None:
    result = result_of(marked_list(tmp_path, {"Arvio": "2"}))
    assert aside(result) == [("p1/2", "", "", "2")]
    ((ref, value, message),) = findings(result, "footnote-mark")
    assert (ref, value) == ("p1/2", "2")
    assert "“Arvio”" in message


def with_hidden(folder: Path, *places: tuple[str, float, float]) -> Result:
    """The list, with words that do not show at some places."""
    pdf = marked_list(folder, {}).path
    document = read_document(pdf)
    (page,) = document.pages
    box = page.words[0].box
    hidden = [
        Word(1000 + n, text, replace(box, x0=x, x1=x + 20, top=top, bottom=top + 9), False,
             aside="text-hidden")
        for n, (text, x, top) in enumerate(places)
    ]  # fmt: skip
    changed: Page = replace(page, aside=tuple(hidden))
    return read(pdf, replace(document, pages=(changed,)), SCHEMA)


def test_words_that_do_not_show_are_told_together_by_cell(tmp_path: Path, plain: Result) -> None:
    row = TOP + 2 * 18 + 4
    result = with_hidden(
        tmp_path, ("salainen", NAMES + 80, row), ("nimi", NAMES + 110, row), ("Matti", NAMES, NOTE)
    )
    assert result.records.frame.equals(plain.records.frame)
    found = findings(result, "text-hidden")
    assert {(ref, value) for ref, value, _ in found} == {
        ("2-01/name", "salainen nimi"),
        ("p1/2", "Matti"),
    }
    assert all("page 1" in message and "redaction" in message for *_, message in found)
    assert findings(result, "words-lost") == []


def test_a_word_that_does_not_show_in_an_empty_cell_is_told_with_that_cell(tmp_path: Path) -> None:
    result = with_hidden(tmp_path, ("salainen", BORDERS[2] + 4, TOP + 18 + 4))
    ((ref, value, _),) = findings(result, "text-hidden")
    assert (ref.split("/")[:2], value) == (["grants", "section"], "salainen")


def test_struck_words_stay_in_the_value_and_are_told(tmp_path: Path, plain: Result) -> None:
    pdf = marked_list(tmp_path, {}).path
    document = read_document(pdf)
    (page,) = document.pages
    words = tuple(replace(w, struck=w.text in ("1", "200,00", "Arvio")) for w in page.words)
    result = read(pdf, replace(document, pages=(replace(page, words=words),)), SCHEMA)
    assert result.records.frame.equals(plain.records.frame)
    assert {(ref, value) for ref, value, _ in findings(result, "text-struck")} == {
        ("2-01/amount", "1 200,00"),
        ("p1/1", "Arvio"),
    }
