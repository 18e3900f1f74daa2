"""Findings: what a person must know about a value, with one identity everywhere."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.schema.check import SEVERITIES, Severity
from pipeline.schema.model import Language, Schema

# Enough that two of some thousand findings hardly ever share one (2 ** 40 values).
ID_LENGTH = 10
ACCEPTED = "accepted"
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Args:
        check: name of the check.
        service_id: key of the record, if it is about one.
        field: field, if it is about one.
        page: page of the PDF.
        cell_ref: the cell, empty cells included.
        value: the text as printed.
        position: place in the document (table, row, column), for the order alone.
        details: further words for the message.
        count: how often the same finding was made.
        status: open, or accepted by the ledger.
    """

    check: str
    service_id: str = ""
    field: str = ""
    page: int | None = None
    cell_ref: str = ""
    value: str = ""
    position: tuple[int, ...] = ()
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    count: int = 1
    status: str = OPEN

    @property
    def finding_id(self) -> str:
        """Short hash of check, record, field and value; never of a position."""
        identity = "\x1f".join((self.check, self.service_id, self.field, self.value))
        return hashlib.sha256(identity.encode("utf-8")).hexdigest()[:ID_LENGTH]

    def severity(self, schema: Schema) -> Severity:
        """The severity that the schema gives the check."""
        return schema.check(self.check).severity

    def message(self, schema: Schema, language: Language) -> str:
        """What is wrong, as one sentence."""
        text = self.filled(schema.labels.checks[self.check].message[language], schema, language)
        return f"{text} (×{self.count})" if self.count > 1 else text

    def advice(self, schema: Schema, language: Language) -> str:
        """What to do next, as one sentence."""
        return self.filled(schema.labels.checks[self.check].advice[language], schema, language)

    def filled(self, template: str, schema: Schema, language: Language) -> str:
        """A sentence with its value, field and details put in."""
        named = schema.labels.fields.get(self.field, {}).get(language, self.field)
        return template.format_map({"value": self.value, "field": named, **self.details})


def order_findings(findings: Iterable[Finding], schema: Schema) -> list[Finding]:
    """Findings worst first, then in document order; identical ones as one, with a count."""
    merged: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: sort_key(f, schema)):
        known = merged.get(finding.finding_id)
        if known is None:
            merged[finding.finding_id] = finding
        else:
            merged[finding.finding_id] = replace(
                known,
                count=known.count + finding.count,
                details=merge_details(known.details, finding.details),
            )
    return list(merged.values())


def merge_details(details: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The details of two findings that are one; where they differ, both."""
    both = dict(details)
    for name, value in others.items():
        if value not in both.get(name, "").split(", "):
            both[name] = f"{both[name]}, {value}" if name in both else value
    return both


def sort_key(finding: Finding, schema: Schema) -> tuple[object, ...]:
    """Worst first, then document order, then by name so that the order is always the same."""
    severity = SEVERITIES.index(finding.severity(schema))
    return severity, finding.position, finding.check, finding.service_id, finding.value


def count_open(findings: Iterable[Finding], schema: Schema) -> dict[Severity, int]:
    """How many findings of each severity nobody has accepted."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        if finding.status == OPEN:
            counts[finding.severity(schema)] += 1
    return counts
