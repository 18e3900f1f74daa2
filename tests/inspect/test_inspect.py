"""The command `inspect`: what it says, draws and drafts."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from pipeline.grids.ruled import find_grids
from pipeline.inspect.pictures import marks_of
from pipeline.pdf.drawing import (
    CELL_COLOUR,
    LEGEND_LINE,
    LEGEND_SAMPLE,
    SCALE,
    draw_pages,
    scale_box,
)
from pipeline.system.bounds import Deadline
from tests.support.annotated import AnnotatedPage, appearance
from tests.support.annotated import text as annotation_text
from tests.support.command_line import PATIENCE_SECONDS, REAL_PDF, ROOT, complaint, read_csv, run
from tests.support.drawing import Paper
from tests.support.raw_pdf import at_wrong_place
from tests.support.reading import read_document
from tests.support.shown import Drawn
from tests.support.shown import text as shown_text

LEFT, TOP, WIDTH, HEIGHT = 50, 60, 120, 20
LAYOUTS = ROOT / "tests" / "documents" / "layouts"
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
        "          2  184 words; 20 rows × 3 columns, ruled; person, beside 16, 30",
        "    Tyyppi → service_type",
        "    rows 0–19: pages 2 + 16 + 30, heights agree to 0.0 points",
        "  only employer: (empty heading), Yhteinen palvelu toisen alueen kanssa",
    ):
        assert line in completed.stdout.splitlines()


def test_fields_and_tables_by_their_labels() -> None:
    for language, lines in {
        "fi": (
            "    Tyyppi → service_type (Tyyppi)",
            "Table employer (Työnantajat ja yritykset): ",
        ),
        "en": ("    Tyyppi → service_type (Type)", "Table employer (Employers and businesses): "),
    }.items():
        completed = run("inspect", REAL_PDF, "--lang", language)
        assert (completed.returncode, completed.stderr) == (0, "")
        assert lines[0] in completed.stdout.splitlines()
        assert f"\n{lines[1]}pages 32–33, 46–47" in completed.stdout


def test_doubts_in_finnish_or_english() -> None:
    doubtful = LAYOUTS / "drawn-last-pages-left-out.pdf"
    told = {
        language: json.loads(run("inspect", doubtful, "--json", *language).stdout)["findings"]
        for language in ((), ("--lang", "en"), ("--lang", "fi"))
    }
    assert told[()] == told["--lang", "en"]
    assert "have no page beside the rows of page 3" in told[()][0]["message"]
    assert "ei ole sivua sivun 3 rivien rinnalla" in told["--lang", "fi"][0]["message"]


def test_the_real_document_for_programs() -> None:
    facts = json.loads(run("inspect", REAL_PDF, "--json").stdout)
    assert (facts["page_count"], len(facts["pages"])) == (59, 59)
    assert [table["table"] for table in facts["tables"]] == ["person", "employer"]
    assert facts["tables"][0]["pages"] == [2, 3, 16, 17, 30, 31]
    assert facts["unknown_tables"] == []
    (pair,) = facts["told_apart"]
    assert pair["only"][1] == ["", "Yhteinen palvelu toisen alueen kanssa"]


def test_the_page_list_says_what_stands_beside_a_page_and_what_is_left_out() -> None:
    completed = run("inspect", LAYOUTS / "drawn-last-pages-left-out.pdf")
    lines = {line.strip().split(" ")[0]: line for line in completed.stdout.splitlines()}
    assert "person, beside 4, 6" in lines["2"]
    assert "person, beside 3" in lines["5"]
    assert lines["3"].endswith("person, beside 5; no page for “Uusi työnhakija”")
    facts = json.loads(run("inspect", LAYOUTS / "drawn-last-pages-left-out.pdf", "--json").stdout)
    assert facts["pages"][1]["tables"] == [{"table": "person", "beside": [4, 6]}]
    assert facts["pages"][2]["left_out"] == ["Uusi työnhakija"]


def test_the_page_list_says_where_a_row_goes_on() -> None:
    completed = run("inspect", LAYOUTS / "word-rows-split.pdf")
    assert re.search(r"^ +1 .*; person, goes on on 2$", completed.stdout, re.MULTILINE)


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


@pytest.mark.parametrize(
    ("flag", "degrees"),
    [(0, 0), (0, 90), (0, 180), (0, 270), (90, 0), (180, 0), (270, 0), (90, 90), (270, 180)],
)
def test_words_are_drawn_around_their_letters_on_turned_and_cut_pages(
    tmp_path: Path, flag: int, degrees: int
) -> None:
    path = tmp_path / "turned.pdf"
    size = (300, 400)
    paper = Paper(path, size)
    sideways = flag in (90, 270)
    width, height = (size[1], size[0]) if sideways else size
    paper.place(flag, (-90, 30, width, height + 110), (-40, 80, width - 40, height + 80))
    paper.canvas.translate(150, 200)
    paper.canvas.rotate(degrees)
    for row, text in enumerate(("Palvelu", "Neuvonta", "Ohjaus")):
        paper.canvas.setFont("Helvetica-Bold", 12)
        paper.canvas.drawString(-90, 40 - 25 * row, text)
    paper.save()
    document = read_document(path)
    (page,) = document.pages
    assert [word.text for word in page.words] == ["Palvelu", "Neuvonta", "Ohjaus"]
    marks = marks_of(page, find_grids(page))
    plain = replace(marks, cells=[], words=[], rulings=[])
    deadline = Deadline(path, PATIENCE_SECONDS)
    (drawn,) = draw_pages(path, [plain], document.sha256, deadline).values()
    with Image.open(io.BytesIO(drawn)) as picture:
        # The legend stands in the upper right corner, where no word is.
        legend = (picture.width - 2 * LEGEND_SAMPLE - 60, 0, picture.width, 5 * LEGEND_LINE)
        picture.paste("white", legend)
        dark = dark_places(picture)
    boxes = [scale_box(word, SCALE) for word in marks.words]
    held = [[holds(box, place) for place in dark] for box in boxes]
    assert all(any(row) for row in held)
    assert all(any(column) for column in zip(*held, strict=True))


def lost_part(path: Path) -> None:
    """A page whose content stands some bytes away from where the file says."""
    Drawn(shown_text("ensin")).write(path)
    path.write_bytes(at_wrong_place(path.read_bytes(), 4))


def form_field(path: Path) -> None:
    """A page with a field that is filled in."""
    field = b"/Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [50 20 150 40] /AP << /N 50 0 R >>"
    AnnotatedPage([field], [appearance(annotation_text(b"ensin"))]).write(path)


@pytest.mark.parametrize("write", [lost_part, form_field])
def test_pictures_show_the_words_that_are_read(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path, folder = tmp_path / "words.pdf", tmp_path / "pictures"
    write(path)
    assert run("inspect", path, "--images", folder).returncode == 0
    ((word,),) = (page.words for page in read_document(path).pages)
    with Image.open(folder / "page-001.png") as picture:
        dark = dark_places(picture)
    box = scale_box((word.box.x0, word.box.top, word.box.x1, word.box.bottom), SCALE)
    assert any(holds(box, place) for place in dark)


def dark_places(picture: Image.Image) -> list[tuple[int, int]]:
    """The dark pixels of a picture."""
    grey = picture.convert("L")
    return [
        (x, y)
        for y in range(grey.height)
        for x in range(grey.width)
        if cast(int, grey.getpixel((x, y))) < 128
    ]


def holds(box: tuple[float, ...], place: tuple[int, int]) -> bool:
    """Whether a pixel lies in a box, or on its edge."""
    x0, top, x1, bottom = box
    return x0 - 1 <= place[0] <= x1 + 1 and top - 1 <= place[1] <= bottom + 1


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


def print_tables(path: Path, *tables: tuple[str, ...]) -> None:
    """Print ruled tables of three rows under the given headings on one page."""
    paper = Paper(path, (595, 842))
    for number, headings in enumerate(tables):
        top = TOP + number * 200
        rows = [headings, *(tuple(f"{n} {heading}" for heading in headings) for n in range(1, 4))]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                left = LEFT + c * WIDTH
                paper.text(left + 4, top + r * HEIGHT + 14, text, 9, r == 0)
                paper.rectangle(
                    left, top + r * HEIGHT, left + WIDTH, top + (r + 1) * HEIGHT, stroke=True
                )
    paper.save()


@pytest.mark.parametrize(
    ("tables", "exit_code", "checks", "records"),
    [
        ([("Name", "Value", "Value")], 0, set(), 3),
        ([("Name", "Value"), ("Thing", "Price", "Seller")], 0, set(), 6),
        ([("Name", "Value"), ("Name", "Price", "Value")], 0, set(), 6),
    ],
    ids=["twice", "two", "alike"],
)
def test_a_draft_builds_with_findings_where_headings_are_doubtful(
    tmp_path: Path,
    tables: list[tuple[str, ...]],
    exit_code: int,
    checks: set[str],
    records: int,
) -> None:
    path, draft = tmp_path / "two.pdf", tmp_path / "draft"
    print_tables(path, *tables)
    assert run("inspect", path, "--draft-schema", draft).returncode == 0
    completed = run("build", path, "--schemas", draft, "--output", tmp_path / "output")
    assert completed.returncode == exit_code, completed.stderr
    found = read_csv(tmp_path / "output" / "two" / "findings.csv")
    assert {row["check"] for row in found} == checks
    assert len(read_csv(tmp_path / "output" / "two" / "records.csv")) == records


def test_a_draft_builds_a_document_without_borders(tmp_path: Path) -> None:
    path, draft = LAYOUTS / "drawn-borderless.pdf", tmp_path / "draft"
    assert run("inspect", path, "--draft-schema", draft).returncode == 0
    completed = run("build", path, "--schemas", draft, "--output", tmp_path / "output")
    assert completed.returncode == 0, completed.stderr
    assert len(read_csv(tmp_path / "output" / "drawn-borderless" / "records.csv")) == 55


def test_there_is_no_draft_of_a_document_without_a_table(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    paper = Paper(path, (595, 842))
    paper.text(LEFT, TOP, "Pelkkää tekstiä", 10)
    paper.save()
    completed = run("inspect", path, "--draft-schema", tmp_path / "draft")
    assert completed.returncode == 3
    assert complaint(completed).endswith("[no-table]")
    assert not (tmp_path / "draft").exists()


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
