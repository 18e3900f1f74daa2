"""A document as a whole: whether it can be read at all, and what is to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.checks.tolerances import UNREADABLE_SHARE_OF_WORDS
from pipeline.errors import InputError
from pipeline.finding import Finding, Position
from pipeline.grids.model import PageGrids
from pipeline.inputs.beside import is_spreadsheet
from pipeline.pages.model import Document, Fault, FaultKind
from pipeline.records.document_name import FoundName, other_titles
from pipeline.schema.model import Schema
from pipeline.schema.packaged import place_for_headings, schemas_in_words
from pipeline.tables.model import Tables
from pipeline.text.strings import is_unreadable

# Faults that are told with all the pages that have them.
FAULTS_OF_PAGES: tuple[FaultKind, ...] = ("page-box-mended", "page-read-once")


def require_text(pdf: Path, document: Document) -> None:
    """Raise where a document has no text at all."""
    if any(page.words or page.slanted for page in document.pages):
        return
    if is_spreadsheet(pdf):
        raise InputError(
            "no-text",
            f"{pdf} has no text in any cell that shows: unhide what is hidden, or ask for the "
            "original.",
        )
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


def document_findings(
    name: FoundName, tables: Tables, document: Document, schema: Schema
) -> list[Finding]:
    """What is to say of the document as a whole.

    Args:
        name: who it is about.
        tables: has the lines outside the tables, in which others may be named too.
        document: the document.
        schema: the schema.
    """
    findings = [Finding(check="pdf-remark", value=remark) for remark in document.remarks]
    findings += fault_findings(document.faults)
    if schema.description.document.title and not name.name:
        findings.append(Finding(check="title-missing"))
    for other in other_titles(tables, name, schema):
        findings.append(
            Finding(
                check="name-doubled",
                page=other.page,
                value=other.text,
                position=Position.of_page(other.page),
                details={"page": str(other.page), "name": name.name, "other": other.name},
            )
        )
    return findings


def fault_findings(faults: Sequence[Fault]) -> Iterator[Finding]:
    """What is to say of what is broken in a file that was read all the same.

    What parts of the file it is about is told once for each; what pages, together.
    """
    pages: dict[FaultKind, list[int]] = {}
    for fault in faults:
        if fault.kind in FAULTS_OF_PAGES and fault.page is not None:
            pages.setdefault(fault.kind, []).append(fault.page)
        else:
            yield Finding(check=fault.kind, page=fault.page, value=fault.detail)
    for kind, numbers in pages.items():
        details = {"pages": ", ".join(map(str, sorted(set(numbers))))}
        yield Finding(check=kind, page=min(numbers), details=details)


def check_readable(
    pdf: Path, document: Document, pages: list[PageGrids], tables: Tables, schema: Schema
) -> None:
    """Raise why nothing at all can be read, if so."""
    require_text(pdf, document)
    if not tables.tables:
        check_letters(pdf, document, pages)
    if not any(page.grids for page in pages):
        first = next(page.number for page in document.pages if page.words or page.slanted)
        again = "" if document.is_spreadsheet else ", or print it again with borders"
        raise InputError(
            "no-table",
            f"{pdf} has text (from {page_named(first, document)} on) but nothing that looks "
            f"like a table: check that it is the right document{again}.",
        )
    if not tables.tables:
        page = next(page.page for page in pages if page.grids)
        raise InputError(
            "no-known-table",
            f"{pdf} has a table on {page_named(page, document)}, but none with the headings in "
            f"{schemas_in_words(schema.folder)}: check that it is the right document, or add its "
            f"headings {place_for_headings(schema.folder)}.",
        )


def page_named(number: int, document: Document) -> str:
    """A page in a sentence; of a spreadsheet, its sheet."""
    names = {page.number: page.sheet.name for page in document.pages if page.sheet is not None}
    return f"the sheet {names[number]}" if number in names else f"page {number}"


def check_letters(pdf: Path, document: Document, pages: Sequence[PageGrids]) -> None:
    """Raise where no table is known because the letters of the document cannot be read.

    Some words in a font of symbols are no reason for that, unless they are many among all words,
    or among the headings of tables.

    Args:
        pdf: what to call the document.
        document: one without a known table.
        pages: its grids.
    """
    words = [
        (page.number, word.text) for page in document.pages for word in (*page.words, *page.slanted)
    ]
    headings = list(headings_of_grids(pages))
    if are_often_unreadable(words) or are_often_unreadable(headings):
        page, text = next(one for one in (*words, *headings) if is_unreadable(one[1]))
        raise InputError(
            "text-unreadable",
            f"{pdf} has no table that can be read, and on {page_named(page, document)} text "
            f"in a font that does not say which letters it draws (“{text}”): print the source "
            "again with its fonts embedded, or run text recognition on it.",
        )


def are_often_unreadable(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether so many of some texts cannot be read that no table may be known for it."""
    unread = sum(is_unreadable(text) for _, text in texts)
    return unread > 0 and unread >= UNREADABLE_SHARE_OF_WORDS * len(texts)


def headings_of_grids(pages: Sequence[PageGrids]) -> Iterator[tuple[int, str]]:
    """The words in the first rows of grids, which name their columns, with their pages."""
    for grid in (grid for page in pages for grid in page.grids):
        for row in range(1 if grid.heading_rows is None else grid.heading_rows):
            for cell in grid.row_of_own(row):
                yield from ((grid.page, word.text) for line in cell.lines for word in line.words)
