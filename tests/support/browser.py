"""Chromium, driven by the tests: pages of the disk open in it, and nothing else is let in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Route,
    WebError,
    expect,
)

Scheme = Literal["light", "dark"]
# What a page may load besides itself: these hold their content in their own address.
WITHIN = ("data:", "blob:")
DESKTOP, PHONE = (1280, 900), (390, 844)
# Longer than any page takes, in milliseconds.
PATIENCE = 20_000
# WCAG 2.2 on level AA is these together, with what is good practice besides.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = files("axe_playwright_python").joinpath("axe.min.js")
ASK_AXE = """rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})
    .then(found => found.violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""
# The boxes of the page views in a part of the page, in points of their pages, from what is laid out
# on the screen: shares of the sheet, turned back where the sheet is turned.
BOXES = """part => [...document.querySelectorAll(`${part} .sheet`)].flatMap(sheet => {
    const outer = sheet.getBoundingClientRect();
    const turned = new DOMMatrix(getComputedStyle(sheet).transform);
    const turn = (Math.round(Math.atan2(turned.b, turned.a) * 180 / Math.PI) + 360) % 360;
    const back = {0: (x, y) => [x, y], 90: (x, y) => [y, 1 - x],
        180: (x, y) => [1 - x, 1 - y], 270: (x, y) => [1 - y, x]}[turn];
    const point = (x, y) => {
        const [across, down] = back((x - outer.left) / outer.width, (y - outer.top) / outer.height);
        return [across * sheet.dataset.width, down * sheet.dataset.height];
    };
    return [...sheet.querySelectorAll('.box')].map(box => {
        const own = box.getBoundingClientRect();
        const [a, b] = [point(own.left, own.top), point(own.right, own.bottom)];
        return {
            field: box.dataset.field || '', page: Number(sheet.dataset.page), said: box.dataset.box,
            said_page: Number(box.dataset.page), chosen: box.classList.contains('chosen'),
            place: [Math.min(a[0], b[0]), Math.min(a[1], b[1]),
                Math.max(a[0], b[0]), Math.max(a[1], b[1])]};
    });
})"""


@dataclass(frozen=True)
class ShownBox:
    """A cell's box as it is laid out on a page view.

    Args:
        field: the field of the record.
        page: the page of the PDF.
        place: left, top, right and bottom on the screen, in points of the page as displayed.
        said: the same as the page says it of itself.
        chosen: whether it is the one that is highlighted.
    """

    field: str
    page: int
    place: tuple[float, float, float, float]
    said: tuple[float, float, float, float]
    chosen: bool


class Viewer:
    """A browser without a past, for one test.

    Args:
        context: of the browser; everything that is opened in it is watched.

    Attributes:
        problems: what no page may do: ask for something elsewhere, show a dialog, break its own
            content security policy, or write an error or a warning to the console.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.problems: list[str] = []
        self.files: set[str] = set()
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.route("**/*", self.let_in)
        context.on("console", self.hear)
        context.on("weberror", self.catch)
        context.on("dialog", self.refuse)

    def open(
        self,
        file: Path,
        place: str = "",
        size: tuple[int, int] = DESKTOP,
        scheme: Scheme = "light",
    ) -> Page:
        """A page in a tab of its own, drawn.

        Args:
            file: the page.
            place: what follows `#` in its address.
            size: width and height of the window in pixels.
            scheme: what the system prefers.
        """
        tab = self.context.new_page()
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.emulate_media(color_scheme=scheme)
        self.files.add(file.as_uri())
        tab.goto(f"{file.as_uri()}#{place}" if place else file.as_uri())
        return tab

    def let_in(self, route: Route) -> None:
        """Let a page load itself, and nothing else."""
        address = route.request.url
        if address.partition("#")[0] in self.files or address.startswith(WITHIN):
            route.continue_()
        else:
            self.problems.append(f"asked for {address}")
            route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what is wrong; a broken content security policy is said on the console as well."""
        if message.type in ("error", "warning", "assert"):
            self.problems.append(f"{message.type}: {message.text}")

    def catch(self, error: WebError) -> None:
        """Keep what a script threw."""
        self.problems.append(f"thrown: {error.error}")

    def refuse(self, dialog: Dialog) -> None:
        """Keep what a dialog said, and close it."""
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def viewer(browser: Browser) -> Iterator[Viewer]:
    """A browser without a past."""
    context = browser.new_context(accept_downloads=True)
    yield Viewer(context)
    context.close()


def boxes(tab: Page, part: str = "#record") -> list[ShownBox]:
    """The boxes on the page views in a part of the page, by default the record that is open."""
    found: Sequence[Mapping[str, Any]] = tab.evaluate(BOXES, part)
    for box in found:
        assert box["page"] == box["said_page"]
    return [
        ShownBox(
            box["field"],
            box["page"],
            four(box["place"]),
            four(map(float, box["said"].split())),
            box["chosen"],
        )
        for box in found
    ]


def four(numbers: Any) -> tuple[float, float, float, float]:
    """A box of four numbers."""
    x0, top, x1, bottom = numbers
    return x0, top, x1, bottom


def barriers(tab: Page) -> list[str]:
    """What axe-core finds on a page as it is now: rule, element and what to mend."""
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = tab.evaluate(ASK_AXE, list(RULES))
    return found


def downloaded(tab: Page, button: str, folder: Path) -> Path:
    """What a button downloads, under the name that the page gives it.

    Args:
        tab: the page.
        button: selector of the button.
        folder: where it is put.
    """
    with tab.expect_download() as started:
        tab.click(button)
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target
