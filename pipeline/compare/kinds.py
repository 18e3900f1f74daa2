"""Which kind of document an output is made from, and what comes of that alone.

What differs by the kinds of two documents is no change: in which pages or cells something stands,
how often a heading is repeated, what a printer adds to each page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare.changes import Change
from pipeline.inputs.beside import is_spreadsheet
from pipeline.outputs.written import CsvRow, Output
from pipeline.text.strings import squash

# The column of places on sheets, which only the outputs of a spreadsheet have.
CELL_COLUMN = "sheet_cell"
RECONCILIATION = "reconciliation"


def source_file(output: Output) -> str:
    """The name of the file that an output is made from. A name in a report has no folder."""
    return Path(str(output.report["source"]["file"])).name


def is_of_spreadsheet(output: Output) -> bool:
    """Whether an output is made from a spreadsheet."""
    return is_spreadsheet(Path(source_file(output)))


def are_across(old: Output, new: Output) -> bool:
    """Whether one output is made from a spreadsheet and the other one from a PDF."""
    return is_of_spreadsheet(old) != is_of_spreadsheet(new)


@dataclass(frozen=True)
class WithoutPaging:
    """Cells and lines without what the pages of a PDF add to them.

    Args:
        rows: those of an output.
    """

    rows: Iterable[CsvRow]

    def used(self) -> list[CsvRow]:
        """The cells and lines that were used, each distinct text of a reference once."""
        rows = [row for row in self.rows if row["fate"] == "used"]
        return list({(row["cell_ref"], row["text"]): row for row in rows}.values())

    def text_outside(self) -> str:
        """What stands outside the tables and was used, as one text: lines break elsewhere."""
        outside = (row for row in self.rows if row["fate"] == "used" and not row["table"])
        return squash(" ".join(row["text"] for row in outside))


def without_nature(changes: Iterable[Change]) -> list[Change]:
    """Changes of files and numbers but for those that come of the two kinds of document."""
    return [
        change
        for change in changes
        if change.where != RECONCILIATION and CELL_COLUMN not in (change.old, change.new)
    ]
