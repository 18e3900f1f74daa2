"""Cells of two outputs → printed text that changed, and where cells stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from pipeline.compare.changes import Change, changed_values
from pipeline.compare.kinds import CELL_COLUMN, WithoutPaging, are_across
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

# The file with the places of empty cells, which outputs of older releases do not have.
EMPTY_CELLS = "empty_cells"
# What `cells.csv` and that file say of where a cell stands.
PLACE_COLUMNS = ("page", "x0", "top", "x1", "bottom", "row", "column")
# Stands for the reference of a line outside the tables, which names a page.
OUTSIDE = "outside the tables"
# Parts the records that one cell serves.
KEY_SEPARATOR = ";"


def text_changes(
    old: Output,
    new: Output,
    pairs: Mapping[str, str],
    told: Collection[tuple[str, str]],
    schema: Schema,
) -> list[Change]:
    """Printed text that changed where no field of a record tells of it.

    Args:
        old: the old output.
        new: the new output.
        pairs: new keys of the records that both have, by their old ones.
        told: key and name of each field of which a change is told already.
        schema: says what is read from a cell.
    """
    column = schema.record.key
    before, after = (record_texts(output, column) for output in (old, new))
    changes = []
    for key, new_key in pairs.items():
        for name, reading in schema.description.fields.items():
            texts = before.get((key, name), ""), after.get((new_key, name), "")
            read = {name, reading.rest_field, reading.uncertain_field}
            read |= {reading.list_.code_field} if reading.list_ else set()
            if texts[0] != texts[1] and not any((new_key, field) in told for field in read):
                changes.append(Change(f"{new_key}/{name}", "text", *texts))
    headings = (texts_of_no_record(rows, column) for rows in compared_lines(old, new))
    changes += [replace(c, where=c.what, what="text") for c in changed_values("", *headings)]
    if are_across(old, new):
        outside = [WithoutPaging(cells_and_lines(o)).text_outside() for o in (old, new)]
        return changes + ([Change(OUTSIDE, "text", *outside)] if outside[0] != outside[1] else [])
    gone, come = (lines_outside(output) for output in (old, new))
    changes += [Change(OUTSIDE, "text", text, "") for text in gone - come]
    return changes + [Change(OUTSIDE, "text", "", text) for text in come - gone]


def compared_lines(old: Output, new: Output) -> tuple[list[CsvRow], list[CsvRow]]:
    """The cells and lines of both; without what pages add where only one of them has pages."""
    lines = cells_and_lines(old), cells_and_lines(new)
    if not are_across(old, new):
        return lines
    return WithoutPaging(lines[0]).used(), WithoutPaging(lines[1]).used()


def record_texts(output: Output, column: str) -> dict[tuple[str, str], str]:
    """The printed text of each cell of a record, by key and field; fragments joined.

    Args:
        output: the output.
        column: name of the column with the keys.
    """
    texts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in cells_and_lines(output):
        for key in filter(None, row[column].split(KEY_SEPARATOR)):
            texts[key, row["field"]].append(row["text"])
    return {place: " ".join(fragments) for place, fragments in texts.items()}


def cells_and_lines(output: Output) -> list[CsvRow]:
    """The cells of an output, and the lines outside the tables."""
    return output.rows("cells", ("cell_ref", "table", "text", "fate", "rule", *PLACE_COLUMNS))


def texts_of_no_record(rows: Iterable[CsvRow], column: str) -> dict[str, str]:
    """The texts of headings, sections and other cells of no record, by reference; pieces joined.

    Args:
        rows: cells and lines of an output.
        column: name of the column with the keys of records.
    """
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["table"] and not row[column]:
            texts[row["cell_ref"]].append(with_fate(row))
    return {place: " ".join(pieces) for place, pieces in texts.items()}


def lines_outside(output: Output) -> Counter[str]:
    """The lines of text outside the tables; their references name pages, so they are counted."""
    return Counter(with_fate(row) for row in cells_and_lines(output) if not row["table"])


def with_fate(row: CsvRow) -> str:
    """A text, and what became of it where it was not used."""
    if row["fate"] == "used":
        return row["text"]
    return f"{row['text']} ({' by '.join(filter(None, (row['fate'], row['rule'])))})"


def places_of(output: Output) -> dict[tuple[str, bool], list[str]]:
    """Where each cell stands, by reference and whether it is empty: what is said of its pieces.

    Where a cell has become empty, or is so no longer, its text tells of it.
    """
    places: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    has_empty = f"{EMPTY_CELLS}.csv" in output.files
    empty = output.rows(EMPTY_CELLS, ("cell_ref", *PLACE_COLUMNS)) if has_empty else []
    for is_empty, rows in ((False, cells_and_lines(output)), (True, empty)):
        for row in rows:
            places[row["cell_ref"], is_empty] += (row[name] for name in PLACE_COLUMNS)
            places[row["cell_ref"], is_empty].append(row.get(CELL_COLUMN, ""))
    return places
