"""Words that are read in two ways, of which one must be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.finding import Finding, Position
from pipeline.pdf.model import Page


def reading_findings(pages: Sequence[Page]) -> Iterator[Finding]:
    """A finding for each text of a page that another reading gives otherwise."""
    for page in pages:
        for found in page.disagreements:
            yield Finding(
                check="readers-differ",
                page=page.number,
                value=found.words or found.other,
                position=Position.of_page(page.number),
                details={"page": str(page.number), "other": found.other},
            )
