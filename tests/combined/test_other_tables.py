"""Documents of another kind of table together: sums, texts in rows, and no common names."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.printing.print_other_tables import CONTRACT_LAYOUT, CONTRACTS, print_table
from tests.support.small_lists import edited_schemas
from tests.support.together import (
    Built,
    build_documents,
    plain_rows,
    put_together,
    schema_of,
    written,
)

COLUMNS = ("register_number", "supplier", "subject", "start_date", "end_date", "value", "procedure")
FIRST = (
    (
        "D/1/2026",
        "Oy Yksi Ab",
        "Siivous",
        "1.1.2026",
        "31.12.2026",
        "1 200,50 €",
        "Avoin menettely",
    ),
    ("D/2/2026", "Kaksi Oy", "Vartiointi", "1.2.2026", "toistaiseksi", "800,00 €", ""),
)
SECOND = (
    ("D/1/2026", "Kaksi Oy", "Ruoka", "1.1.2026", "31.12.2026", "99,95 €", "Avoin menettely"),
    ("D/7/2026", "Kolme Oy", "Ruoka", "1.1.2026", "31.12.2026", "", "Suorahankinta"),
)
SETTINGS = """
combined:
  folder: yhdessa
  document_field: source
  names: {names}
  cross_tabulations:
    - {{name: value_by_source, rows: procedure, adds: value}}
    - {{name: suppliers_by_source, rows: supplier}}
"""
WORDS = "".join(
    f"  {kind}_{name}: {{fi: {name}, en: {name}}}\n"
    for name in ("value_by_source", "suppliers_by_source")
    for kind in ("sheet", "title")
)
NAMES = "code,fi,en,pattern,misprint\nfirst,Eka,First,D/1/2026,\n"


def contract_schemas(folder: Path, names: str) -> Path:
    """The schemas of the contracts, with settings for documents together."""
    schemas = edited_schemas(CONTRACTS, folder)
    description = schemas / "contracts.yaml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text + SETTINGS.format(names=names or "''"), encoding="utf-8")
    labels = schemas / "labels.yaml"
    said = labels.read_text(encoding="utf-8")
    labels.write_text(said.replace("\nwords:\n", f"\nwords:\n{WORDS}", 1), encoding="utf-8")
    if names:
        (schemas / "vocabulary" / f"{names}.csv").write_text(NAMES, encoding="utf-8")
    return schemas


@pytest.fixture(name="contracts", scope="module")
def built_contracts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Two lists of contracts and their outputs."""
    folder = tmp_path_factory.mktemp("contracts")
    pdfs = []
    for name, rows in (("eka", FIRST), ("toka", SECOND)):
        pdfs.append(folder / f"{name}.pdf")
        printed = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        print_table(pdfs[-1], printed, CONTRACT_LAYOUT)
    built = build_documents(folder, pdfs, CONTRACTS / "schemas")
    assert [place.status for place in built.places] == ["built", "built"]
    return built


@pytest.mark.parametrize("names", ["", "contract_names"])
def test_contracts_of_two_documents(contracts: Built, tmp_path: Path, names: str) -> None:
    combined = put_together(contracts.places, schema_of(contract_schemas(tmp_path, names)))
    assert combined.folder == "yhdessa"
    folder = written(combined, tmp_path / "yhdessa")
    rows = plain_rows(folder / "contracts.csv")
    own = [
        {"source": name, **row}
        for name in contracts.usable
        for row in contracts.part_rows(name, "contracts")
    ]
    assert [{k: v for k, v in row.items() if k != "common_register_number"} for row in rows] == own
    sums = {row["procedure"]: row for row in plain_rows(folder / "value_by_source.csv")}
    for procedure, row in sums.items():
        for name in contracts.usable:
            values = [
                Decimal(one["value"] or 0)
                for one in contracts.part_rows(name, "contracts")
                if one["procedure"] == procedure
            ]
            assert Decimal(row[name]) == sum(values)
        assert Decimal(row["total"]) == sum(Decimal(row[name]) for name in contracts.usable)
    assert sum(Decimal(row["total"]) for row in sums.values()) == Decimal("2100.45")
    with (folder / "suppliers_by_source.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["supplier", "eka", "toka", "total"],
            ["Oy Yksi Ab", "1", "0", "1"],
            ["Kaksi Oy", "1", "1", "2"],
            ["Kolme Oy", "0", "1", "1"],
        ]
    assert (folder / "common_contracts.csv").exists() == bool(names)
    if names:
        by_source = plain_rows(folder / "contracts_by_source.csv")
        assert [(row["common_register_number"], row["source"]) for row in by_source] == [
            *(("first", "eka"), ("first", "toka")),
            *(("d_2_2026", "eka"), ("d_7_2026", "toka")),
        ]


def test_columns_that_are_texts_may_differ_between_documents(
    contracts: Built, tmp_path: Path
) -> None:
    schemas = edited_schemas(
        CONTRACTS,
        tmp_path,
        {
            "contracts.yaml": [
                ("rows: supplier, columns: procedure,", "rows: procedure, columns: supplier,")
            ]
        },
    )
    pdfs = [place.document for place in contracts.places]
    built = build_documents(tmp_path, pdfs, schemas)
    folder = written(put_together(built.places, schema_of(schemas)), tmp_path / "all")
    rows = plain_rows(folder / "contracts_by_supplier.csv")
    assert list(rows[0]) == [
        *("document", "procedure", "Oy Yksi Ab", "Kaksi Oy", "Kolme Oy", "total")
    ]
    for row in rows:
        own = [
            one
            for one in built.part_rows(row["document"], "contracts_by_supplier")
            if one["procedure"] == row["procedure"]
        ]
        assert [{k: v for k, v in row.items() if v and k != "document"}] == own
    # What a document has no column for is no number.
    assert {row["Oy Yksi Ab"] for row in rows if row["document"] == "toka"} == {""}


def test_a_schemas_folder_without_settings_has_the_usual_ones(
    contracts: Built, tmp_path: Path
) -> None:
    combined = put_together(contracts.places, schema_of(CONTRACTS / "schemas"))
    assert (combined.folder, combined.names, combined.cross_tables) == ("all", (), ())
    folder = written(combined, tmp_path / "all")
    assert {path.name for path in folder.glob("*.csv")} == {
        *("documents.csv", "cells.csv", "empty_cells.csv", "contracts.csv", "corrections.csv"),
        *("findings.csv", "contracts_by_supplier.csv", "value_by_procedure.csv"),
    }
    text = (folder / "validation.md").read_text(encoding="utf-8")
    assert text.startswith("# Tarkistusraportti: kaikki asiakirjat\n")
    assert "palvelu" not in text.lower()


def test_outputs_of_another_schemas_folder_are_none(contracts: Built) -> None:
    combined = put_together(contracts.places, schema_of())
    assert [part.status for part in combined.parts] == ["failed", "failed"]
    assert all("check --schemas" in part.reason for part in combined.parts)
