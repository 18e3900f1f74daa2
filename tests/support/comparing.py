"""What the tests of comparisons share: pairs of outputs, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.support.command_line import Desk, run

NOTHING: dict[str, Any] = {
    "only_in": "",
    **{part: [] for part in ("document", "files", "added", "removed", "renamed", "fields")},
    **{part: [] for part in ("reordered", "counts", "texts", "severities", "decisions", "stale")},
    "moved_findings": {},
}
OF_SUBSTANCE = ("new", "fixed", "accepted", "reopened")
HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
# The finding on the lone question mark of this service's area; see DESIGN's table of readings.
UNCLEAR = "person.kulukorvaukset"

Build = Callable[..., Desk]


ADDED = {
    "service": "Uraohjaus",
    "type": "Lakisääteinen",
    "producer": "Kunnat",
    "tem": "2 Osaamisen kehittäminen",
}


CORRECTION = f'correct,,{UNCLEAR},tem_area,?,"5 Tieto, neuvonta ja ohjaus",asked,2026-01-31'


def told(old: Desk, new: Desk, exit_code: int = 1) -> dict[str, Any]:
    """What the comparison says of the one document, as JSON."""
    completed = run("compare", old.outputs, new.outputs, "--json")
    assert (completed.returncode, completed.stderr) == (exit_code, "")
    said = json.loads(completed.stdout)
    assert said["different"] is bool(exit_code)
    (document,) = said["documents"]
    assert isinstance(document, dict)
    return document


def but_for(document: dict[str, Any], *expected: str) -> dict[str, Any]:
    """What a comparison says besides some parts, asides and findings."""
    return {name: document[name] for name in NOTHING if name not in expected}


def nothing_but(*expected: str) -> dict[str, Any]:
    """The same where nothing changed."""
    return {name: value for name, value in NOTHING.items() if name not in expected}


def ids(document: dict[str, Any]) -> dict[str, list[str]]:
    """Check and service of the findings that changed, by what became of them."""
    return {
        state: [f"{f['check']} {f['service_id']}".strip() for f in document["findings"][state]]
        for state in OF_SUBSTANCE
        if document["findings"][state]
    }


def finding_id(desk: Desk, check: str, service: str) -> str:
    """The id of the one finding of a check on a service."""
    (found,) = [row for row in desk.found(check) if row["service_id"] == service]
    return found["finding_id"]


def changes(document: dict[str, Any], part: str) -> list[tuple[str, str, str, str]]:
    """Changes of one part as tuples."""
    return [(c["where"], c["what"], c["old"], c["new"]) for c in document[part]]
