"""Two outputs of one document → what changed between them, in substance and otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.compare.across import across_of
from pipeline.compare.changes import Change, Comparison, changed_values
from pipeline.compare.findings import (
    correction_changes,
    findings_by_state,
    findings_of,
    moved_findings,
    severity_changes,
    stale_decisions,
)
from pipeline.compare.kinds import CELL_COLUMN, are_across, without_nature
from pipeline.compare.records import (
    by_key,
    field_changes,
    list_changes,
    moved_keys,
    name_record,
    renamings,
)
from pipeline.compare.texts import EMPTY_CELLS, places_of, text_changes
from pipeline.outputs.written import CsvRow, Output
from pipeline.schema.model import Schema

# What a report says of the file that was read, besides what that says itself.
SOURCE_FILE = {"file": "file name", "sha256": "SHA-256", "pages": "pages of the PDF"}
# What is counted without being of substance.
COUNTED_ASIDES = {
    "cells": "cells in other places",
    "findings": "findings with another page, cell or wording",
}
# What a finding says besides what it is about.
FINDING_WORDS = ("page", CELL_COLUMN, "cell_ref", "message", "advice")


def compare_documents(
    name: str, old: Output | None, new: Output | None, schema: Schema
) -> Comparison:
    """What changed between two outputs of a document.

    Args:
        name: the document.
        old: the old output, if there is one.
        new: the new output, if there is one.
        schema: says which file holds the records, and what its columns are.

    Raises:
        InputError: a file is missing or cannot be read.
    """
    if old is None or new is None:
        return Comparison(name, only_in="new" if old is None else "old")
    comparison = compare_outputs(name, old, new, schema)
    if comparison.is_different or comparison.asides or comparison.across:
        return comparison
    reworded = [f"worded otherwise: {file}" for file in differing_files(old, new)]
    return replace(comparison, asides=reworded)


def compare_outputs(name: str, old: Output, new: Output, schema: Schema) -> Comparison:
    """What changed between two outputs, apart from the wording of other files."""
    key = schema.record.key
    before, after = by_key(old, schema), by_key(new, schema)
    renamed = renamings(before, after, schema)
    pairs = {key: key for key in before if key in after}
    pairs |= {pair.old.key: pair.new.key for pair in renamed}
    fields = [
        *field_changes(before, after, pairs, schema),
        *list_changes(old, new, pairs, schema),
    ]
    states = findings_by_state(old, new)
    across = across_of(old, new, (before, after), fields, schema)
    kept = without_nature if across else list
    return Comparison(
        name,
        across=across,
        document=document_changes(old, new),
        files=kept(file_changes(old, new)),
        added=[name_record(key, after, schema) for key in after if key not in before],
        removed=[name_record(key, before, schema) for key in before if key not in after],
        renamed=renamed,
        fields=fields,
        reordered=[
            name_record(key, after, schema) for key in moved_keys(list(before), list(after))
        ],
        counts=kept(count_changes(old, new, schema)),
        texts=text_changes(old, new, pairs, {(c.where, c.what) for c in fields}, schema),
        findings=states,
        severities=severity_changes(old, new),
        moved_findings=moved_findings(states, renamed, key),
        decisions=list(correction_changes(old, new, key)),
        stale=stale_decisions(old, new, states, key),
        asides=asides_of(old, new, (before, after), pairs, schema),
    )


def differing_files(old: Output, new: Output) -> list[str]:
    """The text files that are not the same in both."""
    names = sorted(old.files.keys() | new.files.keys())
    return [name for name in names if old.files.get(name) != new.files.get(name)]


def file_changes(old: Output, new: Output) -> Iterator[Change]:
    """CSV files that only one output has, and columns that a file lost or got.

    That one of them does not have the places of empty cells is not of substance.
    """
    names = sorted(name for name in old.files.keys() | new.files.keys() if name.endswith(".csv"))
    for name in names:
        have = [name if name in output.files else "" for output in (old, new)]
        if not all(have):
            if name != f"{EMPTY_CELLS}.csv":
                yield Change(name, "file", *have)
            continue
        before, after = (output.columns(name.removesuffix(".csv")) for output in (old, new))
        for column in dict.fromkeys([*before, *after]):
            if (column in before) != (column in after):
                have = [column if column in columns else "" for columns in (before, after)]
                yield Change(name, "column", *have)


def document_changes(old: Output, new: Output) -> list[Change]:
    """What the reports say otherwise of the document as a whole."""
    before, after = (
        {**output.report["source"], "usable": output.report["usable"]} for output in (old, new)
    )
    names = [n for n in dict.fromkeys([*before, *after]) if n not in SOURCE_FILE]
    if are_across(old, new):
        names = [name for name in names if name in before and name in after]
    return [
        Change(
            "document",
            name,
            report_value_text(before.get(name)),
            report_value_text(after.get(name)),
        )
        for name in names
        if before.get(name) != after.get(name)
    ]


def report_value_text(value: object) -> str:
    """A value of a report as text."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def count_changes(old: Output, new: Output, schema: Schema) -> list[Change]:
    """Changed numbers of the cross-tabulations and of the reconciliation."""
    changes: list[Change] = []
    for cross in schema.description.cross_tabulations:
        if not all(f"{cross.name}.csv" in output.files for output in (old, new)):
            continue
        before, after = (counts_of(output, cross.name) for output in (old, new))
        changes += changed_values(cross.name, before, after)
    before, after = (reconciliation_numbers(output) for output in (old, new))
    return [*changes, *changed_values("reconciliation", before, after)]


