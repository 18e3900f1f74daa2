"""Documents that can be read, but with errors or warnings.

An error leaves the CSV files and the report of this document, and the workbook of the last good
one; a warning says what was set aside or read as empty, and everything is built.
"""

from __future__ import annotations

import hashlib
import json
import re
from subprocess import CompletedProcess

import pytest

from tests.printing.appendix import ExtraColumn, Printing, changed, print_appendix, transcription
from tests.support.command_line import Desk, complaint, files_in

PERSON_SERVICES = sum(
    row["table"] == "person" and row["kind"] == "service" for row in transcription()
)
TEM_HEADING = "Työvoimapalvelujen viitearkkitehtuurin palvelualue (TEM)"
SHARED_HEADING = "Yhteinen palvelu toisen työllisyysalueen kanssa"
PRODUCER_HEADING = "Ohjaus/mahdollinen tuottaminen"


def reprinted(
    desk: Desk, printing: Printing | None = None, **heading: str
) -> CompletedProcess[str]:
    """Build the document printed another way, or with other headings of the first table."""
    rows = transcription()
    print_appendix(desk.pdf, changed(rows, "person", 0, **heading) if heading else rows, printing)
    return desk.build()


def assert_refused(desk: Desk, completed: CompletedProcess[str], check: str) -> dict[str, str]:
    """The one finding of a check that makes a build fail, named on standard error."""
    assert completed.returncode == 1
    (finding,) = desk.found(check)
    assert (finding["severity"], finding["status"]) == ("error", "open")
    line = complaint(completed)
    assert str(desk.pdf) in line
    assert re.search(rf"\bpage {finding['page']}\b", line)
    assert check in line
    return finding


def test_a_heading_in_other_words_is_missed_by_name(desk: Desk) -> None:
    completed = reprinted(desk, tem="Palvelualue")
    finding = assert_refused(desk, completed, "heading-missing")
    assert (finding["field"], finding["value"]) == ("tem_area", TEM_HEADING)
    assert TEM_HEADING in complaint(completed)
    (unknown,) = desk.found("heading-unknown")
    assert (unknown["severity"], unknown["value"]) == ("warning", "Palvelualue")


def test_an_empty_heading_is_missed_by_name(desk: Desk) -> None:
    completed = reprinted(desk, shared="")
    finding = assert_refused(desk, completed, "heading-missing")
    assert (finding["field"], finding["value"]) == ("shared", SHARED_HEADING)
    assert SHARED_HEADING in complaint(completed)


def test_no_finding_follows_from_a_heading_missing_in_both_tables(desk: Desk) -> None:
    rows = transcription()
    for table in ("person", "employer"):
        rows = changed(rows, table, 0, producer="Järjestäjä")
    print_appendix(desk.pdf, rows)
    completed = desk.build()
    assert completed.returncode == 1
    assert PRODUCER_HEADING in complaint(completed)
    errors = [row for row in desk.rows("findings") if row["severity"] == "error"]
    assert {(row["check"], row["value"]) for row in errors} == {
        ("heading-missing", PRODUCER_HEADING)
    }
    assert desk.rows("service_producers") == []


def test_a_doubled_heading_is_named(desk: Desk) -> None:
    extra = ExtraColumn("person", 1, "Kotoutuja", "x")
    completed = reprinted(desk, Printing(extra_columns=(extra,)))
    finding = assert_refused(desk, completed, "heading-doubled")
    assert (finding["field"], finding["value"]) == ("integration_client", "Kotoutuja")
    assert finding["page"] == "5"
    assert "Kotoutuja" in complaint(completed)


def test_rows_of_other_heights_are_not_joined_and_both_pages_are_named(desk: Desk) -> None:
    completed = reprinted(desk, Printing(heights="group"))
    assert completed.returncode == 1
    line = complaint(completed)
    assert "rows-unjoined" in line
    assert str(desk.pdf) in line
    found = desk.found("rows-unjoined")
    assert {finding["severity"] for finding in found} == {"error"}
    pages = [set(re.findall(r"\bpages? (\d+)", finding["message"])) for finding in found]
    # In the first table, pages 5 and 8 belong beside page 2; in the second, 14 beside 11.
    assert pages == [{"5", "2"}, {"8", "2"}, {"14", "11"}]
    assert {"5", "2"} <= set(re.findall(r"\bpages? (\d+)", line))


def test_the_previous_workbook_stays_and_its_source_is_named(desk: Desk) -> None:
    source = hashlib.sha256(desk.pdf.read_bytes()).hexdigest()
    before = files_in(desk.outputs)
    completed = reprinted(desk, tem="Palvelualue")
    assert completed.returncode == 1
    after = files_in(desk.outputs)
    assert after[desk.workbook.name] == before[desk.workbook.name]
    assert source in complaint(completed)
    assert source in after["validation.md"].decode()
    assert json.loads(after["validation.json"])["workbook_source_sha256"] == source
    new_source = hashlib.sha256(desk.pdf.read_bytes()).hexdigest()
    assert new_source in after["validation.json"].decode()
    assert len(desk.rows("services")) == len(transcription()) - 2 - 5
    for name in ("cells.csv", "services.csv", "findings.csv", "validation.md", "validation.json"):
        assert after[name] != before[name]


