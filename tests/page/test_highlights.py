"""What is highlighted on the pictures of the pages is the cell, the whole cell, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.printing.appendix import transcription
from tests.printing.print_other_tables import CONTRACTS, contract_rows, contracts
from tests.support.browser import ShownBox, Viewer, boxes
from tests.support.command_line import REAL_PDF, ROOT, Desk, read_csv, run
from tests.support.empty_places import COLUMN_OF_FIELD
from tests.support.letters import SeenLetter, letters_in, letters_in_text, letters_of_pages

LAYOUTS = ROOT / "tests" / "documents" / "layouts"
# Points by which a box may differ from what the page says of it: half of what it is rounded to.
ROUNDING = 0.05
Cells = dict[tuple[str, str], list[ShownBox]]


def printed_cells(keys: list[str]) -> dict[tuple[str, str], str]:
    """The text of each cell, copied from the document by hand, by record and field."""
    rows = [row for row in transcription() if row["kind"] == "service"]
    widths = {"person": 8, "employer": 5}
    return {
        (key, field): row[column]
        for key, row in zip(keys, rows, strict=True)
        for field, column in list(COLUMN_OF_FIELD.items())[: widths[row["table"]]]
    }


def cells_shown(tab: Page, keys: list[str]) -> Cells:
    """The boxes of each cell, by record and field, with every record opened in turn."""
    found: Cells = {}
    for key in keys:
        tab.click(f'#records .record[data-key="{key}"]')
        tab.locator(f'#records .record[data-key="{key}"][aria-current=true]').wait_for()
        for box in boxes(tab):
            found.setdefault((key, box.field), []).append(box)
    return found


def keys_of(records: Path) -> list[str]:
    """The identifiers of the records in a CSV file, in its first column."""
    return [next(iter(row.values())) for row in read_csv(records)]


def check_letters(
    found: Cells, texts: dict[tuple[str, str], str], letters: dict[int, list[SeenLetter]]
) -> None:
    """Each cell has boxes, and they hold the letters of its text."""
    assert set(found) == set(texts)
    for place, text in texts.items():
        held = sum(
            (letters_in(letters[box.page], [box.place]) for box in found[place]),
            start=letters_in_text(""),
        )
        assert (place, held) == (place, letters_in_text(text))
        for box in found[place]:
            assert box.place == pytest.approx(box.said, abs=ROUNDING)


def test_each_highlight_holds_the_letters_of_its_cell(viewer: Viewer, real: Desk) -> None:
    keys = keys_of(real.outputs / "services.csv")
    found = cells_shown(viewer.open(real.page), keys)
    check_letters(found, printed_cells(keys), letters_of_pages(REAL_PDF))


@pytest.mark.parametrize(
    "name",
    ["drawn-turned-by-flag", "drawn-turned-by-content", "sheet-merged-down", "text-rows-split"],
)
def test_highlights_on_other_layouts(viewer: Viewer, tmp_path: Path, name: str) -> None:
    """Pages turned and cropped, cells that serve several rows, rows split over two pages."""
    pdf = LAYOUTS / f"{name}.pdf"
    assert run("build", pdf, "--without-decisions", "--output", tmp_path).returncode == 0
    keys = keys_of(tmp_path / name / "services.csv")
    found = cells_shown(viewer.open(tmp_path / name / f"{name}.html"), keys)
    check_letters(found, printed_cells(keys), letters_of_pages(pdf))


def test_highlights_of_another_kind_of_table(viewer: Viewer, tmp_path: Path) -> None:
    """Rows are split over pages, and their names are numbers of a register."""
    pdf = CONTRACTS / "contracts.pdf"
    schemas = ("--schemas", CONTRACTS / "schemas")
    assert run("build", pdf, *schemas, "--output", tmp_path).returncode == 0
    outputs = tmp_path / "contracts"
    keys = keys_of(outputs / "contracts.csv")
    texts = {
        (key, field): text
        for key, row in zip(keys, contract_rows(contracts()), strict=True)
        for field, text in row.items()
    }
    found = cells_shown(viewer.open(outputs / "contracts.html"), keys)
    check_letters(found, texts, letters_of_pages(pdf))
