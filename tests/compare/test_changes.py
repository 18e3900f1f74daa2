"""What counts as a change of substance between two outputs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compare.changes import (
    OF_SUBSTANCE,
    STATES,
    Change,
    Comparison,
    Named,
    Renaming,
    StaleDecision,
    changed_values,
)

EQUAL = Comparison("document")
CHANGE = Change("where", "what", "old", "new")
NAMED = Named("key", "name")


@pytest.mark.parametrize(
    "changed",
    [
        replace(EQUAL, only_in="old"),
        replace(EQUAL, document=[CHANGE]),
        replace(EQUAL, files=[CHANGE]),
        replace(EQUAL, added=[NAMED]),
        replace(EQUAL, removed=[NAMED]),
        replace(EQUAL, fields=[CHANGE]),
        replace(EQUAL, reordered=[NAMED]),
        replace(EQUAL, counts=[CHANGE]),
        replace(EQUAL, texts=[CHANGE]),
        replace(EQUAL, severities=[CHANGE]),
        replace(EQUAL, decisions=[CHANGE]),
        replace(EQUAL, stale=[StaleDecision("decision", "why")]),
        *(replace(EQUAL, findings={state: [{"finding_id": "1"}]}) for state in OF_SUBSTANCE),
    ],
)
def test_each_change_of_substance_counts(changed: Comparison) -> None:
    assert changed.is_different


@pytest.mark.parametrize(
    "unchanged",
    [
        EQUAL,
        replace(EQUAL, asides=["services on other pages: 3"]),
        # A proposal rests on records gone and come, which count themselves.
        replace(EQUAL, renamed=[Renaming(NAMED, NAMED)]),
        *(
            replace(EQUAL, findings={state: [{"finding_id": "1"}]})
            for state in STATES
            if state not in OF_SUBSTANCE
        ),
    ],
)
def test_nothing_else_does(unchanged: Comparison) -> None:
    assert not unchanged.is_different


def test_values_that_differ_are_told_in_order() -> None:
    before, after = {"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": ""}
    assert list(changed_values("place", before, after)) == [
        Change("place", "a", "1", ""),
        Change("place", "c", "3", "4"),
        Change("place", "d", "", ""),
    ]
