"""Letters of a page that follow each other, and letters that lie over each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.pages.geometry import Box, intersection, union
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.letters import Glyph
from pipeline.pdf.tolerances import (
    CONTESTED_SHARE_OF_LETTER,
    SAME_LETTER_PLACE_POINTS,
    WORD_GAP_SHARE_OF_SIZE,
)


def words_in_order(glyphs: Sequence[Glyph]) -> Iterator[range]:
    """The places of letters that follow each other closely, as they are drawn."""
    start = 0
    for place in range(1, len(glyphs) + 1):
        if place < len(glyphs) and follows(glyphs[place - 1], glyphs[place]):
            continue
        yield range(start, place)
        start = place


def follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether a letter follows closely after another one, in the direction of its text."""
    along = (before["size"] + glyph["size"]) / 2 * WORD_GAP_SHARE_OF_SIZE
    a, b = before["displayed"], glyph["displayed"]
    apart = max(b.x0 - a.x1, a.x0 - b.x1, b.top - a.bottom, a.top - b.bottom)
    alike = before["matrix"][:4] == glyph["matrix"][:4]
    right, up = before["matrix"][:2]
    (ax, ay), (bx, by) = before["origin"], glyph["origin"]
    # What is typed over a text begins anew to the left of its end.
    onward = right * (bx - ax) - up * (by - ay) >= 0
    same = before["invisible"] == glyph["invisible"]
    return bool(apart <= along and alike and onward and same)


def contested_runs(glyphs: Iterable[Glyph]) -> set[tuple[int, int]]:
    """Pairs of runs of which some letters lie over each other.

    Runs of the same text are one that is printed twice; of other texts, such as one that was
    covered and typed anew, the letters that they have in common lie over each other as well.
    """
    letters: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph["source"] == "page" and not glyph["invisible"]:
            letters.setdefault(glyph["run"], []).append(glyph)
    boxes = {run: union(g["displayed"] for g in group) for run, group in letters.items()}
    runs = {run: RunLetters(group) for run, group in letters.items()}
    return {
        (one, other)
        for one, other in overlapping(boxes)
        if any(lie_over(a, b, again=True) for a, b in runs[one].touching(runs[other]))
        and (
            run_text(letters[one]) != run_text(letters[other])
            or any(lie_over(a, b) for a, b in runs[one].touching(runs[other]))
        )
    }


class RunLetters:
    """The letters of a run, or of a page, by where they lie on the page as displayed.

    Args:
        letters: the letters.
    """

    def __init__(self, letters: Sequence[Glyph]) -> None:
        self.letters = letters

    @cached_property
    def places(self) -> BoxPlaces:
        """Where they lie."""
        return BoxPlaces([letter["displayed"] for letter in self.letters])

    def near(self, box: Box, reach: float = 0.0) -> Iterator[int]:
        """The numbers of those that may touch a box, or lie within half of a reach of it."""
        yield from self.places.near(box, reach)

    def touching(self, other: RunLetters) -> Iterator[tuple[Glyph, Glyph]]:
        """The pairs of a letter and one of another run that may touch."""
        for letter in self.letters:
            for number in other.near(letter["displayed"]):
                yield letter, other.letters[number]


def share_within(letter: Box, clip: Box) -> float:
    """How much of a letter's height or width, whichever is less, a clip leaves to be seen."""
    seen = intersection(letter, clip)
    height, width = letter.bottom - letter.top, letter.x1 - letter.x0
    tall = (seen.bottom - seen.top) / height if height else 1
    wide = (seen.x1 - seen.x0) / width if width else 1
    return min(tall, wide)


def run_text(letters: Iterable[Glyph]) -> str:
    """What the letters of a run say."""
    return "".join(str(letter["text"]) for letter in letters)


def lie_over(
    one: Glyph, other: Glyph, share: float = CONTESTED_SHARE_OF_LETTER, again: bool = False
) -> bool:
    """Whether two letters lie over each other, and are not one that is printed twice.

    Args:
        one: a letter.
        other: another one.
        share: of the smaller one's area, how much they must have in common.
        again: whether one that is printed twice counts too.
    """
    a, b = one["displayed"], other["displayed"]
    shared = intersection(a, b)
    least = min(area_of(a), area_of(b)) * share
    if area_of(shared) <= least:
        return False
    return again or not is_same_letter(one, other)


def is_same_letter(one: Glyph, other: Glyph) -> bool:
    """Whether two letters are one that is printed twice."""
    a, b = one["displayed"], other["displayed"]
    near = max(abs(a.x0 - b.x0), abs(a.top - b.top)) <= SAME_LETTER_PLACE_POINTS
    return bool(near and one["text"] == other["text"])


def area_of(box: Box) -> float:
    """The area of a box, in square points."""
    return (box.x1 - box.x0) * (box.bottom - box.top)


def overlapping(boxes: dict[int, Box]) -> Iterator[tuple[int, int]]:
    """The pairs of boxes that overlap, the higher one first."""
    ordered = sorted(boxes.items(), key=lambda entry: entry[1].top)
    places = BoxPlaces([box for _, box in ordered])
    for place, (one, box) in enumerate(ordered):
        for number in places.near(box):
            other, below = ordered[number]
            if (
                number > place
                and below.top < box.bottom
                and below.x0 < box.x1
                and below.x1 > box.x0
            ):
                yield one, other


def apart_from_each_other(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Things in groups, so that no two of a group are a pair."""
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    groups: list[list[int]] = []
    for thing in sorted(near):
        group = next((g for g in groups if near[thing].isdisjoint(g)), None)
        if group is None:
            groups.append([thing])
        else:
            group.append(thing)
    return groups
