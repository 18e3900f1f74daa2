"""Reads documents in the test's own process, where many are read or their steps are wanted."""

from __future__ import annotations

from pathlib import Path

from pipeline.build import Request, build
from pipeline.document import Document
from pipeline.findings import Finding
from pipeline.isolation import PageReader
from pipeline.result import Result
from pipeline.schema import Schema
from pipeline.schema_checks import checked_schema
from pipeline.source_file import load_source
from tests.support import SCHEMAS

SCHEMA = checked_schema(SCHEMAS)
# What a finding says and where: check, service, field, cell, page.
Place = tuple[str, str, str, str, int | None]


def read_document(pdf: Path) -> Document:
    """The pages of a PDF."""
    return PageReader(pdf).document()


def read(pdf: Path, schema: Schema = SCHEMA, document: Document | None = None) -> Result:
    """All that is read from a PDF, without its ledger.

    Args:
        pdf: the document.
        schema: how to read it.
        document: its pages, where they are not to be read anew.
    """
    request = Request(pdf, None, "en")
    return build(request, document or read_document(pdf), load_source(pdf), schema)


def place_of(finding: Finding) -> Place:
    """What a finding says, and where."""
    return finding.check, finding.service_id, finding.field, finding.cell_ref, finding.page
