"""The page of a comparison shows all that the report says, and the printed cells of both PDFs.

An appendix is printed twice, with changes of every kind between them. What the page has is
compared with the report of the same comparison, and its boxes with the letters that another
reader sees in both PDFs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.page_value import FOLDED_KINDS, KINDS
from tests.printing.appendix import (
    Printing,
    TranscribedRow,
    changed,
    inserted,
    place_of,
    print_appendix,
    transcription,
)
from tests.support.command_line import Desk, run
from tests.support.comparing import ADDED, CORRECTION, HEADER, UNCLEAR, finding_id
from tests.support.comparison_page import ComparisonPage, page_of_desks, wrong_cells
from tests.support.markdown import tables

# How a finding that changed begins in the report.
FINDING_LINE = re.compile(r"^- `([0-9a-f]{10})`", re.MULTILINE)
# What became of a text that was not used, in the report and on the page.
FATE = re.compile(r" \((set_aside by|set aside:) [^()]+\)$")
LANGUAGES = ("fi", "en")


@dataclass(frozen=True)
class Compared:
    """Two desks with an appendix each."""

    old: Desk
    new: Desk

    def report(self, *options: str) -> str:
        """What the comparison prints."""
        return run("compare", self.old.outputs, self.new.outputs, *options).stdout

    @property
    def told(self) -> dict[str, Any]:
        """The same for programs."""
        (document,) = json.loads(self.report("--json"))["documents"]
        assert isinstance(document, dict)
        return document


def swapped(rows: list[TranscribedRow], table: str, one: int, other: int) -> list[TranscribedRow]:
    """A copy of rows with two of them in each other's place."""
    first, second = place_of(rows, table, one), place_of(rows, table, other)
    result = [dict(row) for row in rows]
    result[first], result[second] = (
        {**rows[second], "row": rows[first]["row"]},
        {**rows[first], "row": rows[second]["row"]},
    )
    return result


