"""Decisions made in the page leave it as a file and as commands, and decide what they say."""

from __future__ import annotations

import csv
import io
import shlex
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.browser import Viewer, downloaded
from tests.support.command_line import Desk, run

AREA, AREA_IN_WORDS = "5 Tieto, neuvonta ja ohjaus", "tieto, neuvonta ja ohjaus"
# What a shell, a CSV file or HTML might take for its own.
REASON = """Kysytty: "viisi", 'kuusi'; $HOME `id` \\ 100 % !x & <b>, ääni"""
Row = dict[str, str]
# A browser may be told to keep nothing: then it throws.
NO_STORAGE = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); }});"""


def finding_of(tab: Page, row: Row) -> Locator:
    """A finding on the page."""
    return tab.locator(f'.finding[data-finding="{row["finding_id"]}"]')


def accept(tab: Page, row: Row, reason: str = REASON) -> None:
    """Accept a finding."""
    finding = finding_of(tab, row)
    finding.locator(".accept").click()
    record(finding, reason)


def correct(tab: Page, row: Row, value: str, reason: str = REASON) -> None:
    """Correct the cell of a finding."""
    finding = finding_of(tab, row)
    finding.locator(".correct").click()
    finding.locator("input[name=value]").fill(value)
    record(finding, reason)


def record(finding: Locator, reason: str) -> None:
    """Say why, and record it."""
    finding.locator("input[name=reason]").fill(reason)
    finding.locator(".record-decision").click()


def open_findings(viewer: Viewer, page: Path) -> Page:
    """The findings of a page."""
    return viewer.open(page, "findings")


@pytest.fixture(name="own")
def own_desk(built: Desk, clean_desk: Desk) -> Desk:
    """The printed appendix in a folder of its own, with outputs that know their folder."""
    clean_desk.pdf.write_bytes(built.pdf.read_bytes())
    assert clean_desk.build().returncode == 0
    return clean_desk


def findings(desk: Desk) -> dict[str, Row]:
    return {row["finding_id"]: row for row in desk.rows("findings")}


def decide_some(tab: Page, desk: Desk) -> tuple[list[Row], Row]:
    """Accept two findings, and correct the cell of a third."""
    accepted = [desk.found("mark-uncertain")[0], desk.found("producer-missing")[2]]
    (corrected,) = desk.found("tem-area-unclear")
    accept(tab, accepted[0])
    correct(tab, corrected, AREA)
    accept(tab, accepted[1], "Tiedossa")
    return accepted, corrected


def check_decided(
    before: dict[str, Row], after: dict[str, Row], accepted: list[Row], corrected: Row
) -> None:
    """What was decided changed as it was decided, and nothing else changed."""
    wanted = {
        **before,
        **{row["finding_id"]: {**row, "status": "accepted"} for row in accepted},
    }
    del wanted[corrected["finding_id"]]
    assert after == wanted


def test_a_downloaded_file_decides_exactly_what_was_decided(
    viewer: Viewer, own: Desk, tmp_path: Path
) -> None:
    tab = open_findings(viewer, own.page)
    before = findings(own)
    accepted, corrected = decide_some(tab, own)
    file = downloaded(tab, "#download-decisions", tmp_path)
    assert file.name == own.ledger.name
    completed = run("decide", own.pdf, "--from", file)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert own.build().returncode == 0
    check_decided(before, findings(own), accepted, corrected)
    (correction,) = own.rows("corrections")
    assert (correction["printed"], correction["value"]) == ("?", AREA)
    assert correction["reason"] == REASON


def test_a_downloaded_file_is_a_ledger_with_the_source(
    viewer: Viewer, own: Desk, tmp_path: Path
) -> None:
    tab = open_findings(viewer, own.page)
    accepted, corrected = decide_some(tab, own)
    content = downloaded(tab, "#download-decisions", tmp_path).read_bytes()
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    known = "action,finding_id,service_id,field,expected,value,reason,decided_on,source_sha256"
    assert list(lines[0]) == known.split(",")
    assert [(row["action"], row["finding_id"], row["reason"]) for row in lines] == [
        ("accept", accepted[0]["finding_id"], REASON),
        ("correct", "", REASON),
        ("accept", accepted[1]["finding_id"], "Tiedossa"),
    ]
    assert [lines[1][name] for name in ("service_id", "field", "expected", "value")] == [
        corrected["service_id"],
        corrected["field"],
        "?",
        AREA,
    ]
    (sha256,) = {row["source_sha256"] for row in lines}
    assert sha256 in (own.outputs / "validation.json").read_text(encoding="utf-8")


def test_the_commands_decide_the_same(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    before = findings(own)
    accepted, corrected = decide_some(tab, own)
    commands = tab.locator("#decide-lines").inner_text().splitlines()
    assert len(commands) == 3
    for command in commands:
        program, *words = shlex.split(command)
        assert Path(program).name == "liitetaulukko"
        completed = run(*words)
        assert (completed.returncode, completed.stderr) == (0, ""), command
    assert own.build().returncode == 0
    check_decided(before, findings(own), accepted, corrected)
    assert [row["reason"] for row in own.rows("corrections")] == [REASON]


def test_a_decision_can_be_taken_back(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    accepted, corrected = decide_some(tab, own)
    rows = tab.locator("#decisions button", has_text="Poista")
    expect(rows).to_have_count(3)
    rows.nth(1).click()
    expect(rows).to_have_count(2)
    shown = tab.locator("#decide-lines").inner_text()
    assert AREA not in shown
    assert all(row["finding_id"] in shown for row in accepted)
    for row in (*accepted, corrected):
        expect(finding_of(tab, row)).to_be_attached()


def test_nothing_is_recorded_without_a_reason_or_a_value(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    (unclear,) = own.found("tem-area-unclear")
    correct(tab, unclear, AREA, reason=" ")
    correct_button = finding_of(tab, unclear).locator(".record-decision")
    finding_of(tab, unclear).locator("input[name=reason]").fill("Why")
    finding_of(tab, unclear).locator("input[name=value]").fill("")
    correct_button.click()
    assert "decide" not in tab.locator("#decide-lines").inner_text()


def test_a_wording_of_the_vocabulary_can_be_chosen(
    viewer: Viewer, own: Desk, tmp_path: Path
) -> None:
    tab = open_findings(viewer, own.page)
    (unclear,) = own.found("tem-area-unclear")
    finding = finding_of(tab, unclear)
    finding.locator(".correct").click()
    finding.locator("select").select_option(AREA_IN_WORDS)
    expect(finding.locator("input[name=value]")).to_have_value(AREA_IN_WORDS)
    record(finding, REASON)
    before = findings(own)
    file = downloaded(tab, "#download-decisions", tmp_path)
    assert run("decide", own.pdf, "--from", file).returncode == 0
    assert own.build().returncode == 0
    check_decided(before, findings(own), [], unclear)
    (service,) = [row for row in own.rows("services") if row["service_id"] == unclear["service_id"]]
    assert service["tem_area"] == "5"


def test_errors_cannot_be_accepted(viewer: Viewer, clean_desk: Desk) -> None:
    rows = changed(transcription(), "person", 3, producer="Joku muu")
    print_appendix(clean_desk.pdf, rows)
    assert clean_desk.build().returncode == 1
    (unknown,) = [row for row in clean_desk.rows("findings") if row["severity"] == "error"]
    tab = open_findings(viewer, clean_desk.page)
    finding = finding_of(tab, unknown)
    expect(finding.locator(".correct")).to_be_visible()
    expect(finding.locator(".accept")).to_have_count(0)


def test_decisions_are_kept_by_the_browser(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    decide_some(tab, own)
    shown = tab.locator("#decide-lines").inner_text()
    tab.reload()
    assert tab.locator("#decide-lines").inner_text() == shown
    again = open_findings(viewer, own.page)
    assert again.locator("#decide-lines").inner_text() == shown
    expect(again.locator("#older-build")).to_be_hidden()


def test_a_page_of_another_source_says_so(viewer: Viewer, own: Desk) -> None:
    older = own.page.with_name("older.html")
    older.write_bytes(own.page.read_bytes())
    tab = open_findings(viewer, own.page)
    expect(tab.locator("#older-build")).to_be_hidden()
    accept(tab, own.found("mark-uncertain")[0])
    expect(tab.locator("#decisions li")).to_have_count(1)
    # What a window keeps is in the reach of others at the latest once it is closed.
    tab.close()
    print_appendix(own.pdf, changed(transcription(), "person", 3, new_jobseeker="x"))
    assert own.build().returncode == 0
    newer = open_findings(viewer, own.page)
    expect(newer.locator("#older-build")).to_be_visible()
    expect(newer.locator("#older-build")).to_have_attribute("role", "status")
    tab = open_findings(viewer, older)
    expect(tab.locator("#older-build")).to_be_visible()


def test_what_a_build_follows_is_no_longer_to_be_handed_over(
    viewer: Viewer, own: Desk, tmp_path: Path
) -> None:
    tab = open_findings(viewer, own.page)
    accepted, corrected = decide_some(tab, own)
    file = downloaded(tab, "#download-decisions", tmp_path)
    assert run("decide", own.pdf, "--from", file).returncode == 0
    accept(tab, own.found("producer-missing")[0], "Vasta nyt")
    assert own.build().returncode == 0
    newer = open_findings(viewer, own.page)
    left = newer.locator("#decisions li")
    expect(left).to_have_count(1)
    expect(left).to_contain_text("Vasta nyt")
    expect(newer.locator("#decisions")).to_contain_text("3 päätöstä on jo kirjattu")
    for row in (*accepted, corrected):
        assert row["finding_id"] not in newer.locator("#decide-lines").inner_text()


def test_a_decision_on_what_somebody_else_decided_says_so(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    accepted, corrected = decide_some(tab, own)
    for row in (accepted[0], corrected):
        way = ("--value", "1 Työn löytyminen") if row is corrected else ("--accept",)
        assert run("decide", own.pdf, row["finding_id"], *way, "--reason", "Muu").returncode == 0
    assert own.build().returncode == 0
    newer = open_findings(viewer, own.page)
    expect(newer.locator("#decisions li")).to_have_count(3)
    expect(newer.locator("#decisions li.unfit")).to_have_count(2)
    for unfit in newer.locator("#decisions li.unfit").all():
        expect(unfit).to_contain_text("Havainnosta on jo päätetty.")
    assert len(newer.locator("#decide-lines").inner_text().splitlines()) == 1


def test_what_the_browser_keeps_may_be_broken(viewer: Viewer, own: Desk) -> None:
    (row,) = own.found("tem-area-unclear")
    half = f'{{"finding": "{row["finding_id"]}", "action": "accept"}}'
    name = f"liitetaulukko {own.pdf.stem}"
    for text in (
        "{",
        "null",
        "[]",
        '{"sha256": 1}',
        f'{{"sha256": "x", "decisions": [1, {half}]}}',
    ):
        tab = open_findings(viewer, own.page)
        tab.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
        tab.reload()
        accept(tab, row, "Tiedossa")
        expect(tab.locator("#decisions li")).to_have_count(1)
        assert "Tiedossa" in tab.locator("#decide-lines").inner_text()


def test_a_button_that_opened_a_form_closes_it(viewer: Viewer, own: Desk) -> None:
    tab = open_findings(viewer, own.page)
    finding = finding_of(tab, own.found("tem-area-unclear")[0])
    for name, other in (("accept", "correct"), ("correct", "accept")):
        finding.locator(f".{other}").click()
        finding.locator(f".{name}").click()
        expect(finding.locator(f".{name}")).to_have_attribute("aria-expanded", "true")
        expect(finding.locator(f".{other}")).to_have_attribute("aria-expanded", "false")
        finding.locator(f".{name}").click()
        expect(finding.locator("form")).to_have_count(0)


def test_decisions_are_gathered_where_the_browser_keeps_nothing(
    viewer: Viewer, own: Desk, tmp_path: Path
) -> None:
    viewer.context.add_init_script(NO_STORAGE)
    tab = open_findings(viewer, own.page)
    before = findings(own)
    accepted, corrected = decide_some(tab, own)
    file = downloaded(tab, "#download-decisions", tmp_path)
    assert run("decide", own.pdf, "--from", file).returncode == 0
    assert own.build().returncode == 0
    check_decided(before, findings(own), accepted, corrected)
