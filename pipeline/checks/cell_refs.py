"""The references of the cells of a joined table, which no inserted row changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.checks.heading_cells import column_slug
from pipeline.records.printed import section_name
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.model import Row, Table
from pipeline.tables.total_rows import row_names
from pipeline.text.strings import slug


@dataclass(frozen=True, slots=True)
class CellRefs:
    """How the cells of a joined table are referred to.

    Args:
        table: its name in the schema.
        columns: the last part of the references of each column: its field, else its heading.
        names: what its rows that are no records are called, by number.
        schema: the schema.
        wording: how broken words go on.
    """

    table: str
    columns: tuple[str, ...]
    names: Mapping[int, str]
    schema: Schema
    wording: CellTexts

    @classmethod
    def of_table(cls, table: Table, schema: Schema, wording: CellTexts) -> CellRefs:
        """Those of a table."""
        columns = tuple(
            column.field or column_slug(column.heading, schema) for column in table.columns
        )
        return cls(table.source.table, columns, row_names(table), schema, wording)

    def of(self, row: Row, column: int, key: str) -> str:
        """The reference of a cell; empty where its row is none that anything is read from.

        Args:
            row: its row.
            column: its column.
            key: of the record of the row, if it is one.
        """
        if row.kind == "section":
            return self.of_section(row, column)
        if row.number in self.names:
            return f"{self.names[row.number]}/{self.columns[column]}"
        if row.kind in ("heading", "repeated"):
            return f"{self.table}/heading/{self.columns[column]}"
        return f"{key}/{self.columns[column]}" if key else ""

    def of_section(self, row: Row, column: int) -> str:
        """The reference of a cell in the row of a section; that of the heading for empty ones."""
        cells = row.cell(column) or row.cell(min(row.filled_columns()))
        name = slug(section_name(cells, self.wording), self.schema.record.key_length)
        return f"{self.table}/section/{name}"
