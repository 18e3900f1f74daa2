"""The lists of the workbook of all, compared with its CSV files, and where their links lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.combined.workbook.conftest import LOCKED
from tests.combined.workbook.test_counts import headings_of
from tests.support.together_books import Together

NONE, EMPTY = "[ei koske]", "[tyhjä]"
Pair = tuple[str, str]


def file_of(cell: Any, together: Together) -> Path:
    """The file that a link leads to, as seen from the workbook; it must be there."""
    found = (together.path.parent / unquote(cell.hyperlink.target)).resolve()
    assert found.is_file()
    return found


def test_documents(together: Together) -> None:
    rows = together.rows("documents")
    _, listed = together.table("Asiakirjat")
    cells = together.cells("Asiakirjat")
    assert len(listed) == len(rows)
    for number, (row, line, of) in enumerate(zip(rows, listed, cells, strict=True), 1):
        name, usable = row["document"], row["status"] == "usable"
        counts = (row[f"open_{s}s"] for s in ("error", "warning", "info"))
        shown = [int(count) if count else NONE for count in (row["records"], *counts, row["pages"])]
        assert line[0] == number
        assert line[1].startswith(row["area"] or name)
        assert line[2] == ("Mukana" if usable else "Ei voitu lukea")
        assert line[3] == (NONE if usable else f"Ohjelma ilmoitti: {LOCKED}")
        assert line[4:9] == shown
        assert (line[9], line[12]) == (row["file"], name)
        for cell, ending in ((of[10], "xlsx"), (of[11], "html")):
            if usable:
                assert file_of(cell, together) == together.folder / name / f"{name}.{ending}"
                assert str(cell.value).endswith(f" {number}")
            else:
                assert (cell.value, cell.hyperlink) == (NONE, None)


def test_records(together: Together) -> None:
    rows, (header, listed) = together.rows("services"), together.table("Palvelut")
    common = {c["common_service"]: c["fi"] for c in together.rows("common_services")}
    words = {
        "Asiakasryhmä": ("customer_group", together.labels("customer_groups")),
        "Tyyppi": ("service_type", together.labels("service_types")),
        "TEM-palvelualue": ("tem_area", together.labels("tem_areas")),
        "TEM-alue epävarma": ("tem_area_uncertain", {"true": "kyllä", "false": "ei"}),
        "Yhteinen toisen alueen kanssa": ("shared", together.labels("marks")),
        "Kotoutuja": ("integration_client", together.labels("marks")),
        "Monialainen": ("multidisciplinary", together.labels("marks")),
        "Uusi työnhakija": ("new_jobseeker", together.labels("marks")),
        "Palvelun yhteinen nimi": ("common_service", common),
    }
    texts = {
        "Palvelu": ("service", EMPTY),
        "Väliotsikko": ("section", "(ei väliotsikkoa)"),
        "Tyypin lisätieto": ("service_type_note", NONE),
        "Tuottajat painettuna": ("producer_text", EMPTY),
        "Kansio": ("document", ""),
        "Tunniste": ("service_id", ""),
    }
    produced = producers_in_words(together)
    assert len(listed) == len(rows)
    for number, (row, line) in enumerate(zip(rows, listed, strict=True), 1):
        shown = dict(zip(header, line, strict=True))
        assert shown["Nro"] == number
        assert shown["Työllisyysalue"].startswith(row["area"])
        for heading, (field, labels) in words.items():
            assert shown[heading] == labels[row[field]], heading
        for heading, (field, nothing) in texts.items():
            assert str(shown[heading]) == (row[field] or nothing), heading
        assert shown["Sivut"] == row["pages"].replace(";", ", ") or shown["Sivut"] == int(
            row["pages"]
        )
        wanted = produced.get((row["document"], row["service_id"]), ["Ei ilmoitettu"])
        assert shown["Tuottaja"] == "; ".join(wanted)


def producers_in_words(together: Together) -> dict[Pair, list[str]]:
    """The producers of each service, in the order of the vocabulary."""
    codes = together.labels("producers")
    found: dict[Pair, dict[str, str]] = defaultdict(dict)
    for row in together.rows("service_producers"):
        ending = " (mahdollinen)" if row["certainty"] == "possible" else ""
        found[row["document"], row["service_id"]][row["producer"]] = ending
    return {
        of: [f"{codes[code]}{said[code]}" for code in codes if code in said]
        for of, said in found.items()
    }


def test_each_record_leads_to_its_document(together: Together) -> None:
    header, _ = together.table("Palvelut")
    picture, workbook = header.index("Kuva"), header.index("Työkirja")
    rows = together.rows("services")
    for row, cells in zip(rows, together.cells("Palvelut"), strict=True):
        folder = together.folder / row["document"]
        page = file_of(cells[picture], together)
        assert page == folder / f"{row['document']}.html"
        assert unquote(cells[picture].hyperlink.location) == f"service-{row['service_id']}"
        assert row["service_id"] in page.read_text(encoding="utf-8")
        assert file_of(cells[workbook], together) == folder / f"{row['document']}.xlsx"


def test_lists_lead_to_their_records(together: Together) -> None:
    called = headings_of(together)
    names = [s for s in together.workbook.sheetnames if s.endswith(", palvelut")]
    assert len(names) == 5
    for name in [*names, "Havainnot"]:
        header, _ = together.table(name)
        number, document = header.index("Nro"), header.index("Työllisyysalue")
        for cells in together.cells(name):
            if cells[number].hyperlink is None:
                assert cells[number].value == NONE
                continue
            found = together.target(cells[number])
            assert found.parent.title == "Palvelut"
            assert cells[number].value == f"Palvelu {found.value}"
            row = together.rows("services")[found.value - 1]
            assert cells[document].value == called[row["document"]]
            picture = cells[header.index("Kuva")].hyperlink
            if name != "Havainnot":
                assert unquote(picture.location) == f"service-{row['service_id']}"


def test_services_by_area(together: Together) -> None:
    header, listed = together.table("Palvelut × alueet")
    names, called = together.rows("common_services"), headings_of(together)
    assert header == ["Palvelun yhteinen nimi", "Asiakirjoja", *called.values()]
    services, codes = together.rows("services"), list(together.labels("producers"))
    produced: dict[Pair, dict[str, str]] = defaultdict(dict)
    for row in together.rows("service_producers"):
        produced[row["document"], row["service_id"]][row["producer"]] = row["certainty"]
    assert [line[0] for line in listed] == [name["fi"] for name in names]
    for name, line in zip(names, listed, strict=True):
        of_name = [s for s in services if s["common_service"] == name["common_service"]]
        assert line[1] == len({s["document"] for s in of_name}) == int(name["documents"])
        for document, shown in zip(called, line[2:], strict=True):
            keys = [s["service_id"] for s in of_name if s["document"] == document]
            certain: dict[str, set[str]] = defaultdict(set)
            for key in keys:
                for code, certainty in produced[document, key].items():
                    certain[code].add(certainty)
            said = [
                together.labels("producers")[code]
                + ("" if "stated" in certain[code] else " (mahdollinen)")
                for code in codes
                if code in certain
            ]
            wanted = "; ".join(said) or "Ei ilmoitettu"
            wanted += f" ({len(keys)} palvelua)" if len(keys) > 1 else ""
            assert shown == (wanted if keys else "–")


def test_how_many_name_a_service_leads_to_its_records(together: Together) -> None:
    _, listed = together.table("Palvelut × alueet, palvelut")
    cells = together.cells("Palvelut × alueet")
    first = together.cells("Palvelut × alueet, palvelut")[0][0].row
    for line in cells:
        places = [place for place, row in enumerate(listed) if row[0] == line[0].value]
        if not line[1].value:
            assert line[1].hyperlink is None
            continue
        # Two names of the vocabulary are never the same.
        assert together.target(line[1]).row == first + places[0]
        assert places == list(range(places[0], places[0] + len(places)))
        assert len({listed[place][1] for place in places}) == line[1].value
    assert len(listed) == len(together.rows("services"))


def test_names_that_no_entry_fits(together: Together) -> None:
    apart = [name for name in together.rows("common_services") if name["known"] == "false"]
    _, listed = together.table("Nimet ilman vastinetta")
    assert [line[0] for line in listed] == [name["fi"] for name in apart]
    assert [line[1] for line in listed] == [int(name["documents"]) for name in apart]
    known = set(together.labels("services").values())
    shares = [line for line in listed if line[4] != NONE]
    assert shares
    for line in listed:
        assert line[4] in known | {NONE}
        assert (line[5] == NONE) == (line[4] == NONE)
        assert line[5] == NONE or 0 < line[5] < 1
    for cells in together.cells("Nimet ilman vastinetta"):
        assert together.target(cells[1]).value == cells[0].value


def test_findings(together: Together) -> None:
    rows, (header, listed) = together.rows("findings"), together.table("Havainnot")
    called = headings_of(together)
    severities = {"error": "Virhe", "warning": "Varoitus", "info": "Tieto"}
    wanted = Counter(
        (severities[r["severity"]], called[r["document"]], r["value"] or EMPTY, r["finding_id"])
        for r in rows
    )
    places = [header.index(h) for h in ("Vakavuus", "Työllisyysalue", "Painettu teksti")]
    places.append(header.index("Havainnon tunniste"))
    assert Counter(tuple(str(line[p]) for p in places) for line in listed) == wanted
    order = list(severities.values())
    assert [order.index(line[0]) for line in listed] == sorted(order.index(li[0]) for li in listed)
    by_id = {(called[r["document"]], r["finding_id"]): r["document"] for r in rows}
    picture = header.index("Kuva")
    for line, cells in zip(listed, together.cells("Havainnot"), strict=True):
        document = by_id[line[places[1]], line[places[3]]]
        assert file_of(cells[picture], together).parent.name == document
        assert cells[picture].hyperlink.location == f"finding-{line[places[3]]}"


def test_findings_that_areas_share(together: Together) -> None:
    called, services = headings_of(together), together.rows("services")
    common = {(s["document"], s["service_id"]): s["common_service"] for s in services}
    labels = {c["common_service"]: c["fi"] for c in together.rows("common_services")}
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in together.rows("findings"):
        if row["status"] == "open":
            name = common.get((row["document"], row["service_id"]), "")
            groups[row["check"], row["field"], name].append(row["document"])
    shared = [
        (labels.get(name, NONE), len(set(documents)), len(documents), where(documents, called))
        for (_, _, name), documents in groups.items()
        if len(set(documents)) > 1
    ]
    header, listed = together.table("Yhteiset havainnot")
    assert header[3:] == [
        "Palvelun yhteinen nimi",
        "Asiakirjoja",
        "Havaintoja",
        "Missä asiakirjoissa",
    ]
    assert Counter(tuple(line[3:]) for line in listed) == Counter(shared)
    messages = together.table("Havainnot")[0].index("Havainto")
    for cells in together.cells("Yhteiset havainnot"):
        found = together.target(cells[5])
        assert found.parent.title == "Havainnot"
        assert found.parent.cell(found.row, messages + 1).value == cells[1].value


def where(documents: list[str], called: dict[str, str]) -> str:
    """Documents in words, in their order."""
    if set(documents) == set(called):
        return "kaikissa"
    return "; ".join(heading for name, heading in called.items() if name in documents)
