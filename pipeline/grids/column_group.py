"""Column groups: columns that are printed side by side, and which of them a page goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.grids.model import Grid
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.pages.geometry import are_same_positions
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable


@dataclass(frozen=True, slots=True)
class TablePart:
    """The piece of a column group on one page; the first row may be its headings."""

    grid: Grid
    has_headings: bool


@dataclass(slots=True)
class ColumnGroup:
    """Columns that are printed side by side, down over pages.

    Whoever reads pages in order adds a part for each page that goes on with the group.

    Args:
        table: the table they belong to.
        headings: their headings as printed.
        fields: the field of each column, None for one that is set aside or in doubt.
        parts: their pieces, in the order of the pages.
        names_again: the column that only repeats the names, if there is one.
    """

    table: SourceTable
    headings: list[str]
    fields: list[str | None]
    parts: list[TablePart] = field(default_factory=list)
    names_again: int | None = None

    def fits(self, grid: Grid) -> bool:
        """Whether a grid has the same column borders."""
        return are_same_positions(self.parts[0].grid.columns, grid.columns, SAME_BORDER_POINTS)

    def is_of(self, table: SourceTable) -> bool:
        """Whether it belongs to a table."""
        return self.table.table == table.table

    @property
    def pages(self) -> list[int]:
        """Its pages."""
        return [part.grid.page for part in self.parts]


def next_in_order(
    fitting: list[ColumnGroup], groups: list[ColumnGroup]
) -> tuple[ColumnGroup, bool]:
    """The column group that a page goes on with, and whether the order of pages alone tells.

    Of several with the same column borders, the latest goes on where pages run down first; where
    they run over first (each group had begun before any went on), the first of those with the
    fewest pages does.
    """
    latest = fitting[-1]
    rivals = [group for group in fitting if group.is_of(latest.table)]
    if len(rivals) == 1:
        return latest, False
    own = [group for group in groups if group.is_of(latest.table)]
    second_page = min((g.parts[1].grid.page for g in own if len(g.parts) > 1), default=None)
    over_first = second_page is None or all(g.parts[0].grid.page < second_page for g in own)
    if not over_first:
        return latest, True
    return min(rivals, key=lambda group: (len(group.parts), group.parts[0].grid.page)), True


def is_printed_again(
    group: ColumnGroup, headings: Sequence[str], groups: Sequence[ColumnGroup]
) -> bool:
    """Whether headings are those of a known group, and not of a later table that lacks them."""
    latest = groups[-1].table
    taken = {name for other in groups if other.is_of(latest) for name in other.fields}
    lacks = any((f := latest.field_of(heading)) and f not in taken for heading in headings)
    return group.is_of(latest) or not lacks


def choose_table(
    headings: list[str], groups: list[ColumnGroup], schema: Schema
) -> SourceTable | None:
    """The table that a column group belongs to.

    The one most of whose still missing headings stand here; among equals one that this group
    opens with its name column, then the one opened last, then the first in the schema. None
    where no heading is known and no table is open.
    """
    name_field = schema.record.name_field
    tables = schema.description.tables
    best: tuple[tuple[int, int, int, int], SourceTable] | None = None
    for order, table in enumerate(tables):
        matched = {f for h in headings if (f := table.field_of(h))}
        taken = {f for g in groups if g.is_of(table) for f in g.fields}
        latest = max((i for i, g in enumerate(groups) if g.is_of(table)), default=-1)
        if not matched and latest < 0:
            continue
        opens = name_field in matched and latest < 0
        rank = (len(matched - taken), int(opens), latest, -order)
        if best is None or rank > best[0]:
            best = (rank, table)
    return best[1] if best else None
