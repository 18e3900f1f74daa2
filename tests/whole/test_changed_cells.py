"""Each change of the text of a printed cell is caught by the check that is for it, at that cell.

What is found beyond the findings of the appendix itself is compared with the tables below. They
follow from sections 3 and 4 of the design and from the words of `schemas/appendix.yaml`.
"""

from __future__ import annotations

import pytest

from pipeline.text.strings import LONGEST_CELL_TEXT
from tests.support.reading import SCHEMA, Place, Steps, places

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
