"""Times large review pages in Chromium: 9 to 1,000 pages, 55 to 20,000 records.

`python -m tools.bench.review_page`, as `make bench PAGE=1` does. The page of the real document is
built, and what it shows is taken so many times over: no document of that size is printed or read.
"""

from __future__ import annotations

import base64
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from pipeline.cli.main import main as run_command_line
from pipeline.outputs.page.html_file import html_file
from tools.browser import chromium

ROOT = Path(__file__).resolve().parent.parent.parent
PDF = ROOT / "input" / "paijat-hame-liitetaulukko.pdf"
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
PICTURE = re.compile(r'<script type="text/plain" id="image-([^"]+)">(.*?)</script>', re.DOTALL)
# How often the records and the pages of the document are taken: about 9, 100 and 1,000 pages.
TIMES = ((1, 1), (12, 12), (364, 112))
ROUNDS = 3
# Milliseconds from a choice to the picture on the screen that shows its records.
CHOOSE = """async ({selector, value}) => {
    const field = document.querySelector(selector), begun = performance.now();
    field.value = value;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input',
        {bubbles: true}));
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
}"""
OPTIONS = """() => [...document.querySelectorAll('select[data-filter]')].flatMap(field =>
    [...field.options].map(option =>
        ({selector: `select[data-filter="${field.dataset.filter}"]`, value: option.value})))"""
# Milliseconds from a click on a record to its first printed cells on the screen.
SHOW = """async place => {
    const begun = performance.now();
    document.querySelectorAll('#records .record')[place].click();
    const drawn = () => document.querySelector('#record img')?.complete
        && document.querySelector('#record img').naturalWidth > 0;
    do await new Promise(done => requestAnimationFrame(() => setTimeout(done))); while (!drawn());
    return performance.now() - begun;
}"""
SHOWN = (0, 30, 60, 90)
SEARCHED = ("t", "ty", "työ", "palvelu", "työ 17", "")


@dataclass(frozen=True)
class Content:
    """What a review page shows: its data, and its pages drawn, by number."""

    data: Mapping[str, Any]
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class MeasuredPage:
    """What was measured of a page.

    Args:
        records: how many it has.
        pages: how many of them are drawn.
        size: bytes of the file.
        opened: seconds from its address to its first records on the screen.
        filtered: milliseconds of each choice of a filter or search.
        shown: milliseconds from a click on a record to its printed cells, of some.
    """

    records: int
    pages: int
    size: int
    opened: float
    filtered: Sequence[float]
    shown: Sequence[float]

    def line(self) -> str:
        """The measures as a line."""
        median, worst = statistics.median(self.filtered), max(self.filtered)
        each = self.size / self.pages / 1024
        return (
            f"{self.records:8}{self.pages:7}{self.size / 1024:10.0f}{each:10.1f}"
            f"{self.opened:9.2f}{median:9.0f}{worst:9.0f}{max(self.shown):10.0f}"
        )


def built_page(folder: Path) -> Content:
    """What the review page of the real document shows."""
    code = run_command_line(["build", str(PDF), "--quiet", "--output", str(folder)])
    if code:
        sys.exit(f"building {PDF} ended with {code}")
    return taken_apart((folder / PDF.stem / f"{PDF.stem}.html").read_text(encoding="utf-8"))


def taken_apart(page: str) -> Content:
    """What a review page shows, from its HTML.

    Raises:
        ValueError: it is no such page.
    """
    found = DATA.search(page)
    if found is None:
        raise ValueError("the page has no data")
    pictures = {name: base64.b64decode(content) for name, content in PICTURE.findall(page)}
    return Content(json.loads(found[1]), pictures)


def taken_times(content: Content, records: int, pages: int) -> Content:
    """What a page of so many times the records and the pages shows.

    The records of a copy stand on the pages of a copy, each of which serves several where there
    are more of those than of these.
    """
    data = content.data
    between = data["document"]["page_count"]
    shifts = [copy % pages * between for copy in range(records)]
    return Content(
        {
            **data,
            "document": {**data["document"], "page_count": between * pages},
            "pages": {
                str(int(number) + copy * between): page
                for copy in range(pages)
                for number, page in data["pages"].items()
            },
            "records": more_records(data["records"], shifts),
            "boxes": [
                [[box[0], box[1] + shift, *box[2:]] for box in boxes]
                for shift in shifts
                for boxes in data["boxes"]
            ],
            "filters": [{**one, "at": one["at"] * records} for one in data["filters"]],
            "crosses": [more_counted(cross, data, records) for cross in data["crosses"]],
            "findings": [
                more_found(finding, copy, shift, len(data["records"]["keys"]))
                for finding in data["findings"]
                for copy, shift in enumerate(shifts)
            ],
        },
        {
            str(int(number) + copy * between): picture
            for copy in range(pages)
            for number, picture in content.pictures.items()
        },
    )


