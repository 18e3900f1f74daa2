"""A spreadsheet in memory whose sheets are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.spreadsheets.model import SheetNote, ShownSheet


@dataclass
class Opened:
    """A spreadsheet that is known well enough to say how many sheets it has.

    Args:
        sheet_count: how many it has in all.
        shown_count: how many of them are read: those that are not hidden.
        found: what reading it finds: its sheets in order, and what there is to report of the file.
        reported: what there was to report so far.
    """

    sheet_count: int
    shown_count: int
    found: Iterator[ShownSheet | SheetNote]
    reported: list[SheetNote] = field(default_factory=list)

    def sheets(self) -> Iterator[ShownSheet]:
        """Its sheets, each read when it is asked for.

        Raises:
            InputError: a sheet is damaged or too large.
        """
        for item in self.found:
            if isinstance(item, SheetNote):
                self.reported.append(item)
            else:
                yield item

    @property
    def notes(self) -> tuple[SheetNote, ...]:
        """What there is to report of the file; all of it once its sheets are read."""
        return tuple(self.reported)
