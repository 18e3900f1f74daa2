"""Records as printed and as read.

Frames are indexed by their key in document order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from pipeline.finding import Finding, Position
from pipeline.grids.model import Cell
from pipeline.records.readers import Reading
from pipeline.tables.model import Row, Table


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Where a record is printed: its key, table, row and section."""

    key: str
    table: Table
    row: Row
    section: str

    @property
    def table_name(self) -> str:
        """The table's name in the schema."""
        return self.table.source.table

    def cell(self, field: str) -> list[Cell] | None:
        """The fragments of a field's cell; None where the table has no such column."""
        column = self.table.column_of(field)
        return None if column is None else self.row.cell(column)

    def page(self, field: str) -> int:
        """The page of a field's cell; of the row where that page was left out."""
        column = self.table.column_of(field)
        return self.row.pages[0] if column is None else self.row.page(column)

    def position(self, field: str) -> Position:
        """Where in the document a field stands, for the order of findings."""
        return Position.of_cell(self.table.index, self.row.number, self.table.column_of(field))


@dataclass(frozen=True)
class Printed:
    """The records as printed.

    Args:
        sources: where each record is printed, by key.
        text: frame of the printed text, lines joined; a column for each field, None where the
            table has no such column.
        findings: keys that had to be told apart by a number, or have no name.
    """

    sources: Mapping[str, RecordSource]
    text: pd.DataFrame
    findings: list[Finding]


@dataclass(frozen=True)
class Records:
    """The normalised records.

    Args:
        frame: one row per record; the columns of the records file but the key.
        lists: for each file of a field with several codes, its frame (key, code, certainty).
        readings: frame of `Reading`, a column for each field.
        text: frame of the text that was read: as printed, with corrections.
    """

    frame: pd.DataFrame
    lists: Mapping[str, pd.DataFrame]
    readings: pd.DataFrame
    text: pd.DataFrame

    def reading(self, key: str, field: str) -> Reading:
        """How a cell was read."""
        return cast(Reading, self.readings.at[key, field])

    def readings_of(self, field: str) -> dict[str, Reading]:
        """How each cell of a field was read, by key."""
        return cast(dict[str, Reading], self.readings[field].to_dict())

    def text_of(self, key: str, field: str) -> str:
        """The text of a cell; empty where the table has no such column."""
        return cast(str | None, self.text.at[key, field]) or ""
