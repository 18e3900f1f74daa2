"""The findings of the review page: where they are, and what can be decided about them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.finding import Finding
from pipeline.outputs.page.review import review_data
from tests.outputs.page.conftest import ACCEPTED_CHECK, ACCEPTED_REASON, CORRECTED, HEADER, TAIL
from tests.printing.appendix import AREA, changed, print_appendix, transcription
from tests.support.command_line import ROOT, SCHEMAS, Desk, read_csv, run
from tests.support.html_pages import parsed
from tests.support.reading import read, read_document

CODED = {
    "service_type": "service_types",
    "producer_text": "producers",
    "tem_area": "tem_areas",
    "shared": "marks",
    "integration_client": "marks",
    "multidisciplinary": "marks",
    "new_jobseeker": "marks",
}


def by_check(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The first finding of each check."""
    found: dict[str, dict[str, Any]] = {}
    for finding in data["findings"]:
        found.setdefault(finding["check"], finding)
    return found


def test_findings_are_those_of_the_report_in_its_order(data: dict[str, Any], built: Desk) -> None:
    report = json.loads((built.outputs / "validation.json").read_text(encoding="utf-8"))
    keys, names = data["records"]["keys"], [field["name"] for field in data["fields"]]
    rows = built.rows("findings")
    assert [finding["id"] for finding in data["findings"]] == [row["finding_id"] for row in rows]
    for finding, row, told in zip(data["findings"], rows, report["findings"], strict=True):
        for name in ("check", "severity", "status", "cell_ref", "value", "page", "count"):
            assert finding[name] == told[name]
        record = keys[finding["record"]] if finding["record"] >= 0 else ""
        field = names[finding["field"]] if finding["field"] >= 0 else ""
        assert (record, field) == (row["service_id"], row["field"])
        assert (finding["scope_note"] != "") == (told["scope"] == "group")
        assert (finding["read_as"] == "") == (told["read_as"] == "")
        assert (finding["reason"], finding["severity"] in data["severities"]) == ("", True)
        assert finding["status"] in data["statuses"]


def test_texts_are_those_of_the_report_for_people(data: dict[str, Any], built: Desk) -> None:
    text = (built.outputs / "validation.md").read_text(encoding="utf-8")
    for finding in data["findings"]:
        (line,) = [line for line in text.splitlines() if line.startswith(f"- [`{finding['id']}`]")]
        for name in ("message", "advice", "field_label", "scope_note", "read_as"):
            assert finding[name] in line, name


def test_the_boxes_are_those_of_the_cells_in_the_csv_files(
    data: dict[str, Any], built: Desk
) -> None:
    check_boxes(data, built.outputs)


def test_a_heading_that_is_printed_again_is_shown_where_it_was_found(tmp_path: Path) -> None:
    pdf = ROOT / "tests" / "documents" / "layouts" / "text-rows-split.pdf"
    assert run("build", pdf, "--output", tmp_path).returncode == 0
    outputs = tmp_path / pdf.stem
    headings = [row["cell_ref"] for row in read_csv(outputs / "cells.csv")]
    data = parsed(outputs / f"{pdf.stem}.html").data
    found = by_check(data)["column-without-marks"]
    assert headings.count(found["cell_ref"]) > len(found["boxes"]) == 1
    check_boxes(data, outputs)


def check_boxes(data: dict[str, Any], outputs: Path) -> None:
    """Compare the boxes of findings with those of the CSV files."""
    places: dict[str, list[list[Any]]] = {}
    for file, is_empty in (("cells", 0), ("empty_cells", 1)):
        for row in read_csv(outputs / f"{file}.csv"):
            sides = [float(row[side]) for side in ("x0", "top", "x1", "bottom")]
            places.setdefault(row["cell_ref"], []).append([int(row["page"]), *sides, is_empty])
    for finding in data["findings"]:
        wanted = places[finding["cell_ref"]]
        if finding["record"] < 0:
            # A heading is printed on each page of its table: that of the finding is shown.
            wanted = [box for box in wanted if box[0] == finding["page"]]
        # Tails of letters have room besides, in type of 12 points at most.
        for box, own in zip(finding["boxes"], wanted, strict=True):
            assert box == [*own[:4], box[4], own[5]]
            assert box[4] - own[4] == pytest.approx(TAIL / 2, abs=TAIL / 2)
        assert [bool(box[-1]) for box in wanted] == [finding["value"] == ""] * len(wanted)


def test_what_can_be_decided(data: dict[str, Any]) -> None:
    for finding in data["findings"]:
        assert finding["acceptable"]
        assert finding["correctable"] == (finding["record"] >= 0)
        assert finding["expected"] == (finding["value"] if finding["correctable"] else None)


def test_what_is_decided_already_cannot_be_decided_again(decided: Desk) -> None:
    found = by_check(parsed(decided.page).data)
    accepted, corrected = found[ACCEPTED_CHECK], found["tem-area-uncertain"]
    assert (accepted["status"], accepted["reason"]) == ("accepted", ACCEPTED_REASON)
    assert (accepted["acceptable"], accepted["correctable"]) == (False, False)
    # It is about the text that the ledger has put in place of the printed one.
    assert corrected["cell_ref"] == "/".join(CORRECTED[:2])
    assert corrected["value"] == CORRECTED[3]
    assert (corrected["acceptable"], corrected["correctable"]) == (True, False)
    assert (corrected["expected"], corrected["proposals"]) == (None, [])
    for target, way in ((corrected["id"], ("--value", "x")), (accepted["id"], ("--accept",))):
        assert run("decide", decided.pdf, target, *way, "--reason", "asked").returncode == 2


