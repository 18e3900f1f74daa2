"""One changed cell changes what is said of its service, and nothing else.

The appendix is printed twice, with one cell changed, and the CSV files of both are compared row
by row. What must change is written down in `changes` from the transcription and the contract.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.printing.appendix import TranscribedRow, changed, inserted, print_appendix, transcription
from tests.support.changes import CHANGES, Change, Found, Row
from tests.support.command_line import ROOT, SCHEMAS, Desk, run

# A line of the report that holds a count: a row of a table that ends in a number.
PAGE = re.compile(r" · sivu \d+")
# How the line of a finding begins in the report for people.
FINDING_BEGIN = "- [`"
COUNTED = re.compile(r"\|.*\| \d+ \|")


@dataclass(frozen=True)
class Outcome:
    """The CSV files of the appendix before and after a change."""

    change: Change
    before: Desk
    after: Desk


@pytest.fixture(name="outcome", scope="module", params=list(CHANGES.values()), ids=list(CHANGES))
def outcome_of_a_change(
    request: pytest.FixtureRequest, built: Desk, tmp_path_factory: pytest.TempPathFactory
) -> Outcome:
    change: Change = request.param
    desk = Desk(tmp_path_factory.mktemp("changed"))
    print_appendix(desk.pdf, changed(transcription(), change.table, change.row, **change.cells))
    assert desk.build("--without-decisions").returncode == change.exit_code
    return Outcome(change, built, desk)


def test_services_differ_in_the_changed_values_alone(outcome: Outcome) -> None:
    change = outcome.change
    expected = [
        {**row, **change.values} if row["service_id"] == change.service else row
        for row in outcome.before.rows("services")
    ]
    assert outcome.after.rows("services") == expected


def test_producers_of_other_services_stay(outcome: Outcome) -> None:
    change = outcome.change
    before, after = (desk.rows("service_producers") for desk in (outcome.before, outcome.after))
    assert [row for row in after if row["service_id"] != change.service_after] == [
        row for row in before if row["service_id"] != change.service
    ]
    own = [
        (r["producer"], r["certainty"]) for r in after if r["service_id"] == change.service_after
    ]
    if change.producers is not None:
        assert sorted(own) == sorted(change.producers)
    else:
        assert own == [
            (r["producer"], r["certainty"]) for r in before if r["service_id"] == change.service
        ]


def test_counts_follow_from_the_records(outcome: Outcome) -> None:
    for desk in (outcome.before, outcome.after):
        services, listed = desk.rows("services"), desk.rows("service_producers")
        assert counted(desk) == recounted(services, listed)
    change = outcome.change
    touched = {
        row["producer"]
        for desk, service in (
            (outcome.before, change.service),
            (outcome.after, change.service_after),
        )
        for row in desk.rows("service_producers")
        if row["service_id"] == service
    } | {"not_stated"}
    before, after = counted(outcome.before), counted(outcome.after)
    assert {key[0] for key in before | after if before[key] != after[key]} <= touched


def counted(desk: Desk) -> Counter[tuple[str, str]]:
    """The counts of the cross-tabulation that are not zero."""
    return Counter(
        {
            (row["producer"], column): int(count)
            for row in desk.rows("producer_by_tem_area")
            for column, count in row.items()
            if column != "producer" and int(count)
        }
    )


def recounted(services: list[Row], listed: list[Row]) -> Counter[tuple[str, str]]:
    """The same counts, made from the records: distinct services for each pair."""
    areas = ("1", "2", "3", "4", "5", "6", "other", "unclear", "not_stated")
    counts: Counter[tuple[str, str]] = Counter()
    for service in services:
        own = {row["producer"] for row in listed if row["service_id"] == service["service_id"]}
        for producer in own or {"not_stated"}:
            counts[producer, "total"] += 1
            if service["tem_area"] in areas:
                counts[producer, service["tem_area"]] += 1
    return counts


def test_cells_differ_where_the_change_was_made_alone(outcome: Outcome) -> None:
    change = outcome.change
    before = by_reference(outcome.before)
    after = by_reference(outcome.after)
    if change.renamed:
        before = {
            ref.replace(f"{change.service}/", f"{change.renamed}/"): {
                **row,
                "cell_ref": row["cell_ref"].replace(f"{change.service}/", f"{change.renamed}/"),
                "service_id": row["service_id"].replace(change.service, change.renamed),
            }
            for ref, row in before.items()
        }
    differing = {ref for ref in before | after if before.get(ref) != after.get(ref)}
    assert differing == {f"{change.service_after}/{name}" for name in change.fields}
    (text,) = change.cells.values()
    for ref in differing:
        assert after.get(ref, {"text": ""})["text"] == " ".join(text.split())


def test_empty_cells_are_others_where_the_change_was_made_alone(outcome: Outcome) -> None:
    change = outcome.change
    before, after = (
        {row["cell_ref"] for row in desk.rows("empty_cells")}
        for desk in (outcome.before, outcome.after)
    )
    if change.renamed:
        before = {ref.replace(f"{change.service}/", f"{change.renamed}/") for ref in before}
    (text,) = change.cells.values()
    changed = {f"{change.service_after}/{name}" for name in change.fields}
    assert before ^ after <= changed
    assert after & changed == (set() if text.strip() else changed)


def by_reference(desk: Desk) -> dict[str, Row]:
    """The cells by reference, each of which stands once."""
    rows = desk.rows("cells")
    cells = {row["cell_ref"]: row for row in rows}
    assert len(cells) == len(rows)
    return cells


def test_findings_differ_on_the_changed_service_alone(outcome: Outcome) -> None:
    change = outcome.change
    before, after = (
        {row["finding_id"]: row for row in desk.rows("findings")}
        for desk in (outcome.before, outcome.after)
    )
    gone = [before[i] for i in before.keys() - after.keys()]
    new = [after[i] for i in after.keys() - before.keys()]
    renamed = change.moved
    assert {what(row) for row in gone if row["service_id"]} == change.gone | renamed
    assert {row["service_id"] for row in gone} <= {change.service, ""}
    assert {row["check"] for row in gone if not row["service_id"]} == change.gone_elsewhere
    assert {what(row) for row in new} == change.new | renamed
    assert {row["service_id"] for row in new} <= {change.service_after}
    for identity in before.keys() & after.keys():
        assert before[identity] == after[identity]


def test_the_report_differs_in_lines_of_the_cell_of_groups_and_in_counts(outcome: Outcome) -> None:
    change = outcome.change
    before, after = (report_lines(desk) for desk in (outcome.before, outcome.after))
    of_groups = {found["check"] for found in group_findings(outcome)}
    for line in (before - after) | (after - before):
        if line.startswith(FINDING_BEGIN):
            names = (f"`{change.service}`", f"`{change.service_after}`")
            assert any(name in line for name in names) or any(f"**{c}**" in line for c in of_groups)
        elif change.exit_code == 0:
            assert COUNTED.fullmatch(line), line


def report_lines(desk: Desk) -> set[str]:
    """The lines of the report for people; the document is called by its name, wherever it lies."""
    report = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    return set(report.replace(os.path.relpath(desk.pdf, ROOT), desk.pdf.name).splitlines())


def group_findings(outcome: Outcome) -> list[Row]:
    """The findings of checks that look at other rows too."""
    reports = [
        json.loads((desk.outputs / "validation.json").read_text(encoding="utf-8"))
        for desk in (outcome.before, outcome.after)
    ]
    return [f for report in reports for f in report["findings"] if f["scope"] == "group"]


def test_the_comparison_tells_the_change_alone(outcome: Outcome) -> None:
    change = outcome.change
    completed = run("compare", outcome.before.outputs, outcome.after.outputs, "--json")
    assert (completed.returncode, completed.stderr) == (1, "")
    (told,) = json.loads(completed.stdout)["documents"]
    renamed = [pair for pair in told["renamed"] if pair["old"]["key"] == change.service]
    if change.renamed:
        assert [named["key"] for named in told["removed"]] == [change.service]
        assert [named["key"] for named in told["added"]] == [change.renamed]
        # These names share too few letters for anybody to propose it.
        assert renamed == []
        return
    assert (told["added"], told["removed"], told["renamed"], told["reordered"]) == ([], [], [], [])
    fields = {(c["where"], c["what"]): c["new"] for c in told["fields"]}
    producers = fields.pop((change.service, "producer"), None)
    assert fields == {(change.service, name): value for name, value in change.values.items()}
    if change.producers is not None:
        expected = ", ".join(f"{code} ({certainty})" for code, certainty in change.producers)
        assert producers == expected
    else:
        assert producers is None
    states = {
        state: {what(row) for row in told["findings"][state] if row["service_id"]}
        for state in ("new", "fixed", "accepted", "reopened")
    }
    assert states == {"new": change.new, "fixed": change.gone, "accepted": set(), "reopened": set()}
    assert (told["decisions"], told["stale"], told["files"]) == ([], [], [])
    texts = [c["where"] for c in told["texts"]]
    read_the_same = not change.values and change.producers is None
    assert texts == ([f"{change.service}/{change.fields[0]}"] if read_the_same else [])


def what(row: Row) -> Found:
    """What a finding says, but of which service."""
    return row["check"], row["field"], row["value"]


def test_findings_without_a_service_come_from_checks_of_groups() -> None:
    checks = yaml.safe_load((SCHEMAS / "appendix.yaml").read_text(encoding="utf-8"))["checks"]
    of_groups = {c["check"] for c in checks if "among" in c or c.get("when") == "unmarked"}
    assert {check for change in CHANGES.values() for check in change.gone_elsewhere} <= of_groups


# A row more.

NEW_SERVICE: Row = {
    "service": "Uraohjaus",
    "type": "Lakisääteinen",
    "producer": "Kunnat",
    "tem": "2 Osaamisen kehittäminen",
}
TALL: Row = {
    **NEW_SERVICE,
    "producer": "Kunnat,\nhyvinvointialue,\njärjestöt,\nHVA,\nkunta,\nkunnan",
}
INSERTIONS: dict[str, tuple[str, Row, str]] = {
    "at the top": ("person", NEW_SERVICE, "person.uraohjaus"),
    "at the top, so that rows go over to another page": ("person", TALL, "person.uraohjaus"),
    "at the top of the second table": ("employer", NEW_SERVICE, "employer.uraohjaus"),
}


@pytest.mark.parametrize(("table", "cells", "service"), INSERTIONS.values(), ids=INSERTIONS)
def test_an_inserted_row_renames_nothing(
    built: Desk, tmp_path: Path, table: str, cells: Row, service: str
) -> None:
    rows: list[TranscribedRow] = inserted(transcription(), table, 1, **cells)
    desk = Desk(tmp_path)
    print_appendix(desk.pdf, rows)
    completed = desk.build("--without-decisions")
    assert (completed.returncode, completed.stderr) == (0, "")
    before, after = (
        {row["service_id"]: {**row, "pages": ""} for row in d.rows("services")}
        for d in (built, desk)
    )
    assert [i for i in after if i != service] == list(before)
    assert {i: row for i, row in after.items() if i != service} == before
    assert after[service]["section"] == ""
    old, new = by_reference(built), by_reference(desk)
    filled = {"service": "service", "type": "service_type", "producer": "producer_text"}
    expected = {f"{service}/{name}" for name in (*filled.values(), "tem_area")}
    assert new.keys() - old.keys() == expected
    assert old.keys() <= new.keys()
    assert {ref: row["text"] for ref, row in new.items() if ref in old} == {
        ref: row["text"] for ref, row in old.items()
    }
    findings, new_findings = (
        {row["finding_id"]: {**row, "page": ""} for row in d.rows("findings")}
        for d in (built, desk)
    )
    assert new_findings == findings
    lines, new_lines = (
        [PAGE.sub("", line) for line in sorted(report_lines(d)) if line.startswith(FINDING_BEGIN)]
        for d in (built, desk)
    )
    assert sorted(new_lines) == sorted(lines)
    # Pages differ where the service itself is printed on another one, and nowhere else.
    moved = {
        row["service_id"]
        for row, was in zip(
            (row for row in desk.rows("services") if row["service_id"] != service),
            built.rows("services"),
            strict=True,
        )
        if row["pages"] != was["pages"]
    }
    pages, new_pages = (
        {row["finding_id"]: row["page"] for row in d.rows("findings") if row["service_id"]}
        for d in (built, desk)
    )
    differing = {i for i in pages if pages[i] != new_pages[i]}
    assert {findings[i]["service_id"] for i in differing} <= moved
