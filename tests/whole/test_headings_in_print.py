"""Headings in other words, cases and orders, extra, missing and doubled ones, on printed pages.

Each document is printed with rulings and without any.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from tests.printing import appendix
from tests.printing.appendix import (
    COLUMN_GROUPS,
    TOP,
    Printing,
    TranscribedRow,
    print_appendix,
    transcription,
)
from tests.support.command_line import SCHEMAS, Desk, complaint, read_csv, run
from tests.support.drawing import BOLD, Paper, UnruledPaper

EXTRA, EXTRA_TEXT = "Huomautus", "huom"
FILES = ("services", "service_producers", "producer_by_tem_area")
Headings = Mapping[str, str]
FIRST_GROUP = COLUMN_GROUPS["person"][0]
LOUD = {
    "service": "HENKILÖASIAKKAAN\nPALVELUT",
    "type": "TYY\nPPI",
    "producer": "OHJAUS/\nMAHDOLLINEN\nTUOTTAMINEN",
    "shared": "YHTEINEN\nPALVELU TOISEN\nTYÖLLISYYS\nALUEEN KANSSA",
    "multidisciplinary": "moni-\nalainen".replace("-", ""),
}
# Headings that are printed turned: their lines, their size, where the row of headings ends.
TURNED = ("Kotoutuja", "Monialainen", "Uusi", "työnhakija")
TURNED_SIZE, HEADING_BOTTOM, LINES_WIDTH = 7.0, 86.0, 60.0
WATERMARK = "LUONNOS"
OTHER_WORDS = {"service": "Palvelut", "type": "Palvelutyyppi", "producer": "Tuottaja"}
ALIASES = {"service": "palvelut", "service_type": "PALVELU TYYPPI", "producer_text": "Tuottaja"}


class TurnedHeadingsPaper(Paper):
    """The last headings run upwards, or downwards."""

    degrees = 90

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text not in TURNED or not bold:
            super().text(x, baseline, text, size, bold)
            return
        # Lines of one heading stand beside each other, as they stood below each other.
        beside = baseline - TOP
        upwards = self.degrees == 90
        place = (x + beside, HEADING_BOTTOM) if upwards else (x + LINES_WIDTH - beside, TOP + 2)
        self.canvas.saveState()
        self.canvas.translate(place[0], self.size[1] - place[1])
        self.canvas.rotate(self.degrees)
        self.canvas.setFont(BOLD, TURNED_SIZE)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()


class DownwardsPaper(TurnedHeadingsPaper):
    """They run downwards."""

    degrees = -90


class UnruledTurnedPaper(TurnedHeadingsPaper, UnruledPaper):
    """They run upwards, and nothing is ruled."""


class MarkedPaper(Paper):
    """Each page has a watermark across it."""

    def next_page(self) -> None:
        self.canvas.saveState()
        self.canvas.translate(100, self.size[1] - 400)
        self.canvas.rotate(45)
        self.canvas.setFont(BOLD, 60)
        self.canvas.drawString(0, 0, WATERMARK)
        self.canvas.restoreState()
        super().next_page()


class UnruledMarkedPaper(MarkedPaper, UnruledPaper):
    """Nothing is ruled besides."""


@dataclass(frozen=True)
class Press:
    """Prints the appendix with other headings and columns, and builds it."""

    desk: Desk

    def build(
        self,
        headings: Headings | None = None,
        first: tuple[str, ...] = FIRST_GROUP,
        schemas: Path = SCHEMAS,
    ) -> CompletedProcess[str]:
        """Print and build.

        Args:
            headings: other headings of the persons' table.
            first: the columns of its first group.
            schemas: the schemas folder.
        """
        rows = [with_extra(row, headings or {}) for row in transcription()]
        groups = {**COLUMN_GROUPS, "person": (first, *COLUMN_GROUPS["person"][1:])}
        size = (842.0, 842.0)
        print_appendix(self.desk.pdf, rows, Printing(column_groups=groups, page_size=size))
        return self.desk.build("--without-decisions", "--schemas", schemas)


def with_extra(row: TranscribedRow, headings: Headings) -> TranscribedRow:
    """A row with one more column, and other headings if it holds those of persons."""
    extra = {"header": EXTRA, "service": EXTRA_TEXT}.get(row["kind"], "")
    is_heading = (row["table"], row["kind"]) == ("person", "header")
    return {**row, "extra": extra, **(headings if is_heading else {})}


@pytest.fixture(name="press", params=["ruled", "unruled"])
def ruled_or_not(
    request: pytest.FixtureRequest, clean_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Press:
    if request.param == "unruled":
        monkeypatch.setattr(appendix, "Paper", UnruledPaper)
    return Press(clean_desk)


@pytest.fixture(scope="module", name="usual")
def usual_records(built: Desk) -> Callable[[Desk], bool]:
    """Whether a document has the records of the one with the usual headings, pages apart."""

    def same(desk: Desk) -> bool:
        return all(
            [{**row, "pages": ""} for row in desk.rows(file)]
            == [{**row, "pages": ""} for row in built.rows(file)]
            for file in FILES
        )

    return same


def test_headings_in_capitals_and_broken_anywhere(
    press: Press, usual: Callable[[Desk], bool]
) -> None:
    completed = press.build(LOUD)
    assert completed.returncode == 0, completed.stderr
    assert usual(press.desk)
    assert press.desk.found("heading-unknown") == []


def test_headings_in_words_that_the_schema_has_as_well(
    press: Press, tmp_path: Path, usual: Callable[[Desk], bool]
) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    path = schemas / "appendix.yaml"
    description = yaml.safe_load(path.read_text(encoding="utf-8"))
    columns = description["tables"][0]["columns"]
    for field, wording in ALIASES.items():
        columns[field].append(wording)
    path.write_text(yaml.safe_dump(description, allow_unicode=True, sort_keys=False), "utf-8")
    completed = press.build(OTHER_WORDS, schemas=schemas)
    assert completed.returncode == 0, completed.stderr
    assert usual(press.desk)


@pytest.mark.parametrize(
    "first", [("producer", "service", "type"), ("type", "producer", "service")], ids="-".join
)
def test_headings_in_another_order(
    press: Press, first: tuple[str, ...], usual: Callable[[Desk], bool]
) -> None:
    completed = press.build(first=first)
    assert completed.returncode == 0, completed.stderr
    assert usual(press.desk)


@pytest.mark.parametrize("place", [0, 1, 3], ids=["left", "middle", "right"])
def test_an_unknown_column_is_a_warning_and_set_aside_by_name(
    press: Press, place: int, usual: Callable[[Desk], bool]
) -> None:
    first = (*FIRST_GROUP[:place], "extra", *FIRST_GROUP[place:])
    completed = press.build(first=first)
    assert completed.returncode == 0, completed.stderr
    assert usual(press.desk)
    (finding,) = press.desk.found("heading-unknown")
    assert (finding["severity"], finding["value"]) == ("warning", EXTRA)
    cells = [row for row in press.desk.rows("cells") if row["text"] in (EXTRA, EXTRA_TEXT)]
    assert {(row["fate"], row["rule"]) for row in cells} == {("set_aside", "unknown-column")}
    assert len(cells) == 1 + sum(
        (row["table"], row["kind"]) == ("person", "service") for row in transcription()
    )


@pytest.mark.parametrize("column", ["type", "producer"])
def test_a_missing_column_is_an_error_and_the_others_are_read(press: Press, column: str) -> None:
    field = {"type": "service_type", "producer": "producer_text"}[column]
    completed = press.build(first=tuple(name for name in FIRST_GROUP if name != column))
    assert completed.returncode == 1
    (finding,) = press.desk.found("heading-missing")
    assert (finding["severity"], finding["field"], finding["page"]) == ("error", field, "2")
    assert finding["value"] in complaint(completed)
    assert [row["check"] for row in press.desk.rows("findings") if row["severity"] == "error"] == [
        "heading-missing"
    ]


def test_a_column_printed_twice_is_an_error_that_names_it(press: Press) -> None:
    completed = press.build(first=("service", "type", "type", "producer"))
    assert completed.returncode == 1
    (finding,) = press.desk.found("heading-doubled")
    assert (finding["severity"], finding["field"], finding["page"]) == (
        "error",
        "service_type",
        "2",
    )
    assert "Tyyppi" in complaint(completed)


def test_a_heading_nearly_right_is_missed_and_shown_beside_what_it_is_near_to(
    press: Press,
) -> None:
    completed = press.build({"type": "Palvelutyyppi"})
    assert completed.returncode == 1
    (missing,) = press.desk.found("heading-missing")
    assert (missing["field"], missing["value"]) == ("service_type", "Tyyppi")
    (unknown,) = press.desk.found("heading-unknown")
    assert unknown["value"] == "Palvelutyyppi"
    shown = run("inspect", press.desk.pdf).stdout
    assert "Palvelutyyppi ≈ Tyyppi (person.service_type" in shown
    assert "missing: Tyyppi → service_type" in shown


def test_what_told_tables_apart_that_read_partly_alike(press: Press) -> None:
    press.build()
    (pair,) = json.loads(run("inspect", press.desk.pdf, "--json").stdout)["told_apart"]
    assert pair["tables"] == ["person", "employer"]
    assert "Tyyppi" in pair["alike"]
    assert pair["only"][1] == ["", "Yhteinen palvelu toisen alueen kanssa"]
    shown = run("inspect", press.desk.pdf).stdout
    assert "only employer: (empty heading), Yhteinen palvelu toisen alueen kanssa" in shown
    assert len(read_csv(press.desk.outputs / "services.csv")) == 55


@pytest.mark.parametrize("paper", [TurnedHeadingsPaper, DownwardsPaper, UnruledTurnedPaper])
def test_headings_that_run_upwards_or_downwards_are_read(
    clean_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    paper: type[Paper],
    usual: Callable[[Desk], bool],
) -> None:
    monkeypatch.setattr(appendix, "Paper", paper)
    completed = Press(clean_desk).build()
    assert completed.returncode == 0, completed.stderr
    assert usual(clean_desk)
    assert clean_desk.found("heading-unknown") == []


@pytest.mark.parametrize("paper", [MarkedPaper, UnruledMarkedPaper])
def test_a_watermark_is_in_no_cell(
    clean_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    paper: type[Paper],
    usual: Callable[[Desk], bool],
) -> None:
    monkeypatch.setattr(appendix, "Paper", paper)
    completed = Press(clean_desk).build()
    assert completed.returncode == 0, completed.stderr
    assert usual(clean_desk)
    marks = [row for row in clean_desk.rows("cells") if row["text"] == WATERMARK]
    assert {(row["table"], row["rule"]) for row in marks} <= {
        ("", "introduction"),
        ("", "running-text"),
    }
    assert len(marks) > 10


class OtherNamePaper(Paper):
    """The second printing of a service has another name."""

    printed = 0

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text == REPEATED_NAME:
            self.printed += 1
            text = text if self.printed == 1 else OTHER_NAME
        super().text(x, baseline, text, size, bold)


REPEATED_NAME, OTHER_NAME = "Velvoittava työnvälitys", "Vapaaehtoinen työnvälitys"


@pytest.mark.parametrize("paper", [Paper, OtherNamePaper])
def test_names_printed_again_beside_further_columns_must_be_the_same(
    clean_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    paper: type[Paper],
    usual: Callable[[Desk], bool],
) -> None:
    monkeypatch.setattr(appendix, "Paper", paper)
    first, *others = COLUMN_GROUPS["person"]
    groups = {**COLUMN_GROUPS, "person": (first, *(("service", *other) for other in others))}
    layout = Printing(column_groups=groups, page_size=(842.0, 842.0))
    print_appendix(clean_desk.pdf, transcription(), layout)
    completed = clean_desk.build("--without-decisions")
    if paper is Paper:
        assert completed.returncode == 0, completed.stderr
        assert usual(clean_desk)
        return
    assert completed.returncode == 1
    assert {row["value"] for row in clean_desk.found("rows-unjoined")} == {OTHER_NAME}
