"""Boxes by where they lie: what is found is what a look at each of them finds."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.pages.geometry import Box, overlap
from pipeline.pdf.box_places import FEWEST_IN_TILES, BoxPlaces
from pipeline.pdf.clusters import together


def some_boxes(count: int, seed: int, longest: float = 30) -> list[Box]:
    """Boxes all over a page, many of them small, some long or flat."""
    chance = Random(seed)  # noqa: S311
    boxes = []
    for _ in range(count):
        x, y = chance.uniform(0, 600), chance.uniform(0, 800)
        width = chance.choice([0, chance.uniform(0, longest), chance.uniform(0, 600)])
        boxes.append(Box(x, y, x + width, y + chance.choice([0, chance.uniform(0, longest)])))
    return boxes


@pytest.mark.parametrize("count", [0, 1, FEWEST_IN_TILES - 1, FEWEST_IN_TILES, 300])
def test_no_box_at_a_place_or_near_one_is_missed(count: int) -> None:
    boxes = some_boxes(count, seed=count)
    places = BoxPlaces(boxes)
    for asked in some_boxes(200, seed=1):
        at = [n for n in places.at(asked.middle) if boxes[n].holds(asked.middle)]
        assert at == [n for n, box in enumerate(boxes) if box.holds(asked.middle)]
        near = [n for n in places.near(asked) if overlap(boxes[n], asked)]
        assert near == [n for n, box in enumerate(boxes) if overlap(box, asked)]
        grown = Box(asked.x0 - 5, asked.top - 5, asked.x1 + 5, asked.bottom + 5)
        within = [n for n in places.near(asked, 10) if overlap(boxes[n], grown)]
        assert within == [n for n, box in enumerate(boxes) if overlap(box, grown)]


def test_boxes_far_off_or_without_end_leave_the_others_apart() -> None:
    far = [Box(-1e9, -1e9, -1e9, -1e9), Box(float("-inf"), 0, float("inf"), 1e300)]
    boxes = [*some_boxes(1000, seed=3, longest=2), *far]
    small = [n for n, box in enumerate(boxes) if box.x1 - box.x0 <= 2]
    places = BoxPlaces(boxes)
    assert max(len(places.at(boxes[n].middle)) for n in small) < 60
    assert all(1001 in places.at(boxes[n].middle) for n in small)
    assert 1000 in places.near(far[0])


def test_few_boxes_are_looked_at_for_each_place() -> None:
    boxes = [Box(x, y, x + 9, y + 9) for x in range(0, 1000, 10) for y in range(0, 1000, 10)]
    places = BoxPlaces(boxes)
    assert max(len(places.near(box)) for box in boxes) <= 9


def test_boxes_that_overlap_become_one_and_then_overlap_further_ones() -> None:
    chain = [Box(0, 0, 10, 10), Box(30, 0, 40, 10), Box(8, 9, 32, 12), Box(50, 20, 60, 30)]
    assert together(chain) == [Box(0, 0, 40, 12), Box(50, 20, 60, 30)]
    # The box around two reaches a third one, which neither of them does.
    assert together([Box(0, 0, 1, 9), Box(0, 8, 20, 10), Box(15, 2, 16, 3)]) == [Box(0, 0, 20, 10)]


def test_boxes_apart_stay_apart_in_their_order() -> None:
    apart = [Box(x, y, x + 5, y + 5) for y in range(0, 300, 10) for x in range(0, 300, 10)]
    assert together(reversed(apart)) == apart


def test_thousands_of_boxes_that_become_one_are_not_looked_for_all_over_the_page_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = Random(1)  # noqa: S311
    corners = [(chance.uniform(0, 2000), chance.uniform(0, 2000)) for _ in range(10_000)]
    boxes = [Box(x, y, x + 30, y + 30) for x, y in corners]
    looked_at = 0
    tiles_of = BoxPlaces.tiles_of

    def counted(places: BoxPlaces, box: Box, reach: float) -> list[tuple[int, int]]:
        nonlocal looked_at
        tiles = tiles_of(places, box, reach)
        looked_at += len(tiles)
        return tiles

    monkeypatch.setattr(BoxPlaces, "tiles_of", counted)
    assert len(together(boxes)) == 1
    # The page has 10,000 tiles in rows of 100; all of them for each box are a hundred million.
    assert looked_at < 5_000_000
