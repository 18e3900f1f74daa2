"""The result → the sheets that list: records, readings, findings, decisions, reconciliation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.finding import Finding
from pipeline.inputs.ledger import CORRECT, Decision
from pipeline.outputs.page_links import finding_place, page_address, record_place
from pipeline.outputs.result import Result, balances
from pipeline.outputs.wording import OutputWords
from pipeline.outputs.workbook.values import Blank, FileLink, Link, Sheet, text_or
from pipeline.records.readers import POSSIBLE, Reading
from pipeline.text.dates import ISO_DATE
from pipeline.text.numbers import PLAIN_NUMBER
from pipeline.text.strings import squash

# Readers that find codes, so that what was printed stands beside what was read.
CODED = ("code", "codes", "mark")
BETWEEN_CODES = "; "


def records_sheet(result: Result) -> Sheet:
    """All records: labels in place of codes, and the printed text beside what was read from it."""
    columns = list(record_columns(result))
    body = [[cells[key] for _, cells in columns] for key in result.places]
    header = [heading for heading, _ in columns]
    notes = [*result.notes("uncertain_note"), result.word("blank_note"), *page_notes(result)]
    name = result.schema.record.name
    return Sheet(name, header, body, tuple(notes), is_list=True, fixed_columns=2)


def record_columns(result: Result) -> Iterator[tuple[str, dict[str, Any]]]:
    """The columns of all records, in order: heading, and value by key."""
    schema, record = result.schema, result.schema.record
    first = (record.name_field, record.table_field, record.section_field)
    numbers = {key: place + 1 for key, place in result.places.items()}
    yield result.word("record_number"), numbers
    yield plain_column(record.name_field, result)
    yield from (plain_column(field, result) for field in first[1:] if field)
    for field, reading in schema.description.fields.items():
        if field == record.name_field:
            continue
        if reading.reader not in CODED:
            yield plain_column(field, result)
            continue
        yield reading_column(field, result)
        if reading.reader != "mark":
            yield printed_column(field, result)
        for beside in (reading.rest_field, reading.uncertain_field):
            if beside:
                yield plain_column(beside, result)
    yield corrections_column(result)
    if record.pages_field:
        yield plain_column(record.pages_field, result)
    if result.review.file:
        links = {key: page_cells(n, record_place(key), result)[0] for key, n in numbers.items()}
        yield result.word("review_column"), links
    last = (record.key, schema.description.document.field)
    yield from (plain_column(field, result) for field in last if field)


def record_link(key: str, result: Result) -> Link:
    """A short link to a record's row: LibreOffice does not wrap the text of a link."""
    place = result.places[key]
    text = result.word("record_of_number").format(number=place + 1)
    return Link(text, result.schema.record.name, place)


def page_cells(number: int, place: str, result: Result) -> list[FileLink]:
    """A short link to a place of the review page; none where there is no page."""
    if not result.review.file:
        return []
    text = result.word("look_at_number").format(number=number)
    return [FileLink(text, page_address(result), place)]


def page_notes(result: Result) -> list[str]:
    """What links to the review page do, where there is one."""
    if not result.review.file:
        return []
    column = result.word("review_column")
    return [result.word("review_note").format(column=column, file=result.review.file)]


def plain_column(field: str, result: Result) -> tuple[str, dict[str, Any]]:
    """A column of the records file, its values in words; a number or a date as itself."""
    kind, blank = result.schema.type_of(field), word_for_nothing(field, result)
    values = {key: typed_value(result.in_words(key, field), kind) for key in result.places}
    cells = {key: text_or(v, blank) if isinstance(v, str) else v for key, v in values.items()}
    return result.schema.field_label(field, result.language), cells


def word_for_nothing(field: str, wording: OutputWords) -> str:
    """What stands where a field has no value: the source's cell is empty, or there is none."""
    if field == wording.schema.record.section_field:
        return wording.word("no_section")
    return wording.word("blank" if field in wording.schema.description.fields else "not_about")


def typed_value(text: str, kind: str) -> Any:
    """A number or date as itself; a text that is none as it is printed."""
    if kind == "date" and ISO_DATE.fullmatch(text):
        return date.fromisoformat(text)
    if kind in ("number", "integer") and PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)
    return text


