"""The cross-tabulations as the review page has them: numbers, and the records behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.outputs.cross_tabulations import OF_FIELD, CrossTable
from pipeline.outputs.cross_words import (
    counting_notes,
    labels_of,
    row_heading,
    row_labels,
)
from pipeline.outputs.page.fields import NOT_THERE, ShownField
from pipeline.outputs.result import Result
from pipeline.records.readers import POSSIBLE
from pipeline.text.numbers import PLAIN_NUMBER


def crosses_data(result: Result, fields: Sequence[ShownField]) -> list[dict[str, Any]]:
    """All cross-tabulations, in the order of the workbook's sheets."""
    numbers = {field.name: number for number, field in enumerate(fields)}
    return [cross_data(cross, result, numbers) for cross in result.cross_tables]


def cross_data(cross: CrossTable, result: Result, fields: Mapping[str, int]) -> dict[str, Any]:
    """One cross-tabulation: its rows and columns in words, its numbers and its members.

    Args:
        cross: the cross-tabulation.
        result: the build.
        fields: the number of each field.
    """
    declared, by = cross.declared, cross.declared.columns or ""
    rows, columns = row_labels(cross, result), labels_of(by, cross.columns, result)
    numbers = [[in_digits(number) for number in line] for line in cross.counts.to_numpy().tolist()]
    totals = [in_digits(number) for number in cross.totals.iloc[0].tolist()]
    return {
        "name": declared.name,
        "label": result.word(f"title_{declared.name}"),
        "notes": counting_notes(cross, result),
        "row_label": row_heading(cross, result),
        "column_label": result.schema.field_label(by, result.language) if by else "",
        "column_field": fields.get(by, NOT_THERE),
        "rows": [
            {
                "code": code,
                "label": label,
                "field": fields.get(row_field_of(code, cross), NOT_THERE),
            }
            for code, label in rows.items()
        ],
        "columns": [{"code": code, "label": label} for code, label in columns.items()],
        "apart": declared.possible_apart,
        "adds": added_numbers(cross, result),
        "counts": [line[:-1] for line in numbers],
        "row_totals": [line[-1] for line in numbers],
        "column_totals": totals[:-1],
        "total": totals[-1],
        "members": members_data(cross, result),
    }


def row_field_of(code: str, cross: CrossTable) -> str:
    """The field whose code a row is."""
    fields = cross.declared.row_fields
    return fields[0] if len(fields) == 1 else code.partition(OF_FIELD)[0]


def in_digits(number: Any) -> str:
    """A count or a sum in plain digits."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def added_numbers(cross: CrossTable, result: Result) -> dict[str, Any] | None:
    """The number of each record that is added up, as a whole number of its last decimals."""
    field = cross.declared.adds
    if field is None:
        return None
    texts = [str(text) for text in result.records.frame[field].tolist()]
    # What is no number adds nothing.
    numbers = [(text if PLAIN_NUMBER.fullmatch(text) else "0").partition(".") for text in texts]
    fixed = result.schema.description.fields[field].number_format.decimals
    decimals = max((len(n[2]) for n in numbers), default=0) if fixed is None else fixed
    scaled = [str(int(whole + fraction.ljust(decimals, "0"))) for whole, _, fraction in numbers]
    label = result.schema.field_label(field, result.language)
    return {"label": label, "decimals": decimals, "of": scaled}


def members_data(cross: CrossTable, result: Result) -> list[list[int]]:
    """The records behind the numbers: row, column, record, and whether it is possible only.

    Where there are no columns, or a record has a code that is none of them, it counts in the
    totals alone.
    """
    rows = {code: place for place, code in enumerate(cross.rows)}
    columns = {code: place for place, code in enumerate(cross.columns)}
    places = result.places
    # As lists: pandas takes long to give its texts one by one.
    members = (cross.members[name].tolist() for name in ("row", "column", "key", "certainty"))
    return sorted(
        [rows[row], columns.get(column, NOT_THERE), places[key], int(certainty == POSSIBLE)]
        for row, column, key, certainty in zip(*members, strict=True)
    )
