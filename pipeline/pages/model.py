"""What is read from a document: pages with their words, rulings and fills.

Coordinates everywhere are PDF points from the top left corner of the page as displayed
(rotated by its flag, cut to its CropBox).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pipeline.pages.geometry import Box, Turn
from pipeline.pages.sheet import SheetGrid, pages_filled

# Where a word comes from: what the page prints, a field of a form, a note that an editor put on the
# page, what a scanner recognised in a picture; or it stands for ink that is no text.
WordSource = Literal["page", "form-field", "annotation", "recognised", "drawing", "picture"]
# Why a word is no value though it is in the PDF: it shows nowhere, it is cut off at the edge of its
# cell, or it is a footnote's mark.
AsideReason = Literal["text-hidden", "text-cut", "footnote-mark"]
# What is broken in a PDF, by the check that reports it.
FaultKind = Literal[
    "pdf-xref-broken",
    "pdf-end-missing",
    "pdf-part-unreadable",
    "pdf-stream-length",
    "pdf-stream-corrupt",
    "pdf-pages-miscounted",
    "pdf-data-lost",
    "page-box-mended",
    "page-read-once",
]


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
        source: where it comes from.
        struck: whether it is struck out.
        aside: why it is no value.
        within: the box beyond which it is cut off, of a word that is no value.
        covered: whether something lies over some of its letters.
        around: its box on the page as displayed with room for what hangs below its line, where
            `box` has none.
    """

    number: int
    text: str
    box: Box
    bold: bool
    shown: Box | None = None
    turn: Turn = 0
    loose: bool = False
    source: WordSource = "page"
    struck: bool = False
    aside: AsideReason | None = None
    within: Box | None = None
    covered: bool = False
    around: Box | None = None

    @property
    def seen(self) -> Box:
        """Where its letters are seen on the page as displayed."""
        return self.around or self.shown or self.box


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: `position` is its y (h) or x (v), `start` to `end` its extent."""

    direction: Literal["h", "v"]
    position: float
    start: float
    end: float

    @property
    def box(self) -> Box:
        """From where to where it reaches."""
        if self.direction == "h":
            return Box(self.start, self.position, self.end, self.position)
        return Box(self.position, self.start, self.position, self.end)


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
class Ink:
    """What a page shows beside text, rulings and fills.

    Args:
        kind: what it is.
        box: where it stands on the page with its text upright.
        shown: where it stands on the page as displayed, where the text there is turned.
    """

    kind: Literal["drawing", "picture"]
    box: Box
    shown: Box | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A text that another reading of the page gives otherwise.

    Args:
        words: as they are read.
        other: what the other reading says.
        box: where they stand on the page as displayed.
    """

    words: str
    other: str
    box: Box


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
        aside: words that are in the PDF and are no values, each with its reason.
        ink: what it shows beside text, rulings and fills.
        disagreements: texts that another reading gives otherwise.
        proven: whether what was read is compared with what the page shows.
        width: of the page as displayed, in points.
        height: of the page as displayed, in points.
        sheet: the sheet of a spreadsheet that it stands for; None for a page of a PDF.
    """

    number: int
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Fill, ...]
    turn: Turn = 0
    slanted: tuple[Word, ...] = ()
    aside: tuple[Word, ...] = ()
    ink: tuple[Ink, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    proven: bool = True
    width: float = 0
    height: float = 0
    sheet: SheetGrid | None = None

    @property
    def every_word(self) -> tuple[Word, ...]:
        """All of its words, whatever they are."""
        return (*self.words, *self.slanted, *self.aside)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.every_word or self.rulings or self.fills or self.ink)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something broken in a PDF that was read all the same.

    Args:
        kind: what it is.
        detail: which part of the file it is about, if any.
        page: on which page it was met first, if on one.
    """

    kind: FaultKind
    detail: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """Something that a spreadsheet has beside the cells that are read, and people should know of.

    Args:
        kind: what it is, by the check that reports it.
        page: the number of the sheet; None where it is of the file as a whole.
        place: a cell (`C12`), rows (`12:15`) or columns (`C:D`); empty for a sheet or the file.
        detail: more of it, such as the words of a comment.
        count: of what is hidden, how many cells with text that holds.
    """

    kind: str
    page: int | None = None
    place: str = ""
    detail: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read.

    Args:
        pages: all of them, blank ones included.
        sha256: hash of the bytes that were read, in hexadecimal digits.
        remarks: what the parser remarked on them.
        faults: what is broken in the file.
        searched: whether its pages were shown with all parts of the file looked for, whatever it
            says where they stand.
        notes: what a spreadsheet has beside its cells.
    """

    pages: tuple[Page, ...]
    sha256: str
    remarks: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    searched: bool = False
    notes: tuple[DocumentNote, ...] = ()

    @property
    def is_spreadsheet(self) -> bool:
        """Whether its pages are sheets of a spreadsheet."""
        return any(page.sheet is not None for page in self.pages)

    @property
    def pages_filled(self) -> int:
        """How many pages it has, or a spreadsheet would fill."""
        sheets = (page.sheet for page in self.pages if page.sheet is not None)
        return pages_filled(len(self.pages), sheets)


def page_to_json(page: Page) -> dict[str, Any]:
    """A page of a PDF as plain lists, to cross the border between two processes."""
    return {
        "number": page.number,
        "words": list(map(_plain, page.words)),
        "slanted": list(map(_plain, page.slanted)),
        "aside": list(map(_plain, page.aside)),
        "rulings": [[r.direction, r.position, r.start, r.end] for r in page.rulings],
        "ink": [
            [ink.kind, _corners(ink.box), ink.shown and _corners(ink.shown)] for ink in page.ink
        ],
        "fills": [[f.colour, *_corners(f.box)] for f in page.fills],
        "turn": page.turn,
        "proven": page.proven,
        "width": page.width,
        "height": page.height,
        "disagreements": [[d.words, d.other, _corners(d.box)] for d in page.disagreements],
    }


def page_from_json(data: dict[str, Any]) -> Page:
    """The page that `page_to_json` wrote."""
    return Page(
        number=data["number"],
        words=tuple(_word(*word) for word in data["words"]),
        rulings=tuple(Ruling(*ruling) for ruling in data["rulings"]),
        ink=tuple(Ink(kind, Box(*box), shown and Box(*shown)) for kind, box, shown in data["ink"]),
        fills=tuple(Fill(Box(*box), colour) for colour, *box in data["fills"]),
        turn=data["turn"],
        proven=data["proven"],
        width=data["width"],
        height=data["height"],
        slanted=tuple(_word(*word) for word in data["slanted"]),
        aside=tuple(_word(*word) for word in data["aside"]),
        disagreements=tuple(
            Disagreement(words, other, Box(*box)) for words, other, box in data["disagreements"]
        ),
    )


def _plain(word: Word) -> list[Any]:
    places = (word.box, word.shown, word.within, word.around)
    boxes = [box and _corners(box) for box in places]
    kind = (word.turn, word.loose, word.source, word.struck, word.aside, word.covered)
    return [word.number, word.text, word.bold, *boxes, *kind]


def _word(number: int, text: str, bold: bool, *rest: Any) -> Word:
    box = Box(*rest[0])
    shown, within, around = (Box(*corners) if corners else None for corners in rest[1:4])
    turn, loose, source, struck, aside, covered = rest[4:]
    how = (turn, loose, source, struck, aside, within, covered, around)
    return Word(number, text, box, bold, shown, *how)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom
