"""The result as validation reports: Markdown for people and diffs, JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.finding import OPEN, Finding
from pipeline.outputs.page_links import finding_place, page_address
from pipeline.outputs.result import Result, balances
from pipeline.pages.sheet import sheet_cell
from pipeline.records.readers import POSSIBLE, STATED
from pipeline.schema.check import SEVERITIES

# Signs that Markdown would take as its own.
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|])")
# Stands for a command while all else in a sentence is escaped; no text of a finding has it.
COMMAND_PLACE = "\x00"
BACKTICKS = re.compile("`+")
SEVERITY_HEADINGS = {"error": "errors", "warning": "warnings", "info": "infos"}


@dataclass(frozen=True)
class DecideCommand:
    """How a reader records a decision on a document.

    Args:
        beginning: the command up to the ids of the findings, quoted for a shell.
        by_make: whether make builds the document anew; otherwise the command that built it does.
    """

    beginning: str
    by_make: bool


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A Markdown table; numbers stand right."""
    numeric = [all(isinstance(row[i], int) for row in rows) for i in range(len(header))]
    lines = ["| " + " | ".join(header) + " |"]
    lines.append("| " + " | ".join("---:" if n and rows else "---" for n in numeric) + " |")
    lines += ["| " + " | ".join(escape_markdown(str(cell)) for cell in row) + " |" for row in rows]
    return lines


def validation_markdown(result: Result, workbook: str, command: DecideCommand) -> str:
    """The report for people.

    Args:
        result: the build.
        workbook: what became of the workbook, as one sentence.
        command: how decisions on the document are recorded.
    """
    lines = [
        f"# {result.word('report_title')}: {escape_markdown(result.title or result.source.file)}",
        "",
    ]
    verdict = "verdict_unusable" if result.open_counts["error"] else "verdict_usable"
    lines += [f"**{result.word('verdict')}: {result.word(verdict)}**", ""]
    known, unknown = result.source.known, result.word("unknown")
    lines += [
        f"- {result.word('source_file')}: {escape_markdown(result.source.file)}",
        f"- {result.word('source_pages')}: {result.page_count}",
        f"- {result.word('publisher')}: {escape_markdown(known.publisher or unknown)}",
        f"- {result.word('date')}: {escape_markdown(known.date or unknown)}",
        f"- {result.word('records_in_all')}: {len(result.records.frame)}",
        f"- {result.word('workbook')}: {workbook}",
    ]
    if result.review.file:
        link = f"[{escape_markdown(result.review.file)}]({page_address(result)})"
        lines.append(f"- {result.word('review_page')}: {link}")
    if note := known.note_in(result.language):
        lines.append(f"- {result.word('source_note')}: {escape_markdown(' '.join(note.split()))}")
    lines += ["", *severity_table(result)]
    lines += ["", f"## {result.word('reconciliation')}", "", *reconciliation_lines(result)]
    lines += ["", f"## {result.word('findings')}", "", *how_to_decide(result, command)]
    for severity in SEVERITIES:
        listed = [f for f in result.findings if f.severity(result.schema) == severity]
        if listed:
            lines += ["", f"### {result.word(SEVERITY_HEADINGS[severity])}", ""]
            lines += [report_finding_line(finding, result) for finding in listed]
    lines += ["", f"## {result.word('corrections')}", "", *correction_lines(result)]
    lines += ["", f"## {result.word('set_aside_rules')}", "", *set_aside_lines(result)]
    return "\n".join(lines) + "\n"


def severity_table(result: Result) -> list[str]:
    """Open and accepted findings of each severity."""
    rows = []
    for severity in SEVERITIES:
        listed = [f for f in result.findings if f.severity(result.schema) == severity]
        opened = sum(finding.status == OPEN for finding in listed)
        rows.append((result.word(severity), opened, len(listed) - opened))
    return markdown_table(
        [result.word("severity"), result.word("open"), result.word("accepted")], rows
    )


