"""The CSV files for Excel: how they are written, described and compared."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from tests.printing.print_other_tables import LIST, LIST_LAYOUT, print_table
from tests.support.command_line import Desk, files_in, run

ROWS = [
    ("", "Opetus", ""),
    ("1.01", "=HYPERLINK(0)", "12345678901234567,55"),
    ("1.02", "+358 40 123", "-1234,50"),
    ("1.03", "007", "1,00"),
    ("1.04", '\'lainaus; ja "muuta"', "2,00"),
]
SCHEMAS = LIST / "schemas"


@pytest.fixture(name="grants", scope="module")
def list_of_grants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the list, built plain and for Excel."""
    folder = tmp_path_factory.mktemp("grants")
    columns = ("number", "name", "amount")
    pdf = folder / "list.pdf"
    print_table(pdf, [dict(zip(columns, row, strict=True)) for row in ROWS], LIST_LAYOUT)
    for kind in ("plain", "excel"):
        options = ("--schemas", SCHEMAS, "--output", folder / kind, "--csv", kind)
        assert run("build", pdf, *options, "--fail-on", "never").returncode == 0
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(lines, delimiter=";"))


def test_numbers_are_numbers_and_texts_are_texts(grants: Path) -> None:
    rows = rows_of(grants / "excel" / "list" / "grants.csv")
    assert [row["name"] for row in rows] == [
        "'=HYPERLINK(0)",
        "'+358 40 123",
        "'007",
        "''lainaus; ja \"muuta\"",
    ]
    assert [row["amount"] for row in rows] == ["'12345678901234567,55", "-1234,50", "1,00", "2,00"]
    assert [row["number"] for row in rows] == ["'1.01", "'1.02", "'1.03", "'1.04"]
    cells = rows_of(grants / "excel" / "list" / "cells.csv")
    assert all("," in cell["x0"] and "." not in cell["x0"] for cell in cells)


def test_no_cell_of_any_file_is_run(grants: Path) -> None:
    for path in (grants / "excel" / "list").glob("*.csv"):
        for row in rows_of(path):
            for cell in row.values():
                number = cell.removeprefix("-").replace(",", "", 1)
                assert not cell.startswith(("=", "+", "-", "@")) or number.isdigit(), (path, cell)


def test_the_descriptor_says_how_the_files_are_read(grants: Path) -> None:
    folder = grants / "excel" / "list"
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["dialect"]["delimiter"] == ";"
        for field in resource["schema"]["fields"]:
            assert (field.get("decimalChar") == ",") == (
                field["type"] in ("number", "integer") or field["name"] in ("amount", "total")
            )
    (grant,) = (r for r in descriptor["resources"] if r["name"] == "grants")
    # With a number that Excel would change, the column is one of texts.
    assert {f["name"]: f["type"] for f in grant["schema"]["fields"]}["amount"] == "string"


@pytest.mark.parametrize("kind", ["plain", "excel"])
def test_the_data_package_of_strange_values_is_valid(kind: str, grants: Path) -> None:
    done = frictionless.validate(str(grants / kind / "list" / "datapackage.json"))
    assert [error.message for task in done.tasks for error in task.errors] == []
    assert done.valid


def test_frictionless_reads_the_same_values_from_both(built: Desk, desk: Desk) -> None:
    assert desk.build("--csv", "excel").returncode == 0
    read = []
    for folder in (built.outputs, desk.outputs):
        package: Any = frictionless.Package(str(folder / "datapackage.json"))
        assert frictionless.validate(str(folder / "datapackage.json")).valid
        read.append({r.name: [row.to_dict() for row in r.read_rows()] for r in package.resources})
    assert len(read[0]["services"]) == 55
    for name in ("services", "service_producers", "producer_by_tem_area"):
        assert read[0][name] == read[1][name]
    for plain, excel in zip(read[0]["cells"], read[1]["cells"], strict=True):
        assert {**plain, "text": ""} == {**excel, "text": ""}


def test_both_kinds_compare_as_equal_in_substance(grants: Path) -> None:
    for old, new in (("plain", "excel"), ("excel", "plain"), ("excel", "excel")):
        completed = run("compare", grants / old, grants / new, "--schemas", SCHEMAS)
        assert completed.returncode == 0, completed.stdout
        assert completed.stderr == ""


def test_a_change_is_told_alike_from_both_kinds(grants: Path, tmp_path: Path) -> None:
    columns = ("number", "name", "amount")
    rows = [*ROWS[:3], ("1.03", "007", "-3,00"), ROWS[4]]
    pdf = tmp_path / "list.pdf"
    print_table(pdf, [dict(zip(columns, row, strict=True)) for row in rows], LIST_LAYOUT)
    options = ("--schemas", SCHEMAS, "--output", tmp_path / "new", "--csv", "excel")
    assert run("build", pdf, *options, "--fail-on", "never").returncode == 0
    told = []
    for kind in ("plain", "excel"):
        done = run("compare", grants / kind, tmp_path / "new", "--schemas", SCHEMAS, "--json")
        assert done.returncode == 1
        told.append(json.loads(done.stdout))
    assert told[0] == told[1]
    assert "-3.00" in json.dumps(told[0])


def test_the_kind_of_files_is_part_of_what_makes_outputs_current(desk: Desk) -> None:
    desk.build()
    plain = files_in(desk.outputs)
    assert not any(content.startswith(b"\xef\xbb\xbf") for content in plain.values())
    assert "current" in desk.build("--csv", "plain").stdout
    assert "current" not in desk.build("--csv", "excel").stdout
    assert "current" in desk.build("--csv", "excel").stdout
    assert desk.build().returncode == 0
    assert files_in(desk.outputs) == plain


def test_another_kind_is_wrong_usage(desk: Desk) -> None:
    completed = desk.build("--csv", "numbers")
    assert completed.returncode == 2
    assert "--csv" in completed.stderr
