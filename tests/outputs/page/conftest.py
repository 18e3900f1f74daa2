"""Review pages that the tests read; not to be changed."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from tests.support.command_line import Desk
from tests.support.html_pages import ParsedPage, parsed

HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
# A correction to a text in doubt, so that a finding is on it; and one that accepts a finding.
CORRECTED = ("person.kulukorvaukset", "tem_area", "?", "5 Tieto, neuvonta ja ohjaus ?", "Kysyttiin")
# How far letters may hang below their line, in points, where their font says nothing of it.
TAIL = 2.4
ACCEPTED_CHECK, ACCEPTED_REASON = "column-without-marks", "Tyhjä on tarkoitus"


@pytest.fixture(scope="package", name="page")
def built_page(built: Desk) -> ParsedPage:
    """The review page of an appendix like the real one."""
    return parsed(built.page)


@pytest.fixture(scope="package", name="data")
def page_data(page: ParsedPage) -> dict[str, Any]:
    """What it shows."""
    return page.data


@pytest.fixture(scope="package", name="decided")
def decided_desk(built: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same document in English, with decisions."""
    desk = Desk(tmp_path_factory.mktemp("decided"))
    shutil.copy(built.pdf, desk.pdf)
    (accepted,) = built.found(ACCEPTED_CHECK)
    key, field, printed, value, reason = CORRECTED
    lines = (
        HEADER,
        f'correct,,{key},{field},{printed},"{value}",{reason},2026-01-31',
        f"accept,{accepted['finding_id']},,,,,{ACCEPTED_REASON},2026-01-31",
    )
    desk.ledger.write_text("\n".join([*lines, ""]), encoding="utf-8")
    completed = desk.build("--lang", "en")
    assert (completed.returncode, completed.stderr) == (0, "")
    return desk
