"""Each change of a good record is caught by the check that is for it, at the changed cell.

The real appendix is read once. Then the text of one printed cell, some words of a page, or one
value of the records is changed, and what is found beyond the findings of the appendix itself is
compared with the tables below. They follow from sections 3 and 4 of the design and from the words
of `schemas/appendix.yaml`.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.outputs.result import Result
from pipeline.pdf.geometry import Box
from pipeline.pdf.model import Document, Page, Word
from pipeline.records.model import Records
from pipeline.text.strings import LONGEST_CELL_TEXT, readable
from tests.support.command_line import REAL_PDF
from tests.support.reading import SCHEMA, Place, Steps, places, read, read_document, steps

# The page of the names, of the marks and areas beside them, and of the last column.
PAGES = {
    "person.tyovoimakoulutus": (2, 16, 30),
    "person.velvoittava-tyonvalitys": (2, 16, 30),
    "person.yhteiskuntaorientaatio": (3, 17, 31),
    "person.tyopajat-tyovalmennuspalvelut": (3, 17, 31),
    "person.kulttuurin-tuntemus": (3, 17, 31),
    "employer.starttiraha": (32, 46),
    "employer.tyotarjoukset": (32, 46),
    "employer.vuorotteluvapaa": (32, 46),
    "employer.jarjestoille-myonnettavat-avustukset": (32, 46),
}
GROUPS = (
    ("service", "service_type", "producer_text"),
    ("shared", "tem_area", "integration_client", "multidisciplinary"),
    ("new_jobseeker",),
)
UNMARKED: Place = (
    *("column-without-marks", "", "new_jobseeker", "person/heading/new_jobseeker"),
    30,
)
AREA = "Päijät-Hämeen työllisyysalue"

# Cell: its new text, and the checks that must find something there; none where nothing is wrong.
Cell = tuple[str, str]
TYPES: dict[Cell, dict[str, str]] = {
    ("person.tyovoimakoulutus", "service_type"): {
        "": "type-missing",
        "Pakollinen": "type-unknown",
        "Lakisaateinen": "type-unknown",
        "Lakisääteine": "type-unknown",
        "Lakisääteinenkin": "type-unknown",
        "?": "type-unknown",
        "Lakisääteinen Lakisääteinen": "type-unknown",
        # What stands beside a type and not in brackets may say the opposite.
        "Ei lakisääteinen": "type-remark",
        "Muu kuin lakisääteinen": "type-remark",
        "mahdollisesti lakisääteinen (HVA)": "type-remark",
        "Lakisääteinen (HVA) ei": "type-remark",
        "Lakisääteinen\uff1f": "type-remark",
        "Lakisääteinen, Muu lisäpalvelu": "type-conflict",
        "Lakisääteinen / lisäpalvelu": "type-conflict",
        "Lakisääteinen, Muu lisäpavelu": "type-conflict",
        "Lakisääteinen?": "type-uncertain",
        "Lakisääteinen (HVA) ?": "type-uncertain",
        "Muu lisäpavelu": "misprint",
        "MUU LISÄPAVELU": "misprint",
        "Muu lisäpavelu?": "misprint type-uncertain",
        "LAKISÄÄTEINEN": "",
        "Lakisää teinen": "",
        "Lakisääteinen (HVA, kunta)": "",
        "Lisäpalvelu (muu kuin lakisääteinen)": "",
    },
    ("employer.starttiraha", "service_type"): {
        "": "type-missing",
        "Vapaaehtoinen": "type-unknown",
        "Lakisääteinen Muu lisäpalvelu": "type-conflict",
        "Lakisääteinen ?": "type-uncertain",
        "Muu lisäpavelu": "misprint",
        "muu lisäpalvelu": "",
    },
}
PRODUCERS: dict[Cell, dict[str, str]] = {
    ("person.tyovoimakoulutus", "producer_text"): {
        "": "producer-missing",
        "Kaupungit": "producer-unknown",
        "kunnat ja Kaupungit": "producer-unknown",
        "lähikunnat": "producer-unknown",
        "ostopalvelutalo": "producer-unknown",
        "ostopalvelyt": "producer-unknown",
        "ei ostopalvelu": "producer-unknown",
        "Etelä-Savon työllisyysalue": "producer-unknown",
        "palvelu": "producer-unknown",
        "mahdollinen": "producer-unknown",
        # Which of them is possible only cannot be told.
        "Mahdolliset: kunnat, HVA": "producer-possible-apart",
        "kunnat, HVA, mahdollisesti": "producer-possible-apart",
        "ja": "producer-unknown",
        "x": "producer-unknown",
        "ostopalvelu?": "producer-uncertain",
        "kunnat, ? ostopalvelu": "producer-uncertain",
        "?": "producer-uncertain",
        "kunnat; Maahanmuuttovirasto?": "producer-unknown producer-uncertain",
        "ostopalvelu, ostopalvelu": "",
        "OSTOPALVELU": "",
        "sopimus kunnat": "",
        "mahdollinen ostopalvelu, (HVA:n)": "",
    },
    ("employer.jarjestoille-myonnettavat-avustukset", "producer_text"): {
        "": "producer-missing",
        "Kunna": "producer-unknown",
        "Kunnat yhteistyössä Kelan kanssa": "producer-unknown",
        "Kunnat (mahdollisesti?)": "producer-uncertain",
        f"{AREA} + työmarkkinatori": "",
    },
}
CYRILLIC, GREEK, TIMES, WIDE, BALLOT = "\u0445", "\u03c7", "\u00d7", "\uff58", "\u2717"
MARKS: dict[Cell, dict[str, str]] = {
    ("person.tyovoimakoulutus", "shared"): {
        "?": "mark-uncertain",
        "x?": "mark-uncertain",
        "X ?": "mark-uncertain",
        "xx": "mark-unknown",
        "X x": "mark-unknown",
        "(x)?": "mark-unknown",
        "(x": "mark-unknown",
        "[x]": "mark-unknown",
        "x.": "mark-unknown",
        "??": "mark-unknown",
        "-": "mark-unknown",
        "kyllä": "mark-unknown",
        CYRILLIC: "mark-unknown",
        CYRILLIC.upper(): "mark-unknown",
        f"({CYRILLIC})": "mark-unknown",
        GREEK: "mark-unknown",
        TIMES: "mark-unknown",
        WIDE: "mark-unknown",
        BALLOT: "mark-unknown",
        "X": "",
        "(x)": "",
        "( X )": "",
        "": "",
    },
    ("person.velvoittava-tyonvalitys", "integration_client"): {
        "?": "mark-uncertain",
        "(?)": "mark-unknown",
        "o": "mark-unknown",
        f"{CYRILLIC}?": "mark-unknown",
        "(X)": "",
    },
    ("person.tyovoimakoulutus", "multidisciplinary"): {
        "x?": "mark-uncertain",
        "1": "mark-unknown",
        GREEK: "mark-unknown",
        "": "",
    },
    # The one column without a mark has one then, or something that may be one.
    ("person.tyovoimakoulutus", "new_jobseeker"): {
        "?": "mark-uncertain",
        "ei": "mark-unknown",
        TIMES: "mark-unknown",
        "x": "",
    },
    ("employer.starttiraha", "shared"): {
        "x?": "mark-uncertain",
        "x x": "mark-unknown",
        "0": "mark-unknown",
        "(x)": "",
    },
}
TEM_AREAS: dict[Cell, dict[str, str]] = {
    ("person.tyovoimakoulutus", "tem_area"): {
        "": "tem-area-missing",
        "?": "tem-area-unclear",
        "2 Osaamisen kehittäminen ?": "tem-area-uncertain",
        "?2": "tem-area-uncertain",
        "2 Työn löytyminen": "tem-area-conflict",
        "1 Osaamisen kehittäminen": "tem-area-conflict",
        "1 Työn löytyminen, 2 Osaamisen kehittäminen": "tem-area-conflict",
        "1, 2": "tem-area-conflict",
        "1 Osaamisen kehittäminen ?": "tem-area-conflict",
        "7": "tem-area-unknown",
        "7 Osaamisen kehittäminen": "tem-area-unknown",
        "0": "tem-area-unknown",
        "22": "tem-area-unknown",
        "2 2": "tem-area-unknown",
        "-2": "tem-area-unknown",
        "2b": "tem-area-unknown",
        "\uff12": "tem-area-unknown",
        "II Osaamisen kehittäminen": "tem-area-unknown",
        "Osaaminen": "tem-area-unknown",
        "2 Osaamisen kehittäminen (osittain)": "tem-area-unknown",
        "mahdollisesti 2": "tem-area-unknown",
        "Muu": "tem-area-unknown",
        "x": "tem-area-unknown",
        "6 yhteiset tukipalvelut": "misprint",
        "6 yhteiset tukipalvelut ?": "misprint tem-area-uncertain",
        "6 YHTEISET TUKIPALVELUT": "",
        "2": "",
        "Osaamisen kehittäminen": "",
        "2. OSAAMISEN kehittäminen": "",
        "Muu (ei viitearkkitehtuurissa)": "",
    },
    # Its section has another service alone, and that has an area.
    ("employer.starttiraha", "tem_area"): {
        "": "tem-area-missing",
        "5 Tieto": "tem-area-unknown",
        "4 Tieto, neuvonta ja ohjaus": "tem-area-conflict",
        "5?": "tem-area-uncertain",
        "5": "",
    },
    ("person.yhteiskuntaorientaatio", "tem_area"): {"": "tem-area-missing"},
    # No service of its section has an area.
    ("person.tyopajat-tyovalmennuspalvelut", "tem_area"): {
        "1 Työn löytyminen": "",
        "?": "tem-area-unclear",
    },
}
LONG_NAME = "a" * LONGEST_CELL_TEXT
NAMES: dict[Cell, dict[str, str]] = {
    ("person.tyovoimakoulutus", "service"): {
        "": "schema-broken",
        LONG_NAME: "",
        f"{LONG_NAME}a": "text-too-long",
        # A correction never renames a service, nor makes two of one.
        "Kulukorvaukset": "",
    },
    ("employer.vuorotteluvapaa", "service"): {"": "schema-broken"},
    ("employer.tyotarjoukset", "producer_text"): {
        f"{LONG_NAME}a": "text-too-long producer-unknown"
    },
}
CELLS = [
    (service, field, text, checks)
    for table in (TYPES, PRODUCERS, MARKS, TEM_AREAS, NAMES)
    for (service, field), texts in table.items()
    for text, checks in texts.items()
]


@pytest.fixture(name="appendix", scope="module")
def real_appendix() -> Steps:
    return steps(read_document(REAL_PDF))


@pytest.fixture(name="records", scope="module")
def real_records(appendix: Steps) -> Records:
    return appendix.records(appendix.printed.text)


@pytest.fixture(name="usual", scope="module")
def usual_findings(appendix: Steps, records: Records) -> set[Place]:
    """What is found in the records of the appendix as it is."""
    return places(appendix.findings(records))


def page_of(service: str, field: str) -> int:
    """The page of a cell."""
    (group,) = (number for number, fields in enumerate(GROUPS) if field in fields)
    return PAGES[service][group]


def named(service: str, field: str, text: str) -> str:
    """A short name for a test."""
    return f"{service}/{field}: {text[:50]}"


@pytest.mark.parametrize(
    ("service", "field", "text", "checks"), CELLS, ids=[named(*case[:3]) for case in CELLS]
)
def test_a_changed_cell_is_found(
    appendix: Steps, usual: set[Place], service: str, field: str, text: str, checks: str
) -> None:
    ref = f"{service}/{field}"
    assert ref not in {place[3] for place in usual}
    assert appendix.printed.text.at[service, field] != text
    changed = appendix.printed.text.copy()
    changed.loc[service, field] = text
    found = places(appendix.findings(appendix.records(changed)))
    page = page_of(service, field)
    assert found - usual == {(check, service, field, ref, page) for check in checks.split()}
    assert usual - found == ({UNMARKED} if field == "new_jobseeker" else set())


def test_every_column_of_both_tables_is_changed() -> None:
    changed = {(service.split(".")[0], field) for service, field, _, checks in CELLS if checks}
    assert changed == {
        (table.table, field) for table in SCHEMA.description.tables for field in table.columns
    }
    assert sum(bool(checks) for *_, checks in CELLS) >= 80


# Changes of a printed page: the words of a cell, its new text, what is new, and what is gone.
Reprint = tuple[str, str, set[Place], set[Place]]
TYKY = "person.tyokykykoordinaattorin-palvelut"


def at(check: str, service: str, field: str, page: int) -> Place:
    """A finding in a cell of a service."""
    return check, service, field, f"{service}/{field}", page


REPRINTS: dict[str, Reprint] = {
    "two names alike": (
        "person.tyo-ja-koulutuskokeilut/service",
        "Ammatinvalinnan ohjaus",
        {at("key-doubled", "person.ammatinvalinnan-ohjaus-2", "service", 2)},
        set(),
    ),
    "two names alike but for what identifiers leave out": (
        "person.tyo-ja-koulutuskokeilut/service",
        "AMMATINVALINNAN ohjaus (uusi): muu",
        {at("key-doubled", "person.ammatinvalinnan-ohjaus-2", "service", 2)},
        set(),
    ),
    "two names alike in one section": (
        "person.yhteiskuntaorientaatio/service",
        "Kulttuurin tuntemus",
        {at("key-doubled", "person.kulttuurin-tuntemus-kotoutumispalvelut-2", "service", 3)},
        set(),
    ),
    "two names alike in two sections": (
        "person.yhteiskuntaorientaatio/service",
        "Ammatinvalinnan ohjaus",
        set(),
        set(),
    ),
    "name of signs": (
        "person.tyovoimakoulutus/service",
        "***",
        {at("key-unnamed", "person.unnamed", "service", 2)},
        set(),
    ),
    "name in brackets": (
        "employer.starttiraha/service",
        "(starttiraha)",
        {at("key-unnamed", "employer.unnamed", "service", 32)},
        set(),
    ),
    "no name": (
        "person.tyovoimakoulutus/service",
        "",
        {("name-missing", "", "", "", 2)},
        set(),
    ),
    # The row goes on from the last one of the page before, and the two do not fit.
    "no name at the top of a page": (
        "person.kuntouttava-tyotoiminta/service",
        "",
        {at("type-conflict", TYKY, "service_type", 2), at("producer-uncertain", TYKY,
            "producer_text", 2)},
        {at("tem-area-missing", TYKY, "tem_area", 16), at("producer-uncertain",
            "person.kuntouttava-tyotoiminta", "producer_text", 3)},
    ),
    "control character in a name": (
        "employer.starttiraha/service",
        "Starttiraha\x07",
        {at("text-unreadable", "employer.starttiraha", "service", 32)},
        set(),
    ),
    "letter of private use in a name": (
        "employer.starttiraha/service",
        "Starttiraha\ue000",
        {at("text-unreadable", "employer.starttiraha", "service", 32)},
        set(),
    ),
    "control character in a mark": (
        "employer.starttiraha/shared",
        "x\x07",
        {at("text-unreadable", "employer.starttiraha", "shared", 46), at("mark-unknown",
            "employer.starttiraha", "shared", 46)},
        set(),
    ),
    "glyph without a letter as area": (
        "employer.starttiraha/tem_area",
        "(cid:3)",
        {at("text-unreadable", "employer.starttiraha", "tem_area", 46), at("tem-area-unknown",
            "employer.starttiraha", "tem_area", 46)},
        set(),
    ),
    "other heading": (
        "person/heading/shared",
        "Yhteinen palvelu",
        {("heading-missing", "", "shared", "person/heading/shared", 2), ("heading-unknown", "", "",
            "person/heading/yhteinen-palvelu", 16)},
        {at("mark-uncertain", "person.nuorten-monialaisen-tuen-yhteispalvelu", "shared", 16)},
    ),
}  # fmt: skip
# Points from letter to letter of a word that a test puts on a page; narrower than any column.
LETTER = 4.5


def reprinted(document: Document, old: list[Word], text: str) -> Document:
    """The document with other words in place of some."""
    box = old[0].box
    number = max(word.number for page in document.pages for word in page.words) + 1
    new: list[Word] = []
    x = box.x0
    for word in readable(text).split():
        end = x + LETTER * len(word)
        place = Box(x, box.top, end, box.bottom)
        new.append(Word(number + len(new), word, place, old[0].bold))
        x = end + LETTER
    pages: list[Page] = []
    for page in document.pages:
        kept = [word for word in page.words if word not in old]
        words = (*kept, *new) if len(kept) < len(page.words) else page.words
        pages.append(replace(page, words=words))
    return replace(document, pages=tuple(pages))


@pytest.fixture(name="result", scope="module")
def real_result(appendix: Steps) -> Result:
    return read(REAL_PDF, appendix.document)


@pytest.mark.parametrize(("ref", "text", "new", "gone"), REPRINTS.values(), ids=REPRINTS)
def test_other_words_on_a_page_are_found(
    appendix: Steps, result: Result, ref: str, text: str, new: set[Place], gone: set[Place]
) -> None:
    (item,) = (item for item in result.items if item.cell_ref == ref)
    words = [word for line in item.lines for word in line.words]
    before = places(result.findings)
    after = places(read(REAL_PDF, reprinted(appendix.document, words, text)).findings)
    assert (after - before, before - after) == (new, gone)


# Changes of a value after it was read: a fault of the program, which the Table Schemas catch.
SERVICE = "person.tyovoimakoulutus"
BROKEN = "schema-broken"
RECORD_VALUES: list[tuple[str, str, Place]] = [
    ("customer_group", "persons", (BROKEN, SERVICE, "customer_group", "", None)),
    ("customer_group", "", (BROKEN, SERVICE, "customer_group", "", None)),
    ("service", "", at(BROKEN, SERVICE, "service", 2)),
    ("service_type", "", at(BROKEN, SERVICE, "service_type", 2)),
    ("service_type", "statutry", at(BROKEN, SERVICE, "service_type", 2)),
    ("service_type", "Lakisääteinen", at(BROKEN, SERVICE, "service_type", 2)),
    ("shared", "", at(BROKEN, SERVICE, "shared", 16)),
    ("shared", "x", at(BROKEN, SERVICE, "shared", 16)),
    ("tem_area", "", at(BROKEN, SERVICE, "tem_area", 16)),
    ("tem_area", "7", at(BROKEN, SERVICE, "tem_area", 16)),
    ("integration_client", "", at(BROKEN, SERVICE, "integration_client", 16)),
    ("integration_client", "maybe", at(BROKEN, SERVICE, "integration_client", 16)),
    ("multidisciplinary", "", at(BROKEN, SERVICE, "multidisciplinary", 16)),
    ("multidisciplinary", "YES", at(BROKEN, SERVICE, "multidisciplinary", 16)),
    ("new_jobseeker", "", at(BROKEN, SERVICE, "new_jobseeker", 30)),
    ("new_jobseeker", "none", at(BROKEN, SERVICE, "new_jobseeker", 30)),
    ("tem_area_uncertain", "maybe", (BROKEN, SERVICE, "tem_area_uncertain", "", None)),
    ("tem_area_uncertain", "", (BROKEN, SERVICE, "tem_area_uncertain", "", None)),
    ("pages", "", (BROKEN, SERVICE, "pages", "", None)),
    ("pages", "2,16,30", (BROKEN, SERVICE, "pages", "", None)),
    ("pages", "2;16;", (BROKEN, SERVICE, "pages", "", None)),
]
LIST_VALUES: list[tuple[str, str]] = [
    ("producer", "nobody"),
    ("producer", "ostopalvelu"),
    ("producer", ""),
    ("certainty", "perhaps"),
    ("certainty", ""),
]


@pytest.mark.parametrize(("field", "value", "place"), RECORD_VALUES)
def test_a_value_that_breaks_the_table_schema_is_found(
    appendix: Steps, records: Records, usual: set[Place], field: str, value: str, place: Place
) -> None:
    frame = records.frame.copy()
    frame[field] = frame[field].astype(object)
    assert frame.at[SERVICE, field] != value
    frame.at[SERVICE, field] = value
    found = places(appendix.findings(replace(records, frame=frame)))
    assert (found - usual, usual - found) == ({place}, set())


@pytest.mark.parametrize(("field", "value"), LIST_VALUES)
def test_a_value_of_a_list_that_breaks_its_table_schema_is_found(
    appendix: Steps, records: Records, usual: set[Place], field: str, value: str
) -> None:
    frame: pd.DataFrame = records.lists["service_producers"].copy()
    frame.loc[frame["service_id"] == SERVICE, field] = value
    found = places(appendix.findings(replace(records, lists={"service_producers": frame})))
    assert (found - usual, usual - found) == ({(BROKEN, SERVICE, field, "", None)}, set())
