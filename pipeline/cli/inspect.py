"""The command `inspect`: a document looked at, and drawn or drafted where asked for."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from pipeline.checks.document import require_text
from pipeline.errors import InputError
from pipeline.extraction import extract
from pipeline.grids.model import PageGrids
from pipeline.inspect.as_text import facts_text
from pipeline.inspect.draft import require_empty, write_draft
from pipeline.inspect.drafted import join_by_draft, readings_by_draft
from pipeline.inspect.facts import inspect_document, with_unknown_grids
from pipeline.inspect.pictures import marks_of
from pipeline.inspect.proposal import ProposedTable, propose_tables
from pipeline.outputs.writing import write_all
from pipeline.pdf.drawing import draw_pages
from pipeline.pdf.model import Document
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema


def show_document(pdf: Path, document: Document, options: Namespace) -> None:
    """Print what a document holds; draw its pages and draft a schema where asked for.

    Raises:
        InputError: the document has no text.
        SchemaError: the schemas folder is not as it must be.
        OutputError: a picture or the draft cannot be written.
    """
    schema = load_checked_schema(options.schemas)
    if options.draft_schema:
        require_empty(options.draft_schema)
    require_text(pdf, document)
    extraction = extract(document.pages, schema)
    pages, tables = extraction.pages, extraction.tables
    strange = with_unknown_grids(tables, pages)
    unknown = join_by_draft(strange, propose_for(strange, schema), schema).tables
    facts = inspect_document(document, pages, tables, unknown, schema)
    if options.images:
        marked = [
            marks_of(page, grids)
            for page, grids in zip(document.pages, pages, strict=True)
            if page.words or grids.grids
        ]
        write_all(options.images, draw_pages(pdf, marked, options.time_limit, options.debug))
    if options.draft_schema:
        proposed = propose_for(pages, schema)
        if not proposed:
            raise InputError(
                "no-table",
                f"{pdf} has text but nothing that looks like a table, and nothing under headings "
                f"that {schema.folder} knows: print it again with borders, or write its headings "
                "into a schemas folder.",
            )
        readings = readings_by_draft(pages, proposed, schema)
        write_draft(options.draft_schema, proposed, schema, readings)
    if options.json:
        print(json.dumps({"file": pdf.name, **facts}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(facts_text(pdf.name, facts)))


def propose_for(pages: Sequence[PageGrids], schema: Schema) -> list[ProposedTable]:
    """The tables that the grids of pages seem to make."""
    grids = [grid for page in pages for grid in page.grids]
    return propose_tables(grids, schema.description.conjunctions)