def code_span(text: str) -> str:
    """Text as code in Markdown, whatever backticks it has."""
    longest = max((len(run) for run in BACKTICKS.findall(text)), default=0)
    space = " " if longest else ""
    return f"{'`' * (longest + 1)}{space}{text}{space}{'`' * (longest + 1)}"


def how_to_decide(result: Result, command: DecideCommand) -> list[str]:
    """How a line below is read, and how a decision on it is recorded."""
    if not result.findings:
        return [result.word("none")]
    call = f"{command.beginning} {result.word('id_of_finding')}"
    ways = (
        ("how_to_correct", f'{call} --value "{result.word("right_text")}"'),
        ("how_to_accept", f"{call} --accept"),
    )
    reason = f'--reason "{result.word("reason").lower()}"'
    build = "make" if command.by_make else result.word("same_build")
    lines = [result.word("how_to_read").format(build=build), ""]
    return lines + [f"- {result.word(word)}: {code_span(f'{way} {reason}')}" for word, way in ways]


def report_finding_line(finding: Finding, result: Result) -> str:
    """One finding on one line: id, check, record, field, printed value, reading, page, advice."""
    schema, language = result.schema, result.language
    parts = [linked_id(finding, result), f"**{finding.check}**"]
    if finding.key:
        parts.append(f"`{finding.key}`")
    if finding.field:
        parts.append(escape_markdown(schema.labels.fields.get(finding.field, {}).get(language, "")))
    value = f"({result.word('empty')})"
    if finding.value:
        value = result.quoted(escape_markdown(finding.value))
    if reading := words_of_reading(finding, result):
        value = f"{value} ({result.word('read_as')}: {escape_markdown(reading)})"
    parts.append(value)
    if note := result.correction_note(finding.key, finding.field):
        parts.append(escape_markdown(note))
    if finding.page is not None:
        place = result.place_in_words(finding.page, finding.sheet_cell)
        parts.append(escape_markdown(place))
    if (reason := result.accepted_because(finding)) is not None:
        parts.append(f"**{result.word('accepted').lower()}** ({escape_markdown(reason)})")
    message = escape_markdown(finding.message(schema, language))
    command = code_span(finding.correction(schema, language, result.decide))
    advice = escape_markdown(result.advice(finding, language, COMMAND_PLACE))
    advice = advice.replace(COMMAND_PLACE, command)
    scope = schema.check(finding.check).scope
    note = f" ({result.word('group_scope')})" if scope == "group" else ""
    return f"- {' · '.join(parts)} — {message}{note} → {advice}"


def linked_id(finding: Finding, result: Result) -> str:
    """The id of a finding, which leads to its place on the review page where there is one."""
    identity = f"`{finding.finding_id}`"
    if not result.review.file:
        return identity
    return f"[{identity}]({page_address(result)}#{finding_place(finding.finding_id)})"


def words_of_reading(finding: Finding, result: Result) -> str:
    """How the cell of a finding was read, in words; empty where it is about no cell with codes."""
    field, key = finding.field, finding.key
    reading_of = result.schema.description.fields.get(field)
    if (
        reading_of is None
        or reading_of.vocabulary is None
        or key not in result.records.readings.index
    ):
        return ""
    reading = result.records.reading(key, field)
    return result.reading_in_words(field, reading, ", ", (STATED, POSSIBLE))


def correction_lines(result: Result) -> list[str]:
    """The corrections applied, as a table."""
    if result.corrections.empty:
        return [result.word("none")]
    header = [result.schema.record.key, "field", "printed", "value", "reason"]
    words = [
        result.schema.field_label(result.schema.record.key, result.language),
        result.word("field"),
        result.word("printed"),
        result.word("corrected"),
        result.word("reason"),
    ]
    labels = [result.schema.field_label(f, result.language) for f in result.corrections["field"]]
    rows = result.corrections[header].assign(field=labels)
    return markdown_table(words, list(rows.itertuples(index=False)))


