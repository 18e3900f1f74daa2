"""The cross-tabulations of the review page, counted anew from the CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from pipeline.outputs.page.review import review_data
from tests.outputs.test_sums import EDITS
from tests.printing.appendix import changed, print_appendix, transcription
from tests.printing.print_other_tables import CONTRACTS, contract_rows, contracts
from tests.support.command_line import SCHEMAS, Desk, read_csv, run
from tests.support.html_pages import parsed
from tests.support.sheets import column_of, labels, table_rows
from tests.support.small_lists import read_contracts

DECLARED = yaml.safe_load((SCHEMAS / "appendix.yaml").read_text(encoding="utf-8"))[
    "cross_tabulations"
]
WORDS = yaml.safe_load((SCHEMAS / "labels.yaml").read_text(encoding="utf-8"))["words"]
STATED, POSSIBLE = 0, 1
Member = tuple[str, str, str, int]


def codes_of(desk: Desk, field: str, key: str, service: dict[str, str]) -> list[tuple[str, int]]:
    """The codes of a service in a field, and whether each is possible only."""
    if field != "producer_text":
        return [(service[field] or "not_stated", STATED)]
    listed = [row for row in desk.rows("service_producers") if row["service_id"] == key]
    found = [(row["producer"], int(row["certainty"] == "possible")) for row in listed]
    return found or [("not_stated", STATED)]


def members_from_csv(desk: Desk, declared: dict[str, Any]) -> Iterator[Member]:
    """The services behind the numbers of a cross-tabulation: row, column, key, possible only."""
    rows = declared["rows"] if isinstance(declared["rows"], list) else [declared["rows"]]
    for service in desk.rows("services"):
        key = service["service_id"]
        for field in rows:
            for row, certainty in codes_of(desk, field, key, service):
                name = f"{field}:{row}" if len(rows) > 1 else row
                yield name, service[declared["columns"]] or "not_stated", key, certainty


def members_of(data: dict[str, Any], cross: dict[str, Any]) -> list[Member]:
    """The same as the page has them; a column that is none is empty."""
    rows, columns = ([one["code"] for one in cross[kind]] for kind in ("rows", "columns"))
    keys = data["records"]["keys"]
    return [
        (rows[row], columns[column] if column >= 0 else "", keys[record], possible)
        for row, column, record, possible in cross["members"]
    ]


def crosses_of(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {cross["name"]: cross for cross in data["crosses"]}


def counted(members: list[Member], row: str, column: str, certainty: int | None = None) -> int:
    """How many services are behind a number; all rows or columns where none is named."""
    return len(
        {
            key
            for of_row, of_column, key, possible in members
            if row in ("", of_row) and column in ("", of_column) and certainty in (None, possible)
        }
    )


def test_all_are_there(data: dict[str, Any]) -> None:
    assert [cross["name"] for cross in data["crosses"]] == [one["name"] for one in DECLARED]
    for cross, declared in zip(data["crosses"], DECLARED, strict=True):
        assert cross["label"] == WORDS[f"title_{declared['name']}"]["fi"]
        assert cross["apart"] == declared.get("possible_apart", False)
        assert cross["adds"] is None


@pytest.mark.parametrize("declared", DECLARED, ids=lambda one: str(one["name"]))
def test_the_services_behind_each_number_are_those_of_the_csv_files(
    declared: dict[str, Any], data: dict[str, Any], built: Desk
) -> None:
    cross = crosses_of(data)[declared["name"]]
    members = members_of(data, cross)
    assert len(set(members)) == len(members)
    assert set(members) == set(members_from_csv(built, declared))


@pytest.mark.parametrize("declared", DECLARED, ids=lambda one: str(one["name"]))
def test_each_number_is_how_many_services_there_are_behind_it(
    declared: dict[str, Any], data: dict[str, Any]
) -> None:
    cross = crosses_of(data)[declared["name"]]
    members = members_of(data, cross)
    for row, numbers, total in zip(
        cross["rows"], cross["counts"], cross["row_totals"], strict=True
    ):
        for column, number in zip(cross["columns"], numbers, strict=True):
            assert number == str(counted(members, row["code"], column["code"]))
        assert total == str(counted(members, row["code"], ""))
    for column, total in zip(cross["columns"], cross["column_totals"], strict=True):
        assert total == str(counted(members, "", column["code"]))
    assert cross["total"] == str(counted(members, "", ""))


@pytest.mark.parametrize("declared", DECLARED, ids=lambda one: str(one["name"]))
def test_the_workbook_has_the_same_numbers(
    declared: dict[str, Any], data: dict[str, Any], built: Desk
) -> None:
    cross = crosses_of(data)[declared["name"]]
    members = members_of(data, cross)
    sheet = load_workbook(built.workbook)[WORDS[f"sheet_{declared['name']}"]["fi"]]
    header, *rows = table_rows(sheet)
    assert header[0] == cross["row_label"]
    codes = {one["label"]: one["code"] for one in cross["columns"]} | {"Yhteensä": ""}
    row_codes = [*(one["code"] for one in cross["rows"]), ""]
    assert [row[0] for row in rows[:-1]] == [one["label"] for one in cross["rows"]]
    for row, code in zip(rows, row_codes, strict=True):
        for heading, number in zip(header[1:], row[1:], strict=True):
            column, certainty = column_of(heading)
            wanted = {"ilmoitettu": STATED, "mahdollinen": POSSIBLE}.get(certainty)
            assert number == counted(members, code, codes[column], wanted), (code, heading)


def test_rows_and_columns_say_of_which_field_they_are(data: dict[str, Any]) -> None:
    names = [field["name"] for field in data["fields"]]
    for cross, declared in zip(data["crosses"], DECLARED, strict=True):
        assert names[cross["column_field"]] == declared["columns"]
        fields = declared["rows"] if isinstance(declared["rows"], list) else [declared["rows"]]
        assert list(dict.fromkeys(names[row["field"]] for row in cross["rows"])) == fields


def test_notes_say_what_is_counted_and_nothing_of_the_workbook(data: dict[str, Any]) -> None:
    for cross in data["crosses"]:
        assert cross["notes"][0] == " ".join(WORDS["counting_note"]["fi"].split())
        assert not any("linkki" in note for note in cross["notes"])


def test_rows_and_columns_without_a_service_are_there(data: dict[str, Any]) -> None:
    cross = crosses_of(data)["producer_by_tem_area"]
    assert {row["code"]: row["label"] for row in cross["rows"]} == labels("producers")
    assert {column["code"]: column["label"] for column in cross["columns"]} == labels("tem_areas")
    assert "0" in {number for row in cross["counts"] for number in row}


def test_a_service_of_an_unknown_area_counts_in_the_totals_alone(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 8, tem="7 Muu"))
    assert clean_desk.build().returncode == 1
    data = parsed(clean_desk.page).data
    (written,) = [row for row in clean_desk.rows("services") if row["tem_area"] == "7 Muu"]
    for cross in data["crosses"]:
        members = members_of(data, cross)
        outside = {key for _, column, key, _ in members if column == ""}
        by_area = cross["name"].endswith("by_tem_area")
        assert outside == ({written["service_id"]} if by_area else set())
        assert cross["total"] == str(counted(members, "", "")) == "55"
    totals = crosses_of(data)["producer_by_tem_area"]["row_totals"]
    assert totals == [row["total"] for row in clean_desk.rows("producer_by_tem_area")]


# Numbers that are added up.


def test_numbers_are_added_up_exactly(tmp_path: Path) -> None:
    pdf, schemas = CONTRACTS / "contracts.pdf", CONTRACTS / "schemas"
    assert run("build", pdf, "--schemas", schemas, "--output", tmp_path).returncode == 0
    folder = tmp_path / pdf.stem
    data = parsed(folder / "contracts.html").data
    cross = crosses_of(data)["value_by_procedure"]
    listed = read_csv(folder / "contracts.csv")
    decimals = cross["adds"]["decimals"]
    assert decimals == 2
    values = [Decimal(row["value"] or 0) for row in listed]
    assert [Decimal(n).scaleb(-decimals) for n in cross["adds"]["of"]] == values
    assert all(number.lstrip("-").isdigit() for number in cross["adds"]["of"])
    assert (cross["columns"], cross["column_totals"], cross["column_field"]) == ([], [], -1)
    assert {column for _, column, _, _ in cross["members"]} == {-1}
    assert dict(zip((row["code"] for row in cross["rows"]), cross["row_totals"], strict=True)) == {
        row["procedure"]: row["total"] for row in read_csv(folder / "value_by_procedure.csv")
    }
    assert cross["total"] == str(sum(values))


# Decimals that the format fixes, and as many as are printed.
DECIMALS = {"decimals: 2, ": 2, "": 4}


@pytest.mark.parametrize("decimals", DECIMALS)
def test_a_number_counts_once_in_each_number_that_it_is_behind(
    decimals: str, tmp_path: Path
) -> None:
    cells = [
        ("Yksi Oy", "100,50 €", "Avoin menettely, suorahankinta"),
        ("Yksi Oy", "20,00 €", "Avoin menettely, Avoin menettely"),
        ("Yksi Oy", f"-0,{'5' * DECIMALS[decimals]} €", "Suorahankinta"),
        ("Kaksi Oy", "12345678901234567890,25 €", ""),
    ]
    rows = [
        {**row, "supplier": supplier, "value": value, "procedure": procedure}
        for row, (supplier, value, procedure) in zip(
            contract_rows(contracts()[:4]), cells, strict=True
        )
    ]
    edits = {**EDITS, "contracts.yaml": [*EDITS["contracts.yaml"], ("decimals: 2, ", decimals)]}
    data = review_data(read_contracts(tmp_path, rows, edits), {}, True, None)
    for cross in data["crosses"]:
        assert cross["adds"]["decimals"] == DECIMALS[decimals]
        for row, line in enumerate(cross["counts"]):
            assert [Decimal(n) for n in line] == [added(cross, row, n) for n in range(len(line))]
            assert Decimal(cross["row_totals"][row]) == added(cross, row, None)
        columns = range(len(cross["columns"]))
        totals = [added(cross, None, column) for column in columns]
        assert [Decimal(number) for number in cross["column_totals"]] == totals
        assert Decimal(cross["total"]) == added(cross, None, None)
        assert "E" not in "".join([cross["total"], *cross["row_totals"], *cross["adds"]["of"]])


def added(cross: dict[str, Any], row: int | None, column: int | None) -> Decimal:
    """What the records behind a number add up to; all rows or columns where none is named."""
    behind = {
        record
        for of_row, of_column, record, _ in cross["members"]
        if row in (None, of_row) and column in (None, of_column)
    }
    total = sum(int(cross["adds"]["of"][record]) for record in behind)
    return Decimal(total).scaleb(-cross["adds"]["decimals"])
