"""Twelve areas in one build: every cell of every table of all, counted anew from their lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.printing.areas import areas
from tests.printing.print_areas import print_area
from tests.support import expected_areas as expected
from tests.support.area_desk import IN_ORDER, TOGETHER, AreaDesk, area_desk, copied
from tests.support.command_line import files_in, read_csv
from tests.support.empty_places import COLUMN_OF_FIELD
from tests.support.recount import Table

TABLES = (
    "services",
    "service_producers",
    "common_services",
    "services_by_area",
    "producer_by_tem_area",
    "producer_by_area",
    "tem_area_by_area",
    "service_type_by_area",
    "shared_by_area",
)
# Files whose lines are those of the documents, one after the other.
ONE_AFTER_THE_OTHER = ("cells", "empty_cells", "findings", "corrections")
BROKEN, REFUSED, CHANGED = "kainuu", "satakunta", "saaristomeri"


def check_tables(desk: AreaDesk, usable: list[str]) -> None:
    """Whether all tables are those of the areas named, as they were written down."""
    recount = desk.recount(area for area in IN_ORDER if area.document in usable)
    for name, table in recount.tables().items():
        assert desk.rows(name) == table, name
    documents = [row for row in desk.rows("documents") if row["status"] == "usable"]
    assert documents == recount.documents()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_that_of_the_lines(twelve: AreaDesk, name: str) -> None:
    wanted = twelve.recount(IN_ORDER).tables()[name]
    found = twelve.rows(name)
    assert found == wanted
    assert list(found[0]) == list(wanted[0])


def test_all_tables_are_counted(twelve: AreaDesk) -> None:
    files = {path.stem for path in twelve.together.glob("*.csv")}
    assert files == {*TABLES, *ONE_AFTER_THE_OTHER, "documents"}
    assert twelve.recount(IN_ORDER).tables().keys() == set(TABLES)


def test_each_document_has_its_line(twelve: AreaDesk) -> None:
    wanted = twelve.recount(IN_ORDER).documents()
    assert twelve.rows("documents") == wanted
    assert list(twelve.rows("documents")[0]) == list(wanted[0])


@pytest.mark.parametrize("name", ONE_AFTER_THE_OTHER)
def test_evidence_is_that_of_the_documents(twelve: AreaDesk, name: str) -> None:
    wanted: Table = []
    for area in IN_ORDER:
        for row in read_csv(twelve.output / area.document / f"{name}.csv"):
            place = {} if name == "corrections" else {"sheet_cell": row.get("sheet_cell", "")}
            wanted.append({"document": area.document, "area": area.name, **row, **place})
    assert twelve.rows(name) == wanted


def test_each_finding_is_one_that_was_written_down(twelve: AreaDesk) -> None:
    found = twelve.rows("findings")
    for area in IN_ORDER:
        own = [row for row in found if row["document"] == area.document]
        assert expected.keys_of(own) == expected.finding_keys(area)


def test_each_printed_cell_of_a_service_is_kept_once(twelve: AreaDesk) -> None:
    wanted = sorted(
        (area.document, line["service_id"], field, line[column])
        for area in IN_ORDER
        for line in area.services
        for field, column in COLUMN_OF_FIELD.items()
        if line[column]
    )
    cells = [row for row in twelve.rows("cells") if row["service_id"]]
    found = sorted((c["document"], c["service_id"], c["field"], c["text"]) for c in cells)
    assert found == wanted


def test_keys_lead_from_each_table_to_its_service(twelve: AreaDesk) -> None:
    keys = [(row["document"], row["service_id"]) for row in twelve.rows("services")]
    assert len(set(keys)) == len(keys)
    for name in ("service_producers", "services_by_area", "findings", "cells"):
        rows = [row for row in twelve.rows(name) if row["service_id"]]
        assert {(row["document"], row["service_id"]) for row in rows} <= set(keys)
    package = json.loads((twelve.together / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["services"]["primaryKey"] == ["document", "service_id"]
    (key, *_) = (
        key
        for key in schemas["service_producers"]["foreignKeys"]
        if key["reference"]["resource"] == "services"
    )
    assert key["fields"] == key["reference"]["fields"] == ["document", "service_id"]


def test_the_number_of_jobs_changes_no_byte(twelve: AreaDesk, tmp_path: Path) -> None:
    desk = area_desk(tmp_path / "desk")
    completed = desk.build("--jobs", "3")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert files_in(desk.output) == files_in(twelve.output)


def test_nothing_is_done_where_nothing_changed(twelve: AreaDesk, tmp_path: Path) -> None:
    desk = copied(twelve, tmp_path / "desk")
    before = {path: path.stat().st_mtime_ns for path in desk.output.rglob("*")}
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout.splitlines()[-1] == "built 0, current 12, refused 0, failed 0"
    assert {path: path.stat().st_mtime_ns for path in desk.output.rglob("*")} == before


def test_a_changed_area_is_built_again_alone_and_all_with_it(
    twelve: AreaDesk, tmp_path: Path
) -> None:
    desk = copied(twelve, tmp_path / "desk")
    changed = areas()[CHANGED].changed("person.kulukorvaukset", producer="Kunnat ja HVA")
    print_area(desk.inputs / changed.file, changed)
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout.splitlines()[-1] == "built 1, current 11, refused 0, failed 0"
    before, after = files_in(twelve.output), files_in(desk.output)
    assert {name.split("/")[0] for name in after if after[name] != before.get(name)} == {
        CHANGED,
        TOGETHER,
    }
    known = [changed if area.document == CHANGED else area for area in IN_ORDER]
    for name, table in desk.recount(known).tables().items():
        assert desk.rows(name) == table, name
    assert desk.rows("documents") == desk.recount(known).documents()


@pytest.fixture(name="spoilt", scope="module")
def some_areas_spoilt(twelve: AreaDesk, tmp_path_factory: pytest.TempPathFactory) -> AreaDesk:
    """One document that cannot be read, and one with a producer that no vocabulary knows."""
    desk = copied(twelve, tmp_path_factory.mktemp("spoilt") / "desk")
    broken = desk.inputs / areas()[BROKEN].file
    broken.write_bytes(broken.read_bytes()[:200])
    refused = areas()[REFUSED].changed("person.kulukorvaukset", producer="Satamayhtiö")
    print_area(desk.inputs / refused.file, refused)
    completed = desk.build()
    assert completed.returncode == 3
    assert completed.stdout.splitlines()[-1] == "built 0, current 10, refused 1, failed 1"
    assert "Traceback" not in completed.stderr
    for area in IN_ORDER:
        named = f"{area.file}" in completed.stderr
        assert named == (area.document in (BROKEN, REFUSED))
    return desk


def test_the_other_areas_are_right_where_some_are_spoilt(
    twelve: AreaDesk, spoilt: AreaDesk
) -> None:
    usable = [a.document for a in IN_ORDER if a.document not in (BROKEN, REFUSED)]
    check_tables(spoilt, usable)
    before, after = files_in(twelve.output), files_in(spoilt.output)
    for name in before:
        if name.split("/")[0] in usable:
            assert after[name] == before[name]
    for name in ("cells", "empty_cells", "findings"):
        assert {row["document"] for row in spoilt.rows(name)} == set(usable)


def test_each_spoilt_area_is_named_with_the_reason(spoilt: AreaDesk) -> None:
    rows = {row["document"]: row for row in spoilt.rows("documents")}
    assert list(rows) == [area.document for area in IN_ORDER]
    states = {name: row["status"] for name, row in rows.items() if row["status"] != "usable"}
    assert states == {BROKEN: "failed", REFUSED: "refused"}
    report = (spoilt.together / "validation.md").read_text(encoding="utf-8")
    cover = "\n".join(cell for row in spoilt.sheet("Kansi") for cell in row)
    for name in (BROKEN, REFUSED):
        assert rows[name]["reason"]
        assert str(spoilt.folder) not in rows[name]["reason"]
        assert areas()[name].name in report or areas()[name].file in report
        assert areas()[name].name in cover or areas()[name].file in cover
    told = json.loads((spoilt.together / "validation.json").read_text(encoding="utf-8"))
    assert json.dumps(told, ensure_ascii=False).count(areas()[BROKEN].file) >= 1


def test_areas_that_are_mended_come_back(
    spoilt: AreaDesk, twelve: AreaDesk, tmp_path: Path
) -> None:
    desk = copied(spoilt, tmp_path / "desk")
    for name in (BROKEN, REFUSED):
        area = areas()[name]
        (desk.inputs / area.file).write_bytes(area.path.read_bytes())
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    assert files_in(desk.output) == files_in(twelve.output)
