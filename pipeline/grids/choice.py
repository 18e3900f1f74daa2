"""Which reading of pages without rulings is used: that by headings, or that by white space."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.grids.model import PageGrids
from pipeline.grids.unruled.reader import with_aligned_grids
from pipeline.grids.white_space.reader import with_white_space
from pipeline.pdf.model import Page
from pipeline.schema.model import Schema


def choose(pages: Sequence[Page], ruled: Sequence[PageGrids], schema: Schema) -> list[PageGrids]:
    """The grids of all pages."""
    aligned = with_aligned_grids(pages, ruled, schema)
    if any(a is not r for a, r in zip(aligned, ruled, strict=True)):
        return aligned
    return [with_white_space(page, found) for page, found in zip(pages, ruled, strict=True)]
