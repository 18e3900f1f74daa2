"""A small appendix in which there is nothing to find, and what is found once it is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pipeline.finding import Finding
from pipeline.outputs.result import Result
from pipeline.schema.model import Schema
from tests.printing import appendix
from tests.printing.appendix import (
    AREA,
    Printing,
    TranscribedRow,
    changed,
    print_appendix,
    transcription,
)
from tests.support.drawing import Paper
from tests.support.reading import SCHEMA, read, read_document

# check, severity, service, field, cell, page, printed value.
Found = tuple[str, str, str, str, str, int | None, str]
Sample = Callable[[Path], set[Found]]
Place = tuple[str, int]

# The rows of an appendix with nothing to find; AREA stands for the area's name on two lines.
GOOD = """
person 1 service|Ammatinvalinnan ohjaus|Lakisääteinen|Kunta|x|2 Osaamisen kehittäminen||x|
person 2 service|Työvoimakoulutus|Lakisääteinen|ostopalvelu||2 Osaamisen kehittäminen|x||x
person 3 service|Kulukorvaukset|Muu lisäpalvelu|kuntien|(x)|1 Työn löytyminen|||
person 4 section|Kotoutumispalvelut|||||||
person 5 service|Yhteiskuntaorientaatio|Lakisääteinen|AREA|x|3 Kotoutumisen edistäminen|x|x|
person 6 service|Kulttuurin tuntemus|Lakisääteinen|HVA|x|3 Kotoutumisen edistäminen|x||
employer 1 section|Alkavan yrityksen palvelut|||||||
employer 2 service|Starttiraha|Lakisääteinen|AREA|x|5 Tieto, neuvonta ja ohjaus|||
employer 3 service|Kuntalisät|Muu lisäpalvelu|kunta||1 Työn löytyminen|||
"""
# The third row begins a page: names are printed on pages 2 and 3, the columns beside them on 5
# and 6, the last one on 8 and 9, those of the second table on 11 and 13; the others are blank.
TWO_PAGES = Printing(page_breaks=("Kulukorvaukset",))
FIRST, SECOND = "person.ammatinvalinnan-ohjaus", "person.tyovoimakoulutus"
SHARED = "Yhteinen palvelu toisen työllisyysalueen kanssa"
SHARED_OF_EMPLOYERS = "Yhteinen palvelu toisen alueen kanssa"
TEM = "Työvoimapalvelujen viitearkkitehtuurin palvelualue (TEM)"
# Of 42 letters, it leaves no room for another one in the column of names.
FULL_LINE = "TYÖLLISYYDENEDISTÄMISPALVELUKOKONAISUUKSIA"
FULL_SLUG = "tyollisyydenedistamispalvelukokonaisuuksia"


def good_rows() -> list[TranscribedRow]:
    """The rows of the small appendix, under the headings of the real one."""
    rows = [row for row in transcription() if row["kind"] == "header"]
    for line in GOOD.strip().splitlines():
        place, *cells = line.split("|")
        own = [cell.replace("AREA", AREA.replace(" ", "\n")) for cell in cells]
        rows.append(dict(zip(rows[0], [*place.split(), *own], strict=True)))
    return rows


def found_in(findings: Sequence[Finding], schema: Schema = SCHEMA) -> set[Found]:
    """What findings say."""
    return {
        (f.check, f.severity(schema), f.key, f.field, f.cell_ref, f.page, f.value) for f in findings
    }


@dataclass(frozen=True)
class Appendix:
    """The small appendix, changed.

    Args:
        cells: changed cells by table and row.
        how: how it is printed.
        paper: what it is printed on.
        memo: a further table: the names of its columns, which tell their widths, and its rows.
        tables: those of its tables that are printed.
    """

    cells: Mapping[Place, Mapping[str, str]] = field(default_factory=dict)
    how: Printing = TWO_PAGES
    paper: type[Paper] = Paper
    memo: tuple[tuple[str, ...], ...] = ()
    tables: tuple[str, ...] = ("person", "employer")

    def result(self, folder: Path) -> Result:
        """Print it and read it."""
        rows = good_rows()
        for (table, row), cells in self.cells.items():
            rows = changed(rows, table, row, **cells)
        groups = {table: self.how.column_groups[table] for table in self.tables}
        for number, texts in enumerate(self.memo[1:]):
            groups["memo"] = (self.memo[0],)
            blank = {**dict.fromkeys(rows[0], ""), "table": "memo", "kind": "service"}
            texts_by_column = dict(zip(self.memo[0], texts, strict=True))
            rows.append({**blank, "row": str(number), **texts_by_column})
        pdf = folder / "appendix.pdf"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(appendix, "Paper", self.paper)
            print_appendix(pdf, rows, replace(self.how, column_groups=groups))
        return read(pdf, read_document(pdf))

    def __call__(self, folder: Path) -> set[Found]:
        return found_in(self.result(folder).findings)


def with_cell(table: str, row: int, **cells: str) -> Appendix:
    """The small appendix with cells of one row changed."""
    return Appendix({(table, row): cells})


GOOD_APPENDIX = Appendix()


def at(check: str, severity: str, ref: str, page: int, value: str) -> Found:
    """A finding in a cell of a service."""
    service, own = ref.split("/")
    return check, severity, service, own, ref, page, value


@dataclass(frozen=True)
class Case:
    """A check and its samples.

    Args:
        wrong: one in which it finds something.
        found: all that must be found in that.
        right: one in which it finds nothing.
        beside: the checks that find something else there.
    """

    wrong: Sample
    found: set[Found]
    right: Sample = GOOD_APPENDIX
    beside: tuple[str, ...] = ()