@pytest.fixture(name="compared", scope="module")
def changed_in_every_way(built: Desk, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Two appendices between which there is a change of every kind."""
    missing = finding_id(built, "type-missing", "person.etsiva-nuorisotyo")
    shared = finding_id(built, "mark-uncertain", "person.nuorten-monialaisen-tuen-yhteispalvelu")
    gone = finding_id(built, "tem-area-missing", "person.tyokykykoordinaattorin-palvelut")
    kept = finding_id(built, "type-missing", "employer.yritysjarjestot")
    accept = "accept,{},,,,,undecided,2026-01-31"
    old = printed(
        tmp_path_factory.mktemp("old"),
        transcription(),
        ledger=[CORRECTION, *map(accept.format, (shared, gone, kept))],
    )
    rows = inserted(transcription(), "person", 1, **ADDED)
    rows = swapped(rows, "person", 6, 7)
    rows = changed(rows, "person", 9, type="Muu lisäpalvelu", producer="Kunnat, mahd\nHVA?")
    rows = changed(rows, "person", 10, type="LAKISÄÄTEINEN")
    rows = changed(rows, "person", 16, tem="5 Tieto, neuvonta ja\nohjaus")
    rows = changed(rows, "person", 25, service="Kotoutumisen palvelut")
    rows = changed(rows, "employer", 2, service="Starttirahat", tem="")
    rows = changed(rows, "employer", 13, service="Työolosuhteiden järjestelytuet")
    del rows[place_of(rows, "employer", 5)]
    tem = next(row for row in rows if row["service"].startswith("Työkykykoordinaattorin"))
    tem["tem"] = "4 Työkyvyn tukeminen"
    title = (*Printing().title[:2], "tulevan työllisyysalueen palveluita.")
    new = printed(
        tmp_path_factory.mktemp("new"),
        rows,
        Printing(title=title),
        [*map(accept.format, (missing, kept))],
        exit_code=1,
    )
    add_column(new, "services", "price")
    with_severity(new, "misprint", "warning")
    return Compared(old, new)


def printed(
    folder: Path,
    rows: list[TranscribedRow],
    printing: Printing | None = None,
    ledger: list[str] | None = None,
    exit_code: int = 0,
) -> Desk:
    """A desk with an appendix and its outputs."""
    desk = Desk(folder)
    print_appendix(desk.pdf, rows, printing)
    desk.ledger.write_text("\n".join([HEADER, *(ledger or []), ""]), encoding="utf-8")
    assert desk.build().returncode == exit_code
    return desk


def add_column(desk: Desk, file: str, name: str) -> None:
    """Give an output file a column that none has, as another release may."""
    path = desk.outputs / f"{file}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},{name}", *(f"{r}," for r in rows), ""]), encoding="utf-8")


def with_severity(desk: Desk, check: str, severity: str) -> None:
    """Give the findings of a check another severity, as another schemas folder may."""
    path = desk.outputs / "validation.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    for finding in report["findings"]:
        if finding["check"] == check:
            finding["severity"] = severity
    path.write_text(json.dumps(report), encoding="utf-8")


@pytest.fixture(name="pages", scope="module")
def page_in_each_language(compared: Compared) -> Mapping[str, ComparisonPage]:
    """The page of the comparison by its language."""
    return {one: page_of_desks(compared.old, compared.new, "--lang", one) for one in LANGUAGES}


@pytest.fixture(name="page", scope="module")
def english_page(pages: Mapping[str, ComparisonPage]) -> ComparisonPage:
    """The page of the comparison in English."""
    return pages["en"]


def test_there_is_a_change_of_every_kind(page: ComparisonPage) -> None:
    kinds = [group["kind"] for group in page.document["groups"]]
    assert kinds == [*KINDS, *FOLDED_KINDS]
    folded = [group["kind"] for group in page.document["groups"] if group["folded"]]
    assert folded == list(FOLDED_KINDS)


def test_records_that_came_went_moved_or_may_be_renamed(
    compared: Compared, page: ComparisonPage
) -> None:
    told = compared.told
    for kind in ("added", "removed", "reordered"):
        shown = [(item["codes"], item["name"]) for item in page.items(kind)]
        assert shown == [([named["key"]], named["name"]) for named in told[kind]]
    assert [item["codes"] for item in page.items("renamed")] == [
        [pair["old"]["key"], pair["new"]["key"]] for pair in told["renamed"]
    ]


def test_every_old_and_new_value_of_the_report_is_on_the_page_and_no_other(
    compared: Compared, page: ComparisonPage
) -> None:
    rows = [
        [plain(cell) for cell in row]
        for header, rows in tables(compared.report("--lang", "en"))
        for row in rows
        if header[-2:] == ["old", "new"]
    ]
    kinds = set(KINDS) - {"renamed"}
    values = [change for kind in kinds for change in page.changes(kind)]
    assert len(rows) > 30
    assert Counter(map(pair_of, values)) == Counter(map(pair_of, rows))


def plain(cell: str) -> str:
    """A cell of a Markdown table as it is read."""
    text = re.sub(r"\\(.)", r"\1", cell)
    return "" if text == "–" else text


def pair_of(values: Any) -> tuple[str, str]:
    """An old and a new value, without what became of their text."""
    return FATE.sub("", values[-2]), FATE.sub("", values[-1])


def test_every_changed_field_is_told_of_its_record(
    compared: Compared, page: ComparisonPage
) -> None:
    expected = [
        (row[0], row[1])
        for header, rows in tables(compared.report("--lang", "en"))
        for row in rows
        if header[:2] == ["Identifier", "field"]
    ]
    shown = [
        (item["codes"][0], label)
        for item in page.items("fields")
        for part in item["parts"]
        for label, _, _ in part["changes"]
    ]
    assert Counter(shown) == Counter(expected)
    # A record stands there once, and its values that did not change beside those that did.
    assert len({codes for codes, _ in shown}) == len(page.items("fields"))
    for item in page.items("fields"):
        changed_values = {label for part in item["parts"] for label, _, _ in part["changes"]}
        assert changed_values.isdisjoint(label for label, _ in item["rest"])
        assert "Type" in changed_values | {label for label, _ in item["rest"]}


def test_findings_stand_under_what_became_of_them(compared: Compared, page: ComparisonPage) -> None:
    told = compared.told["findings"]
    for state, findings in told.items():
        shown = [item["codes"][-2:] for item in page.items(state.replace(" ", "_"))]
        assert shown == [[f["finding_id"], f["check"]] for f in findings]
    changed_ones = FINDING_LINE.findall(compared.report())
    codes = {
        item["codes"][-2]
        for kind in ("new", "fixed", "accepted", "reopened")
        for item in page.items(kind)
    }
    assert set(changed_ones) == codes
    (moved,) = compared.told["moved_findings"].values()
    (item,) = (item for item in page.items("new") if moved in item["codes"])
    (old,) = compared.told["moved_findings"]
    assert any(old in line for line in item["lines"])


def test_decisions_that_no_longer_fit_say_why(compared: Compared, page: ComparisonPage) -> None:
    shown = [item["lines"] for item in page.items("stale")]
    assert len(shown) == len(compared.told["stale"]) == 2
    assert shown[0] == [
        f"Correct {UNCLEAR}/tem_area to “5 Tieto, neuvonta ja ohjaus”",
        "The source now says “5 Tieto, neuvonta ja ohjaus”, not “?”.",
    ]
    assert shown[1][1] == "The finding is gone."


def test_what_did_not_change_is_there_but_folded(compared: Compared, page: ComparisonPage) -> None:
    told = compared.told
    touched = {change["where"] for change in told["fields"]}
    touched |= {change["where"].rpartition("/")[0] for change in told["texts"]}
    touched |= {named["key"] for part in ("added", "reordered") for named in told[part]}
    unchanged = {item["codes"][0] for item in page.items("unchanged")}
    assert unchanged == {row["service_id"] for row in compared.new.rows("services")} - touched
    (asides,) = page.items("asides")
    assert len(asides["lines"]) + len(page.changes("asides")) == len(told["asides"])


def test_boxes_hold_the_letters_of_their_cells(compared: Compared, page: ComparisonPage) -> None:
    assert list(wrong_cells(page, compared.old.pdf, compared.new.pdf)) == []


@pytest.mark.parametrize("kind", ["fields", "texts", "renamed", "new", "fixed", "stale"])
def test_both_printed_cells_are_shown(page: ComparisonPage, kind: str) -> None:
    pairs = page.cells(kind)
    assert pairs
    assert all(cell is None or cell["boxes"] for pair in pairs for cell in pair)
    assert any(all(pair) for pair in pairs)


def test_an_empty_cell_is_shown_too(page: ComparisonPage) -> None:
    (pair,) = (
        part["cells"]
        for item in page.items("fields")
        for part in item["parts"]
        if item["codes"] == ["employer.starttirahat"]
        and any(label == "TEM service area" for label, _, _ in part["changes"])
    )
    old, new = pair
    assert old["text"].startswith("5 Tieto")
    assert (new["text"], new["boxes"][0][-1]) == ("", 1)


def test_values_of_one_cell_stand_beside_one_picture_of_it(page: ComparisonPage) -> None:
    (item,) = (i for i in page.items("fields") if i["codes"] == ["person.tyovoimakoulutus"])
    labels = [[label for label, _, _ in part["changes"]] for part in item["parts"]]
    assert labels == [["Type"], ["Producers as printed", "Producer"]]


def test_only_pages_with_a_shown_cell_are_drawn(page: ComparisonPage) -> None:
    shown = {
        box[0]
        for group in page.document["groups"]
        for pair in page.cells(group["kind"])
        for cell in pair
        if cell
        for box in cell["boxes"]
    }
    assert shown == page.pictures == set(page.data["pages"])
    assert all(one["image"] and one["width"] > 500 for one in page.data["pages"].values())


def test_all_its_words_are_of_one_language(pages: Mapping[str, ComparisonPage]) -> None:
    words = []
    for language, page in pages.items():
        assert f'<html lang="{language}">'.encode() in page.content
        texts = strings(page.data["documents"])
        assert [text for text in texts if "{" in text or "page_" in text] == []
        groups = page.document["groups"]
        words.append([page.data["title"], page.document["summary"], *(g["title"] for g in groups)])
    assert len(words[0]) == len(words[1])
    assert all(finnish != english for finnish, english in zip(*words, strict=True))


def strings(value: Any) -> list[str]:
    """All texts in some data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    return [text for one in value for text in strings(one)] if isinstance(value, list) else []


def test_what_is_printed_is_the_same_with_a_page_and_without(compared: Compared) -> None:
    folders = (compared.old.outputs, compared.new.outputs)
    file = compared.new.folder / "page.html"
    for options in ((), ("--json",), ("--lang", "fi"), ("--exact",)):
        plain_run = run("compare", *folders, *options)
        with_page = run("compare", *folders, *options, "--html", file)
        assert with_page.stdout == plain_run.stdout
        assert (with_page.returncode, with_page.stderr) == (plain_run.returncode, "")
