"""The empty cells of an appendix as its transcription has them, and where their boxes may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.printing.appendix import transcription
from tests.support.command_line import ROOT, read_csv

EXPECTED = ROOT / "tests" / "documents" / "paijat-hame"
# Columns of the transcription, and the fields they are read into.
FIELDS = {
    "service": "service",
    "type": "service_type",
    "producer": "producer_text",
    "shared": "shared",
    "tem": "tem_area",
    "integration_client": "integration_client",
    "multidisciplinary": "multidisciplinary",
    "new_jobseeker": "new_jobseeker",
}
COLUMN_OF_FIELD = {field: column for column, field in FIELDS.items()}
COLUMNS = {
    "person": tuple(FIELDS),
    "employer": ("service", "type", "producer", "shared", "tem"),
}
LEFT_OUT = "column-page-left-out"
# The box of a letter leaves room for accents, which may reach over the border of its cell.
REACH = 2.0

Row = dict[str, str]
# The record's key, or TABLE/heading, and the field.
Place = tuple[str, str]


def empty_places() -> set[Place]:
    """The empty cells of the transcription: those of services, and of headings."""
    keys = (row["service_id"] for row in read_csv(EXPECTED / "services.csv"))
    found = set()
    for row in transcription():
        owner = {"service": "", "header": f"{row['table']}/heading"}.get(row["kind"])
        if owner is not None:
            owner = owner or next(keys)
            empty = (name for name in COLUMNS[row["table"]] if not row[name])
            found |= {(owner, FIELDS[name]) for name in empty}
    return found


def places_of(row: Row, key: str = "service_id") -> list[Place]:
    """The places that a row of cells.csv or empty_cells.csv is about.

    Args:
        row: the row.
        key: the column with the keys of records.
    """
    of_heading = row["cell_ref"].rsplit("/", 1)[0]
    return [(owner, row["field"]) for owner in (row[key] or of_heading).split(";")]


@dataclass(frozen=True)
class BoxOnPage:
    """The box of a row of cells.csv or empty_cells.csv, in points.

    Args:
        left: its left edge.
        top: its upper edge.
        right: its right edge.
        bottom: its lower edge.
    """

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, row: Row, turned: bool = False) -> BoxOnPage:
        """That of a row.

        Args:
            row: the row.
            turned: whether the text of the page runs up it; the box is one of the upright page
                then, but for its origin.
        """
        x0, top, x1, bottom = (float(row[name]) for name in ("x0", "top", "x1", "bottom"))
        return cls(-bottom, x0, -top, x1) if turned else cls(x0, top, x1, bottom)

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, letter: Mapping[str, Any], left: float = 0.0, top: float = 0.0) -> bool:
        """Whether the centre of a letter, as another reader has it, lies in it.

        Args:
            letter: the letter.
            left: where the page as displayed begins for that reader.
            top: likewise.
        """
        x, y = (
            (letter["x0"] + letter["x1"]) / 2 - left,
            (letter["top"] + letter["bottom"]) / 2 - top,
        )
        return bool(self.left < x < self.right and self.top < y < self.bottom)


@dataclass(frozen=True)
class Evidence:
    """What the outputs of an appendix say of its cells.

    Args:
        cells: the rows of cells.csv that are cells of a table.
        empty: the rows of empty_cells.csv.
        findings: those of findings.csv.
        services: those of services.csv.
        turned: whether the text of its pages runs up them.
    """

    cells: list[Row]
    empty: list[Row]
    findings: list[Row]
    services: list[Row]
    turned: bool = False

    @classmethod
    def of(cls, outputs: Path, turned: bool = False) -> Evidence:
        """That of a folder."""
        names = ("cells", "empty_cells", "findings", "services")
        cells, empty, findings, services = (read_csv(outputs / f"{name}.csv") for name in names)
        return cls([row for row in cells if row["table"]], empty, findings, services, turned)

    def boxes(self) -> dict[Place, list[Row]]:
        """The rows with the boxes of each empty cell of a field."""
        found: dict[Place, list[Row]] = defaultdict(list)
        for row in self.empty:
            for place in places_of(row) if row["field"] else []:
                found[place].append(row)
        return dict(found)

    def left_out(self) -> set[Place]:
        """The places whose page is not printed, as the findings tell: beside which, and of what."""
        headings = [row for row in self.cells if "/heading/" in row["cell_ref"]]
        return {
            (key, heading["field"])
            for finding in self.findings
            if finding["check"] == LEFT_OUT
            for heading in headings
            if heading["text"] in finding["value"]
            for key, name in self.names().items()
            if (name["page"], name["table"]) == (finding["page"], heading["table"])
        }

    def names(self) -> dict[str, Row]:
        """The row of cells.csv in which the name of each service begins, by key."""
        found: dict[str, Row] = {}
        for row in self.cells:
            for owner, field in places_of(row):
                if field == "service" and row["service_id"]:
                    found.setdefault(owner, row)
        return found

    def broken(self) -> set[str]:
        """The keys of services of which a cell with text goes on on another page."""
        pages: dict[str, set[str]] = defaultdict(set)
        for row in self.cells:
            pages[row["cell_ref"]].add(row["page"])
        rows = (row for row in self.cells if len(pages[row["cell_ref"]]) > 1)
        return {owner for row in rows for owner, _ in places_of(row)}

    def misplaced(self) -> Iterator[tuple[Row, Row]]:
        """Empty cells whose box does not lie as it must to a cell of its row or column."""
        by_row: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        by_column: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for cell in self.cells:
            by_row[cell["table"], cell["page"], cell["row"]].append(cell)
            by_column[cell["table"], cell["page"], cell["column"]].append(cell)
        for empty in self.empty:
            beside = by_row[empty["table"], empty["page"], empty["row"]]
            over = by_column[empty["table"], empty["page"], empty["column"]]
            yield from ((empty, cell) for cell in beside if not self.is_beside(empty, cell))
            yield from ((empty, cell) for cell in over if not self.is_over(empty, cell))

    def is_beside(self, empty: Row, cell: Row) -> bool:
        """Whether a cell with text in the row of an empty one is at its height, beside it."""
        box, own = BoxOnPage.of(empty, self.turned), BoxOnPage.of(cell, self.turned)
        is_apart = own.right <= box.left + REACH or own.left >= box.right - REACH
        # What is merged down over several rows may stand at the height of any of them.
        is_level = ";" in cell["service_id"] or box.top <= own.middle[1] <= box.bottom
        return is_apart and is_level

    def is_over(self, empty: Row, cell: Row) -> bool:
        """Whether a cell with text in the column of an empty one is under or over it."""
        box, own = BoxOnPage.of(empty, self.turned), BoxOnPage.of(cell, self.turned)
        # Headings that are printed again above a row that goes on come after its beginning.
        is_before = "/heading/" in cell["cell_ref"] or int(cell["row"]) < int(empty["row"])
        is_apart = own.bottom <= box.top + REACH if is_before else own.top >= box.bottom - REACH
        return is_apart and box.left <= own.middle[0] <= box.right


def astray(folder: Path, key: str = "service_id") -> list[Row]:
    """The findings of an output whose cell is neither among those with text nor the empty ones.

    Args:
        folder: the output.
        key: the column with the keys of records.
    """
    findings, cells, empty = (
        read_csv(folder / f"{name}.csv") for name in ("findings", "cells", "empty_cells")
    )
    known = {row["cell_ref"] for row in [*cells, *empty]}
    known |= {"/".join(place) for row in [*cells, *empty] for place in places_of(row, key)}
    return [row for row in findings if row["cell_ref"] and row["cell_ref"] not in known]
