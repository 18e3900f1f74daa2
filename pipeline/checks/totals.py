"""Printed totals: whether the records add up to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.finding import Finding, Position
from pipeline.records.model import Printed, Records
from pipeline.schema.check import Check
from pipeline.schema.model import Schema
from pipeline.tables.model import Table, Tables, plain_text
from pipeline.tables.total_rows import first_text, row_names, totals_of_row
from pipeline.text.numbers import PLAIN_NUMBER, NumberFormat, number_parser, plain_number
from pipeline.text.patterns import SchemaPattern

NUMBER_GROUP = "number"
MISSING = "total-missing"
# How a number of records may be printed.
COUNT = NumberFormat(decimal="", thousands=[" ", ",", "."])


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total as printed: the table and the section (from 0) it adds up, and where it stands."""

    table: int
    section: int
    text: str
    page: int
    cell_ref: str
    row: int


def total_findings(
    records: Records, printed: Printed, tables: Tables, schema: Schema
) -> Iterator[Finding]:
    """An error for each printed total that its records do not add up to, or that is missing."""
    keys = Keys(printed, tables.tables)
    for check in schema.description.totals:
        found = list(printed_totals(check, tables, schema))
        for total in found:
            yield from difference_findings(check, total, records, keys, tables.tables, schema)
        seen = {(total.table, total.section) for total in found}
        wanted = [t for t in tables.tables if not t.source.totals and has_column(check, t)]
        if found and (check.line is not None or is_of_document(check)):
            continue
        # A total of all records is missing once.
        for table in wanted[-1:] if is_of_document(check) else wanted:
            yield from missing_total_findings(check, table, seen, keys)


def has_column(check: Check, table: Table) -> bool:
    """Whether a table has what a total adds up; records can be counted anywhere."""
    return not check.field or table.column_of(check.field) is not None


def is_of_document(check: Check) -> bool:
    """Whether a total is one of all records."""
    return check.of == "document" or check.column is not None


def printed_totals(check: Check, tables: Tables, schema: Schema) -> Iterator[PrintedTotal]:
    """The totals of a check, as printed."""
    place = check.column or check.field
    for table in tables.tables:
        section = 0
        names = row_names(table)
        for row in table.rows:
            section += row.kind == "section"
            if row.kind != "total":
                continue
            if check not in totals_of_row(first_text(row), table.source, schema):
                continue
            column = table.column_of(place)
            text = "" if column is None else plain_text(row.cell(column))
            page = row.pages[0] if column is None else row.page(column)
            own = section if check.of == "section" else 0
            ref = f"{names[row.number]}/{place}"
            yield PrintedTotal(table.index, own, text, page, ref, row.number)
    if check.line is None:
        return
    for page, lines in tables.outside:
        for line in lines:
            if (match := check.line.search(line.text)) is not None:
                index = table_before((page, line.box.top), tables.tables)
                yield PrintedTotal(index, 0, match[NUMBER_GROUP], page, "", 0)


def table_before(place: tuple[int, float], tables: Sequence[Table]) -> int:
    """The last table with records that begins above a place; else the first."""
    own = [table for table in tables if not table.source.totals]
    begun = [t.index for t in own if t.rows and (t.rows[0].pages[0], t.rows[0].top) <= place]
    return max(begun, default=own[0].index if own else 0)


def difference_findings(
    check: Check,
    total: PrintedTotal,
    records: Records,
    added_up: Keys,
    tables: Sequence[Table],
    schema: Schema,
) -> Iterator[Finding]:
    """A finding where a printed total cannot be read, or is not what its records add up to."""
    field = check.field
    form = schema.description.fields[field].number_format if field else COUNT
    read = number_parser(form)(total.text)
    table = next(table for table in tables if table.index == total.table)
    keys = added_up.of(check, table, total.section)
    keys = [key for key in keys if is_added(check, key, records)]
    values = [str(records.frame.at[key, field]) if field else "1" for key in keys]
    added = sum((Decimal(v) for v in values if PLAIN_NUMBER.fullmatch(v)), Decimal(0))
    if read is not None and Decimal(read) == added:
        return
    apart = "–" if read is None else plain_number(Decimal(read) - added, form.decimals)
    yield Finding(
        check=check.check,
        field=field,
        page=total.page,
        cell_ref=total.cell_ref,
        value=total.text,
        position=Position.of_row(total.table, total.row),
        details={
            "printed": read or total.text,
            "sum": plain_number(added, form.decimals),
            "difference": apart,
            "table": table.source.table,
            "page": str(total.page),
        },
    )


def is_added(check: Check, key: str, records: Records) -> bool:
    """Whether a record is one of those that a total adds up."""

    def fits(field: str, pattern: SchemaPattern) -> bool:
        value = key if field == records.frame.index.name else records.frame.at[key, field]
        return pattern.search(str(value)) is not None

    left_out = any(fits(*condition) for condition in check.unless.items())
    return not left_out and all(fits(*condition) for condition in check.only.items())


class Keys:
    """The records that a total may add up: of the document, of a table, of one of its sections.

    Args:
        printed: the records as printed.
        tables: the tables they stand in.
    """

    def __init__(self, printed: Printed, tables: Sequence[Table]) -> None:
        self.printed = printed
        self.by_table: dict[int, list[str]] = {}
        self.by_section: dict[tuple[int, int], list[str]] = {}
        sections: dict[tuple[int, int], int] = {}
        for table in tables:
            current = 0
            for row in table.rows:
                current += row.kind == "section"
                sections[table.index, row.number] = current
        for key, source in printed.sources.items():
            index = source.table.index
            section = sections[index, source.row.number]
            self.by_table.setdefault(index, []).append(key)
            self.by_section.setdefault((index, section), []).append(key)

    def of(self, check: Check, table: Table, section: int) -> list[str]:
        """The records that a total of a table, or of one of its sections, may be one of."""
        if is_of_document(check):
            return list(self.printed.sources)
        if check.of == "table":
            return self.by_table.get(table.index, [])
        return self.by_section.get((table.index, section), [])


def missing_total_findings(
    check: Check, table: Table, seen: set[tuple[int, int]], added_up: Keys
) -> Iterator[Finding]:
    """A finding for a table, or each of its sections with records, that has no total."""
    count = sum(row.kind == "section" for row in table.rows)
    names = dict.fromkeys(range(count + 1), "") if check.of == "section" else {0: ""}
    for section in names:
        if (table.index, section) in seen:
            continue
        keys = added_up.of(check, table, section)
        if not keys:
            continue
        last = added_up.printed.sources[keys[-1]]
        place = last.section if check.of == "section" and last.section else table.source.table
        place = check.column or place
        yield Finding(
            check=MISSING,
            field=check.field,
            page=last.row.pages[-1],
            value=place,
            position=Position.of_row(table.index, last.row.number),
            details={"place": place, "check": check.check, "table": table.source.table},
        )
