"""Rows → lines of CSV, as every file of this project has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows as lines of CSV: comma, LF after each, quotes where needed (RFC 4180)."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()
