"""All documents together as validation reports: Markdown for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pipeline.combined.model import Combined, CommonName, Part
from pipeline.combined.summary import (
    SharedFinding,
    documents_of_one_area,
    names_of_some,
    shared_findings,
)
from pipeline.combined.vocabulary_lines import line_of, new_line, proposed_line
from pipeline.outputs.report import code_span, escape_markdown, markdown_table
from pipeline.outputs.report_names import OF_ALL
from pipeline.schema.check import SEVERITIES
from pipeline.schema.model import Language

DOCUMENT_REPORT = "validation.md"
# Between the names of several documents, which may have commas.
BETWEEN_NAMES = "; "


def combined_markdown(combined: Combined, workbook: str) -> str:
    """The report for people: what is missing first.

    Args:
        combined: the documents together.
        workbook: file name of the workbook beside it.
    """
    parts, usable = combined.parts, combined.usable
    complete = "combined_complete" if len(parts) == len(usable) else "combined_incomplete"
    verdict = combined.word(complete).format(usable=len(usable), count=len(parts))
    records = len(combined.tables[combined.schema.record.name])
    lines = [
        f"# {combined.word('combined_report_title')}",
        "",
        f"**{combined.word('verdict')}: {verdict}**",
        "",
        f"- {combined.word('combined_documents')}: {len(parts)}",
        f"- {combined.word('records_in_all')}: {records}",
        f"- {combined.word('workbook')}: [{escape_markdown(workbook)}]({quote(workbook)})",
        *missing_lines(combined),
        *included_lines(combined),
        *shared_lines(combined),
    ]
    if combined.names:
        lines += [*some_lines(combined), *unknown_lines(combined)]
    return "\n".join(lines) + "\n"


def heading(combined: Combined, word: str) -> list[str]:
    """The heading of a section."""
    return ["", f"## {combined.word(word)}", ""]


def report_link(part: Part) -> str:
    """A document as people call it, with a link to its own report where there is one."""
    label = escape_markdown(part.label)
    if part.status not in ("usable", "refused"):
        return label
    return f"[{label}](../{quote(part.name)}/{DOCUMENT_REPORT})"


def missing_lines(combined: Combined) -> Iterator[str]:
    """The documents that are not usable, and why."""
    missing = [part for part in combined.parts if not part.is_usable]
    if not missing:
        return
    yield from heading(combined, "combined_missing")
    yield from (combined.word("combined_missing_note"), "")
    for part in missing:
        status = combined.word(f"part_status_{part.status.replace('-', '_')}")
        reason = escape_markdown(part.reason)
        file = escape_markdown(part.file)
        yield f"- **{report_link(part)}** · {file} · {status} — {reason}"


def included_lines(combined: Combined) -> Iterator[str]:
    """The documents whose records are in the tables, with their open findings."""
    yield from heading(combined, "combined_included")
    if not combined.usable:
        yield combined.word("none")
        return
    words = ("document", "source_file", "source_pages", "records_counted")
    header = [combined.word(word) for word in (*words, "errors", "warnings", "infos")]
    rows: list[list[object]] = [
        [
            report_link(part),
            escape_markdown(part.file),
            part.pages,
            part.records,
            *(part.open_findings[severity] for severity in SEVERITIES),
        ]
        for part in combined.usable
    ]
    yield from linked_table(header, rows)
    for area, names in documents_of_one_area(combined.parts).items():
        said = combined.word("combined_several").format(label=area, names=BETWEEN_NAMES.join(names))
        yield from ("", escape_markdown(said))


def linked_table(header: list[str], rows: list[list[object]]) -> Iterator[str]:
    """A Markdown table whose texts are Markdown already; numbers stand right."""
    yield "| " + " | ".join(header) + " |"
    numeric = [isinstance(value, int) for value in rows[0]]
    yield "| " + " | ".join("---:" if is_number else "---" for is_number in numeric) + " |"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def shared_lines(combined: Combined) -> Iterator[str]:
    """Findings that several documents share."""
    yield from heading(combined, "shared_findings")
    shared = shared_findings(combined)
    if not shared:
        yield combined.word("none")
        return
    yield from (combined.word("shared_findings_note"), "")
    labels = {name.code: name.label(combined.language) for name in combined.names}
    words = ["check", *(["common_name"] if labels else []), "field"]
    header = [combined.word(word) for word in (*words, "combined_documents", "combined_where")]
    rows = []
    for one in shared:
        named = [labels.get(one.name, "–")] if labels else []
        where = labels_of_documents(one.documents, combined)
        field = field_label(one, combined)
        rows.append([one.check, *named, field, len(one.documents), where])
    yield from markdown_table(header, rows)


def field_label(finding: SharedFinding, combined: Combined) -> str:
    """The field that findings are about, as people read it."""
    if not finding.field:
        return "–"
    known = combined.schema.labels.fields.get(finding.field)
    return known[combined.language] if known else finding.field


def labels_of_documents(documents: Iterable[str], combined: Combined) -> str:
    """Documents as people call them; a word where they are all the usable ones."""
    wanted = set(documents)
    if len(combined.usable) > 1 and wanted == {part.name for part in combined.usable}:
        return combined.word("combined_everywhere")
    return BETWEEN_NAMES.join(part.label for part in combined.parts if part.name in wanted)


def some_lines(combined: Combined) -> Iterator[str]:
    """The known names that only some documents have, and those that none has."""
    yield from heading(combined, "names_of_some")
    some = [name for name in names_of_some(combined) if name.known]
    if some:
        yield from (combined.word("names_of_some_note"), "")
        yield from (some_line(name, combined) for name in some)
    nowhere = [n.label(combined.language) for n in combined.names if n.known and not n.records]
    if nowhere:
        said = combined.word("names_of_none").format(names=BETWEEN_NAMES.join(nowhere))
        yield from (*([""] if some else []), escape_markdown(said))
    elif not some:
        yield combined.word("none")


def some_line(name: CommonName, combined: Combined) -> str:
    """A name that only some documents have, and which: the fewer of having and lacking ones."""
    having = [part.name for part in combined.usable if part.name in name.records]
    lacking = [part.name for part in combined.usable if part.name not in name.records]
    word, told = ("names_missing_from", lacking)
    if len(having) <= len(lacking):
        word, told = ("names_only_in", having)
    said = combined.word(word).format(documents=labels_of_documents(told, combined))
    label = escape_markdown(name.label(combined.language))
    return f"- {label} · {len(having)}/{len(combined.usable)} · {escape_markdown(said)}"


def unknown_lines(combined: Combined) -> Iterator[str]:
    """The names that no entry fits, each with lines to paste into the vocabulary."""
    yield from heading(combined, "unknown_names")
    unknown = [name for name in combined.names if not name.known]
    if not unknown:
        yield combined.word("none")
        return
    file = f"vocabulary/{combined.schema.description.combined.names}.csv"
    yield from (combined.word("unknown_names_note").format(file=code_span(file)), "")
    for name in unknown:
        yield from unknown_name_lines(name, combined)


def unknown_name_lines(name: CommonName, combined: Combined) -> Iterator[str]:
    """A name that no entry fits: where it is, what may be meant, and the lines for it."""
    vocabulary = combined.schema.vocabularies[combined.schema.description.combined.names]
    quoted = combined.word("quoted").format(text=escape_markdown(name.fi))
    yield f"- {quoted} · {escape_markdown(labels_of_documents(name.records, combined))}"
    labels = {code: texts[combined.language] for code, texts in vocabulary.labels.items()}
    if name.fitting:
        fitting = BETWEEN_NAMES.join(labels[code] for code in name.fitting)
        yield f"  - {escape_markdown(combined.word('name_fits_several').format(names=fitting))}"
        return
    for code, _ in name.proposals:
        said = combined.word("perhaps_same").format(name=escape_markdown(labels[code]))
        yield f"  - {said}: {code_span(line_of(proposed_line(code, name), vocabulary))}"
    yield f"  - {combined.word('new_name')}: {code_span(line_of(new_line(name), vocabulary))}"


def combined_json(combined: Combined) -> str:
    """The report for programs, in English."""
    schema = combined.schema
    document = schema.description.combined.document_field
    data = {
        OF_ALL: True,
        "complete": len(combined.parts) == len(combined.usable),
        "records": len(combined.tables[schema.record.name]),
        "documents": [part_json(part, combined) for part in combined.parts],
        "shared_findings": [
            {
                "check": one.check,
                "severity": one.severity,
                "field": one.field,
                "name": one.name,
                f"{document}s": list(one.documents),
                "count": one.count,
            }
            for one in shared_findings(combined)
        ],
        "names_of_some": [name_json(name, combined) for name in names_of_some(combined)],
        "names_of_none": [n.code for n in combined.names if n.known and not n.records],
        "unknown_names": [unknown_json(n, combined) for n in combined.names if not n.known],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def part_json(part: Part, combined: Combined) -> dict[str, object]:
    """A document for programs."""
    description = combined.schema.description
    return {
        description.combined.document_field: part.name,
        **({description.document.field: part.area} if description.document.field else {}),
        "file": part.file,
        "sha256": part.sha256,
        "title": part.title,
        "pages": part.pages,
        "status": part.status,
        "reason": part.reason_in_english,
        "records": part.records,
        "open_findings": dict(part.open_findings),
    }


def name_json(name: CommonName, combined: Combined) -> dict[str, object]:
    """A common name for programs, and the keys of its records in each document."""
    language: Language = "en"
    return {
        "code": name.code,
        "name": name.label(language),
        "known": name.known,
        "records": {document: list(keys) for document, keys in name.records.items()},
        "missing": [part.name for part in combined.usable if part.name not in name.records],
    }


def unknown_json(name: CommonName, combined: Combined) -> dict[str, object]:
    """A name that no entry fits for programs, with lines of the vocabulary."""
    vocabulary = combined.schema.vocabularies[combined.schema.description.combined.names]
    return {
        "code": name.code,
        "printed": list(name.printed),
        "records": {document: list(keys) for document, keys in name.records.items()},
        "fits": list(name.fitting),
        "proposals": [
            {
                "code": code,
                "nearness": nearness,
                "line": line_of(proposed_line(code, name), vocabulary),
            }
            for code, nearness in name.proposals
        ],
        "new_line": line_of(new_line(name), vocabulary),
    }
