"""A file of decisions, such as a review page gives, → the decisions in it.

Its columns are those of a ledger, with or without the hash of the document that was decided on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LedgerError
from pipeline.inputs.ledger import (
    COLUMNS_OF_LEDGER,
    SOURCE_COLUMN,
    Decision,
    ledger_header,
    read_decision,
)
from pipeline.schema.model import Schema
from pipeline.system.regular_files import LEDGER_LIMIT
from pipeline.text.edited_csv import read_edited_csv


@dataclass(frozen=True)
class DecisionsFile:
    """What a file of decisions holds.

    Args:
        path: the file.
        decisions: those of its lines that are as they must be.
        refused: what is wrong with the others.
        sources: the hashes of the documents that were decided on, as far as it has them.
    """

    path: Path
    decisions: list[Decision]
    refused: list[LedgerError]
    sources: frozenset[str]


def load_decisions_file(path: Path, schema: Schema) -> DecisionsFile:
    """The decisions of a file; one line that is not as it must be keeps no other one out.

    Raises:
        LedgerError: the file cannot be read, has other columns, or no lines.
    """
    header = ledger_header(schema)
    file = read_edited_csv(
        *(path, header, LEDGER_LIMIT, LedgerError, [SOURCE_COLUMN]),
        advice="name the file that the review page gave",
    )
    if not file.rows:
        raise LedgerError(f"{path}: holds no decision: decide on the review page, and save again.")
    decisions, refused, sources = [], [], set()
    for line, row in file.rows:
        try:
            decisions.append(read_decision(f"{path} line {line}", line, row, file.columns))
        except LedgerError as error:
            refused.append(error)
        else:
            sources |= {hash_.strip().lower() for hash_ in row[COLUMNS_OF_LEDGER:]}
    return DecisionsFile(path, decisions, refused, frozenset(sources - {""}))
