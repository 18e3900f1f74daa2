"""Every check has a sample that it finds something wrong in, and one as near that is right.

Most samples are a small appendix in which one cell, heading or page is changed; as it is there is
nothing to find in it. Faults that only the program itself could make are made between its steps.
What must be found is written down from what is printed. What a build does with such documents is
tested in `test_flawed_documents`, all that text in strange fonts may look like in
`test_unreadable_text`, and every kind of value in `test_mutations`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

import pytest

from pipeline.checks.fates import evidence_findings
from pipeline.checks.values import lost_record_findings
from pipeline.finding import Finding
from pipeline.outputs.result import Result
from pipeline.schema.check import BUILT_IN_CHECKS, When
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.text.strings import LONGEST_CELL_TEXT
from tests.printing import appendix
from tests.printing.appendix import (
    ABOVE,
    AREA,
    COLUMN_GROUPS,
    LEADING,
    LEFT,
    ORIGINAL_FONT_SIZE,
    WIDTHS,
    ExtraColumn,
    Printing,
    TranscribedRow,
    changed,
    print_appendix,
    transcription,
)
from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    LIST,
    LIST_LAYOUT,
    contract_rows,
    contracts,
    print_table,
)
from tests.support.drawing import Paper
from tests.support.reading import SCHEMA, read, read_document, steps
from tests.support.strange_fonts import NamelessPaper

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


VALUES: dict[str, Case] = {
    "type-missing": Case(
        with_cell("person", 1, type=""),
        {at("type-missing", "warning", f"{FIRST}/service_type", 2, "")},
    ),
    "type-unknown": Case(
        with_cell("person", 1, type="Lakisääteine"),
        {at("type-unknown", "error", f"{FIRST}/service_type", 2, "Lakisääteine")},
    ),
    "type-conflict": Case(
        with_cell("person", 3, type="Lisäpalvelu,\nlakisääteinen"),
        {at("type-conflict", "error", "person.kulukorvaukset/service_type", 3,
            "Lisäpalvelu, lakisääteinen")},
        with_cell("person", 3, type="Lisäpalvelu (muu\nkuin\nlakisääteinen)"),
    ),
    "type-uncertain": Case(
        with_cell("employer", 2, type="Lakisääteinen?"),
        {at("type-uncertain", "warning", "employer.starttiraha/service_type", 11,
            "Lakisääteinen?")},
    ),
    "type-remark": Case(
        with_cell("employer", 2, type="Ei lakisääteinen"),
        {at("type-remark", "warning", "employer.starttiraha/service_type", 11,
            "Ei lakisääteinen")},
        with_cell("employer", 2, type="Lakisääteinen\n(ei HVA)"),
    ),
    "producer-missing": Case(
        with_cell("employer", 3, producer=""),
        {at("producer-missing", "warning", "employer.kuntalisat/producer_text", 11, "")},
    ),
    "producer-unknown": Case(
        with_cell("person", 1, producer="lähikunnat"),
        {at("producer-unknown", "error", f"{FIRST}/producer_text", 2, "lähikunnat")},
    ),
    "producer-uncertain": Case(
        with_cell("person", 6, producer="HVA ?"),
        {at("producer-uncertain", "warning", "person.kulttuurin-tuntemus/producer_text", 3,
            "HVA ?")},
        with_cell("person", 6, producer="mahdollinen HVA"),
    ),
    "producer-possible-apart": Case(
        with_cell("person", 6, producer="HVA,\nmahdollisesti"),
        {at("producer-possible-apart", "warning", "person.kulttuurin-tuntemus/producer_text", 3,
            "HVA, mahdollisesti")},
        with_cell("person", 6, producer="HVA\nmahdollisesti"),
    ),
    # Where the one other service of the section has no area either, nothing is missing.
    "tem-area-missing": Case(
        with_cell("person", 6, tem=""),
        {at("tem-area-missing", "warning", "person.kulttuurin-tuntemus/tem_area", 6, "")},
        Appendix({("person", 5): {"tem": ""}, ("person", 6): {"tem": ""}}),
    ),
    "tem-area-unclear": Case(
        with_cell("person", 1, tem="?"),
        {at("tem-area-unclear", "warning", f"{FIRST}/tem_area", 5, "?")},
    ),
    "tem-area-uncertain": Case(
        with_cell("employer", 3, tem="1 Työn löytyminen\n?"),
        {at("tem-area-uncertain", "warning", "employer.kuntalisat/tem_area", 13,
            "1 Työn löytyminen ?")},
    ),
    "tem-area-unknown": Case(
        with_cell("person", 1, tem="7 Osaamisen kehittäminen"),
        {at("tem-area-unknown", "error", f"{FIRST}/tem_area", 5, "7 Osaamisen kehittäminen")},
    ),
    "tem-area-conflict": Case(
        with_cell("person", 1, tem="1 Osaamisen kehittäminen"),
        {at("tem-area-conflict", "error", f"{FIRST}/tem_area", 5, "1 Osaamisen kehittäminen")},
        with_cell("person", 1, tem="Osaamisen kehittäminen"),
    ),
    "mark-uncertain": Case(
        with_cell("person", 2, new_jobseeker="x?"),
        {at("mark-uncertain", "warning", f"{SECOND}/new_jobseeker", 8, "x?")},
        with_cell("person", 2, new_jobseeker="(x)"),
    ),
    "mark-unknown": Case(
        with_cell("person", 6, integration_client="x x"),
        {at("mark-unknown", "error", "person.kulttuurin-tuntemus/integration_client", 6, "x x")},
        with_cell("person", 6, integration_client="X"),
    ),
    "misprint": Case(
        with_cell("person", 3, type="Muu lisäpavelu"),
        {at("misprint", "info", "person.kulukorvaukset/service_type", 3, "Muu lisäpavelu")},
    ),
    "column-without-marks": Case(
        with_cell("person", 2, new_jobseeker=""),
        {("column-without-marks", "info", "", "new_jobseeker", "person/heading/new_jobseeker", 8,
            "Uusi työnhakija")},
    ),
    # The section's name is put to both names; a name without a section is another.
    "key-doubled": Case(
        with_cell("person", 6, service="Yhteiskuntaorientaatio"),
        {at("key-doubled", "warning",
            "person.yhteiskuntaorientaatio-kotoutumispalvelut-2/service", 3,
            "Yhteiskuntaorientaatio")},
        with_cell("person", 2, service="Yhteiskuntaorientaatio"),
    ),
    "key-unnamed": Case(
        with_cell("person", 2, service="***"),
        {at("key-unnamed", "warning", "person.unnamed/service", 2, "***")},
        with_cell("person", 2, service="*** 3"),
    ),
    "name-missing": Case(
        with_cell("person", 1, service=""),
        {("name-missing", "error", "", "", "", 2,
            "Lakisääteinen | Kunta | x | 2 Osaamisen kehittäminen | x")},
    ),
    "word-broken": Case(
        with_cell("person", 2, service=f"{FULL_LINE}\ntoiminta"),
        {at("word-broken", "warning", f"person.{FULL_SLUG}/service", 2,
            f"{FULL_LINE} toiminta")},
        with_cell("person", 2, service=f"{FULL_LINE[:-2]}\ntoiminta"),
    ),
}  # fmt: skip


class MergedPaper(Paper):
    """On page 6 the lowest row has one cell under the headings of its last two columns."""

    page = 1
    border = LEFT + sum(WIDTHS[name] for name in ("shared", "tem", "integration_client"))
    row_height = ORIGINAL_FONT_SIZE * (LEADING + 2 * ABOVE)

    def next_page(self) -> None:
        self.page += 1
        super().next_page()

    def line(self, x0: float, top: float, x1: float, bottom: float, width: float = 0.75) -> None:
        if self.page == 6 and x0 == x1 and abs(x0 - self.border) < 1:
            bottom -= self.row_height
        super().line(x0, top, x1, bottom, width)


class StrangePaper(NamelessPaper):
    """One cell is drawn in a font that does not say which letters it draws."""

    def __init__(self, path: Path, size: tuple[float, float], *_: str) -> None:
        super().__init__(path, size)

    @staticmethod
    def is_strange(text: str) -> bool:
        return text == "Kunta"


class FaultyPaper(Paper):
    """Each page asks for a shade of grey that is none."""

    shade = "/x"

    def next_page(self) -> None:
        self.canvas._code.append(f"{self.shade} g")
        super().next_page()


class GreyPaper(FaultyPaper):
    """Each page asks for black."""

    shade = "0"


ALIKE = replace(
    TWO_PAGES,
    column_groups={
        **COLUMN_GROUPS,
        "person": (
            COLUMN_GROUPS["person"][0],
            ("shared", "tem", "integration_client"),
            ("multidisciplinary",),
            ("new_jobseeker",),
        ),
    },
)
LEFT_OUT = replace(TWO_PAGES, leave_out_empty_last_page=True)
BROKEN_ROW: dict[Place, dict[str, str]] = {
    ("person", 2): {"service": "Työvoimakoulutus (ja"},
    ("person", 3): {"service": "uudelleenkoulutus)", "type": "", "producer": "", "shared": "",
        "tem": ""},
}  # fmt: skip
PAGES: dict[str, Case] = {
    # Without the area's name, its own cells name an unknown producer.
    "title-missing": Case(
        Appendix(how=replace(TWO_PAGES, title=("{area}en taulukko.",))),
        {
            ("title-missing", "error", "", "", "", None, ""),
            at("producer-unknown", "error", "person.yhteiskuntaorientaatio/producer_text", 3, AREA),
            at("producer-unknown", "error", "employer.starttiraha/producer_text", 11, AREA),
        },
        Appendix(how=replace(TWO_PAGES, title=("{area}en liitetaulukko.",))),
    ),
    "heading-missing": Case(
        with_cell("person", 0, shared="Yhteinen\npalvelu"),
        {
            ("heading-missing", "error", "", "shared", "person/heading/shared", 2, SHARED),
            ("heading-unknown", "warning", "", "", "person/heading/yhteinen-palvelu", 5,
                "Yhteinen palvelu"),
        },
        with_cell("person", 0, shared="YHTEINEN palvelu\ntoisen työllisyys\nalueen kanssa"),
    ),
    "heading-doubled": Case(
        Appendix(how=replace(TWO_PAGES,
            extra_columns=(ExtraColumn("person", 1, "Kotoutuja", "x"),))),
        {("heading-doubled", "error", "", "integration_client",
            "person/heading/integration_client", 5, "Kotoutuja")},
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, ""),))),
    ),
    "heading-unknown": Case(
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, "Huomio", "x"),))),
        {("heading-unknown", "warning", "", "", "person/heading/huomio", 5, "Huomio")},
        Appendix(how=replace(TWO_PAGES, extra_columns=(ExtraColumn("person", 1, ""),))),
    ),
    # The rows of pages 2 and 8 are as high as each other; below, one has two lines on page 3.
    "rows-unjoined": Case(
        Appendix(how=replace(TWO_PAGES, heights="group")),
        {
            ("rows-unjoined", "error", "", "", "", 5, f"{SHARED}, {TEM}, Kotoutuja, Monialainen"),
            ("rows-unjoined", "error", "", "", "", 9, "Uusi työnhakija"),
            ("rows-unjoined", "error", "", "", "", 13, f"{SHARED_OF_EMPLOYERS}, {TEM}"),
        },
    ),
    # Side by side it is a table; below each other the same texts are lines in a frame.
    "table-unknown": Case(
        Appendix(memo=(("service", "type"), ("Laatija", "Päivä"), ("Lahti", "1.1."))),
        {("table-unknown", "error", "", "", "", 15, "Laatija | Päivä")},
        Appendix(memo=(("service",), ("Laatija",), ("Lahti",))),
        beside=("text-outside-tables",),
    ),
    "table-missing": Case(
        Appendix(tables=("person",)),
        {("table-missing", "error", "", "", "", None, "employer")},
    ),
    "column-page-left-out": Case(
        Appendix(how=LEFT_OUT),
        {("column-page-left-out", "warning", "", "", "", 3, "Uusi työnhakija")},
        Appendix({("person", 6): {"new_jobseeker": "x"}}, LEFT_OUT),
    ),
    "joined-by-order": Case(
        Appendix(how=ALIKE),
        {("joined-by-order", "info", "", "", "", 12, "Uusi työnhakija")},
        Appendix(how=replace(ALIKE, repeat_headings=True)),
    ),
    "cell-merged-across": Case(
        Appendix(paper=MergedPaper),
        {("cell-merged-across", "warning", "", "", "", 6, "x")},
    ),
    "row-continued": Case(
        Appendix(BROKEN_ROW, replace(TWO_PAGES, page_breaks=("uudelleenkoulutus)",))),
        {("row-continued", "info", "", "", "", 3, "uudelleenkoulutus)")},
        Appendix(
            {**BROKEN_ROW, ("person", 3): {**BROKEN_ROW["person", 3],
                "service": "Uudelleenkoulutus"}},
            replace(TWO_PAGES, page_breaks=("Uudelleenkoulutus",)),
        ),
        beside=("type-missing", "producer-missing", "tem-area-missing"),
    ),
    "text-outside-tables": Case(
        Appendix(memo=(("service",), ("Kysy lisää kunnasta",))),
        {("text-outside-tables", "warning", "", "", "p15/1", 15, "Kysy lisää kunnasta")},
        Appendix(memo=(("service",), ("Sivu 15",))),
    ),
    # The codes of the letters, which stand for nothing in the font.
    "text-unreadable": Case(
        Appendix(paper=StrangePaper),
        {
            at(check, "error", f"{FIRST}/producer_text", 2,
                "".join(f"(cid:{ord(letter)})" for letter in "Kunta"))
            for check in ("text-unreadable", "producer-unknown")
        },
    ),
    # The words are those of the PDF library.
    "pdf-remark": Case(
        Appendix(paper=FaultyPaper),
        {("pdf-remark", "info", "", "", "", None,
            "Cannot set gray level because /'x' is an invalid float value")},
        Appendix(paper=GreyPaper),
    ),
}  # fmt: skip


def long_name(length: int) -> Sample:
    """The small appendix, in which one name is as long as this after it was printed."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        taken = steps(read_document(folder / "appendix.pdf"))
        text = taken.printed.text.copy()
        text.loc[FIRST, "service"] = "a" * length
        return found_in(taken.findings(taken.records(text)))

    return sample


