"""Each place of the page has an address, and the browser's own buttons lead back and forward."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Viewer, boxes
from tests.support.command_line import Desk

SERVICE, NAME = "person.tyottomyysturvatehtavat", ""
CROSS = "producer_by_tem_area"


def address(kind: str, *pieces: str) -> str:
    """What follows # in the address of a place."""
    return f"{kind}-{'/'.join(quote(piece, safe='') for piece in pieces)}"


def heading(tab: Page) -> str:
    return tab.locator("#record h2").inner_text()


def service(desk: Desk, place: int) -> tuple[str, str]:
    """The key and the name of a service, by its place in the document."""
    row = desk.rows("services")[place]
    return row["service_id"], row["service"]


def test_a_link_leads_to_a_service(viewer: Viewer, real: Desk) -> None:
    key, name = service(real, 7)
    tab = viewer.open(real.page, address("service", key))
    expect(tab.locator("#record h2")).to_have_text(name)
    expect(tab.locator(f'.record[data-key="{key}"]')).to_be_visible()
    assert boxes(tab)


def test_a_link_leads_to_a_cell(viewer: Viewer, real: Desk) -> None:
    key, name = service(real, 7)
    for field in ("tem_area", "producer_text", "shared"):
        tab = viewer.open(real.page, address("service", key, field))
        expect(tab.locator("#record h2")).to_have_text(name)
        pressed = tab.locator('#record .field[aria-pressed="true"]')
        expect(pressed).to_have_count(1)
        assert pressed.get_attribute("data-field") == field
        assert {box.field for box in boxes(tab) if box.chosen} == {field}


def test_a_link_leads_to_a_finding(viewer: Viewer, real: Desk) -> None:
    for finding in real.rows("findings")[::5]:
        tab = viewer.open(real.page, address("finding", finding["finding_id"]))
        expect(tab.locator("#tab-findings")).to_have_attribute("aria-selected", "true")
        expect(tab.locator(f'.finding[data-finding="{finding["finding_id"]}"]')).to_be_in_viewport()


def test_a_link_leads_to_a_count(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page, address("count", CROSS, "contract_municipalities", "1", "all"))
    listed = tab.locator("#records .record")
    wanted = [
        row["service_id"]
        for row in real.rows("service_producers")
        if row["producer"] == "contract_municipalities"
    ]
    expect(listed).to_have_count(len(wanted))
    assert [one.get_attribute("data-key") for one in listed.all()] == wanted


@pytest.mark.parametrize("name", ["findings", "proof"])
def test_a_link_leads_to_a_tab(viewer: Viewer, real: Desk, name: str) -> None:
    tab = viewer.open(real.page, name)
    expect(tab.locator(f"#tab-{name}")).to_have_attribute("aria-selected", "true")
    expect(tab.locator(f"#panel-{name}")).to_be_visible()
    expect(tab.locator("#panel-services")).to_be_hidden()


def test_a_link_leads_to_a_line_that_was_set_aside(viewer: Viewer, real: Desk) -> None:
    lines = [row for row in real.rows("cells") if row["fate"] == "set_aside"]
    tab = viewer.open(real.page, address("aside", lines[-1]["cell_ref"]))
    expect(tab.locator("#panel-proof")).to_be_visible()
    expect(tab.locator("#panel-proof").get_by_text(lines[-1]["text"]).first).to_be_in_viewport()


@pytest.mark.parametrize(
    "place",
    [
        "service-nobody",
        "service-",
        "service-%E0%A4%A",
        "finding-0000000000",
        "count-nothing/a/b/c",
        f"count-{CROSS}",
        f"count-{CROSS}/1/1/1",
        "aside-p99/1",
        "elsewhere",
        "%",
        "__proto__",
        "service-__proto__/constructor",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_link_to_nothing_opens_the_page(viewer: Viewer, real: Desk, place: str) -> None:
    tab = viewer.open(real.page, place)
    expect(tab.locator("[role=tabpanel]:visible")).to_have_count(1)
    tab.click("#tab-services")
    expect(tab.locator("#records .record").first).to_be_visible()


def test_back_and_forward(viewer: Viewer, real: Desk) -> None:
    (first, first_name), (second, second_name) = service(real, 1), service(real, 4)
    tab = viewer.open(real.page)
    tab.click(f'.record[data-key="{first}"]')
    expect(tab.locator("#record h2")).to_have_text(first_name)
    tab.click(f'.record[data-key="{second}"]')
    expect(tab.locator("#record h2")).to_have_text(second_name)
    tab.click("#tab-findings")
    expect(tab.locator("#panel-findings")).to_be_visible()
    tab.go_back()
    expect(tab.locator("#panel-services")).to_be_visible()
    expect(tab.locator("#record h2")).to_have_text(second_name)
    tab.go_back()
    expect(tab.locator("#record h2")).to_have_text(first_name)
    tab.go_forward()
    expect(tab.locator("#record h2")).to_have_text(second_name)
    tab.reload()
    expect(tab.locator("#record h2")).to_have_text(second_name)


def test_back_leads_to_the_finding_that_one_came_from(viewer: Viewer, real: Desk) -> None:
    (_, *_, wanted) = [row for row in real.rows("findings") if row["service_id"]]
    tab = viewer.open(real.page, "findings")
    finding = tab.locator(f'.finding[data-finding="{wanted["finding_id"]}"]')
    finding.locator(".accept").click()
    finding.locator("input[name=reason]").fill("Kesken")
    finding.locator(".where a").click()
    expect(tab.locator("#record .box.chosen").first).to_be_visible()
    tab.go_back()
    expect(finding).to_be_in_viewport()
    expect(finding).to_be_focused()
    expect(finding.locator("input[name=reason]")).to_have_value("Kesken")


def test_a_tab_is_left_and_found_as_it_was(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page, "findings")
    finding = tab.locator(".finding").nth(9)
    finding.scroll_into_view_if_needed()
    tab.click("#tab-proof")
    expect(finding).to_be_hidden()
    tab.click("#tab-findings")
    expect(finding).to_be_in_viewport()
    expect(tab.locator(".finding").first).not_to_be_in_viewport()


@pytest.mark.parametrize(("place", "name"), [("finding-0", "findings"), ("aside-p9/9", "proof")])
def test_a_link_to_what_is_gone_opens_the_tab_of_its_kind(
    viewer: Viewer, real: Desk, place: str, name: str
) -> None:
    tab = viewer.open(real.page, place)
    expect(tab.locator("#unknown-link")).to_contain_text(place)
    expect(tab.locator(f"#panel-{name}")).to_be_visible()
    tab.click("#tab-services")
    expect(tab.locator("#unknown-link")).to_be_hidden()
    tab.click(f"#tab-{name}")
    expect(tab.locator("#unknown-link")).to_be_hidden()
