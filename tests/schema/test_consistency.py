"""What a description may not say, beside what is nearly the same and may be said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import SchemaError
from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import CONTRACTS, LIST
from tests.support.small_lists import edited_schemas


@dataclass(frozen=True)
class Slip:
    """A text of a description, what must not stand in its place, and what may.

    Args:
        source: the sample whose description it is.
        old: the text, which stands there once.
        wrong: what must not stand there.
        right: what may; the text itself where empty.
        says: what the error says.
    """

    source: Path
    old: str
    wrong: str
    says: str
    right: str = ""


TOTAL = (
    "{check: total-differs, severity: error, fields: [amount], when: total, of: table, "
    "row: '^Kaikki yhteensä$'}"
)
VALUE = "{decimal: ',', thousands: [' '], decimals: 2, units: [€]}"
LINE = "'^Summa (?P<number>.+)$'"
GRANTS_TABLE = "  - table: grants\n    columns:\n"
SLIPS = {
    "row and line": Slip(LIST, TOTAL, TOTAL.replace("}", f", line: {LINE}}}"), "row or line"),
    "neither row nor line": Slip(
        LIST, TOTAL, TOTAL.replace(", row: '^Kaikki yhteensä$'", ""), "either row or line"
    ),
    "line without a number": Slip(
        LIST,
        "row: '^Kaikki yhteensä$'",
        "line: '^Summa (.+)$'",
        "no group (?P<number>…)",
        f"line: {LINE}",
    ),
    "line of a section": Slip(
        LIST,
        "row: '^Luku yhteensä$'",
        f"line: {LINE}",
        "a total in a line is of: table or of: document",
    ),
    "total of two fields": Slip(
        LIST,
        TOTAL,
        TOTAL.replace("[amount]", "[amount, amount]"),
        "needs one field, or none",
        TOTAL.replace("fields: [amount], ", ""),
    ),
    "total of a text": Slip(
        LIST, TOTAL, TOTAL.replace("[amount]", "[name]"), "the reader text of name cannot tell"
    ),
    "total of a column that is none": Slip(
        LIST,
        TOTAL,
        TOTAL.replace("}", ", column: sum}"),
        "sum is no column of a table with totals: true",
    ),
    "condition on a column that is none": Slip(
        LIST,
        TOTAL,
        TOTAL.replace("}", ", unless: {title: x}}"),
        "title is no column of the records file",
        TOTAL.replace("}", ", unless: {chapter: x}}"),
    ),
    "row of another check": Slip(
        LIST,
        "when: unknown}",
        "when: unknown, row: x}",
        "go with when: total",
    ),
    "check declared twice": Slip(
        LIST,
        "check: chapter-total-differs",
        "check: total-differs",
        "check total-differs is declared twice",
    ),
    "check of the program": Slip(
        LIST,
        "\nchecks:\n",
        "\nchecks:\n  - {check: key-doubled, severity: info, fields: [name], when: empty}\n",
        "check key-doubled is made by the program",
        "\nchecks:\n  - {check: key-doubled, severity: info}\n",
    ),
    "table described twice": Slip(
        LIST,
        "\nfields:\n",
        f"{GRANTS_TABLE}      number: [a]\n      name: [b]\n      amount: [c]\n\nfields:\n",
        "table grants is described twice",
    ),
    "two tables with keys without a prefix": Slip(
        LIST,
        "\nfields:\n",
        f"{GRANTS_TABLE.replace('grants', 'loans')}"
        "      number: [a]\n      name: [b]\n      amount: [c]\n\nfields:\n",
        "key_prefix: false needs a single table",
    ),
    "only tables of totals": Slip(
        LIST,
        "    columns:\n      number: ['Luku ja numero']\n      name: ['Nimi']\n"
        "      amount: ['Määräraha €']\n",
        "    totals: true\n    columns: {part: ['Osa']}\n",
        "needs one without totals: true",
    ),
    "table without the fields of the key": Slip(
        LIST, "      number: ['Luku ja numero']\n", "", "has no column for number"
    ),
    "name of a file in capitals": Slip(
        LIST,
        "name: amount_by_chapter",
        "name: Amount_by_chapter",
        "Amount_by_chapter is no name for a file",
    ),
    "name of two sheets": Slip(
        LIST, "name: amount_by_chapter", "name: summary", "summary names two files or sheets"
    ),
    "name of the records' own file": Slip(
        LIST, "name: amount_by_chapter", "name: grants", "grants names two files or sheets"
    ),
    "decimal sign between thousands": Slip(
        CONTRACTS,
        VALUE,
        VALUE.replace("[' ']", "[' ', ',']"),
        "cannot be decimal sign and thousands sign",
        VALUE.replace("[' ']", "[' ', '.']"),
    ),
    "digit between thousands": Slip(
        CONTRACTS,
        VALUE,
        VALUE.replace("[' ']", "['0']"),
        "cannot be empty or a digit",
        VALUE.replace("[' ']", "['x']"),
    ),
    "no sign between thousands": Slip(
        CONTRACTS, VALUE, VALUE.replace("[' ']", "['']"), "cannot be empty or a digit"
    ),
    "two signs of decimals": Slip(
        CONTRACTS, VALUE, VALUE.replace("','", "',.'"), "at most 1 character"
    ),
    "fewer than no decimals": Slip(
        CONTRACTS,
        VALUE,
        VALUE.replace("decimals: 2", "decimals: -1"),
        "greater than or equal to 0",
        VALUE.replace("decimals: 2", "decimals: 0"),
    ),
    "date of a number": Slip(
        CONTRACTS, f"reader: number, format: {VALUE}", "reader: number, format: ['%d']", "a format"
    ),
    "code that the vocabulary lacks": Slip(
        CONTRACTS,
        "empty: not_stated",
        "empty: none",
        "none is not in the vocabulary procedures",
        "empty: open",
    ),
    "list of one code": Slip(
        CONTRACTS,
        "empty: not_stated",
        "empty: not_stated, list: {name: contracts, code_field: b, certainty_field: c}",
        "list goes with the reader codes",
    ),
    "spaces of a text": Slip(
        CONTRACTS,
        "  supplier: {reader: text}",
        "  supplier: {reader: text, spaces: true}",
        "spaces goes with the readers number and date",
    ),
    "blank of a text": Slip(
        CONTRACTS,
        "  supplier: {reader: text}",
        "  supplier: {reader: text, blank: [–]}",
        "blank goes with the readers number and date",
    ),
    "keys of no length": Slip(
        CONTRACTS,
        "  key_prefix: false\n",
        "  key_prefix: false\n  key_length: 0\n",
        "greater than 0",
        "  key_prefix: false\n  key_length: 1\n",
    ),
}


def problem(folder: Path, slip: Slip, new: str) -> str:
    """What is wrong with a description in which a text stands in place of another."""
    name = {LIST: "grants.yaml", CONTRACTS: "contracts.yaml"}[slip.source]
    schemas = edited_schemas(slip.source, folder, {name: [(slip.old, new)]})
    return said_of(schemas)


def said_of(schemas: Path) -> str:
    """What is wrong with a schemas folder."""
    try:
        load_checked_schema(schemas)
    except SchemaError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told(tmp_path: Path, slip: Slip) -> None:
    assert slip.says in problem(tmp_path, slip, slip.wrong)


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_what_is_nearly_the_same_may_be_said(tmp_path: Path, slip: Slip) -> None:
    assert problem(tmp_path, slip, slip.right or slip.old) == ""


@pytest.mark.parametrize(
    ("field", "constraints", "says"),
    [
        ("value", {"minimum": 0}, ""),
        ("value", {"minimum": 0.5, "maximum": 1}, ""),
        ("value", {"minimum": True}, "minimum must be a number"),
        ("value", {"minimum": "0"}, "minimum must be a number"),
        ("start_date", {"maximum": "2026-01-31"}, ""),
        ("start_date", {"maximum": "31.1.2026"}, "maximum must be a number, or of a date a day"),
        ("start_date", {"maximum": 2026}, "maximum must be a number, or of a date a day"),
        ("supplier", {"maximum": 1}, "maximum must be a number"),
        ("supplier", {"pattern": "T.*"}, ""),
        ("supplier", {"enum": ["a"]}, "the constraint enum is not checked"),
        ("supplier", {"unique": True}, "only contract_id can be unique"),
        ("contract_id", {"unique": True}, ""),
    ],
)
def test_constraints_are_those_that_are_checked(
    tmp_path: Path, field: str, constraints: Mapping[str, object], says: str
) -> None:
    schemas = edited_schemas(CONTRACTS, tmp_path)
    path = schemas / "contracts.schema.json"
    table_schema = json.loads(path.read_text(encoding="utf-8"))
    (described,) = [own for own in table_schema["fields"] if own["name"] == field]
    described["constraints"] = dict(constraints)
    path.write_text(json.dumps(table_schema), encoding="utf-8")
    said = said_of(schemas)
    assert says in said
    assert bool(says) == bool(said)


@pytest.mark.parametrize(
    ("name", "is_good"),
    [
        ("amounts", True),
        ("a_b_2", True),
        # Names of cells as A1 and R1C1 have them; Excel has columns up to XFD.
        ("ab12", False),
        ("abc12", False),
        ("abcd12", True),
        ("ab12c", True),
        ("r1c1", False),
        ("r10c10", False),
        ("r", False),
        ("c2", False),
        ("r1c1s", True),
        ("rc", True),
        ("1a", False),
        ("_a", False),
        ("a-b", False),
    ],
)
def test_a_name_is_one_of_a_file_and_of_an_excel_table(
    tmp_path: Path, name: str, is_good: bool
) -> None:
    edits = {
        "grants.yaml": [("name: amount_by_chapter", f"name: '{name}'")],
        "labels.yaml": [
            ("sheet_amount_by_chapter", f"sheet_{name}"),
            ("title_amount_by_chapter", f"title_{name}"),
        ],
    }
    said = said_of(edited_schemas(LIST, tmp_path, edits))
    assert said == "" if is_good else f"{name} is no name for a file" in said