def without_cell(ref: str) -> Sample:
    """The small appendix, of which a cell is forgotten after it was read; none where empty."""

    def sample(folder: Path) -> set[Found]:
        result = GOOD_APPENDIX.result(folder)
        pages = read_document(folder / "appendix.pdf").pages
        items = [item for item in result.items if item.cell_ref != ref]
        assert len(items) == len(result.items) - bool(ref)
        return found_in(list(evidence_findings(items, pages, SCHEMA)))

    return sample


def without_record(key: str) -> Sample:
    """The small appendix, of which a record is forgotten after it was read; none where empty."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        taken = steps(read_document(folder / "appendix.pdf"))
        sources = {k: source for k, source in taken.printed.sources.items() if k != key}
        kept = replace(taken.printed, sources=sources)
        return found_in(list(lost_record_findings(kept, taken.tables.tables, SCHEMA)))

    return sample


STEPS: dict[str, Case] = {
    "text-too-long": Case(
        long_name(LONGEST_CELL_TEXT + 1),
        {at("text-too-long", "warning", f"{FIRST}/service", 2, "a" * (LONGEST_CELL_TEXT + 1))},
        long_name(LONGEST_CELL_TEXT),
    ),
    "words-lost": Case(
        without_cell("employer.starttiraha/service"),
        {("words-lost", "error", "", "", "", None, "Starttiraha")},
        without_cell(""),
    ),
    "records-lost": Case(
        without_record("employer.starttiraha"),
        {("records-lost", "error", "", "", "", None, "employer")},
        without_record(""),
    ),
}


@dataclass(frozen=True)
class Contract:
    """A list of three contracts, changed.

    Args:
        cells: changed cells of the first.
        limits: limits that the Table Schema puts on a field, by field.
    """

    cells: Mapping[str, str]
    limits: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __call__(self, folder: Path) -> set[Found]:
        pdf, schemas = folder / "contracts.pdf", folder / "schemas"
        first, *others = contract_rows(contracts()[:3])
        print_table(pdf, [{**first, **self.cells}, *others], CONTRACT_LAYOUT)
        shutil.copytree(CONTRACTS / "schemas", schemas)
        path = schemas / "contracts.schema.json"
        table_schema = json.loads(path.read_text(encoding="utf-8"))
        for described in table_schema["fields"]:
            own = self.limits.get(described["name"], {})
            described.setdefault("constraints", {}).update(own)
        path.write_text(json.dumps(table_schema), encoding="utf-8")
        schema = load_checked_schema(schemas)
        return found_in(read(pdf, read_document(pdf), schema).findings, schema)


@dataclass(frozen=True)
class Grants:
    """A list of two grants under one heading, with printed totals; an empty one is left out."""

    amount: str = "300,50"
    chapter_total: str = "1 500,50"
    total: str = "1 500,50"

    def __call__(self, folder: Path) -> set[Found]:
        pdf = folder / "list.pdf"
        rows = [
            ("", "Kirjastot", ""),
            ("2.01", "Kalusto", "1 200,00"),
            ("2.02", "Koulutus", self.amount),
            ("", "Luku yhteensä", self.chapter_total),
            *([("", "Kaikki yhteensä", self.total)] if self.total else []),
        ]
        columns = ("number", "name", "amount")
        printed = [dict(zip(columns, row, strict=True)) for row in rows]
        print_table(pdf, printed, LIST_LAYOUT)
        schema = load_checked_schema(LIST / "schemas")
        return found_in(read(pdf, read_document(pdf), schema).findings, schema)


CONTRACT = "h-2023-001"
BEYOND = {"value": {"maximum": 13000}}
BEFORE = {"start_date": {"minimum": "2023-01-18"}}
OTHER_TABLES: dict[str, Case] = {
    # The description has no check for two codes in a cell.
    "schema-broken": Case(
        Contract({"procedure": "Suorahankinta Avoin menettely"}),
        {at("schema-broken", "error", f"{CONTRACT}/procedure", 1, "Suorahankinta Avoin menettely")},
        Contract({"procedure": "Suorahankinta"}),
    ),
    "schema-broken: above the maximum": Case(
        Contract({"value": "13 000,01 €"}, BEYOND),
        {at("schema-broken", "error", f"{CONTRACT}/value", 1, "13 000,01 €")},
        Contract({"value": "13 000,00 €"}, BEYOND),
    ),
    "schema-broken: before the first day": Case(
        Contract({"start_date": "17.1.2023"}, BEFORE),
        {at("schema-broken", "error", f"{CONTRACT}/start_date", 1, "17.1.2023")},
        Contract({"start_date": "18.1.2023"}, BEFORE),
    ),
    "procedure-unknown": Case(
        Contract({"procedure": "Suorahankinnat"}),
        {at("procedure-unknown", "error", f"{CONTRACT}/procedure", 1, "Suorahankinnat")},
        Contract({"procedure": "SUORAHANKINTA"}),
    ),
    "value-unknown": Case(
        Contract({"value": "noin 100 €"}),
        {at("value-unknown", "error", f"{CONTRACT}/value", 1, "noin 100 €")},
        Contract({"value": "100 €"}),
    ),
    "value-missing": Case(
        Contract({"value": ""}),
        {at("value-missing", "warning", f"{CONTRACT}/value", 1, "")},
        Contract({"value": "0"}),
    ),
    "date-unknown": Case(
        Contract({"end_date": "29.2.2023"}),
        {at("date-unknown", "error", f"{CONTRACT}/end_date", 1, "29.2.2023")},
        Contract({"end_date": "29.2.2024"}),
    ),
    # Broken before its unit a number is whole.
    "number-broken": Case(
        Contract({"value": "123 456 789 012 345,00 €"}),
        {at("number-broken", "warning", f"{CONTRACT}/value", 1, "123 456 789 012 345,00 €")},
        Contract({"value": "123 456 789 012,00 €"}),
    ),
    "amount-unknown": Case(
        Grants(amount="300,5O"),
        {
            at("amount-unknown", "error", "2-02/amount", 1, "300,5O"),
            ("chapter-total-differs", "error", "", "amount",
                "grants/total/luku-yhteensa/amount", 1, "1 500,50"),
            ("total-differs", "error", "", "amount", "grants/total/kaikki-yhteensa/amount", 1,
                "1 500,50"),
        },
        Grants(),
    ),
    "chapter-total-differs": Case(
        Grants(chapter_total="1 500,51"),
        {("chapter-total-differs", "error", "", "amount", "grants/total/luku-yhteensa/amount", 1,
            "1 500,51")},
        Grants(),
    ),
    "total-differs": Case(
        Grants(total="1 500,49"),
        {("total-differs", "error", "", "amount", "grants/total/kaikki-yhteensa/amount", 1,
            "1 500,49")},
        Grants(),
    ),
    "total-missing": Case(
        Grants(total=""),
        {("total-missing", "error", "", "amount", "", 1, "grants")},
        Grants(),
    ),
}  # fmt: skip
CASES = {**VALUES, **PAGES, **STEPS, **OTHER_TABLES}


@pytest.mark.parametrize("name", CASES)
def test_a_check_finds_what_is_wrong_and_nothing_else(name: str, tmp_path: Path) -> None:
    assert CASES[name].wrong(tmp_path) == CASES[name].found


@pytest.mark.parametrize("name", [n for n, c in CASES.items() if c.right is not GOOD_APPENDIX])
def test_a_check_finds_nothing_where_all_is_right(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert name.split(":")[0] not in case.beside
    assert {found[0] for found in case.right(tmp_path)} == set(case.beside)


def test_there_is_nothing_to_find_in_the_small_appendix(tmp_path: Path) -> None:
    assert GOOD_APPENDIX(tmp_path) == set()


def test_every_check_has_a_sample() -> None:
    checks = {check.check for check in SCHEMA.description.checks} | set(BUILT_IN_CHECKS)
    assert checks <= set(CASES)


def test_everything_that_a_description_may_look_for_has_a_sample() -> None:
    schemas = [SCHEMA, *(load_checked_schema(folder / "schemas") for folder in (CONTRACTS, LIST))]
    checks = [check for schema in schemas for check in schema.description.checks]
    assert {check.when for check in checks if check.check in CASES} - {None} == set(get_args(When))
