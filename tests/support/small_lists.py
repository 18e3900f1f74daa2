"""Small lists, printed for one question each and read with a schemas folder that may differ."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.outputs.result import Result
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    LIST,
    LIST_LAYOUT,
    Layout,
    print_table,
)
from tests.support.drawing import RGB, Paper
from tests.support.reading import read, read_document

# What stands in a file of a schemas folder, once, and what stands there instead; by file.
Edits = Mapping[str, Sequence[tuple[str, str]]]
NO_EDITS: Edits = {}
# The columns of a list of grants, as printed by hand: their borders, and the height of a row.
BORDERS = (40.0, 130.0, 440.0, 550.0)
ROW_HEIGHT, SIZE, BESIDE, BASELINE = 18.0, 9.0, 4.0, 12.5


def edited_schemas(source: Path, folder: Path, edits: Edits = NO_EDITS) -> Path:
    """A copy of the schemas of a sample, with some of its texts changed; a new file where empty."""
    schemas = folder / "schemas"
    shutil.copytree(source / "schemas", schemas, dirs_exist_ok=True)
    for file, changes in edits.items():
        for old, new in changes:
            text = (schemas / file).read_text(encoding="utf-8") if old else ""
            assert not old or text.count(old) == 1
            (schemas / file).write_text(text.replace(old, new) if old else new, encoding="utf-8")
    return schemas


def read_sample(pdf: Path, source: Path, edits: Edits = NO_EDITS) -> Result:
    """What is read from a PDF with the schemas of a sample."""
    schema = load_checked_schema(edited_schemas(source, pdf.parent, edits))
    return read(pdf, read_document(pdf), schema)


def read_grants(
    folder: Path,
    rows: Sequence[tuple[str, str, str]],
    edits: Edits = NO_EDITS,
    layout: Layout = LIST_LAYOUT,
) -> Result:
    """What is read from a list of grants: number, name and amount; a name alone is a chapter."""
    pdf = folder / "list.pdf"
    columns = ("number", "name", "amount")
    print_table(pdf, [dict(zip(columns, row, strict=True)) for row in rows], layout)
    return read_sample(pdf, LIST, edits)


def read_contracts(
    folder: Path, rows: Sequence[Mapping[str, str]], edits: Edits = NO_EDITS
) -> Result:
    """What is read from a list of contracts."""
    pdf = folder / "contracts.pdf"
    print_table(pdf, [dict(row) for row in rows], CONTRACT_LAYOUT)
    return read_sample(pdf, CONTRACTS, edits)


@dataclass(frozen=True)
class DrawnRow:
    """A row drawn by hand.

    Args:
        texts: of its cells.
        fill: its colour, if it has one.
        bold: whether its type is.
        merged: whether there is no line between its last two cells.
        whole: whether there is no line between any of its cells.
    """

    texts: tuple[str, ...]
    fill: RGB | None = None
    bold: bool = False
    merged: bool = False
    whole: bool = False


def draw_rows(paper: Paper, top: float, rows: Sequence[DrawnRow]) -> float:
    """Draw a ruled table with the columns of a list of grants; its lower edge."""
    bottom = top + ROW_HEIGHT * len(rows)
    for number, row in enumerate(rows):
        upper = top + number * ROW_HEIGHT
        if row.fill is not None:
            paper.rectangle(BORDERS[0], upper, BORDERS[-1], upper + ROW_HEIGHT, fill=row.fill)
        for text, x in zip(row.texts, BORDERS, strict=False):
            paper.text(x + BESIDE, upper + BASELINE, text, SIZE, row.bold)
    for number in range(len(rows) + 1):
        y = top + number * ROW_HEIGHT
        paper.line(BORDERS[0], y, BORDERS[-1], y)
    for x in BORDERS:
        upper = top
        for number, row in enumerate(rows):
            edge = top + number * ROW_HEIGHT
            if (row.merged and x == BORDERS[-2]) or (row.whole and x in BORDERS[1:-1]):
                if edge > upper:
                    paper.line(x, upper, x, edge)
                upper = edge + ROW_HEIGHT
        if bottom > upper:
            paper.line(x, upper, x, bottom)
    return bottom
