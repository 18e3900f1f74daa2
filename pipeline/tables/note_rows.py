"""Rows that only say something about their table: notes, sources, footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from pipeline.grids.model import Cell
from pipeline.schema.model import Schema
from pipeline.schema.source_table import SourceTable
from pipeline.tables.model import Fragment, plain_text
from pipeline.tables.tolerances import SMALLER_TYPE_SHARE_OF_HEIGHT
from pipeline.text.strings import fold
from pipeline.text.values import is_sentence


def is_note(
    cells: Mapping[int, Sequence[Fragment]],
    source: SourceTable,
    schema: Schema,
    type_height: float,
    is_last: bool,
) -> bool:
    """Whether a row is a note: its one text reads as one, or looks like one.

    It begins as notes do; or it is merged over all columns and is a sentence, or in smaller type
    than other rows, or nothing stands below it that it could be the heading of.

    Args:
        cells: of the row, by column.
        source: its table; its known sections are none.
        schema: says how a note begins.
        type_height: of the names of other rows, in points.
        is_last: whether no other row with text stands below it.
    """
    filled = [f.cell for fragments in cells.values() for f in fragments if f.cell.lines]
    text = plain_text(filled[:1])
    known = {fold(section).rstrip(":") for section in source.sections}
    if len(filled) != 1 or fold(text).rstrip(":") in known:
        return False
    if any(pattern.match(text) for pattern in schema.notes):
        return True
    page = next(f.page for own in cells.values() for f in own if f.cell is filled[0])
    on_page = sum(f.page == page for fragments in cells.values() for f in fragments)
    if on_page > 1 or filled[0].column_span < 2:
        return False
    small = letter_height(filled) < type_height * SMALLER_TYPE_SHARE_OF_HEIGHT
    return is_last or small or (is_sentence(text) and not filled[0].bold)


def letter_height(cells: Sequence[Cell]) -> float:
    """The usual height of the words of some cells, in points; 0 where there are none."""
    heights = [
        w.box.bottom - w.box.top for cell in cells for line in cell.lines for w in line.words
    ]
    return median(heights) if heights else 0.0
