"""The rows of a joined table: those that go on on the next page made whole, and their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.finding import Finding, Position
from pipeline.grids.model import Cell
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.model import Fragment, Row, RowKind, plain_text
from pipeline.tables.note_rows import is_note, letter_height
from pipeline.tables.tolerances import BOLD_SHARE_OF_ROWS, USUAL_SHARE_OF_ROWS
from pipeline.tables.total_rows import first_text, totals_of_row
from pipeline.text.strings import fold

# Signs at the end of a name that goes on.
OPEN_ENDS = (",", "-", "–", "/", "&", "+", "(")


@dataclass(frozen=True, slots=True)
class BareRow:
    """A printed row before its kind is known.

    Args:
        cells: as in `Row`.
        pages: as in `Row`.
        is_heading: whether it holds headings.
        again: whether they are printed again, on a later page.
        first: whether it is the first row under the headings of a later page.
        comes: whether its upper border is missing there.
        goes_on: whether its lower border is missing at the foot of a page.
        anew: as in `Row`.
    """

    cells: Mapping[int, tuple[Fragment, ...]]
    pages: tuple[int, ...]
    is_heading: bool = False
    first: bool = False
    comes: bool = False
    goes_on: bool = False
    again: bool = False
    anew: bool = False

    def row(self, kind: RowKind = "record", number: int = 0) -> Row:
        """The row, with its kind and number."""
        return Row(kind, number, self.cells, self.pages, self.anew)


def join_continued_rows(
    bare: Sequence[BareRow], name_column: int, source: SourceTable, index: int, schema: Schema
) -> tuple[list[BareRow], list[Finding]]:
    """The rows of a table, those that go on at the top of the next page made whole.

    With a finding for each row whose wording alone tells that it goes on.

    Args:
        bare: the printed rows.
        name_column: the column of the names.
        source: the table of the schema.
        index: its place among the schema's tables.
        schema: the schema.
    """
    usual = usual_columns(bare, name_column)
    names = Names.of(bare, name_column, source, schema)
    whole: list[BareRow] = []
    findings: list[Finding] = []
    waiting: BareRow | None = None
    headings: list[BareRow] = []
    for row in bare:
        if row.is_heading:
            headings.append(row)
            continue
        text = first_text(row.row())
        stands_alone = bool(totals_of_row(text, source, schema) or schema.row_rule(text))
        if waiting is not None and row.first and not stands_alone:
            sign = continuation_sign(waiting, row, name_column, usual)
            if not sign and names.goes_on(waiting, row):
                sign = "wording"
            if sign:
                if sign == "wording":
                    findings.append(continued_finding(index, waiting, row, name_column))
                waiting = with_continuation(waiting, row)
                continue
        whole += [waiting] if waiting is not None else []
        whole += headings
        headings = []
        waiting = row
    whole += [waiting] if waiting is not None else []
    return whole + headings, findings


def with_merged_over_pages(bare: Sequence[BareRow]) -> list[BareRow]:
    """The rows, those at the top of a page with cells merged down over them from the page before.

    The text of such a cell is printed on the first page alone; below it stands an empty cell that
    is merged too.
    """
    rows = list(bare)
    last: int | None = None
    for number, row in enumerate(bare):
        before = None if last is None or not row.first else rows[last]
        last = last if row.is_heading else number
        for column, fragments in row.cells.items() if before is not None else ():
            empty = fragments[-1]
            above = before.cells.get(column, ()) if before is not None else ()
            if empty.cell.row_span < 2 or empty.cell.lines or not has_any_text(above):
                continue
            for place in range(number, min(number + empty.cell.row_span, len(rows))):
                own = rows[place].cells
                if own.get(column, ())[-1:] == (empty,):
                    cells = {**own, column: (*above, *own[column])}
                    rows[place] = replace(rows[place], cells=cells)
    return rows


def has_any_text(fragments: Sequence[Fragment]) -> bool:
    """Whether anything is printed in a cell."""
    return any(fragment.cell.lines for fragment in fragments)


def usual_columns(bare: Sequence[BareRow], name_column: int) -> set[int]:
    """The columns that nearly every row with a name and something else fills."""
    filled = [set(row.row().filled_columns()) for row in bare if not row.is_heading]
    records = [columns for columns in filled if name_column in columns and len(columns) > 1]
    counts = Counter(column for columns in records for column in columns)
    return {c for c, count in counts.items() if count >= len(records) * USUAL_SHARE_OF_ROWS}


def continuation_sign(
    before: BareRow, row: BareRow, name_column: int, usual: set[int]
) -> Literal["", "place", "wording"]:
    """Whether the first row of a page goes on from the page before, and what tells it.

    Its place tells it where no border separates the two, or it has no name. Otherwise its
    wording may: the name closes a bracket that is open before it, or it begins in lower case, and
    either a bracket is open before it or the row has nothing where nearly every row has something.
    """
    filled, filled_before = row.row().filled_columns(), before.row().filled_columns()
    if not filled or not filled_before:
        return ""
    if before.goes_on or row.comes:
        return "place"
    if name_column not in filled:
        return "place" if filled_before != [name_column] else ""
    name = plain_text(row.row().cell(name_column))
    earlier = plain_text(before.row().cell(name_column))
    is_open = earlier.count("(") > earlier.count(")")
    closes = is_open and name.count(")") > name.count("(")
    lacks = len(filled) > 1 and bool((usual - set(filled)) & set(filled_before))
    return "wording" if closes or (name[:1].islower() and (is_open or lacks)) else ""


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of a table are worded, and what tells that one goes on on the next page.

    Args:
        column: where they stand.
        capital: whether nearly all of them begin with a capital letter or a digit.
        looks: what those of ordinary rows look like.
        conjunctions: words that a name does not end in.
        source: the table.
        schema: the schema.
    """

    column: int
    capital: bool
    looks: Looks
    conjunctions: frozenset[str]
    source: SourceTable
    schema: Schema

    @classmethod
    def of(
        cls, bare: Sequence[BareRow], name_column: int, source: SourceTable, schema: Schema
    ) -> Names:
        """Those of the printed rows of a table."""
        cells = [
            cell
            for row in bare
            if not row.is_heading and len(row.row().filled_columns()) > 1
            for cell in row.row().cell(name_column)[:1]
        ]
        small = sum(plain_text([cell])[:1].islower() for cell in cells)
        capital = small <= len(cells) * (1 - USUAL_SHARE_OF_ROWS)
        conjunctions = frozenset(fold(word) for word in schema.description.conjunctions)
        return cls(name_column, capital, looks_of(cells), conjunctions, source, schema)

    def goes_on(self, before: BareRow, row: BareRow) -> bool:
        """Whether a row with a name alone, the first of its page, is the rest of a name.

        Either the name before it does not end there, or it begins in lower case where names do
        not. A heading of a section, and a note, begin something else.
        """
        own, earlier = row.row(), before.row()
        filled = earlier.filled_columns()
        if own.filled_columns() != [self.column] or self.column not in filled or len(filled) < 2:
            return False
        cells = own.cell(self.column)
        is_other = is_section(self.source, cells, self.looks) or any(
            pattern.match(plain_text(cells)) for pattern in self.schema.notes
        )
        if is_other:
            return False
        text = plain_text(earlier.cell(self.column))
        word = fold(text.rsplit(" ", 1)[-1])
        if text.endswith(OPEN_ENDS):
            return True
        if text.count("(") > text.count(")"):
            # What goes on would close the bracket, or begin in lower case, which told it before.
            return False
        begins_small = plain_text(cells)[:1].islower()
        return word in self.conjunctions or (begins_small and self.capital)


