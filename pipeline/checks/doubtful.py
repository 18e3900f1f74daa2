"""Tables of which another reading is nearly as good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.finding import Finding, Position
from pipeline.grids.model import Grid, PageGrids
from pipeline.tables.model import Table


def doubt_findings(pages: Sequence[PageGrids], tables: Sequence[Table]) -> Iterator[Finding]:
    """A warning for each part of a table whose columns white space tells, but not plainly.

    Args:
        pages: the grids of each page.
        tables: as they were joined.
    """
    for grid in (grid for page in pages for grid in page.grids):
        table = table_of(grid, tables) if grid.other_columns is not None else None
        if table is not None:
            details = {
                "page": str(grid.page),
                "table": table.source.table,
                "columns": str(len(grid.columns) - 1),
                "other": str(grid.other_columns),
            }
            yield Finding(
                check="columns-in-doubt",
                page=grid.page,
                value=first_row_text(grid),
                position=Position.of_table_page(table.index, grid.page),
                details=details,
            )


def table_of(grid: Grid, tables: Sequence[Table]) -> Table | None:
    """The table that a grid is part of; None where it is none that the schema knows."""
    for table in tables:
        rows = (row for row in table.rows if grid.page in row.pages)
        fragments = (f for row in rows for cell in row.cells.values() for f in cell)
        if any(f.page == grid.page and f.cell in grid.cells for f in fragments):
            return table
    return None


def first_row_text(grid: Grid) -> str:
    """The texts of the first row of a grid."""
    texts = (" ".join(line.text for line in cell.lines) for cell in grid.row(0))
    return " | ".join(text for text in texts if text)
