"""The tables of all documents, each counted anew from the documents' own CSV files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.combined.model import Combined
from tests.support.together import Built, Rows, plain_rows

# The order of a vocabulary, what is not stated last.
CODES = {
    "producer": (
        *("employment_area", "purchased_service", "municipalities", "contract_municipalities"),
        *("municipal_ecosystem", "job_market_finland", "wellbeing_services_county"),
        *("other_authority", "education_providers", "organisations", "other_providers"),
        "not_stated",
    ),
    "tem_area": ("1", "2", "3", "4", "5", "6", "other", "unclear", "not_stated"),
    "service_type": ("statutory", "additional", "not_stated"),
    "shared": ("yes", "bracketed", "uncertain", "no", "absent"),
}
FILES = (
    *("cells", "empty_cells", "findings", "corrections", "services", "service_producers"),
    "producer_by_tem_area",
)
WITH_PLACES = ("cells", "empty_cells", "findings")


def wanted_rows(built: Built, file: str) -> Rows:
    """The rows of a file of all documents, from those of each."""
    rows = []
    for document in built.usable:
        (area,) = {row["area"] for row in built.part_rows(document, "services")}
        for row in built.part_rows(document, file):
            first = {"document": document, "area": area}
            rows.append(first | {name: value for name, value in row.items() if name != "area"})
    return rows


@pytest.mark.parametrize("file", FILES)
def test_each_file_has_the_rows_of_all_documents_as_they_are(
    built: Built, all_files: Path, file: str
) -> None:
    found = plain_rows(all_files / f"{file}.csv")
    added = {"sheet_cell": ""} if file in WITH_PLACES else {}
    if file == "services":
        assert all(row.pop("common_service") for row in found)
    assert [list(row.items()) for row in found] == [
        [*row.items(), *added.items()] for row in wanted_rows(built, file)
    ]
    assert found or file == "corrections"


def test_a_file_without_rows_has_its_columns(all_files: Path) -> None:
    header = (all_files / "corrections.csv").read_text(encoding="utf-8")
    assert header == "document,area,service_id,field,printed,value,reason,line\n"


def test_keys_are_unique_through_the_document(all_files: Path) -> None:
    for file, key in (
        ("services", ("document", "service_id")),
        ("service_producers", ("document", "service_id", "producer")),
        ("findings", ("document", "finding_id")),
        ("services_by_area", ("document", "service_id")),
        ("documents", ("document",)),
        ("common_services", ("common_service",)),
    ):
        keys = [tuple(row[name] for name in key) for row in plain_rows(all_files / f"{file}.csv")]
        assert len(keys) == len(set(keys)) > 0


def test_every_document_is_told_and_why_one_is_missing(built: Built, all_files: Path) -> None:
    rows = {row["document"]: row for row in plain_rows(all_files / "documents.csv")}
    assert list(rows) == ["kajaani", "kajaani-2", "lahti", "lappi", "rikki", "ylitornio"]
    statuses = {name: row["status"] for name, row in rows.items()}
    assert statuses == {
        **dict.fromkeys(("kajaani", "kajaani-2", "lahti"), "usable"),
        "lappi": "refused",
        "rikki": "failed",
        "ylitornio": "not-built",
    }
    for name, row in rows.items():
        assert bool(row["reason"]) == (row["status"] != "usable")
        assert row["file"] == ("ylitornio.xlsx" if name == "ylitornio" else f"{name}.pdf")
    for name in built.usable:
        findings = built.part_rows(name, "findings")
        counts = Counter(row["severity"] for row in findings if row["status"] == "open")
        report = json.loads((built.output / name / "validation.json").read_text(encoding="utf-8"))
        assert rows[name] == {
            "document": name,
            "area": {r["area"] for r in built.part_rows(name, "services")}.pop(),
            "file": f"{name}.pdf",
            "sha256": report["source"]["sha256"],
            "title": report["source"]["title"],
            "pages": str(report["source"]["pages"]),
            "status": "usable",
            "reason": "",
            "records": str(len(built.part_rows(name, "services"))),
            "open_errors": "0",
            "open_warnings": str(counts["warning"]),
            "open_infos": str(counts["info"]),
        }
    assert rows["lappi"]["area"] == "Lapin työllisyysalue"
    assert rows["lappi"]["open_errors"] == "1"
    assert rows["rikki"]["reason"].startswith("rikki.pdf")


def codes_of(built: Built, document: str, column: str) -> dict[str, set[str]]:
    """For each code of a column the services that have it; what is not stated too."""
    services = built.part_rows(document, "services")
    found: dict[str, set[str]] = {}
    if column != "producer":
        for row in services:
            found.setdefault(row[column], set()).add(row["service_id"])
        return found
    for row in built.part_rows(document, "service_producers"):
        found.setdefault(row["producer"], set()).add(row["service_id"])
    named = set().union(*found.values())
    found["not_stated"] = {row["service_id"] for row in services} - named
    return found


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("producer_by_area", "producer"),
        ("tem_area_by_area", "tem_area"),
        ("service_type_by_area", "service_type"),
        ("shared_by_area", "shared"),
    ],
)
def test_each_number_of_a_cross_tabulation(
    built: Built, all_files: Path, file: str, column: str
) -> None:
    with (all_files / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    assert header == [column, *built.usable, "total"]
    assert [row[0] for row in rows] == list(CODES[column])
    found = {document: codes_of(built, document, column) for document in built.usable}
    for code, *numbers in rows:
        counts = [len(found[document].get(code, ())) for document in built.usable]
        distinct = {(d, key) for d in built.usable for key in found[d].get(code, ())}
        assert list(map(int, numbers)) == [*counts, len(distinct)]
    assert any("0" in row for row in rows)


def test_totals_are_counted_and_lead_to_their_records(built: Built, combined: Combined) -> None:
    services = {d: built.part_rows(d, "services") for d in built.usable}
    for cross in combined.cross_tables:
        counts = [len(services[document]) for document in built.usable]
        assert list(cross.totals.loc["total"]) == [*counts, sum(counts)]
        counted = Counter(zip(cross.members["row"], cross.members["document"], strict=True))
        for row in cross.rows:
            for column in cross.columns:
                assert counted[row, column] == cross.counts.at[row, column]
        keys = set(zip(cross.members["document"], cross.members["key"], strict=True))
        assert keys == {(d, row["service_id"]) for d, rows in services.items() for row in rows}


def test_who_produces_each_service_where(built: Built, all_files: Path) -> None:
    rows = plain_rows(all_files / "services_by_area.csv")
    columns = ["common_service", "document", "area", "service_id", "service"]
    columns += ["producer", "producer_possible"]
    assert list(rows[0]) == columns
    common = {
        (row["document"], row["service_id"]): row["common_service"]
        for row in plain_rows(all_files / "services.csv")
    }
    assert len(rows) == len(common)
    for row in rows:
        own = [
            one
            for one in built.part_rows(row["document"], "service_producers")
            if one["service_id"] == row["service_id"]
        ]
        stated = [one["producer"] for one in own if one["certainty"] == "stated"]
        possible = [one["producer"] for one in own if one["certainty"] == "possible"]
        assert row["producer"] == (";".join(stated) if own else "not_stated")
        assert row["producer_possible"] == ";".join(possible)
        assert row["common_service"] == common[row["document"], row["service_id"]]
    order = [row["common_service"] for row in plain_rows(all_files / "common_services.csv")]
    places = [order.index(row["common_service"]) for row in rows]
    assert places == sorted(places)
    assert any(row["producer_possible"] and not row["producer"] for row in rows)


def test_documents_and_services_of_each_common_name(all_files: Path) -> None:
    services = plain_rows(all_files / "services.csv")
    for row in plain_rows(all_files / "common_services.csv"):
        own = [one for one in services if one["common_service"] == row["common_service"]]
        assert int(row["records"]) == len(own)
        assert int(row["documents"]) == len({one["document"] for one in own})
        assert own or row["known"] == "true"
