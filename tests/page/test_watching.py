"""What watches over the pages sees what it is to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import barriers, viewer

POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
PAGE = "<!doctype html><html lang=en><title>Page</title>{head}<main><h1>Page</h1>{body}</main>"
SCRIPT = "<script>{}</script>"


@pytest.mark.parametrize(
    ("head", "body", "problem"),
    [
        ("", "<img alt='' src='http://example.invalid/a.png'>", "asked for http://example.invalid"),
        ("", "<iframe title=b src='other.html'></iframe>", "asked for file://"),
        ("", SCRIPT.format("fetch('https://example.invalid/c')"), "asked for https://example"),
        ("", SCRIPT.format("alert('d')"), "dialog: d"),
        ("", SCRIPT.format("console.error('e')"), "error: e"),
        ("", SCRIPT.format("setTimeout(() => { throw new Error('f'); })"), "thrown: f"),
        (POLICY, "<p style='color: blue'>g</p>", "Content Security Policy"),
        (POLICY, SCRIPT.format("document.title = 'h'"), "Content Security Policy"),
    ],
)
def test_what_a_page_must_not_do_is_seen(
    browser: Browser, tmp_path: Path, head: str, body: str, problem: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(head=head, body=body), encoding="utf-8")
    with viewer(browser) as watched:
        tab = watched.open(file)
        for _ in range(100):
            if watched.problems:
                break
            tab.wait_for_timeout(100)
        assert any(problem in told for told in watched.problems), watched.problems


def test_a_page_that_loads_nothing_but_itself_is_no_problem(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page with ä.html"
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
    file.write_text(PAGE.format(head="", body=f"<img alt=a src='{pixel}'>"), encoding="utf-8")
    with viewer(browser) as watched:
        tab = watched.open(file, "place")
        assert tab.evaluate("document.images[0].naturalWidth") == 1
        assert watched.problems == []


def test_barriers_are_found(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    faint = "<p id=faint>text</p><style>#faint { color: #ccc; background: #fff }</style>"
    file.write_text(PAGE.format(head="", body=f"<button></button>{faint}"), encoding="utf-8")
    with viewer(browser) as watched:
        found = barriers(watched.open(file))
    assert {line.split(":")[0] for line in found} == {"button-name", "color-contrast"}
