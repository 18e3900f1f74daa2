"""The same facts on other layouts: the records are the same, and doubts are findings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from tests.printing.layout_papers import HIDDEN
from tests.support.command_line import ROOT, read_csv, run
from tests.support.empty_places import BoxOnPage, Evidence, astray, empty_places

LAYOUTS = ROOT / "tests" / "documents" / "layouts"
EXPECTED = ROOT / "tests" / "documents" / "paijat-hame"
TURNED_BY_CONTENT = "drawn-turned-by-content"
SAMPLES = {row["name"]: row for row in read_csv(LAYOUTS / "layouts.csv")}
FILES = ("services", "service_producers", "producer_by_tem_area")
# The same letter again so near, in points, is the same letter printed twice.
TWICE = 0.5
SOFT_HYPHEN = "\u00ad"
# Boxes are rounded to 0.1 point, and a letter may reach a little beyond its own.
REACH = 0.5
DRAWN_HYPHEN = "\u2010"


# What is printed again of a cell on the next page, and does not show there, is no value.
NOT_SHOWN = {"sheet-merged-down-horizontal-rules": "person.nuorten-monialaisen-tuen-yhteispalvelu"}


@pytest.fixture(scope="module", name="outputs", params=list(SAMPLES))
def built_sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of one sample."""
    name: str = request.param
    folder = tmp_path_factory.mktemp(name)
    completed = run("build", LAYOUTS / f"{name}.pdf", "--without-decisions", "--output", folder)
    assert (completed.returncode, completed.stderr) == (0, "")
    return folder / name


def test_records_are_the_expected_ones(outputs: Path) -> None:
    lost = NOT_SHOWN.get(outputs.name)
    for name in FILES[:2] if lost else FILES:
        wanted = read_csv(EXPECTED / f"{name}.csv")
        columns = list(wanted[0])
        found = [{c: row[c] for c in columns} for row in read_csv(outputs / f"{name}.csv")]
        if lost:
            found, wanted = (
                [r for r in rows if r["service_id"] != lost] for rows in (found, wanted)
            )
        assert found == wanted


def test_findings_are_the_expected_ones_and_those_the_layout_raises(outputs: Path) -> None:
    wanted = read_csv(EXPECTED / "findings.csv")
    columns = list(wanted[0])
    found = read_csv(outputs / "findings.csv")
    further = Counter(tuple(row[c] for c in columns) for row in found)
    further.subtract(Counter(tuple(row[c] for c in columns) for row in wanted))
    assert not [finding for finding, count in further.items() if count < 0]
    raised = set(filter(None, SAMPLES[outputs.name]["findings"].split(";")))
    assert {finding[0] for finding, count in further.items() if count > 0} == raised


def test_each_box_holds_exactly_the_letters_of_its_cell(outputs: Path) -> None:
    cells = read_csv(outputs / "cells.csv")
    with pdfplumber.open(LAYOUTS / f"{outputs.name}.pdf") as pdf:
        seen = {page.page_number: letters_seen(page) for page in pdf.pages}
        corners = {page.page_number: page.cropbox[:2] for page in pdf.pages}
    # The box of a slanted mark lies over other text.
    letters = {n: [letter for letter in page if not is_slanted(letter)] for n, page in seen.items()}
    marks = {n: [letter for letter in page if is_slanted(letter)] for n, page in seen.items()}
    cut = {id(letter) for cell in cells for letter in letters_cut(cell, letters)}
    letters = {n: [one for one in page if id(one) not in cut] for n, page in letters.items()}
    # The letters of the sample with unseen words leave those out.
    unseen = [letters_of(HIDDEN * number) for number in range(1, 9)]
    held: Counter[int] = Counter()
    for cell in cells:
        if cell["rule"] == "text-cut" or letters_of(cell["text"]) in unseen:
            continue
        mark = letters_of("".join(char["text"] for char in marks[int(cell["page"])]))
        if mark and not cell["table"] and letters_of(cell["text"]) == mark:
            continue
        x, y = corners[int(cell["page"])]
        left, right = (float(cell[side]) + x for side in ("x0", "x1"))
        top, bottom = (float(cell[side]) + y for side in ("top", "bottom"))
        inside = [
            letter
            for letter in letters[int(cell["page"])]
            if left - REACH <= (letter["x0"] + letter["x1"]) / 2 <= right + REACH
            and top - REACH <= (letter["top"] + letter["bottom"]) / 2 <= bottom + REACH
        ]
        assert letters_of("".join(char["text"] for char in inside)) == letters_of(cell["text"])
        held.update(map(id, inside))
    assert all(held[id(letter)] == 1 for page in letters.values() for letter in page)


def evidence(outputs: Path) -> Evidence:
    """What the outputs of a sample say of its cells."""
    return Evidence.of(outputs, turned=outputs.name == TURNED_BY_CONTENT)


