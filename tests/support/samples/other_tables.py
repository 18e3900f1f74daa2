"""Samples of the checks of other kinds of table: contracts, and a list of grants."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.schema.consistency import load_checked_schema
from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    LIST,
    LIST_LAYOUT,
    contract_rows,
    contracts,
    print_table,
)
from tests.support.reading import read, read_document
from tests.support.samples.appendix import Case, Found, at, found_in


@dataclass(frozen=True)
class Contract:
    """A list of three contracts, changed.

    Args:
        cells: changed cells of the first.
        limits: limits that the Table Schema puts on a field, by field.
    """

    cells: Mapping[str, str]
    limits: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __call__(self, folder: Path) -> set[Found]:
        pdf, schemas = folder / "contracts.pdf", folder / "schemas"
        first, *others = contract_rows(contracts()[:3])
        print_table(pdf, [{**first, **self.cells}, *others], CONTRACT_LAYOUT)
        shutil.copytree(CONTRACTS / "schemas", schemas)
        path = schemas / "contracts.schema.json"
        table_schema = json.loads(path.read_text(encoding="utf-8"))
        for described in table_schema["fields"]:
            own = self.limits.get(described["name"], {})
            described.setdefault("constraints", {}).update(own)
        path.write_text(json.dumps(table_schema), encoding="utf-8")
        schema = load_checked_schema(schemas)
        return found_in(read(pdf, read_document(pdf), schema).findings, schema)


@dataclass(frozen=True)
class Grants:
    """A list of two grants under one heading, with printed totals; an empty one is left out."""

    amount: str = "300,50"
    chapter_total: str = "1 500,50"
    total: str = "1 500,50"

    def __call__(self, folder: Path) -> set[Found]:
        pdf = folder / "list.pdf"
        rows = [
            ("", "Kirjastot", ""),
            ("2.01", "Kalusto", "1 200,00"),
            ("2.02", "Koulutus", self.amount),
            ("", "Luku yhteensä", self.chapter_total),
            *([("", "Kaikki yhteensä", self.total)] if self.total else []),
        ]
        columns = ("number", "name", "amount")
        printed = [dict(zip(columns, row, strict=True)) for row in rows]
        print_table(pdf, printed, LIST_LAYOUT)
        schema = load_checked_schema(LIST / "schemas")
        return found_in(read(pdf, read_document(pdf), schema).findings, schema)


CONTRACT = "h-2023-001"
BEYOND = {"value": {"maximum": 13000}}
BEFORE = {"start_date": {"minimum": "2023-01-18"}}
OTHER_TABLES: dict[str, Case] = {
    # The description has no check for two codes in a cell.
    "schema-broken": Case(
        Contract({"procedure": "Suorahankinta Avoin menettely"}),
        {at("schema-broken", "error", f"{CONTRACT}/procedure", 1, "Suorahankinta Avoin menettely")},
        Contract({"procedure": "Suorahankinta"}),
    ),
    "schema-broken: above the maximum": Case(
        Contract({"value": "13 000,01 €"}, BEYOND),
        {at("schema-broken", "error", f"{CONTRACT}/value", 1, "13 000,01 €")},
        Contract({"value": "13 000,00 €"}, BEYOND),
    ),
    "schema-broken: before the first day": Case(
        Contract({"start_date": "17.1.2023"}, BEFORE),
        {at("schema-broken", "error", f"{CONTRACT}/start_date", 1, "17.1.2023")},
        Contract({"start_date": "18.1.2023"}, BEFORE),
    ),
    "procedure-unknown": Case(
        Contract({"procedure": "Suorahankinnat"}),
        {at("procedure-unknown", "error", f"{CONTRACT}/procedure", 1, "Suorahankinnat")},
        Contract({"procedure": "SUORAHANKINTA"}),
    ),
    "value-unknown": Case(
        Contract({"value": "noin 100 €"}),
        {at("value-unknown", "error", f"{CONTRACT}/value", 1, "noin 100 €")},
        Contract({"value": "100 €"}),
    ),
    "value-missing": Case(
        Contract({"value": ""}),
        {at("value-missing", "warning", f"{CONTRACT}/value", 1, "")},
        Contract({"value": "0"}),
    ),
    "date-unknown": Case(
        Contract({"end_date": "29.2.2023"}),
        {at("date-unknown", "error", f"{CONTRACT}/end_date", 1, "29.2.2023")},
        Contract({"end_date": "29.2.2024"}),
    ),
    # Broken before its unit a number is whole.
    "number-broken": Case(
        Contract({"value": "123 456 789 012 345,00 €"}),
        {at("number-broken", "warning", f"{CONTRACT}/value", 1, "123 456 789 012 345,00 €")},
        Contract({"value": "123 456 789 012,00 €"}),
    ),
    "amount-unknown": Case(
        Grants(amount="300,5O"),
        {
            at("amount-unknown", "error", "2-02/amount", 1, "300,5O"),
            ("chapter-total-differs", "error", "", "amount",
                "grants/total/luku-yhteensa/amount", 1, "1 500,50"),
            ("total-differs", "error", "", "amount", "grants/total/kaikki-yhteensa/amount", 1,
                "1 500,50"),
        },
        Grants(),
    ),
    "chapter-total-differs": Case(
        Grants(chapter_total="1 500,51"),
        {("chapter-total-differs", "error", "", "amount", "grants/total/luku-yhteensa/amount", 1,
            "1 500,51")},
        Grants(),
    ),
    "total-differs": Case(
        Grants(total="1 500,49"),
        {("total-differs", "error", "", "amount", "grants/total/kaikki-yhteensa/amount", 1,
            "1 500,49")},
        Grants(),
    ),
    "total-missing": Case(
        Grants(total=""),
        {("total-missing", "error", "", "amount", "", 1, "grants")},
        Grants(),
    ),
}  # fmt: skip
