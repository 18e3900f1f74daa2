"""Stub."""

from __future__ import annotations

from pathlib import Path

from pipeline.spreadsheets.opened import Opened
from pipeline.spreadsheets.signs import NumberSigns


def open_ods(path: Path, content: bytes, signs: NumberSigns) -> Opened:
    """Stub."""
    raise NotImplementedError
