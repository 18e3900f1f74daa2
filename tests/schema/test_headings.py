"""Headings that a description may and may not give to the columns of its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import LIST
from tests.support.small_lists import Edits, edited_schemas

NAME = "name: ['Nimi']"
SUMMARY = (
    "\nfields:\n",
    "  - table: summary\n    totals: true\n    columns:\n      part: ['Osa']\n"
    "      sum: ['{heading}']\n\nfields:\n",
)


def problem(folder: Path, edits: Edits) -> str:
    """What is wrong with the schemas of the list of grants after they were edited."""
    schemas = edited_schemas(LIST, folder, edits)
    try:
        load_checked_schema(schemas)
    except SchemaError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "headings",
    [
        "['Määräraha €']",
        "['Nimi', 'Määräraha €']",
        "['MÄÄRÄRAHA€']",
        "['Luku ja\\u00ad numero']",
    ],
)
def test_a_heading_of_two_columns_of_a_table_is_refused(tmp_path: Path, headings: str) -> None:
    said = problem(tmp_path, {"grants.yaml": [(NAME, f"name: {headings}".replace("'", '"'))]})
    assert "table grants: the heading" in said
    assert "stands for two fields" in said


@pytest.mark.parametrize("headings", ["['Nimi', 'Saajan nimi']", "['Määräraha']", "['']"])
def test_other_headings_of_a_column_are_not(tmp_path: Path, headings: str) -> None:
    assert problem(tmp_path, {"grants.yaml": [(NAME, f"name: {headings}")]}) == ""


def summary(heading: str) -> Edits:
    """A table of totals beside the list, one of its columns under a heading."""
    old, new = SUMMARY
    return {"grants.yaml": [(old, new.format(heading=heading))]}


def test_a_heading_of_two_columns_of_a_table_of_totals_is_refused(tmp_path: Path) -> None:
    said = problem(tmp_path, summary("OSA"))
    assert "table summary: the heading “osa” stands for two fields" in said


def test_two_tables_may_have_a_heading_in_common(tmp_path: Path) -> None:
    assert problem(tmp_path, summary("Nimi")) == ""
