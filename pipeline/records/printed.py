"""Tables → records as printed: cells normalised, keys given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from pipeline.grids.model import Cell
from pipeline.records.keys import with_keys
from pipeline.records.model import Printed, RecordSource
from pipeline.records.printed_cells import broken_word_findings, printed_lines
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.tables.model import Table
from pipeline.text.strings import join_lines


def printed_records(tables: Sequence[Table], schema: Schema, wording: CellTexts) -> Printed:
    """The records of all tables as printed, with their keys."""
    bare = [source for table in tables for source in sources_of(table, schema, wording)]
    sources, findings = with_keys(bare, schema, wording)
    findings += [f for s in sources for f in broken_word_findings(s, schema, wording)]
    fields = list(schema.description.fields)
    lines = pd.DataFrame(
        [[printed_lines(source, field, schema, wording) for field in fields] for source in sources],
        index=pd.Index([source.key for source in sources], name=schema.record.key),
        columns=fields,
        dtype=object,
    )
    join = partial(join_lines, conjunctions=schema.description.conjunctions)
    # pandas would turn None into NaN; a missing column is not an unknown text.
    text = lines.map(join, na_action="ignore").astype(object).where(lines.notna(), None)
    return Printed({source.key: source for source in sources}, text, findings)


def sources_of(table: Table, schema: Schema, wording: CellTexts) -> list[RecordSource]:
    """The records of a table, with the section each stands in and no keys yet.

    A further sheet with headings of its own begins in none; a further page is not one.
    """
    name_column = table.column_of(schema.record.name_field)
    if name_column is None:
        return []
    section = ""
    sources = []
    for row in table.rows:
        if row.kind == "section":
            section = section_name(row.cell(name_column), wording)
        elif row.anew:
            section = ""
        elif row.kind == "record":
            sources.append(RecordSource("", table, row, section))
    return sources


def section_name(cells: Sequence[Cell], wording: CellTexts) -> str:
    """The text of a section heading, without a colon at its end."""
    return wording.text(cells).rstrip(":").rstrip()
