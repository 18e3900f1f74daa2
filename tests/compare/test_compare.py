"""Comparing two outputs says what is different between them, and nothing where they are equal.

Each pair is two appendices printed with a known difference, or one with two ledgers; what must
be told is written down from that difference. Pairs with one changed cell are in
`test_one_changed_cell.py`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.printing.appendix import (
    ExtraColumn,
    Printing,
    TranscribedRow,
    changed,
    inserted,
    place_of,
    print_appendix,
    transcription,
)
from tests.support.command_line import Desk, complaint, run
from tests.support.programs import need

NOTHING: dict[str, Any] = {
    "only_in": "",
    **{part: [] for part in ("document", "files", "added", "removed", "renamed", "fields")},
    **{part: [] for part in ("reordered", "counts", "texts", "severities", "decisions", "stale")},
    "moved_findings": {},
}
OF_SUBSTANCE = ("new", "fixed", "accepted", "reopened")
HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
# The finding on the lone question mark of this service's area; see DESIGN's table of readings.
UNCLEAR = "person.kulukorvaukset"

Build = Callable[..., Desk]


@pytest.fixture(name="build")
def built_on_demand(tmp_path: Path) -> Build:
    """Prints and builds appendices, each in a folder of its own."""

    def build(
        rows: list[TranscribedRow] | None = None,
        printing: Printing | None = None,
        ledger: str = "",
        options: tuple[str, ...] = (),
        exit_code: int = 0,
    ) -> Desk:
        desk = Desk(tmp_path / f"desk-{len(list(tmp_path.iterdir()))}")
        desk.folder.mkdir()
        print_appendix(desk.pdf, rows or transcription(), printing)
        if ledger:
            desk.ledger.write_text(f"{HEADER}\n{ledger}\n", encoding="utf-8")
        assert desk.build(*options).returncode == exit_code
        return desk

    return build


def told(old: Desk, new: Desk, exit_code: int = 1) -> dict[str, Any]:
    """What the comparison says of the one document, as JSON."""
    completed = run("compare", old.outputs, new.outputs, "--json")
    assert (completed.returncode, completed.stderr) == (exit_code, "")
    said = json.loads(completed.stdout)
    assert said["different"] is bool(exit_code)
    (document,) = said["documents"]
    assert isinstance(document, dict)
    return document


def but_for(document: dict[str, Any], *expected: str) -> dict[str, Any]:
    """What a comparison says besides some parts, asides and findings."""
    return {name: document[name] for name in NOTHING if name not in expected}


def nothing_but(*expected: str) -> dict[str, Any]:
    """The same where nothing changed."""
    return {name: value for name, value in NOTHING.items() if name not in expected}


def ids(document: dict[str, Any]) -> dict[str, list[str]]:
    """Check and service of the findings that changed, by what became of them."""
    return {
        state: [f"{f['check']} {f['service_id']}".strip() for f in document["findings"][state]]
        for state in OF_SUBSTANCE
        if document["findings"][state]
    }


def finding_id(desk: Desk, check: str, service: str) -> str:
    """The id of the one finding of a check on a service."""
    (found,) = [row for row in desk.found(check) if row["service_id"] == service]
    return found["finding_id"]


def changes(document: dict[str, Any], part: str) -> list[tuple[str, str, str, str]]:
    """Changes of one part as tuples."""
    return [(c["where"], c["what"], c["old"], c["new"]) for c in document[part]]


# Equal ones.


def test_an_output_and_itself(built: Desk) -> None:
    for folders in ((built.outputs, built.outputs), (built.output, built.output)):
        completed = run("compare", *folders, "--exact")
        assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")


def test_the_same_document_built_in_another_folder(built: Desk, build: Build) -> None:
    completed = run("compare", built.output, build().output, "--exact")
    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")


def test_equal_outputs_as_json(built: Desk) -> None:
    document = told(built, built, exit_code=0)
    assert but_for(document) == nothing_but()
    assert ids(document) == {}
    assert document["asides"] == []
    assert len(document["findings"]["still open"]) == 18


# Not of substance.


def test_rows_on_other_pages_are_one_line(built: Desk, build: Build) -> None:
    new = build(printing=Printing(page_breaks=("Kuntouttava työtoiminta", "Kuntalisät")))
    completed = run("compare", built.outputs, new.outputs)
    assert completed.returncode == 0
    heading, blank, line = completed.stdout.splitlines()
    assert (heading, blank) == ("# liite", "")
    assert line.startswith("Not of substance: services on other pages: ")
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    services = [(desk.rows("services")) for desk in (built, new)]
    moved = sum(old["pages"] != new["pages"] for old, new in zip(*services, strict=True))
    assert moved > 0
    assert f"services on other pages: {moved}" in document["asides"]
    assert run("compare", built.outputs, new.outputs, "--exact").returncode == 1


def test_another_size_of_type_and_no_blank_pages(built: Desk, build: Build) -> None:
    new = build(printing=Printing(font_size=8.0, blank_pages=0))
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    assert any(aside.startswith("pages of the PDF: ") for aside in document["asides"])
    assert any(aside.startswith("SHA-256: ") for aside in document["asides"])


def test_a_document_of_another_name(built: Desk, build: Build, tmp_path: Path) -> None:
    desk = build()
    other = desk.pdf.rename(desk.folder / "other.pdf")
    assert run("build", other, "--output", tmp_path / "named").returncode == 0
    completed = run("compare", built.output, tmp_path / "named")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout == ("# other\n\nNot of substance: file name: liite.pdf → other.pdf.\n")


def test_the_report_in_another_language(built: Desk, build: Build) -> None:
    new = build(options=("--lang", "en"))
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    assert document["asides"] == ["worded otherwise: validation.md"]
    assert run("compare", built.outputs, new.outputs, "--exact").returncode == 1


# Services.

ADDED = {
    "service": "Uraohjaus",
    "type": "Lakisääteinen",
    "producer": "Kunnat",
    "tem": "2 Osaamisen kehittäminen",
}


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


# The document.


def test_another_area(built: Desk, build: Build) -> None:
    area = "Kanta-Hämeen työllisyysalue"
    rows = [
        {**row, "producer": row["producer"].replace("Päijät-Hämeen", "Kanta-Hämeen")}
        for row in transcription()
    ]
    document = told(built, build(rows, Printing(area=area)))
    assert changes(document, "document") == [
        (
            "document",
            "title",
            *(
                f"{a}en palveluita koskeva liitetaulukko."
                for a in ("Päijät-Hämeen työllisyysalue", area)
            ),
        ),
        ("document", "area", "Päijät-Hämeen työllisyysalue", area),
    ]
    areas = [change for change in document["fields"] if change["what"] == "area"]
    assert len(areas) == 55
    # Producers are who they were: the area itself is one of them.
    assert [change for change in document["fields"] if change["what"] == "producer"] == []


def test_text_outside_the_tables(built: Desk, build: Build) -> None:
    title = (*Printing().title[:2], "tulevan työllisyysalueen palveluita.")
    document = told(built, build(printing=Printing(title=title)))
    assert changes(document, "texts") == [
        (
            "outside the tables",
            "text",
            f"tulevan {what} palveluita. (set_aside by introduction)",
            "",
        )
        if gone
        else (
            "outside the tables",
            "text",
            "",
            f"tulevan {what} palveluita. (set_aside by introduction)",
        )
        for what, gone in (("työvoimaviranomaisen", True), ("työllisyysalueen", False))
    ]
    assert but_for(document, "texts") == nothing_but("texts")


def test_a_column_more(built: Desk, build: Build) -> None:
    new = build(printing=Printing(extra_columns=(ExtraColumn("person", 2, "Hinta"),)))
    document = told(built, new)
    assert ids(document) == {"new": ["heading-unknown"]}
    assert "Hinta (set_aside by unknown-column)" in {c["new"] for c in document["texts"]}


def test_a_document_only_one_of_them_has(built: Desk, tmp_path: Path) -> None:
    both = tmp_path / "both"
    for name in ("first", "second"):
        shutil.copytree(built.outputs, both / name)
    one = tmp_path / "one"
    shutil.copytree(built.outputs, one / "first")
    for old, new, word in ((one, both, "added"), (both, one, "removed")):
        completed = run("compare", old, new)
        assert completed.returncode == 1
        assert completed.stdout.startswith(f"# second\n\nThe document was {word}: ")
        assert "# first" not in completed.stdout


# Findings and decisions.


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


CORRECTION = f'correct,,{UNCLEAR},tem_area,?,"5 Tieto, neuvonta ja ohjaus",asked,2026-01-31'


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
    assert "**type-unknown** · error · `person.tyovoimakoulutus` · `service_type` · page 2" in text


def test_columns_of_another_release(built: Desk, desk: Desk) -> None:
    path = desk.outputs / "services.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},price", *(f"{row}," for row in rows)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    document = told(built, desk)
    assert changes(document, "files") == [("services.csv", "column", "", "price")]
    assert but_for(document, "files") == nothing_but("files")


@pytest.mark.parametrize("name", ["producer_by_tem_area.csv", "service_producers.csv"])
def test_a_file_that_only_one_of_them_has(built: Desk, desk: Desk, name: str) -> None:
    (desk.outputs / name).unlink()
    document = told(desk, built)
    assert changes(document, "files") == [(name, "file", "", name)]
    assert but_for(document, "files") == nothing_but("files")


# With a commit.


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="committed")
def committed_desk(desk: Desk) -> Desk:
    """A document whose outputs are committed."""
    need("git")
    git(desk.folder, "init", "--quiet")
    git(desk.folder, "add", "output")
    git(desk.folder, "commit", "--quiet", "--message", "Outputs")
    return desk


def test_the_working_output_with_the_last_commit(committed: Desk) -> None:
    for folder in (committed.output, committed.outputs):
        completed = run("compare", "--git", "HEAD", folder)
        assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
    committed.ledger.write_text(f"{HEADER}\n{CORRECTION}\n", encoding="utf-8")
    assert committed.build().returncode == 0
    for folder in (committed.output, committed.outputs):
        completed = run("compare", "--git", "HEAD", folder)
        assert completed.returncode == 1
        assert f"| {UNCLEAR} | tem\\_area | unclear | 5 |" in completed.stdout


def test_a_revision_that_is_none(committed: Desk) -> None:
    completed = run("compare", "--git", "no-such-revision", committed.output)
    assert completed.returncode == 3
    assert complaint(completed).endswith("[git-failed]")


def test_a_folder_that_is_not_in_git(built: Desk) -> None:
    completed = run("compare", "--git", "HEAD", built.output)
    assert completed.returncode == 3
    assert "check the revision, or name two folders" in complaint(completed)


def test_an_option_is_no_revision(committed: Desk) -> None:
    completed = run("compare", "--git=--output=x", committed.output)
    assert completed.returncode == 2
    assert "is no revision" in complaint(completed)


# What cannot be compared.


@pytest.mark.parametrize("folders", [(), ("output",), ("output", "output", "output")])
def test_too_few_or_too_many_folders(folders: tuple[str, ...]) -> None:
    completed = run("compare", *folders)
    assert completed.returncode == 2
    assert "two folders" in complaint(completed)


def test_a_folder_that_is_missing_or_holds_no_output(built: Desk, tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path):
        completed = run("compare", built.outputs, folder)
        assert completed.returncode == 3
        assert str(folder) in complaint(completed)
        assert complaint(completed).endswith("[output-missing]")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("services.csv", None),
        ("services.csv", b"name\nx\n"),
        ("services.csv", b"service_id,service\na,b,c\n"),
        ("services.csv", b"\xff"),
        ("cells.csv", b"a,b\n1,2\n"),
        ("service_producers.csv", b"producer\nx\n"),
        ("validation.json", b"{"),
        ("validation.json", b"[]"),
        ("validation.json", b"{}"),
        ("datapackage.json", b"{}"),
    ],
)
def test_an_output_that_is_broken(
    built: Desk, desk: Desk, name: str, content: bytes | None
) -> None:
    if content is None:
        (desk.outputs / name).unlink()
    else:
        (desk.outputs / name).write_bytes(content)
    completed = run("compare", built.outputs, desk.outputs)
    assert completed.returncode == 3
    assert name in complaint(completed)
    assert complaint(completed).endswith(
        "build the document again, or check --schemas. [output-unreadable]"
    )
