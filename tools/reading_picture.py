"""The picture of a reading in docs/: a small page, what parts it, and the cells that come of it.

`python -m tools.reading_picture docs` draws a page without borders as PDF, reads it as the program
does, and writes both sides of the picture as SVG.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from pipeline.grids.model import Grid, Line, PageGrids
from pipeline.grids.ruled import find_grids
from pipeline.grids.white_space.reader import refined, with_white_space
from pipeline.grids.white_space.regions import Block, tables_in
from pipeline.grids.white_space.zones import zones_of
from pipeline.pages.geometry import Box
from pipeline.pages.model import Page
from pipeline.pdf.read import RemarkCollector, read_pages
from pipeline.text.values import is_value_text

PAGE, PICTURE = "reading.pdf", "reading.svg"
FONT = "Helvetica"
WIDTH, HEIGHT = 300.0, 176.0
SIZE = 8.0
# What the page says: each text with its place and its baseline. Numbers end at their place.
CAPTION = (20.0, 22.0, "Table 2. Staff and costs of the units")
HEADINGS = (
    *((152.0, 44.0, "Staff"), (231.0, 44.0, "Costs")),
    *((20.0, 58.0, "Unit"), (138.0, 58.0, "2023"), (174.0, 58.0, "2024")),
    *((212.0, 58.0, "Planned"), (257.0, 58.0, "Actual")),
)
ROWS = (
    (76.0, "Advice and guidance", ("12", "14", "1,200", "1,150")),
    (91.0, "Services for employers", ("8", "8", "940", "985")),
    (106.0, "Services for people who are", ()),
    (116.0, "new in the country", ("5", "6", "610", "590")),
    (131.0, "Coaching", ("9", "–", "720", "700")),
    (146.0, "All units", ("34", "28", "3,470", "3,425")),
)
NOTE = (20.0, 166.0, "Source: the units, June 2025.")
ENDS = (156.0, 192.0, 240.0, 280.0)
# Rulings over and under the headings and under the table, and one under the heading of each group.
LONG_RULES, SHORT_RULES = (33.0, 64.0, 152.0), ((136.0, 192.0), (212.0, 280.0))
SHORT_HEIGHT = 48.0
STYLE = """\
text { font: 8px Helvetica, Arial, sans-serif; fill: #333 }
.title { font-weight: bold } .value { fill: #0b57a4 } .outside { fill: #888; font-style: italic }
.stripe { fill: #bfe3c4 } .ruling { stroke: #c4610a; stroke-width: 1.2 }
.region { fill: none; stroke: #7a3fa0; stroke-width: 1; stroke-dasharray: 4 2 }
.cell { fill: none; stroke: #555; stroke-width: 0.6 } .heading { fill: #f6e7b4 }"""
LEGEND = (
    ("region", "a region: lines with texts side by side, in columns that go on"),
    ("stripe", "stripes of white that run through its lines"),
    ("ruling", "rulings: long ones part, short ones say what a heading covers"),
    ("value", "values: one to a row; a line without any is part of a name"),
)
MARGIN, LEGEND_PITCH = 10.0, 12.0


@dataclass(frozen=True)
class Reading:
    """A page as it was read: its regions, and its grids."""

    page: Page
    blocks: list[Block]
    found: PageGrids


def draw_page(path: Path) -> None:
    """Draw the page of the picture as a PDF, always the same bytes."""
    paper: Any = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    paper.setFont(FONT, SIZE)
    for x, baseline, text in (CAPTION, *HEADINGS, NOTE):
        paper.drawString(x, HEIGHT - baseline, text)
    for baseline, name, values in ROWS:
        paper.drawString(CAPTION[0], HEIGHT - baseline, name)
        for end, value in zip(ENDS, values, strict=False):
            paper.drawString(end - stringWidth(value, FONT, SIZE), HEIGHT - baseline, value)
    for y in LONG_RULES:
        paper.line(CAPTION[0], HEIGHT - y, ENDS[-1], HEIGHT - y)
    for start, end in SHORT_RULES:
        paper.line(start, HEIGHT - SHORT_HEIGHT, end, HEIGHT - SHORT_HEIGHT)
    paper.save()


def read_page(pdf: Path) -> Reading:
    """Read the page of the picture."""
    (page,) = (item for item in read_pages(pdf, RemarkCollector()) if isinstance(item, Page))
    found = refined(find_grids(page))
    words = [word for line in found.outside for word in line.words]
    blocks = [block for zone in zones_of(words) for block in tables_in(zone)]
    return Reading(page, blocks, with_white_space(page, found))


def picture(reading: Reading) -> str:
    """The picture as SVG: what parts the page at the left, its cells at the right."""
    height = HEIGHT + 2 * MARGIN + LEGEND_PITCH * len(LEGEND)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH:g} {height:g}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{2 * WIDTH:g}" height="{height:g}" fill="white"/>',
        *evidence(reading),
        f'<g transform="translate({WIDTH:g} 0)">',
        *chain.from_iterable(map(cells, reading.found.grids)),
        *(text_at(line, "outside") for line in reading.found.outside),
        "</g>",
        *legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def evidence(reading: Reading) -> Iterator[str]:
    """The page with its regions, stripes of white, rulings and words."""
    for block in reading.blocks:
        for stripe in block.stripes:
            box = Box(stripe.start, block.box.top, stripe.end, block.box.bottom)
            yield rectangle(box, "stripe")
        yield rectangle(block.box, "region")
    for ruling in reading.page.rulings:
        y = f"{ruling.position:.1f}"
        yield (
            f'<line class="ruling" x1="{ruling.start:.1f}" x2="{ruling.end:.1f}"'
            f' y1="{y}" y2="{y}"/>'
        )
    for word in reading.page.words:
        yield text_in(word.box, word.text, "value" if is_value_text(word.text) else "")


def cells(grid: Grid) -> Iterator[str]:
    """The cells of a grid, those of its headings filled."""
    for cell in grid.cells:
        heading = grid.heading_rows is not None and cell.row < grid.heading_rows
        yield rectangle(cell.box, "cell heading" if heading else "cell")
        for line in cell.lines:
            yield text_at(line, "")


def legend() -> Iterator[str]:
    """What the colours at the left say, a line each, and what stands at the right."""
    for number, (kind, text) in enumerate(LEGEND):
        y = HEIGHT + MARGIN + LEGEND_PITCH * number
        box = Box(MARGIN, y - SIZE / 2, 2 * MARGIN, y + SIZE / 2)
        if kind == "ruling":
            yield f'<line class="ruling" x1="{box.x0:g}" x2="{box.x1:g}" y1="{y:g}" y2="{y:g}"/>'
        elif kind == "value":
            yield text_in(box, "12", kind)
        else:
            yield rectangle(box, kind)
        yield f'<text x="{box.x1 + MARGIN:g}" y="{box.bottom:g}">{escape(text)}</text>'
    y = HEIGHT + MARGIN + SIZE / 2
    told = "the grid: cells, headings filled; the text outside is grey"
    yield f'<text x="{WIDTH + MARGIN:g}" y="{y:g}">{told}</text>'


def rectangle(box: Box, kind: str) -> str:
    """A rectangle of a kind."""
    return (
        f'<rect class="{kind}" x="{box.x0:.1f}" y="{box.top:.1f}"'
        f' width="{box.x1 - box.x0:.1f}" height="{box.bottom - box.top:.1f}"/>'
    )


def text_at(line: Line, kind: str) -> str:
    """A line of text at its place."""
    return text_in(line.box, line.text, kind)


def text_in(box: Box, text: str, kind: str) -> str:
    """A text as wide as its box, whatever font a viewer has."""
    # The letters stand on a line a fifth of their height above the lower edge of their box.
    baseline = box.bottom - (box.bottom - box.top) / 5
    chosen = f' class="{kind}"' if kind else ""
    width = f'textLength="{box.x1 - box.x0:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text{chosen} x="{box.x0:.1f}" y="{baseline:.1f}" {width}>{escape(text)}</text>'


def main(folder: Path) -> None:
    """Write the page and the picture into a folder."""
    draw_page(folder / PAGE)
    (folder / PICTURE).write_text(picture(read_page(folder / PAGE)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
