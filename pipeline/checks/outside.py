"""Lines outside the tables: used, set aside by a rule, or a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.checks.beside import TableOnPage, tables_by_page
from pipeline.checks.items import Item, PlaceOnPage
from pipeline.checks.running import RepeatedTexts
from pipeline.grids.model import Line
from pipeline.records.document_name import FoundName
from pipeline.schema.model import Schema
from pipeline.tables.model import Tables
from pipeline.tables.total_rows import total_of_line

# Numbers from here on are years or codes: the rows that a spreadsheet counts are not so many.
FIRST_YEAR = 1000


@dataclass(frozen=True, slots=True)
class LinePlace:
    """What rules may say of the place of a line.

    Args:
        before: whether it stands above the first table.
        repeated: whether it stands at the same height on another page too.
        beside: whether it stands beside rows of a table, and may be part of them.
    """

    before: bool
    repeated: bool
    beside: bool


def line_items(tables: Tables, name: FoundName, schema: Schema) -> Iterator[Item]:
    """The lines outside the tables, page by page."""
    starts = [(row.pages[0], row.top) for t in tables.tables for row in t.rows[:1]]
    start = min(starts, default=(0, 0.0))
    repeated = RepeatedTexts((page, line) for page, lines in tables.outside for line in lines)
    beside = tables_by_page(tables.tables)
    for page, lines in tables.outside:
        of_rows = {line.number for line in lines_of_rows(lines, beside.get(page, []))}
        for line in lines:
            item = Item(
                page=page,
                lines=(line,),
                place=PlaceOnPage.of_line(line),
                text=line.text,
                fate="finding",
            )
            place = LinePlace(
                before=(page, line.box.bottom) <= start,
                repeated=(page, line) in repeated,
                beside=line.number in of_rows,
            )
            if (page, line) in name.lines:
                field = schema.description.document.field
                yield replace(item, fate="used", field=field)
            elif total := total_of_line(line.text, schema):
                yield replace(item, fate="used", field=total.field)
            elif rule := outside_rule(line, place, schema):
                yield replace(item, fate="set_aside", rule=rule)
            else:
                yield item


def lines_of_rows(lines: Sequence[Line], tables: Sequence[TableOnPage]) -> list[Line]:
    """The lines of a page that stand beside rows of a table; none where they only count the rows.

    Turned text is none of a row, and neither is text that is printed across a table.
    """
    beside = [
        line
        for line in lines
        if not any(word.turn for word in line.words)
        and any(table.has_beside(line.box) for table in tables)
    ]
    return [] if are_row_numbers(beside) else beside


def are_row_numbers(lines: Sequence[Line]) -> bool:
    """Whether lines only count the rows, as a spreadsheet prints beside them, or are one number."""
    texts = [line.text for line in lines]
    if not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return all(b == a + 1 for a, b in pairwise(numbers)) and max(numbers, default=0) < FIRST_YEAR


def outside_rule(line: Line, place: LinePlace, schema: Schema) -> str | None:
    """The first rule of the schema that sets a line aside; none does beside rows of a table."""
    for rule in schema.description.set_aside:
        applies = not place.beside and (
            (rule.where == "before_tables" and place.before)
            or (rule.where == "repeated" and place.repeated)
            or rule.where == "outside"
        )
        if applies and (rule.pattern is None or rule.pattern.fullmatch(line.text)):
            return rule.rule
    return None
