"""Accepted findings are listed and no longer open: in the counts, and in what a build ends with."""

from __future__ import annotations

import json

from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    contract_rows,
    contracts,
    print_table,
)
from tests.support.command_line import Desk

HEADER = "action,finding_id,contract_id,field,expected,value,reason,decided_on"


def built(desk: Desk) -> tuple[int, dict[str, int], list[str]]:
    """Exit code where warnings matter, open findings of each severity, and what became of each."""
    code = desk.build("--schemas", CONTRACTS / "schemas", "--fail-on", "warning").returncode
    report = json.loads((desk.outputs / "validation.json").read_text(encoding="utf-8"))
    return code, report["open_findings"], [finding["status"] for finding in report["findings"]]


def test_an_accepted_warning_is_not_open(clean_desk: Desk) -> None:
    first, second, *others = contract_rows(contracts()[:4])
    print_table(
        clean_desk.pdf,
        [{**first, "value": ""}, {**second, "value": ""}, *others],
        CONTRACT_LAYOUT,
    )
    counts = {"error": 0, "warning": 2, "info": 0}
    assert built(clean_desk) == (1, counts, ["open", "open"])
    ids = [row["finding_id"] for row in clean_desk.rows("findings")]
    accepted = [f"accept,{finding},,,,,no value is known,2026-01-31" for finding in ids]
    clean_desk.ledger.write_text("\n".join([HEADER, *accepted[:1], ""]), encoding="utf-8")
    assert built(clean_desk) == (1, {**counts, "warning": 1}, ["accepted", "open"])
    clean_desk.ledger.write_text("\n".join([HEADER, *accepted, ""]), encoding="utf-8")
    assert built(clean_desk) == (0, {**counts, "warning": 0}, ["accepted", "accepted"])
