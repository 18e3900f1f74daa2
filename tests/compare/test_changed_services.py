"""Services added, removed, renamed, moved and changed between two outputs.

Each pair is two appendices printed with a known difference, or one with two ledgers; what must
be told is written down from that difference. Pairs with one changed cell are in
`test_one_changed_cell`.
"""

from __future__ import annotations

from tests.printing.appendix import changed, inserted, place_of, transcription
from tests.support.command_line import Desk, run
from tests.support.comparing import (
    ADDED,
    UNCLEAR,
    Build,
    but_for,
    changes,
    finding_id,
    ids,
    nothing_but,
    told,
)


def test_a_service_added_at_the_top(built: Desk, build: Build) -> None:
    new = build(inserted(transcription(), "person", 1, **ADDED))
    document = told(built, new)
    assert document["added"] == [{"key": "person.uraohjaus", "name": "Uraohjaus"}]
    assert but_for(document, "added", "counts") == nothing_but("added", "counts")
    assert ids(document) == {}
    counts = changes(document, "counts")
    assert ("producer_by_tem_area", "municipalities × 2", "0", "1") in counts
    assert ("producer_by_tem_area", "municipalities × total", "9", "10") in counts
    assert [c for c in counts if c[0] == "producer_by_tem_area"] == counts[:2]
    assert ("reconciliation", "cells × read", "272", "276") in counts


def test_a_service_removed(built: Desk, build: Build) -> None:
    rows = transcription()
    del rows[place_of(rows, "person", 15)]
    document = told(built, build(rows))
    assert [named["key"] for named in document["removed"]] == [UNCLEAR]
    assert but_for(document, "removed", "counts") == nothing_but("removed", "counts")
    assert ids(document) == {"fixed": [f"tem-area-unclear {UNCLEAR}"]}


def test_a_name_nearly_the_same_at_the_same_place_is_a_proposal(built: Desk, build: Build) -> None:
    new = build(changed(transcription(), "person", 15, service="Kulukorvauksia"))
    document = told(built, new)
    (pair,) = document["renamed"]
    assert (pair["old"]["key"], pair["new"]["key"]) == (UNCLEAR, "person.kulukorvauksia")
    assert [named["key"] for named in document["added"]] == ["person.kulukorvauksia"]
    assert [named["key"] for named in document["removed"]] == [UNCLEAR]
    assert changes(document, "fields") == [
        ("person.kulukorvauksia", "service", "Kulukorvaukset", "Kulukorvauksia")
    ]
    old_id, new_id = (
        finding_id(desk, "tem-area-unclear", service)
        for desk, service in ((built, UNCLEAR), (new, "person.kulukorvauksia"))
    )
    assert document["moved_findings"] == {old_id: new_id}
    text = run("compare", built.outputs, new.outputs).stdout
    assert "renamed, perhaps" in text
    assert f"(`{old_id}` before the renaming)" in text


def test_a_name_nearly_the_same_elsewhere_is_no_proposal(built: Desk, build: Build) -> None:
    rows = transcription()
    row = rows.pop(place_of(rows, "employer", 2))
    assert row["service"] == "Starttiraha"
    document = told(
        built, build(inserted(rows, "person", 5, **{**ADDED, "service": "Starttirahat"}))
    )
    assert [named["key"] for named in document["removed"]] == ["employer.starttiraha"]
    assert [named["key"] for named in document["added"]] == ["person.starttirahat"]
    assert document["renamed"] == []


def test_a_name_nearly_the_same_in_the_next_table_is_no_proposal(built: Desk, build: Build) -> None:
    rows = transcription()
    last = rows.pop(place_of(rows, "person", 33))
    assert last["service"] == "Etsivä nuorisotyö"
    new = {**ADDED, "service": "Etsivät nuorisotyöt"}
    document = told(built, build(inserted(rows, "employer", 1, **new)))
    assert [named["key"] for named in document["removed"]] == ["person.etsiva-nuorisotyo"]
    assert [named["key"] for named in document["added"]] == ["employer.etsivat-nuorisotyot"]
    assert document["renamed"] == []


