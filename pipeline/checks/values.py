"""Records → findings: pandera checks the frames, built from the Table Schemas and vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.checks.misprints import Misprints, Proposal
from pipeline.checks.totals import total_findings
from pipeline.finding import Finding, Position
from pipeline.records.model import Printed, Records
from pipeline.records.readers import Reading
from pipeline.schema.check import Check
from pipeline.schema.model import Schema
from pipeline.schema.table_schemas import LIMITS
from pipeline.tables.model import Table, Tables
from pipeline.text.dates import ISO_DATE
from pipeline.text.edited_csv import CsvStyle
from pipeline.text.numbers import PLAIN_NUMBER
from pipeline.text.patterns import SchemaPattern
from pipeline.text.strings import LONGEST_CELL_TEXT, UNNAMED, fold, slug

# Suffix of the columns with what was noticed while a field was read.
READING = ".reading"
# The check whose findings are breaches of a Table Schema.
BROKEN = "schema-broken"
# Numbers and dates are held as plain text, so that they stay exact.
PATTERNS = {"number": PLAIN_NUMBER.pattern, "integer": r"-?\d+", "date": ISO_DATE.pattern}
# Characters of a code that is proposed for a new wording.
LONGEST_CODE = 40


@dataclass(frozen=True)
class Failure:
    """A failure case of pandera: the check's name, the column, and the record's key."""

    check: str
    column: str
    key: str
    value: str


def record_findings(
    records: Records, printed: Printed, joined: Tables, schema: Schema, name: str
) -> list[Finding]:
    """All findings on the values of the records.

    Args:
        records: the records.
        printed: where they are printed.
        joined: the tables that they stand in.
        schema: the schema.
        name: who the document is about.
    """
    tables = joined.tables
    misprints = Misprints(schema, name)
    findings = [
        value_finding(failure, records, printed, misprints)
        for failure in frame_failures(records, printed, schema)
    ]
    findings = without_repeats(findings, schema)
    findings += unmarked_column_findings(records, printed, tables, schema)
    findings += text_findings(records, printed)
    findings += lost_record_findings(printed, tables, schema)
    findings += total_findings(records, printed, joined, schema)
    return findings


def without_repeats(findings: list[Finding], schema: Schema) -> list[Finding]:
    """Of findings on one cell those that say most: two codes, else unknown words, else no code."""
    told: dict[str, set[tuple[str, str]]] = {
        when: {(f.key, f.field) for f in findings if is_when(f, when, schema)}
        for when in ("conflict", "unknown")
    }

    def is_told(finding: Finding) -> bool:
        place = finding.key, finding.field
        if finding.check == BROKEN:
            return place in told["conflict"] | told["unknown"]
        return is_when(finding, "unknown", schema) and place in told["conflict"]

    return [finding for finding in findings if not is_told(finding)]


def is_when(finding: Finding, when: str, schema: Schema) -> bool:
    """Whether a finding comes from a check of a kind."""
    return schema.check(finding.check).when == when


def frame_failures(records: Records, printed: Printed, schema: Schema) -> Iterator[Failure]:
    """What pandera finds in the records and in the lists of codes."""
    readings = records.readings.add_suffix(READING)
    wide = pd.concat([records.frame, readings], axis=1)
    yield from validation_failures(wide, pandera_schema(schema, records, printed))
    yield from pattern_failures(records.frame, schema.table_patterns[schema.record.name])
    for name, frame in records.lists.items():
        by_key = frame.set_index(schema.record.key)
        yield from validation_failures(by_key, pandera_list_schema(name, schema))
        yield from pattern_failures(by_key, schema.table_patterns[name])


def pattern_failures(
    frame: pd.DataFrame, patterns: Mapping[str, SchemaPattern]
) -> Iterator[Failure]:
    """Values that do not match the pattern of their column.

    Not checked by pandera, which would take a pattern that needs too long for a value that fails.
    """
    for column, pattern in patterns.items():
        if column not in frame.columns:
            continue
        for key, value in frame[column].items():
            if isinstance(value, str) and pattern.fullmatch(value) is None:
                yield Failure(BROKEN, column, str(key), value)


def validation_failures(frame: pd.DataFrame, checked: pa.DataFrameSchema) -> Iterator[Failure]:
    """Validate a frame lazily; each failure case with the key of its record."""
    if frame.empty:
        return
    try:
        checked.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            key = "" if case.index is None else str(case.index)
            yield Failure(str(case.check), str(case.column), key, str(case.failure_case))


def pandera_schema(schema: Schema, records: Records, printed: Printed) -> pa.DataFrameSchema:
    """The pandera schema of the records frame with its columns of readings."""
    name = schema.record.name
    checks: dict[str, list[Check]] = {}
    for check in schema.description.checks:
        if check.when not in (None, "unmarked", "total"):
            for field in check.fields:
                checks.setdefault(field, []).append(check)
    columns = table_columns(name, schema)
    for field, on_field in checks.items():
        columns[field + READING] = pa.Column(
            object, [reading_check(check, field, records, printed) for check in on_field]
        )
    index = pa.Index(str, unique=True, name=schema.record.key)
    return pa.DataFrameSchema(columns, index=index, strict=False)


def pandera_list_schema(name: str, schema: Schema) -> pa.DataFrameSchema:
    """The pandera schema of the list of a field with several codes."""
    return pa.DataFrameSchema(table_columns(name, schema), index=pa.Index(str))


def table_columns(file: str, schema: Schema) -> dict[str, pa.Column]:
    """Pandera columns from a Table Schema; the codes a column may hold from its vocabulary."""
    columns = {}
    for field in schema.table_schemas[file]["fields"]:
        if field["name"] == schema.record.key:
            continue
        constraints = field.get("constraints", {})
        checks = []
        if "vocabulary" in field:
            codes = schema.vocabularies[field["vocabulary"]].codes
            checks.append(pa.Check.isin(codes, error=BROKEN))
        if field["type"] in PATTERNS:
            pattern = f"^(?:{PATTERNS[field['type']]})?$"
            checks.append(pa.Check.str_matches(pattern, error=BROKEN))
        limits = {name: constraints[name] for name in LIMITS if name in constraints}
        if limits:
            within = partial(is_within, limits=limits, kind=field["type"])
            checks.append(pa.Check(within, element_wise=True, error=BROKEN))
        if constraints.get("required") and field["type"] != "boolean":
            checks.append(pa.Check.str_length(min_value=1, error=BROKEN))
        if field["type"] == "boolean":
            # Not by the type of the column, which does not tell the record.
            checks.append(pa.Check(is_boolean, element_wise=True, error=BROKEN))
        dtype: Any = None if field["type"] == "boolean" else str
        columns[field["name"]] = pa.Column(dtype, checks)
    return columns


def is_boolean(value: object) -> bool:
    """Whether a value is true or false, and no text or number."""
    return isinstance(value, bool)


def is_within(value: str, limits: Mapping[str, object], kind: str) -> bool:
    """Whether a number or a date is within the limits of its Table Schema.

    What is empty or could not be read is for other checks to say.
    """
    pattern = ISO_DATE if kind == "date" else PLAIN_NUMBER
    if not pattern.fullmatch(value):
        return True

    def comparable(text: object) -> str | Decimal:
        return str(text) if kind == "date" else Decimal(str(text))

    bounds = {name: comparable(limit) for name, limit in limits.items()}
    own: Any = comparable(value)
    return bool(bounds.get("minimum", own) <= own <= bounds.get("maximum", own))


def reading_check(check: Check, field: str, records: Records, printed: Printed) -> pa.Check:
    """A check of the schema as a pandera check on the column of readings."""
    fails: Callable[[Reading], bool]
    if check.when == "code":
        fails = lambda reading: reading.value == check.code  # noqa: E731
    else:
        fails = lambda reading: check.when in reading.remarks  # noqa: E731
    if not check.among:
        return pa.Check(lambda column: ~column.map(fails).astype(bool), error=check.check)
    expected = others_are_filled(field, records, printed)
    return pa.Check(lambda column: ~(column.map(fails) & expected), error=check.check)


def others_are_filled(field: str, records: Records, printed: Printed) -> pd.Series:
    """For each record, whether most of the other records of its section have the field filled."""
    sources = [printed.sources[key] for key in records.frame.index]
    groups = [[s.table.source.table for s in sources], [s.section for s in sources]]
    filled = records.readings[field].map(lambda reading: not reading.remarks & {"empty", "absent"})
    by_section = filled.astype(int).groupby(groups)
    others = by_section.transform("size") - 1
    others_filled = by_section.transform("sum") - filled.astype(int)
    return others_filled * 2 > others


def value_finding(
    failure: Failure, records: Records, printed: Printed, misprints: Misprints
) -> Finding:
    """The finding for a failure case: field, page, cell, and the value as printed."""
    schema = misprints.schema
    field = failure.column.removesuffix(READING)
    source = printed.sources.get(failure.key)
    declared = {check.check for check in schema.description.checks}
    check = failure.check if failure.check in declared else BROKEN
    if source is None or field not in records.text.columns:
        return Finding(check=check, key=failure.key, field=field, value=failure.value)
    reading = records.reading(failure.key, field)
    text = records.text_of(failure.key, field)
    is_code = schema.description.fields[field].vocabulary is not None
    proposal = (
        misprints.propose(field, reading, text) if is_code and reading.unknown else Proposal()
    )
    hint = {"hint": "wording", "nearest": proposal.named, "correction": proposal.corrected}
    if text != printed.text.at[failure.key, field]:
        # The ledger has a line for the cell already, and would not take another one.
        hint = {"hint": "ledger", "nearest": proposal.named, "right": proposal.corrected}
    return Finding(
        check=check,
        key=failure.key,
        field=field,
        page=source.page(field),
        cell_ref=f"{failure.key}/{field}",
        value=text,
        position=source.position(field),
        details={
            **(hint if proposal.misprints else {}),
            "unknown": ", ".join(f"“{words}”" for words in reading.unknown),
            "vocabulary": schema.description.fields[field].vocabulary or "",
            "line": vocabulary_lines(reading, field, text, proposal, schema),
        },
    )


def vocabulary_lines(
    reading: Reading, field: str, text: str, proposal: Proposal, schema: Schema
) -> str:
    """The lines to add to a vocabulary for the words that it does not know, ready to paste.

    Words that are near to a known wording are another one of its code; other words become a code
    of their own, its labels the words as printed. Where a field has one code and the cell names
    one, the whole cell is another wording of that. Between the values stands what the file has.
    """
    if schema.description.fields[field].vocabulary is None or not reading.unknown:
        return ""
    vocabulary = schema.vocabulary_of(field)
    known, style = vocabulary.codes, CsvStyle(delimiter=vocabulary.delimiter)
    one_code = schema.description.fields[field].reader != "codes"
    named = {s.entry.code for s in reading.segments if s.entry is not None} & set(known)
    lines = []
    for words in (reading.value,) if one_code else reading.unknown:
        near = min(named) if named and one_code else proposal.code_of(words, text)
        code = near or slug(words, LONGEST_CODE).replace("-", "_")
        label = "" if code in known else words
        row = [code if code != UNNAMED else "code", label, label, words, ""]
        lines.append(style.lines([row]).removesuffix("\n"))
    return " | ".join(lines)


def unmarked_column_findings(
    records: Records, printed: Printed, tables: Sequence[Table], schema: Schema
) -> Iterator[Finding]:
    """A finding for each column of marks in which no record of its table has one."""
    for check in schema.description.checks:
        if check.when != "unmarked":
            continue
        for table in tables:
            keys = [k for k, source in printed.sources.items() if source.table.index == table.index]
            for field in check.fields:
                column = table.column_of(field)
                empty = ["empty" in records.reading(key, field).remarks for key in keys]
                if column is None or not empty or not all(empty):
                    continue
                heading = table.columns[column].heading
                yield Finding(
                    check=check.check,
                    field=field,
                    page=heading_page(table, column),
                    cell_ref=f"{table.source.table}/heading/{field}",
                    value=heading,
                    position=Position.of_heading(table.index, column),
                    details={"table": table.source.table, "heading": heading},
                )


def heading_page(table: Table, column: int) -> int | None:
    """The page on which a column's heading stands."""
    for row in table.rows:
        if row.kind == "heading" and column in row.cells:
            return row.page(column)
    return None


