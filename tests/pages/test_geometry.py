"""Positions compared within a tolerance."""

from __future__ import annotations

from pipeline.pages.geometry import are_same_positions


def test_positions_are_the_same_up_to_the_tolerance() -> None:
    assert are_same_positions((10.0, 20.0), [12.0, 18.0], 2.0)
    assert not are_same_positions((10.0, 20.0), [12.0, 17.9], 2.0)
    assert not are_same_positions((10.0, 20.0), [12.1, 20.0], 2.0)
    assert are_same_positions((), (), 2.0)


def test_other_numbers_of_positions_are_never_the_same() -> None:
    assert not are_same_positions((10.0, 20.0), (10.0,), 2.0)
    assert not are_same_positions((10.0,), (10.0, 20.0), 2.0)
