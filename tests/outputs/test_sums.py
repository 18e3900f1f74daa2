"""Numbers added up in cross-tabulations: each record once in each place."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from pipeline.outputs.cross_tabulations import CrossTable
from pipeline.outputs.files import data_files
from pipeline.outputs.result import Result
from tests.printing.print_other_tables import CONTRACTS, contract_rows, contracts
from tests.support.small_lists import Edits, read_contracts

LISTED = {
    "fields": [{"name": name, "type": "string"} for name in ("contract_id", "code", "certainty")]
}
TABLE_SCHEMA = json.loads((CONTRACTS / "schemas" / "contracts.schema.json").read_text("utf-8"))
for described in TABLE_SCHEMA["fields"]:
    if described["name"] == "procedure":
        del described["vocabulary"], described["constraints"]
# A contract may have several procedures: its value counts in each, and once in all.
EDITS: Edits = {
    "contracts.yaml": [
        (
            "procedure: {reader: code, vocabulary: procedures, empty: not_stated}",
            "procedure: {reader: codes, vocabulary: procedures, empty: not_stated,\n"
            "    list: {name: procedures_of, code_field: code, certainty_field: certainty}}\n\n"
            "phrases: {separators: [',']}",
        ),
        (
            "rows: supplier, columns: procedure, records_sheet: true}",
            "rows: supplier, columns: procedure, adds: value}",
        ),
    ],
    "labels.yaml": [
        (
            "\nwords:\n",
            "  code: {fi: Menettely, en: Procedure}\n"
            "  certainty: {fi: Varmuus, en: Certainty}\n\nwords:\n",
        )
    ],
    "procedures_of.schema.json": [("", json.dumps(LISTED))],
    "contracts.schema.json": [("", json.dumps(TABLE_SCHEMA))],
}
ONE, OTHER = "Toimittaja 1 Oy", "Toimittaja 2 Oy"


@pytest.fixture(name="result", scope="module")
def read_result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Four contracts of two suppliers."""
    cells = [
        (ONE, "100,50 €", "Avoin menettely, suorahankinta"),
        (ONE, "20,00 €", "Avoin menettely, Avoin menettely"),
        (ONE, "100,50 €", "Suorahankinta"),
        (OTHER, "3,25 €", ""),
    ]
    rows = [
        {**row, "supplier": supplier, "value": value, "procedure": procedure}
        for row, (supplier, value, procedure) in zip(
            contract_rows(contracts()[:4]), cells, strict=True
        )
    ]
    result = read_contracts(tmp_path_factory.mktemp("sums"), rows, EDITS)
    assert result.findings == []
    return result


def table_of(result: Result, name: str) -> CrossTable:
    """A cross-tabulation."""
    return next(cross for cross in result.cross_tables if cross.declared.name == name)


def test_a_value_counts_in_each_code_of_its_record(result: Result) -> None:
    frame = data_files(result)["value_by_procedure.csv"]
    assert dict(zip(frame.iloc[:, 0], map(str, frame["total"]), strict=True)) == {
        "open": "120.50",
        "negotiated": "0.00",
        "direct": "201.00",
        "framework": "0.00",
        "not_stated": "3.25",
    }


def test_a_value_counts_once_in_all_rows_together(result: Result) -> None:
    totals = table_of(result, "value_by_procedure").totals
    assert totals.at["total", "total"] == Decimal("224.25")


def test_a_value_counts_once_in_a_row_with_several_of_its_columns(result: Result) -> None:
    frame = data_files(result)["contracts_by_supplier.csv"].set_index("supplier")
    assert {column: str(frame.at[ONE, column]) for column in frame.columns} == {
        "open": "120.50",
        "negotiated": "0.00",
        "direct": "201.00",
        "framework": "0.00",
        "not_stated": "0.00",
        "total": "221.00",
    }
    assert str(frame.at[OTHER, "total"]) == str(frame.at[OTHER, "not_stated"]) == "3.25"
    totals = table_of(result, "contracts_by_supplier").totals
    assert [totals.at["total", column] for column in ("open", "direct", "total")] == [
        Decimal("120.50"),
        Decimal("201.00"),
        Decimal("224.25"),
    ]
