"""What is read from a PDF: pages with their words, rulings and fills.

Coordinates everywhere are PDF points from the top left corner of the page as displayed
(rotated by its flag, cut to its CropBox).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pipeline.pdf.geometry import Box, Turn


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word, compared as a value; its number tells it from one printed over it again.

    Args:
        number: its place among the words of its page, slanted ones included, from 0.
        text: its letters.
        box: where it stands on the page with its text upright.
        bold: whether each of its letters is.
        shown: where it stands on the page as displayed, where the text there is turned.
        turn: degrees to turn it clockwise to be read, where others on its page are upright.
        loose: whether it is printed across the page, over or under other text: it is in no cell.
    """

    number: int
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
    corners = (*_corners(word.box), *shown)
    return [word.number, word.text, word.bold, word.turn, word.loose, *corners]


def _word(number: int, text: str, bold: bool, turn: Turn, loose: bool, *corners: float) -> Word:
    shown = Box(*corners[4:]) if len(corners) > 4 else None
    return Word(number, text, Box(*corners[:4]), bold, shown, turn, loose)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom
