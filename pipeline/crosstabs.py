"""Records → cross-tabulations: how many distinct records have each pair of codes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.records import Records
from pipeline.schema import CrossTabulation, Schema

TOTAL = "total"


@dataclass(frozen=True)
class CrossTable:
    """A cross-tabulation.

    Args:
        declared: what the schema says of it.
        row_field: name of the field whose codes are the rows.
        counts: frame of distinct records by row code and column code, then their total. A
            record with several row codes counts once in each row, so that a column's rows add
            up to more than its records.
        members: frame of the records counted, one row each: row, column, key.
    """

    declared: CrossTabulation
    row_field: str
    counts: pd.DataFrame
    members: pd.DataFrame


def cross_tables(records: Records, schema: Schema) -> list[CrossTable]:
    """All cross-tabulations that the schema declares."""
    return [cross_table(d, records, schema) for d in schema.description.cross_tabulations]


def cross_table(declared: CrossTabulation, records: Records, schema: Schema) -> CrossTable:
    """One cross-tabulation, zero rows and columns included, in the order of the vocabularies."""
    rows, columns = coded(declared.rows, records, schema), coded(declared.columns, records, schema)
    members = rows.merge(columns, on="key", suffixes=("_row", "_column"))
    members = members.rename(columns={"code_row": "row", "code_column": "column"})
    members = members.drop_duplicates(ignore_index=True)
    row_codes = schema.vocabulary_of(declared.rows).codes
    column_codes = schema.vocabulary_of(declared.columns).codes
    counts = (
        members.groupby(["row", "column"])["key"]
        .nunique()
        .unstack(fill_value=0)
        .reindex(index=row_codes, columns=column_codes, fill_value=0)
    )
    totals = members.groupby("row")["key"].nunique()
    counts[TOTAL] = totals.reindex(row_codes, fill_value=0)
    counts = counts.astype(int)
    reading = schema.description.fields[declared.rows]
    row_field = reading.list_.code_field if reading.list_ else declared.rows
    counts.index.name = row_field
    return CrossTable(declared, row_field, counts, members[["row", "column", "key"]])


def coded(field: str, records: Records, schema: Schema) -> pd.DataFrame:
    """Key and code of every record for a field; one row for each of several codes."""
    reading = schema.description.fields[field]
    if reading.list_ is None:
        values = records.frame[field]
        return pd.DataFrame({"key": values.index, "code": values.to_numpy()})
    listed = records.lists[reading.list_.name]
    pairs = listed[[schema.record.key, reading.list_.code_field]].set_axis(["key", "code"], axis=1)
    without = records.frame.index.difference(pd.Index(pairs["key"]), sort=False)
    return pd.concat([pairs, pd.DataFrame({"key": without, "code": reading.empty})])
