"""Cells read with the vocabularies of the appendix."""

from __future__ import annotations

import pytest

from pipeline.records.readers import CellReader, Reading, reader_of
from pipeline.schema.consistency import load_checked_schema
from pipeline.text.strings import fold
from tests.support.command_line import SCHEMAS

SCHEMA = load_checked_schema(SCHEMAS)
AREA = "Päijät-Hämeen työllisyysalue"
POSSIBLE = "possible"
STATED = "stated"


def reader(field: str, name: str = AREA) -> CellReader:
    return reader_of(field, SCHEMA, name)


def producers(text: str, name: str = AREA) -> dict[str, str]:
    return {code.code: code.certainty for code in reader("producer_text", name)(text).codes}


# Section 4 of the design, and what its rules say of wordings like them.
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (AREA, {"employment_area": STATED}),
        (
            f"{AREA}, ostopalvelut mahdollisia",
            {"employment_area": STATED, "purchased_service": POSSIBLE},
        ),
        (
            f"{AREA} ja ostopalvelu sekä kuntien ekosysteemit. Tämän lisäksi mm. Työmarkkinatori",
            {
                "employment_area": STATED,
                "purchased_service": STATED,
                "municipal_ecosystem": STATED,
                "job_market_finland": STATED,
            },
        ),
        ("Muu palvelu (laaja joukko tuottajia)", {"other_providers": STATED}),
        ("mahdollinen ostopalvelu", {"purchased_service": POSSIBLE}),
        (
            f"{AREA} ja sopimuskunnat",
            {"employment_area": STATED, "contract_municipalities": STATED},
        ),
        (
            "ostopalvelu / kunnan omaa toimintaa",
            {"purchased_service": STATED, "municipalities": STATED},
        ),
        ("Muun viranomaisen (oma tai hankkima) palvelu?", {"other_authority": POSSIBLE}),
        (
            "Palvelun tuottaa: Muun viranomaisen (HVA) (oma tai hankkima) palvelu, kuntien "
            "ekosysteemi",
            {
                "other_authority": STATED,
                "wellbeing_services_county": STATED,
                "municipal_ecosystem": STATED,
            },
        ),
        (
            f"{AREA} ja kuntien ekosysteemit. Yhteistyö HVA?",
            {
                "employment_area": STATED,
                "municipal_ecosystem": STATED,
                "wellbeing_services_county": POSSIBLE,
            },
        ),
        (
            f"{AREA} + työmarkkinatori",
            {"employment_area": STATED, "job_market_finland": STATED},
        ),
        (
            "Kunnat yhteistyössä koulutuksenjärjestäjien kanssa",
            {"municipalities": STATED, "education_providers": STATED},
        ),
        (
            "Kunnat yhteistyössä järjestöjen kanssa",
            {"municipalities": STATED, "organisations": STATED},
        ),
        ("KUNNAT", {"municipalities": STATED}),
        ("koulutuksen järjestäjien", {"education_providers": STATED}),
        ("ostopalvelu, ostopalvelu?", {"purchased_service": STATED}),
        ("ostopalvelu? ja kunnat", {"purchased_service": POSSIBLE, "municipalities": STATED}),
        ("? ostopalvelu", {"purchased_service": STATED}),
        (
            "ostopalvelu ja mahdollinen HVA",
            {"purchased_service": STATED, "wellbeing_services_county": POSSIBLE},
        ),
        ("sopimus kunnat", {"contract_municipalities": STATED}),
        ("", {}),
    ],
)
def test_producers(text: str, wanted: dict[str, str]) -> None:
    reading = reader("producer_text")(text)
    assert {code.code: code.certainty for code in reading.codes} == wanted
    assert reading.unknown == ()
    assert fold("".join(segment.text for segment in reading.segments)) == fold(text)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Maahanmuuttovirasto", ("Maahanmuuttovirasto",)),
        ("kunnat ja Maahanmuuttovirasto", ("Maahanmuuttovirasto",)),
        ("lähikunnat", ("lähikunnat",)),
        ("ostopalvelutalo", ("ostopalvelutalo",)),
        ("Etelä-Savon työllisyysalue", ("Etelä-Savon",)),
        ("x", ("x",)),
        ("palvelu", ("palvelu",)),
    ],
)
def test_every_word_of_a_producer_cell_is_known_or_reported(
    text: str, unknown: tuple[str, ...]
) -> None:
    reading = reader("producer_text")(text)
    assert reading.unknown == unknown
    assert "unknown" in reading.remarks


