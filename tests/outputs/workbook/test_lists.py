"""The lists of the workbook: services, vocabulary, findings, decisions, reconciliation."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Any

from openpyxl import load_workbook

from tests.support.checklist import check_all
from tests.support.command_line import Desk
from tests.support.sheets import SHEETS, labels, table_rows, text_cells


def test_services_show_what_was_printed_beside_what_was_read(workbook: Any, built: Desk) -> None:
    header, *rows = table_rows(workbook["Palvelut"])
    types, areas, marks = labels("service_types"), labels("tem_areas"), labels("marks")
    printed = {
        (row["service_id"], row["field"]): row["text"]
        for row in built.rows("cells")
        if row["service_id"] and row["fate"] == "used"
    }
    assert len(rows) == len(built.rows("services"))
    for row, record in zip(rows, built.rows("services"), strict=True):
        shown = dict(zip(header, row, strict=True))
        key = record["service_id"]
        assert shown["Tunniste"] == key
        assert shown["Palvelu"] == record["service"]
        assert shown["Tyyppi"] == types[record["service_type"]]
        assert shown["TEM-palvelualue"] == areas[record["tem_area"]]
        assert shown["Väliotsikko"] == (record["section"] or "(ei väliotsikkoa)")
        assert shown["Tyypin lisätieto"] == (record["service_type_note"] or "[ei koske]")
        assert shown["Sivut"] == record["pages"].replace(";", ", ")
        for heading, field in (
            ("Tyyppi painettuna", "service_type"),
            ("Tuottajat painettuna", "producer_text"),
            ("TEM-palvelualue painettuna", "tem_area"),
        ):
            assert shown[heading] == printed.get((key, field), "[tyhjä]")
        for heading, field in (
            ("Yhteinen toisen alueen kanssa", "shared"),
            ("Kotoutuja", "integration_client"),
            ("Monialainen", "multidisciplinary"),
        ):
            assert shown[heading] == printed.get((key, field), marks[record[field]])
        certainty = {"stated": "", "possible": " (mahdollinen)"}
        read = [
            labels("producers")[r["producer"]] + certainty[r["certainty"]]
            for r in built.rows("service_producers")
            if r["service_id"] == key
        ]
        assert shown["Tuottaja"] == ("; ".join(read) or "Ei ilmoitettu")


def test_vocabulary_has_every_printed_value_with_its_number(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Sanasto"])
    for heading, field in (
        ("Tuottajat painettuna", "producer_text"),
        ("Tyyppi", "service_type"),
        ("TEM-palvelualue", "tem_area"),
        ("Yhteinen toisen alueen kanssa", "shared"),
    ):
        # A cell that goes on on the next page has a line for each of its pages.
        texts: dict[str, list[str]] = {}
        for row in built.rows("cells"):
            if row["field"] == field and row["service_id"]:
                texts.setdefault(row["service_id"], []).append(row["text"])
        counts = Counter(" ".join(parts) for parts in texts.values())
        counts["[tyhjä]"] = len(built.rows("services")) - len(texts)
        shown = {row[1]: row[3] for row in rows if row[0] == heading}
        assert shown == counts


def test_findings_are_those_of_the_csv_file(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Havainnot"])
    assert [row[-1] for row in rows] == [row["finding_id"] for row in built.rows("findings")]
    order = ["Virhe", "Varoitus", "Tieto"]
    assert [order.index(row[0]) for row in rows] == sorted(order.index(row[0]) for row in rows)


def test_decisions_are_listed_with_their_reasons(desk: Desk) -> None:
    finding = desk.found("mark-uncertain")[0]
    service = "person.monialainen-yhteispalvelu"
    printed = next(r for r in desk.rows("services") if r["service_id"] == service)["service"]
    desk.ledger.write_text(
        "action,finding_id,service_id,field,expected,value,reason,decided_on\n"
        f'correct,,{service},service,{printed},Toinen nimi,"Nimi, joka vaihtui",2026-01-31\n'
        f"accept,{finding['finding_id']},,,,,Alue vahvisti,2026-02-01\n",
        encoding="utf-8",
    )
    assert desk.build().returncode == 0
    workbook = load_workbook(desk.workbook)
    header, corrected, accepted = table_rows(workbook["Korjaukset"])
    assert header[:4] == ["Päätös", "Palvelu", "Nro", "Kenttä"]
    assert corrected[0] == "Korjattu"
    assert corrected[3:] == [
        "Palvelu",
        printed,
        "Toinen nimi",
        "Nimi, joka vaihtui",
        datetime(2026, 1, 31),
        2,
    ]
    assert accepted[0] == "Hyväksytty"
    assert accepted[4:] == ["?", "[ei koske]", "Alue vahvisti", datetime(2026, 2, 1), 3]
    names, *rows = table_rows(workbook["Palvelut"])
    (row,) = [row for row in rows if row[1] == "Toinen nimi"]
    assert row[names.index("Korjattu (painettu arvo)")] == f"Palvelu: ”{printed}”"
    states = {row[-1]: row[1] for row in table_rows(workbook["Havainnot"])[1:]}
    assert states[finding["finding_id"]] == "Hyväksytty"
    check_all(desk.workbook)


def test_reconciliation_balances(workbook: Any, built: Desk) -> None:
    _, *rows = table_rows(workbook["Täsmäytys"])
    assert all(row[2] == row[3] and row[4] == 0 for row in rows)
    cells = built.rows("cells")
    assert rows[0][2] == sum(len(row["text"].split()) for row in cells)
    assert rows[1][2] == sum(bool(row["table"]) for row in cells)
    sections = Counter((row["customer_group"], row["section"]) for row in built.rows("services"))
    assert [row[2] for row in rows if ": " in row[1]] == list(sections.values())
    totals = [row for row in rows if row[1] in SHEETS]
    assert [row[1] for row in totals] == [
        name for name in SHEETS if " × " in name and "palvelut" not in name
    ]
    assert {row[2] for row in totals} == {len(built.rows("services"))}


def test_people_see_words_and_not_codes(built: Desk, english: Desk) -> None:
    codes = {"statutory", "not_stated", "employment_area", "bracketed", "stated", "warning"}
    codes |= {"person", "employer", "absent", "possible", "used", "true", "false", "producer_text"}
    for desk in (built, english):
        for cell in text_cells(desk.workbook):
            assert str(cell.value) not in codes, (cell.parent.title, cell.coordinate)


def test_english_has_no_finnish_words_of_its_own(english: Desk) -> None:
    finnish = re.compile(r"(?i)palvelujen määrä|varoitus|ei ilmoitettu|yhteensä|tyhjä|avainluku")
    for cell in text_cells(english.workbook):
        assert not finnish.search(str(cell.value)), cell.value


def test_cover_names_the_source_and_what_is_counted(workbook: Any, built: Desk) -> None:
    text = "\n".join(str(cell.value) for cell in workbook["Kansi"]["A"])
    assert built.pdf.name in text
    assert workbook.custom_doc_props["source_sha256"].value in text
    assert "Julkaisija: ei tiedossa" in text
    assert "Tässä on alustavalla tavalla kartoitettu" in text
    assert "eri palvelujen määriä" in text
    assert "x = Kyllä (x), (x) = Suluissa (x), ? tai x? = Epävarma (?)" in text
    assert "Suodata" in text
    assert workbook["Kansi"].max_column == 1


def test_properties(workbook: Any) -> None:
    assert workbook.properties.title.startswith("Päijät-Hämeen työllisyysalue: ")
    assert workbook.properties.creator == "Päijät-Hämeen työllisyysalue"
