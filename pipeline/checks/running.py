"""Running text: what stands at the same height on several pages."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.grids.model import Line
from pipeline.grids.tolerances import SAME_RUNNING_HEIGHT_POINTS
from pipeline.text.strings import running_texts


class RepeatedTexts:
    """Texts that stand at the same height on several pages.

    Args:
        lines: the lines that are compared, each with its page.
    """

    def __init__(self, lines: Iterable[tuple[int, Line]]) -> None:
        self.pages: dict[tuple[str, int], set[int]] = {}
        for page, line in lines:
            for slot in self.slots(page, line):
                self.pages.setdefault(slot, set()).add(page)

    def slots(self, page: int, line: Line) -> list[tuple[str, int]]:
        """The places of a text, each overlapping the next so that none falls between two."""
        slot = int(line.box.top // SAME_RUNNING_HEIGHT_POINTS)
        return [(text, s) for text in running_texts(line.text, page) for s in (slot, slot + 1)]

    def __contains__(self, entry: tuple[int, Line]) -> bool:
        """Whether a line stands on another page too."""
        return any(len(self.pages.get(slot, ())) > 1 for slot in self.slots(*entry))
