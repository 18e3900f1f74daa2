"""The heading cells of a table: the column that each of them names, or the group of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.headings import heading_text, path_of
from pipeline.tables.model import Fragment, Table
from pipeline.text.strings import UNNAMED, slug


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """What a heading cell names.

    Args:
        column: a column of the table: its own, or the first of the group with a field.
        group_ref: the reference of a cell above a group of columns, each with a heading of its
            own below; empty for the lowest cell of a column.
    """

    column: int
    group_ref: str = ""


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A heading cell with text, and the columns of the table that it covers."""

    fragment: Fragment
    columns: range
    is_repeated: bool

    @property
    def bottom(self) -> int:
        """The row of its grid below it."""
        return self.fragment.cell.row + self.fragment.cell.row_span

    def covers(self, column: int) -> bool:
        """Whether it covers a column of the table."""
        return column in self.columns


def headings_of_table(
    table: Table, schema: Schema, wording: CellTexts
) -> Mapping[Fragment, HeadingCell]:
    """What each printed heading cell of a table names.

    The reference of a group is made of the headings down to it; the same ones further on get a
    number, and those printed again on later pages have the reference of the first.
    """
    printed = list(printed_headings(table))
    # Headings that are printed again in the middle of a page stand below those above it.
    by_page: dict[tuple[int, bool], list[PrintedHeading]] = {}
    for heading in printed:
        by_page.setdefault((heading.fragment.page, heading.is_repeated), []).append(heading)
    named: dict[Fragment, HeadingCell] = {}
    first: dict[tuple[int, int], str] = {}
    counts: Counter[str] = Counter()
    for heading in sorted(printed, key=lambda heading: heading.is_repeated):
        cell, start = heading.fragment.cell, heading.columns[0]
        beside = by_page[heading.fragment.page, heading.is_repeated]
        below = [other for other in beside if other.fragment.cell.row >= heading.bottom]
        own = [c for c in heading.columns if not any(other.covers(c) for other in below)]
        if own:
            named[heading.fragment] = HeadingCell(own[0])
            continue
        path = path_above(heading, beside, wording)
        text = f"{table.source.table}/heading-group/{slug(path, schema.record.key_length)}"
        place = start, cell.row
        if place not in first:
            counts[text] += not heading.is_repeated
            first[place] = f"{text}-{counts[text]}" if counts[text] > 1 else text
        known = (c for c in heading.columns if table.columns[c].field)
        named[heading.fragment] = HeadingCell(next(known, start), first[place])
    return named


def printed_headings(table: Table) -> Iterator[PrintedHeading]:
    """The heading cells with text, each once."""
    seen: set[Fragment] = set()
    for row in table.rows:
        if row.kind not in ("heading", "repeated"):
            continue
        for column, fragments in row.cells.items():
            end = min(column + max(f.cell.column_span for f in fragments), len(table.columns))
            for fragment in fragments:
                if fragment.cell.lines and fragment not in seen:
                    seen.add(fragment)
                    yield PrintedHeading(fragment, range(column, end), row.kind == "repeated")


def path_above(
    heading: PrintedHeading, beside: Sequence[PrintedHeading], wording: CellTexts
) -> str:
    """The headings of a column from the top down to a cell."""
    row, column = heading.fragment.cell.row, heading.columns[0]
    over = [h for h in beside if h.covers(column) and h.fragment.cell.row <= row]
    over.sort(key=lambda other: other.fragment.cell.row)
    return heading_text(path_of(wording.text([h.fragment.cell]) for h in over))


def column_slug(heading: str, schema: Schema) -> str:
    """The name of a column that is no field."""
    return slug(heading, schema.record.key_length) if heading else UNNAMED
