"""A schemas folder to start from, for tables that no schema knows yet.

Rules for text that no record uses, such as page numbers, are copied from another schemas folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import OutputError, WrongUsageError
from pipeline.inspect.proposal import NAME_FIELD, RESERVED, ProposedTable
from pipeline.inspect.readings import AS_TEXT, ProposedReading
from pipeline.outputs.writing import settle, write_all
from pipeline.schema.model import LABELS_FILE, Schema
from pipeline.schema.vocabulary import VOCABULARY_COLUMNS
from pipeline.text.csv_lines import csv_lines
from pipeline.text.strings import SLUG_LENGTH

KEY_FIELD, TABLE, SECTION, PAGES = RESERVED[:4]
RECORDS, TABLES = "records", "tables"
DESCRIPTION_FILE = "document.yaml"
# Words that name what the records are; all others are the same for every document.
WORDS: Mapping[str, tuple[str, str]] = {
    f"sheet_{RECORDS}": ("Rivit", "Rows"),
    f"title_{RECORDS}": ("Kaikki rivit", "All rows"),
}
# Names and descriptions of the columns that no heading is read into.
FIELDS: Mapping[str, tuple[str, str, str]] = {
    KEY_FIELD: ("Tunniste", "Identifier", "Identifier: table and a slug of the printed name."),
    TABLE: ("Taulukko", "Table", "The table the row stands in."),
    SECTION: ("Väliotsikko", "Section", "Section heading above the row."),
    PAGES: ("Sivut", "Pages", "Pages the row is printed on, separated by semicolons."),
    NAME_FIELD: ("Nimi", "Name", "Name of the row, lines joined."),
}
NO_READINGS: Mapping[str, ProposedReading] = {}
HEAD = """\
# A draft to start from: the tables found. A column is read as a number or a date where all its
# cells fit, else as text; above it stands what fits most of its cells.
# Give tables and fields better names, here and in labels.yaml, *.schema.json and vocabulary/;
# name_field is to be a column that every row has and none repeats where it goes on, key_from what
# makes an identifier. Columns without headings are told by their order. Then choose readers,
# vocabularies, checks and cross-tabulations, such as
#   amount: {reader: number, format: {decimal: '.', thousands: [','], decimals: 2}}
#   day: {reader: date, format: ['%m/%d/%Y', '%d %B %Y']}
# (with the type number or date in *.schema.json), and totals: true for a table of totals.

"""


def require_empty(folder: Path) -> None:
    """Refuse a folder in which something stands already.

    Raises:
        WrongUsageError: it is a file, or not empty.
        OutputError: it cannot be looked at, or a run that was ended left half a draft, which
            cannot be mended now.
    """
    settle(folder)
    try:
        is_taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be looked at ({error.strerror}): name another folder for the draft."
        ) from None
    if is_taken:
        raise WrongUsageError(f"{folder} is not an empty folder: name a new one for the draft.")


def write_draft(
    folder: Path,
    tables: Sequence[ProposedTable],
    base: Schema,
    readings: Mapping[str, ProposedReading] = NO_READINGS,
) -> None:
    """Write a draft into an empty folder.

    Args:
        folder: where; made if there is none.
        tables: what was found.
        base: the schemas folder to copy the rules for other text from.
        readings: how fields may be read; text without.

    Raises:
        WrongUsageError: the folder is not empty.
        OutputError: a file cannot be written.
    """
    require_empty(folder)
    fields = {name: heading for table in tables for name, heading in table.columns.items()}
    files = {
        DESCRIPTION_FILE: HEAD + draft_description(tables, fields, base, readings),
        LABELS_FILE: as_yaml(draft_labels(fields, base)),
        f"{RECORDS}.schema.json": as_json(draft_records_schema(fields, readings)),
    }
    contents = {name: text.encode() for name, text in files.items()}
    write_all(folder, {f"vocabulary/{TABLES}.csv": draft_vocabulary(tables), **contents})


def draft_description(
    tables: Sequence[ProposedTable],
    fields: Iterable[str],
    base: Schema,
    readings: Mapping[str, ProposedReading],
) -> str:
    """The description of the document, remarks on fields above them."""
    own = base.description.model_dump(mode="json", exclude_none=True)
    described = {
        "record": {
            "name": RECORDS,
            "key": KEY_FIELD,
            "name_field": NAME_FIELD,
            "table_field": TABLE,
            "table_vocabulary": TABLES,
            "section_field": SECTION,
            "pages_field": PAGES,
            "key_length": SLUG_LENGTH,
        },
        "tables": [
            {"table": t.name, "columns": {name: [h] for name, h in t.columns.items()}}
            | ({"in_order": again} if (again := headings_of_several(t)) else {})
            for t in tables
        ],
    }
    lines = ["fields:"]
    for name in fields:
        reading = readings.get(name, AS_TEXT)
        lines += [f"  # {reading.remark}"] if reading.remark else []
        lines += [f"  {line}" for line in as_yaml({name: dict(reading.reader)}).splitlines()]
    rest = {name: own[name] for name in ("conjunctions", "set_aside")}
    return as_yaml(described) + "\n".join(lines) + "\n" + as_yaml(rest)


def headings_of_several(table: ProposedTable) -> list[str]:
    """The headings that stand over several columns of a table; empty ones are told by order."""
    printed = [heading for heading in table.columns.values() if heading]
    return sorted({heading for heading in printed if printed.count(heading) > 1})


def draft_labels(fields: Mapping[str, str], base: Schema) -> dict[str, Any]:
    """The words: the headings, the sheet of the records, the rules for text set aside."""
    headings = {name: heading or name for name, heading in fields.items() if name != NAME_FIELD}
    return {
        "fields": {name: in_both_languages(text[0], text[1]) for name, text in FIELDS.items()}
        | {name: in_both_languages(heading, heading) for name, heading in headings.items()},
        "words": {name: in_both_languages(*text) for name, text in WORDS.items()},
        "rules": base.own_labels.model_dump(mode="json")["rules"],
    }


def in_both_languages(finnish: str, english: str) -> dict[str, str]:
    """A word in both languages."""
    return {"fi": finnish, "en": english}


def draft_records_schema(
    fields: Mapping[str, str], readings: Mapping[str, ProposedReading]
) -> dict[str, Any]:
    """The Table Schema of the records."""
    described: list[dict[str, Any]] = [
        {"name": name, "type": "string", "description": FIELDS[name][2]}
        for name in (KEY_FIELD, TABLE, SECTION, NAME_FIELD)
    ]
    described[0]["constraints"] = {"required": True, "unique": True}
    described[1] |= {"constraints": {"required": True}, "vocabulary": TABLES}
    for name, heading in fields.items():
        if name != NAME_FIELD:
            text = f"As printed under “{heading}”." if heading else "Column without a heading."
            type_of_field = readings.get(name, AS_TEXT).type
            described.append({"name": name, "type": type_of_field, "description": text})
    described.append({"name": PAGES, "type": "string", "description": FIELDS[PAGES][2]})
    return {
        "description": "One row per row of the tables, in document order.",
        "fields": described,
        "missingValues": [""],
        "primaryKey": KEY_FIELD,
    }


def draft_vocabulary(tables: Sequence[ProposedTable]) -> bytes:
    """The vocabulary of the tables' names."""
    rows = [
        [table.name, f"Taulukko {number}", f"Table {number}", "", ""]
        for number, table in enumerate(tables, 1)
    ]
    return csv_lines([VOCABULARY_COLUMNS, *rows]).encode()


def as_yaml(data: object) -> str:
    """Data as YAML in the given order."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def as_json(data: object) -> str:
    """Data as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
