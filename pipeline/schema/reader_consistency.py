"""Whether fields and checks of a description have what their readers need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.schema.check import BUILT_IN_CHECKS, Check
from pipeline.schema.model import FieldReading, Schema
from pipeline.text.dates import is_date_pattern
from pipeline.text.nearest import perhaps_meant
from pipeline.text.numbers import PLAIN_NUMBER, NumberFormat

# The group of a line with a printed total that is the number.
TOTAL_GROUP = "number"
WITH_CODES = ("code", "codes", "mark")
# The readers that can remark what a check looks for.
READERS_OF: Mapping[str, tuple[str, ...]] = {
    "empty": ("text", *WITH_CODES, "number", "date"),
    "question": ("code", "codes"),
    "beside": ("code",),
    "apart": ("codes",),
    "code": ("code", "mark"),
    "misprint": WITH_CODES,
    "conflict": ("code",),
    "unknown": (*WITH_CODES, "number", "date"),
    "unmarked": ("text", *WITH_CODES, "number", "date"),
    "total": ("number",),
}


def reading_problems(name: str, schema: Schema) -> Iterator[str]:
    """What the reader of a field needs and does not have, or has and cannot use."""
    reading = schema.description.fields[name]
    where, reader = f"fields.{name}", reading.reader
    if reader in WITH_CODES:
        if reading.vocabulary is None or reading.empty is None:
            yield f"{where}: the reader {reader} needs vocabulary and empty"
            return
        for code in (reading.empty, reading.absent):
            codes = schema.vocabulary_of(name).codes
            if code is not None and code not in codes:
                hint = perhaps_meant(code, codes)
                yield f"{where}: {code} is not in the vocabulary {reading.vocabulary}{hint}"
    elif reading.vocabulary or reading.rest_field or reading.uncertain_field:
        yield f"{where}: the reader {reader} has no vocabulary, rest_field or uncertain_field"
    if (reader == "codes") != (reading.list_ is not None):
        yield f"{where}: list goes with the reader codes, and with no other"
    if reading.spaces and reader not in ("number", "date"):
        yield f"{where}: spaces goes with the readers number and date"
    if reading.blank and reader not in ("number", "date"):
        yield f"{where}: blank goes with the readers number and date"
    yield from format_problems(where, reading)
    wanted = {"number": ("number", "integer"), "date": ("date",)}.get(reader, ("string",))
    if schema.type_of(name) not in wanted:
        yield f"{where}: the type of {name} in its Table Schema must be {' or '.join(wanted)}"
    elif schema.type_of(name) == "integer" and reading.number_format.decimals != 0:
        yield f"{where}: the type integer needs decimals: 0 in its format"


def format_problems(where: str, reading: FieldReading) -> Iterator[str]:
    """A format that does not go with the reader, or that cannot be meant."""
    form, reader = reading.format, reading.reader
    if reader == "number":
        if not isinstance(form, NumberFormat):
            yield f"{where}: the reader number needs a format such as {{decimal: ',', units: [€]}}"
        elif form.decimal and form.decimal in form.thousands:
            yield f"{where}: “{form.decimal}” cannot be decimal sign and thousands sign"
        elif any(not sign or sign.isdigit() for sign in (form.decimal or ",", *form.thousands)):
            yield f"{where}: a sign in a number cannot be empty or a digit"
        if reading.empty and not PLAIN_NUMBER.fullmatch(reading.empty):
            yield f"{where}: empty must be a number in plain digits such as 0"
    elif reader == "date":
        patterns = form if isinstance(form, list) else []
        if not patterns:
            yield f"{where}: the reader date needs a format such as ['%d.%m.%Y']"
        for pattern in patterns:
            if not is_date_pattern(pattern):
                parts = "%d, %m (or %B, its name) and %Y (or %y) once each, and no other"
                yield f"{where}: the format “{pattern}” needs {parts}"
        if reading.empty:
            yield f"{where}: empty does not go with the reader date"
    elif form is not None:
        yield f"{where}: format goes with the readers number and date"


def check_problems(schema: Schema) -> Iterator[str]:
    """Checks that are unknown, doubled, or look for what a reader cannot tell."""
    checks = schema.description.checks
    declared = [check.check for check in checks]
    for check in checks:
        where = f"check {check.check}"
        if declared.count(check.check) > 1:
            yield f"{where} is declared twice"
        if check.when is None and check.check not in BUILT_IN_CHECKS:
            hint = perhaps_meant(check.check, BUILT_IN_CHECKS)
            yield f"{where} has no when, and the program makes no such check{hint}"
        if check.when is not None and check.check in BUILT_IN_CHECKS:
            yield f"{where} is made by the program: remove its when"
        if (check.when == "code") != (check.code is not None):
            yield f"{where}: code goes with when: code"
        for field in check.fields:
            if field not in schema.description.fields:
                hint = perhaps_meant(field, schema.description.fields)
                yield f"{where}: {field} is not among the fields{hint}"
                continue
            reader = schema.description.fields[field].reader
            if check.when and reader not in READERS_OF[check.when]:
                yield f"{where}: the reader {reader} of {field} cannot tell when: {check.when}"
            elif check.code and check.code not in schema.vocabulary_of(field).codes:
                hint = perhaps_meant(check.code, schema.vocabulary_of(field).codes)
                yield f"{where}: {check.code} is no code of {field}{hint}"
        yield from total_problems(where, check, schema)


def total_problems(where: str, check: Check, schema: Schema) -> Iterator[str]:
    """What a check of a printed total lacks."""
    if check.when != "total":
        if check.row or check.line or check.column or check.only or check.unless:
            yield f"{where}: row, line, column, only and unless go with when: total"
        return
    if len(check.fields) > 1:
        yield f"{where}: when: total needs one field, or none to count records"
    for field in (*check.only, *check.unless):
        columns = schema.columns(schema.record.name)
        if field not in columns:
            hint = perhaps_meant(field, columns)
            yield f"{where}: {field} is no column of the records file{hint}"
    summaries = [table for table in schema.description.tables if table.totals]
    if check.column and not any(check.column in table.columns for table in summaries):
        yield f"{where}: {check.column} is no column of a table with totals: true"
    if check.column and (check.line or check.of == "section"):
        yield f"{where}: a total in a column goes with row, and is one of all records"
    if (check.row is None) == (check.line is None):
        yield f"{where}: when: total needs either row or line"
    if check.line and TOTAL_GROUP not in check.line.groupindex:
        yield f"{where}: line has no group (?P<{TOTAL_GROUP}>…)"
    if check.line and check.of == "section":
        yield f"{where}: a total in a line is of: table or of: document"
