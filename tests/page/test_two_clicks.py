"""From any count to the printed cells of any service behind it: two clicks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.support.browser import Viewer, boxes
from tests.support.command_line import Desk

TOTAL, NOT_STATED = "total", "not_stated"
STATED, POSSIBLE, ALL = "stated", "possible", "all"
PRODUCER = "producer"
# The cross-tabulations of the appendix, in their order: the columns of services.csv that are
# their rows (or the producers), and that of their columns.
CROSSES = (
    ((PRODUCER,), "tem_area"),
    (("customer_group",), "tem_area"),
    (("service_type",), "tem_area"),
    (("section",), "tem_area"),
    (("shared",), "tem_area"),
    (("integration_client", "multidisciplinary"), "tem_area"),
    ((PRODUCER,), "service_type"),
)
EACH_CROSS = pytest.mark.parametrize(
    "index", range(len(CROSSES)), ids=[f"{'-'.join(rows)}-{column}" for rows, column in CROSSES]
)
# How much of an element is seen: nothing is where another element, or an edge, covers it.
SEEN = """element => {
    const own = element.getBoundingClientRect();
    let [left, top, right, bottom] = [own.left, own.top, own.right, own.bottom];
    const cut = (x0, y0, x1, y1) => {
        left = Math.max(left, x0); top = Math.max(top, y0);
        right = Math.min(right, x1); bottom = Math.min(bottom, y1);
    };
    cut(0, 0, document.documentElement.clientWidth, document.documentElement.clientHeight);
    for (let outer = element.parentElement; outer; outer = outer.parentElement)
        if (getComputedStyle(outer).overflow !== 'visible') {
            const edge = outer.getBoundingClientRect();
            cut(edge.left, edge.top, edge.right, edge.bottom);
        }
    const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!middle || middle.closest('.sheet') !== element.closest('.sheet')) return 0;
    const area = Math.max(0, right - left) * Math.max(0, bottom - top);
    return area / (own.width * own.height);
}"""
# Clicks each count in turn, reads the list behind it to its end, and clicks each service in it: of
# which of them is no printed cell seen then?
WALK = (
    """async () => {
    const seen = """
    + SEEN
    + """;
    const changed = act => new Promise(done => {
        const before = location.hash;
        addEventListener('hashchange', done, {once: true});
        act();
        if (location.hash === before) done();
    });
    const isSeen = async () => {
        for (let frame = 0; frame < 60; frame++) {
            const box = document.querySelector('#record .box.chosen');
            if (box && seen(box) > 0.99) return true;
            await new Promise(requestAnimationFrame);
        }
        return false;
    };
    const found = [];
    for (const one of [...document.querySelectorAll('button.count')].map(b => ({...b.dataset}))) {
        const button = document.querySelector(`button.count[data-row="${CSS.escape(one.row)}"]`
            + `[data-column="${CSS.escape(one.column)}"][data-kind="${one.kind}"]`);
        const text = button.textContent;
        await changed(() => button.click());
        for (let more; (more = document.querySelector('#more-records')) && more.checkVisibility();)
            more.click();
        const listed = [...document.querySelectorAll('#records button.record')];
        const keys = listed.map(b => b.dataset.key), unseen = [];
        for (const key of keys) {
            const record = document.querySelector(`#records [data-key="${CSS.escape(key)}"]`);
            await changed(() => record.click());
            if (!location.hash.startsWith(`#service-${key}`) || !await isSeen()) unseen.push(key);
        }
        found.push([one.row, one.column, one.kind, text, keys, unseen]);
    }
    return found;
}"""
)
PICTURE_IS_DRAWN = """box => {
    const picture = box.closest('.sheet').querySelector('img');
    return picture.complete && picture.naturalWidth > 0;
}"""


# Of the counts so many are passed over until the next one is clicked by mouse.
APART = 11


class Count(NamedTuple):
    """A number of a cross-tabulation: its codes, and of which certainty it counts."""

    row: str
    column: str
    kind: str


@dataclass(frozen=True)
class Listed:
    """A count as the page shows it, and the services in the list that it opens.

    Args:
        text: of the count.
        keys: of the services.
        unseen: those of which no printed cell is seen once they are clicked.
    """

    text: str
    keys: list[str]
    unseen: list[str]


def members(desk: Desk, rows: tuple[str, ...], column: str) -> dict[Count, set[str]]:
    """The services behind each number, from the CSV files alone."""
    counts: dict[Count, set[str]] = defaultdict(set)
    for service in desk.rows("services"):
        key = service["service_id"]
        for code, certainty in codes(desk, service, rows):
            for place in (service[column], TOTAL):
                for kind in (certainty, ALL):
                    counts[Count(code, place, kind)].add(key)
                    counts[Count(TOTAL, place, kind)].add(key)
    return counts


def codes(
    desk: Desk, service: Mapping[str, str], fields: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The rows in which a service is counted, and as what."""
    if fields == (PRODUCER,):
        listed = desk.rows("service_producers")
        own = [row for row in listed if row["service_id"] == service["service_id"]]
        yield from ((row["producer"], row["certainty"]) for row in own)
        if not own:
            yield NOT_STATED, STATED
    elif len(fields) == 1:
        yield service[fields[0]] or NOT_STATED, STATED
    else:
        yield from ((f"{field}:{service[field]}", STATED) for field in fields)


