"""The proof as the review page has it: what was read, what became of it, and what was set aside."""

from __future__ import annotations

from typing import Any

from pipeline.checks.items import Fate, Item
from pipeline.outputs.page.records import sides_data
from pipeline.outputs.result import Result, balances
from pipeline.pages.sheet import sheet_cell


def proof_data(result: Result) -> dict[str, Any]:
    """The reconciliation, and each text that no record has."""
    proofs, record = result.proofs, result.schema.record
    headings = [
        result.schema.field_label(field, result.language) if field else result.word(word)
        for field, word in ((record.table_field, "table"), (record.section_field, "section"))
    ]
    return {
        "header": ["", *(result.word(w) for w in ("read", "used", "set_aside", "as_findings"))],
        "balances": [
            [result.word(b.kind), b.read, b.used, b.set_aside, b.findings] for b in balances(result)
        ],
        "ink_header": ["", *(result.word(w) for w in ("shown", "read", "ruled", "reported"))],
        # A spreadsheet shows nothing but the cells that are read.
        "ink": proofs
        and [result.word("ink"), proofs.ink, proofs.read, proofs.ruled, proofs.reported],
        "pages_proven": result.proof_words,
        "note": result.word("reconciliation_note"),
        "sections_header": [*headings, result.word("number")],
        "sections": [
            [result.table_label(table), section or result.word("no_section"), count]
            for table, section, count in result.section_counts()
        ],
        "aside": texts_of_fate("set_aside", result),
        "unused": texts_of_fate("finding", result),
    }


def texts_of_fate(fate: Fate, result: Result) -> list[dict[str, Any]]:
    """The cells and lines of a fate, in document order."""
    return [text_data(item, result) for item in result.items if item.fate == fate]


def text_data(item: Item, result: Result) -> dict[str, Any]:
    """A cell or line: what it is called, the rule that set it aside, its text and its place."""
    rules, sheets = result.schema.labels.rules, result.sheets
    return {
        "ref": item.cell_ref,
        "rule": rules[item.rule][result.language] if item.rule else "",
        "page": item.page,
        "place": sheet_cell(sheets, item.page, item.box) if sheets else "",
        "text": item.text,
        "box": sides_data(item.seen_box, sheets.get(item.page)),
    }
