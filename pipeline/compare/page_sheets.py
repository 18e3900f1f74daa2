"""Pages of PDFs that are at hand → their pictures, each PDF drawn by a child process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from pipeline.compare.page_data import DrawnSheet, SheetKey
from pipeline.errors import InputError
from pipeline.pdf.page_images import PageImages
from pipeline.system.bounds import Deadline, time_allowed

# Sizes of pages in points are written with so many decimals.
SIZE_DECIMALS = 3


def draw_sheets(
    needed: Iterable[SheetKey], paths: Mapping[str, Path], debug: bool = False
) -> dict[SheetKey, DrawnSheet]:
    """The pictures of the pages of PDFs that are at hand, in the order in which they are needed.

    Args:
        needed: the pages.
        paths: where the PDFs are, by their SHA-256.
        debug: leave the error output of the children visible.
    """
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for sha256, number in needed:
        if sha256 in paths:
            wanted[sha256].append(number)
    drawn: dict[SheetKey, DrawnSheet] = {}
    for sha256, numbers in wanted.items():
        for number, sheet in draw_pdf(paths[sha256], sha256, sorted(numbers), debug).items():
            drawn[sha256, number] = sheet
    return drawn


def draw_pdf(path: Path, sha256: str, numbers: list[int], debug: bool) -> dict[int, DrawnSheet]:
    """The pictures of pages of a PDF by their numbers.

    A page that cannot be drawn is left out, and so are all where the PDF cannot be drawn at all:
    the page of the comparison says which.
    """
    deadline = Deadline(path, *time_allowed(None))
    deadline.allow_for(len(numbers))
    try:
        with closing(PageImages(path, numbers, sha256, deadline, debug)) as images:
            drawn = images.wait()
    except InputError:
        return {}
    return {
        number: DrawnSheet(picture, *(round(side, SIZE_DECIMALS) for side in drawn.sizes[number]))
        for number, picture in drawn.images.items()
    }