# What is wrong in a document with errors, and the text that should be proposed first.
SLIPS = {
    "type-unknown": ({"type": "Lakisäteinen"}, "Lakisääteinen"),
    "producer-unknown": ({"producer": "Kunnat ja ostopalvleu"}, "Kunnat ja ostopalvelu"),
    "tem-area-unknown": ({"tem": "2 Osamisen kehittäminen"}, "2 Osaamisen kehittäminen"),
    "tem-area-conflict": ({"tem": "2 Työn löytyminen"}, "2"),
    "mark-unknown": ({"shared": "xx"}, "x"),
}


@pytest.fixture(scope="module", name="flawed")
def flawed_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A document with errors, which is refused."""
    desk = Desk(tmp_path_factory.mktemp("flawed"))
    rows = transcription()
    for place, (cells, _) in enumerate(SLIPS.values(), 8):
        rows = changed(rows, "person", place, **cells)
    print_appendix(desk.pdf, rows)
    assert desk.build().returncode == 1
    return desk


def test_errors_can_be_corrected_but_not_accepted(flawed: Desk) -> None:
    found = by_check(parsed(flawed.page).data)
    for check in SLIPS:
        assert (found[check]["acceptable"], found[check]["correctable"]) == (False, True)
        assert found[check]["expected"] == found[check]["value"]


def test_what_is_near_is_proposed_first(flawed: Desk) -> None:
    found = by_check(parsed(flawed.page).data)
    for check, (_, wanted) in SLIPS.items():
        proposed = found[check]["proposals"]
        assert proposed[0] == wanted, proposed
    assert found["tem-area-conflict"]["proposals"] == ["2", "Työn löytyminen"]
    assert found["misprint"]["proposals"][0] == "6 Yhteiset tukipalvelut"
    assert found["tem-area-uncertain"]["proposals"][0] == "1 Työn löytyminen"
    assert found["producer-uncertain"]["proposals"] == [
        found["producer-uncertain"]["value"].removesuffix("?")
    ]


def test_nothing_is_proposed_for_an_empty_cell_or_in_place_of_a_sign(flawed: Desk) -> None:
    for finding in parsed(flawed.page).data["findings"]:
        if finding["value"] in ("", "?"):
            assert finding["proposals"] == []
        assert finding["value"] not in finding["proposals"]
        assert len(set(finding["proposals"])) == len(finding["proposals"])


def test_what_is_proposed_takes_its_finding_away_and_makes_none(flawed: Desk) -> None:
    data = parsed(flawed.page).data
    keys, names = data["records"]["keys"], [field["name"] for field in data["fields"]]
    before = {finding["id"]: finding for finding in data["findings"]}
    most = max(len(finding["proposals"]) for finding in data["findings"])
    assert most > 1
    for place in range(most):
        lines = [HEADER.split(",")]
        gone = set()
        for finding in data["findings"]:
            if len(finding["proposals"]) > place:
                cell = keys[finding["record"]], names[finding["field"]]
                value = finding["proposals"][place]
                day = "2026-01-31"
                lines.append(["correct", "", *cell, finding["expected"], value, "asked", day])
                gone.add(finding["id"])
        with flawed.ledger.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        try:
            flawed.build("--fail-on", "never", "--output", flawed.folder / "after")
        finally:
            flawed.ledger.unlink()
        page = flawed.folder / "after" / flawed.pdf.stem / flawed.page.name
        after = {finding["id"] for finding in parsed(page).data["findings"]}
        assert after == before.keys() - gone


def test_a_cell_of_several_services_is_the_place_of_each_of_them() -> None:
    pdf = ROOT / "tests" / "documents" / "layouts" / "sheet-merged-down.pdf"
    result = read(pdf, read_document(pdf))
    cell = next(item for item in result.items if len(item.keys) > 1)
    findings = [
        Finding(
            check="producer-uncertain", key=key, field=cell.field, cell_ref=f"{key}/{cell.field}"
        )
        for key in cell.keys
    ]
    shown = review_data(replace(result, findings=findings), {}, True, None)["findings"]
    assert len(shown) > 1
    places = {json.dumps(finding["boxes"]) for finding in shown}
    assert len(places) == 1
    ((page, *sides, is_empty),) = shown[0]["boxes"]
    assert (page, is_empty) == (cell.page, 0)
    box = cell.seen_box
    assert sides == pytest.approx([box.x0, box.top, box.x1, box.bottom], abs=0.06)


def test_wordings_are_those_of_the_vocabularies(data: dict[str, Any]) -> None:
    names = [field["name"] for field in data["fields"]]
    assert {names[int(number)] for number in data["wordings"]} == set(CODED)
    for number, wordings in data["wordings"].items():
        path = SCHEMAS / "vocabulary" / f"{CODED[names[int(number)]]}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        known = [row["pattern"].replace("{name}", AREA) for row in rows if row["misprint"] != "yes"]
        # A sign alone is a wording where it is a mark; elsewhere it is a doubt.
        marks = names[int(number)] not in ("service_type", "producer_text", "tem_area")
        assert wordings == [text for text in known if text and (marks or text != "?")]
