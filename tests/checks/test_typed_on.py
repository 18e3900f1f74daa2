"""Text of form fields and notes is text of its cell, and cells.csv says where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.fates import evidence_frame
from pipeline.outputs.result import Result
from tests.support.drawing import Paper
from tests.support.reading import SCHEMA
from tests.support.samples.appendix import FIRST, GOOD_APPENDIX, Appendix
from tests.support.samples.pages import FieldPaper


class NotePaper(Paper):
    """The texts of two cells are notes typed on, half of one of them and a whole mark."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        printed, typed = {"Muu lisäpalvelu": ("Muu ", "lisäpalvelu"), "x": ("", "x")}.get(
            text, (text, "")
        )
        super().text(x, baseline, printed, size, bold)
        if typed:
            y, left = self.size[1] - baseline, x + 4 * size * bool(printed) / 2
            place = (left, y - 3, left + size * len(typed), y + size)
            self.canvas.freeTextAnnotation(typed, DA=f"/Helv {size:g} Tf 0 g", Rect=place)


class AllFieldsPaper(FieldPaper):
    """All text is values of form fields: nothing is printed on the pages but rulings."""

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text.strip():
            self.canvas.acroForm.textfield(
                value=text,
                x=x,
                y=self.size[1] - baseline - 3,
                width=size * len(text),
                height=size + 3,
                fontName="Helvetica",
                fontSize=size,
                borderWidth=0,
                fillColor=None,
                maxlen=1000,
            )


def rules(result: Result) -> dict[str, str]:
    """What cells.csv says of used cells under `rule`, by cell, where it says something."""
    cells = evidence_frame(result.items, SCHEMA, {})
    used = cells[cells["fate"] == "used"]
    return {ref: rule for ref, rule in zip(used["cell_ref"], used["rule"], strict=True) if rule}


def typed_on(result: Result) -> list[tuple[int | None, str, str]]:
    """Where the findings on typed text begin, and what they say of how much there is."""
    return [
        (finding.page, finding.cell_ref, finding.details["cells"])
        for finding in result.findings
        if finding.check == "typed-on"
    ]


@pytest.mark.parametrize("paper", [FieldPaper, NotePaper])
def test_the_records_are_those_of_a_printed_document(paper: type[Paper], tmp_path: Path) -> None:
    printed = GOOD_APPENDIX.result(tmp_path)
    typed = Appendix(paper=paper).result(tmp_path)
    assert typed.records.frame.equals(printed.records.frame)
    assert typed.open_counts == {**printed.open_counts, "info": 1}


def test_a_used_cell_says_that_its_text_is_typed_on(tmp_path: Path) -> None:
    assert rules(GOOD_APPENDIX.result(tmp_path)) == {}
    in_field = Appendix(paper=FieldPaper).result(tmp_path)
    assert rules(in_field) == {f"{FIRST}/producer_text": "form-field"}
    assert typed_on(in_field) == [(2, f"{FIRST}/producer_text", "1")]
    noted = rules(Appendix(paper=NotePaper).result(tmp_path))
    assert set(noted.values()) == {"annotation"}
    fields = sorted({ref.split("/")[1] for ref in noted})
    assert fields == [
        "integration_client",
        "multidisciplinary",
        "new_jobseeker",
        "service_type",
        "shared",
    ]


def test_a_document_of_nothing_but_form_fields_has_text(tmp_path: Path) -> None:
    result = Appendix(paper=AllFieldsPaper).result(tmp_path)
    assert len(result.records.frame) == len(GOOD_APPENDIX.result(tmp_path).records.frame)
    assert {word.source for i in result.items for line in i.lines for word in line.words} == {
        "form-field"
    }
