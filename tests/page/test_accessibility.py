"""Everybody can use the page: by rules that a program can check, by keyboard, and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import DESKTOP, PHONE, Scheme, Viewer, barriers
from tests.support.command_line import Desk

# The width to which 1280 pixels shrink at 400 % (WCAG 2.2, 1.4.10).
NARROWEST = (320, 640)
# A page has fewer stops than this; more of them would mean that one of them is a trap.
MOST_STOPS = 600
STOP = """() => {
    const stop = document.activeElement;
    if (stop === document.body || stop === document.documentElement) return null;
    const style = getComputedStyle(stop), own = stop.getBoundingClientRect();
    window.stops = window.stops || new Map();
    if (!window.stops.has(stop)) window.stops.set(stop, window.stops.size);
    return {
        number: window.stops.get(stop), id: stop.id, data: {...stop.dataset},
        classes: [...stop.classList], place: stop.closest('[data-finding]')?.dataset.finding || '',
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            && own.width > 0 && own.height > 0 && own.bottom > 0 && own.top < innerHeight
            && own.right > 0 && own.left < innerWidth};
}"""
# The window, and the parts of it that scroll downwards by themselves, where they scroll sideways.
OVER = """() => [document.documentElement, ...document.querySelectorAll('.left, .right, .list')]
    .filter(part => part.scrollWidth > part.clientWidth)
    .map(part => `${part.className}: ${part.scrollWidth} in ${part.clientWidth}`)"""
Stop = dict[str, Any]


def open_record(tab: Page) -> None:
    tab.locator("#records .record").nth(3).click()
    tab.locator("#record .field").nth(1).click()
    expect(tab.locator("#record .box.chosen").first).to_be_attached()


def open_count(tab: Page) -> None:
    tab.locator("button.count").nth(2).click()


def open_findings(tab: Page) -> None:
    tab.click("#tab-findings")
    expect(tab.locator("#panel-findings")).to_be_visible()


def open_correction(tab: Page) -> None:
    open_findings(tab)
    tab.locator(".finding .correct").first.click()
    expect(tab.locator(".finding input[name=value]").first).to_be_visible()


def open_every_correction(tab: Page) -> None:
    open_findings(tab)
    for button in tab.locator(".finding .correct").all():
        button.click()


def open_decisions(tab: Page) -> None:
    open_findings(tab)
    finding = tab.locator(".finding", has=tab.locator(".accept")).first
    finding.locator(".accept").click()
    finding.locator("input[name=reason]").fill("Because")
    finding.locator(".record-decision").click()
    expect(tab.locator("#decide-lines")).to_contain_text("Because")


def open_proof(tab: Page) -> None:
    tab.click("#tab-proof")
    expect(tab.locator("#panel-proof")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "start": lambda tab: None,
    "count": open_count,
    "record": open_record,
    "findings": open_findings,
    "correction": open_correction,
    "decisions": open_decisions,
    "proof": open_proof,
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    viewer: Viewer, real: Desk, scheme: Scheme, size: tuple[int, int]
) -> None:
    for name, reach in STATES.items():
        tab = viewer.open(real.page, size=size, scheme=scheme)
        reach(tab)
        assert (name, barriers(tab)) == (name, [])
        tab.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROWEST], ids=str)
def test_nothing_runs_over_the_side(viewer: Viewer, real: Desk, size: tuple[int, int]) -> None:
    for name, reach in {**STATES, "corrections": open_every_correction}.items():
        tab = viewer.open(real.page, size=size)
        reach(tab)
        assert (name, tab.evaluate(OVER)) == (name, [])
        tab.close()


def stops(tab: Page) -> list[Stop]:
    """Where the Tab key stops, from the beginning of the page to its end."""
    found: list[Stop] = []
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if stop is None or (found and stop["number"] == 0):
            return found
        assert stop["number"] == len(found), f"a trap: {stop}"
        found.append(stop)
    raise AssertionError(f"more than {MOST_STOPS} stops: {found[-1]}")


@pytest.mark.parametrize("name", ["record", "correction", "decisions", "proof"])
def test_the_focus_goes_through_the_page_and_is_seen(viewer: Viewer, real: Desk, name: str) -> None:
    tab = viewer.open(real.page)
    STATES[name](tab)
    tab.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    tab.evaluate("getSelection().removeAllRanges()")
    found = stops(tab)
    assert found
    assert [stop for stop in found if not stop["seen"]] == []


def tab_to(tab: Page, wanted: Callable[[Stop], bool]) -> Stop:
    """Press Tab until the focus is on what is wanted."""
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        stop: Stop | None = tab.evaluate(STOP)
        if stop is not None and wanted(stop):
            return stop
    raise AssertionError("the Tab key does not lead there")


def test_a_printed_cell_is_reached_by_keyboard_alone(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page)
    tab_to(tab, lambda stop: "count" in stop["classes"])
    tab.keyboard.press("Enter")
    tab_to(tab, lambda stop: "record" in stop["classes"])
    tab.keyboard.press("Enter")
    tab_to(tab, lambda stop: stop["data"].get("field") == "tem_area")
    tab.keyboard.press("Space")
    chosen = tab.locator("#record .box.chosen")
    expect(chosen).to_have_attribute("data-field", "tem_area")
    expect(chosen).to_be_in_viewport()
    # The focus stays where it is, also where what it is on was drawn anew.
    expect(tab.locator('#record .field[data-field="tem_area"]')).to_be_focused()


def test_a_finding_is_decided_by_keyboard_alone(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page)
    tab_to(tab, lambda stop: stop["id"] == "tab-services")
    tab.keyboard.press("ArrowRight")
    expect(tab.locator("#panel-findings")).to_be_visible()
    tab_to(tab, lambda stop: "accept" in stop["classes"])
    tab.keyboard.press("Enter")
    tab_to(tab, lambda stop: tab.evaluate("document.activeElement.name") == "reason")
    tab.keyboard.type("Known so")
    tab_to(tab, lambda stop: "record-decision" in stop["classes"])
    tab.keyboard.press("Enter")
    expect(tab.locator("#decide-lines")).to_contain_text("Known so")


def test_tabs_move_by_arrow_keys(viewer: Viewer, real: Desk) -> None:
    tab = viewer.open(real.page)
    tab.focus("#tab-services")
    for key, name in (
        ("ArrowRight", "findings"),
        ("ArrowRight", "proof"),
        ("ArrowRight", "services"),
        ("ArrowLeft", "proof"),
        ("Home", "services"),
        ("End", "proof"),
    ):
        tab.keyboard.press(key)
        expect(tab.locator(f"#tab-{name}")).to_be_focused()
        expect(tab.locator(f"#tab-{name}")).to_have_attribute("aria-selected", "true")
        expect(tab.locator(f"#panel-{name}")).to_be_visible()


def test_no_meaning_by_colour_alone(viewer: Viewer, real: Desk) -> None:
    """What is chosen, and how bad a finding is, are said by state and word as well."""
    tab = viewer.open(real.page)
    open_record(tab)
    expect(tab.locator('#record .field[aria-pressed="true"]')).to_have_count(1)
    open_findings(tab)
    words = {"warning": "Varoitus", "info": "Tieto", "error": "Virhe"}
    for row in real.rows("findings"):
        finding = tab.locator(f'.finding[data-finding="{row["finding_id"]}"]')
        expect(finding).to_contain_text(words[row["severity"]])