def test_every_empty_cell_has_a_box_on_each_of_its_pages(outputs: Path) -> None:
    told = evidence(outputs)
    wanted = {place for place in empty_places() if place[0] != NOT_SHOWN.get(outputs.name)}
    boxes = {p: rows for p, rows in told.boxes().items() if p[0] != NOT_SHOWN.get(outputs.name)}
    assert boxes.keys() <= wanted
    assert wanted - boxes.keys() == wanted & told.left_out()
    pages = {row["service_id"]: row["pages"].split(";") for row in told.services}
    broken = told.broken()
    for (owner, _), rows in boxes.items():
        own = [row["page"] for row in rows]
        assert len(own) == len(set(own))
        assert set(own) <= set(pages.get(owner, own))
        assert len(own) == 1 or owner in broken or owner not in pages


def test_each_empty_cell_lies_between_its_neighbours(outputs: Path) -> None:
    assert list(evidence(outputs).misplaced()) == []


def test_no_letter_stands_in_an_empty_cell(outputs: Path) -> None:
    with pdfplumber.open(LAYOUTS / f"{outputs.name}.pdf") as pdf:
        letters = {page.page_number: letters_seen(page) for page in pdf.pages}
        corners = {page.page_number: page.cropbox[:2] for page in pdf.pages}
    told = evidence(outputs)
    cells = read_csv(outputs / "cells.csv")
    cut = {id(letter) for cell in cells for letter in letters_cut(cell, letters)}
    for row in told.empty:
        page = int(row["page"])
        box = BoxOnPage.of(row)
        inside = [letter for letter in letters[page] if box.holds(letter, *corners[page])]
        assert [c["text"] for c in inside if id(c) not in cut and not is_slanted(c)] == []


def test_each_finding_leads_to_a_cell_or_a_page_that_is_not_printed(outputs: Path) -> None:
    left_out = {"/".join(place) for place in evidence(outputs).left_out()}
    assert {row["cell_ref"] for row in astray(outputs)} <= left_out


def letters_cut(cell: dict[str, str], letters: dict[int, list[dict[str, Any]]]) -> list[Any]:
    """The letters of a word that is cut off, which lie over those of a cell: of one size each."""
    if cell["rule"] != "text-cut":
        return []
    by_size: dict[float, list[dict[str, Any]]] = {}
    for letter in letters[int(cell["page"])]:
        if letter["text"] in cell["text"] and letter["top"] < float(cell["bottom"]):
            by_size.setdefault(round(letter["size"], 1), []).append(letter)
    wanted = letters_of(cell["text"])
    same = (group for group in by_size.values())
    return next((g for g in same if letters_of("".join(one["text"] for one in g)) == wanted), [])


def letters_seen(page: pdfplumber.page.Page) -> list[dict[str, Any]]:
    """The letters of a page that a person sees, each once, spaces left out.

    A heading merged across columns is drawn on each of their pages, there beside the paper.
    """
    seen: list[dict[str, Any]] = []
    same: dict[str, list[dict[str, Any]]] = {}
    text = ""
    left, top, right, bottom = page.bbox
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (left <= x <= right and top <= y <= bottom):
            continue
        others = same.setdefault(char["text"], [])
        if char["text"].isspace() or any(is_again(char, other) for other in others):
            continue
        seen.append(char)
        others.append(char)
        text += char["text"]
        if text.endswith(HIDDEN):
            # The sample with unseen words draws this one, which nothing else has.
            del seen[-len(HIDDEN) :]
            text = ""
    return seen


def is_slanted(char: dict[str, Any]) -> bool:
    """Whether a letter runs neither along the page nor up or down it."""
    across, up = abs(char["matrix"][0]), abs(char["matrix"][1])
    return bool(min(across, up) > max(across, up) / 4)


def is_again(char: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a letter is printed over another."""
    return bool(abs(char["x0"] - other["x0"]) < TWICE and abs(char["top"] - other["top"]) < TWICE)


def letters_of(text: str) -> Counter[str]:
    """The letters and marks of a text, however they are drawn, without white space of any kind.

    Nor are there soft hyphens, or the sign that a browser draws for one; and a browser gives the
    text of its source for small capitals, which another library reads as large ones.
    """
    apart = unicodedata.normalize("NFKD", text.replace(SOFT_HYPHEN, "").replace(DRAWN_HYPHEN, ""))
    return Counter("".join(apart.casefold().split()))


def test_a_page_that_may_stand_beside_two_pages_is_an_error_and_no_guess(tmp_path: Path) -> None:
    # The last two pages of names have two rows each, of the same heights; their types have one.
    completed = run(
        "build",
        LAYOUTS / "drawn-five-groups-low-pages.pdf",
        "--without-decisions",
        "--output",
        tmp_path,
    )
    assert completed.returncode == 1
    assert "rows-unjoined: The rows of page 32" in completed.stderr
