"""The result of a build → its review page."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from pipeline.finding import ACCEPTED, OPEN
from pipeline.inputs.beside import ledger_path
from pipeline.inputs.ledger import SOURCE_COLUMN, ledger_header
from pipeline.outputs.page.crosses import crosses_data
from pipeline.outputs.page.fields import shown_fields
from pipeline.outputs.page.filters import filters_data
from pipeline.outputs.page.findings import findings_page_data
from pipeline.outputs.page.html_file import html_file
from pipeline.outputs.page.proof import proof_data
from pipeline.outputs.page.records import boxes_data, records_data, section_names, table_names
from pipeline.outputs.page.sheets import sheet_data
from pipeline.outputs.page.wordings import wordings_data
from pipeline.outputs.page.words import interface_words
from pipeline.outputs.result import PageSize, Result
from pipeline.schema.check import SEVERITIES


def review_page(
    result: Result, pictures: Mapping[int, bytes], usable: bool, workbook: str | None
) -> bytes:
    """The review page of a build.

    Args:
        result: the build.
        pictures: its pages as PNG, by page number; a page that could not be drawn has none.
        usable: whether the outputs may be used.
        workbook: file name of the workbook that was built with it; None where none was.
    """
    name = (result.title or result.source.file).removesuffix(".")
    title = f"{name}: {result.word('review_page')}"
    data = review_data(result, pictures, usable, workbook)
    blocks = {str(number): pictures[number] for number in sorted(pictures)}
    return html_file(title, result.language, data, blocks, result.word("review_without_script"))


def review_data(
    result: Result, pictures: Container[int], usable: bool, workbook: str | None
) -> dict[str, Any]:
    """All that the page shows."""
    fields = shown_fields(result)
    return {
        "kind": "review",
        "language": result.language,
        "words": interface_words(result.schema, result.language),
        "document": document_data(result, usable, workbook),
        "severities": {severity: result.word(severity) for severity in SEVERITIES},
        "statuses": {status: result.word(status) for status in (OPEN, ACCEPTED)},
        "pages": pages_data(result, pictures),
        "fields": [
            {"name": f.name, "label": f.label, "read": f.is_read, "coded": f.is_coded}
            for f in fields
        ],
        "records": records_data(result, fields),
        "tables": [result.table_label(name) for name in table_names(result)],
        "sections": list(section_names(result)),
        "boxes": boxes_data(result, fields),
        "filters": filters_data(result, fields),
        "crosses": crosses_data(result, fields),
        "findings": findings_page_data(result, fields),
        "wordings": wordings_data(result, fields),
        "proof": proof_data(result),
        "decide": result.decide,
        "ledger": ledger_data(result),
    }


def document_data(result: Result, usable: bool, workbook: str | None) -> dict[str, Any]:
    """What the page is about, and the files that stand beside it."""
    source = result.source
    return {
        "name": source.name,
        "title": result.title,
        "file": source.file,
        "sha256": source.sha256,
        "page_count": result.page_count,
        "spreadsheet": bool(result.sheets),
        "usable": usable,
        "workbook": workbook,
        "report": "validation.md",
        "facts": document_facts(result),
    }


def document_facts(result: Result) -> list[list[str]]:
    """What is known of the document, as in the report: label and text."""
    known, unknown = result.source.known, result.word("unknown")
    facts = [
        ["source_file", result.source.file],
        ["source_pages", str(result.page_count)],
        ["publisher", known.publisher or unknown],
        ["date", known.date or unknown],
        ["records_in_all", str(len(result.records.frame))],
        ["source_hash", result.source.sha256],
    ]
    if note := known.note_in(result.language):
        facts.append(["source_note", " ".join(note.split())])
    return [[result.word(word), text] for word, text in facts]


def pages_data(result: Result, pictures: Container[int]) -> dict[str, dict[str, Any]]:
    """The pages that are not blank, by number."""
    return {str(page.number): page_data(page, pictures) for page in result.review.pages}


def page_data(page: PageSize, pictures: Container[int]) -> dict[str, Any]:
    """A page: its size, turn, and whether it is drawn; a sheet besides with what stands on it."""
    data: dict[str, Any] = {
        "width": round(page.width, 3),
        "height": round(page.height, 3),
        "turn": page.turn,
        "image": page.number in pictures,
    }
    if page.sheet is not None:
        data["sheet"] = sheet_data(page.sheet, page.words)
    return data


def ledger_data(result: Result) -> dict[str, Any]:
    """The file in which decisions leave the page, and its columns."""
    file = ledger_path(Path(result.source.file)).name
    return {"file": file, "header": [*ledger_header(result.schema), SOURCE_COLUMN]}
