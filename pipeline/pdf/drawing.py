"""Pictures of pages with boxes drawn over them.

pypdfium2 shows the page and Pillow draws, both in a child process with a time and a memory
limit, as when a PDF is parsed (see `child.child_process`).
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.child.in_child import Errand, begin
from pipeline.errors import InputError
from pipeline.pdf.drawing_child import DrawingChild, opened_viewer, send_picture
from pipeline.system.bounds import Deadline

if TYPE_CHECKING:
    from pipeline.pdf.viewer import OpenPage

# What the child runs: this module as a program.
MARKS_CHILD = "pipeline.pdf.drawing"
# Pixels for a point: 144 to the inch, so that small type can be read.
SCALE = 2.0
# A larger page is drawn smaller, so that its picture fits the memory limit.
LONGEST_SIDE = 3000
# Dark, middle and light in grey too; each kind has a line of its own style besides.
CELL_COLOUR = (0, 60, 170)
RULING_COLOUR = (230, 120, 0)
WORD_COLOUR = (110, 200, 120)
CELL_WIDTH, RULING_WIDTH, WORD_WIDTH = 3, 5, 1
# Where lines of the legend stand, and how long its samples are.
LEGEND_LINE, LEGEND_SAMPLE = 16, 30
LEGEND = (
    ("cell", CELL_COLOUR, CELL_WIDTH),
    ("ruling", RULING_COLOUR, RULING_WIDTH),
    ("word", WORD_COLOUR, WORD_WIDTH),
)
Corners = tuple[float, float, float, float]


@dataclass(frozen=True)
class Marks:
    """What to draw over a page, in points from its top left corner when its text is upright.

    Args:
        page: page number.
        turn: degrees to turn it clockwise for that.
        cells: boxes of cells.
        rulings: rulings as boxes without width or height.
        words: boxes of words.
    """

    page: int
    turn: int
    cells: list[Corners]
    rulings: list[Corners]
    words: list[Corners]


def picture_name(page: int) -> str:
    """The file name of a page's picture."""
    return f"page-{page:03}.png"


def draw_pages(
    path: Path,
    marked: Sequence[Marks],
    sha256: str,
    deadline: Deadline,
    debug: bool = False,
    searched: bool = False,
) -> dict[str, bytes]:
    """The pictures of some pages, by file name.

    Args:
        path: the PDF.
        marked: what to draw over which pages.
        sha256: hash of the bytes in which the marks were found.
        deadline: until when the child may run.
        debug: leave the child's error output visible.
        searched: whether the parts of the file were searched for when it was read.

    Raises:
        InputError: the PDF cannot be shown or is another by now, or the child met a limit.
    """
    task = {"sha256": sha256, "searched": searched, "marked": list(map(vars, marked))}
    child = DrawingChild(MARKS_CHILD, path, task, deadline, debug)
    how = child.wait()
    missing = [marks.page for marks in marked if marks.page not in child.pictures]
    if missing:
        raise InputError(
            "drawing-ended",
            f"{path}: page {missing[0]} cannot be drawn ({how}): print it to a new PDF, or leave "
            "out --images.",
        )
    return {picture_name(page): png for page, png in child.pictures.items()}


def write_pictures(errand: Errand) -> None:
    """Send the pictures of the pages that the errand names."""
    from PIL import PngImagePlugin  # noqa: F401 (loaded before further libraries are refused)

    task = json.loads(errand.task)
    viewer = opened_viewer(errand, task)
    if viewer is not None:
        with closing(viewer):
            for marks in (Marks(**marks) for marks in task["marked"]):
                opened = viewer.page(marks.page, 1, 1)
                if opened is not None:
                    with closing(opened):
                        size = opened.page.get_size()
                        send_picture(errand, marks.page, size, marked_png(opened, marks))
    errand.close()


def marked_png(opened: OpenPage, marks: Marks) -> bytes:
    """The picture of a page in colour, upright, with its marks."""
    from PIL import Image

    scale = min(SCALE, LONGEST_SIDE / max(opened.page.get_size()))
    blue_green_red = opened.pixels(colour=True, scale=scale)
    image = Image.fromarray(blue_green_red[:, :, ::-1]).rotate(-marks.turn, expand=True)
    draw_marks(image, marks, scale)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def draw_marks(image: Any, marks: Marks, scale: float) -> None:
    """Draw the marks of a page, and the legend into its corner."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    for ruling in marks.rulings:
        pen.line(scale_box(ruling, scale), fill=RULING_COLOUR, width=RULING_WIDTH)
    for cell in marks.cells:
        pen.rectangle(scale_box(cell, scale), outline=CELL_COLOUR, width=CELL_WIDTH)
    for word in marks.words:
        pen.rectangle(scale_box(word, scale), outline=WORD_COLOUR, width=WORD_WIDTH)
    right, height = image.width - 1, LEGEND_LINE * len(LEGEND)
    left = right - LEGEND_SAMPLE - 70
    pen.rectangle((left, 0, right, height + 4), fill="white", outline="black")
    for number, (name, colour, width) in enumerate(LEGEND):
        middle = 2 + LEGEND_LINE * number + LEGEND_LINE // 2
        pen.line((left + 6, middle, left + LEGEND_SAMPLE, middle), fill=colour, width=width)
        pen.text((left + LEGEND_SAMPLE + 8, middle - 6), name, fill="black")


def scale_box(box: Sequence[float], scale: float) -> Corners:
    """A box in pixels, its first corner above and left of its second."""
    x0, top, x1, bottom = (side * scale for side in box)
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


if __name__ == "__main__":
    write_pictures(begin(sys.argv[1:]))
