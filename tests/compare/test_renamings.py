"""Records that may have been renamed, and records in another order, told from their names."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_lowercase

import pytest

from pipeline.compare.records import moved_keys, renamings
from tests.support.reading import SCHEMA

Rows = Mapping[str, dict[str, str]]
# Names are nearly alike where at least this share of their letters is common.
SHARE = 0.85
# Records further apart than this, in a stretch that changed, are not at the same place.
PLACES = 20


def rows(*names: str, table: str = "person") -> Rows:
    """Records of the given names, which are their keys."""
    return {name: {"service": name, "customer_group": table} for name in names}


def renamed(before: Rows, after: Rows) -> list[tuple[str, str]]:
    """Old and new key of each record that may have been renamed."""
    return [(pair.old.key, pair.new.key) for pair in renamings(before, after, SCHEMA)]


def strange(start: int, count: int) -> list[str]:
    """Names that have nothing in common with each other or with letters."""
    return [chr(0x4E00 + number) * 3 for number in range(start, start + count)]


@pytest.mark.parametrize(
    ("letters", "other", "is_near"),
    # Of two names of 20 letters 17 in common are the share; of two of 13 letters, 11 are less.
    [(20, 3, True), (20, 4, False), (13, 1, True), (13, 2, False)],
)
def test_names_are_nearly_alike_from_a_share_of_common_letters_on(
    letters: int, other: int, is_near: bool
) -> None:
    old = ascii_lowercase[:letters]
    new = old[: letters - other] + "1234567"[:other]
    assert ((letters - other) / letters >= SHARE) == is_near
    assert renamed(rows(old), rows(new)) == ([(old, new)] if is_near else [])


def test_case_does_not_count() -> None:
    assert renamed(rows("abcdefgh"), rows("ABCDEFGH")) == [("abcdefgh", "ABCDEFGH")]


def test_records_of_another_table_are_others() -> None:
    assert renamed(rows("abcdefgh"), rows("abcdefgi", table="person"))
    assert not renamed(rows("abcdefgh"), rows("abcdefgi", table="employer"))


@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize(("apart", "is_near"), [(PLACES, True), (PLACES + 1, False)])
def test_records_far_apart_in_a_changed_stretch_are_others(
    apart: int, is_near: bool, earlier: bool
) -> None:
    name = "abcdefghij"
    first, second = PLACES + 2, PLACES + 2 + apart
    if earlier:
        first, second = second, first
    length = 3 * PLACES + 5
    before, after = strange(0, length), strange(1000, length)
    before[first], after[second] = name, name + "k"
    wanted = [(name, name + "k")] if is_near else []
    assert renamed(rows(*before), rows(*after)) == wanted


def test_each_record_is_renamed_once_to_the_one_most_alike() -> None:
    before = rows("abcdefghijklmnop", "abcdefghijklmnoq")
    after = rows("abcdefghijklmnoqr", "abcdefghijklmnopqr")
    assert renamed(before, after) == [
        ("abcdefghijklmnop", "abcdefghijklmnopqr"),
        ("abcdefghijklmnoq", "abcdefghijklmnoqr"),
    ]


def test_of_two_records_nearly_alike_the_one_more_alike_is_renamed() -> None:
    two = rows("abcdefghijklmnop", "abcdefghijklmnopqr")
    name = "abcdefghijklmnopq"
    assert renamed(two, rows(name)) == [("abcdefghijklmnopqr", name)]
    assert renamed(rows(name), two) == [(name, "abcdefghijklmnopqr")]


def test_records_that_both_have_are_not_renamed() -> None:
    assert renamed(rows("abcdefgh", "abcdefgi"), rows("abcdefgi", "abcdefgk")) == []


@pytest.mark.parametrize(
    ("before", "after", "count", "may_be"),
    [
        ("abcd", "abcd", 0, ""),
        ("abcd", "acbd", 1, "bc"),
        ("abcd", "dabc", 1, "d"),
        ("abcd", "bcda", 1, "a"),
        ("abcd", "badc", 2, "abcd"),
        # What only one of them has does not move the others.
        ("abcd", "axcd", 0, ""),
        ("abcd", "xdabc", 1, "d"),
    ],
)
def test_as_few_records_as_can_be_have_moved(
    before: str, after: str, count: int, may_be: str
) -> None:
    found = moved_keys(list(before), list(after))
    assert len(found) == count
    assert set(found) <= set(may_be)
