"""Samples of the checks of cells and names."""

from __future__ import annotations

from tests.support.samples.appendix import (
    FIRST,
    FULL_LINE,
    FULL_SLUG,
    SECOND,
    Appendix,
    Case,
    at,
    with_cell,
)

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
    "section-near": Case(
        with_cell("person", 4, service="Kotoutumispalvleut:"),
        {("section-near", "warning", "", "", "person/section/kotoutumispalvleut", 3,
            "Kotoutumispalvleut:")},
        with_cell("person", 4, service="Nuorten palvelut"),
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
