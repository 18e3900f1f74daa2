"""The facts of a document as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.inspect.facts import Facts


def facts_text(name: str, facts: Facts, labels: Mapping[str, str]) -> Iterator[str]:
    """The facts for a terminal.

    Args:
        name: file name of the document.
        facts: what is to be said of it.
        labels: what fields and tables of the schema are called, by their names.
    """
    named = PageNames.of(facts)
    yield f"{name}: {facts['page_count']} {named.several}"
    yield ""
    yield named.several.capitalize()
    yield from page_lines(facts["pages"], named)
    for table in facts["tables"]:
        title = f"Table {with_label(table['table'], labels)}"
        yield from ["", *table_lines(title, table, labels, named)]
    for table in facts["unknown_tables"]:
        title = f"Table not in the schema ({table['table']})"
        yield from ["", *table_lines(title, table, labels, named)]
    if not facts["tables"] and not facts["unknown_tables"]:
        yield from ["", "No table was found."]
    for pair in facts["told_apart"]:
        yield from ["", f"{' and '.join(pair['tables'])} read partly alike"]
        yield f"  alike: {headings_line(pair['alike'])}"
        for table_name, only in zip(pair["tables"], pair["only"], strict=True):
            yield f"  only {table_name}: {headings_line(only)}"
    if facts["findings"] or facts["remarks"]:
        yield from ["", "Doubts"]
    for finding in facts["findings"]:
        yield f"  {finding['check']}: {finding['message']}"
    for remark in facts["remarks"]:
        yield f"  pdf-remark: {remark}"


@dataclass(frozen=True)
class PageNames:
    """What pages are called: by their numbers, or the sheets of a spreadsheet by their names.

    Args:
        several: what they are.
        names: those that have names, by number.
    """

    several: str
    names: Mapping[int, str]

    @classmethod
    def of(cls, facts: Facts) -> PageNames:
        """Those of a document."""
        names = {page["page"]: page["sheet"] for page in facts["pages"] if "sheet" in page}
        if not names:
            return cls("pages", names)
        return cls("sheet" if facts["page_count"] == 1 else "sheets", names)

    def of_pages(self, numbers: Sequence[int], sign: str = ", ") -> str:
        """Some pages: numbers that follow each other as ranges, or names."""
        if self.names:
            return sign.join(self.names[number] for number in numbers)
        return page_ranges(numbers) if sign == ", " else sign.join(map(str, numbers))


def page_lines(pages: Sequence[Facts], named: PageNames) -> Iterator[str]:
    """A line for each page; blank pages that follow each other on one."""
    for blank, run in groupby(pages, key=lambda p: not (p["words"] or p["grids"])):
        group = list(run)
        if blank:
            yield f"  {named.of_pages([page['page'] for page in group]):>9}  blank"
            continue
        for page in group:
            parts = [
                f"{grid['rows']} rows × {grid['columns']} columns, {grid['found']}"
                for grid in page["grids"]
            ]
            if page["lines_outside_tables"]:
                parts.append(f"{page['lines_outside_tables']} lines outside tables")
            if page["unreadable_words"]:
                parts.append(f"{page['unreadable_words']} words cannot be read")
            parts += [place_in(table, named) for table in page["tables"]]
            parts += [f"no page for “{headings}”" for headings in page["left_out"]]
            own = named.of_pages([page["page"]])
            yield f"  {own:>9}  {page['words']} words; {'; '.join(parts)}"


def place_in(table: Facts, named: PageNames) -> str:
    """How a page belongs to a table."""
    text = str(table["table"])
    if table["beside"]:
        text += f", beside {named.of_pages(table['beside'])}"
    if table.get("goes_on"):
        text += f", goes on on {named.of_pages(table['goes_on'])}"
    return text if table.get("joined", True) else f"{text}, not joined"


def with_label(name: str, labels: Mapping[str, str]) -> str:
    """A field or a table by its name, and behind it what it is called."""
    return f"{name} ({labels[name]})" if name in labels else name


def table_lines(
    title: str, table: Facts, labels: Mapping[str, str], named: PageNames
) -> Iterator[str]:
    """A table, its headings and how its pages were joined."""
    pages = "sheets" if named.names else "pages"
    found = " and ".join(table["found"])
    yield f"{title}: {pages} {named.of_pages(table['pages'])}, found {found}"
    if "rows" in table:
        yield "  rows: " + ", ".join(f"{n} {kind}" for kind, n in table["rows"].items())
    yield "  headings"
    for column in table["columns"]:
        yield f"    {column['heading'] or '(empty)'}{match_words(column, labels)}"
    for column in table.get("missing", ()):
        field = with_label(column["field"], labels)
        yield f"    missing: {column['heading'] or '(empty)'} → {field}"
    for number, join in enumerate(table.get("joined", ())):
        if not number:
            yield f"  joined: down, line by line; across, {pages} with a + between them"
        first, last = join["rows"]
        line = f"    rows {first}–{last}: {pages} {named.of_pages(join['pages'], ' + ')}"
        if len(join["pages"]) > 1 and not named.names:
            line += f", heights agree to {join['heights_differ_by']} points"
        yield line
    for row in table.get("continued", ()):
        yield f"    row {row['row']} goes on: {pages} {named.of_pages(row['pages'], ' → ')}"
    if table.get("unjoined_pages"):
        yield f"    not joined: {pages} {named.of_pages(table['unjoined_pages'])}"


def match_words(column: Facts, labels: Mapping[str, str]) -> str:
    """What a heading stands for, or nearly does."""
    if column["field"]:
        return f" → {with_label(column['field'], labels)}"
    if close := column.get("near"):
        return (
            f" ≈ {close['heading']} ({close['table']}.{close['field']}, {close['alike']:.0%} alike)"
        )
    return " (unknown)"


def headings_line(headings: Sequence[str]) -> str:
    """Headings in a line."""
    return ", ".join(heading or "(empty heading)" for heading in headings) or "none"


def page_ranges(numbers: Sequence[int]) -> str:
    """Page numbers, those that follow each other as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
