"""Signs in the shape of what was read that columns or rows were run together, whoever read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.items import Item
from pipeline.checks.spacing import Gap, gaps_on, is_value
from pipeline.checks.tolerances import (
    FEWEST_LINES_OF_ROWS,
    FEWEST_ROWS_APART,
    SAME_GAP_TIMES_LETTER_WIDTH,
    SAME_LEVEL_SHARE_OF_HEIGHT,
)
from pipeline.finding import HEADING_ROW, Finding, Position
from pipeline.grids.model import Line
from pipeline.tables.model import Fragment, Row, Table, plain_text

# Kinds of rows that no value is read from.
ASIDE = ("repeated", "aside", "note")
# A column of a table; on a page.
TableColumn = tuple[str, int | None]
ColumnOnPage = tuple[TableColumn, int]


@dataclass(frozen=True, slots=True)
class SpacedCell:
    """A cell with the gaps between its words."""

    item: Item
    gaps: Sequence[Gap]

    @property
    def text(self) -> str:
        """The line with the first gap."""
        words = {self.gaps[0].before.number, self.gaps[0].after.number}
        lines = (line for line in self.item.lines if words & {word.number for word in line.words})
        return next(lines).text


def shape_findings(tables: Sequence[Table], items: Sequence[Item]) -> Iterator[Finding]:
    """What is to say of tables in which columns or rows seem to be run together.

    Args:
        tables: as they were joined.
        items: every printed cell and line.
    """
    yield from (found for table in tables if (found := section_finding(table)) is not None)
    told = {
        (table.source.table, row.number)
        for table in tables
        for row in (*rows_apart(table), *(row for row in table.rows if row.kind in ASIDE))
    }
    yield from spaced_findings([item for item in items if (item.table, item.row) not in told])
    for table in tables:
        yield from rows_in_one_findings(table)
        # Rows without a name are told of one by one, and perhaps why: a misprinted heading.
        filled = any(row.kind in ("record", "unnamed") for row in table.rows)
        if not table.source.totals and not filled:
            yield Finding(
                check="table-empty",
                page=table.rows[0].pages[0] if table.rows else None,
                value=table.source.table,
                position=Position.of_table(table.index),
                details={"table": table.source.table},
            )


def spaced_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """What is to say of cells in which words of a line stand apart.

    Where both are figures, or where other rows of the column have the same gap, two columns were
    read as one: one error for each column, on the first such cell. Else a warning for each cell.
    """
    columns: dict[ColumnOnPage, list[Item]] = {}
    for item in items:
        # The columns of a table inside a cell are told as such.
        if item.in_table is not None and item.aside is None and not item.inner:
            columns.setdefault(((item.table, item.column), item.page), []).append(item)
    in_one: dict[TableColumn, list[SpacedCell]] = {}
    for (column, _), cells in columns.items():
        spaced = [SpacedCell(item, gaps) for item in cells if (gaps := gaps_in(item))]
        lines = [line for item in cells if item.row != HEADING_ROW for line in item.lines]
        for cell in spaced:
            figures = any(gap.between_figures for gap in cell.gaps)
            again = any(is_of_column(gap, spaced, lines) for gap in cell.gaps)
            if figures or again:
                in_one.setdefault(column, []).append(cell)
            else:
                yield spaced_finding(cell, "words-apart", 1)
    for found in in_one.values():
        yield spaced_finding(found[0], "columns-in-one", len(found))


def gaps_in(item: Item) -> list[Gap]:
    """The gaps between the words of a cell."""
    return [gap for line in item.lines for gap in gaps_on(line)]


def is_of_column(gap: Gap, spaced: Sequence[SpacedCell], lines: Sequence[Line]) -> bool:
    """Whether a gap is in so many rows of a column, and filled in so few, that it parts two.

    Args:
        gap: the gap.
        spaced: the cells of the column that have gaps.
        lines: all lines of the column.
    """
    width = gap.letter * SAME_GAP_TIMES_LETTER_WIDTH
    shared = [
        cell
        for cell in spaced
        if cell.item.row != HEADING_ROW
        and any(min(gap.end, o.end) - max(gap.start, o.start) >= width for o in cell.gaps)
    ]
    if len(shared) < FEWEST_ROWS_APART:
        return False
    middle = (gap.start + gap.end) / 2
    filled = sum(any(w.box.x0 <= middle <= w.box.x1 for w in line.words) for line in lines)
    return filled < len(shared)


def spaced_finding(cell: SpacedCell, check: str, count: int) -> Finding:
    """The finding for a cell in which words stand apart, the first of so many of its column."""
    item = cell.item
    return Finding(
        check=check,
        key=item.keys[0] if item.keys else "",
        field=item.field,
        page=item.page,
        cell_ref=item.cell_ref,
        value=cell.text,
        position=item.position,
        details={
            "page": str(item.page),
            "before": cell.gaps[0].before.text,
            "after": cell.gaps[0].after.text,
            "cells": str(count),
        },
    )


def rows_in_one_findings(table: Table) -> Iterator[Finding]:
    """An error for each row with two cells of equally many lines, one of them all figures."""
    for row in table.rows:
        if row.kind == "heading" or row.kind in ASIDE:
            continue
        stacks = stacks_of(row)
        figures = next((stack for stack in stacks if is_stack_of_rows(stack, stacks)), None)
        if figures is None:
            continue
        yield Finding(
            check="rows-in-one",
            page=figures.page,
            value=" | ".join(plain_text(row.cell(c)) for c in sorted(row.filled_columns())),
            position=Position.of_row(table.index, row.number),
            details={
                "page": str(figures.page),
                "table": table.source.table,
                "lines": str(len(figures.cell.lines)),
            },
        )


def stacks_of(row: Row) -> list[Fragment]:
    """The cells of a row with so many lines that they may be rows of their own."""
    return [
        fragment
        for fragments in row.cells.values()
        for fragment in fragments
        if len(fragment.cell.lines) >= FEWEST_LINES_OF_ROWS and fragment.cell.row_span == 1
    ]


def is_stack_of_rows(stack: Fragment, others: Sequence[Fragment]) -> bool:
    """Whether a cell is all figures, each on a line that another cell of the row has too."""
    words = (word for line in stack.cell.lines for word in line.words)
    if not all(is_value(word.text) for word in words):
        return False
    return any(
        other is not stack
        and other.page == stack.page
        and are_level(stack.cell.lines, other.cell.lines)
        for other in others
    )


def are_level(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether equally many lines stand at equal heights."""
    return len(some) == len(others) and all(
        abs(one.box.middle[1] - other.box.middle[1])
        <= (one.box.bottom - one.box.top) * SAME_LEVEL_SHARE_OF_HEIGHT
        for one, other in zip(some, others, strict=True)
    )


