"""What tests of the workbook know of its sheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.support.command_line import SCHEMAS

SHEETS = [
    "Kansi",
    "Yhteenveto",
    "Tuottaja × TEM",
    "Tuottaja × TEM, palvelut",
    "Asiakasryhmä × TEM",
    "Tyyppi × TEM",
    "Väliotsikko × TEM",
    "Yhteinen × TEM",
    "Kotoutuja, monialainen × TEM",
    "Tuottaja × tyyppi",
    "Palvelut",
    "Sanasto",
    "Havainnot",
    "Korjaukset",
    "Täsmäytys",
]


# Records as dictionaries, from the CSV files alone.
Rows = list[dict[str, str]]


def labels(vocabulary: str, language: str = "fi") -> dict[str, str]:
    """The labels of a vocabulary's codes, read from its file."""
    with (SCHEMAS / "vocabulary" / f"{vocabulary}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: row[language] for row in rows if row[language]}


def table_rows(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet's one table, its header first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def text_cells(path: Path) -> Iterator[Any]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def column_of(heading: str) -> tuple[str, str]:
    """The column of a heading, and the certainty it counts: any where it does not say."""
    found = re.fullmatch(r"(.*): (ilmoitettu|mahdollinen)", heading)
    return (found[1], found[2]) if found else (heading, "")