def reconciliation_lines(result: Result) -> list[str]:
    """What was read and what became of it; records by table and section."""
    lines = [result.word("reconciliation_note"), ""]
    header = ["", *(result.word(w) for w in ("read", "used", "set_aside", "as_findings"))]
    rows = [
        (result.word(b.kind), b.read, b.used, b.set_aside, b.findings) for b in balances(result)
    ]
    lines += [*markdown_table(header, rows), "", *proof_lines(result), ""]
    lines += [f"### {result.word('records_by_section')}", ""]
    record = result.schema.record
    sections = [
        (
            result.table_label(name),
            section or result.word("no_section"),
            count,
        )
        for name, section, count in result.section_counts()
    ]
    header = [
        result.schema.field_label(field, result.language) if field else result.word(word)
        for field, word in ((record.table_field, "table"), (record.section_field, "section"))
    ]
    header.append(result.word("number"))
    return lines + markdown_table(header, sections)


def proof_lines(result: Result) -> list[str]:
    """What the pages show, and what of it was read."""
    if (proofs := result.proofs) is None:
        return [result.proof_words]
    header = ["", *(result.word(w) for w in ("shown", "read", "ruled", "reported"))]
    ink = (result.word("ink"), proofs.ink, proofs.read, proofs.ruled, proofs.reported)
    return [*markdown_table(header, [ink]), "", result.proof_words]


def set_aside_lines(result: Result) -> Iterator[str]:
    """Every text that was set aside, by rule."""
    aside = [item for item in result.items if item.fate == "set_aside"]
    if not aside:
        yield result.word("none")
    for item in aside:
        rule = result.schema.labels.rules[item.rule][result.language]
        cell = sheet_cell(result.sheets, item.page, item.box) if result.sheets else ""
        place = escape_markdown(result.place_in_words(item.page, cell))
        yield f"- {rule} · {place} · {result.quoted(escape_markdown(item.text))}"


def validation_json(result: Result, workbook_source: str | None) -> str:
    """The report for programs, in English.

    Args:
        result: the build.
        workbook_source: SHA-256 of the PDF the workbook beside it was built from, if there is one.
    """
    schema = result.schema
    known = result.source.known
    english = replace(result, language="en")
    data = {
        "source": {
            "file": result.source.file,
            "sha256": result.source.sha256,
            "pages": result.page_count,
            **({"sheets": sheets_json(result)} if result.sheets else {}),
            "title": result.title,
            **({field: result.name} if (field := schema.description.document.field) else {}),
            "publisher": known.publisher,
            "date": known.date,
        },
        "usable": not result.open_counts["error"],
        "workbook_source_sha256": workbook_source,
        "open_findings": result.open_counts,
        "reconciliation": [vars(balance) for balance in balances(result)],
        **({"shown": vars(result.proofs)} if result.proofs else {}),
        "records": [
            {"table": name, "section": section, "count": count}
            for name, section, count in result.section_counts()
        ],
        "findings": [finding_json(finding, english) for finding in result.findings],
        "corrections": json.loads(result.corrections.to_json(orient="records")),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def sheets_json(result: Result) -> list[dict[str, object]]:
    """The sheets of a spreadsheet that have text, by the numbers that stand for them elsewhere."""
    return [{"number": number, "name": sheet.name} for number, sheet in result.sheets.items()]


def finding_json(finding: Finding, result: Result) -> dict[str, object]:
    """One finding for programs."""
    schema = result.schema
    return {
        "finding_id": finding.finding_id,
        "check": finding.check,
        "severity": finding.severity(schema),
        "scope": schema.check(finding.check).scope,
        "status": finding.status,
        "count": finding.count,
        schema.record.key: finding.key,
        "field": finding.field,
        "page": finding.page,
        "cell_ref": finding.cell_ref,
        **({"sheet_cell": finding.sheet_cell} if result.sheets else {}),
        "value": finding.value,
        "printed": result.printed_before(finding.key, finding.field),
        "read_as": words_of_reading(finding, result),
        "accepted_because": result.accepted_because(finding),
        "message": finding.message(schema, "en"),
        "advice": result.advice(finding, "en"),
    }
