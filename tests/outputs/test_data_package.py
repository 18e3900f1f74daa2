"""The name of a data package: made from that of the file, and not too long."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.outputs.data_package import datapackage_json
from pipeline.outputs.result import Result
from tests.support.small_lists import read_grants

LONGEST = 100


@pytest.fixture(name="result", scope="module")
def small_result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A list of one grant."""
    folder: Path = tmp_path_factory.mktemp("package")
    return read_grants(folder, [("1.01", "Kalusto", "1,00")])


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Määrärahat 2026.luonnos", "maararahat-2026-luonnos"),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), "a" * LONGEST),
        ("a" * 60 + "-" + "b" * 39, "a" * 60 + "-" + "b" * 39),
        ("a" * 60 + "-" + "b" * 40, "a" * 60),
    ],
)
def test_the_name_is_made_from_the_files(result: Result, stem: str, name: str) -> None:
    named = replace(result, source=replace(result.source, file=f"{stem}.pdf"))
    assert json.loads(datapackage_json(named, {}, {}))["name"] == name
