"""The report and the workbook lead to places of the page that are there."""

from __future__ import annotations

import re
from urllib.parse import unquote

from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.support.browser import Viewer
from tests.support.command_line import Desk

# Goes to a place of the page that is open, and tells what is there.
GO = """async hash => {
    if (location.hash !== hash) {
        const there = new Promise(done => addEventListener('hashchange', done, {once: true}));
        location.hash = hash;
        await there;
    }
    const panel = document.querySelector('[role=tabpanel]:not([hidden])');
    const finding = panel.querySelector('.finding.chosen');
    const record = panel.querySelector('#records .record[aria-current=true]');
    const unknown = document.querySelector('#unknown-link').textContent;
    return {finding: finding?.dataset.finding || '', record: record?.dataset.key || '', unknown};
}"""


def places(text: str, page: str) -> list[str]:
    """The places of a page to which links of a report lead."""
    return re.findall(rf"\]\({re.escape(page)}#([^)]+)\)", text)


def check_places(tab: Page, found: list[str]) -> None:
    """Each place is there, and shows what its name says."""
    for place in found:
        there = tab.evaluate(GO, f"#{place}")
        assert there["unknown"] == "", place
        kind, _, name = place.partition("-")
        if kind == "finding":
            assert there["finding"] == name
        elif kind == "service":
            assert there["record"] == unquote(name.partition("/")[0])
        else:
            assert kind in ("findings", "proof", "count", "aside")


def test_the_report_leads_to_each_finding(viewer: Viewer, real: Desk) -> None:
    report = (real.outputs / "validation.md").read_text(encoding="utf-8")
    found = places(report, real.page.name)
    assert {f"finding-{row['finding_id']}" for row in real.rows("findings")} <= set(found)
    check_places(viewer.open(real.page), found)


def test_the_workbook_leads_to_each_service_and_finding(viewer: Viewer, real: Desk) -> None:
    book = load_workbook(real.workbook)
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    targets = [f"{link.target or ''}#{link.location or ''}".rstrip("#") for link in links]
    found = [target.partition("#")[2] for target in targets if target.startswith(real.page.name)]
    assert {f"finding-{row['finding_id']}" for row in real.rows("findings")} <= set(found)
    keys = {place.removeprefix("service-") for place in found if place.startswith("service-")}
    assert {row["service_id"] for row in real.rows("services")} <= set(map(unquote, keys))
    check_places(viewer.open(real.page), found)
