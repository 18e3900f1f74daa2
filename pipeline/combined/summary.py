"""What the documents have in common and what only some of them have, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.combined.model import Combined, CommonName, Part
from pipeline.finding import OPEN
from pipeline.schema.together_consistency import common_column


@dataclass(frozen=True, slots=True)
class SharedFinding:
    """Open findings that several documents have of one kind.

    Args:
        check: the check that found them.
        severity: of the check.
        field: the field they are about; empty where they are about none.
        name: code of the common name of their records; empty where they are about none, or where
            there are no common names.
        documents: those that have some, by name.
        count: how many there are.
    """

    check: str
    severity: str
    field: str
    name: str
    documents: tuple[str, ...]
    count: int


def shared_findings(combined: Combined) -> list[SharedFinding]:
    """Open findings that two documents or more share, those of most documents first."""
    schema = combined.schema
    document, key = schema.description.combined.document_field, schema.record.key
    codes = common_codes(combined)
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in combined.tables["findings"].to_dict("records"):
        if row["status"] == OPEN:
            name = codes.get((row[document], row[key]), "")
            kind = (row["check"], row["severity"], row["field"], name)
            found.setdefault(kind, []).append(row[document])
    shared = [
        SharedFinding(*kind, tuple(sorted(set(documents))), len(documents))
        for kind, documents in found.items()
        if len(set(documents)) > 1
    ]
    return sorted(shared, key=lambda one: (-len(one.documents), one.check, one.field, one.name))


def common_codes(combined: Combined) -> dict[tuple[str, str], str]:
    """The code of each record's common name, by document and key; none where there are none."""
    if not combined.names:
        return {}
    schema = combined.schema
    frame = combined.tables[schema.record.name]
    columns = (schema.description.combined.document_field, schema.record.key, common_column(schema))
    return {
        (document, key): code
        for document, key, code in zip(*(frame[name] for name in columns), strict=True)
    }


def names_of_some(combined: Combined) -> list[CommonName]:
    """The common names that some usable documents have, and not all."""
    count = len(combined.usable)
    return [name for name in combined.names if 0 < len(name.records) < count]


def documents_of_one_area(parts: Sequence[Part]) -> dict[str, list[str]]:
    """What several documents are about, each with their names."""
    found: dict[str, list[str]] = {}
    for part in parts:
        if part.area:
            found.setdefault(part.area, []).append(part.name)
    return {area: names for area, names in sorted(found.items()) if len(names) > 1}