def test_of_two_names_nearly_the_same_the_nearer_is_proposed(built: Desk, build: Build) -> None:
    rows = changed(transcription(), "person", 15, service="Kulukorvauksia")
    rows = inserted(rows, "person", 16, **{**ADDED, "service": "Kulukorvauksen"})
    document = told(built, build(rows))
    assert len(document["added"]) == 2
    (pair,) = document["renamed"]
    assert (pair["old"]["key"], pair["new"]["key"]) == (UNCLEAR, "person.kulukorvauksen")


def test_two_services_renamed_between_others_that_stay(built: Desk, build: Build) -> None:
    rows = changed(transcription(), "person", 15, service="Kulukorvauksia")
    rows = changed(rows, "employer", 2, service="Starttirahat")
    document = told(built, build(rows))
    assert [(pair["old"]["key"], pair["new"]["key"]) for pair in document["renamed"]] == [
        (UNCLEAR, "person.kulukorvauksia"),
        ("employer.starttiraha", "employer.starttirahat"),
    ]


def test_two_services_in_another_order(built: Desk, build: Build) -> None:
    rows = transcription()
    first, second = (place_of(rows, "person", number) for number in (5, 6))
    rows[first], rows[second] = (
        {**rows[n], "row": rows[m]["row"]} for n, m in ((second, first), (first, second))
    )
    document = told(built, build(rows))
    # Either of the two has passed the other.
    (moved,) = document["reordered"]
    swapped = ("person.ammatinvalinnan-ohjaus", "person.tyo-ja-koulutuskokeilut")
    assert moved["key"] in swapped
    assert but_for(document, "reordered") == nothing_but("reordered")


def test_another_section_heading(built: Desk, build: Build) -> None:
    new = build(changed(transcription(), "person", 24, service="Kotoutumisen palvelut"))
    document = told(built, new)
    fields = changes(document, "fields")
    assert {(what, old, new) for _, what, old, new in fields} == {
        ("section", "Kotoutumispalvelut", "Kotoutumisen palvelut")
    }
    assert len(fields) == 4
    assert ("person/section/kotoutumispalvelut", "text", "Kotoutumispalvelut", "") in changes(
        document, "texts"
    )
    assert but_for(document, "fields", "texts", "counts") == nothing_but(
        "fields", "texts", "counts"
    )


def test_a_changed_value_and_changed_producers_with_the_counts_that_follow(
    built: Desk, build: Build
) -> None:
    rows = changed(transcription(), "person", 8, type="Muu lisäpalvelu", producer="HVA?")
    document = told(built, build(rows))
    service = "person.tyovoimakoulutus"
    assert changes(document, "fields") == [
        (service, "service_type", "statutory", "additional"),
        (service, "producer_text", "ostopalvelu", "HVA?"),
        (service, "producer", "purchased_service (stated)", "wellbeing_services_county (possible)"),
    ]
    assert changes(document, "counts") == [
        ("producer_by_tem_area", "purchased_service × 2", "5", "4"),
        ("producer_by_tem_area", "purchased_service × total", "12", "11"),
        ("producer_by_tem_area", "wellbeing_services_county × 2", "0", "1"),
        ("producer_by_tem_area", "wellbeing_services_county × total", "3", "4"),
        ("reconciliation", "words × read", "668", "669"),
        ("reconciliation", "words × used", "657", "658"),
    ]
    assert ids(document) == {"new": [f"producer-uncertain {service}"]}


def test_printed_text_that_is_read_as_before(built: Desk, build: Build) -> None:
    document = told(built, build(changed(transcription(), "person", 8, type="LAKISÄÄTEINEN")))
    assert changes(document, "texts") == [
        ("person.tyovoimakoulutus/service_type", "text", "Lakisääteinen", "LAKISÄÄTEINEN")
    ]
    assert but_for(document, "texts") == nothing_but("texts")
    assert ids(document) == {}
