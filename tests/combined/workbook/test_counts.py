"""Every number of the workbook of all, counted anew from the CSV files."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.support.together_books import Together

# Sheet, field of the services (or the list of the producers), vocabulary.
CROSSES = [
    ("Tuottaja × alue", "producer", "producers"),
    ("TEM × alue", "tem_area", "tem_areas"),
    ("Tyyppi × alue", "service_type", "service_types"),
    ("Yhteinen × alue", "shared", "marks"),
]
ALL_DOCUMENTS, ALL_SERVICES = "Yhteensä", "Kaikki palvelut"
Triple = tuple[str, str, str]


def headings_of(together: Together) -> dict[str, str]:
    """What the documents are called: the area without the word that all have, the folder behind."""
    found = [line for line in together.rows("documents") if line["status"] == "usable"]
    areas = [line["area"] for line in found]
    called = {}
    for line in together.rows("documents"):
        if line["status"] == "usable":
            short = line["area"].removesuffix(" työllisyysalue")
            several = areas.count(line["area"]) > 1
            called[line["document"]] = f"{short} ({line['document']})" if several else short
    return called


def members(field: str, together: Together) -> set[tuple[str, str, str, str]]:
    """Code, document, key and certainty of each service in a field."""
    services = together.rows("services")
    if field != "producer":
        return {(s[field], s["document"], s["service_id"], "") for s in services}
    found = {
        (p["producer"], p["document"], p["service_id"], p["certainty"])
        for p in together.rows("service_producers")
    }
    having = {(document, key) for _, document, key, _ in found}
    return found | {
        ("not_stated", s["document"], s["service_id"], "")
        for s in services
        if (s["document"], s["service_id"]) not in having
    }


def expected_numbers(field: str, vocabulary: str, together: Together) -> dict[Triple, int]:
    """Distinct services by code, document and certainty, in words; empty for any certainty."""
    codes, called = together.labels(vocabulary), headings_of(together)
    found: dict[Triple, set[tuple[str, str]]] = defaultdict(set)
    for code, document, key, certainty in members(field, together):
        word = "mahdollinen" if certainty == "possible" else "ilmoitettu"
        for one in (codes[code], ALL_SERVICES):
            for other in (called[document], ALL_DOCUMENTS):
                for of in (word, ""):
                    found[one, other, of].add((document, key))
    return {place: len(keys) for place, keys in found.items()}


@pytest.mark.parametrize(("sheet", "field", "vocabulary"), CROSSES)
def test_each_number_counts_its_services(
    sheet: str, field: str, vocabulary: str, together: Together
) -> None:
    wanted = expected_numbers(field, vocabulary, together)
    header, rows = together.table(sheet)
    is_down = header[0] == "Alue"
    documents = headings_of(together)
    assert is_down == (len(documents) > 6)
    for row in rows:
        for heading, number in zip(header[1:], row[1:], strict=True):
            of, _, word = heading.partition(": ")
            code, document = (of, row[0]) if is_down else (row[0], of)
            assert number == wanted.get((code, document, word), 0), (row[0], heading)


@pytest.mark.parametrize(("sheet", "field", "vocabulary"), CROSSES)
def test_every_code_and_document_has_its_place(
    sheet: str, field: str, vocabulary: str, together: Together
) -> None:
    header, rows = together.table(sheet)
    # In the order of the vocabulary, an empty cell's code last; zeros as well.
    codes = list(together.labels(vocabulary).values())
    documents = [*headings_of(together).values(), ALL_DOCUMENTS]
    across = list(dict.fromkeys(heading.partition(": ")[0] for heading in header[1:]))
    down = [row[0] for row in rows]
    of_codes, of_documents = (across, down) if header[0] == "Alue" else (down, across)
    assert of_documents == documents
    assert sorted(of_codes) == sorted([*codes, ALL_SERVICES])
    assert of_codes[-1] == ALL_SERVICES


def test_what_is_possible_stands_beside_what_is_stated(together: Together) -> None:
    header, _ = together.table("Tuottaja × alue")
    pairs = [heading.partition(": ") for heading in header[1:]]
    possible = {of for of, _, word in pairs if word == "mahdollinen"}
    assert possible == {of for of, _, word in pairs if word == "ilmoitettu"}
    assert len(possible) > 1
    found = members("producer", together)
    codes, called = together.labels("producers"), headings_of(together)
    is_down = header[0] == "Alue"
    wanted = {
        codes[code] if is_down else called[document]
        for code, document, _, certainty in found
        if certainty == "possible"
    }
    assert possible == wanted | {ALL_SERVICES if is_down else ALL_DOCUMENTS}


def test_sums_are_counted_and_never_added_up(together: Together) -> None:
    services = together.rows("services")
    for sheet, *_ in CROSSES:
        _, rows = together.table(sheet)
        assert rows[-1][-1] == len(services)


@pytest.mark.parametrize(("sheet", "field", "vocabulary"), CROSSES)
def test_each_number_leads_to_its_records(
    sheet: str, field: str, vocabulary: str, together: Together
) -> None:
    header, _ = together.table(sheet)
    behind_header, listed = together.table(f"{sheet}, palvelut")
    is_down, certain = header[0] == "Alue", "Varmuus" in behind_header
    first = together.cells(f"{sheet}, palvelut")[0][0].row
    linked = 0
    for row in together.cells(sheet):
        for heading, cell in zip(header[1:], row[1:], strict=True):
            of, _, word = heading.partition(": ")
            code, document = (of, row[0].value) if is_down else (row[0].value, of)
            if code == ALL_SERVICES or not cell.value:
                continue
            wanted = [
                place
                for place, line in enumerate(listed)
                if line[0] == code
                and document in (ALL_DOCUMENTS, line[1])
                and (not certain or not word or certainty_in(line[2]) == word)
            ]
            found = together.target(cell)
            assert (found.parent.title, found.row) == (f"{sheet}, palvelut", first + wanted[0])
            assert len({tuple(listed[place]) for place in wanted}) == cell.value
            linked += 1
    assert linked > 10
    assert len(listed) == len(members(field, together))


def certainty_in(shown: str) -> str:
    """What a certainty counts as: what has no code is no possible one."""
    return "mahdollinen" if shown == "Mahdollinen" else "ilmoitettu"


def test_all_services_of_a_document_lead_to_its_first_one(together: Together) -> None:
    header, _ = together.table("TEM × alue")
    is_down = header[0] == "Alue"
    cells = together.cells("TEM × alue")
    totals = [row[-1] for row in cells] if is_down else cells[-1][1:]
    services = together.rows("services")
    firsts: dict[str, int] = {}
    for number, service in enumerate(services, 1):
        firsts.setdefault(service["document"], number)
    wanted = [*(firsts[document] for document in headings_of(together)), 1]
    assert [together.target(cell).value for cell in totals] == wanted
