"""Records → cross-tabulations: how many distinct records have each pair of codes.

A number of theirs may be added up in place of counting them, and rows may stand without columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from pipeline.formats import PLAIN_NUMBER
from pipeline.records import Records
from pipeline.schema import CrossTabulation, Schema

TOTAL = "total"
# Stands for an empty text.
NOT_STATED = "not_stated"


@dataclass(frozen=True)
class CrossTable:
    """A cross-tabulation.

    Args:
        declared: what the schema says of it.
        row_field: name of the field whose codes are the rows.
        rows: the codes or texts of the rows, in order.
        columns: those of the columns; none where it has only a total.
        counts: frame of distinct records, or of sums, by row and column, then their total. A
            record with several row codes counts once in each row, so that a column's rows add
            up to more than its records.
        members: frame of the records counted, one row each: row, column, key.
    """

    declared: CrossTabulation
    row_field: str
    rows: list[str]
    columns: list[str]
    counts: pd.DataFrame
    members: pd.DataFrame


def cross_tables(records: Records, schema: Schema) -> list[CrossTable]:
    """All cross-tabulations that the schema declares."""
    return [cross_table(d, records, schema) for d in schema.description.cross_tabulations]


def cross_table(declared: CrossTabulation, records: Records, schema: Schema) -> CrossTable:
    """One cross-tabulation, zero rows and columns included, in the order of the vocabularies."""
    rows = coded(declared.rows, records, schema)
    row_codes = codes_of(declared.rows, rows, schema)
    column_codes: list[str] = []
    columns = pd.DataFrame({"key": records.frame.index, "code": TOTAL})
    if declared.columns is not None:
        columns = coded(declared.columns, records, schema)
        column_codes = codes_of(declared.columns, columns, schema)
    members = rows.merge(columns, on="key", suffixes=("_row", "_column"))
    members = members.rename(columns={"code_row": "row", "code_column": "column"})
    members = members.drop_duplicates(ignore_index=True)[["row", "column", "key"]]
    members = members[members["row"].isin(row_codes)].reset_index(drop=True)
    counts = (
        counted(members, row_codes, column_codes)
        if declared.adds is None
        else added(members, row_codes, column_codes, declared.adds, records, schema)
    )
    reading = schema.description.fields.get(declared.rows)
    row_field = reading.list_.code_field if reading and reading.list_ else declared.rows
    counts.index.name = row_field
    return CrossTable(declared, row_field, row_codes, column_codes, counts, members)


def counted(members: pd.DataFrame, row_codes: list[str], column_codes: list[str]) -> pd.DataFrame:
    """Distinct records by row and column, then by row alone."""
    counts = (
        members.groupby(["row", "column"])["key"]
        .nunique()
        .unstack(fill_value=0)
        .reindex(index=row_codes, columns=column_codes, fill_value=0)
    )
    totals = members.groupby("row")["key"].nunique()
    counts[TOTAL] = totals.reindex(row_codes, fill_value=0)
    return counts.astype(int)


def added(
    members: pd.DataFrame,
    row_codes: list[str],
    column_codes: list[str],
    field: str,
    records: Records,
    schema: Schema,
) -> pd.DataFrame:
    """Exact sums of a number by row and column, then by row alone; each record once in each."""
    decimals = schema.description.fields[field].number_format.decimals
    zero = Decimal(1).scaleb(-decimals) * 0 if decimals else Decimal(0)
    numbers = {
        key: Decimal(text) if PLAIN_NUMBER.fullmatch(text) else zero
        for key, text in records.frame[field].items()
    }
    sums = {(row, column): zero for row in row_codes for column in (*column_codes, TOTAL)}
    seen: set[tuple[str, str, str]] = set()
    for row, column, key in members.itertuples(index=False, name=None):
        for place in dict.fromkeys((column, TOTAL)):
            if (row, place) in sums and (row, place, key) not in seen:
                seen.add((row, place, key))
                sums[row, place] += numbers[key]
    body = [[sums[row, column] for column in (*column_codes, TOTAL)] for row in row_codes]
    index = pd.Index(row_codes)
    return pd.DataFrame(body, index=index, columns=[*column_codes, TOTAL], dtype=object)


def codes_of(field: str, pairs: pd.DataFrame, schema: Schema) -> list[str]:
    """What a field's rows or columns are: its codes, an empty cell's last; else its texts."""
    reading = schema.description.fields.get(field)
    vocabulary = (reading.vocabulary if reading else None) or ""
    if field == schema.record.table_field:
        vocabulary = schema.record.table_vocabulary
    if not vocabulary:
        texts = list(dict.fromkeys(pairs["code"]))
        return sorted(texts, key=lambda text: text == NOT_STATED)
    codes = schema.vocabularies[vocabulary].codes
    empty = reading.empty if reading and reading.reader in ("code", "codes") else None
    return sorted(codes, key=lambda code: code == empty)


def coded(field: str, records: Records, schema: Schema) -> pd.DataFrame:
    """Key and code of every record for a field; one row for each of several codes."""
    reading = schema.description.fields.get(field)
    if reading is None or reading.list_ is None:
        values = records.frame[field].replace("", NOT_STATED)
        return pd.DataFrame({"key": values.index, "code": values.to_numpy()})
    listed = records.lists[reading.list_.name]
    pairs = listed[[schema.record.key, reading.list_.code_field]].set_axis(["key", "code"], axis=1)
    without = records.frame.index.difference(pd.Index(pairs["key"]), sort=False)
    return pd.concat([pairs, pd.DataFrame({"key": without, "code": reading.empty})])