def text_findings(records: Records, printed: Printed) -> Iterator[Finding]:
    """Findings on texts too long for a workbook, and on words lost while a cell was read."""
    for field in records.text.columns:
        texts = records.text[field].to_dict()
        for key, reading in records.readings_of(field).items():
            text = texts[key] or ""
            source = printed.sources[key]
            finding = Finding(
                check="text-too-long",
                key=key,
                field=field,
                page=source.page(field),
                cell_ref=f"{key}/{field}",
                value=text,
                position=source.position(field),
            )
            if len(text) > LONGEST_CELL_TEXT:
                yield finding
            pieces = "".join(fold(segment.text) for segment in reading.segments)
            if reading.segments and pieces != fold(text):
                yield replace(finding, check="words-lost")


def lost_record_findings(
    printed: Printed, tables: Sequence[Table], schema: Schema
) -> Iterator[Finding]:
    """An error for each table whose rows are not as many as its records."""
    counts = Counter(source.table.source.table for source in printed.sources.values())
    for table in tables:
        rows = sum(row.kind == "record" for row in table.rows)
        if (
            table.column_of(schema.record.name_field) is not None
            and rows != counts[table.source.table]
        ):
            yield Finding(
                check="records-lost",
                value=table.source.table,
                position=Position.of_table(table.index),
            )
