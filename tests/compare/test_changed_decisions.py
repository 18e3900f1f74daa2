"""Findings and decisions that came and went between two outputs.

Each pair is two appendices printed with a known difference, or one with two ledgers; what must
be told is written down from that difference.
"""

from __future__ import annotations

from tests.printing.appendix import changed, inserted, place_of, transcription
from tests.support.command_line import Desk, run
from tests.support.comparing import (
    ADDED,
    CORRECTION,
    UNCLEAR,
    Build,
    but_for,
    changes,
    finding_id,
    ids,
    nothing_but,
    told,
)


def test_a_finding_accepted_and_reopened(built: Desk, build: Build) -> None:
    identity = finding_id(built, "tem-area-unclear", UNCLEAR)
    accepted = build(ledger=f"accept,{identity},,,,,undecided,2026-01-31")
    document = told(built, accepted)
    assert ids(document) == {"accepted": [f"tem-area-unclear {UNCLEAR}"]}
    assert but_for(document) == nothing_but()
    document = told(accepted, built)
    assert ids(document) == {"reopened": [f"tem-area-unclear {UNCLEAR}"]}
    # The source has not changed: the decision was taken back, not overtaken.
    assert document["stale"] == []


def test_a_correction_made_and_withdrawn(built: Desk, build: Build) -> None:
    corrected = build(ledger=CORRECTION)
    document = told(built, corrected)
    assert changes(document, "fields") == [
        (UNCLEAR, "tem_area", "unclear", "5"),
        (UNCLEAR, "tem_area_uncertain", "true", "false"),
    ]
    assert changes(document, "decisions") == [
        (f"{UNCLEAR}/tem_area", "value", "", "5 Tieto, neuvonta ja ohjaus"),
        (f"{UNCLEAR}/tem_area", "reason", "", "asked"),
    ]
    assert ids(document) == {"fixed": [f"tem-area-unclear {UNCLEAR}"]}
    assert told(corrected, built)["stale"] == []


def test_another_reason(build: Build) -> None:
    document = told(build(ledger=CORRECTION), build(ledger=CORRECTION.replace("asked", "told")))
    assert changes(document, "decisions") == [(f"{UNCLEAR}/tem_area", "reason", "asked", "told")]
    assert but_for(document, "decisions") == nothing_but("decisions")


def test_a_correction_that_the_new_source_overtakes(build: Build) -> None:
    mended = build(changed(transcription(), "person", 15, tem="5 Tieto, neuvonta ja\nohjaus"))
    document = told(build(ledger=CORRECTION), mended)
    assert document["stale"] == [
        {
            "decision": f"correct {UNCLEAR}/tem_area to “5 Tieto, neuvonta ja ohjaus”",
            "why": "the source now says “5 Tieto, neuvonta ja ohjaus”, not “?”",
        }
    ]
    assert document["fields"] == []


def test_decisions_on_a_service_that_is_gone(built: Desk, build: Build) -> None:
    identity = finding_id(built, "type-missing", "person.etsiva-nuorisotyo")
    old = build(ledger=f"{CORRECTION}\naccept,{identity},,,,,undecided,2026-01-31")
    rows = transcription()
    for number in (33, 15):
        del rows[place_of(rows, "person", number)]
    document = told(old, build(rows))
    assert [stale["why"] for stale in document["stale"]] == [
        f"the source no longer has {UNCLEAR}",
        "the finding is gone",
    ]


def test_several_changes_at_once_are_told_apart(built: Desk, build: Build) -> None:
    rows = changed(transcription(), "employer", 2, service="Starttirahat", tem="")
    rows = inserted(rows, "person", 1, **ADDED)
    document = told(built, build(rows, ledger=CORRECTION))
    assert [named["key"] for named in document["added"]] == [
        "person.uraohjaus",
        "employer.starttirahat",
    ]
    assert [pair["new"]["key"] for pair in document["renamed"]] == ["employer.starttirahat"]
    assert changes(document, "fields") == [
        (UNCLEAR, "tem_area", "unclear", "5"),
        (UNCLEAR, "tem_area_uncertain", "true", "false"),
        ("employer.starttirahat", "service", "Starttiraha", "Starttirahat"),
        ("employer.starttirahat", "tem_area", "5", "not_stated"),
    ]
    assert ids(document) == {
        "new": ["tem-area-missing employer.starttirahat"],
        "fixed": [f"tem-area-unclear {UNCLEAR}"],
    }


def test_an_error_makes_the_new_output_unusable(built: Desk, build: Build) -> None:
    new = build(changed(transcription(), "person", 8, type="Pakollinen"), exit_code=1)
    document = told(built, new)
    assert changes(document, "document") == [("document", "usable", "true", "false")]
    assert ids(document) == {"new": ["type-unknown person.tyovoimakoulutus"]}
    text = run("compare", built.outputs, new.outputs).stdout
    assert "**type-unknown** · error · `person.tyovoimakoulutus` · Type · page 2" in text
