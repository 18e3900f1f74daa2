"""Chromium without a window, as the system has it: for pictures, for measuring, and for tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# The commands under which systems have it, Debian's first.
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
# It runs as root as well, and asks for nothing by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str | None:
    """The Chromium command, if there is one."""
    return next(filter(None, map(shutil.which, BROWSER_NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started, with a profile of its own that is removed with it.

    Raises:
        RuntimeError: Chromium is missing.
    """
    path = browser_path()
    if path is None:
        raise RuntimeError("Chromium is missing: install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
