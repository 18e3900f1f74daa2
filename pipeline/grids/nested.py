"""Tables inside a cell: what they hold is text of that cell, which says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.cell_places import CellPlaces
from pipeline.grids.frames import has_headings
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid, PageGrids
from pipeline.pages.geometry import Box
from pipeline.schema.model import Schema

# A table inside a cell has more cells than this: one alone is a box around text.
FEWEST_CELLS = 2


def without_nested(page: PageGrids, schema: Schema) -> PageGrids:
    """A page on which no grid lies in a cell of a table; the words of those are the cell's.

    A grid with headings that the schema knows stays a table. So does each in a grid that only
    arranges tables on the page: none of the rows that they stand in has text beside them.

    Args:
        page: the grids of a page.
        schema: says which headings are known.
    """
    known = schema.known_headings
    inside: dict[int, dict[int, list[Grid]]] = {}
    nested: list[Grid] = []
    places = CellPlaces(page.grids)
    for number, inner in enumerate(page.grids):
        home = home_of(number, inner, places)
        if home is not None and not has_headings(inner, known):
            inside.setdefault(home[0], {}).setdefault(home[1], []).append(inner)
    grids = []
    for number, grid in enumerate(page.grids):
        homes = inside.get(number, {})
        if homes and (has_headings(grid, known) or is_table_around(grid, homes)):
            nested += [inner for inners in homes.values() for inner in inners]
            cells = (
                take_in(cell, homes[c]) if c in homes else cell for c, cell in enumerate(grid.cells)
            )
            grid = replace(grid, cells=tuple(cells))
        grids.append(grid)
    if not nested:
        return page
    # A grid that lies in a cell may have taken in others itself: its box tells it.
    boxes = {inner.box for inner in nested}
    return replace(page, grids=tuple(grid for grid in grids if grid.box not in boxes))


def home_of(number: int, inner: Grid, places: CellPlaces) -> tuple[int, int] | None:
    """Index of grid and cell of the smallest cell around a grid; None where none is.

    Args:
        number: index of the grid.
        inner: the grid.
        places: the cells of its page.
    """
    tables = places.grids
    return places.smallest(
        inner.box.middle,
        lambda g, cell: g != number and len(tables[g].cells) > 1 and is_inside(inner.box, cell.box),
    )


def is_inside(box: Box, cell: Box) -> bool:
    """Whether a box lies wholly in a cell."""
    return cell.holds((box.x0, box.top)) and cell.holds((box.x1, box.bottom))


def is_table_around(grid: Grid, homes: dict[int, list[Grid]]) -> bool:
    """Whether a grid is a table of its own around the grids in its cells.

    Beside each of them its row has text, and so have several cells of a row without any.
    """
    with_grids = {
        row
        for c in homes
        for row in range(grid.cells[c].row, grid.cells[c].row + grid.cells[c].row_span)
    }
    rows = range(len(grid.rows) - 1)
    texts = [sum(bool(cell.lines) for cell in grid.row(row)) for row in rows]
    plain = [texts[row] for row in rows if row not in with_grids]
    around = {(grid.cells[c].row, grid.cells[c].column) for c in homes}
    beside = all(
        any(
            other.lines and (other.row, other.column) not in around
            for other in grid.row(grid.cells[c].row)
        )
        for c in homes
    )
    return beside and max(plain, default=0) > 1


def take_in(cell: Cell, grids: Sequence[Grid]) -> Cell:
    """A cell with the words of the grids in it; `inner` says what those of tables are."""
    inner = [line for grid in grids for own in grid.cells for line in own.lines]
    tables = [grid for grid in grids if len(grid.cells) >= FEWEST_CELLS]
    words = [word for line in (*cell.lines, *inner) for word in line.words]
    return replace(cell, lines=lines_of(words), inner=" ".join(map(text_of_grid, tables)))


def text_of_grid(grid: Grid) -> str:
    """The text of a grid, row by row; a merged cell counts in its first row."""
    return " ".join(line.text for cell in grid.cells for line in cell.lines)