def test_a_refused_build_stays_refused_and_is_built_once_corrected(desk: Desk) -> None:
    content = desk.pdf.read_bytes()
    # The report names the document where it lies now.
    assert desk.build().returncode == 0
    before = files_in(desk.outputs)
    assert reprinted(desk, tem="Palvelualue").returncode == 1
    assert desk.build().returncode == 1
    desk.pdf.write_bytes(content)
    assert desk.build().returncode == 0
    assert files_in(desk.outputs) == before


def test_there_is_no_workbook_where_none_was_before(clean_desk: Desk) -> None:
    completed = reprinted(clean_desk, tem="Palvelualue")
    assert completed.returncode == 1
    assert "no workbook" in complaint(completed)
    assert not clean_desk.workbook.exists()
    assert (clean_desk.outputs / "cells.csv").is_file()
    report = json.loads((clean_desk.outputs / "validation.json").read_text(encoding="utf-8"))
    assert report["workbook_source_sha256"] is None


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_warnings_make_a_build_fail_where_that_is_asked_for(
    clean_desk: Desk, fail_on: str, code: int
) -> None:
    print_appendix(clean_desk.pdf, transcription())
    completed = clean_desk.build("--fail-on", fail_on)
    assert completed.returncode == code
    assert clean_desk.workbook.exists() == (code == 0)
    if code:
        assert str(clean_desk.pdf) in complaint(completed)


def test_errors_do_not_make_a_build_fail_that_never_shall(clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 0, tem="Palvelualue"))
    completed = clean_desk.build("--fail-on", "never")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert clean_desk.workbook.exists()


def test_an_unknown_column_is_a_warning_and_set_aside(built: Desk, desk: Desk) -> None:
    extra = ExtraColumn("person", 1, "Lisätieto", "soita")
    completed = reprinted(desk, Printing(extra_columns=(extra,)))
    assert (completed.returncode, completed.stderr) == (0, "")
    (finding,) = desk.found("heading-unknown")
    assert (finding["severity"], finding["value"], finding["page"]) == ("warning", "Lisätieto", "5")
    aside = [row for row in desk.rows("cells") if row["rule"] == "unknown-column"]
    assert [row["text"] for row in aside] == ["Lisätieto"] + ["soita"] * PERSON_SERVICES
    assert {row["fate"] for row in aside} == {"set_aside"}
    for file in ("services", "service_producers", "producer_by_tem_area"):
        assert desk.rows(file) == built.rows(file)


def test_a_left_out_last_page_is_a_warning_and_its_cells_are_empty(built: Desk, desk: Desk) -> None:
    completed = reprinted(desk, Printing(leave_out_empty_last_page=True))
    assert (completed.returncode, completed.stderr) == (0, "")
    found = desk.found("column-page-left-out")
    assert {finding["severity"] for finding in found} == {"warning"}
    # The first table's third group ends on page 8, beside 2; the second's on 13, beside 10.
    pages = [set(re.findall(r"\bpages? (?:is )?(\d+)", finding["message"])) for finding in found]
    assert pages == [{"3", "8"}, {"11", "13"}]
    without_pages = [
        [{**row, "pages": ""} for row in desk.rows("services")] for desk in (built, desk)
    ]
    assert without_pages[0] == without_pages[1]
    by_id = {row["service_id"]: row["pages"] for row in desk.rows("services")}
    assert by_id["person.kulukorvaukset"] == "2;5;8"
    assert by_id["person.etsiva-nuorisotyo"] == "3;6"
    assert by_id["employer.kuntalisat"] == "10;13"
    assert by_id["employer.yritysjarjestot"] == "11"


def test_a_blank_column_in_the_table_with_an_empty_heading_is_no_matter(clean_desk: Desk) -> None:
    blank = Printing(extra_columns=(ExtraColumn("employer", 1, ""),))
    print_appendix(clean_desk.pdf, transcription(), blank)
    completed = clean_desk.build("--without-decisions")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert len(clean_desk.rows("findings")) == 18


def test_a_finding_made_twice_names_both_places(desk: Desk) -> None:
    rows = transcription()
    for table in ("person", "employer"):
        rows = changed(rows, table, 0, producer="Järjestäjä")
    print_appendix(desk.pdf, rows)
    desk.build()
    (found,) = desk.found("heading-missing")
    assert "person, employer" in found["message"]
    assert "(×2)" in found["message"]
