"""Paper for the tests of tables that white space parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.white_tables import WhitePaper


@pytest.fixture(name="paper")
def empty_paper(tmp_path: Path) -> WhitePaper:
    """Paper to print on."""
    return WhitePaper(tmp_path / "printed.pdf")
