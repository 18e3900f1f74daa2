"""Grids as a draft joins them: the tables that a build with the draft will see."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.grids.model import PageGrids
from pipeline.inspect.draft import write_draft
from pipeline.inspect.proposal import NAME_FIELD, ProposedTable
from pipeline.inspect.readings import ProposedReading, propose_readings
from pipeline.records.printed import printed_records
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.joining import join_tables
from pipeline.tables.model import Tables


@dataclass(frozen=True)
class Drafted:
    """Tables joined by a draft; without a proposed table there are none, and no draft.

    Args:
        tables: the tables.
        schema: the draft as it was read.
        wording: how words that narrow columns broke go on.
    """

    tables: Tables
    schema: Schema | None = None
    wording: CellTexts | None = None


def join_by_draft(
    pages: Sequence[PageGrids], proposed: Sequence[ProposedTable], base: Schema
) -> Drafted:
    """The tables of pages, as a draft joins them in which each column is text.

    Args:
        pages: the grids of each page.
        proposed: the tables that they seem to make.
        base: says how the lines of a cell are joined, and which other text is set aside.
    """
    if not proposed:
        return Drafted(Tables([], [], [], []))
    with tempfile.TemporaryDirectory() as folder:
        write_draft(Path(folder), proposed, base)
        draft = load_checked_schema(Path(folder))
    cells = (cell for page in pages for grid in page.grids for cell in grid.cells)
    wording = CellTexts(cells, draft)
    return Drafted(join_tables(pages, draft, wording), draft, wording)


def readings_by_draft(
    pages: Sequence[PageGrids], proposed: Sequence[ProposedTable], base: Schema
) -> dict[str, ProposedReading]:
    """How the fields of a draft may be read, told by the records that it makes; names are text.

    Args:
        pages: as in `join_by_draft`.
        proposed: the same.
        base: the same.
    """
    drafted = join_by_draft(pages, proposed, base)
    if drafted.schema is None or drafted.wording is None:
        return {}
    text = printed_records(drafted.tables.tables, drafted.schema, drafted.wording).text
    fields = [field for field in text.columns if field != NAME_FIELD]
    return propose_readings(
        {str(f): [cell for cell in text[f] if isinstance(cell, str)] for f in fields}
    )
