"""Comparisons as Markdown for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from pipeline.compare.changes import (
    OF_SUBSTANCE,
    STATES,
    Across,
    Change,
    Comparison,
    Named,
    ReportedFinding,
)
from pipeline.compare.kinds import CELL_COLUMN
from pipeline.compare.wording import InWords
from pipeline.outputs.report import escape_markdown, markdown_table
from pipeline.schema.check import SEVERITIES
from pipeline.schema.model import Language, Schema

# Stands for no value at all.
NOTHING = "–"


def comparison_markdown(
    comparisons: Sequence[Comparison], schema: Schema, language: Language
) -> str:
    """What changed, document by document; nothing where nothing did.

    Args:
        comparisons: of the documents.
        schema: has the labels of codes and fields.
        language: of the labels, and of the messages of findings.
    """
    words = InWords(schema, language)
    parts = [lines for c in comparisons if (lines := list(document_lines(c, words)))]
    return "\n".join(line for lines in parts for line in lines).rstrip()


def document_lines(comparison: Comparison, words: InWords) -> Iterator[str]:
    """What changed in one document."""
    if not (comparison.is_different or comparison.asides or comparison.across):
        return
    yield from (f"# {escape_markdown(comparison.name)}", "")
    if comparison.across:
        yield from (across_line(comparison.across, words), "")
    if comparison.only_in:
        gone = "added: only the new outputs have it" if comparison.only_in == "new" else ""
        yield from (f"The document was {gone or 'removed: only the old outputs have it'}.", "")
    document = list(words.document_changes(comparison.document))
    yield from changes_table("Document", document, ("", "what", "old", "new"))
    yield from changes_table("Files", comparison.files, ("file", "what", "old", "new"))
    yield from record_lines(comparison, words)
    counts = list(words.count_changes(comparison.counts))
    yield from changes_table("Numbers", counts, ("table", "number", "old", "new"))
    yield from changes_table(
        "Printed text, read as before", comparison.texts, ("cell", "", "old", "new")
    )
    yield from finding_lines(comparison, words)
    yield from decision_lines(comparison, words)
    if comparison.asides:
        yield from (f"Not of substance: {escape_markdown('; '.join(comparison.asides))}.", "")


def across_line(across: Across, words: InWords) -> str:
    """How many records a spreadsheet and a PDF share, as a sentence."""
    files = {name: escape_markdown(getattr(across, name)) for name in ("pdf", "spreadsheet")}
    where = "pages in {pdf}, cells in {spreadsheet}".format(**files)
    record, same = words.schema.record.name, across.same + across.by_ledger
    if across.is_whole:
        said = f"All {same} {record} are the same; only where they stand differs: {where}."
    else:
        old, new = (escape_markdown(file) for file in (across.old_file, across.new_file))
        said = (
            f"Of the {across.old_records} {record} of {old} and the {across.new_records} of {new}, "
            f"{same} are the same; only where these stand differs: {where}."
        )
    if not across.by_ledger:
        return said
    return f"{said} Of these, corrected by one ledger alone: {across.by_ledger}."


def changes_table(title: str, listed: Sequence[Change], header: Sequence[str]) -> Iterator[str]:
    """A table of changes; columns without a heading are left out."""
    if not listed:
        return
    yield from (f"## {title}", "")
    rows = []
    for change in listed:
        cells = (change.where, change.what, change.old or NOTHING, change.new or NOTHING)
        rows.append([cell for cell, name in zip(cells, header, strict=True) if name])
    yield from (*markdown_table([name for name in header if name], rows), "")


def record_lines(comparison: Comparison, words: InWords) -> Iterator[str]:
    """Records added, removed, perhaps renamed, changed, and in another order."""
    record = words.schema.record
    listed = (
        ("added", comparison.added),
        ("removed", comparison.removed),
        ("in another order", comparison.reordered),
    )
    for what, names in listed:
        if names:
            yield from (f"## {record.name.capitalize()} {what}", "")
            yield from (*(named_line(named) for named in names), "")
    if comparison.renamed:
        yield from (f"## {record.name.capitalize()} renamed, perhaps", "")
        yield from ("Gone and come at the same place with nearly the same name: see which.", "")
        for pair in comparison.renamed:
            yield f"- {named_line(pair.old)[2:]} → {named_line(pair.new)[2:]}"
        yield ""
    title = f"Fields of {record.name} changed"
    fields = list(words.field_changes(comparison.fields))
    yield from changes_table(title, fields, (words.field(record.key), "field", "old", "new"))


def named_line(named: Named) -> str:
    """A record by key and name."""
    return f"- `{named.key}` “{escape_markdown(named.name)}”"


def finding_lines(comparison: Comparison, words: InWords) -> Iterator[str]:
    """How many findings are new, fixed and so on, and which."""
    if not comparison.is_different or comparison.only_in:
        return
    states = comparison.findings
    rows = []
    for state in (state for state in STATES if states[state]):
        counts = [sum(f["severity"] == severity for f in states[state]) for severity in SEVERITIES]
        rows.append([state, *counts])
    if rows:
        severities = [words.word(severity).lower() for severity in SEVERITIES]
        yield from ("## Findings", "", *markdown_table(["", *severities], rows), "")
    old_ids = {new: old for old, new in comparison.moved_findings.items()}
    for state in (state for state in OF_SUBSTANCE if states[state]):
        yield from (f"### {state.capitalize()}", "")
        for finding in states[state]:
            yield changed_finding_line(finding, words, old_ids.get(finding["finding_id"], ""))
        yield ""
    if states["still open"]:
        yield from ("### Still open", "")
        yield from (", ".join(f"`{f['finding_id']}`" for f in states["still open"]), "")
    changed = list(words.severity_changes(comparison.severities))
    yield from changes_table("Findings changed", changed, ("finding", "what", "old", "new"))


def changed_finding_line(finding: ReportedFinding, words: InWords, old_id: str) -> str:
    """A finding on one line, and the one it would be without a renaming."""
    parts = [f"`{finding['finding_id']}`", f"**{finding['check']}**"]
    parts.append(words.word(finding["severity"]).lower())
    if finding[words.schema.record.key]:
        parts.append(f"`{finding[words.schema.record.key]}`")
    if finding["field"]:
        parts.append(escape_markdown(words.field(finding["field"])))
    if finding.get(CELL_COLUMN):
        parts.append(escape_markdown(str(finding[CELL_COLUMN])))
    elif finding["page"] is not None:
        parts.append(f"{words.word('page').lower()} {finding['page']}")
    moved = f" (`{old_id}` before the renaming)" if old_id else ""
    return f"- {' · '.join(parts)} — {escape_markdown(words.message(finding))}{moved}"


def decision_lines(comparison: Comparison, words: InWords) -> Iterator[str]:
    """Corrections that are new, gone or changed, and decisions that no longer fit."""
    header = ("cell", "what", "old", "new")
    corrections = list(words.correction_changes(comparison.decisions))
    yield from changes_table("Corrections", corrections, header)
    if comparison.stale:
        yield from ("## Decisions that no longer fit", "")
        yield from (
            f"- {escape_markdown(stale.decision)}: {escape_markdown(stale.why)}"
            for stale in comparison.stale
        )
        yield ""


def comparison_json(comparisons: Sequence[Comparison]) -> str:
    """The comparisons for programs."""
    different = any(comparison.is_different for comparison in comparisons)
    documents = [{"different": c.is_different, **asdict(c)} for c in comparisons]
    return json.dumps(
        {"different": different, "documents": documents}, ensure_ascii=False, indent=2
    )
