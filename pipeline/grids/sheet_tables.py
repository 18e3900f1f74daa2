"""The blocks of a sheet → its tables: which blocks begin one, and which go on with one.

Empty rows and columns part a table from others and from the text around it, and may run through
one table too. Known headings tell where a table begins; what stands below them within its columns
goes on with it, unless that looks like headings again or is only text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from pipeline.grids.known_headings import KnownHeadings
from pipeline.grids.sheet_blocks import SheetBlock, TextCell, block_of, sheet_blocks_of
from pipeline.grids.tolerances import HEADING_SHARE_OF_CELLS
from pipeline.pages.sheet import SheetGridCell
from pipeline.text.values import is_sentence, is_value_text

# What cells look like shows in as many of them.
MOST_CELLS_COMPARED = 500


@dataclass(slots=True)
class SheetTable:
    """A table of a sheet, to which whoever reads its blocks in order adds those that go on with it.

    Args:
        head: the first row of its headings.
        cells: its cells with text.
        left: its first column.
        right: the column after its last.
        bottom: the row after its last.
        is_known: whether it begins with known headings.
        has_headings: whether it begins with headings.
        waiting: lone cells below it, which are part of it where rows of it follow them.
        is_open: whether it may go on.
    """

    head: int
    cells: list[TextCell]
    left: int
    right: int
    bottom: int
    is_known: bool
    has_headings: bool = True
    waiting: list[TextCell] = field(default_factory=list)
    is_open: bool = True

    @property
    def headings(self) -> list[TextCell]:
        """The cells that begin in its first row."""
        return [cell for cell in self.cells if cell.row == self.head]

    def add(self, cells: Sequence[TextCell]) -> None:
        """Add cells to it, those that wait first."""
        self.cells += [*self.waiting, *cells]
        self.waiting = []
        self.bottom = max(self.bottom, *(cell.end_row for cell in cells))

    def is_above(self, block: SheetBlock) -> bool:
        """Whether a block stands below its headings, within its columns."""
        return (
            self.is_open
            and self.left <= block.left
            and block.right <= self.right
            and self.head < block.top
        )

    def is_beside(self, block: SheetBlock) -> bool:
        """Whether a block at its right begins in the row of its headings."""
        return self.is_open and self.right <= block.left and self.head == block.top


def begin_table(block: SheetBlock, is_known: bool) -> SheetTable:
    """The table that a block begins."""
    return SheetTable(block.top, list(block.cells), block.left, block.right, block.bottom, is_known)


def tables_of_sheet(cells: Sequence[TextCell], known: KnownHeadings) -> list[SheetTable]:
    """The tables of a sheet, from top to bottom; its other cells are text outside them.

    Args:
        cells: its cells with text, by row and column.
        known: headings of the schema.
    """
    tables: list[SheetTable] = []
    blocks = [part for block in sheet_blocks_of(cells) for part in split_at_headings(block, known)]
    for block in sorted(blocks, key=lambda block: (block.top, block.left)):
        if begins_with_known_headings(block, known):
            begin_or_widen(block, tables, known)
        elif table := table_of_more(block, tables):
            take_more(block, table, tables, known)
        elif table := table_of_further_column(block, tables, cells):
            table.add(block.cells)
            table.right = block.right
        elif not block.is_lone:
            begin_unknown(block, tables)
    return with_inner_cells(tables, cells)


def with_inner_cells(tables: Sequence[SheetTable], cells: Sequence[TextCell]) -> list[SheetTable]:
    """Tables with the cells that stand in their rows and columns, and that no other table has.

    A heading alone there is a cell of the table around it, and no table.
    """
    kept = [table for table in tables if len(table.cells) > 1]
    taken = {cell.cell for table in kept for cell in table.cells}
    free = [cell for cell in cells if cell.cell not in taken]
    inside: set[SheetGridCell] = set()
    for table in kept if free else ():
        rows = {row for cell in table.cells for row in range(cell.row, cell.end_row)}
        columns = {cell.column for cell in table.cells}
        inner = [c for c in free if c.row in rows and c.column in columns]
        table.cells += inner
        inside |= {cell.cell for cell in inner}
        free = [cell for cell in free if cell.cell not in inside]
    return [t for t in tables if len(t.cells) > 1 or t.cells[0].cell not in inside]


def split_at_headings(block: SheetBlock, known: KnownHeadings) -> list[SheetBlock]:
    """A block, parted above each row of known headings but those that only come again.

    Titles right above headings are blocks of their own.
    """
    starts = [start for start, _ in heading_starts(block, known)]
    if not starts:
        return [block]
    borders = [block.top, *starts, block.bottom]
    parts = []
    for first, end in pairwise(borders):
        own = [cell for cell in block.cells if first <= cell.row < end]
        titles = closing_titles(own) if first in starts and end in starts else []
        parts += [titles, [cell for cell in own if cell not in titles]]
    return [block_of(own) for own in parts if own]


def heading_starts(block: SheetBlock, known: KnownHeadings) -> list[tuple[int, frozenset[str]]]:
    """The rows in which known headings begin, each with their texts; repeated ones aside."""
    found: list[tuple[int, frozenset[str]]] = []
    before: int | None = None
    is_first = True
    for row, own in block.rows.items():
        if not is_row_of_known_headings(own, known, is_first):
            is_first = is_first and len(own) == 1
            continue
        texts = frozenset(cell.folded for cell in own)
        follows = before is not None and row <= before
        if follows and is_title(found[-1], block):
            found[-1] = (row, texts)
        elif not follows and texts not in [seen for _, seen in found]:
            found.append((row, texts))
        before = max(cell.end_row for cell in own)
        is_first = is_first and len(own) == 1
    return found


def is_row_of_known_headings(own: Sequence[TextCell], known: KnownHeadings, is_first: bool) -> bool:
    """Whether the cells of a row are known headings for the most part.

    A single one is, in a row below others, a word of the table.
    """
    hits = sum(cell.folded in known.columns for cell in own)
    return hits > (0 if is_first else 1) and hits >= len(own) * HEADING_SHARE_OF_CELLS


def is_title(start: tuple[int, frozenset[str]], block: SheetBlock) -> bool:
    """Whether a row above known headings is a title that reads like one of them."""
    own = block.rows[start[0]]
    return len(own) == 1 and own[0].column == block.left


def closing_titles(cells: Sequence[TextCell]) -> list[TextCell]:
    """The last cells that stand alone in their rows and look like titles, bold or merged."""
    titles: list[TextCell] = []
    for own in reversed(block_of(cells).rows.values()):
        if len(own) > 1 or not (own[0].bold or own[0].cell.column_span > 1):
            break
        titles += own
    return titles


def begins_with_known_headings(block: SheetBlock, known: KnownHeadings) -> bool:
    """Whether known headings stand in the first row of a block."""
    starts = heading_starts(block, known)
    return bool(starts) and starts[0][0] == block.top


def begin_or_widen(block: SheetBlock, tables: list[SheetTable], known: KnownHeadings) -> None:
    """Take a block that begins with known headings: a table, or further columns of one beside it.

    Another table at the same height has names of its own, or headings that the first one has.
    """
    own = {cell.folded for cell in block.rows[block.top]}
    for table in reversed(tables):
        if table.is_beside(block) and table.is_known:
            taken = {cell.folded for cell in table.headings}
            if not own & (taken | known.names):
                table.add(block.cells)
                table.right = block.right
                return
    close_above(block, tables)
    tables.append(begin_table(without_closing_text(block, known), is_known=True))


def close_above(block: SheetBlock, tables: Iterable[SheetTable]) -> None:
    """Let no table above a block go on below it."""
    for table in tables:
        if table.left < block.right and block.left < table.right:
            table.is_open = False


def without_closing_text(block: SheetBlock, known: KnownHeadings) -> SheetBlock:
    """A block without the sentences that stand alone in its last rows, as notes do."""
    rows = list(block.rows.items())
    while len(rows) > 2:
        _, own = rows[-1]
        if len(own) > 1 or known.is_section(own[0].folded) or not is_sentence(own[0].text):
            break
        rows.pop()
    return block_of([cell for _, own in rows for cell in own])


def table_of_more(block: SheetBlock, tables: Sequence[SheetTable]) -> SheetTable | None:
    """The table that a block without known headings stands below, within its columns.

    The names of a table under an empty heading begin a column before its other headings.
    """
    for table in reversed(tables):
        if table.is_above(block):
            return table
        starts_before = block.left == table.left - 1 and block.right <= table.right
        is_below = table.is_open and table.head < block.top and starts_before
        if is_below and len(table.headings) == len(table.cells):
            table.left = block.left
            return table
    return None


def take_more(
    block: SheetBlock, table: SheetTable, tables: list[SheetTable], known: KnownHeadings
) -> None:
    """Take a block below the headings of a table: rows of it, text, or a table of its own."""
    if block.bottom <= table.bottom:
        table.cells += block.cells
    elif block.is_lone and not any(known.is_section(cell.folded) for cell in block.cells):
        table.waiting += block.cells
    elif not block.is_lone and looks_like_headings(block, table):
        begin_unknown(block, tables)
    else:
        table.add(without_closing_text(block, known).cells)


def looks_like_headings(block: SheetBlock, table: SheetTable) -> bool:
    """Whether the first row of several cells looks as headings do, and rows above it do not.

    It is set in bold or filled, or has words alone, also where the table has figures.
    """
    first = next(own for own in block.rows.values() if len(own) > 1)
    below = (cell for cell in table.cells if cell.row > table.head)
    rows = list(islice(below, MOST_CELLS_COMPARED))
    if not rows:
        return False
    bold = all(cell.bold for cell in first) and 2 * sum(cell.bold for cell in rows) < len(rows)
    fills = {cell.cell.fill for cell in rows}
    filled = all(cell.cell.fill and cell.cell.fill not in fills for cell in first)
    words = not any(is_value_text(cell.text) for cell in first)
    figures = columns_of_figures(rows)
    return bold or filled or (words and any(cell.column in figures for cell in first))


def columns_of_figures(cells: Sequence[TextCell]) -> set[int]:
    """The columns in which all of several cells hold figures."""
    by_column: dict[int, list[TextCell]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, []).append(cell)
    return {
        column
        for column, own in by_column.items()
        if len(own) > 1 and all(is_value_text(cell.text) for cell in own)
    }


def table_of_further_column(
    block: SheetBlock, tables: Sequence[SheetTable], cells: Sequence[TextCell]
) -> SheetTable | None:
    """The table of which a column under an unknown heading stands behind an empty column.

    Several columns beside it are a table that is not known; a text with nothing below it is a note.
    """
    for table in reversed(tables):
        if not (table.is_known and table.is_beside(block) and block.right - block.left == 1):
            continue
        below = [c for c in cells if c.column == block.left and table.head < c.row < table.bottom]
        if below:
            return table
    return None


def begin_unknown(block: SheetBlock, tables: list[SheetTable]) -> None:
    """Take a block that begins a table without known headings; titles above it are no part."""
    close_above(block, tables)
    rows = list(block.rows.values())
    titles = next((n for n, own in enumerate(rows) if not is_caption(own, block)), 0)
    cells = [cell for own in rows[titles:] for cell in own]
    tables.append(begin_table(block_of(cells), is_known=False))


def is_caption(own: Sequence[TextCell], block: SheetBlock) -> bool:
    """Whether a row above others holds one text alone, from the first column on."""
    return len(own) == 1 and own[0].column == block.left
