"""What is drawn on a page → what of it shows: rulings, fills, and ink that nobody has read.

All boxes are those of the upright page, and so are the pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.pages.geometry import Box
from pipeline.pages.model import Fill, Ink, Ruling
from pipeline.pdf.clusters import together
from pipeline.pdf.letter_places import LetterPlaces
from pipeline.pdf.letters import Glyph
from pipeline.pdf.pixels import (
    PAPER_GREY,
    Mask,
    PixelFrame,
    Pixels,
    blobs,
    bounds,
    edges_across,
    edges_down,
    pixels_apart,
    runs,
)
from pipeline.pdf.rulings import Drawn, DrawnRuling, dotted_rulings
from pipeline.pdf.small_marks import part_small_marks
from pipeline.pdf.text_lines import part_text_lines
from pipeline.pdf.tolerances import (
    DASH_GAP_POINTS,
    LEAST_CONTRAST,
    LEAST_INK_PIXELS,
    LEAST_INK_POINTS,
    SHOWN_SHARE_OF_FILL,
    THIN_LINE_POINTS,
)

# Pixels around a line or an edge that are its own: its rim is drawn softly.
RIM_PIXELS = 2


@dataclass(frozen=True, slots=True)
class ShownLines:
    """What shows of what is drawn.

    Args:
        rulings: the lines that show, as far as they do.
        fills: shaded areas that show.
        ink: what shows and is neither text, nor ruling, nor fill.
        struck: the letters that lines which show strike out.
    """

    rulings: list[Ruling]
    fills: list[Fill]
    ink: list[Ink]
    struck: list[Glyph]


@dataclass(frozen=True, slots=True)
class Layers:
    """Pixels of the upright page.

    Args:
        whole: all that it shows.
        content: the same without annotations and fields.
        without_text: the same without text as well.
        without_drawings: the same without drawings as well.
    """

    whole: Pixels
    content: Pixels
    without_text: Pixels
    without_drawings: Pixels


class InkReader:
    """Tells what of a page's drawings shows.

    Args:
        layers: its pixels.
        frame: how points become pixels.
    """

    def __init__(self, layers: Layers, frame: PixelFrame) -> None:
        self.layers, self.frame = layers, frame
        self.down = edges_down(layers.without_text)
        self.across = edges_across(layers.without_text)

    def read(
        self,
        drawn: Drawn,
        pictures: Sequence[Box],
        letters: Sequence[Glyph],
        recognised: Sequence[Glyph],
        glyphs: Sequence[Glyph],
    ) -> ShownLines:
        """What shows.

        Args:
            drawn: what is drawn.
            pictures: the boxes of pictures.
            letters: letters that were read.
            recognised: those among them that were recognised in what is drawn or pictured.
            glyphs: letters and spaces that were read, below or through which lines may be drawn.
        """
        pieces = [piece for line in drawn.rulings for piece in self.showing(line)]
        dots = [dot for dot in drawn.dots if self.has_edge(dot)]
        dotted = [DrawnRuling(ruling, 0.0) for ruling in dotted_rulings(dots)]
        fills = [fill for fill in drawn.fills if self.fill_shows(fill.box)]
        own, struck = part_text_lines([line.ruling for line in [*pieces, *dotted]], glyphs)
        ruling = [line for line in [*pieces, *dotted] if line.ruling not in own]
        kept, kept_fills, marks = part_small_marks(
            ruling, fills, [shape.box for shape in drawn.shapes]
        )
        left = self.down | self.across
        for line in [*kept, *dotted, *(line for line in pieces if line.ruling in own)]:
            self.wipe(left, line_box(line))
        for line in drawn.rulings:
            if line.half > THIN_LINE_POINTS:
                self.wipe(left, line_box(line))
        for box in [*({fill.box for fill in drawn.fills} - {*marks}), *drawn.corners]:
            self.wipe_rim(left, box)
        for box in drawn.corners:
            self.wipe(left, box)
        # A line across text, or around it, says something of it that the text does not.
        lines = {shape.box for shape in drawn.shapes if not shape.filled}
        texts = LetterPlaces(letters)
        backgrounds = [mark for mark in marks if mark not in lines and texts.any_in(mark)]
        for box in backgrounds:
            self.wipe(left, box)
        unread = [*self.pictures(left, pictures), *self.drawings(left, marks)]
        pictured = LetterPlaces(recognised)
        ink = [one for one in unread if not pictured.any_in(one.box)]
        return ShownLines([line.ruling for line in kept], kept_fills, ink, struck)

    def showing(self, line: DrawnRuling) -> Iterator[DrawnRuling]:
        """The pieces of a line that show; the line itself where no more than gaps of it do not.

        A thin line that shows, and goes on over a shaded area of its own colour, is taken to show
        there as well: the headings of a table are often shaded as dark as its borders.
        """
        ruling = line.ruling
        rows, columns = self.frame.slices(line_box(line), margin=1)
        across = ruling.direction == "h"
        part = self.down[rows, columns] if across else self.across[rows, columns].T
        seen: Mask = np.logical_or.reduce(part, axis=0)
        scale = self.frame.across if across else self.frame.down
        gap = round(DASH_GAP_POINTS * scale)
        shows = any(end - start > gap for start, end in runs(seen, gap))
        if line.half <= THIN_LINE_POINTS and shows:
            grey = self.layers.without_text[rows, columns]
            shaded = (grey if across else grey.T) <= PAPER_GREY - LEAST_CONTRAST
            seen = seen | np.logical_or.reduce(shaded, axis=0)
        found = runs(seen, gap)
        if not found:
            return
        if len(found) == 1 and found[0][0] <= gap and found[0][1] >= seen.size - gap:
            yield line
            return
        first = columns.start if across else rows.start
        for start, end in found:
            ends = {"start": (first + start) / scale, "end": (first + end) / scale}
            if end - start > 2 * RIM_PIXELS:
                yield replace(line, ruling=replace(ruling, **ends))

    def has_edge(self, box: Box) -> bool:
        """Whether something shows in a box, however small."""
        place = self.frame.slices(box, 1)
        return bool(self.down[place].any() or self.across[place].any())

    def fill_shows(self, box: Box) -> bool:
        """Whether enough of a shaded area is not white."""
        part = self.layers.without_text[self.frame.slices(box)]
        return bool(part.size) and float((part <= PAPER_GREY - LEAST_CONTRAST).mean()) >= (
            SHOWN_SHARE_OF_FILL
        )

    def notes(self, boxes: Iterable[Box], letters: Sequence[Glyph]) -> Iterator[Ink]:
        """The annotations that are drawn and have no text.

        Args:
            boxes: where annotations stand.
            letters: letters that were read of annotations.
        """
        drawn_on = pixels_apart(self.layers.whole, self.layers.content)
        texts = LetterPlaces(letters)
        for box in boxes:
            if not texts.any_in(box) and self.has_ink(drawn_on[self.frame.slices(box)]):
                yield Ink("drawing", self.tight(drawn_on, box))

    def wipe(self, left: Mask, box: Box) -> None:
        """Take ink in a box and at its rim as accounted for."""
        left[self.frame.slices(box, RIM_PIXELS)] = False

    def wipe_rim(self, left: Mask, box: Box) -> None:
        """Take the edges of a box as accounted for."""
        for side in (
            Box(box.x0, box.top, box.x1, box.top),
            Box(box.x0, box.bottom, box.x1, box.bottom),
            Box(box.x0, box.top, box.x0, box.bottom),
            Box(box.x1, box.top, box.x1, box.bottom),
        ):
            self.wipe(left, side)

    def pictures(self, left: Mask, boxes: Iterable[Box]) -> Iterator[Ink]:
        """The pictures that show more than one colour."""
        for box in boxes:
            place = self.frame.slices(box)
            if self.has_ink(left[place]):
                yield Ink("picture", self.tight(left, box))
            self.wipe(left, box)

    def drawings(self, left: Mask, marks: Iterable[Box]) -> Iterator[Ink]:
        """The drawn marks that show, and all ink that is still left."""
        for mark in together(marks):
            if left[self.frame.slices(mark, 1)].any():
                yield Ink("drawing", self.tight(left, mark))
            self.wipe(left, mark)
        if not left.any():
            return
        shaded = pixels_apart(self.layers.without_text, self.layers.without_drawings)
        for box in blobs(left, self.frame):
            part = self.frame.slices(box)
            if self.has_ink(left[part]):
                # An edge lies beside what has it.
                drawn = shaded[self.frame.slices(box, 1)].any()
                yield Ink("drawing" if drawn else "picture", box)

    def has_ink(self, part: Mask) -> bool:
        """Whether what is left is more than the soft rim of something."""
        found = bounds(part)
        if found is None or int(part.sum()) < LEAST_INK_PIXELS:
            return False
        top, left, bottom, right = found
        points = max((bottom - top) / self.frame.down, (right - left) / self.frame.across)
        return points >= LEAST_INK_POINTS

    def tight(self, left: Mask, box: Box) -> Box:
        """The box of what shows in a box."""
        rows, columns = self.frame.slices(box, 1)
        inner = bounds(left[rows, columns])
        if inner is None:
            return box
        top, start, bottom, end = inner
        return self.frame.box(
            rows.start + top, columns.start + start, rows.start + bottom, columns.start + end
        )


def drawn_lines(drawn: Drawn, glyphs: Sequence[Glyph]) -> ShownLines:
    """What is drawn, of a page that cannot be shown: all of it is taken to show."""
    rulings = [*(line.ruling for line in drawn.rulings), *dotted_rulings(drawn.dots)]
    own, struck = part_text_lines(rulings, [glyph for glyph in glyphs if not glyph["slants"]])
    return ShownLines([line for line in rulings if line not in own], drawn.fills, [], struck)


def line_box(line: DrawnRuling) -> Box:
    """The box of a line with its thickness."""
    ruling, half = line.ruling, line.half
    if ruling.direction == "h":
        return Box(ruling.start, ruling.position - half, ruling.end, ruling.position + half)
    return Box(ruling.position - half, ruling.start, ruling.position + half, ruling.end)
