"""The command `inspect`: a document looked at, and drawn or drafted where asked for."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.checks.document import require_text
from pipeline.errors import InputError, WrongUsageError
from pipeline.extraction import extract
from pipeline.grids.model import PageGrids
from pipeline.inspect.as_text import facts_text
from pipeline.inspect.draft import require_empty, write_draft
from pipeline.inspect.drafted import join_by_draft, readings_by_draft
from pipeline.inspect.facts import inspect_document, with_unknown_grids
from pipeline.inspect.pictures import marks_of
from pipeline.inspect.proposal import ProposedTable, propose_tables
from pipeline.inspect.readings import ProposedReading
from pipeline.outputs.writing import write_all
from pipeline.pages.model import Document
from pipeline.pdf.drawing import Marks, draw_pages
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.for_sheets import schema_for_sheets
from pipeline.schema.model import Language, Schema
from pipeline.schema.packaged import schemas_in_words
from pipeline.system.bounds import Deadline


@dataclass(frozen=True)
class Inspection:
    """What was found in a document.

    Args:
        facts: what to print.
        marked: what to draw over its pages.
        proposed: the tables of a draft; none where no draft is wanted.
        readings: how its fields may be read.
    """

    facts: dict[str, Any]
    marked: Sequence[Marks]
    proposed: Sequence[ProposedTable]
    readings: Mapping[str, ProposedReading]


def show_document(document: Document, deadline: Deadline, options: Namespace) -> None:
    """Print what a document holds; draw its pages and draft a schema where asked for.

    Args:
        document: its pages as read.
        deadline: which document it is, and until when it must be done.
        options: of the command line.

    Raises:
        InputError: the document has no text, or takes too long.
        WrongUsageError: pictures of a spreadsheet are wanted.
        SchemaError: the schemas folder is not as it must be.
        OutputError: a picture or the draft cannot be written.
    """
    schema, pdf = load_checked_schema(options.schemas), deadline.path
    if document.is_spreadsheet and options.images:
        raise WrongUsageError(
            f"{pdf} is a spreadsheet and has no pages to draw: leave out --images."
        )
    if options.draft_schema:
        require_empty(options.draft_schema)
    require_text(pdf, document)
    seen = deadline.run(lambda: inspect_pages(document, schema, options))
    if options.images:
        read = (document.sha256, deadline, options.debug, document.searched)
        write_all(options.images, draw_pages(pdf, seen.marked, *read))
    if options.draft_schema:
        write_draft(options.draft_schema, seen.proposed, schema, seen.readings)
    if options.json:
        print(json.dumps({"file": pdf.name, **seen.facts}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(facts_text(pdf.name, seen.facts, labels_in(schema, options.lang))))


def inspect_pages(document: Document, schema: Schema, options: Namespace) -> Inspection:
    """What there is to show of a document.

    Raises:
        InputError: a draft is wanted, and there is nothing to make it from.
    """
    if document.is_spreadsheet:
        schema = schema_for_sheets(schema)
    extraction = extract(document.pages, schema)
    pages, tables = extraction.pages, extraction.tables
    strange = with_unknown_grids(tables, pages)
    unknown = join_by_draft(strange, propose_for(strange, schema), schema).tables
    facts = inspect_document(document, pages, tables, unknown, schema, options.lang or "en")
    marked = [
        marks_of(page, grids)
        for page, grids in zip(document.pages, pages, strict=True)
        if page.words or grids.grids
    ]
    with_draft = options.draft_schema is not None
    proposed = propose_for(pages, schema) if with_draft else []
    if with_draft and not proposed:
        raise InputError(
            "no-table",
            f"{options.pdf} has text but nothing that looks like a table, and nothing under "
            f"headings of {schemas_in_words(schema.folder)}: print it again with borders, or write "
            "its headings into a schemas folder.",
        )
    readings = readings_by_draft(pages, proposed, schema) if with_draft else {}
    return Inspection(facts, marked, proposed, readings)


def labels_in(schema: Schema, language: Language | None) -> dict[str, str]:
    """What the tables and fields of a schema are called in a language; nothing without one."""
    if language is None:
        return {}
    tables = schema.vocabularies.get(schema.record.table_vocabulary)
    named = [*schema.labels.fields.items(), *(tables.labels.items() if tables else ())]
    return {name: words[language] for name, words in named}


def propose_for(pages: Sequence[PageGrids], schema: Schema) -> list[ProposedTable]:
    """The tables that the grids of pages seem to make."""
    grids = [grid for page in pages for grid in page.grids]
    return propose_tables(grids, schema.description.conjunctions)
