"""A printed cell, or a line outside the tables, as every check and output tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.finding import Position
from pipeline.grids.model import Cell, Line
from pipeline.pages.geometry import Box, union
from pipeline.pages.model import AsideReason, WordSource

Fate = Literal["used", "set_aside", "finding"]
# The corners of what has no box, as a CSV file has them.
NO_BOX = ("",) * 4
# Where words come from that are not printed on the page, that of a mixed cell first.
OTHER_SOURCES: tuple[WordSource, ...] = get_args(WordSource)[1:]


@dataclass(frozen=True, slots=True, order=True)
class PlaceOnPage:
    """Where something is printed on a page; places sort downwards, then to the right.

    Args:
        top: its upper edge, in points.
        in_grid: whether it is a cell, which comes after a line outside the tables at its height.
        left: its left edge, in points.
    """

    top: float
    in_grid: bool
    left: float

    @classmethod
    def of_line(cls, line: Line) -> PlaceOnPage:
        """The place of a line outside the tables."""
        return cls(line.box.top, False, line.box.x0)

    @classmethod
    def of_cell(cls, cell: Cell) -> PlaceOnPage:
        """The place of a cell of a grid."""
        return cls(cell.box.top, True, cell.box.x0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A printed cell, or a line outside the tables, and what became of it.

    The names are those of the columns of cells.csv, but for five: `lines` holds the words and
    their boxes, `place` where they stand on the page, `aside` why they are no value though they
    stand in a cell or line that has one, `inner` the text of tables inside the cell, `in_table`
    where in the document a cell of a table is.
    """

    cell_ref: str = ""
    page: int
    lines: tuple[Line, ...]
    place: PlaceOnPage
    text: str
    fate: Fate
    table: str = ""
    row: int | None = None
    column: int | None = None
    rule: str = ""
    keys: tuple[str, ...] = ()
    field: str = ""
    aside: AsideReason | None = None
    inner: str = ""
    in_table: Position | None = None

    @property
    def position(self) -> Position:
        """Where in the document it is: in its table, or on its page outside the tables."""
        return self.in_table or Position.of_page(self.page)

    @property
    def box(self) -> Box:
        """The union of the words' boxes on the page as displayed."""
        return union(word.shown or word.box for line in self.lines for word in line.words)

    @property
    def seen_box(self) -> Box:
        """The same with room for the tails of letters, as people are shown it."""
        return union(word.seen for line in self.lines for word in line.words)

    @property
    def source(self) -> WordSource:
        """Where its words come from; where some are not printed on the page, where those do."""
        sources = {word.source for line in self.lines for word in line.words}
        return next((source for source in OTHER_SOURCES if source in sources), "page")

    @property
    def rule_or_source(self) -> str:
        """The rule that set it aside, or where a used one comes from that is not printed."""
        if self.fate == "used" and self.source != "page":
            return self.source
        return self.rule

    @property
    def words(self) -> list[str]:
        """The printed words."""
        return [word.text for line in self.lines for word in line.words]


def items_by_page(items: Iterable[Item]) -> dict[int, list[Item]]:
    """Items by the page that they stand on, in order."""
    by_page: dict[int, list[Item]] = {}
    for item in items:
        by_page.setdefault(item.page, []).append(item)
    return by_page


def box_texts(box: Box) -> tuple[str, ...]:
    """The corners of a box as a CSV file has them: points, rounded to 0.1."""
    return tuple(f"{value:.1f}" for value in (box.x0, box.top, box.x1, box.bottom))
