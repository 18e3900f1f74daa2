"""What pages show against what was read: what is found, and what is counted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from pipeline.finding import Finding
from pipeline.outputs.result import Result
from pipeline.pages.geometry import Box
from pipeline.pages.model import Disagreement
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import LIST, LIST_LAYOUT
from tests.support.command_line import SCHEMAS
from tests.support.drawing import BLACK, RGB, Paper
from tests.support.reading import read, read_document
from tests.support.samples.appendix import GOOD_APPENDIX, Appendix
from tests.support.samples.proofs import LogoPaper, TickedPaper
from tests.support.small_lists import DrawnRow, draw_rows, edited_schemas, read_sample

SIZE = (595.0, 842.0)
# Where the small list begins, and the middle of its first amount.
TOP, AMOUNT, ROW = 200.0, (500.0, 227.0), 18.0
HEADING = DrawnRow(tuple(text for text, _ in LIST_LAYOUT.columns), bold=True)
ROWS = [HEADING, DrawnRow(("2.01", "Kalusto", "1 200,00")), DrawnRow(("2.02", "Opetus", ""))]


class CrossesPaper(Paper):
    """Each x is two crossed lines."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text == "x":
            self.sign(x, baseline)
        else:
            super().text(x, baseline, text, size, bold)

    def sign(self, x: float, baseline: float) -> None:
        """Draw it."""
        self.line(x, baseline - 5, x + 5, baseline)
        self.line(x, baseline, x + 5, baseline - 5)


class PicturesPaper(CrossesPaper):
    """Each x is a picture."""

    def sign(self, x: float, baseline: float) -> None:
        shades = ImageReader(Image.linear_gradient("L"))
        self.canvas.drawImage(shades, x, self.size[1] - baseline, 6, 6)


def with_marks(folder: Path, paper: type[Paper], listed: str) -> Result:
    """The small appendix, with a line more in the vocabulary of marks."""
    Appendix(paper=paper).result(folder)
    schemas = folder / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    marks = schemas / "vocabulary" / "marks.csv"
    marks.write_text(marks.read_text(encoding="utf-8") + listed, encoding="utf-8")
    pdf = folder / "appendix.pdf"
    return read(pdf, read_document(pdf), load_checked_schema(schemas))


def found(result: Result, check: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.check == check]


@pytest.mark.parametrize(
    ("paper", "wording"), [(CrossesPaper, "[drawing]"), (PicturesPaper, "[picture]")]
)
def test_drawn_marks_are_read_as_the_vocabulary_says(
    paper: type[Paper], wording: str, tmp_path: Path
) -> None:
    result = with_marks(tmp_path, paper, f"yes,,,{wording},\n")
    (told,) = result.findings
    assert (told.check, told.severity(result.schema)) == ("drawn-marks", "info")
    assert told.details["cells"] == "10"
    # What is read is what is read where each x is a letter.
    other = tmp_path / "other"
    other.mkdir()
    assert result.records.frame.equals(GOOD_APPENDIX.result(other).records.frame)


def test_drawn_marks_that_no_vocabulary_lists_are_errors_that_print_its_line(
    tmp_path: Path,
) -> None:
    result = with_marks(tmp_path, CrossesPaper, "")
    unknown = found(result, "mark-unknown")
    assert len(unknown) == 10
    assert len(found(result, "drawn-marks")) == 1
    for finding in unknown:
        assert (finding.value, finding.severity(result.schema)) == ("[drawing]", "error")
        advice = finding.advice(result.schema, "en")
        assert "add to vocabulary/marks.csv the line drawing,[drawing]," in advice


