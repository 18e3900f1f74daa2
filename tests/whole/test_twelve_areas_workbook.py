"""The workbook of twelve areas: each cell of its tables, read by another program, counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.printing.areas import Area
from tests.support import expected_areas as expected
from tests.support.area_desk import IN_ORDER, AreaDesk
from tests.support.recount import Codes, Entry, code_of, codes_of_producer

ENDING = " työllisyysalue"
POSSIBLE = " (mahdollinen)"
NOT_STATED_LABEL, TOTAL, EVERY = "Ei ilmoitettu", "Yhteensä", "Kaikki palvelut"
NONE, EMPTY, DOES_NOT_APPLY, NO_SECTION = "–", "[tyhjä]", "[ei koske]", "(ei väliotsikkoa)"
# The sheets of one code for each service, its field and its vocabulary.
PLAIN = {
    "TEM × alue": ("tem_area", "tem_areas"),
    "Tyyppi × alue": ("service_type", "service_types"),
    "Yhteinen × alue": ("shared", "marks"),
}
MARK_COLUMNS = {
    "shared": "Yhteinen toisen alueen kanssa",
    "integration_client": "Kotoutuja",
    "multidisciplinary": "Monialainen",
    "new_jobseeker": "Uusi työnhakija",
}


def short(area: Area) -> str:
    """The name of an area without what all of them end in."""
    return area.name.removesuffix(ENDING)


def of_area(entries: Iterable[Entry], area: Area | None) -> list[Entry]:
    """The services of an area; all for the line of totals."""
    return [entry for entry in entries if area in (None, entry.area)]


def lines(areas: Iterable[Area]) -> Iterator[tuple[str, Area | None]]:
    """The lines of a table of counts: the areas, and all together."""
    yield from ((short(area), area) for area in areas)
    yield TOTAL, None


@pytest.mark.parametrize("name", PLAIN)
def test_counts_of_a_code(twelve: AreaDesk, name: str) -> None:
    field, vocabulary = PLAIN[name]
    recount = twelve.recount(IN_ORDER)
    labels, code = recount.codes(vocabulary).fi, code_of(field)
    wanted = []
    for line, area in lines(IN_ORDER):
        own = of_area(recount.entries(), area)
        codes = Counter(code(entry)[0] for entry in own)
        counts = {labels[one]: str(codes[one]) for one in recount.codes(vocabulary).order}
        wanted.append({"Alue": line, **counts, EVERY: str(len(own))})
    assert twelve.listed(name, "Alue") == wanted


def producer_counts(entries: list[Entry], codes: Codes) -> dict[str, tuple[int, int]]:
    """How many services have a producer as stated, and how many as possible, by its label."""
    found = {}
    for code in codes.order:
        possible = sum(code in entry.of("possible") for entry in entries)
        every = sum(code in codes_of_producer(entry) for entry in entries)
        found[codes.fi[code]] = (every - possible, possible)
    return found


def test_counts_of_producers(twelve: AreaDesk) -> None:
    recount = twelve.recount(IN_ORDER)
    codes = recount.codes("producers")
    apart = {label for label, (_, n) in producer_counts(recount.entries(), codes).items() if n}
    rows = twelve.listed("Tuottaja × alue", "Alue")
    for row, (line, area) in zip(rows, lines(IN_ORDER), strict=True):
        own = of_area(recount.entries(), area)
        wanted = {"Alue": line}
        for label, (stated, possible) in producer_counts(own, codes).items():
            if label in apart:
                wanted[f"{label}: ilmoitettu"] = str(stated)
                wanted[f"{label}: mahdollinen"] = str(possible)
            else:
                wanted[label] = str(stated)
        stated_ones = [entry for entry in own if entry.of("stated") or not entry.producers]
        wanted[f"{EVERY}: ilmoitettu"] = str(len(stated_ones))
        wanted[f"{EVERY}: mahdollinen"] = str(sum(bool(entry.of("possible")) for entry in own))
        wanted[EVERY] = str(len(own))
        assert row == wanted
        assert list(row) == list(wanted)


def producers_shown(entry: Entry, codes: Codes) -> list[str]:
    """The producers of a service in words."""
    shown = [
        codes.fi[code] + (POSSIBLE if certainty == "possible" else "")
        for code, certainty in entry.producers.items()
    ]
    return shown or [NOT_STATED_LABEL]


def test_what_each_area_names_and_who_produces_it(twelve: AreaDesk) -> None:
    recount = twelve.recount(IN_ORDER)
    codes, entries = recount.codes("producers"), recount.entries()
    wanted = []
    for name in recount.common_services():
        own = [entry for entry in entries if entry.common == name["common_service"]]
        row = {"Palvelun yhteinen nimi": name["fi"], "Asiakirjoja": name["documents"]}
        for area in IN_ORDER:
            of_this = of_area(own, area)
            shown = dict.fromkeys(text for e in of_this for text in producers_shown(e, codes))
            several = f" ({len(of_this)} palvelua)" if len(of_this) > 1 else ""
            row[short(area)] = ("; ".join(shown) + several) if of_this else NONE
        wanted.append(row)
    assert twelve.listed("Palvelut × alueet", "Palvelun yhteinen nimi") == wanted


def test_all_services_are_listed(twelve: AreaDesk) -> None:
    recount = twelve.recount(IN_ORDER)
    names = {row["common_service"]: row["fi"] for row in recount.common_services()}
    words = {
        name: recount.codes(name).fi
        for name in ("customer_groups", "service_types", "producers", "tem_areas", "marks")
    }
    found = twelve.listed("Palvelut", "Nro")
    assert len(found) == len(recount.entries())
    for number, (row, entry) in enumerate(zip(found, recount.entries(), strict=True), 1):
        service = entry.service
        marks = {label: words["marks"][service[mark]] for mark, label in MARK_COLUMNS.items()}
        assert row == {
            "Nro": str(number),
            "Työllisyysalue": entry.area.name,
            "Palvelu": entry.line["service"],
            "Palvelun yhteinen nimi": names[entry.common],
            "Asiakasryhmä": words["customer_groups"][service["customer_group"]],
            "Väliotsikko": service["section"] or NO_SECTION,
            "Tyyppi": words["service_types"][service["service_type"]],
            "Tyypin lisätieto": service["service_type_note"] or DOES_NOT_APPLY,
            "Tuottaja": "; ".join(producers_shown(entry, recount.codes("producers"))),
            "Tuottajat painettuna": service["producer_text"] or EMPTY,
            "TEM-palvelualue": words["tem_areas"][service["tem_area"]],
            "TEM-alue epävarma": {"true": "kyllä", "false": "ei"}[service["tem_area_uncertain"]],
            **marks,
            "Sivut": service["pages"].replace(";", ", "),
            "Kuva": f"Katso {number}",
            "Työkirja": f"Työkirja {IN_ORDER.index(entry.area) + 1}",
            "Kansio": entry.area.document,
            "Tunniste": service["service_id"],
        }


def told_apart(entry: Entry, groups: Codes) -> str:
    """The name of a service; with its customer group where its area has the name twice."""
    name = entry.line["service"]
    same = [line for line in entry.area.services if line["service"] == name]
    return name if len(same) == 1 else f"{name} ({groups.fi[entry.line['table']]})"


LISTS: dict[str, tuple[str, str, Callable[[Entry], list[str]]]] = {
    "Tuottaja × alue, palvelut": ("Tuottaja", "producers", codes_of_producer),
    "TEM × alue, palvelut": ("TEM-palvelualue", "tem_areas", code_of("tem_area")),
    "Tyyppi × alue, palvelut": ("Tyyppi", "service_types", code_of("service_type")),
    "Yhteinen × alue, palvelut": ("Yhteinen toisen alueen kanssa", "marks", code_of("shared")),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_services_behind_each_number(twelve: AreaDesk, name: str) -> None:
    heading, vocabulary, codes_of = LISTS[name]
    recount = twelve.recount(IN_ORDER)
    codes, groups = recount.codes(vocabulary), recount.codes("customer_groups")
    numbered = list(enumerate(recount.entries(), 1))
    # Those that a number counts stand together: of an area the stated ones come first.
    wanted = [
        (codes.fi[code], short(entry.area), told_apart(entry, groups), f"Palvelu {number}")
        for code in codes.order
        for area in IN_ORDER
        for is_possible in (False, True)
        for number, entry in numbered
        if entry.area == area and code in codes_of(entry)
        if is_possible == (code in entry.of("possible"))
    ]
    found = twelve.listed(name, heading)
    assert [(r[heading], r["Työllisyysalue"], r["Palvelu"], r["Nro"]) for r in found] == wanted


def test_the_services_behind_each_common_name(twelve: AreaDesk) -> None:
    recount = twelve.recount(IN_ORDER)
    names = {row["common_service"]: row["fi"] for row in recount.common_services()}
    found = twelve.listed("Palvelut × alueet, palvelut", "Palvelun yhteinen nimi")
    codes, groups = recount.codes("producers"), recount.codes("customer_groups")
    assert [
        (r["Palvelun yhteinen nimi"], r["Työllisyysalue"], r["Palvelu"], r["Tuottaja"])
        for r in found
    ] == [
        (
            label,
            short(entry.area),
            told_apart(entry, groups),
            "; ".join(producers_shown(entry, codes)),
        )
        for code, label in names.items()
        for entry in recount.entries()
        if entry.common == code
    ]


def test_names_that_the_vocabulary_does_not_know(twelve: AreaDesk) -> None:
    found = twelve.listed("Nimet ilman vastinetta", "Nimi painettuna")
    unknown = [entry for entry in twelve.recount(IN_ORDER).entries() if not entry.is_known]
    wanted = sorted((entry.line["service"], short(entry.area)) for entry in unknown)
    assert [(row["Nimi painettuna"], row["Missä asiakirjoissa"]) for row in found] == wanted
    # Never joined, however like another they are: that is told beside them.
    near = {row["Nimi painettuna"]: row["Lähin sanaston nimi"] for row in found}
    assert near["Palkkatuet"] == near["Palkkatuki kesätyöhön"] == "Palkkatuki"
    assert near["Kielikahvila"] == DOES_NOT_APPLY


def test_all_findings_are_listed(twelve: AreaDesk) -> None:
    found = Counter(
        (row["Työllisyysalue"], row["Palvelu"], row["Vakavuus"], row["Painettu teksti"])
        for row in twelve.listed("Havainnot", "Vakavuus")
    )
    severities = {"warning": "Varoitus", "info": "Tieto"}
    names = {
        (entry.area.document, entry.line["service_id"]): entry.line["service"]
        for entry in twelve.recount(IN_ORDER).entries()
    }
    assert found == Counter(
        (
            short(area),
            names.get((area.document, key), DOES_NOT_APPLY),
            severities[severity],
            value or EMPTY,
        )
        for area in IN_ORDER
        for _, severity, key, _, value in expected.finding_keys(area).elements()
    )


def test_the_list_of_documents(twelve: AreaDesk) -> None:
    found = twelve.listed("Asiakirjat", "Nro")
    documents = twelve.recount(IN_ORDER).documents()
    assert found == [
        {
            "Nro": str(number),
            "Työllisyysalue": row["area"],
            "Tulos": "Mukana",
            "Perustelu": DOES_NOT_APPLY,
            "Palveluja": row["records"],
            "Virheet": row["open_errors"],
            "Varoitukset": row["open_warnings"],
            "Tiedoksi": row["open_infos"],
            "Sivuja": row["pages"],
            "Lähdetiedosto": row["file"],
            "Työkirja": f"Työkirja {number}",
            "Tarkistussivu": f"Tarkistussivu {number}",
            "Kansio": row["document"],
        }
        for number, row in enumerate(documents, 1)
    ]


def test_the_cover_counts_what_there_is(twelve: AreaDesk) -> None:
    cover = [row[0] for row in twelve.sheet("Kansi")]
    names = twelve.recount(IN_ORDER).common_services()
    known = sum(row["known"] == "true" and row["documents"] != "0" for row in names)
    unknown = sum(row["known"] == "false" for row in names)
    services = len(twelve.recount(IN_ORDER).entries())
    for line in (
        "Kaikki asiakirjat ovat mukana (12).",
        f"Palveluja yhteensä: {services}",
        f"Palveluja yhteisellä nimellä: {known}",
        f"Palvelujen nimiä, joille sanastossa ei ole vastinetta: {unknown}",
    ):
        assert line in cover
