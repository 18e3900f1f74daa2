"""What the report of all documents says, for people and for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.combined.parts import PartPlace
from tests.support.together import Built, plain_rows, put_together, written

SECTIONS = {
    "fi": (
        "Puuttuvat asiakirjat",
        "Mukana olevat asiakirjat",
        "Usean alueen yhteiset havainnot",
        "Palvelut, jotka vain osa alueista nimeää",
        "Palvelut, joiden nimeä sanasto ei tunne",
    ),
    "en": (
        "Missing documents",
        "Included documents",
        "Findings that several areas share",
        "Services that only some areas name",
        "Services whose name the vocabulary does not know",
    ),
}


@pytest.fixture(name="markdown", scope="module")
def report_for_people(all_files: Path) -> str:
    """The report for people, in Finnish."""
    return (all_files / "validation.md").read_text(encoding="utf-8")


@pytest.fixture(name="english", scope="module")
def report_in_english(
    places: tuple[PartPlace, ...], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Any]:
    """The reports of an English build."""
    folder = written(put_together(places, language="en"), tmp_path_factory.mktemp("english"))
    text = (folder / "validation.md").read_text(encoding="utf-8")
    return text, json.loads((folder / "validation.json").read_text(encoding="utf-8"))


@pytest.fixture(name="report", scope="module")
def report_for_programs(all_files: Path) -> Any:
    """The report for programs."""
    return json.loads((all_files / "validation.json").read_text(encoding="utf-8"))


def section(text: str, title: str) -> list[str]:
    """The lines of a section, empty ones aside."""
    body = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return [line for line in body.splitlines() if line]


def test_sections_stand_in_order_what_is_missing_first(
    markdown: str, english: tuple[str, Any]
) -> None:
    for text, language in ((markdown, "fi"), (english[0], "en")):
        assert tuple(re.findall("(?m)^## (.*)$", text)) == SECTIONS[language]
    assert markdown.splitlines()[2] == (
        "**Tulos: Mukana on 3/6 asiakirjaa. Puuttuvat luetellaan alla.**"
    )
    assert english[0].splitlines()[2] == (
        "**Verdict: 3 of 6 documents are included. Those missing are listed below.**"
    )


def test_each_missing_document_is_named_with_its_reason(markdown: str) -> None:
    note, *lines = section(markdown, "Puuttuvat asiakirjat")
    assert "ei ole missään" in note
    assert lines == [
        "- **[Lapin työllisyysalue](../lappi/validation.md)** · lappi.pdf · Hylätty — Avoimia "
        "virheitä 1 ja varoituksia 0: asiakirjan oma tarkistusraportti kertoo, mitä on korjattava.",
        "- **rikki** · rikki.pdf · Ei voitu lukea — Ohjelma ilmoitti: rikki.pdf is not a PDF, "
        "whatever its name: save the document as PDF. \\[not-a-pdf\\]",
        "- **ylitornio** · ylitornio.xlsx · Ei ajan tasalla — "
        "Asiakirjasta ei ole ajantasaisia tuloksia, joita voisi käyttää: aja make.",
    ]


def test_each_included_document_is_told_with_its_findings(built: Built, markdown: str) -> None:
    lines = section(markdown, "Mukana olevat asiakirjat")
    rows = [line.strip("| ").split(" | ") for line in lines[2:] if line.startswith("|")]
    assert [row[1] for row in rows] == [f"{name}.pdf" for name in built.usable]
    for row, name in zip(rows, built.usable, strict=True):
        counts = Counter(one["severity"] for one in built.part_rows(name, "findings"))
        assert row[0].endswith(f"](../{name}/validation.md)")
        numbers = [len(built.part_rows(name, "services")), 0, counts["warning"], counts["info"]]
        assert row[3:] == list(map(str, numbers))
    assert lines[-1] == (
        "Samalta alueelta on useita asiakirjoja: Kainuun työllisyysalue (kajaani; kajaani-2). "
        "Kukin lasketaan erikseen, eikä niitä pidetä yhtenä alueena; yhteensä-luvuissa ovat "
        "ne kaikki."
    )


def test_a_finding_that_several_share_is_counted_in_each(
    built: Built, report: Any, markdown: str, all_files: Path
) -> None:
    common = {
        (row["document"], row["service_id"]): row["common_service"]
        for row in plain_rows(all_files / "services.csv")
    }
    found: dict[tuple[str, str, str], list[str]] = {}
    for name in built.usable:
        for row in built.part_rows(name, "findings"):
            if row["status"] == "open":
                code = common.get((name, row["service_id"]), "")
                found.setdefault((row["check"], row["field"], code), []).append(name)
    wanted = {kind: names for kind, names in found.items() if len(set(names)) > 1}
    told = {(one["check"], one["field"], one["name"]): one for one in report["shared_findings"]}
    assert told.keys() == wanted.keys()
    for kind, names in wanted.items():
        assert told[kind]["documents"] == sorted(set(names))
        assert told[kind]["count"] == len(names)
    lines = section(markdown, SECTIONS["fi"][2])
    assert len(lines) == 3 + len(wanted)
    assert len(wanted) > 1
    assert "| column-without-marks | – | Uusi työnhakija | 3 | kaikissa |" in lines


def test_services_that_only_some_name(built: Built, report: Any, markdown: str) -> None:
    some = {one["code"]: one for one in report["names_of_some"]}
    assert "pay_subsidy" not in some
    assert some["vocational_guidance"]["missing"] == ["kajaani-2"]
    assert some["language_teaching"]["records"].keys() == {"kajaani", "lahti"}
    assert some["rehabilitative_work"]["records"] == {"lahti": ["person.kuntouttava-tyotoiminta"]}
    assert some["uusi_yhteinen_palvelu"]["missing"] == ["lahti"]
    lines = section(markdown, SECTIONS["fi"][3])
    assert "- Ammatinvalinnan ohjaus · 2/3 · puuttuu: Kainuun työllisyysalue (kajaani-2)" in lines
    assert "- Kuntouttava työtoiminta · 1/3 · vain: Päijät-Hämeen työllisyysalue" in lines
    assert not any("Uusi" in line for line in lines)
    assert lines[-1].startswith("Mikään mukana olevista asiakirjoista ei nimeä näitä: ")
    assert "change_security" in report["names_of_none"]
    assert "Muutosturvapalvelut" in lines[-1]


def test_names_that_no_entry_fits_have_lines_to_paste(markdown: str, english: Any) -> None:
    _, *lines = section(markdown, SECTIONS["fi"][4])
    assert lines == [
        "- ”Starttirahan myöntäminen” · Kainuun työllisyysalue (kajaani)",
        "  - ehkä ”Starttiraha”: `startup_grant,,,Starttirahan myöntäminen,`",
        "  - uusi: `starttirahan_myontaminen,Starttirahan myöntäminen,Starttirahan myöntäminen,"
        "Starttirahan myöntäminen,`",
        "- ”Uusi yhteinen palvelu” · Kainuun työllisyysalue (kajaani); Kainuun työllisyysalue "
        "(kajaani-2)",
        "  - uusi: `uusi_yhteinen_palvelu,Uusi yhteinen palvelu,Uusi yhteinen palvelu,"
        "Uusi yhteinen palvelu,`",
    ]
    assert "  - perhaps “Start-up grant”: `startup_grant,,," in english[0]


def test_what_programs_read_is_english_in_each_language(report: Any, english: Any) -> None:
    assert report == english[1]
    assert report["combined"] is True
    assert (report["complete"], report["records"]) == (False, 15 + 8 + 3)
    statuses = {one["document"]: one["status"] for one in report["documents"]}
    assert list(statuses) == ["kajaani", "kajaani-2", "lahti", "lappi", "rikki", "ylitornio"]
    reasons = {one["document"]: one["reason"] for one in report["documents"]}
    assert (
        reasons["ylitornio"]
        == "There are no current outputs of the document that may be used: run make."
    )


def test_one_complete_document_is_told_briefly(built: Built, tmp_path: Path) -> None:
    place = next(place for place in built.places if place.folder.name == "lahti")
    folder = written(put_together([place]), tmp_path / "all")
    text = (folder / "validation.md").read_text(encoding="utf-8")
    assert "**Tulos: Kaikki asiakirjat ovat mukana (1).**" in text
    assert SECTIONS["fi"][0] not in text
    assert section(text, SECTIONS["fi"][2]) == ["Ei yhtään"]
    (line,) = section(text, SECTIONS["fi"][3])
    assert line.startswith("Mikään")
    assert section(text, SECTIONS["fi"][4]) == ["Ei yhtään"]
