"""What is read from a PDF: pages with their words, rulings and fills.

Coordinates everywhere are PDF points from the top left corner of the page as displayed
(rotated by its flag, cut to its CropBox).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y)."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point (x, y) lies in the box."""
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of at least one box."""
    every = list(boxes)
    return Box(
        min(box.x0 for box in every),
        min(box.top for box in every),
        max(box.x1 for box in every),
        max(box.bottom for box in every),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word.

    Args:
        text: its letters.
        box: where it stands on the page with its text upright.
        bold: whether each of its letters is.
        shown: where it stands on the page as displayed, where the text there is turned.
        turn: degrees to turn it clockwise to be read, where others on its page are upright.
        loose: whether it is printed across the page, over or under other text: it is in no cell.
    """

    text: str
    box: Box
    bold: bool
    shown: Box | None = None
    turn: Turn = 0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: `position` is its y (h) or x (v), `start` to `end` its extent."""

    direction: Literal["h", "v"]
    position: float
    start: float
    end: float


def sides(box: Box) -> list[Ruling]:
    """The four rulings around a rectangle."""
    return [
        Ruling("h", box.top, box.x0, box.x1),
        Ruling("h", box.bottom, box.x0, box.x1),
        Ruling("v", box.x0, box.top, box.bottom),
        Ruling("v", box.x1, box.top, box.bottom),
    ]


@dataclass(frozen=True, slots=True)
class Fill:
    """A shaded area and the name of its colour."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the document.

    Args:
        number: from 1.
        words: the words of its lines.
        rulings: its straight lines.
        fills: its shaded areas.
        turn: how it must be turned clockwise to be read.
        slanted: words that run across its lines, such as a watermark, and belong to none.
    """

    number: int
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Fill, ...]
    turn: Turn = 0
    slanted: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All pages of one PDF, blank ones included, and what the parser remarked on them."""

    pages: tuple[Page, ...]
    remarks: tuple[str, ...] = ()


def page_to_json(page: Page) -> dict[str, Any]:
    """A page as plain lists, to cross the border between two processes."""
    return {
        "number": page.number,
        "words": list(map(_plain, page.words)),
        "slanted": list(map(_plain, page.slanted)),
        "rulings": [[r.direction, r.position, r.start, r.end] for r in page.rulings],
        "fills": [[f.colour, *_corners(f.box)] for f in page.fills],
        "turn": page.turn,
    }


def page_from_json(data: dict[str, Any]) -> Page:
    """The page that `page_to_json` wrote."""
    return Page(
        number=data["number"],
        words=tuple(_word(*word) for word in data["words"]),
        rulings=tuple(Ruling(*ruling) for ruling in data["rulings"]),
        fills=tuple(Fill(Box(*box), colour) for colour, *box in data["fills"]),
        turn=data["turn"],
        slanted=tuple(_word(*word) for word in data["slanted"]),
    )


def _plain(word: Word) -> list[Any]:
    shown = _corners(word.shown) if word.shown else ()
    return [word.text, word.bold, word.turn, word.loose, *_corners(word.box), *shown]


def _word(text: str, bold: bool, turn: Turn, loose: bool, *corners: float) -> Word:
    shown = Box(*corners[4:]) if len(corners) > 4 else None
    return Word(text, Box(*corners[:4]), bold, shown, turn, loose)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom
