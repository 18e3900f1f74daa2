"""Reads documents in the test's own process, where many are read or single steps are wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.build import Request, build
from pipeline.checks.values import record_findings
from pipeline.extraction import extract
from pipeline.finding import Finding
from pipeline.inputs.source import load_source
from pipeline.outputs.result import Result
from pipeline.pages.model import Document
from pipeline.records.document_name import find_name
from pipeline.records.model import Printed, Records
from pipeline.records.printed import printed_records
from pipeline.records.read import read_records
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.tables.model import Tables
from tests.support.command_line import SCHEMAS
from tests.support.pages import STORE

SCHEMA = load_checked_schema(SCHEMAS)
# What a finding says and where: check, service, field, cell, page.
Place = tuple[str, str, str, str, int | None]


def read_document(pdf: Path) -> Document:
    """The pages of a PDF."""
    return STORE.document(pdf)


def read(pdf: Path, document: Document, schema: Schema = SCHEMA) -> Result:
    """All that is read from the pages of a PDF, without its ledger."""
    return build(Request(pdf, None, "en"), document, load_source(pdf, document.sha256), schema)


@dataclass(frozen=True)
class Steps:
    """What the steps of a build make of an appendix, up to its records as printed."""

    document: Document
    tables: Tables
    printed: Printed
    name: str

    def records(self, text: pd.DataFrame) -> Records:
        """The records, read from a text for each cell."""
        return read_records(self.printed, text, SCHEMA, self.name)

    def findings(self, records: Records) -> list[Finding]:
        """What the checks of records find."""
        return record_findings(records, self.printed, self.tables, SCHEMA, self.name)


def steps(document: Document) -> Steps:
    """The steps of a build, as the build takes them."""
    extraction = extract(document.pages, SCHEMA)
    tables = extraction.tables
    printed = printed_records(tables.tables, SCHEMA, extraction.wording)
    return Steps(document, tables, printed, find_name(tables, "", SCHEMA).name)


def places(findings: Iterable[Finding]) -> set[Place]:
    """What findings say, and where."""
    return {(f.check, f.key, f.field, f.cell_ref, f.page) for f in findings}


def at(check: str, service: str, field: str, page: int) -> Place:
    """A finding in a cell of a service."""
    return check, service, field, f"{service}/{field}", page
