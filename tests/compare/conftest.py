"""Outputs to compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.appendix import Printing, TranscribedRow, print_appendix, transcription
from tests.support.command_line import Desk
from tests.support.comparing import HEADER, Build


@pytest.fixture(name="build")
def built_on_demand(tmp_path: Path) -> Build:
    """Prints and builds appendices, each in a folder of its own."""

    def build(
        rows: list[TranscribedRow] | None = None,
        printing: Printing | None = None,
        ledger: str = "",
        options: tuple[str, ...] = (),
        exit_code: int = 0,
    ) -> Desk:
        desk = Desk(tmp_path / f"desk-{len(list(tmp_path.iterdir()))}")
        desk.folder.mkdir()
        print_appendix(desk.pdf, rows or transcription(), printing)
        if ledger:
            desk.ledger.write_text(f"{HEADER}\n{ledger}\n", encoding="utf-8")
        assert desk.build(*options).returncode == exit_code
        return desk

    return build
