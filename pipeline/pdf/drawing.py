"""Pictures of pages with boxes drawn over them.

pypdfium2 shows the page and Pillow draws, both in a child process with a time and a memory
limit, as when a PDF is parsed (see `child_process`). Pictures cross as base64, one page a line.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.pdf.child_process import (
    MEMORY_LIMIT_BYTES,
    child_command,
    child_environment,
    limit_memory,
    send,
)

# What the child runs: this module as a program.
DRAWING_CHILD = "pipeline.pdf.drawing"
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
    path: Path, marked: Sequence[Marks], time_limit: float, debug: bool = False
) -> dict[str, bytes]:
    """The pictures of some pages, by file name.

    Args:
        path: the PDF.
        marked: what to draw over which pages.
        time_limit: seconds after which the child is ended.
        debug: leave the child's error output visible.

    Raises:
        InputError: the PDF cannot be shown, or the child met a limit.
    """
    try:
        child = subprocess.run(
            child_command(DRAWING_CHILD, path, MEMORY_LIMIT_BYTES),
            input=json.dumps([vars(marks) for marks in marked]),
            stdout=subprocess.PIPE,
            stderr=None if debug else subprocess.DEVNULL,
            env=child_environment(),
            encoding="utf-8",
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            "time-limit",
            f"{path} was not drawn within {time_limit:g} seconds: print it to a new PDF, or allow "
            "more time with --time-limit.",
        ) from None
    pictures: dict[str, bytes] = {}
    for message in whole_messages(child.stdout):
        pictures[picture_name(message["page"])] = base64.b64decode(message["png"])
    if len(pictures) != len(marked):
        page = next(m.page for m in marked if picture_name(m.page) not in pictures)
        raise InputError(
            "drawing-ended",
            f"{path}: page {page} cannot be drawn (exit {child.returncode}): print it to a "
            "new PDF, or leave out --images.",
        )
    return pictures


def whole_messages(text: str) -> list[dict[str, Any]]:
    """The child's whole lines."""
    found = []
    for line in text.splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            break
    return found


def write_pictures(path: Path, memory_limit: int) -> None:
    """Write the pictures of the pages named on standard input to standard output."""
    limit_memory(memory_limit)
    import pypdfium2

    marked = [Marks(**marks) for marks in json.load(sys.stdin)]
    document = pypdfium2.PdfDocument(path)
    for marks in marked:
        page = document[marks.page - 1]
        scale = min(SCALE, LONGEST_SIDE / max(page.get_size()))
        image = page.render(scale=scale).to_pil().convert("RGB")
        image = image.rotate(-marks.turn, expand=True)
        draw_marks(image, marks, scale)
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        send({"page": marks.page, "png": base64.b64encode(buffer.getvalue()).decode("ascii")})
        page.close()


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
    write_pictures(Path(sys.argv[1]), int(sys.argv[2]))
