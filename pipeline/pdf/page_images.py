"""Pictures of pages for people to look at, small enough to keep a hundred in one file.

pypdfium2 shows the pages in a child process with a time and a memory limit (see
`child.child_process`), exactly as it shows them to what reads them. A page that it cannot draw has
no picture: that is all that is lost.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.child.in_child import Errand, begin
from pipeline.pdf.drawing_child import DrawingChild, opened_viewer, send_picture
from pipeline.system.bounds import Deadline

# What the child runs: this module as a program.
IMAGES_CHILD = "pipeline.pdf.page_images"


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
        pages: numbers of the pages to draw, from 1.
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
        pages: Sequence[int],
        sha256: str,
        deadline: Deadline,
        debug: bool = False,
        searched: bool = False,
    ) -> None:
        self.pages = pages
        task = {"sha256": sha256, "searched": searched, "pages": list(pages)}
        self.child = DrawingChild(IMAGES_CHILD, path, task, deadline, debug)

    def wait(self) -> DrawnPages:
        """Wait for the child; what it drew.

        Raises:
            InputError: the PDF is another by now, or the time is up.
        """
        self.child.wait()
        drawn, sizes = self.child.pictures, self.child.sizes
        return DrawnPages(
            images={page: drawn[page] for page in self.pages if page in drawn},
            sizes={page: sizes[page] for page in self.pages if page in drawn},
            failed=tuple(page for page in self.pages if page not in drawn),
        )

    def close(self) -> None:
        """End the child if it still runs, and give back what it held."""
        self.child.close()


def write_images(errand: Errand) -> None:
    """Send the pictures of the pages that the errand names."""
    # Loaded before further libraries are refused.
    from pipeline.pdf.small_pictures import drawn_pictures

    task = json.loads(errand.task)
    viewer = opened_viewer(errand, task)
    if viewer is not None:
        with closing(viewer):
            for picture in drawn_pictures(viewer, task["pages"]):
                send_picture(errand, picture.page, picture.size, picture.png)
    errand.close()


if __name__ == "__main__":
    write_images(begin(sys.argv[1:]))
