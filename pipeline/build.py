"""The build of one document, from pages to files, readable top to bottom.

PDF → pages → grids → tables → records → findings → cross-tabulations → workbook and reports
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.beside import beside_findings
from pipeline.checks.colours import colour_findings
from pipeline.checks.document import check_readable, document_findings
from pipeline.checks.doubtful import doubt_findings
from pipeline.checks.empty_cells import empty_cells
from pipeline.checks.fates import collect_items, evidence_findings
from pipeline.checks.items import Item
from pipeline.checks.page_proofs import count_proofs, proof_findings
from pipeline.checks.reading_shape import shape_findings
from pipeline.checks.readings import reading_findings
from pipeline.checks.sheet_notes import note_findings
from pipeline.checks.sheet_places import sheets_of, with_sheet_places
from pipeline.checks.unread_tables import unread_table_findings
from pipeline.checks.values import record_findings
from pipeline.extraction import Extraction, extract
from pipeline.finding import DECIDE, Finding, order_findings
from pipeline.inputs.applied import accept_findings, apply_corrections
from pipeline.inputs.ledger import Decision, load_decisions
from pipeline.inputs.source import DocumentSource
from pipeline.outputs.cross_tabulations import cross_tables
from pipeline.outputs.result import PageSize, Result, Review
from pipeline.pages.model import Document
from pipeline.records.document_name import find_name
from pipeline.records.printed import printed_records
from pipeline.records.read import read_records
from pipeline.schema.for_sheets import schema_for_sheets
from pipeline.schema.model import Language, Schema


@dataclass(frozen=True)
class Request:
    """What to build.

    Args:
        pdf: the document.
        decisions: its ledger; None to build without it.
        language: of the workbook and the report.
        proposed: decisions that are to be tried besides those of the ledger.
        decide: how a command that records a decision on the document begins.
        page_file: file name of the review page that is to be built; empty where none is.
    """

    pdf: Path
    decisions: Path | None
    language: Language
    proposed: Sequence[Decision] = ()
    decide: str = DECIDE
    page_file: str = ""


def build(request: Request, document: Document, source: DocumentSource, schema: Schema) -> Result:
    """Everything a document says, and what is to be said of it.

    Raises:
        InputError: the document has no text, or no table that the schema knows.
        LedgerError: the ledger no longer fits the document.
    """
    if document.is_spreadsheet:
        schema = schema_for_sheets(schema)
    extraction = extract(document.pages, schema)
    pages, wording, tables = extraction.pages, extraction.wording, extraction.tables
    check_readable(request.pdf, document, pages, tables, schema)
    name = find_name(tables, source.known.title or "", schema)
    printed = printed_records(tables.tables, schema, wording)
    decisions = decisions_of(request, schema)
    corrected = apply_corrections(printed.text, decisions, schema)
    records = read_records(printed, corrected.text, schema, name.name)
    collected = collect_items(tables, printed.sources, name, schema, wording, document.pages)
    items = collected.items
    empty = empty_cells(tables.tables, printed.sources, schema, wording, document.pages, items)
    findings = [
        *tables.findings,
        *printed.findings,
        *record_findings(records, printed, tables, schema, name.name),
        *evidence_findings(items, document.pages, schema),
        *layout_findings(document, extraction, items, schema),
        *proof_findings(document.pages, pages, items, collected.homes, schema),
        *document_findings(name, tables, document, schema),
        *note_findings(document, items, empty, schema),
    ]
    findings = with_sheet_places(findings, items, empty, sheets_of(document))
    return Result(
        source=source,
        schema=schema,
        language=request.language,
        name=name.name,
        title=source.known.title or " ".join(line.text for _, line in name.lines),
        page_count=len(document.pages),
        printed=printed,
        records=records,
        corrections=corrected.corrections,
        decisions=decisions,
        findings=accept_findings(order_findings(findings, schema), decisions, schema),
        items=items,
        empty_cells=empty,
        proofs=count_proofs(document.pages, pages, items),
        cross_tables=cross_tables(records, schema),
        decide=request.decide,
        review=review_of(document, request.page_file),
    )


def layout_findings(
    document: Document, extraction: Extraction, items: Sequence[Item], schema: Schema
) -> Iterator[Finding]:
    """What is to say of how the pages were read: of their tables, and of what stands beside."""
    tables = extraction.tables.tables
    yield from shape_findings(tables, items)
    yield from doubt_findings(extraction.pages, tables)
    yield from unread_table_findings(items)
    yield from beside_findings(tables, items)
    yield from colour_findings(tables, schema)
    yield from reading_findings(document.pages, items)


def decisions_of(request: Request, schema: Schema) -> list[Decision]:
    """The ledger of a document, and its decisions with those that are to be tried.

    Raises:
        LedgerError: it is not as it must be.
    """
    recorded = load_decisions(request.decisions, schema) if request.decisions else []
    return [*recorded, *request.proposed]


def review_of(document: Document, page_file: str) -> Review:
    """What a review page shows of a document.

    Args:
        document: the document.
        page_file: file name of the page; empty where none is built.
    """
    pages = tuple(
        PageSize(
            page.number,
            page.width,
            page.height,
            page.turn,
            page.sheet,
            page.every_word if page.sheet else (),
        )
        for page in document.pages
        if not page.is_blank
    )
    return Review(page_file, pages, document.searched)
