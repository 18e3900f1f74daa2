"""Every check has a sample that it finds something wrong in, and one as near that is right.

The samples are in `tests/support/samples`: most are a small appendix in which one cell, heading or
page is changed. What must be found is written down from what is printed. What a build does with
such documents is tested in `test_flawed_documents`, all that text in strange fonts may look like
in `test_unreadable_text`, and every kind of value in `test_changed_cells`.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pipeline.schema.check import BUILT_IN_CHECKS, When
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import CONTRACTS, LIST
from tests.support.reading import SCHEMA
from tests.support.samples.appendix import GOOD_APPENDIX
from tests.support.samples.every import CASES


@pytest.mark.parametrize("name", CASES)
def test_a_check_finds_what_is_wrong_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert CASES[name].wrong(tmp_path) == CASES[name].found


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.right is not GOOD_APPENDIX])
def test_a_check_finds_nothing_where_all_is_right(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert name.split(":")[0] not in case.beside
    assert {found[0] for found in case.right(tmp_path)} == set(case.beside)


def test_there_is_nothing_to_find_in_the_small_appendix(tmp_path: Path) -> None:
    assert GOOD_APPENDIX(tmp_path) == set()


def test_every_check_has_a_sample() -> None:
    checks = {check.check for check in SCHEMA.description.checks} | set(BUILT_IN_CHECKS)
    assert checks <= set(CASES)


def test_everything_that_a_description_may_look_for_has_a_sample() -> None:
    schemas = [SCHEMA, *(load_checked_schema(folder / "schemas") for folder in (CONTRACTS, LIST))]
    checks = [check for schema in schemas for check in schema.description.checks]
    assert {check.when for check in checks if check.check in CASES} - {None} == set(get_args(When))