def counts_of(output: Output, file: str) -> dict[str, str]:
    """The numbers of a cross-tabulation by row and column."""
    resources = {resource["name"]: resource for resource in output.descriptor["resources"]}
    key = resources[file]["schema"]["primaryKey"]
    return {
        f"{' / '.join(row[name] for name in key)} × {column}": number
        for row in output.rows(file)
        for column, number in row.items()
        if column not in key
    }


def reconciliation_numbers(output: Output) -> dict[str, str]:
    """The numbers of the reconciliation by kind and fate."""
    return {
        f"{line['kind']} × {name}": str(number)
        for line in output.report["reconciliation"]
        for name, number in line.items()
        if name != "kind"
    }


def asides_of(
    old: Output,
    new: Output,
    records: tuple[Mapping[str, CsvRow], Mapping[str, CsvRow]],
    pairs: Mapping[str, str],
    schema: Schema,
) -> list[str]:
    """What changed without being of substance, a sentence each.

    Args:
        old: the old output.
        new: the new output.
        records: the old and the new records by key.
        pairs: new keys of the records that both have, by their old ones.
        schema: names the records and the column of pages.
    """
    if are_across(old, new):
        return []
    words = {"records": f"{schema.record.name} on other pages", **COUNTED_ASIDES}
    counted = counted_asides(old, new, records, pairs, schema)
    asides = [f"{words[name]}: {number}" for name, number in counted.items()]
    having = [f"{EMPTY_CELLS}.csv" in output.files for output in (old, new)]
    if having[0] != having[1]:
        asides.append(f"{EMPTY_CELLS}.csv: only in the {'old' if having[0] else 'new'} output")
    changed = source_changes(old, new)
    return asides + [f"{SOURCE_FILE[c.what]}: {c.old} → {c.new}" for c in changed]


def counted_asides(
    old: Output,
    new: Output,
    records: tuple[Mapping[str, CsvRow], Mapping[str, CsvRow]],
    pairs: Mapping[str, str],
    schema: Schema,
) -> dict[str, int]:
    """How many records, cells and findings changed without anything of substance, if any did.

    Args:
        old: the old output.
        new: the new output.
        records: the old and the new records by key.
        pairs: new keys of the records that both have, by their old ones.
        schema: names the column of pages.
    """
    before, after = records
    pages = schema.record.pages_field
    on_other_pages = sum(before[o].get(pages) != after[n].get(pages) for o, n in pairs.items())
    places, new_places = (places_of(output) for output in (old, new))
    elsewhere = sum(ref in new_places and new_places[ref] != p for ref, p in places.items())
    findings, new_findings = findings_of(old), findings_of(new)
    told_otherwise = sum(
        any(new_findings[i].get(name) != finding.get(name) for name in FINDING_WORDS)
        for i, finding in findings.items()
        if i in new_findings
    )
    numbers = {"records": on_other_pages, "cells": elsewhere, "findings": told_otherwise}
    return {name: number for name, number in numbers.items() if number}


def source_changes(old: Output, new: Output) -> list[Change]:
    """What the reports say otherwise of the file that was read."""
    source, new_source = (output.report["source"] for output in (old, new))
    return [
        Change("source", name, str(source.get(name)), str(new_source.get(name)))
        for name in SOURCE_FILE
        if source.get(name) != new_source.get(name)
    ]
