"""A page as a picture of few bytes, in which small print can still be read.

Letters need their dots more than their greys: four greys at 108 dots an inch are read more easily
than sixteen at 90, and take fewer bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

import numpy as np
from pypdfium2 import PdfiumError

from pipeline.pdf.pixels import PAPER_GREY, Pixels
from pipeline.pdf.png import FewGreys, few_greys
from pipeline.pdf.viewer import OpenPage, Viewer

# A picture is tried again, coarser, where it takes more bytes than this: 40 KiB as base64. Smaller,
# print of 10 points would be coarse; larger, a hundred pages would be long to send.
MOST_BYTES = 30 * 1024
# No picture has more pixels: an A2 at full size, and 16 MB in whatever shows it. Smaller, letters
# of a large sheet would be lost; larger, a poster would take much memory.
MOST_PIXELS = 4_000_000
# No side is longer: browsers show no pictures beyond 16,384, and some phones less.
LONGEST_SIDE_OF_PICTURE = 8_000
# On what a page is printed is no darker, of 255 greys: what is darker is a picture, not paper.
DARKEST_PAPER = 160


@dataclass(frozen=True)
class Fineness:
    """How finely a page is drawn.

    Args:
        pixels_per_point: in both directions.
        greys: how many there are, from black to white.
        white_paper: whether the paper, if it is grey as in a scan, becomes white.
    """

    pixels_per_point: float
    greys: int
    white_paper: bool = False


# From the finest, which is 108 dots an inch, to one below which 157 in print of 8 points is read as
# 167: it stays, whatever it takes. Shades as pale as those of headings are white among four greys.
FINENESSES = (
    Fineness(108 / 72, 16),
    Fineness(108 / 72, 8),
    Fineness(108 / 72, 4, white_paper=True),
    Fineness(96 / 72, 4, white_paper=True),
    Fineness(84 / 72, 4, white_paper=True),
)


@dataclass(frozen=True)
class PagePicture:
    """The picture of a page.

    Args:
        page: its number, from 1.
        size: its width and height as displayed, in points.
        png: the picture.
    """

    page: int
    size: tuple[float, float]
    png: bytes


def drawn_pictures(viewer: Viewer, pages: Iterable[int]) -> Iterator[PagePicture]:
    """The pictures of pages, of those that can be drawn.

    Args:
        viewer: shows them.
        pages: their numbers, from 1.
    """
    for number in pages:
        opened = viewer.page(number, 1, 1)
        if opened is not None:
            with closing(opened), suppress(PdfiumError, MemoryError):
                yield PagePicture(number, opened.page.get_size(), small_png(opened))


def small_png(opened: OpenPage) -> bytes:
    """A page as finely as it takes few enough bytes, or as coarsely as it can still be read."""
    for picture in pictures_of(opened):
        png = picture.png_within(MOST_BYTES)
        if png is not None:
            return png
    return picture.png()


def pictures_of(opened: OpenPage) -> Iterator[FewGreys]:
    """A page as a picture, from the finest to the coarsest, each drawn when it is asked for."""
    drawn_at = 0.0
    for fineness in FINENESSES:
        scale = scale_of(fineness.pixels_per_point, *opened.page.get_size())
        if scale != drawn_at:
            pixels, drawn_at = opened.pixels(scale=scale), scale
        yield few_greys(
            with_white_paper(pixels) if fineness.white_paper else pixels, fineness.greys
        )


def scale_of(pixels_per_point: float, width: float, height: float) -> float:
    """Pixels a point, fewer where the picture of a page, in points, would be too large."""
    longest, area = max(width, height), width * height
    return min(pixels_per_point, LONGEST_SIDE_OF_PICTURE / longest, math.sqrt(MOST_PIXELS / area))


def with_white_paper(pixels: Pixels) -> Pixels:
    """A picture in which the paper, which is most of it, is white, and all else as much lighter."""
    paper = int(np.bincount(pixels.ravel()).argmax())
    if not DARKEST_PAPER <= paper < PAPER_GREY:
        return pixels
    lighter = np.arange(PAPER_GREY + 1) * PAPER_GREY // paper
    return np.minimum(lighter, PAPER_GREY).astype(np.uint8)[pixels]