def with_continuation(before: BareRow, row: BareRow) -> BareRow:
    """A row with what goes on of it on the next page."""
    columns = {**before.cells, **row.cells}
    cells = {c: (*before.cells.get(c, ()), *row.cells.get(c, ())) for c in columns}
    pages = tuple(sorted({*before.pages, *row.pages}))
    return replace(before, cells=cells, pages=pages, goes_on=row.goes_on)


def continued_finding(index: int, before: BareRow, row: BareRow, name_column: int) -> Finding:
    """The finding for a row whose wording alone tells that it goes on."""
    page = row.row().page(name_column)
    return Finding(
        check="row-continued",
        page=page,
        value=plain_text(row.row().cell(name_column)),
        position=Position.of_table_page(index, page),
        details={
            "page": str(page),
            "other_page": str(before.pages[0]),
            "before": plain_text(before.row().cell(name_column)),
        },
    )


def kinds_and_numbers(
    source: SourceTable, bare: Sequence[BareRow], name_column: int, read: set[int], schema: Schema
) -> Iterator[Row]:
    """Rows with their kinds and numbers; only columns that are read tell the kind."""
    ordinary = looks_of(
        [
            cell
            for row in bare
            if not row.is_heading and len(read & set(row.row().filled_columns())) > 1
            for cell in row.row().cell(name_column)[:1]
        ]
    )
    names = [cell for row in bare for cell in row.row().cell(name_column) if not row.is_heading]
    type_height = letter_height(names)
    last = max((n for n, row in enumerate(bare) if row.row().filled_columns()), default=-1)
    number = 0
    for place, row in enumerate(bare):
        filled = [column for column in row.row().filled_columns() if column in read]
        kind: RowKind
        if row.is_heading:
            kind = "repeated" if row.again else "heading"
        elif not row.row().filled_columns():
            continue
        elif totals_of_row(first_text(row.row()), source, schema):
            kind = "total"
        elif schema.row_rule(first_text(row.row())):
            kind = "aside"
        elif source.totals:
            kind = "unread"
        elif is_note(row.cells, source, schema, type_height, place == last):
            kind = "note"
        elif name_column not in filled:
            kind = "unnamed"
        elif filled == [name_column] and is_section(source, row.row().cell(name_column), ordinary):
            kind = "section"
        else:
            kind = "record"
        yield row.row(kind, number)
        number += 1


@dataclass(frozen=True, slots=True)
class Looks:
    """What the names of ordinary rows look like: most of them bold, and the fills they have."""

    bold: bool
    colours: frozenset[str]


def looks_of(names: Sequence[Cell]) -> Looks:
    """What the names of ordinary rows look like."""
    bold_rows = sum(cell.bold for cell in names)
    colours = frozenset(colour for cell in names for colour in cell.colours)
    return Looks(bold_rows > len(names) * BOLD_SHARE_OF_ROWS, colours)


def is_section(source: SourceTable, cells: Sequence[Cell], ordinary: Looks) -> bool:
    """Whether a row with only its name is a section heading.

    Known headings are; others are told by a cell merged across, or by bold type or a fill
    that ordinary rows do not have.
    """
    cell = cells[0]
    text = fold(plain_text(cells)).rstrip(":")
    if text in {fold(section).rstrip(":") for section in source.sections}:
        return True
    if cell.column_span > 1:
        return True
    return (cell.bold and not ordinary.bold) or bool(cell.colours - ordinary.colours)
