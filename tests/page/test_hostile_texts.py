"""Whatever is printed in a document is text on the page: no element, no script, no style."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]

from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    FIRST_TOP,
    TOP,
    Printed,
    contract_rows,
    contracts,
    print_page,
    wrapped,
)
from tests.support.browser import DESKTOP, PHONE, Viewer, barriers, viewer
from tests.support.command_line import Desk
from tests.support.drawing import Paper
from tests.support.strange_fonts import MappedFont

# Shalom and olam, first letter first; the page has them turned round, as they are seen.
SHALOM, OLAM = "\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd"
SEEN = {SHALOM: "dcba", OLAM: "hgfe"}
LETTERS = dict(zip("abcdefgh", SHALOM + OLAM, strict=True))
TITLE = "<title>Sopimukset</title>"
# Room for it, in points.
PAPER, ROOM = (1800.0, 1400.0), {"Toimittaja": 250.0, "Sopimuksen kohde": 1000.0}
# More than ten thousand letters.
LONG = " ".join(f"sana{number:04}" for number in range(1_260))
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(3)>',
    "' onfocus='alert(4)' autofocus='",
    "<!-- <script>",
    "]]> --> &lt;b&gt; &amp; &#60;",
    "${alert(5)} {count} $data",
    "javascript:alert(6)",
    "__proto__",
    "constructor",
    "\\u003cscript\\u003e \\",
)
USUAL_PLACES = ("", "service-person.tyonhaun-tukeminen/shared", "findings", "proof")


class LeftwardPaper(Paper):
    """Words of letters that run to the left are drawn in a font that has such letters."""

    def __init__(self, path: Path, size: tuple[float, float]) -> None:
        super().__init__(path, size)
        pdfmetrics.registerFont(MappedFont("leftward", LETTERS))

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False) -> None:
        if text not in SEEN:
            super().text(x, baseline, text, size, bold)
            return
        self.canvas.setFont("leftward", size)
        self.canvas.drawString(x, self.size[1] - baseline, SEEN[text])


def hostile_rows() -> list[dict[str, str]]:
    """Contracts with what a browser might take for its own in their names and suppliers."""
    rows = contract_rows(contracts()[: len(HOSTILE) + 2])
    texts = [*HOSTILE, SHALOM, OLAM]
    for row, text in zip(rows, texts, strict=True):
        row |= {"supplier": text, "subject": f"a {text} b"}
    rows[0]["register_number"] = "<b>1</b>"
    rows[1]["register_number"] = "'\"&amp;"
    rows[2]["subject"] = LONG
    rows[3]["procedure"] = "<script>"
    rows[-2]["subject"], rows[-1]["subject"] = SHALOM, OLAM
    return rows


def print_hostile(path: Path) -> None:
    """Print them, on a paper with room for a cell of ten thousand letters."""
    widths = [ROOM.get(name, width) for name, width in CONTRACT_LAYOUT.columns]
    printed = [
        Printed(tuple(wrapped(text, w - 8) for text, w in zip(row.values(), widths, strict=True)))
        for row in hostile_rows()
    ]
    heading = Printed(tuple((text,) for text, _ in CONTRACT_LAYOUT.columns), bold=True)
    columns = tuple((name, ROOM.get(name, width)) for name, width in CONTRACT_LAYOUT.columns)
    paper = LeftwardPaper(path, PAPER)
    paper.text(40, TOP, TITLE, 14, bold=True)
    print_page(paper, [heading, *printed], replace(CONTRACT_LAYOUT, columns=columns), FIRST_TOP)
    paper.save()


@pytest.fixture(scope="module", name="hostile")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    print_hostile(desk.pdf)
    assert desk.build("--schemas", CONTRACTS / "schemas").returncode == 1
    return desk


def names_of_elements(tab: Page) -> set[str]:
    """The names of the elements that a page consists of."""
    found: list[str] = tab.evaluate(
        "[...document.querySelectorAll('*')].map(element => element.localName)"
    )
    return set(found)


@pytest.fixture(scope="module", name="usual")
def usual_elements(browser: Browser, real: Desk) -> set[str]:
    """What the page of a harmless document consists of."""
    with viewer(browser) as watched:
        found: set[str] = set()
        for place in USUAL_PLACES:
            found |= names_of_elements(watched.open(real.page, place))
    return found


def texts_of(tab: Page, part: str) -> str:
    """The text of a part of the page, its white space squashed."""
    return " ".join((tab.locator(part).text_content() or "").split())


def test_texts_are_shown_as_they_are_printed(
    viewer: Viewer, hostile: Desk, usual: set[str]
) -> None:
    tab = viewer.open(hostile.page)
    assert sum(map(str.isalnum, LONG)) >= 10_000
    for row in hostile.rows("contracts"):
        tab.click(f'#records .record[data-key="{row["contract_id"]}"]')
        shown = tab.locator("#record h2")
        expect(shown).to_have_text(row["register_number"])
        for name in ("register_number", "supplier", "subject"):
            field = texts_of(tab, f'#record tr:has(.field[data-field="{name}"])')
            assert row[name] in field
        assert names_of_elements(tab) <= usual
    for place in ("findings", "proof"):
        assert names_of_elements(viewer.open(hostile.page, place)) <= usual


def test_texts_are_shown_as_they_are_in_counts_filters_and_findings(
    viewer: Viewer, hostile: Desk
) -> None:
    tab = viewer.open(hostile.page)
    tab.select_option("#cross", index=1)
    for text in (*HOSTILE, SHALOM, OLAM):
        expect(tab.locator("table.counts th").get_by_text(text, exact=True)).to_have_count(1)
        counts = tab.locator("button.count")
        (button,) = [
            one
            for one in counts.all()
            if (one.get_attribute("data-row"), one.get_attribute("data-column")) == (text, "total")
        ]
        button.click()
        expect(tab.locator("#records .record")).to_have_count(1)
        expect(tab.locator("#chosen")).to_contain_text(text)
    tab.fill("#search", HOSTILE[3])
    expect(tab.locator("#chosen")).to_contain_text(HOSTILE[3])
    tab.click("#tab-findings")
    finding = tab.locator(".finding").first
    expect(finding).to_contain_text("<script>")
    expect(finding.locator(".crop img")).to_have_attribute("alt", "<script>")
    tab.click("#tab-proof")
    expect(tab.locator("#panel-proof")).to_contain_text(TITLE)


def test_text_that_runs_to_the_left_does(viewer: Viewer, hostile: Desk) -> None:
    tab = viewer.open(hostile.page)
    tab.click('#records .record[data-key="h-2023-013"]')
    shown = tab.locator("#record").get_by_text(SHALOM, exact=True).first
    assert shown.evaluate("element => getComputedStyle(element).direction") == "rtl"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_long_texts_make_nothing_run_over_the_side(
    viewer: Viewer, hostile: Desk, size: tuple[int, int]
) -> None:
    for place in ("", "service-h-2023-003/subject", "findings", "proof"):
        tab = viewer.open(hostile.page, place, size)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (place, tab.evaluate(over)) == (place, 0)
        assert (place, barriers(tab)) == (place, [])
