"""All samples, by the check that each is for."""

from __future__ import annotations

from tests.support.samples.broken import BROKEN
from tests.support.samples.cells import VALUES
from tests.support.samples.other_tables import OTHER_TABLES
from tests.support.samples.pages import PAGES
from tests.support.samples.proofs import PROOFS
from tests.support.samples.shapes import SHAPES
from tests.support.samples.spreadsheets import SPREADSHEETS
from tests.support.samples.steps import STEPS

CASES = {
    **VALUES,
    **PAGES,
    **PROOFS,
    **STEPS,
    **BROKEN,
    **OTHER_TABLES,
    **SHAPES,
    **SPREADSHEETS,
}
