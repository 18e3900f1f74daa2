"""Comparisons for people have labels and messages in their language; programs get codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline.compare.wording import InWords
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import LANGUAGES, Language
from tests.printing.appendix import changed, transcription
from tests.support.command_line import SCHEMAS, Desk, run
from tests.support.comparing import CORRECTION, UNCLEAR, Build, changes, told
from tests.support.reading import SCHEMA

AREA, PRODUCER, COUNT = 0, 1, 2
# A line on a value, one on producers and one on a number, as a schemas folder words them.
LINES: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "| person.tyovoimakoulutus | Type | Statutory | Additional service |",
        "| person.tyovoimakoulutus | Producer | {} | Municipalities (stated), "
        "Purchased service (possible) |",
        "| Number of services by producer and TEM service area | Municipalities × Total |",
    ),
    "fi": (
        "| person.tyovoimakoulutus | Tyyppi | Lakisääteinen | Lisäpalvelu |",
        "| person.tyovoimakoulutus | Tuottaja | {} | Kunnat (ilmoitettu), "
        "Ostopalvelu (mahdollinen) |",
        "| Palvelujen määrä tuottajan ja TEM-palvelualueen mukaan | Kunnat × Yhteensä |",
    ),
}


@pytest.fixture(name="new", scope="session")
def changed_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An appendix with another type and other producers."""
    from tests.printing.appendix import print_appendix

    desk = Desk(tmp_path_factory.mktemp("changed"))
    rows = changed(
        transcription(),
        "person",
        8,
        type="Muu lisäpalvelu",
        producer="Kunnat, mahdollinen ostopalvelu",
    )
    print_appendix(desk.pdf, rows)
    assert desk.build().returncode == 0
    return desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_and_fields_are_told_by_their_labels(
    built: Desk, new: Desk, language: Language
) -> None:
    text = run("compare", built.outputs, new.outputs, "--lang", language).stdout
    for line in LINES[language]:
        pattern = re.escape(line).replace(r"\{\}", "[^|]+")
        assert re.search(f"^{pattern}", text, re.M), line
    for code in ("service\\_type", "statutory", "municipalities", "producer\\_by\\_tem\\_area"):
        assert code not in text


def test_programs_get_the_same_codes_in_every_language(built: Desk, new: Desk) -> None:
    told_in = [
        run("compare", built.outputs, new.outputs, "--json", *language).stdout
        for language in ((), ("--lang", "en"), ("--lang", "fi"))
    ]
    assert len(set(told_in)) == 1
    document = told(built, new)
    assert ("person.tyovoimakoulutus", "service_type", "statutory", "additional") in changes(
        document, "fields"
    )


def test_messages_of_findings_in_finnish(built: Desk, build: Build) -> None:
    new = build(ledger=CORRECTION)
    for language, message in {
        "en": f"`{UNCLEAR}` · TEM service area · page 8 — The TEM area is only “?”.",
        "fi": f"`{UNCLEAR}` · TEM-palvelualue · sivu 8 — TEM-alueen paikalla on vain ”?”.",
    }.items():
        text = run("compare", built.outputs, new.outputs, "--lang", language).stdout
        assert re.sub(r"(page|sivu) \d+", r"\1 8", text).count(message) == 1


def test_the_verdict_in_words(built: Desk, build: Build) -> None:
    new = build(changed(transcription(), "person", 8, type="Pakollinen"), exit_code=1)
    text = run("compare", built.outputs, new.outputs, "--lang", "fi").stdout
    assert "| Tulos | Käyttökelpoinen: ei avoimia virheitä. | Tuloksia ei saa käyttää" in text
    assert "virhe · `person.tyovoimakoulutus` · Tyyppi · sivu 2 — Tyyppiä ”Pakollinen” ei" in text


def english_message(check: str, values: Mapping[str, str]) -> str:
    """What a finding of a check says in English."""
    return SCHEMA.labels.checks[check].message["en"].format_map(values)


@pytest.mark.parametrize("check", sorted(SCHEMA.labels.checks))
def test_every_message_is_taken_apart_and_told_in_finnish(check: str) -> None:
    message = SCHEMA.labels.checks[check].message
    names = {n for text in message.values() for n in re.findall(r"\{(\w+)\}", text)}
    details = {name: f"<{name} 1, 2>" for name in names - {"value", "field"}}
    said = english_message(check, {"value": "x (y)?", "field": "Type", **details})
    finding = {"check": check, "value": "x (y)?", "field": "service_type", "message": said}
    finnish = message["fi"].format_map({"value": "x (y)?", "field": "Tyyppi", **details})
    missing = set(re.findall(r"\{(\w+)\}", message["fi"])) - {
        "value",
        "field",
        *re.findall(r"\{(\w+)\}", message["en"]),
    }
    words = InWords(SCHEMA, "fi")
    assert words.message(finding) == (said if missing else finnish)
    again = {**finding, "message": f"{said} (×3)"}
    assert words.message(again) == (f"{said} (×3)" if missing else f"{finnish} (×3)")


def test_what_an_older_schemas_folder_said_stays_as_it_was() -> None:
    words = InWords(load_checked_schema(SCHEMAS), "fi")
    finding = {"check": "type-unknown", "value": "x", "field": "", "message": "It is not known."}
    assert words.message(finding) == "It is not known."
    assert words.message({**finding, "check": "gone"}) == "It is not known."
    assert words.field("gone") == "gone"
    assert words.code("service_type", "gone") == "gone"
    assert words.listed("producer", "gone (gone), municipalities") == "gone (gone), Kunnat"
