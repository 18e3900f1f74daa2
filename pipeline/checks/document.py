"""A document as a whole: whether it can be read at all, and what is to say of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.finding import Finding
from pipeline.grids.model import PageGrids
from pipeline.pdf.model import Document
from pipeline.schema.model import Schema
from pipeline.schema.packaged import place_for_headings, schemas_in_words
from pipeline.tables.model import Tables
from pipeline.text.strings import is_unreadable


def require_text(pdf: Path, document: Document) -> None:
    """Raise where a document has no text at all."""
    if any(page.words for page in document.pages):
        return
    hidden = [page.number for page in document.pages if page.aside]
    if hidden:
        raise InputError(
            "no-text",
            f"{pdf} has text (from page {hidden[0]} on), but none of it shows on the pages: ask "
            "for the original, or print what you see again and run text recognition on it.",
        )
    raise InputError(
        "no-text",
        f"{pdf} has no text on its {len(document.pages)} pages, perhaps a scan: ask for the "
        "original, or run text recognition on it first.",
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
            f"{pdf} has text (from page {first} on) but nothing that looks like a table: check "
            "that it is the right document, or print it again with borders.",
        )
    if not tables.tables:
        page = next(page.page for page in pages if page.grids)
        raise InputError(
            "no-known-table",
            f"{pdf} has a table on page {page}, but none with the headings in "
            f"{schemas_in_words(schema.folder)}: check that it is the right document, or add its "
            f"headings {place_for_headings(schema.folder)}.",
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
