"""Chromium, and review pages to open in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Viewer, viewer
from tests.support.command_line import REAL_PDF, Desk, run
from tests.support.programs import miss
from tools.browser import browser_path, chromium


@pytest.fixture(scope="package", name="browser")
def started_browser() -> Iterator[Browser]:
    """One browser for these tests in each process that runs some."""
    if browser_path() is None:
        miss("Chromium", "chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture(name="viewer")
def watched_viewer(browser: Browser) -> Iterator[Viewer]:
    """A browser without a past; what no page may do fails the test that made it do so."""
    with viewer(browser) as watched:
        yield watched
    assert watched.problems == []


@pytest.fixture(scope="package", name="real")
def real_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The real document with its decisions, and its outputs; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("real"))
    shutil.copy(REAL_PDF, desk.pdf)
    shutil.copy(ledger_of(REAL_PDF), desk.ledger)
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    return desk


@pytest.fixture(scope="package", name="english")
def english_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review page of the real document in English."""
    output = tmp_path_factory.mktemp("english")
    completed = run("build", REAL_PDF, "--lang", "en", "--output", output)
    assert (completed.returncode, completed.stderr) == (0, "")
    return output / REAL_PDF.stem / f"{REAL_PDF.stem}.html"


def ledger_of(pdf: Path) -> Path:
    """The decisions on a document, which stand beside it."""
    return pdf.with_name(f"{pdf.stem}.decisions.csv")
