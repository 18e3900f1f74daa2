"""Letters and vertical rulings of a page by where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.pages.geometry import Box
from pipeline.pages.model import Ruling
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.letters import Glyph, box_around


class LetterPlaces:
    """Letters by where their middles lie.

    Args:
        letters: the letters, on the upright page.
    """

    def __init__(self, letters: Iterable[Glyph]) -> None:
        self.middles = [box_around([letter]).middle for letter in letters]
        self.places = BoxPlaces([Box(x, y, x, y) for x, y in self.middles])

    def any_in(self, box: Box) -> bool:
        """Whether a letter stands in a box."""
        return any(box.holds(self.middles[number]) for number in self.places.near(box))


class Verticals:
    """The vertical ones of some rulings, by where they lie.

    Args:
        rulings: the rulings.
    """

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self.rulings = [ruling for ruling in rulings if ruling.direction == "v"]
        self.places = BoxPlaces([ruling.box for ruling in self.rulings])

    def between(
        self, left: float, right: float, height: float, reach: float = 0.0
    ) -> Iterator[Ruling]:
        """Those that may stand between two places at a height, or within half of a reach."""
        box = Box(left, height, right, height)
        yield from (self.rulings[number] for number in self.places.near(box, reach))
