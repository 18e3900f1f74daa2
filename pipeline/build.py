"""The build of one document, from pages to files, readable top to bottom.

PDF → pages → grids → tables → records → findings → cross-tabulations → workbook and reports
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.fates import collect_items, evidence_findings
from pipeline.checks.values import record_findings
from pipeline.errors import InputError
from pipeline.extraction import extract, require_text
from pipeline.finding import Finding, order_findings
from pipeline.grids.model import PageGrids
from pipeline.inputs.ledger import Decision, accept_findings, apply_corrections, load_decisions
from pipeline.inputs.source import DocumentSource
from pipeline.outputs.cross_tabulations import cross_tables
from pipeline.outputs.result import Result
from pipeline.pdf.model import Document
from pipeline.records.document_name import find_name
from pipeline.records.printed import printed_records
from pipeline.records.read import read_records
from pipeline.schema.model import Language, Schema
from pipeline.tables.model import Tables
from pipeline.text.strings import is_unreadable


@dataclass(frozen=True)
class Request:
    """What to build.

    Args:
        pdf: the document.
        decisions: its ledger; None to build without it.
        language: of the workbook and the report.
        proposed: decisions that are to be tried besides those of the ledger.
    """

    pdf: Path
    decisions: Path | None
    language: Language
    proposed: Sequence[Decision] = ()


def build(request: Request, document: Document, source: DocumentSource, schema: Schema) -> Result:
    """Everything a document says, and what is to be said of it.

    Raises:
        InputError: the document has no text, or no table that the schema knows.
        LedgerError: the ledger no longer fits the document.
    """
    extraction = extract(document.pages, schema)
    pages, wording, tables = extraction.pages, extraction.wording, extraction.tables
    check_readable(request.pdf, document, pages, tables, schema)
    name = find_name(tables, source.known.title or "", schema)
    printed = printed_records(tables.tables, schema, wording)
    ledger = request.decisions or Path()
    decisions = load_decisions(ledger, schema) if request.decisions else []
    decisions += request.proposed
    corrected = apply_corrections(printed.text, decisions, schema, ledger)
    records = read_records(printed, corrected.text, schema, name.name)
    items = collect_items(tables, printed.sources, name, schema, wording)
    findings = [
        *tables.findings,
        *printed.findings,
        *record_findings(records, printed, tables, schema),
        *evidence_findings(items, document.pages, schema),
        *document_findings(name.name, document, schema),
    ]
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
        findings=accept_findings(order_findings(findings, schema), decisions, schema, ledger),
        items=items,
        cross_tables=cross_tables(records, schema),
    )


def document_findings(name: str, document: Document, schema: Schema) -> list[Finding]:
    """What is to say of the document as a whole."""
    findings = [Finding(check="pdf-remark", value=remark) for remark in document.remarks]
    if schema.description.document.title and not name:
        findings.append(Finding(check="title-missing"))
    return findings


def check_readable(
    pdf: Path, document: Document, pages: list[PageGrids], tables: Tables, schema: Schema
) -> None:
    """Raise why nothing at all can be read, if so."""
    require_text(pdf, document)
    if not tables.tables:
        check_letters(pdf, document)
    first = next(page.number for page in document.pages if page.words)
    if not any(page.grids for page in pages):
        raise InputError(
            "no-table",
            f"{pdf} has text (from page {first} on) but no table with ruled borders: check that it "
            "is the right document, or print it again with borders.",
        )
    if not tables.tables:
        page = next(page.page for page in pages if page.grids)
        raise InputError(
            "no-known-table",
            f"{pdf} has a table on page {page}, but none with the headings in {schema.folder}: "
            "check that it is the right document, or add its headings there.",
        )


def check_letters(pdf: Path, document: Document) -> None:
    """Raise where the letters of a document without a known table cannot be read."""
    for page in document.pages:
        word = next((word for word in page.words if is_unreadable(word.text)), None)
        if word is not None:
            raise InputError(
                "text-unreadable",
                f"{pdf} has no table that can be read, and on page {page.number} text in a font "
                f"that does not say which letters it draws (“{word.text}”): print the source "
                "again with its fonts embedded, or run text recognition on it.",
            )
