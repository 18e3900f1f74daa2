"""What the pages show against what was read: findings, and counts for the reconciliation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.aside import HomeCell, item_finding
from pipeline.checks.items import Item
from pipeline.checks.tolerances import LARGEST_DECORATION_POINTS
from pipeline.finding import Finding, Position
from pipeline.grids.model import PageGrids
from pipeline.pages.geometry import Box, overlap
from pipeline.pages.model import Ink, Page
from pipeline.pdf.box_places import BoxPlaces
from pipeline.schema.model import Schema

# Readers that know the wordings of their values, so that a drawing is a code or unknown.
READERS_WITH_VOCABULARY = ("code", "codes", "mark")
DRAWN = ("drawing", "picture")


@dataclass(frozen=True)
class Proofs:
    """What was counted on the pages as they are shown.

    Args:
        pages: pages of the document.
        shown: those that a second reader could show.
        agreed: those whose words both readers read alike.
        ink: words, lines, fills, drawings and pictures that show.
        read: words among them, and drawings and pictures, that are text of a cell or line.
        ruled: lines and fills among them.
        reported: drawings and pictures that nothing reads, which are findings.
    """

    pages: int
    shown: int
    agreed: int
    ink: int
    read: int
    ruled: int
    reported: int


def count_proofs(
    pages: Sequence[Page], grids: Sequence[PageGrids], items: Sequence[Item]
) -> Proofs | None:
    """The counts of the three proofs; None of sheets, which are shown nowhere and read once.

    Args:
        pages: as they were read.
        grids: of the same pages, with the ink in none of their cells.
        items: every printed cell and line, with its words.
    """
    if any(page.sheet is not None for page in pages):
        return None
    ruled = sum(len(page.rulings) + len(page.fills) for page in pages)
    words = sum(len(page.words) + len(page.slanted) for page in pages)
    ink = sum(len(page.ink) for page in pages)
    left = sum(len(found.ink) for found in grids)
    read = sum(len(item.words) for item in items if item.aside is None and not is_drawn(item))
    return Proofs(
        pages=len(pages),
        shown=sum(page.proven for page in pages),
        agreed=sum(page.proven and not page.disagreements for page in pages),
        ink=words + ruled + ink,
        read=read + ink - left,
        ruled=ruled,
        reported=left,
    )


def is_drawn(item: Item) -> bool:
    """Whether an item stands for ink that is no text."""
    return item.source in DRAWN


def proof_findings(
    pages: Sequence[Page],
    grids: Sequence[PageGrids],
    items: Sequence[Item],
    homes: Sequence[HomeCell],
    schema: Schema,
) -> Iterator[Finding]:
    """What is to say of pages on which what is shown is not what was read.

    Args:
        pages: as they were read.
        grids: of the same pages, with the ink in none of their cells.
        items: every printed cell and line.
        homes: the cells of tables on pages with ink, empty ones included.
        schema: says which fields have a vocabulary.
    """
    yield from unproven_findings(pages)
    yield from covered_findings(items)
    yield from recognised_findings(items)
    yield from drawn_findings(items, schema)
    by_page: dict[int, list[HomeCell]] = {}
    for home in homes:
        by_page.setdefault(home[0].page, []).append(home)
    for found in grids:
        yield from ink_findings(found, by_page.get(found.page, []))


def unproven_findings(pages: Sequence[Page]) -> Iterator[Finding]:
    """A warning where pages could not be shown, so that nothing was compared."""
    unproven = [page.number for page in pages if not page.proven]
    if unproven:
        details = {"pages": ", ".join(map(str, unproven))}
        yield Finding(check="page-unproven", page=unproven[0], details=details)


def covered_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """A warning for each cell or line with words over whose letters something lies."""
    for item in items:
        covered = [word.text for line in item.lines for word in line.words if word.covered]
        if covered:
            yield item_finding(item, "text-covered", " ".join(covered), {"printed": item.text})


def recognised_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """A warning where text was recognised in pictures, which is less certain than print."""
    recognised = [item for item in items if item.source == "recognised"]
    if recognised:
        pages = sorted({item.page for item in recognised})
        yield Finding(
            check="document-scanned",
            page=pages[0],
            cell_ref=recognised[0].cell_ref,
            details={"cells": str(len(recognised)), "pages": ", ".join(map(str, pages))},
        )


def drawn_findings(items: Sequence[Item], schema: Schema) -> Iterator[Finding]:
    """What is to say of cells whose ink is no text: how many, and which have no vocabulary."""
    drawn = [item for item in items if is_drawn(item)]
    if drawn:
        details = {"cells": str(len(drawn)), "page": str(drawn[0].page)}
        first = drawn[0]
        yield Finding(
            check="drawn-marks", page=first.page, cell_ref=first.cell_ref, details=details
        )
    for item in drawn:
        reading = schema.description.fields.get(item.field)
        if reading is None or reading.reader not in READERS_WITH_VOCABULARY:
            yield item_finding(item, "ink-not-read", item.text, {"printed": ""})


def ink_findings(found: PageGrids, homes: Sequence[HomeCell]) -> Iterator[Finding]:
    """What is to say of ink on a page that is in no cell, or beside the text of one."""
    decoration: list[Ink] = []
    places = BoxPlaces([fragment.cell.box for fragment, _ in homes])
    for ink in found.ink:
        near = [
            (fragment.cell.box, item)
            for fragment, item in map(homes.__getitem__, places.near(ink.box))
        ]
        home = next((item for box, item in near if holds(box, ink.box)), None)
        home = home or next((item for box, item in near if overlap(box, ink.box)), None)
        if home is not None:
            yield item_finding(home, "ink-not-read", f"[{ink.kind}]", {"printed": home.text})
        elif is_decoration(ink.box):
            decoration.append(ink)
        else:
            yield outside_finding("ink-not-read", found.page, [ink])
    if decoration:
        yield outside_finding("ink-outside-tables", found.page, decoration)


def outside_finding(check: str, page: int, inks: Sequence[Ink]) -> Finding:
    """A finding on ink outside the tables; what and where it is tells it from others."""
    box = inks[0].shown or inks[0].box
    place = ", ".join(f"{side:.0f}" for side in (box.x0, box.top, box.x1, box.bottom))
    return Finding(
        check=check,
        page=page,
        value=f"[{inks[0].kind}] {page}: {place}",
        position=Position.of_page(page),
        details={"page": str(page), "number": str(len(inks)), "printed": ""},
    )


def holds(cell: Box, box: Box) -> bool:
    """Whether the middle of a box lies in a cell."""
    return cell.holds(box.middle)


def is_decoration(box: Box) -> bool:
    """Whether ink outside the tables is so small that it is no table of its own."""
    return min(box.x1 - box.x0, box.bottom - box.top) <= LARGEST_DECORATION_POINTS