class ListPaper(Paper):
    """A small list of grants, on which a test draws."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SIZE)
        draw_rows(self, TOP, ROWS)

    def tick(self, x: float, y: float, size: float = 8, colour: RGB = BLACK) -> None:
        """A tick with its middle at a place."""
        path = self.canvas.beginPath()
        path.moveTo(x - size / 2, SIZE[1] - y)
        path.lineTo(x - size / 6, SIZE[1] - y - size / 2)
        path.lineTo(x + size / 2, SIZE[1] - y + size / 2)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.drawPath(path)
        self.canvas.setStrokeColorRGB(*BLACK)


def read_list(paper: ListPaper) -> Result:
    """What is read of a list once it is drawn."""
    paper.save()
    return read_sample(paper.path, LIST)


def ink_found(result: Result) -> list[tuple[str, str, str]]:
    """What is said of ink: check, field and value."""
    checks = ("ink-not-read", "ink-outside-tables", "drawn-marks")
    return [(f.check, f.field, f.value.split(" ")[0]) for f in result.findings if f.check in checks]


def test_nothing_is_said_of_a_list_without_further_ink(tmp_path: Path) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    paper.tick(*AMOUNT, colour=(1, 1, 1))
    assert ink_found(read_list(paper)) == []


def test_ink_beside_the_text_of_a_cell_is_told_at_the_cell(tmp_path: Path) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    paper.tick(*AMOUNT)
    result = read_list(paper)
    assert ink_found(result) == [("ink-not-read", "amount", "[drawing]")]
    (finding,) = found(result, "ink-not-read")
    assert (finding.key, finding.page, finding.details["printed"]) == ("2-01", 1, "1 200,00")


def test_ink_in_an_empty_cell_without_a_vocabulary_is_told_at_the_cell(tmp_path: Path) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    paper.tick(AMOUNT[0], AMOUNT[1] + ROW)
    result = read_list(paper)
    assert ("ink-not-read", "amount", "[drawing]") in ink_found(result)
    assert [f.key for f in found(result, "ink-not-read")] == ["2-02"]


def test_ink_over_several_cells_is_told_once(tmp_path: Path) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    paper.line(100, TOP + 40, 500, TOP + 22)
    assert [check for check, *_ in ink_found(read_list(paper))] == ["ink-not-read"]


@pytest.mark.parametrize(
    ("size", "check"),
    [(60, "ink-outside-tables"), (144, "ink-outside-tables"), (170, "ink-not-read")],
)
def test_ink_outside_the_tables_is_a_decoration_where_it_is_small(
    size: float, check: str, tmp_path: Path
) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    # The last of a box's pixels are its rim's.
    paper.tick(300, 500, size - 4)
    result = read_list(paper)
    assert ink_found(result) == [(check, "", "[drawing]")]


def test_several_decorations_of_a_page_are_told_together(tmp_path: Path) -> None:
    paper = ListPaper(tmp_path / "list.pdf")
    paper.tick(300, 100)
    paper.tick(400, 100)
    (finding,) = found(read_list(paper), "ink-outside-tables")
    assert finding.details["number"] == "2"


def test_a_picture_behind_a_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    paper = Paper(path, SIZE)
    paper.canvas.saveState()
    paper.canvas.setFillAlpha(0.3)
    shades = ImageReader(Image.linear_gradient("L"))
    paper.canvas.drawImage(shades, 30, SIZE[1] - 270, 540, 90)
    paper.canvas.restoreState()
    draw_rows(paper, TOP, ROWS)
    paper.save()
    result = read_sample(path, LIST)
    assert [(check, value) for check, _, value in ink_found(result)] == [
        ("ink-not-read", "[picture]")
    ]
    assert len(result.records.frame) == 2


@pytest.mark.parametrize(
    ("paper", "reported"), [(Paper, 0), (TickedPaper, 1), (LogoPaper, 1), (CrossesPaper, 0)]
)
def test_all_ink_is_read_or_ruled_or_reported(
    paper: type[Paper], reported: int, tmp_path: Path
) -> None:
    proofs = Appendix(paper=paper).result(tmp_path).proofs
    assert proofs is not None
    assert proofs.pages == proofs.shown == proofs.agreed > 10
    assert proofs.reported == reported
    assert proofs.ink == proofs.read + proofs.ruled + proofs.reported
    assert min(proofs.read, proofs.ruled) > 50


def test_what_is_covered_is_told_at_each_cell(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    ListPaper(path).save()
    (page,) = read_document(path).pages
    covered = {"1 200,00", "200,00", "Opetus"}
    paper = ListPaper(path)
    for word in page.words:
        if word.text in covered:
            box, middle = word.box, word.box.middle[0]
            paper.rectangle(middle, box.top - 1, box.x1 + 1, box.bottom + 1, fill=BLACK)
    told = [(f.key, f.field, f.cell_ref) for f in found(read_list(paper), "text-covered")]
    assert told == [("2-01", "amount", "2-01/amount"), ("2-02", "name", "2-02/name")]


@pytest.mark.parametrize(("place", "cell"), [("2.02", "2-02/number"), ("", "")])
def test_what_is_read_in_two_ways_is_told_at_its_cell(
    place: str, cell: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.pdf"
    ListPaper(path).save()
    document = read_document(path)
    (page,) = document.pages
    box = next((word.box for word in page.words if word.text == place), Box(300, 500, 300, 500))
    read_otherwise = replace(page, disagreements=(Disagreement("2.02", "2.07", box),))
    schema = load_checked_schema(edited_schemas(LIST, tmp_path))
    result = read(path, replace(document, pages=(read_otherwise,)), schema)
    told = [(f.cell_ref, f.value, f.details["other"]) for f in found(result, "readers-differ")]
    assert told == [(cell, "2.02", "2.07")]


def test_pages_that_cannot_be_shown_are_named_and_not_counted_as_shown(tmp_path: Path) -> None:
    GOOD_APPENDIX.result(tmp_path)
    pdf = tmp_path / "appendix.pdf"
    document = read_document(pdf)
    pages = [replace(page, proven=page.number not in (2, 5)) for page in document.pages]
    result = read(pdf, replace(document, pages=tuple(pages)))
    (finding,) = result.findings
    assert (finding.check, finding.page) == ("page-unproven", 2)
    assert finding.details["pages"] == "2, 5"
    assert result.proofs is not None
    assert result.proofs.shown == result.proofs.agreed == result.proofs.pages - 2