def reading_column(field: str, result: Result) -> tuple[str, dict[str, Any]]:
    """What was read from the cells of a field: codes in words, a mark as it is printed."""
    reading = result.schema.description.fields[field]
    texts = result.records.text[field].to_dict()
    values = result.records.readings_of(field)
    cells: dict[str, Any] = {}
    for key in result.places:
        if reading.reader == "mark":
            cells[key] = texts[key] or result.in_words(key, field)
        else:
            cells[key] = words_of_cell(field, values[key], result)
    name = reading.list_.code_field if reading.list_ else field
    return result.schema.field_label(name, result.language), cells


def printed_column(field: str, result: Result) -> tuple[str, dict[str, Any]]:
    """The text of a field as printed."""
    reading, blank = result.schema.description.fields[field], result.word("blank")
    texts = result.printed.text[field].to_dict()
    label = result.schema.field_label(field, result.language)
    heading = label if reading.list_ else result.word("as_printed").format(field=label)
    return heading, {key: text_or(texts[key] or "", blank) for key in result.places}


def corrections_column(result: Result) -> tuple[str, dict[str, Any]]:
    """What the ledger corrected in a record: the field, and what is printed there."""
    said: dict[str, list[str]] = {}
    for decision in result.decisions:
        if decision.action == CORRECT:
            name = result.schema.field_label(decision.field, result.language)
            printed = result.quoted(squash(decision.expected))
            said.setdefault(decision.key, []).append(f"{name}: {printed}")
    blank = result.word("not_about")
    cells = {key: text_or(BETWEEN_CODES.join(said.get(key, [])), blank) for key in result.places}
    return result.word("corrected_fields"), cells


def words_of_cell(field: str, reading: Reading, result: Result) -> str:
    """What was read from a cell, in words; a code is taken as stated unless it says possible."""
    return result.reading_in_words(field, reading, BETWEEN_CODES, (POSSIBLE,))


def readings_sheet(result: Result) -> Sheet:
    """Every distinct printed value of a field with codes, how it was read, and how often."""
    body: list[list[Any]] = []
    for field, described in result.schema.description.fields.items():
        if described.reader not in CODED:
            continue
        counts: Counter[tuple[str, str, str]] = Counter()
        texts = result.records.text[field].to_dict()
        for key, reading in result.records.readings_of(field).items():
            if texts[key] is not None:
                note = result.correction_note(key, field)
                counts[texts[key], note, reading_and_rest(field, reading, result)] += 1
        label, blank = result.schema.field_label(field, result.language), result.word("blank")
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        for (text, note, words), count in ordered:
            body.append([label, noted_text(text, note, blank), words, count])
    header = [result.word(w) for w in ("field", "value", "read", "records_counted")]
    return Sheet("readings", header, body, (result.word("blank_note"),), is_list=True)


def noted_text(text: str, note: str, blank: str) -> str | Blank:
    """A text that was read, with a note on its correction if there is one; a word where empty."""
    return f"{text or blank} ({note})" if note else text_or(text, blank)


def reading_and_rest(field: str, reading: Reading, result: Result) -> str:
    """What was read from a cell, in words, with what stands beside a code and any doubt."""
    words = words_of_cell(field, reading, result)
    described = result.schema.description.fields[field]
    if reading.rest:
        words += f"{BETWEEN_CODES}{result.word('beside')}: {reading.rest}"
    if described.uncertain_field and reading.uncertain:
        words += f"{BETWEEN_CODES}{result.word('in_doubt')}"
    return words


def findings_sheet(result: Result) -> Sheet:
    """The findings, worst first, each leading to its record."""
    schema, language = result.schema, result.language
    elsewhere, blank = Blank(result.word("not_about")), result.word("blank")
    body = []
    for number, finding in enumerate(result.findings, 1):
        key = finding.key
        known = key in result.places
        field = schema.labels.fields.get(finding.field, {}).get(language, "")
        body.append(
            [
                result.word(finding.severity(schema)),
                result.word(finding.status),
                result.names[key] if known else elsewhere,
                record_link(key, result) if known else elsewhere,
                field or elsewhere,
                noted_text(finding.value, result.correction_note(key, finding.field), blank),
                finding.message(schema, language),
                result.advice(finding, language),
                where_found(finding, result) or elsewhere,
                *page_cells(number, finding_place(finding.finding_id), result),
                finding.cell_ref or elsewhere,
                finding.finding_id,
            ]
        )
    header = [result.word("severity"), result.word("status")]
    header += [schema.field_label(schema.record.name_field, language)]
    where = "sheet_and_cell" if result.sheets else "page"
    words = ["record_link", "field", "value", "message", "advice", where]
    words += ["review_column"] if result.review.file else []
    header += [result.word(w) for w in (*words, "cell_ref", "finding_id")]
    notes = (result.word("severity_note"), result.word("blank_note"), *page_notes(result))
    return Sheet("findings", header, body, notes, is_list=True)