def choose_cross(tab: Page, index: int) -> None:
    """Show one of the cross-tabulations."""
    tab.select_option("#cross", index=index)


def walk(tab: Page) -> dict[Count, Listed]:
    """Click all counts of the cross-tabulation shown."""
    found: list[tuple[Any, ...]] = tab.evaluate(WALK)
    assert len({tuple(one[:3]) for one in found}) == len(found)
    return {Count(*one[:3]): Listed(*one[3:]) for one in found}


@EACH_CROSS
def test_each_count_opens_the_services_that_it_counts(
    viewer: Viewer, real: Desk, index: int
) -> None:
    tab = viewer.open(real.page)
    assert tab.locator("#cross option").count() == len(CROSSES)
    choose_cross(tab, index)
    expected, shown = members(real, *CROSSES[index]), walk(tab)
    order = [row["service_id"] for row in real.rows("services")]
    for count, listed in shown.items():
        wanted = [key for key in order if key in expected[count]]
        assert (count, listed.keys) == (count, wanted)
        assert (count, listed.unseen) == (count, [])
        assert int(listed.text.removeprefix("+")) == len(wanted)
    # Each is shown that counts anything, if not as a whole, then in its parts.
    for place in {(count.row, count.column) for count in expected}:
        parts = [set(o.keys) for count, o in shown.items() if (count.row, count.column) == place]
        assert set().union(*parts) == expected[Count(*place, ALL)], place


@EACH_CROSS
def test_a_count_is_two_clicks_of_the_mouse_from_a_printed_cell(
    viewer: Viewer, real: Desk, index: int
) -> None:
    """Nothing lies over what is clicked, and the picture of the page is there."""
    tab = viewer.open(real.page)
    choose_cross(tab, index)
    counts = tab.locator("button.count")
    for number in range(0, counts.count(), APART):
        counts.nth(number).click()
        tab.locator("#records button.record").last.click()
        see_printed_cell(tab)


def see_printed_cell(tab: Page) -> None:
    """The chosen cell of the record that is open is seen on the picture of its page."""
    chosen = tab.locator("#record .box.chosen")
    chosen.first.wait_for()
    for box in chosen.all()[:1]:
        handle = box.element_handle()
        tab.wait_for_function(PICTURE_IS_DRAWN, arg=handle)
        tab.wait_for_function(f"box => ({SEEN})(box) > 0.99", arg=handle)
    assert len({box.field for box in boxes(tab) if box.chosen}) == 1
