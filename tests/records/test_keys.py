"""Keys of records: equal ones told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.outputs.result import Result
from tests.support.small_lists import read_grants

WITHOUT_CHAPTER: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "different": (["1.01", "1.02"], ["1-01", "1-02"]),
    "three alike": (["1.01", "1.01", "1.01"], ["1-01", "1-01-2", "1-01-3"]),
    "others between": (
        ["1.01", "1.02", "1.01", "1.02", "1.01"],
        ["1-01", "1-02", "1-01-2", "1-02-2", "1-01-3"],
    ),
    # A key that is printed so belongs to its own row, before or after those that are alike.
    "printed with a number": (
        ["1.01", "1.01", "1.01", "1.01-2"],
        ["1-01", "1-01-3", "1-01-4", "1-01-2"],
    ),
    "printed with two numbers": (
        ["1.01-2", "1.01-3", "1.01", "1.01"],
        ["1-01-2", "1-01-3", "1-01", "1-01-4"],
    ),
}


def read(folder: Path, *rows: tuple[str, str]) -> Result:
    """A list of grants with the given numbers and names; a name alone is a chapter."""
    return read_grants(folder, [(number, name, "1,00" if number else "") for number, name in rows])


@pytest.mark.parametrize(("numbers", "keys"), WITHOUT_CHAPTER.values(), ids=WITHOUT_CHAPTER)
def test_equal_keys_get_numbers_from_two_on(
    tmp_path: Path, numbers: Sequence[str], keys: Sequence[str]
) -> None:
    result = read(tmp_path, *((number, f"Avustus {number}") for number in numbers))
    assert list(result.records.frame.index) == list(keys)
    doubled = [f.cell_ref for f in result.findings if f.check == "key-doubled"]
    renamed = [key for number, key in zip(numbers, keys, strict=True) if slug(number) != key]
    assert doubled == [f"{key}/name" for key in renamed]


def slug(number: str) -> str:
    """The key of a number that no other row has."""
    return number.replace(".", "-")


def test_two_equal_keys_of_different_chapters_get_the_names_of_these(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ("", "Kirjastot"),
        ("1.01", "Kalusto"),
        ("", "Museot"),
        ("1.01", "Kalusto"),
        ("1.02", "Palkat"),
    )
    assert list(result.records.frame.index) == ["1-01-kirjastot", "1-01-museot", "1-02"]
    assert not [f for f in result.findings if f.check == "key-doubled"]


def test_keys_that_are_equal_with_the_names_of_chapters_get_numbers(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ("1.01", "Kalusto"),
        ("", "Kirjastot"),
        ("1.01", "Kalusto"),
        ("1.02", "Palkat"),
        ("", "Museot"),
        ("1.01", "Kalusto"),
        ("1.01", "Kalusto"),
    )
    keys = ["1-01", "1-01-kirjastot", "1-02", "1-01-museot", "1-01-museot-2"]
    assert list(result.records.frame.index) == keys
    doubled = [f.cell_ref for f in result.findings if f.check == "key-doubled"]
    assert doubled == ["1-01-museot-2/name"]