def where_found(finding: Finding, result: Result) -> int | str | None:
    """The page of a finding; in a spreadsheet its sheet and cell, where it has one."""
    if not result.sheets:
        return finding.page
    sheet = result.sheets.get(finding.page or 0)
    return finding.sheet_cell or (sheet.address("") if sheet else "")


def decisions_sheet(result: Result) -> Sheet:
    """The decisions of the ledger that were applied, with their reasons."""
    words = ("action", "record_link", "field", "value", "corrected", "reason", "decided_on", "line")
    header = [result.word(w) for w in words]
    header.insert(1, result.schema.field_label(result.schema.record.name_field, result.language))
    body = [decision_row(decision, result) for decision in result.decisions]
    return Sheet("decisions", header, body, (result.word("decisions_note"),))


def decision_row(decision: Decision, result: Result) -> list[Any]:
    """A decision: what was corrected, or which finding was accepted."""
    schema, elsewhere = result.schema, Blank(result.word("not_about"))
    key, field = decision.key, decision.field
    printed, corrected = squash(decision.expected), squash(decision.value)
    if decision.action != CORRECT:
        by_id = {finding.finding_id: finding for finding in result.findings}
        finding = by_id[decision.finding_id]
        key, field, printed = finding.key, finding.field, finding.value
    return [
        result.word(decision.action),
        result.names[key] if key else elsewhere,
        record_link(key, result) if key else elsewhere,
        schema.field_label(field, result.language) if field else elsewhere,
        text_or(printed, result.word("blank")),
        text_or(corrected, result.word("blank")) if decision.action == CORRECT else elsewhere,
        decision.reason,
        typed_value(decision.decided_on, "date"),
        decision.line,
    ]


def reconciliation_sheet(result: Result) -> Sheet:
    """What was read against what became of it, and counts against the records."""
    body = [[*row, row[2] - row[3]] for row in reconciliation_rows(result)]
    words = ("reconciled", "what", "number", "compared", "difference")
    note = result.word("reconciliation_note")
    return Sheet("reconciliation", [result.word(w) for w in words], body, (note,))


def reconciliation_rows(result: Result) -> Iterator[list[Any]]:
    """What is compared, of what, the number, and the number that it must be."""
    fates = ("used", "set_aside", "as_findings")
    for balance in balances(result):
        parts = dict(zip(fates, (balance.used, balance.set_aside, balance.findings), strict=True))
        said = " + ".join(f"{result.word(fate).lower()} {n}" for fate, n in parts.items())
        kind = f"{result.word('read')}: {result.word(balance.kind).lower()}"
        yield [kind, said, balance.read, sum(parts.values())]
    yield from proof_rows(result)
    records = len(result.records.frame)
    printed = rows_by_section(result)
    for table, section, count in result.section_counts():
        name = f"{result.table_label(table)}: {section or result.word('no_section')}"
        yield [result.word("records_by_section"), name, count, printed[table, section]]
    counted = sum(count for _, _, count in result.section_counts())
    yield [result.word("records_by_section"), result.word("all_rows"), counted, records]
    for cross in result.cross_tables:
        keys = cross.members["key"].nunique()
        yield [
            result.word("cross_tabulation"),
            result.word(f"sheet_{cross.declared.name}"),
            keys,
            records,
        ]


def proof_rows(result: Result) -> Iterator[list[Any]]:
    """What the pages show against what of it was read, and pages against those that agree."""
    if (proofs := result.proofs) is None:
        return
    counts = (("read", proofs.read), ("ruled", proofs.ruled), ("reported", proofs.reported))
    said = " + ".join(f"{result.word(word).lower()} {number}" for word, number in counts)
    shown = f"{result.word('shown')}: {result.word('ink').lower()}"
    yield [shown, said, proofs.ink, sum(number for _, number in counts)]
    for word, number in (("pages_shown", proofs.shown), ("pages_agreed", proofs.agreed)):
        yield [result.word("pages_of_pdf"), result.word(word), proofs.pages, number]


def rows_by_section(result: Result) -> Counter[tuple[str, str]]:
    """How many rows of the printed tables are records, by table and section."""
    return Counter((s.table_name, s.section) for s in result.printed.sources.values())
