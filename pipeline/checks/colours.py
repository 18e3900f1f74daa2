"""Columns of empty cells in which only a fill says anything: what colours mean is not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.heading_cells import column_slug
from pipeline.finding import Finding, Position
from pipeline.schema.model import Schema
from pipeline.tables.model import Row, Table

Colours = frozenset[str]


def colour_findings(tables: Sequence[Table], schema: Schema) -> Iterator[Finding]:
    """A warning for each column without text whose cells are filled, and not all alike."""
    for table in tables:
        rows = [row for row in table.rows if row.kind == "record"]
        for column, source in enumerate(table.columns):
            if any(column in row.filled_columns() for row in rows):
                continue
            colours = [own_colours(row, column) for row in rows]
            if len(set(colours)) < 2:
                continue
            filled = [row for row, own in zip(rows, colours, strict=True) if own]
            pages = list(dict.fromkeys(row.page(column) for row in filled))
            name = source.field or column_slug(source.heading, schema)
            yield Finding(
                check="colour-only",
                field=source.field or "",
                page=pages[0],
                cell_ref=f"{table.source.table}/heading/{name}",
                value=source.heading,
                position=Position.of_heading(table.index, column),
                details={
                    "table": table.source.table,
                    "heading": source.heading,
                    "count": str(len(filled)),
                    "pages": ", ".join(map(str, pages)),
                },
            )


def own_colours(row: Row, column: int) -> Colours:
    """The colours of a cell that no cell with text in its row has: they are no stripe."""
    of_text = (colours_of(row, other) for other in row.filled_columns())
    return colours_of(row, column) - frozenset[str]().union(*of_text)


def colours_of(row: Row, column: int) -> Colours:
    """The colours of a cell on all its pages."""
    return frozenset[str]().union(*(f.cell.colours for f in row.cells.get(column, ())))
