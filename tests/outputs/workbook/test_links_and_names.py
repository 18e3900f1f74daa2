"""Rows of the workbook that lead to records: as many as Excel reads, each by a name of its own."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.outputs.result import Result
from pipeline.outputs.workbook import writer
from pipeline.outputs.workbook.sheets import all_sheets
from tests.printing.appendix import print_appendix, transcription
from tests.printing.print_other_tables import contract_rows, contracts
from tests.support.reading import read, read_document
from tests.support.small_lists import read_contracts

# Hyperlinks in a worksheet (Excel specifications and limits).
LIMIT_OF_EXCEL = 65_530


@pytest.fixture(name="contract_list", scope="module")
def read_list(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Three contracts, each with a link in the sheet of the records behind the numbers."""
    return read_contracts(tmp_path_factory.mktemp("links"), contract_rows(contracts()[:3]))


@pytest.mark.parametrize(("limit", "links"), [(2, [1, 2]), (3, [1, 2, 3]), (4, [1, 2, 3])])
def test_only_the_first_links_of_a_sheet_are_written(
    contract_list: Result, monkeypatch: pytest.MonkeyPatch, limit: int, links: list[int]
) -> None:
    monkeypatch.setattr(writer, "MOST_LINKS", limit)
    workbook = load_workbook(io.BytesIO(writer.workbook_bytes(contract_list)))
    (sheet,) = [s for s in workbook if "contracts_by_supplier_records" in s.tables]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None]
    first = min(cell.row for cell in cells)
    assert [cell.row - first + 1 for cell in cells] == links


def test_a_sheet_has_as_many_links_as_excel_reads() -> None:
    assert writer.MOST_LINKS == LIMIT_OF_EXCEL


NAME = "Muutosturvapalvelut"
NAMES = {
    "person.muutosturvapalvelut": f"{NAME} (Personal customers)",
    "employer.muutosturvapalvelut": f"{NAME} (Employers and businesses)",
}


@pytest.fixture(name="appendix", scope="module")
def read_appendix(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """An appendix like the real one, with one service that stands in both tables."""
    pdf: Path = tmp_path_factory.mktemp("names") / "appendix.pdf"
    print_appendix(pdf, transcription())
    return read(pdf, read_document(pdf))


def test_services_of_one_name_are_told_apart_by_their_tables(appendix: Result) -> None:
    frame = appendix.records.frame
    printed = dict(zip(map(str, frame.index), map(str, frame["service"]), strict=True))
    assert {key for key, name in printed.items() if name == NAME} == set(NAMES)
    assert appendix.names == {**printed, **NAMES}


def test_the_workbook_has_both_names(appendix: Result) -> None:
    sheets = {sheet.table: sheet for sheet in all_sheets(appendix)}
    behind = sheets["producer_by_tem_area_records"]
    column = behind.header.index("Service")
    shown = {row[column] for row in behind.rows if NAME in row[column]}
    assert shown == set(NAMES.values())
