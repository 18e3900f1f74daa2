"""Grids → proposed tables: what the tables of a document seem to be, without a schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.grids.model import Grid
from pipeline.grids.tolerances import SAME_BORDER_POINTS
from pipeline.pdf.geometry import are_same_positions
from pipeline.text.strings import fold, join_lines, slug

# The column with the names has text in at least this share of the rows.
NAMED_SHARE_OF_ROWS = 0.9
NAME_FIELD = "name"
FIELD_LENGTH = 40


@dataclass(slots=True)
class Group:
    """Columns printed side by side, with their headings and the grids they run over."""

    headings: list[str]
    grids: list[Grid]
    headed: list[bool]

    def fits(self, grid: Grid) -> bool:
        """Whether a grid has the same column borders."""
        return are_same_positions(self.grids[0].columns, grid.columns, SAME_BORDER_POINTS)

    def is_beside(self, other: Group) -> bool:
        """Whether its rows have the heights of another group's, page after page."""
        k = 0
        for grid, headed in zip(self.grids, self.headed, strict=True):
            while k < len(other.grids) and not (
                other.headed[k] == headed
                and other.grids[k].page < grid.page
                and are_same_positions(other.grids[k].rows, grid.rows, SAME_BORDER_POINTS)
            ):
                k += 1
            if k == len(other.grids):
                return False
            k += 1
        return True


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A table that a document seems to have.

    Args:
        name: table-1, table-2 and so on.
        columns: for each field its heading as printed; `name` is the column with the names.
        grids: the grids it is made of.
    """

    name: str
    columns: dict[str, str]
    grids: list[Grid] = field(default_factory=list)


def propose_tables(grids: Sequence[Grid], conjunctions: Sequence[str]) -> list[ProposedTable]:
    """The tables that grids seem to make, in document order.

    A grid goes on with the latest group of the same column borders unless its first row is
    all bold; a group whose rows have the heights of an earlier one's lies beside it.
    """
    tables: list[list[Group]] = []
    for group in propose_column_groups(grids, conjunctions):
        home = next((t for t in reversed(tables) if group.is_beside(t[0])), None)
        home = home or next(
            (t for t in tables if are_same_headings(t[0].headings, group.headings)), None
        )
        if home is None:
            tables.append([group])
        else:
            home.append(group)
    fields: dict[str, str] = {}
    # Without a printed heading nothing would tell the table when it is read.
    headed = [table for table in tables if any(any(group.headings) for group in table)]
    proposed: list[ProposedTable] = []
    for number, table in enumerate(headed, 1):
        columns, fields = name_columns(table, fields)
        grids = [grid for group in table for grid in group.grids]
        proposed.append(ProposedTable(f"table-{number}", columns, grids))
    return proposed


def propose_column_groups(grids: Sequence[Grid], conjunctions: Sequence[str]) -> list[Group]:
    """Grids sorted into groups of columns, in document order."""
    groups: list[Group] = []
    for grid in grids:
        if len(grid.cells) < 2:
            continue
        headings = first_row(grid, conjunctions)
        fitting = [group for group in groups if group.fits(grid)]
        repeated = [group for group in fitting if are_same_headings(group.headings, headings)]
        if repeated:
            repeated[-1].grids.append(grid)
            repeated[-1].headed.append(True)
        elif fitting and not is_bold(grid):
            fitting[-1].grids.append(grid)
            fitting[-1].headed.append(False)
        else:
            groups.append(Group(headings, [grid], [True]))
    return groups


def are_same_headings(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether headings read alike."""
    return [fold(text) for text in one] == [fold(text) for text in other]


def first_row(grid: Grid, conjunctions: Sequence[str]) -> list[str]:
    """The text of the first row's cells, one for each column."""
    texts = [""] * (len(grid.columns) - 1)
    for cell in grid.row(0):
        texts[cell.column] = join_lines((line.text for line in cell.lines), conjunctions)
    return texts


def is_bold(grid: Grid) -> bool:
    """Whether the first row has several cells, all of them bold, and others are not."""
    first = [cell for cell in grid.row(0) if cell.lines]
    others = [cell for cell in grid.cells if cell.row > 0 and cell.lines]
    return len(first) > 1 and all(c.bold for c in first) and not all(c.bold for c in others)


def name_columns(
    groups: Sequence[Group], known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a table with their headings; a heading printed twice gets one field.

    Also the fields of all tables so far, these included.

    Args:
        groups: the table's columns; the names stand in the first group.
        known: the fields of the tables before with their headings, folded.
    """
    name_column = named_column(groups[0])
    fields = dict(known)
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for g, group in enumerate(groups):
        for number, heading in enumerate(group.headings):
            is_name = (g, number) == (0, name_column)
            if fold(heading) in taken and not is_name:
                continue
            taken.add(fold(heading))
            columns = {f: h for f, h in columns.items() if not (is_name and h == heading)}
            name = NAME_FIELD if is_name else field_name(heading, fields)
            columns[name] = heading
            if not is_name:
                fields[name] = fold(heading)
    return columns, fields


def named_column(group: Group) -> int:
    """The first column with text in nearly every row, or the one with text in most."""
    counts = [0] * len(group.headings)
    rows = 0
    for grid, headed in zip(group.grids, group.headed, strict=True):
        for number in range(int(headed), len(grid.rows) - 1):
            rows += 1
            for cell in grid.row(number):
                counts[cell.column] += bool(cell.lines)
    nearly = [column for column, count in enumerate(counts) if count >= rows * NAMED_SHARE_OF_ROWS]
    return nearly[0] if nearly else counts.index(max(counts))


def field_name(heading: str, known: Mapping[str, str]) -> str:
    """A field for a heading: its slug, with a number where another heading has it.

    Args:
        heading: the heading.
        known: the fields that are taken, each with its heading, folded.
    """
    plain = slug(heading, FIELD_LENGTH).replace("-", "_") if heading else "unheaded"
    # No name of the program's own, and none that begins with a digit.
    base = plain if plain[0].isalpha() and plain not in RESERVED else f"column_{plain}"
    name, number = base, 2
    while known.get(name, fold(heading)) != fold(heading):
        name, number = f"{base}_{number}", number + 1
    return name


# Columns of the records file that no heading is read into.
RESERVED = ("record_id", "table", "section", "pages", NAME_FIELD)
