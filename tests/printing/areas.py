"""Twelve areas' appendices as they were written down by hand, before anything was printed.

`tests/documents/areas/NAME.csv` has a line for each service: its cells as they are printed, the
identifier and the common name that it must get, and what must be found in it. What a printed type,
producer, TEM area or mark means stands once in `meanings.csv`, by its whole text.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.printing.appendix import BESIDE, ORIGINAL_FONT_SIZE, WIDTHS, TranscribedRow, is_bold
from tests.printing.layout_rows import COLUMNS, Facts
from tests.support.drawing import text_width

AREAS = Path(__file__).resolve().parent.parent / "documents" / "areas"
# Columns of an area's file that are printed; the others say what must be read from them.
PRINTED = COLUMNS["person"]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Area:
    """What one area's appendix says, and what must be read from it.

    Args:
        document: the name of its document, which is that of its outputs too.
        file: its file in the folder of areas.
        name: of the area.
        title: the lines above its tables.
        headings: of each table, by column.
        pages: of its document, or sheets.
        section_ending: what is printed after the name of a section.
        findings: what its layout raises besides those of its services: `check=value`.
        services: its lines, in the order of print.
    """

    document: str
    file: str
    name: str
    title: tuple[str, ...]
    headings: Mapping[str, Row]
    pages: int
    section_ending: str
    findings: tuple[str, ...]
    services: tuple[Row, ...]

    @property
    def path(self) -> Path:
        """The committed file."""
        return AREAS / self.file

    def facts(self) -> Facts:
        """Its tables as they are printed, each cell in one line."""
        return Facts(self.title, tuple(row for table in COLUMNS for row in self.rows(table)))

    def rows(self, table: str) -> list[TranscribedRow]:
        """The rows of a table: headings, then sections and services."""
        rows = [printed_row(table, "header", self.headings[table])]
        section = ""
        for line in self.services:
            if line["table"] != table:
                continue
            if line["section"] != section:
                section = line["section"]
                heading = {"service": f"{section}{self.section_ending}"}
                rows.append(printed_row(table, "section", heading))
            rows.append(printed_row(table, "service", line))
        return rows

    def changed(self, service_id: str, **cells: str) -> Area:
        """The area with other cells in the line of one service.

        Raises:
            ValueError: it has no such service, or nothing changes.
        """
        lines = tuple(
            {**line, **cells} if line["service_id"] == service_id else line
            for line in self.services
        )
        if lines == self.services:
            raise ValueError(f"{self.document}: nothing changes in {service_id}")
        return replace(self, services=lines)


def areas() -> dict[str, Area]:
    """All areas, by the names of their documents."""
    return {line["document"]: area_of(line) for line in lines_of("areas")}


def area_of(line: Row) -> Area:
    """An area from its line in the list of areas and the files that this names."""
    titles = [row["line"] for row in lines_of("titles") if row["title"] == line["title"]]
    headings = {
        row["table"]: row for row in lines_of("headings") if row["headings"] == line["headings"]
    }
    return Area(
        line["document"],
        line["file"],
        line["area"],
        tuple(title.format(area=line["area"]) for title in titles),
        headings,
        int(line["pages"]),
        line["section_ending"],
        tuple(filter(None, line["findings"].split(";"))),
        tuple(lines_of(line["document"])),
    )


def lines_of(name: str) -> list[dict[str, str]]:
    """The lines of one of the files written by hand."""
    with (AREAS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed_row(table: str, kind: str, cells: Row) -> TranscribedRow:
    """A row as the printing programs take it; its place in the table does not matter to them."""
    return {"table": table, "kind": kind, **{name: cells.get(name, "") for name in PRINTED}}


def wrapped(facts: Facts) -> Facts:
    """The same with the line breaks that the drawn columns need."""
    return Facts(facts.title, tuple(wrapped_row(row) for row in facts.rows))


def wrapped_row(row: TranscribedRow) -> TranscribedRow:
    """A row with line breaks in its cells."""
    bold = is_bold(row["kind"])
    lines = {name: wrapped_lines(row[name].split(), WIDTHS[name], bold) for name in PRINTED}
    return {**row, **{name: "\n".join(own) for name, own in lines.items()}}


def wrapped_lines(words: Sequence[str], width: float, bold: bool) -> list[str]:
    """Words in lines as long as fit a column of the original's type size."""
    space = width - 2 * BESIDE * ORIGINAL_FONT_SIZE
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, ORIGINAL_FONT_SIZE, bold) <= space:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
