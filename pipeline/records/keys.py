"""The key of each record, made from its text as printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.finding import Finding
from pipeline.records.model import RecordSource
from pipeline.records.printed_cells import printed_lines
from pipeline.schema.model import Schema
from pipeline.tables.cell_text import CellTexts
from pipeline.text.strings import UNNAMED, join_lines, slug

# Signs that would cut a slug; in a number or code they only separate.
NOT_IN_CODE = re.compile(r"[():]")


def with_keys(
    sources: list[RecordSource], schema: Schema, wording: CellTexts
) -> tuple[list[RecordSource], list[Finding]]:
    """Give each record its key, made from its name, or other fields, as printed.

    Equal keys get the slug of their section appended; what is still equal gets a number, and a
    warning.
    """
    length = schema.record.key_length
    keys = []
    for source in sources:
        prefix = f"{source.table.source.table}." if schema.record.key_prefix else ""
        keys.append(prefix + bare_key(source, schema, wording))
    doubled = {key for key, count in Counter(keys).items() if count > 1}
    keys = [
        f"{key}-{slug(source.section, length)}" if key in doubled and source.section else key
        for key, source in zip(keys, sources, strict=True)
    ]
    taken = set(keys)
    seen: Counter[str] = Counter()
    keyed, findings = [], []
    for key, source in zip(keys, sources, strict=True):
        seen[key] += 1
        unique = key
        if seen[key] > 1:
            while unique in taken:
                unique = f"{key}-{seen[key]}"
                seen[key] += unique in taken
        keyed.append(replace(source, key=unique))
        findings += key_findings(keyed[-1], key, schema, wording)
    return keyed, findings


def bare_key(source: RecordSource, schema: Schema, wording: CellTexts) -> str:
    """A record's key without its table: the slug of its name, or of the fields of the key.

    Of a name the rules of the contract drop brackets and what follows a colon; numbers and
    codes that make a key are kept whole.
    """
    record = schema.record
    if not record.key_from:
        return slug(wording.text(source.cell(record.name_field) or ()), record.key_length)
    lines = (printed_lines(source, field, schema, wording) or () for field in record.key_from)
    texts = (join_lines(own, schema.description.conjunctions) for own in lines)
    return slug(" ".join(NOT_IN_CODE.sub(" ", text) for text in texts), record.key_length)


def key_findings(
    source: RecordSource, wanted: str, schema: Schema, wording: CellTexts
) -> list[Finding]:
    """What is to say about a record's key."""
    field = schema.record.name_field
    finding = Finding(
        check="key-doubled",
        key=source.key,
        field=field,
        page=source.page(field),
        cell_ref=f"{source.key}/{field}",
        value=wording.text(source.cell(field) or ()),
        position=source.position(field),
        details={"wanted": wanted},
    )
    findings = [finding] if source.key != wanted else []
    if bare_key(source, schema, wording) == UNNAMED:
        findings.append(replace(finding, check="key-unnamed"))
    return findings
