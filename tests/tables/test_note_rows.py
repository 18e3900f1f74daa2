"""Rows that are no records: notes in a table, and rows that a rule sets aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.checks.fates import evidence_frame
from pipeline.errors import SchemaError
from pipeline.outputs.result import Result
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, PORTRAIT
from tests.support.drawing import Paper
from tests.support.small_lists import (
    BASELINE,
    BESIDE,
    BORDERS,
    NO_EDITS,
    ROW_HEIGHT,
    SIZE,
    DrawnRow,
    Edits,
    draw_rows,
    read_grants,
    read_sample,
)

TOP = 60.0
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
ASIDE: Edits = {
    "grants.yaml": [
        ("\nset_aside:\n", "\nset_aside:\n  - {rule: reported, where: row, pattern: 'Ennen.*'}\n")
    ],
    "labels.yaml": [("\nrules:\n", "\nrules:\n  reported: {fi: Ennen, en: Reported before}\n")],
}


def merged(
    folder: Path,
    text: str,
    size: float = SIZE,
    bold: bool = False,
    last: bool = False,
    whole: bool = True,
) -> Result:
    """A list of grants with a row that is merged, between two grants or last.

    Args:
        folder: where to print.
        text: of the row, above the column of names.
        size: of its type.
        bold: whether its type is.
        last: whether it stands below all grants.
        whole: whether it is merged over all columns, and not from the names on.
    """
    paper = Paper(folder / "list.pdf", PORTRAIT)
    grants = [DrawnRow((f"2.0{n}", f"Avustus {n}", "100,00")) for n in (1, 2, 3)]
    place = 3 if last else 2
    grants.insert(place, DrawnRow((), merged=not whole, whole=whole))
    rows = [HEADING, *grants]
    upper = TOP + ROW_HEIGHT * (place + 1)
    draw_rows(paper, TOP, rows)
    paper.text(BORDERS[1] + BESIDE, upper + BASELINE, text, size, bold)
    paper.save()
    return read_sample(paper.path, LIST)


def notes(result: Result) -> list[str]:
    """The values of the findings on notes."""
    return [f.value for f in result.findings if f.check == "note-in-table"]


BEGINNINGS = {
    "Huom. Luvut ovat arvioita": True,
    "Huomautus: luvut ovat arvioita": True,
    "Lähde: avustusten rekisteri": True,
    "Note: these are estimates": True,
    "NOTE 2: these are estimates": True,
    "Sources: the register": True,
    "* Arvio": True,
    "Lähdeveden tutkimus": False,
    "Notes from the field": False,
    "Huomattavat avustukset": False,
}


@pytest.mark.parametrize(("text", "is_note"), BEGINNINGS.items(), ids=BEGINNINGS)
def test_a_row_that_begins_as_notes_do_is_one(tmp_path: Path, text: str, is_note: bool) -> None:
    result = merged(tmp_path, text, whole=False)
    assert notes(result) == ([text] if is_note else [])
    sections = list(result.records.frame["chapter"])
    # Merged, any other row is the heading of those below it.
    assert sections == ["", "", "" if is_note else text]


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        ("Luvut ovat vain arvioita.", True),
        ("Luvut ovat vain arvioita", False),
        ("Avustukset ym.", False),
        ("Avustukset, tuet ym.", False),
    ],
)
def test_a_merged_row_that_is_a_sentence_is_a_note(
    tmp_path: Path, text: str, is_note: bool
) -> None:
    assert notes(merged(tmp_path, text)) == ([text] if is_note else [])


def test_a_bold_sentence_is_a_heading(tmp_path: Path) -> None:
    assert notes(merged(tmp_path, "Luvut ovat vain arvioita.", bold=True)) == []


@pytest.mark.parametrize(("size", "is_note"), [(7.5, True), (8.5, False)])
def test_a_merged_row_in_smaller_type_is_a_note(tmp_path: Path, size: float, is_note: bool) -> None:
    assert bool(notes(merged(tmp_path, "Luvut arvioita", size=size))) == is_note


def test_a_merged_row_below_all_others_heads_nothing(tmp_path: Path) -> None:
    result = merged(tmp_path, "Kirjastot", last=True)
    assert notes(result) == ["Kirjastot"]
    assert list(result.records.frame["chapter"]) == ["", "", ""]


def test_a_known_section_is_no_note(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "list.pdf", PORTRAIT)
    grant = DrawnRow(("2.01", "Avustus 1", "100,00"))
    draw_rows(paper, TOP, [HEADING, DrawnRow(("", "Huom. muut", "")), grant])
    paper.save()
    edits: Edits = {"grants.yaml": [("  - table: grants\n",
        "  - table: grants\n    sections: ['Huom. muut']\n")]}  # fmt: skip
    assert list(read_sample(paper.path, LIST, edits).records.frame["chapter"]) == ["Huom. muut"]


def test_a_schema_says_how_its_notes_begin(tmp_path: Path) -> None:
    rows = [("1.01", "Kalusto", "1,00"), ("", "Obs! Uppskattning", ""), ("1.02", "Muu", "2,00")]
    own: Edits = {"grants.yaml": [("\nset_aside:\n", "\nnotes: ['Obs!']\n\nset_aside:\n")]}
    assert notes(read_grants(tmp_path, rows, own)) == ["Obs! Uppskattning"]


def aside(folder: Path, rows: Sequence[tuple[str, str, str]], edits: Edits) -> Result:
    """A list of grants whose schema may set rows aside."""
    return read_grants(folder, rows, edits)


PREVIOUS = ("", "Ennen ilmoitettu", "5,00")
GRANTS = [("1.01", "Kalusto", "1,00"), PREVIOUS, ("1.02", "Muu", "2,00")]


def test_a_rule_sets_rows_aside_by_their_first_text(tmp_path: Path) -> None:
    result = aside(tmp_path, GRANTS, ASIDE)
    assert list(result.records.frame["name"]) == ["Kalusto", "Muu"]
    cells = evidence_frame(result.items, result.schema, {})
    own = cells[cells["rule"] == "reported"]
    assert list(own["text"]) == ["Ennen ilmoitettu", "5,00"]
    assert set(own["fate"]) == {"set_aside"}
    reference = "grants/aside/ennen-ilmoitettu"
    assert list(own["cell_ref"]) == [f"{reference}/name", f"{reference}/amount"]


def test_without_the_rule_or_with_another_text_the_row_is_a_record(tmp_path: Path) -> None:
    plain = aside(tmp_path, GRANTS, NO_EDITS)
    assert list(plain.records.frame["name"]) == ["Kalusto", "Ennen ilmoitettu", "Muu"]


def test_the_pattern_is_the_whole_first_text(tmp_path: Path) -> None:
    rows = [("1.01", "Kalusto", "1,00"), ("", "Avustus ennen ja nyt", "5,00")]
    assert len(aside(tmp_path, rows, ASIDE).records.frame) == 2


def test_the_same_row_set_aside_again_has_a_reference_of_its_own(tmp_path: Path) -> None:
    result = aside(tmp_path, [*GRANTS, PREVIOUS], ASIDE)
    references = [item.cell_ref for item in result.items if item.rule == "reported"]
    assert len(set(references)) == len(references) == 4


def test_a_rule_for_rows_needs_a_pattern(tmp_path: Path) -> None:
    edits: Edits = {
        "grants.yaml": [("\nset_aside:\n", "\nset_aside:\n  - {rule: reported, where: row}\n")],
        "labels.yaml": ASIDE["labels.yaml"],
    }
    with pytest.raises(SchemaError, match="reported: where: row needs a pattern"):
        read_sample(tmp_path / "list.pdf", LIST, edits)
