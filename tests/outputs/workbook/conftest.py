"""The workbooks that the tests read; not to be changed."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.command_line import Desk


@pytest.fixture(scope="session", name="workbook")
def open_workbook(built: Desk) -> Any:
    return load_workbook(built.workbook)


@pytest.fixture(scope="session", name="english")
def english_desk(built: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("english"))
    desk.pdf.write_bytes(built.pdf.read_bytes())
    assert desk.build("--lang", "en").returncode == 0
    return desk