def section_finding(table: Table) -> Finding | None:
    """The error for a table with section headings whose words stand apart, under several headings.

    It names the first of them.
    """
    rows = rows_apart(table)
    if not rows:
        return None
    page = rows[0].pages[0]
    return Finding(
        check="section-apart",
        page=page,
        value=" ".join(plain_text(rows[0].cell(column)) for column in rows[0].filled_columns()),
        position=Position.of_row(table.index, rows[0].number),
        details={"page": str(page), "table": table.source.table, "rows": str(len(rows))},
    )


def rows_apart(table: Table) -> list[Row]:
    """The section headings whose words stand apart, with the border of a column between them.

    So may those of what was taken for a note.
    """
    borders = column_borders(table)

    def is_apart(fragment: Fragment) -> bool:
        gaps = (gap for line in fragment.cell.lines for gap in gaps_on(line))
        inner = borders.get(fragment.page, ())
        return any(gap.start <= x <= gap.end for gap in gaps for x in inner)

    return [
        row
        for row in table.rows
        if row.kind in ("section", "note")
        and any(is_apart(fragment) for own in row.cells.values() for fragment in own)
    ]


def column_borders(table: Table) -> Mapping[int, set[float]]:
    """The left edges of the columns of a table but the first, by page."""
    borders: dict[int, set[float]] = {}
    for row in table.rows:
        for fragments in row.cells.values():
            for fragment in fragments:
                if fragment.cell.column > 0:
                    borders.setdefault(fragment.page, set()).add(fragment.cell.box.x0)
    return borders
