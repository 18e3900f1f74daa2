"""Ledgers that a Finnish Excel saved: read, and continued in the way they were saved."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import LedgerError
from pipeline.inputs.applied import accept_findings
from pipeline.inputs.ledger import (
    Decision,
    check_savable,
    continued,
    further_rows,
    ledger_to_continue,
    load_decisions,
)
from pipeline.schema.consistency import load_checked_schema
from tests.support.command_line import SCHEMAS

SCHEMA = load_checked_schema(SCHEMAS)
HEADER = "action;finding_id;service_id;field;expected;value;reason;decided_on"
LINE = "correct;;person.sijasen;service_type;;Muu lisäpalvelu;Päätös, työ 4;31.1.2026"
DECISION = Decision(
    *("from.csv line 7", 7, "accept", "0123456789", "", "", "", "", "Käyty läpi", "2026-02-05")
)


def ledger(folder: Path, content: bytes) -> Path:
    path = folder / "NAME.decisions.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("day", ["31.1.2026", "31.01.2026", "2026-01-31"])
def test_a_ledger_is_continued_as_it_was_saved(tmp_path: Path, encoding: str, day: str) -> None:
    text = f"{HEADER}\r\n{LINE.replace('31.1.2026', day)}\r\n"
    path = ledger(tmp_path, text.encode(encoding))
    (decision,) = load_decisions(path, SCHEMA)
    assert (decision.value, decision.reason) == ("Muu lisäpalvelu", "Päätös, työ 4")
    assert (decision.line, decision.decided_on) == (2, "2026-01-31")
    new = {"31.1.2026": "5.2.2026", "31.01.2026": "05.02.2026", "2026-01-31": "2026-02-05"}[day]
    content = continued(path, ledger_to_continue(path, SCHEMA), [DECISION])
    line = f"accept;0123456789;;;;;Käyty läpi;{new}\r\n"
    assert content == (text + line).encode(encoding)
    path.write_bytes(content)
    assert [d.decided_on for d in load_decisions(path, SCHEMA)] == ["2026-01-31", "2026-02-05"]


def test_a_ledger_that_is_not_there_begins_plainly(tmp_path: Path) -> None:
    path = tmp_path / "NAME.decisions.csv"
    content = continued(path, ledger_to_continue(path, SCHEMA), [DECISION])
    lines = [HEADER.replace(";", ","), "accept,0123456789,,,,,Käyty läpi,2026-02-05", ""]
    assert content == "\n".join(lines).encode()


@pytest.mark.parametrize(
    "day", ["31.13.2026", "30.2.2026", "1/31/2026", "31.1.26", "2026-1-31", ""]
)
def test_what_is_no_day_is_named(tmp_path: Path, day: str) -> None:
    path = ledger(tmp_path, f"{HEADER}\r\n{LINE.replace('31.1.2026', day)}\r\n".encode("cp1252"))
    with pytest.raises(LedgerError, match=f"line 2, column decided_on: “{day}” is no date"):
        load_decisions(path, SCHEMA)


def test_a_letter_that_the_encoding_does_not_have_is_named(tmp_path: Path) -> None:
    path = ledger(tmp_path, f"{HEADER}\r\n{LINE}\r\n".encode("cp1252"))
    kept = ledger_to_continue(path, SCHEMA)
    check_savable(path, kept, DECISION)
    says = (
        "^from.csv line 7: .* is saved in Windows-1252, which cannot hold “Ł”: save that in UTF-8"
    )
    with pytest.raises(LedgerError, match=says) as raised:
        check_savable(path, kept, replace(DECISION, reason="Łódź"))
    assert raised.value.line == 7


@pytest.mark.parametrize("reason", ["A„", "Â°", "â€œ"])
def test_signs_that_would_make_a_ledger_unreadable_are_named(tmp_path: Path, reason: str) -> None:
    path = ledger(tmp_path, f"{HEADER}\r\n{LINE}\r\n".encode("cp1252"))
    kept, decision = ledger_to_continue(path, SCHEMA), replace(DECISION, reason=f"Ä {reason}!")
    # Written all the same, they would be taken for another encoding.
    path.write_bytes(continued(path, kept, [decision]))
    with pytest.raises(LedgerError, match="save it in UTF-8"):
        load_decisions(path, SCHEMA)
    with pytest.raises(LedgerError, match=f"cannot hold “{reason[:2]}"):
        check_savable(path, kept, decision)


def test_a_decision_of_several_lines_counts_as_many(tmp_path: Path) -> None:
    path = ledger(tmp_path, f"{HEADER}\r\n{LINE}\r\n".encode())
    kept, long = ledger_to_continue(path, SCHEMA), replace(DECISION, reason="one\ntwo\rthree")
    rows = further_rows(kept, [long, DECISION, DECISION])
    path.write_bytes(continued(path, kept, [long, DECISION, DECISION]))
    assert [decision.line for decision in load_decisions(path, SCHEMA)] == [2, 3, 6, 7]
    assert kept.beginnings(rows) == [3, 6, 7]


def test_a_ledger_never_becomes_longer_than_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "NAME.decisions.csv"
    long = replace(DECISION, reason="x" * 32_000)
    with pytest.raises(LedgerError, match=r"^Nothing was recorded.*more than 16,000,000 bytes"):
        continued(path, ledger_to_continue(path, SCHEMA), [long] * 500)


def test_a_pipe_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "NAME.decisions.csv"
    os.mkfifo(path)
    with pytest.raises(
        LedgerError, match=r"cannot be read .it is a named pipe, not a file.*restore"
    ):
        load_decisions(path, SCHEMA)


def test_a_name_nearly_known_is_proposed(tmp_path: Path) -> None:
    from tests.inputs.test_decisions import corrected

    line = "correct,,person.sijaisen,service,Sijasen etsintä,x,y,2026-01-31"
    path = ledger(tmp_path, f"{HEADER.replace(';', ',')}\n{line}\n".encode())
    with pytest.raises(LedgerError, match=r"no person.sijaisen: did you mean person.sijasen\?"):
        corrected(path)


def test_lines_that_excel_put_into_one_column_are_named(tmp_path: Path) -> None:
    header = HEADER.replace(";", ",")
    line = 'correct,,person.sijasen,service_type,,Muu,"Päätös, ""työ""",2026-01-31'
    quoted = '"' + line.replace('"', '""') + '"'
    path = ledger(tmp_path, f"{header}\r\n{quoted}\r\n".encode("utf-8-sig"))
    with pytest.raises(LedgerError, match=r"line 2: is one text in quotes.*From Text/CSV"):
        load_decisions(path, SCHEMA)


def test_an_id_of_which_excel_made_a_number_is_named(tmp_path: Path) -> None:
    path = ledger(tmp_path, f"{HEADER}\r\naccept;6,82E+09;;;;;x;31.1.2026\r\n".encode())
    with pytest.raises(LedgerError, match=r"6,82E\+09: Excel made a number of its id: write it"):
        accept_findings([], load_decisions(path, SCHEMA), SCHEMA)
