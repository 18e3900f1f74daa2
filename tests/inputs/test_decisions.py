"""The decisions ledger: what it may say, and what each mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import LedgerError
from pipeline.finding import Finding
from pipeline.inputs.applied import accept_findings, apply_corrections
from pipeline.inputs.ledger import load_decisions
from pipeline.schema.consistency import load_checked_schema
from tests.support.command_line import SCHEMAS

SCHEMA = load_checked_schema(SCHEMAS)
PRINTED = pd.DataFrame(
    {
        "service": ["Sijasen etsintä", "Starttiraha"],
        "service_type": ["", "Lakisääteinen"],
        "shared": ["x", None],
    },
    index=pd.Index(["person.sijasen", "employer.starttiraha"], name="service_id"),
    dtype=object,
)
HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
WARNING = Finding(check="type-missing", key="person.sijasen", field="service_type")
ERROR = Finding(check="type-unknown", key="person.sijasen", field="service_type", value="Outo")


def ledger(folder: Path, *lines: str) -> Path:
    path = folder / "NAME.decisions.csv"
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def corrected(path: Path) -> pd.DataFrame:
    return apply_corrections(PRINTED, load_decisions(path, SCHEMA), SCHEMA).text


def test_a_correction_replaces_the_printed_value_alone(tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        "correct,,person.sijasen,service,Sijasen  etsintä,Sijaisen etsintä,misprint,2026-01-31",
    )
    result = apply_corrections(PRINTED, load_decisions(path, SCHEMA), SCHEMA)
    assert result.text.at["person.sijasen", "service"] == "Sijaisen etsintä"
    assert PRINTED.at["person.sijasen", "service"] == "Sijasen etsintä"
    assert result.corrections.to_dict("records") == [
        {
            "service_id": "person.sijasen",
            "field": "service",
            "printed": "Sijasen etsintä",
            "value": "Sijaisen etsintä",
            "reason": "misprint",
            "line": 2,
        }
    ]
    changed = result.text.ne(PRINTED) & result.text.notna()
    assert changed.to_numpy().sum() == 1


def test_an_empty_cell_may_be_filled(tmp_path: Path) -> None:
    path = ledger(tmp_path, "correct,,person.sijasen,service_type,,Lakisääteinen,why,2026-01-31")
    assert corrected(path).at["person.sijasen", "service_type"] == "Lakisääteinen"


def test_no_ledger_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "none.decisions.csv", SCHEMA) == []


GOOD = "correct,,person.sijasen,service,Sijasen etsintä,Sijaisen etsintä,why,2026-01-31"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("correct,,person.none,service,a,b,why,2026-01-31", "column service_id"),
        ("correct,,person.sijasen,nothing,a,b,why,2026-01-31", "column field"),
        ("correct,,employer.starttiraha,shared,,x,why,2026-01-31", "no column for shared"),
        ("correct,,person.sijasen,service,Sijaisen,b,why,2026-01-31", "column expected"),
        (
            "correct,,person.sijasen,service,Sijasen etsintä,Sijasen etsintä,why,2026-01-31",
            "column value",
        ),
        ("correct,,person.sijasen,service,Sijasen etsintä,b,,2026-01-31", "column reason"),
        ("correct,,,service,Sijasen etsintä,b,why,2026-01-31", "column service_id"),
        ("correct,,person.sijasen,,Sijasen etsintä,b,why,2026-01-31", "column field"),
        ("accept,,,,,,why,2026-01-31", "column finding_id"),
        ("forget,,person.sijasen,service,a,b,why,2026-01-31", "column action"),
        ("correct,,person.sijasen,service,a,b,why,31.13.2026", "column decided_on"),
        ("correct,,person.sijasen,service,a,b,why,2026-02-30", "column decided_on"),
        ("correct,,person.sijasen,service,a,b,why,20260131", "column decided_on"),
        ("correct,,person.sijasen,service,a, b, c,why,2026-01-31", "has 9 values"),
    ],
)
def test_each_mistake_is_named_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(LedgerError) as raised:
        corrected(ledger(tmp_path, line))
    assert "line 2" in str(raised.value)
    assert says in str(raised.value)


def test_two_decisions_on_one_field(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"line 3: line 2 corrects the same field"):
        corrected(ledger(tmp_path, GOOD, GOOD))


def test_a_wrong_header(tmp_path: Path) -> None:
    path = tmp_path / "NAME.decisions.csv"
    path.write_text("action,id\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="line 1: the columns must be action, finding_id"):
        load_decisions(path, SCHEMA)


def test_accepting_marks_the_finding_and_keeps_it(tmp_path: Path) -> None:
    path = ledger(tmp_path, f"accept,{WARNING.finding_id},,,,,why,2026-01-31")
    (first, second) = accept_findings([WARNING, ERROR], load_decisions(path, SCHEMA), SCHEMA)
    assert (first.status, second.status) == ("accepted", "open")


@pytest.mark.parametrize(
    ("finding_id", "says"),
    [(ERROR.finding_id, "is an error"), ("0123456789", "has no finding 0123456789")],
)
def test_what_cannot_be_accepted(tmp_path: Path, finding_id: str, says: str) -> None:
    path = ledger(tmp_path, f"accept,{finding_id},,,,,why,2026-01-31")
    with pytest.raises(LedgerError, match=says):
        accept_findings([WARNING, ERROR], load_decisions(path, SCHEMA), SCHEMA)


def test_accepting_twice(tmp_path: Path) -> None:
    line = f"accept,{WARNING.finding_id},,,,,why,2026-01-31"
    path = ledger(tmp_path, line, line)
    with pytest.raises(LedgerError, match="line 2 accepts the same finding"):
        accept_findings([WARNING, ERROR], load_decisions(path, SCHEMA), SCHEMA)
