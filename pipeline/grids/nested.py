"""Tables inside a cell: what they hold is text of that cell, which says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.grids.frames import has_headings
from pipeline.grids.lines import lines_of
from pipeline.grids.model import Cell, Grid, PageGrids
from pipeline.pdf.geometry import Box
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
    for inner in page.grids:
        home = home_of(inner, page.grids)
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
    return replace(page, grids=tuple(grid for grid in grids if not is_one_of(grid, nested)))


def is_one_of(grid: Grid, nested: Sequence[Grid]) -> bool:
    """Whether a grid is one of those that lie in cells; it may have taken in others itself."""
    return any(grid.box == inner.box for inner in nested)


def home_of(inner: Grid, grids: Sequence[Grid]) -> tuple[int, int] | None:
    """Index of grid and cell of the smallest cell around a grid; None where none is."""
    around = [
        (area(cell.box), number, c)
        for number, grid in enumerate(grids)
        if grid is not inner and len(grid.cells) > 1
        for c, cell in enumerate(grid.cells)
        if cell.box.holds(inner.box.middle) and is_inside(inner.box, cell.box)
    ]
    return min(around)[1:] if around else None


def area(box: Box) -> float:
    """The area of a box."""
    return (box.x1 - box.x0) * (box.bottom - box.top)


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
    beside = all(
        any(
            other.lines and grid.cells.index(other) not in homes
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
