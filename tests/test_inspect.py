"""The command `inspect`: what it says, draws and drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from pipeline.pictures import CELL_COLOUR, SCALE
from tests.drawing import Paper
from tests.support import REAL_PDF, complaint, read_csv, run

LEFT, TOP, WIDTH, HEIGHT = 50, 60, 120, 20
HEADINGS = ("Contract", "Supplier", "Value (EUR)", "")


@pytest.fixture(name="contracts")
def printed_contracts(tmp_path: Path) -> Path:
    """A document of which the schema knows no heading: two pages, one blank one between."""
    path = tmp_path / "contracts.pdf"
    paper = Paper(path, (595, 842))
    for page in range(2):
        names = range(page * 5 + 1, page * 5 + 6)
        rows = [HEADINGS, *((f"Item {n}", f"Company {n % 3}", str(n * 10), "") for n in names)]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                paper.text(LEFT + c * WIDTH + 4, TOP + r * HEIGHT + 14, text, 9, r == 0)
        for r in range(len(rows) + 1):
            paper.line(LEFT, TOP + r * HEIGHT, LEFT + 4 * WIDTH, TOP + r * HEIGHT)
        for c in range(5):
            paper.line(LEFT + c * WIDTH, TOP, LEFT + c * WIDTH, TOP + len(rows) * HEIGHT)
        paper.next_page()
        if page == 0:
            paper.next_page()
    paper.save()
    return path


def test_the_real_document_in_words() -> None:
    completed = run("inspect", REAL_PDF)
    assert (completed.returncode, completed.stderr) == (0, "")
    for line in (
        "       4–15  blank",
        "          2  184 words; 20 rows × 3 columns, ruled",
        "    Tyyppi → service_type",
        "    rows 0–19: pages 2 + 16 + 30, heights agree to 0.0 points",
        "  only employer: (empty heading), Yhteinen palvelu toisen alueen kanssa",
    ):
        assert line in completed.stdout.splitlines()


def test_the_real_document_for_programs() -> None:
    facts = json.loads(run("inspect", REAL_PDF, "--json").stdout)
    assert (facts["page_count"], len(facts["pages"])) == (59, 59)
    assert [table["table"] for table in facts["tables"]] == ["person", "employer"]
    assert facts["tables"][0]["pages"] == [2, 3, 16, 17, 30, 31]
    assert facts["unknown_tables"] == []
    (pair,) = facts["told_apart"]
    assert pair["only"][1] == ["", "Yhteinen palvelu toisen alueen kanssa"]


def test_a_document_of_unknown_headings(contracts: Path) -> None:
    facts = json.loads(run("inspect", contracts, "--json").stdout)
    assert facts["tables"] == []
    (table,) = facts["unknown_tables"]
    assert [column["heading"] for column in table["columns"]] == list(HEADINGS)
    assert table["rows"] == {"heading": 1, "record": 10, "repeated": 1}
    assert table["found"] == ["ruled"]
    assert facts["findings"] == []


def test_a_heading_that_nearly_matches(tmp_path: Path) -> None:
    path = tmp_path / "near.pdf"
    paper = Paper(path, (595, 842))
    for r, row in enumerate((("Henkilöasiakkaan palvelut", "Monialaiset"), ("Neuvonta", "x"))):
        for c, text in enumerate(row):
            paper.text(LEFT + c * 200 + 4, TOP + r * HEIGHT + 14, text, 9, r == 0)
            paper.rectangle(
                LEFT + c * 200,
                TOP + r * HEIGHT,
                LEFT + c * 200 + 200,
                TOP + (r + 1) * HEIGHT,
                stroke=True,
            )
    paper.next_page()
    paper.save()
    completed = run("inspect", path)
    assert "Monialaiset ≈ Monialainen (person.multidisciplinary" in completed.stdout


def test_pictures_have_a_box_where_a_cell_is(contracts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    completed = run("inspect", contracts, "--images", folder)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["page-001.png", "page-003.png"]
    with Image.open(folder / "page-001.png") as picture:
        assert picture.size == (595 * SCALE, 842 * SCALE)
        middle = round((LEFT + WIDTH / 2) * SCALE), round((TOP + HEIGHT) * SCALE)
        assert picture.getpixel(middle) == CELL_COLOUR
        inside = round((LEFT + WIDTH - 5) * SCALE), round((TOP + HEIGHT / 2) * SCALE)
        assert picture.getpixel(inside) == (255, 255, 255)


def test_a_draft_builds_what_no_schema_knew(contracts: Path, tmp_path: Path) -> None:
    draft, output = tmp_path / "draft", tmp_path / "output"
    assert run("inspect", contracts, "--draft-schema", draft).returncode == 0
    completed = run("build", contracts, "--schemas", draft, "--output", output)
    assert completed.returncode in (0, 1), completed.stderr
    rows = read_csv(output / "contracts" / "records.csv")
    assert [row["name"] for row in rows] == [f"Item {n}" for n in range(1, 11)]
    assert [row["value"] for row in rows[:2]] == ["10", "20"]


def test_a_draft_builds_the_real_document(tmp_path: Path) -> None:
    draft, output = tmp_path / "draft", tmp_path / "output"
    assert run("inspect", REAL_PDF, "--draft-schema", draft).returncode == 0
    # The ledger beside it is written for another schema.
    options = ("--without-decisions", "--schemas", draft, "--output", output)
    completed = run("build", REAL_PDF, *options)
    assert completed.returncode in (0, 1), completed.stderr
    rows = read_csv(output / REAL_PDF.stem / "records.csv")
    assert {row["table"] for row in rows} == {"table-1", "table-2"}
    assert len(rows) == 55


def test_a_draft_is_not_written_over_anything(contracts: Path, tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "mine.txt").write_text("x", encoding="utf-8")
    completed = run("inspect", contracts, "--draft-schema", tmp_path / "draft")
    assert completed.returncode == 2
    assert "is not an empty folder" in complaint(completed)
    assert [path.name for path in (tmp_path / "draft").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("content", "code"), [(None, "file-missing"), (b"", "file-empty")])
def test_what_cannot_be_read(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "bad.pdf"
    if content is not None:
        path.write_bytes(content)
    completed = run("inspect", path)
    assert completed.returncode == 3
    assert complaint(completed).endswith(f"[{code}]")


def test_pictures_that_cannot_be_written(contracts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    completed = run("inspect", contracts, "--images", tmp_path / "file")
    assert completed.returncode == 4
    complaint(completed)
