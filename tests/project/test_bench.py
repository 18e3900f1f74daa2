"""What `make bench REAL=FOLDER` prints of real documents with known cells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.schema.consistency import load_checked_schema
from tests.support.command_line import ROOT, Desk
from tests.support.reading import read, read_document
from tools.bench import large_documents, real_tables
from tools.bench.processor import ProcessorTimes
from tools.bench.review_page import taken_apart, taken_times

# The cells of docs/reading.pdf as it is seen: row, column, last row, last column, text.
HEADINGS = [
    *([0, 1, 0, 2, "Staff"], [0, 3, 0, 4, "Costs"], [1, 0, 1, 0, "Unit"], [1, 1, 1, 1, "2023"]),
    *([1, 2, 1, 2, "2024"], [1, 3, 1, 3, "Planned"], [1, 4, 1, 4, "Actual"]),
]
ROWS = (
    ("Advice and guidance", "12", "14", "1,200", "1,150"),
    ("Services for employers", "8", "8", "940", "985"),
    ("Services for people who are new in the country", "5", "6", "610", "590"),
    ("Coaching", "9", "–", "720", "700"),
    ("All units", "34", "28", "3,470", "3,425"),
)
CELLS = HEADINGS + [
    [row, column, row, column, text]
    for row, texts in enumerate(ROWS, 2)
    for column, text in enumerate(texts)
]


def bench(
    folder: Path,
    cells: list[list[object]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> list[str]:
    """The lines that are printed of a page with known cells."""
    for name in ("pdf", "expected"):
        (folder / name).mkdir()
    shutil.copy(ROOT / "docs" / "reading.pdf", folder / "pdf" / "units.pdf")
    known = {"alternatives": [[{"page": 1, "cells": cells}]]}
    (folder / "expected" / "units.json").write_text(json.dumps(known), encoding="utf-8")
    monkeypatch.setattr(real_tables, "ROUNDS", 1)
    real_tables.main(folder)
    return capsys.readouterr().out.splitlines()


def test_a_page_that_is_read_right_has_all_its_cells_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = bench(tmp_path, list(CELLS), monkeypatch, capsys)
    assert "not ruled, peer by text" in lines
    (own,) = (line.split() for line in lines if line.startswith("units"))
    assert (own[1], own[-2:]) == ("1", ["32", "100.0%"])
    assert lines[-1] == "32 of 32 cells in order: 100.0%"


def test_cells_that_differ_or_stand_elsewhere_are_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Another text in a cell, and the last two rows the other way round.
    changed = [[*cell[:4], "Aid" if cell[4] == "Coaching" else cell[4]] for cell in CELLS]
    swapped = [[{5: 6, 6: 5}.get(int(str(c[0])), c[0]), *c[1:]] for c in changed]
    lines = bench(tmp_path, swapped, monkeypatch, capsys)
    assert lines[-1] == "27 of 32 cells in order: 84.4%"


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"pdf/NAME\.pdf"):
        real_tables.main(tmp_path)


def test_large_documents_are_taken_the_whole_way(tmp_path: Path) -> None:
    for draw, count, cells in (
        (large_documents.draw_pages, 2, 2 * 4 * large_documents.ROWS_OF_PAGE),
        (large_documents.draw_unruled, 2, 2 * 4 * large_documents.ROWS_OF_PAGE),
        (large_documents.draw_groups, 4, 2 * 4 * large_documents.ROWS_OF_PAGE),
        (large_documents.draw_grid, 100, 90),
    ):
        pdf, folder = tmp_path / "large.pdf", tmp_path / draw.__name__
        draw(pdf, count)
        measured = large_documents.measure(pdf, folder)
        assert (folder / "document.yaml").is_file()
        assert measured.line(count).split()[0] == str(count)
        assert measured.steps.keys() == set(large_documents.STEPS)
        assert min(measured.steps.values()) > 0
        result = read(pdf, read_document(pdf), load_checked_schema(folder))
        names = len(result.records.frame)
        assert names * (len(result.printed.text.columns)) == cells
        assert {finding.check for finding in result.findings} <= {"joined-by-order"}


def test_a_step_within_another_is_counted_apart() -> None:
    times = ProcessorTimes()
    with times.step("outer"), times.step("inner"):
        sum(range(1_000_000))
    assert 0 <= times.seconds["outer"] < times.seconds["inner"] / 5


def test_a_review_page_shows_as_much_as_is_wanted(built: Desk) -> None:
    once = taken_apart(built.page.read_text(encoding="utf-8"))
    more = taken_times(once, 5, 2)
    keys = more.data["records"]["keys"]
    assert len(set(keys)) == len(keys) == 5 * len(once.data["records"]["keys"])
    assert len(more.pictures) == 2 * len(once.pictures) > 0
    assert set(more.pictures) <= set(more.data["pages"])
    boxes = [box for own in more.data["boxes"] for box in own]
    assert len(boxes) == 5 * sum(map(len, once.data["boxes"]))
    assert {str(box[1]) for box in boxes} <= set(more.data["pages"])
    assert len(more.data["findings"]) == 5 * len(once.data["findings"])
    for column in more.data["records"]["values"]:
        assert len(column["at"]) == len(keys)
    for cross in more.data["crosses"]:
        counted = {record for _, _, record, _ in cross["members"]}
        assert len(counted) == int(cross["total"])
        for place, row in enumerate(cross["counts"]):
            behind = [(c, record) for r, c, record, _ in cross["members"] if r == place]
            assert [len({r for c, r in behind if c == n}) for n in range(len(row))] == [
                *map(int, row)
            ]
