"""The numbers of the workbook, counted anew from the CSV files."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import Desk
from tests.support.sheets import Rows, column_of, labels, table_rows


def shown_codes(rows: Rows, field: str, vocabulary: str) -> dict[str, set[str]]:
    """For each label of a field the services that have its code."""
    named = labels(vocabulary)
    found: dict[str, set[str]] = {label: set() for label in named.values()}
    for row in rows:
        found[named[row[field]]].add(row["service_id"])
    return found


def producers_of(built: Desk) -> dict[tuple[str, str], set[str]]:
    """For each producer and certainty the services; not stated where there is no producer."""
    named, certainty = labels("producers"), labels("certainty")
    found: dict[tuple[str, str], set[str]] = {}
    listed = set()
    for row in built.rows("service_producers"):
        place = (named[row["producer"]], certainty[row["certainty"]].lower())
        found.setdefault(place, set()).add(row["service_id"])
        listed.add(row["service_id"])
    without = {row["service_id"] for row in built.rows("services")} - listed
    found[named["not_stated"], "ilmoitettu"] = without
    return found


def check_counts(
    rows: list[list[Any]],
    row_services: dict[tuple[str, str], set[str]],
    column_services: dict[str, set[str]],
) -> None:
    """Compare each number of a sheet with the services counted from the CSV files."""
    header, *body = rows
    everything = set().union(*column_services.values())
    columns = column_services | {"Yhteensä": everything}
    for line in body:
        for heading, number in zip(header[1:], line[1:], strict=True):
            column, certainty = column_of(heading)
            services: set[str] = set()
            for (label, certain), keys in row_services.items():
                if line[0] in (label, "Kaikki palvelut") and certainty in ("", certain):
                    services |= keys
            assert number == len(services & columns[column]), (line[0], heading)
            assert isinstance(number, int)


@pytest.mark.parametrize(
    ("sheet", "column", "vocabulary"),
    [
        ("Tuottaja × TEM", "tem_area", "tem_areas"),
        ("Tuottaja × tyyppi", "service_type", "service_types"),
    ],
)
def test_producers_are_counted_by_certainty(
    sheet: str, column: str, vocabulary: str, workbook: Any, built: Desk
) -> None:
    rows = table_rows(workbook[sheet])
    assert [row[0] for row in rows[1:-1]] == list(labels("producers").values())
    columns = shown_codes(built.rows("services"), column, vocabulary)
    assert {column_of(heading)[0] for heading in rows[0][1:]} == {*columns, "Yhteensä"}
    check_counts(rows, producers_of(built), columns)


@pytest.mark.parametrize(
    ("sheet", "fields"),
    [
        ("Asiakasryhmä × TEM", {"customer_group": "customer_groups"}),
        ("Tyyppi × TEM", {"service_type": "service_types"}),
        ("Yhteinen × TEM", {"shared": "marks"}),
        (
            "Kotoutuja, monialainen × TEM",
            {"integration_client": "marks", "multidisciplinary": "marks"},
        ),
    ],
)
def test_services_are_counted(
    sheet: str, fields: dict[str, str], workbook: Any, built: Desk
) -> None:
    services, rows = built.rows("services"), table_rows(workbook[sheet])
    names = {"integration_client": "Kotoutuja: ", "multidisciplinary": "Monialainen: "}
    counted = {
        (names.get(field, "") + label, ""): keys
        for field, vocabulary in fields.items()
        for label, keys in shown_codes(services, field, vocabulary).items()
    }
    assert [row[0] for row in rows[1:-1]] == [label for label, _ in counted]
    check_counts(rows, counted, shown_codes(services, "tem_area", "tem_areas"))


def test_sections_are_counted(workbook: Any, built: Desk) -> None:
    counted: dict[tuple[str, str], set[str]] = {}
    for row in built.rows("services"):
        section = row["section"] or "(ei väliotsikkoa)"
        counted.setdefault((section, ""), set()).add(row["service_id"])
    rows = table_rows(workbook["Väliotsikko × TEM"])
    assert {row[0] for row in rows[1:-1]} == {section for section, _ in counted}
    columns = shown_codes(built.rows("services"), "tem_area", "tem_areas")
    check_counts(rows, counted, columns)


def test_totals_are_those_of_the_csv_file(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Tuottaja × TEM"])
    written = [int(row["total"]) for row in built.rows("producer_by_tem_area")]
    assert [row[-1] for row in rows[:-1]] == written
    assert rows[-1][-1] == len(built.rows("services"))


def test_services_of_an_unknown_area_count_in_the_totals(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 8, tem="7 Muu"))
    assert clean_desk.build("--fail-on", "never").returncode == 0
    workbook = load_workbook(clean_desk.workbook)
    services = clean_desk.rows("services")
    assert "7 Muu" in {row["tem_area"] for row in services}
    for sheet in ("Tuottaja × TEM", "Tyyppi × TEM"):
        _, *rows = table_rows(workbook[sheet])
        assert rows[-1][-1] == len(services)
    test_totals_are_those_of_the_csv_file(workbook, clean_desk)
    # The list of the services behind the numbers has it without an area.
    _, *listed = table_rows(workbook["Tuottaja × TEM, palvelut"])
    assert {row[1] for row in listed} == {*labels("tem_areas").values(), "[ei koske]"}


def test_key_figures(workbook: Any, built: Desk) -> None:
    services = built.rows("services")
    doubtful = {
        row["service_id"]
        for row in built.rows("findings")
        if row["severity"] != "info" and row["service_id"]
    }
    types, shared = (
        Counter(r["service_type"] for r in services),
        Counter(r["shared"] for r in services),
    )
    areas = Counter(row["tem_area"] for row in services)
    producers = producers_of(built)

    def of_producer(label: str) -> int:
        return len(set().union(*(keys for (name, _), keys in producers.items() if name == label)))

    _, *rows = table_rows(workbook["Yhteenveto"])
    assert [row[1] for row in rows] == [
        len(services),
        types["statutory"],
        types["additional"],
        types["not_stated"],
        of_producer("Työllisyysalue"),
        of_producer("Ostopalvelu"),
        of_producer("Ei ilmoitettu"),
        shared["yes"],
        shared["bracketed"] + shared["uncertain"],
        areas["unclear"] + areas["not_stated"],
        len(doubtful),
    ]
    assert all(row[2] == pytest.approx(row[1] / len(services)) for row in rows)
    cover = [cell.value for cell in workbook["Kansi"]["A"]]
    assert all(f"{row[0]}: {row[1]}" in cover for row in rows)


def test_zero_is_a_number_shown_as_a_sign_that_a_note_explains(workbook: Any) -> None:
    sheet = workbook["Tuottaja × TEM"]
    (table,) = sheet.tables.values()
    zeros = [cell for row in sheet[table.ref] for cell in row if cell.value == 0]
    assert zeros
    assert all(cell.number_format.split(";")[2] == '"–"' for cell in zeros)
    assert any("(–)" in str(cell.value) for cell in sheet["A"][:8])