def more_records(records: Mapping[str, Any], shifts: Sequence[int]) -> dict[str, Any]:
    """The records, once for each shift of their page numbers."""
    times = len(shifts)

    def again(column: Mapping[str, Any] | None) -> dict[str, Any] | None:
        return None if column is None else {**column, "at": column["at"] * times}

    return {
        **records,
        "keys": [f"{key}.{copy}" for copy in range(times) for key in records["keys"]],
        "names": [f"{name} {copy}" for copy in range(times) for name in records["names"]],
        "table": records["table"] * times,
        "section": records["section"] * times,
        "values": [again(column) for column in records["values"]],
        "printed": [again(column) for column in records["printed"]],
        "pages": [[n + shift for n in numbers] for shift in shifts for numbers in records["pages"]],
    }


def more_counted(cross: Mapping[str, Any], data: Mapping[str, Any], times: int) -> dict[str, Any]:
    """A cross-tabulation of so many times the records."""
    count = len(data["records"]["keys"])

    def more(numbers: Sequence[str]) -> list[str]:
        return [str(int(number) * times) for number in numbers]

    return {
        **cross,
        "counts": [more(line) for line in cross["counts"]],
        "row_totals": more(cross["row_totals"]),
        "column_totals": more(cross["column_totals"]),
        "total": more([cross["total"]])[0],
        "members": [
            [row, column, record + copy * count, possible]
            for row, column, record, possible in cross["members"]
            for copy in range(times)
        ],
    }


def more_found(finding: Mapping[str, Any], copy: int, shift: int, count: int) -> dict[str, Any]:
    """A finding on a copy of its record."""
    record, page = finding["record"], finding["page"]
    return {
        **finding,
        "id": f"{finding['id']}.{copy}",
        "record": record if record < 0 else record + copy * count,
        "page": page and page + shift,
        "boxes": [[box[0] + shift, *box[1:]] for box in finding["boxes"]],
    }


def measure_page(browser: Browser, content: Content, file: Path) -> MeasuredPage:
    """Write a page, open it, and choose each of its filters."""
    title, language = content.data["document"]["title"], content.data["language"]
    file.write_bytes(html_file(title, language, content.data, content.pictures, ""))
    opened = []
    for _ in range(ROUNDS):
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        begun = time.perf_counter()
        tab.goto(file.as_uri())
        tab.locator("#records .record").first.wait_for()
        opened.append(time.perf_counter() - begun)
        shown = show_times(tab)
        filtered = filter_times(tab)
        tab.close()
    records = len(content.data["records"]["keys"])
    size = file.stat().st_size
    opening = statistics.median(opened)
    return MeasuredPage(records, len(content.pictures), size, opening, filtered, shown)


def filter_times(tab: Page) -> list[float]:
    """Milliseconds of each choice in each filter, and of each text in the search box."""
    choices = tab.evaluate(OPTIONS)
    choices += [{"selector": "#search", "value": text} for text in SEARCHED]
    return [float(tab.evaluate(CHOOSE, choice)) for choice in choices]


def show_times(tab: Page) -> list[float]:
    """Milliseconds from a click on a record to its printed cells, of some records."""
    listed = tab.locator("#records .record").count()
    return [float(tab.evaluate(SHOW, place)) for place in SHOWN if place < listed]


def main() -> None:
    """Print a line for each size."""
    print(f"{ROUNDS} rounds; filter, worst and record in milliseconds, opens in seconds")
    print(f"{' records':8}{'pages':>7}{'KiB':>10}{'KiB/page':>10}", end="")
    print(f"{'opens s':>9}{'filter':>9}{'worst':>9}{'record':>10}")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        content = built_page(Path(folder))
        for records, pages in TIMES:
            large = taken_times(content, records, pages)
            print(measure_page(browser, large, Path(folder) / "large.html").line(), flush=True)


if __name__ == "__main__":
    main()
