"""Pictures of pages for people to look at, small enough to keep a hundred in one file.

pypdfium2 shows the pages in a child process with a time and a memory limit (see `child_process`),
exactly as it shows them to what reads them. A page that it cannot draw has no picture: that is all
that is lost.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.pdf.drawing_child import DrawingChild, opened_viewer, send_picture
from pipeline.pdf.in_child import Errand, begin
from pipeline.system.bounds import Deadline

if TYPE_CHECKING:
    from pipeline.pdf.pixels import Pixels
    from pipeline.pdf.viewer import OpenPage, Viewer

# What the child runs: this module as a program.
IMAGES_CHILD = "pipeline.pdf.page_images"
# A picture is tried again, smaller, where it takes more bytes than this as base64.
MOST_BASE64_BYTES = 40 * 1024
# No picture has more pixels: an A2 at full size, and 16 MB in whatever shows it. Smaller, letters
# of a large sheet would be lost; larger, a poster would take much memory.
MOST_PIXELS = 4_000_000
# No side is longer: browsers show no pictures beyond 16,384, and some phones less.
LONGEST_SIDE_PIXELS = 8_000
# On what a page is printed is no darker, of 255 greys: what is darker is a picture, not paper.
DARKEST_PAPER = 160
# What is white where the paper is made so.
WHITE = 255


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
# 167: it stays, whatever it takes. Letters need their dots more than their greys: four greys at 108
# are read more easily than sixteen at 90, and take fewer bytes. But shades as pale as those of
# headings are white among four greys.
FINENESSES = (
    Fineness(108 / 72, 16),
    Fineness(108 / 72, 8),
    Fineness(108 / 72, 4, white_paper=True),
    Fineness(96 / 72, 4, white_paper=True),
    Fineness(84 / 72, 4, white_paper=True),
)


@dataclass(frozen=True)
class WantedPage:
    """A page to draw: its number, from 1, and its size as displayed, in points; 0 where unknown."""

    number: int
    width: float
    height: float


@dataclass(frozen=True)
class DrawnPages:
    """What was drawn.

    Args:
        images: PNG by the number of the page; the whole page as displayed, so that a place on it
            is at the same share of its width and height as on the page.
        sizes: width and height of each of these as displayed, in points.
        failed: numbers of the pages that could not be drawn.
    """

    images: Mapping[int, bytes]
    sizes: Mapping[int, tuple[float, float]]
    failed: tuple[int, ...]


class PageImages:
    """Draws pages of a PDF in a child process, while the parent goes on.

    Args:
        path: the PDF.
        pages: which to draw.
        sha256: hash of the bytes that were read.
        deadline: until when the child may run.
        debug: leave the child's error output visible.
        searched: whether the parts of the file were searched for when it was read.

    Raises:
        InputError: Python cannot be started a second time.
    """

    def __init__(
        self,
        path: Path,
        pages: Sequence[WantedPage],
        sha256: str,
        deadline: Deadline,
        debug: bool = False,
        searched: bool = False,
    ) -> None:
        self.pages = pages
        task = {"sha256": sha256, "searched": searched, "pages": list(map(astuple, pages))}
        self.child = DrawingChild(IMAGES_CHILD, path, task, deadline, debug)

    def wait(self) -> DrawnPages:
        """Wait for the child; what it drew.

        Raises:
            InputError: the PDF is another by now, or the time is up.
        """
        self.child.wait()
        numbers = [page.number for page in self.pages]
        drawn = self.child.pictures
        return DrawnPages(
            images={number: drawn[number] for number in numbers if number in drawn},
            sizes={number: self.child.sizes[number] for number in numbers if number in drawn},
            failed=tuple(number for number in numbers if number not in drawn),
        )

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.child.close()


def write_images(errand: Errand) -> None:
    """Send the pictures of the pages that the errand names."""
    # Loaded before further libraries are refused.
    from pypdfium2 import PdfiumError

    task = json.loads(errand.task)
    viewer = opened_viewer(errand, task)
    if viewer is not None:
        with closing(viewer):
            for wanted in (WantedPage(*page) for page in task["pages"]):
                with suppress(PdfiumError, MemoryError):
                    send_page(errand, viewer, wanted)
    errand.close()


def send_page(errand: Errand, viewer: Viewer, wanted: WantedPage) -> None:
    """Send the picture of a page, unless it cannot be opened, or nothing can be seen on it.

    Raises:
        PdfiumError: it cannot be drawn.
        MemoryError: there is not enough to draw it.
    """
    opened = viewer.page(wanted.number, wanted.width, wanted.height)
    if opened is None:
        return
    with closing(opened):
        size = opened.page.get_size()
        if min(size) > 0:
            send_picture(errand, wanted.number, size, small_png(opened))


def small_png(opened: OpenPage) -> bytes:
    """A page as finely as it takes few enough bytes, or as coarsely as it can still be read."""
    from pipeline.pdf.png import grey_png

    png, drawn_at = b"", 0.0
    for fineness in FINENESSES:
        scale = scale_of(fineness.pixels_per_point, *opened.page.get_size())
        if scale != drawn_at:
            pixels, drawn_at = opened.pixels(scale=scale), scale
        shown = with_white_paper(pixels) if fineness.white_paper else pixels
        png = grey_png(shown, fineness.greys)
        if base64_length(png) <= MOST_BASE64_BYTES:
            break
    return png


def scale_of(pixels_per_point: float, width: float, height: float) -> float:
    """Pixels a point, fewer where the picture of a page, in points, would be too large."""
    longest, area = max(width, height), width * height
    return min(pixels_per_point, LONGEST_SIDE_PIXELS / longest, math.sqrt(MOST_PIXELS / area))


def with_white_paper(pixels: Pixels) -> Pixels:
    """A picture in which the paper, which is most of it, is white, and all else as much lighter."""
    import numpy as np

    paper = int(np.bincount(pixels.ravel()).argmax())
    if not DARKEST_PAPER <= paper < WHITE:
        return pixels
    lighter = np.minimum(np.arange(WHITE + 1) * WHITE // paper, WHITE).astype(np.uint8)
    return lighter[pixels]


def base64_length(content: bytes) -> int:
    """How many bytes a content takes as base64."""
    return 4 * math.ceil(len(content) / 3)


if __name__ == "__main__":
    write_images(begin(sys.argv[1:]))
