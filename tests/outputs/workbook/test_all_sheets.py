"""What all sheets of the managers' workbook have in common."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.checklist import ITEMS, bounds
from tests.support.command_line import Desk
from tests.support.sheets import SHEETS


def test_sheets(workbook: Any) -> None:
    assert workbook.sheetnames == SHEETS


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.__name__)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_checklist(
    item: Callable[[Any, zipfile.ZipFile], None], language: str, built: Desk, english: Desk
) -> None:
    path = (built if language == "fi" else english).workbook
    with zipfile.ZipFile(path) as archive:
        item(load_workbook(path), archive)


def test_a_table_reaches_from_its_header_to_the_last_row_of_its_sheet(workbook: Any) -> None:
    for sheet in workbook.worksheets[1:]:
        _left, _top, right, bottom = bounds(sheet)
        assert (bottom, right) == (sheet.max_row, sheet.max_column), sheet.title


def test_long_lists_keep_their_header_in_view_and_have_filters(workbook: Any) -> None:
    for name in ("Tuottaja × TEM, palvelut", "Palvelut", "Sanasto", "Havainnot"):
        (table,) = workbook[name].tables.values()
        _left, top, _right, _bottom = bounds(workbook[name])
        assert table.autoFilter.ref == table.ref
        assert re.fullmatch(rf"[A-Z]{top + 1}", workbook[name].freeze_panes)
    for name in ("Tuottaja × TEM", "Korjaukset", "Täsmäytys"):
        (table,) = workbook[name].tables.values()
        assert table.autoFilter is None


def test_pages_are_set_up_for_print(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight in (0, 1)
    for sheet in workbook.worksheets[1:]:
        _left, top, _right, _bottom = bounds(sheet)
        assert sheet.print_title_rows == f"${top}:${top}"
