"""Pages → grids → tables: the steps that every command takes, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from pipeline.grids.drawn_marks import with_drawn_marks
from pipeline.grids.frames import without_frames
from pipeline.grids.model import PageGrids
from pipeline.grids.nested import without_nested
from pipeline.grids.overprint import mark_overprinted_words
from pipeline.grids.ruled import find_grids
from pipeline.grids.sheets import sheet_grids
from pipeline.grids.unruled.reader import with_aligned_grids
from pipeline.grids.white_space.columns import has_values_beside
from pipeline.grids.white_space.drawings import without_drawings
from pipeline.grids.white_space.reader import refined, with_white_space
from pipeline.grids.white_space.refine import count_faults, has_values
from pipeline.grids.white_space.runs import run_lines
from pipeline.pages.model import Page
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.joining import join_tables
from pipeline.tables.model import Tables


@dataclass(frozen=True)
class Extraction:
    """What pages hold.

    Args:
        pages: the grids of each page.
        wording: how words that narrow columns broke go on.
        tables: the grids joined down and across.
    """

    pages: list[PageGrids]
    wording: CellTexts
    tables: Tables


def extract(
    pages: Sequence[Page],
    schema: Schema,
    step: Callable[[str], AbstractContextManager[object]] = nullcontext,
) -> Extraction:
    """The grids and tables of pages, by rulings or by headings and heights; of sheets by cells.

    Args:
        pages: the pages of a document.
        schema: the schema.
        step: called with the name of each step, and entered while that runs, such as to time it.
    """
    if any(page.sheet is not None for page in pages):
        with step("sheets"):
            return join_reading(pages, sheet_grids(pages, schema), schema)
    with step("ruled grids"):
        printed = mark_overprinted_words(pages, schema)
        ruled = without_frames(
            without_drawings(
                [refined(without_nested(find_grids(page), schema)) for page in printed]
            ),
            schema,
        )
    with step("white space"):
        white = [with_white_space(page, found) for page, found in zip(printed, ruled, strict=True)]
        by_white = join_reading(printed, white, schema)
    if is_faultless(by_white, schema):
        return by_white
    with step("headings"):
        aligned = with_aligned_grids(printed, ruled, schema)
        if all(one is other for one, other in zip(aligned, ruled, strict=True)):
            return by_white
        return better(join_reading(printed, aligned, schema), by_white, schema)


def is_faultless(by_white: Extraction, schema: Schema) -> bool:
    """Whether no other reading could be better than that of white space."""
    return not any(count_errors(by_white, schema)) and tells_by_values(by_white)


def better(by_headings: Extraction, by_white: Extraction, schema: Schema) -> Extraction:
    """Of two readings the one in which the schema finds its tables with fewer errors.

    Where both are as good, white space tells where values do, since they stand one to a row; else
    the headings tell.
    """
    errors, others = count_errors(by_headings, schema), count_errors(by_white, schema)
    if errors != others:
        return by_headings if errors < others else by_white
    return by_white if tells_by_values(by_white) else by_headings


def tells_by_values(by_white: Extraction) -> bool:
    """Whether every table that white space draws has a column of values."""
    grids = [g for page in by_white.pages for g in page.grids if g.found_by == "alignment"]
    return all(map(has_values, grids))


def join_reading(printed: Sequence[Page], found: Sequence[PageGrids], schema: Schema) -> Extraction:
    """The tables of one reading of the pages."""
    grids = with_drawn_marks(printed, found)
    cells = (cell for page in grids for grid in page.grids for cell in grid.cells)
    wording = CellTexts(cells, schema)
    return Extraction(grids, wording, join_tables(grids, schema, wording))


def count_errors(reading: Extraction, schema: Schema) -> tuple[bool, int, int]:
    """How much of the schema's tables a reading lacks, and how much in it looks wrong."""
    errors = [f.check for f in reading.tables.findings if f.severity(schema) == "error"]
    unnamed = errors.count("name-missing")
    grids = [grid for page in reading.pages for grid in page.grids]
    # A note may look like a row; more than one a page are rows that were not read.
    outside = count_rows_outside(reading)
    faults = sum(map(count_faults, grids)) + (outside if outside > len(reading.pages) else 0)
    return not reading.tables.tables, len(errors) - unnamed, unnamed + faults


def count_rows_outside(reading: Extraction) -> int:
    """How many lines outside the tables have texts side by side that are values, as rows have."""
    words = ((word for line in lines for word in line.words) for _, lines in reading.tables.outside)
    lines = (line for own in words for line in run_lines(own))
    return sum(line.is_tabular and has_values_beside(line) for line in lines)
