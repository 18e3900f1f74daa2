"""Records → cross-tabulations: how many distinct records have each pair of codes.

A number of theirs may be added up in place of counting them, rows may stand without columns, and
several fields may follow each other in the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from pipeline.records.model import Records
from pipeline.schema.model import CrossTabulation, Schema
from pipeline.schema.together import CombinedCrossTabulation
from pipeline.text.numbers import PLAIN_NUMBER

TOTAL = "total"
# Stands for an empty text.
NOT_STATED = "not_stated"
# Between field and code where the rows are those of several fields.
OF_FIELD = ":"
# What declares rows: of a document's records, or of those of all documents.
Declaration = CrossTabulation | CombinedCrossTabulation


@dataclass(frozen=True)
class CrossTable:
    """A cross-tabulation.

    Args:
        declared: what the schema says of it.
        row_field: name of the field, or fields, whose codes are the rows.
        rows: the codes or texts of the rows, in order; `field:code` where there are several
            fields.
        columns: those of the columns; none where it has only a total.
        counts: frame of distinct records, or of sums, by row and column, then their total. A
            record with several row codes counts once in each row, so that a column's rows add
            up to more than its records.
        totals: frame of one row, `total`: the same for all rows together, counted anew.
        members: frame of the records counted, one row each: row, column, key, certainty (of the
            row's code; empty where it has none).
    """

    declared: CrossTabulation
    row_field: str
    rows: list[str]
    columns: list[str]
    counts: pd.DataFrame
    totals: pd.DataFrame
    members: pd.DataFrame


@dataclass(frozen=True)
class Tabulated:
    """The rows of a cross-tabulation and their numbers, as a `CrossTable` has them."""

    row_field: str
    rows: list[str]
    counts: pd.DataFrame
    totals: pd.DataFrame
    members: pd.DataFrame


def cross_tables(records: Records, schema: Schema) -> list[CrossTable]:
    """All cross-tabulations that the schema declares."""
    return [cross_table(d, records, schema) for d in schema.description.cross_tabulations]


def cross_table(declared: CrossTabulation, records: Records, schema: Schema) -> CrossTable:
    """One cross-tabulation, zero rows and columns included, in the order of the vocabularies."""
    column_codes: list[str] = []
    columns = pd.DataFrame({"key": records.frame.index, "column": TOTAL})
    if declared.columns is not None:
        columns = codes_of_records(declared.columns, records, schema)
        column_codes = codes_of(declared.columns, columns, schema)
        columns = columns[["key", "code"]].set_axis(["key", "column"], axis=1)
    tabulated = tabulate(declared, columns, column_codes, records, schema)
    return CrossTable(
        declared,
        tabulated.row_field,
        tabulated.rows,
        column_codes,
        tabulated.counts,
        tabulated.totals,
        tabulated.members,
    )


def tabulate(
    declared: Declaration,
    columns: pd.DataFrame,
    column_codes: list[str],
    records: Records,
    schema: Schema,
) -> Tabulated:
    """The rows of a cross-tabulation by columns that are known.

    Args:
        declared: what the schema says of the rows.
        columns: frame of key and column, one row for each record in each of its columns.
        column_codes: the columns, in order.
        records: those that are counted, or whose numbers are added up.
        schema: how they were read.
    """
    rows, row_codes = coded_rows(declared, records, schema)
    members = rows.merge(columns, on="key").drop_duplicates(ignore_index=True)
    members = members[["row", "column", "key", "certainty"]]
    members = members[members["row"].isin(row_codes)].reset_index(drop=True)

    def numbers(of: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
        if declared.adds is None:
            return count_records(of, codes, column_codes)
        return add_up(of, codes, column_codes, declared.adds, records, schema)

    counts = numbers(members, row_codes)
    totals = numbers(members.assign(row=TOTAL), [TOTAL])
    row_field = " ".join(row_name(field, schema) for field in declared.row_fields)
    counts.index.name = row_field
    return Tabulated(row_field, row_codes, counts, totals, members)


def row_name(field: str, schema: Schema) -> str:
    """The name of the column with a field's codes."""
    reading = schema.description.fields.get(field)
    return reading.list_.code_field if reading and reading.list_ else field


def coded_rows(
    declared: Declaration, records: Records, schema: Schema
) -> tuple[pd.DataFrame, list[str]]:
    """Key, row and certainty of every record in every field of the rows; and the rows' codes."""
    frames, codes = [], []
    for field in declared.row_fields:
        prefix = "" if len(declared.row_fields) == 1 else f"{field}{OF_FIELD}"
        pairs = codes_of_records(field, records, schema)
        codes += [f"{prefix}{code}" for code in codes_of(field, pairs, schema)]
        rows = [f"{prefix}{code}" for code in pairs["code"]]
        frames.append(pairs.assign(row=rows)[["key", "row", "certainty"]])
    return pd.concat(frames, ignore_index=True), codes


def count_records(
    members: pd.DataFrame, row_codes: list[str], column_codes: list[str]
) -> pd.DataFrame:
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


def add_up(
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
    for row, column, key in members[["row", "column", "key"]].itertuples(index=False, name=None):
        for place in (column, TOTAL):
            if (row, place) in sums and (row, place, key) not in seen:
                seen.add((row, place, key))
                sums[row, place] += numbers[key]
    body = [[sums[row, column] for column in (*column_codes, TOTAL)] for row in row_codes]
    index = pd.Index(row_codes)
    return pd.DataFrame(body, index=index, columns=[*column_codes, TOTAL], dtype=object)


def codes_of(field: str, pairs: pd.DataFrame, schema: Schema) -> list[str]:
    """What a field's rows or columns are: its codes, an empty cell's last; else its texts."""
    reading = schema.description.fields.get(field)
    vocabulary = schema.vocabulary_name(field)
    if not vocabulary:
        texts = list(dict.fromkeys(pairs["code"]))
        return sorted(texts, key=lambda text: text == NOT_STATED)
    codes = schema.vocabularies[vocabulary].codes
    empty = reading.empty if reading and reading.reader in ("code", "codes") else None
    return sorted(codes, key=lambda code: code == empty)


def codes_of_records(field: str, records: Records, schema: Schema) -> pd.DataFrame:
    """Key, code and certainty of every record for a field; one row for each of several codes."""
    reading = schema.description.fields.get(field)
    if reading is None or reading.list_ is None:
        values = records.frame[field].replace("", NOT_STATED)
        found = {"key": values.index, "code": values.to_numpy(), "certainty": ""}
        return pd.DataFrame(found, dtype=object)
    code_list = reading.list_
    listed = records.lists[code_list.name]
    pairs = listed[[schema.record.key, code_list.code_field, code_list.certainty_field]]
    pairs = pairs.set_axis(["key", "code", "certainty"], axis=1)
    without = records.frame.index.difference(pd.Index(pairs["key"]), sort=False)
    empty = pd.DataFrame({"key": without, "code": reading.empty, "certainty": ""}, dtype=object)
    return pd.concat([pairs, empty], ignore_index=True)
