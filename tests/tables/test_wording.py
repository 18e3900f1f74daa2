"""Words broken by a narrow column: rejoined where proved, doubted otherwise."""

from __future__ import annotations

from pipeline.grids.model import Cell, Line
from pipeline.pages.geometry import Box
from pipeline.pages.model import Word
from pipeline.schema.consistency import load_checked_schema
from pipeline.tables.cell_text import CellTexts
from tests.support.command_line import SCHEMAS

SCHEMA = load_checked_schema(SCHEMAS)
LETTER, PITCH, MARGIN = 5.0, 11.0, 2.0


def cell(*lines: str, letters: int) -> Cell:
    """A cell as wide as a number of letters, all letters being of one width."""
    printed = []
    for number, text in enumerate(lines):
        words: list[Word] = []
        x, top = MARGIN, number * PITCH
        for part in text.split():
            width = LETTER * len(part)
            box = Box(x, top, x + width, top + PITCH)
            words.append(Word(len(words), part, box, bold=False))
            x += width + LETTER
        printed.append(Line(tuple(words)))
    box = Box(0, 0, letters * LETTER + 2 * MARGIN, len(lines) * PITCH)
    return Cell(0, 0, 1, 1, box, tuple(printed))


def text(*lines: str, letters: int, elsewhere: tuple[Cell, ...] = ()) -> str:
    broken = cell(*lines, letters=letters)
    return CellTexts([broken, *elsewhere], SCHEMA).text([broken])


def test_a_word_of_the_vocabulary_is_rejoined() -> None:
    assert text("Lakisääteine", "n", letters=12) == "Lakisääteinen"
    assert text("Lakisääteine", "n (HVA)", letters=12) == "Lakisääteinen (HVA)"


def test_a_word_broken_over_three_lines_is_rejoined() -> None:
    assert text("viitearkki", "tehtuuriss", "a", letters=10) == "viitearkkitehtuurissa"


def test_a_word_known_from_elsewhere_in_the_document_is_rejoined() -> None:
    elsewhere = (cell("pienten yhteispalvelukokeilu", letters=40),)
    lines = ("yhteispalvel", "ukokeilu alkaa")
    assert text(*lines, letters=12, elsewhere=elsewhere) == "yhteispalvelukokeilu alkaa"


def test_without_proof_it_stays_apart_and_is_doubted() -> None:
    broken = cell("yhteispalvel", "ukokeilu alkaa", letters=12)
    wording = CellTexts([broken], SCHEMA)
    assert wording.text([broken]) == "yhteispalvel ukokeilu alkaa"
    assert wording.doubts([broken]) == ["yhteispalvel ukokeilu"]


def test_a_line_with_room_left_ends_with_a_whole_word() -> None:
    loose = cell("Lakisääteine", "n", letters=20)
    wording = CellTexts([loose], SCHEMA)
    assert wording.text([loose]) == "Lakisääteine n"
    assert wording.doubts([loose]) == []


def test_known_words_side_by_side_are_two_words() -> None:
    elsewhere = (cell("kuntien palvelut alueella", letters=40),)
    full = cell("palvelut", "alueella", letters=8)
    wording = CellTexts([full, *elsewhere], SCHEMA)
    assert wording.text([full]) == "palvelut alueella"
    assert wording.doubts([full]) == []


def test_a_new_word_in_capitals_is_no_piece() -> None:
    full = cell("Etsivätyö", "Nuoriso", letters=9)
    assert CellTexts([full], SCHEMA).doubts([full]) == []


def test_a_full_line_before_a_closing_sign_is_broken_there() -> None:
    assert text("(uudelleen", ") alkaa", letters=10) == "(uudelleen) alkaa"


def test_where_all_lines_are_full_words_are_broken_after_others_too() -> None:
    broken = cell("ja yhteispal", "velukokeilui", "hin", letters=12)
    assert CellTexts([broken], SCHEMA).doubts([broken])


def test_where_words_are_broken_anywhere_a_line_with_room_for_a_thin_letter_is_doubted_too() -> (
    None
):
    full = tuple(cell(f"sanaa{n} pala", f"sta{n}", letters=11) for n in range(8))
    loose = cell("oma (kehit", "misyhtiö)", letters=12)
    wording = CellTexts([*full, loose], SCHEMA)
    assert wording.doubts([loose]) == ["oma (kehit misyhtiö)"]
    assert CellTexts([loose], SCHEMA).doubts([loose]) == []