def test_the_area_is_the_one_the_document_is_about() -> None:
    name = "Etelä-Savon työllisyysalue"
    assert producers(name, name) == {"employment_area": STATED}
    assert reader("producer_text", name)(AREA).unknown == ("Päijät-Hämeen",)


@pytest.mark.parametrize(
    ("text", "value", "remarks"),
    [
        ("1 Työn löytyminen", "1", set()),
        ("5 Tieto, neuvonta ja ohjaus", "5", set()),
        ("2. Osaamisen kehittäminen", "2", set()),
        ("6 yhteiset tukipalvelut", "6", {"misprint"}),
        ("6 Yhteiset tukipalvelut", "6", set()),
        ("Muu (ei viitearkkitehtuurissa)", "other", set()),
        ("?", "unclear", set()),
        ("1 Työn löytyminen ?", "1", {"question"}),
        ("", "not_stated", {"empty"}),
        ("1 Osaamisen kehittäminen", "1 Osaamisen kehittäminen", {"conflict"}),
        ("7 Jotain muuta", "7 Jotain muuta", {"unknown"}),
        ("11 Työn löytyminen", "11 Työn löytyminen", {"unknown"}),
        ("1 Työn löytyminen ja muu", "1 Työn löytyminen ja muu", {"unknown"}),
    ],
)
def test_tem_areas(text: str, value: str, remarks: set[str]) -> None:
    reading = reader("tem_area")(text)
    assert (reading.value, set(reading.remarks)) == (value, remarks)
    assert reading.uncertain == ("?" in text)


@pytest.mark.parametrize(
    ("text", "value", "rest", "remarks"),
    [
        ("Lakisääteinen", "statutory", "", set()),
        ("Lakisääteinen (HVA)", "statutory", "HVA", set()),
        ("Lakisääteinen (HVA, kunta)", "statutory", "HVA, kunta", set()),
        ("Lisäpalvelu (muu kuin lakisääteinen)", "additional", "", set()),
        ("Muu lisäpalvelu", "additional", "", set()),
        ("Muu lisäpavelu", "additional", "", {"misprint"}),
        ("Lakisääteinen?", "statutory", "", {"question"}),
        ("Lakisääteinen, lisäpalvelu", "Lakisääteinen, lisäpalvelu", "", {"conflict"}),
        ("Vapaaehtoinen", "Vapaaehtoinen", "", {"unknown"}),
        ("", "not_stated", "", {"empty"}),
    ],
)
def test_service_types(text: str, value: str, rest: str, remarks: set[str]) -> None:
    reading = reader("service_type")(text)
    assert (reading.value, reading.rest, set(reading.remarks)) == (value, rest, remarks)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x", "yes"),
        ("X", "yes"),
        ("(x)", "bracketed"),
        ("( x )", "bracketed"),
        ("?", "uncertain"),
        ("x?", "uncertain"),
        ("x ?", "uncertain"),
        ("", "no"),
    ],
)
def test_marks(text: str, value: str) -> None:
    assert reader("shared")(text).value == value


@pytest.mark.parametrize("text", ["xx", "(x)?", "x x", "o", "kyllä"])
def test_other_marks_are_never_interpreted(text: str) -> None:
    reading: Reading = reader("shared")(text)
    assert (reading.value, reading.remarks) == (text, frozenset({"unknown"}))
