"""What the cells of a record say as printed, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.finding import Finding
from pipeline.grids.model import Cell
from pipeline.records.model import RecordSource
from pipeline.schema.model import FieldReading, Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.text.numbers import number_parser


def printed_lines(
    source: RecordSource, field: str, schema: Schema, wording: CellTexts
) -> tuple[str, ...] | None:
    """The lines of a record's cell; none where it is empty, None where there is no column.

    Where the schema says so, white space in a line is no sign. Lines stay apart: two values on
    two lines never become one.
    """
    cell = source.cell(field)
    lines = None if cell is None else wording.lines(cell)
    if lines is None or not schema.description.fields[field].spaces:
        return lines
    return tuple("".join(line.split()) for line in lines)


def broken_word_findings(
    source: RecordSource, schema: Schema, wording: CellTexts
) -> Iterator[Finding]:
    """A warning for each cell with pieces that may be one word, and are not known to be.

    Text needs one, and a number read from digits on two lines: it may be two. White space does
    not matter to the other readers.
    """
    for field, reading in schema.description.fields.items():
        cell = source.cell(field)
        if cell is None or reading.reader not in ("text", "number"):
            continue
        is_text = reading.reader == "text"
        check = "word-broken" if is_text else "number-broken"
        for doubt in wording.doubts(cell) if is_text else split_digits(cell, reading, wording):
            yield Finding(
                check=check,
                key=source.key,
                field=field,
                page=source.page(field),
                cell_ref=f"{source.key}/{field}",
                value=wording.text(cell),
                position=source.position(field),
                details={"pieces": doubt},
            )


def split_digits(cell: Sequence[Cell], reading: FieldReading, wording: CellTexts) -> list[str]:
    """Pairs of lines of a number, which can be read, between whose digits the line ends."""
    lines = wording.lines(cell)
    if number_parser(reading.number_format)(" ".join(lines)) is None:
        return []
    return [f"{a} {b}" for a, b in pairwise(lines) if a[-1:].isdigit() and b[:1].isdigit()]
