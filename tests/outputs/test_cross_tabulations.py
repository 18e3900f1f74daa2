"""Rows of cross-tabulations that have no code, and tables without rows."""

from __future__ import annotations

from pathlib import Path

from pipeline.outputs.files import data_files
from pipeline.outputs.report import markdown_table
from tests.printing.print_other_tables import contract_rows, contracts
from tests.support.small_lists import read_contracts


def test_what_is_not_stated_comes_last(tmp_path: Path) -> None:
    suppliers = ("", "Beta Oy", "", "Alfa Oy")
    rows = [
        {**row, "supplier": supplier}
        for row, supplier in zip(contract_rows(contracts()[:4]), suppliers, strict=True)
    ]
    frame = data_files(read_contracts(tmp_path, rows))["contracts_by_supplier.csv"]
    assert list(zip(frame["supplier"], frame["total"], strict=True)) == [
        ("Beta Oy", 1),
        ("Alfa Oy", 1),
        ("not_stated", 2),
    ]


def test_columns_of_numbers_alone_stand_right_in_a_table_of_the_report() -> None:
    header = ["name", "number", "either"]
    assert markdown_table(header, [("a", 1, 1), ("b", 2, "-")])[1] == "| --- | ---: | --- |"
    assert markdown_table(header, []) == ["| name | number | either |", "| --- | --- | --- |"]
