"""What a page shows of comparisons, as values: groups of changes, each with its printed cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare.printed import PrintedCell
from pipeline.compare.source_files import Source

# The kinds of change, in the order of the page. Those below it are folded: nothing changed there.
KINDS = (
    *("document", "files", "added", "removed", "renamed", "fields", "reordered", "counts"),
    *("texts", "new", "fixed", "accepted", "reopened", "severities", "corrections", "stale"),
)
FOLDED_KINDS = ("still_open", "accepted_before", "unchanged", "asides")
# What something is called, and what it is; all in words.
Value = tuple[str, str]
# What a value is called, the old and the new one in words.
ChangedValue = tuple[str, str, str]
# An old and a new one; None where there is none.
Cells = tuple[PrintedCell | None, PrintedCell | None]


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What changed of one cell, or of what is printed in none.

    Args:
        changes: its changed values.
        cells: the old and the new printed cell, if there is one.
        label: what is printed there, where no changed value says so.
    """

    changes: Sequence[ChangedValue] = ()
    cells: Cells | None = None
    label: str = ""

    @property
    def count(self) -> int:
        """The number of changes; a cell that is shown for another reason is one."""
        return max(1, len(self.changes))


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """What changed of one thing.

    Args:
        name: the record or other thing.
        codes: its identifier, and what else tells it for programs.
        severity: of a finding, as a code.
        lines: sentences on it.
        parts: what changed of it, cell by cell.
        rest: label and words of its values that did not change.
    """

    name: str = ""
    codes: Sequence[str] = ()
    severity: str = ""
    lines: Sequence[str] = ()
    parts: Sequence[ChangedPart] = ()
    rest: Sequence[Value] = ()

    @property
    def count(self) -> int:
        """The number of changes; a thing of which only sentences tell is one."""
        return sum(part.count for part in self.parts) or 1


@dataclass(frozen=True, slots=True)
class GroupOfChanges:
    """The changes of one kind.

    Args:
        kind: one of KINDS or FOLDED_KINDS.
        title: words for it.
        items: the things that changed so.
        note: a sentence on all of them.
    """

    kind: str
    title: str
    items: Sequence[ChangedThing]
    note: str = ""

    @property
    def count(self) -> int:
        """The number of changes."""
        return sum(item.count for item in self.items)


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """What changed of a document.

    Args:
        name: the document.
        summary: a sentence that says how much.
        across: where one is of a spreadsheet and the other of a PDF, a sentence on what both share.
        groups: its changes by kind.
        sources: the old and the new PDF; None where only the other outputs have the document.
        turns: how the pages of each are to be turned, in degrees clockwise by page number.
    """

    name: str
    summary: str
    groups: Sequence[GroupOfChanges]
    sources: tuple[Source | None, Source | None]
    turns: tuple[Mapping[int, int], Mapping[int, int]]
    across: str = ""
