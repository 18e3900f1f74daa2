"""Words that are read in two ways, of which one must be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.aside import item_finding
from pipeline.checks.items import Item, items_by_page
from pipeline.finding import Finding, Position
from pipeline.pages.model import Disagreement, Page


def reading_findings(pages: Sequence[Page], items: Sequence[Item]) -> Iterator[Finding]:
    """A finding for each text of a page that another reading gives otherwise.

    Args:
        pages: as they were read.
        items: every printed cell and line: that with the text is named.
    """
    by_page = items_by_page(items)
    for page in pages:
        own = by_page.get(page.number, [])
        for found in page.disagreements:
            value, details = found.words or found.other, {"other": found.other}
            item = next((item for item in own if stands_in(found, item)), None)
            if item is not None:
                yield item_finding(item, "readers-differ", value, details)
                continue
            yield Finding(
                check="readers-differ",
                page=page.number,
                value=value,
                position=Position.of_page(page.number),
                details={"page": str(page.number), **details},
            )


def stands_in(found: Disagreement, item: Item) -> bool:
    """Whether a text that is read in two ways begins in a word of a cell or line."""
    words = (word for line in item.lines for word in line.words)
    return any((word.shown or word.box).holds(found.box.middle) for word in words)
