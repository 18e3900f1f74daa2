"""Lines that stand beside the rows of a table: names that may be a column of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from pipeline.checks.items import Item, items_by_page
from pipeline.checks.tolerances import FEWEST_ROWS_BESIDE, MOST_WORDS_OF_NAME
from pipeline.finding import Finding, Position
from pipeline.pages.geometry import Box, union
from pipeline.tables.model import Table


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """Where a table stands on a page.

    Args:
        table: its place among the schema's tables.
        name: its name.
        box: around all of its cells on the page.
        rows: the upper and the lower edge of each row that is no heading.
    """

    table: int
    name: str
    box: Box
    rows: tuple[tuple[float, float], ...]

    def has_beside(self, box: Box) -> bool:
        """Whether something no higher than one of its rows stands to the left or right of it."""
        y, height = box.middle[1], box.bottom - box.top
        level = any(top <= y <= bottom and height <= bottom - top for top, bottom in self.rows)
        return level and (box.x1 <= self.box.x0 or box.x0 >= self.box.x1)


def tables_by_page(tables: Sequence[Table]) -> dict[int, list[TableOnPage]]:
    """Where tables stand, by page."""
    by_page: dict[int, list[TableOnPage]] = {}
    for table in tables:
        boxes: dict[int, list[Box]] = {}
        rows: dict[int, list[tuple[float, float]]] = {}
        for row in table.rows:
            own: dict[int, list[Box]] = {}
            for fragments in row.cells.values():
                for fragment in fragments:
                    own.setdefault(fragment.page, []).append(fragment.cell.box)
            for page, cells in own.items():
                boxes.setdefault(page, []).extend(cells)
                if row.kind not in ("heading", "repeated"):
                    edges = max(box.top for box in cells), min(box.bottom for box in cells)
                    rows.setdefault(page, []).append(edges)
        for page, cells in boxes.items():
            own_rows = tuple(rows.get(page, ()))
            place = TableOnPage(table.index, table.source.table, union(cells), own_rows)
            by_page.setdefault(page, []).append(place)
    return by_page


def beside_findings(tables: Sequence[Table], items: Sequence[Item]) -> Iterator[Finding]:
    """An error for each table that has a short text at the left of each row, and not as a cell.

    Args:
        tables: as they were joined.
        items: every printed cell and line.
    """
    outside = [
        item
        for item in items
        if not item.table and not item.place.in_grid and item.fate == "finding"
    ]
    lines = items_by_page(outside)
    for page, places in tables_by_page(tables).items():
        for place in places:
            names = [
                item
                for item in lines.get(page, [])
                if item.lines[0].box.x1 <= place.box.x0 and place.has_beside(item.lines[0].box)
            ]
            if are_names(names, place):
                yield Finding(
                    check="column-beside",
                    page=page,
                    cell_ref=names[0].cell_ref,
                    value=names[0].text,
                    position=Position.of_table_page(place.table, page),
                    details={"page": str(page), "table": place.name, "lines": str(len(names))},
                )


def are_names(lines: Sequence[Item], place: TableOnPage) -> bool:
    """Whether each row of a table has one of some lines, and they are short: they are no prose."""
    if len(lines) < FEWEST_ROWS_BESIDE or len(lines) != len(place.rows):
        return False
    heights = [item.lines[0].box.middle[1] for item in lines]
    alone = all(sum(top <= y <= bottom for y in heights) == 1 for top, bottom in place.rows)
    return alone and mean(len(item.words) for item in lines) <= MOST_WORDS_OF_NAME
