"""The schema as a spreadsheet is read with: its words say sheets and cells, not pages.

What people and programs are told of a spreadsheet differs from that of a PDF in words alone, and
in the columns that say where something stands; so one step puts these into the schema, and none
of the others asks which of the two it tells about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.schema.model import CheckWords, Labels, Schema, Texts

# What a word of its own for spreadsheets ends with, behind the name of that for PDFs.
SHEET_ENDING = "_in_sheets"
# The column that says where something stands, of the files that say so.
PLACE_COLUMN = "sheet_cell"
FILES_WITH_PLACES = ("cells", "empty_cells", "findings")
PAGE_COLUMN, CORNER_COLUMNS = "page", ("x0", "top", "x1", "bottom")


def schema_for_sheets(schema: Schema) -> Schema:
    """A schema with the words and the columns of a spreadsheet.

    Args:
        schema: as a PDF is read with.
    """
    labels = schema.labels
    words = {**labels.words, **words_for_sheets(labels.words)}
    checks = {name: check_for_sheets(own) for name, own in labels.checks.items()}
    fields = dict(labels.fields)
    if pages_field := schema.record.pages_field:
        fields[pages_field] = labels.words[f"pages_field{SHEET_ENDING}"]
    tables = {
        name: with_places(table) if name in FILES_WITH_PLACES else table
        for name, table in schema.table_schemas.items()
    }
    return replace(
        schema,
        labels=Labels(fields=fields, words=words, rules=labels.rules, checks=checks),
        table_schemas=tables,
    )


def words_for_sheets(words: Mapping[str, Texts]) -> dict[str, Texts]:
    """The words that are other ones for spreadsheets, by the names of those for PDFs."""
    return {
        name.removesuffix(SHEET_ENDING): texts
        for name, texts in words.items()
        if name.endswith(SHEET_ENDING)
    }


def check_for_sheets(words: CheckWords) -> CheckWords:
    """The words of a check, with those that are other ones for spreadsheets in their place."""
    if words.in_sheets is None:
        return words
    return words.model_copy(
        update={
            "message": words.in_sheets.message or words.message,
            "advice": words.in_sheets.advice or words.advice,
        }
    )


def with_places(table: Mapping[str, Any]) -> dict[str, Any]:
    """The Table Schema of a file that says where something stands, for a spreadsheet.

    Nothing has a box there, and the page is the number of a sheet.
    """
    fields = []
    for field in table["fields"]:
        if field["name"] == PAGE_COLUMN:
            field = {**field, "description": "Number of the sheet in the file, from 1."}
        if field["name"] in CORNER_COLUMNS:
            field = {k: v for k, v in field.items() if k != "constraints"}
            field["description"] = "Empty: a spreadsheet has no page."
        fields.append(field)
    place = {
        "name": PLACE_COLUMN,
        "type": "string",
        "description": "Sheet and cell as formulas name them: Sheet1!C12, Sheet1!C12:D13 of "
        "merged cells, 'Sheet 1'!C12.",
    }
    return {**table, "fields": [*fields, place]}
